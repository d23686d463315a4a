"""The typesetter at work: templates, data and our own fonts in, a PDF or pictures out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import typst

from moedeleder import paths
from moedeleder.documents.logo import is_jpeg, is_png
from moedeleder.documents.typesetter import faults_mean
from moedeleder.domain.errors import DocumentFailed, TemplateMissing
from moedeleder.domain.record import Letterhead

# Archival (PDF/A-3a) and tagged for screen readers (PDF/UA-1) at once.
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
Files = dict[str, bytes]


def logo_files(letterhead: Letterhead) -> Files:
    """Return the logo as the numbers of its bytes: the typesetter takes only text from memory."""
    logo = letterhead.logo or b""
    if not (is_png(logo) or is_jpeg(logo)):
        return {}
    return {"logo.json": json.dumps(list(logo)).encode()}


def page_files(template: str, data: dict[str, Any], logo: Files) -> Files:
    """Return what the typesetter reads for one paper.

    Raises:
        TemplateMissing: the template is not there.
    """
    return {
        "main": _template(template),
        "base.typ": _template("base.typ"),
        "data.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
    } | logo


def _template(name: str) -> bytes:
    try:
        return (paths.resources() / "documents" / name).read_bytes()
    except OSError:
        raise TemplateMissing(name) from None


def fonts_folder() -> Path:
    """Return where our own fonts are."""
    return paths.resources() / "fonts"


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    """Return our own fonts and no others, so that a page is the same on every machine."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    if "Inter" not in fonts.families():
        raise TemplateMissing("Inter")
    return fonts


def compiled(
    files: Files,
    kind: Literal["pdf", "png"],
    *,
    ppi: int | None = None,
    moment: datetime | None = None,
) -> list[bytes]:
    """Return the file, or for pictures each page.

    Raises:
        TemplateMissing: our fonts are not there.
        DocumentFailed: the document could not be made.
    """
    fonts = _fonts(fonts_folder())
    # The typesetter takes files by name from memory; its type hints do not say so yet.
    compile_files = cast("Callable[..., bytes | list[bytes]]", typst.compile)
    with faults_mean(lambda: DocumentFailed(kind)):
        made = compile_files(
            files,
            format=kind,
            ppi=ppi,
            font_paths=fonts,
            pdf_standards=STANDARDS if kind == "pdf" else [],
            timestamp=_stamp(moment),
        )
    return made if isinstance(made, list) else [made]


def _stamp(moment: datetime | None) -> datetime | None:
    """Return when the file says it was made: finished minutes are the same file each time.

    The typesetter takes whole seconds only.
    """
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
