"""Fills in a reply form as somebody at a keyboard would: words in the fields, marks in the boxes.

For showing how an answer comes back; people fill theirs in with programs of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from moedeleder.documents import reply_form_fields as fields
from moedeleder.domain.contributions import ContributionDraft, ContributionKind, Importance
from moedeleder.domain.times import Fit

_TICK = "☒"
_BOXES = {each.kind: each.key for each in fields.BOXES}
_IMPORTANCE = {importance: at for at, importance in enumerate(fields.IMPORTANCE.values())}
Written = Iterator[tuple[str, int, str]]


def fill_form(
    data: bytes, drafts: Sequence[ContributionDraft], fits: Iterable[tuple[str, Fit]] = ()
) -> bytes:
    """Return a reply form with answers in it; what has no field on it is left out.

    Args:
        data: the form as it was sent.
        fits: proposed times by id, and whether each suits.
    """
    document = docx.Document(BytesIO(data))
    controls: dict[str, list[Any]] = {}
    for control in document.element.body.iter(qn("w:sdt")):
        mark = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        controls.setdefault(mark, []).append(control)
    for mark, at, text in (*_words(drafts), *_times(fits)):
        if at < len(controls.get(mark, ())):
            _write(controls[mark][at], text)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _words(drafts: Sequence[ContributionDraft]) -> Written:
    """Give the mark of each field, which of those with that mark, and what is written there."""
    points = [each for each in drafts if each.kind is ContributionKind.POINT]
    for number, draft in enumerate(points, 1):
        yield from _point(str(number), draft)
    for kind, key in _BOXES.items():
        said = [each.words for each in drafts if each.kind is kind]
        if said:
            yield fields.tag(key), 0, "\n".join(said)
    for draft in drafts:
        if draft.kind is ContributionKind.SUPPORT_PERSON:
            yield fields.tag(fields.SUPPORT_KEY), 0, draft.words
        elif draft.kind is ContributionKind.NEEDS:
            yield from _needs(draft.words)


def _point(number: str, draft: ContributionDraft) -> Written:
    for part, text in zip(fields.POINT_PARTS, (draft.words, draft.wanted), strict=False):
        if text:
            yield fields.tag(fields.POINTS_KEY, number, part), 0, text
    if draft.importance is not Importance.UNSAID:
        mark = fields.tag(fields.POINTS_KEY, number, fields.POINT_PARTS[2])
        yield mark, _IMPORTANCE[draft.importance], _TICK


def _needs(words: str) -> Written:
    for line in words.splitlines():
        name, _, rest = line.partition(":")
        row = next((each for each in fields.NEED_ROWS if each.name == name.strip()), None)
        if row is None:
            yield fields.tag(fields.NEEDS_KEY, fields.NEED_ROWS[-1].key), 0, line
            continue
        yield fields.tag(fields.NEEDS_KEY, row.key, "tick"), 0, _TICK
        if rest.strip():
            yield fields.tag(fields.NEEDS_KEY, row.key), 0, rest.strip()


def _times(fits: Iterable[tuple[str, Fit]]) -> Written:
    for proposal_id, fit in fits:
        yield fields.tag(fields.TIMES_KEY, proposal_id, fit.value), 0, _TICK


def _write(control: Any, text: str) -> None:
    run = next(control.iter(qn("w:r")))
    for child in list(run):
        run.remove(child)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        node = OxmlElement("w:t")
        node.text = line
        node.set(qn("xml:space"), "preserve")
        run.append(node)
