"""What the files of the papers are called."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from moedeleder.domain.readers import Paper

NAMES = {Paper.FULL: "referat", Paper.SUMMARY: "kort-og-klart", Paper.CHILD: "til-barnet"}
"""The files' names, without their endings."""


def papers_named(files: Iterable[str]) -> tuple[Paper, ...]:
    """Return which papers are among files of those names, each once, in the order of ``Paper``."""
    stems = {PurePath(name).stem for name in files}
    return tuple(paper for paper in Paper if NAMES[paper] in stems)
