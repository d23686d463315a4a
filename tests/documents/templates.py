"""Templates to print on: a plain one, and those that somebody got wrong or made to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import docx
from docx.document import Document

from moedeleder.documents.template_sample import sample_template


def edited(edit: Callable[[Document], object], data: bytes = b"") -> bytes:
    """The sample after somebody worked on it."""
    document = docx.Document(BytesIO(data or sample_template()))
    edit(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def packed(
    changes: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, bytes] | None = None,
    data: bytes = b"",
) -> bytes:
    """The sample with some of its parts made into others, and ``more`` parts beside them."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data or sample_template())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return target.getvalue()


def with_header(*lines: str) -> bytes:
    """The sample with other lines in its header."""

    def edit(document: Document) -> None:
        header = document.sections[0].header
        for paragraph in header.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        header.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            header.add_paragraph(line)

    return edited(edit)


def with_body(*lines: str) -> bytes:
    """The sample with other paragraphs in its body."""

    def edit(document: Document) -> None:
        for paragraph in document.paragraphs:
            paragraph._p.getparent().remove(paragraph._p)
        for line in lines:
            document.add_paragraph(line)

    return edited(edit)
