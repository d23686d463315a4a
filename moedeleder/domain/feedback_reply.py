"""Marks that somebody has written in a mail: five on a line, or one for each letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from moedeleder.domain.feedback import LETTERS, Feedback

_SKIPPED = "-–—_xX0"
_MARK = rf"[1-5{_SKIPPED}]"
_BETWEEN = r"[\s,;./|]+"
_RUN = re.compile(
    rf"^[ \t]*({_MARK})(?:{_BETWEEN}({_MARK})){{4}}(?=[ \t.]*$|[ \t]+[^\d\s])", re.MULTILINE
)
_RUN_TOGETHER = re.compile(rf"^[ \t]*({_MARK}{{5}})(?=[ \t.]*$)", re.MULTILINE)
_LETTERED_LINE = re.compile(
    rf"^[> \t]*(?:[-*•][ \t]*)?([A-Ea-e])(?=[\s.):=\d-])[.):=]?[^\n\d]*?({_MARK})[ \t.]*$",
    re.MULTILINE,
)
_LETTERED_WORD = re.compile(rf"(?<!\w)([A-E])[ \t]*[:.=)]?[ \t]*({_MARK})(?!\w)")
_NUMBERED_LINE = re.compile(rf"^[ \t]*([1-5])[ \t]*[.):=][ \t]*({_MARK})[ \t.]*$", re.MULTILINE)
_POLITE = re.compile(
    r"(hej|hejsa|kære|goddag|god dag|tak|mange tak|selv tak|mvh|vh|kh|"
    r"(med )?(venlig|venlige|kærlig|bedste|mange) hilsen(er)?|bedste hilsner|hilsen|"
    r"her er (mit|mine) svar|mit svar|mine svar|svar)\b[^\n]{0,40}",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"(sendt fra|sent from|hentet med|get outlook)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedbackReply:
    """The marks of a reply, and what was written besides; empty when that was only politeness."""

    feedback: Feedback
    words: str = ""


def read_feedback(text: str, quoted: str = "", name: str = "") -> FeedbackReply | None:
    """Return what a reply answers; None when no marks can be read for certain.

    Args:
        text: what the sender wrote.
        quoted: the letter as it stands below; some write their marks in it.
        name: the sender's own, which says nothing where it stands alone.
    """
    for found in _ways(text):
        marks, spans = found
        return FeedbackReply(_feedback(marks), _words(_without(text, spans), name))
    marks, _spans = _lettered(_LETTERED_LINE, quoted)
    return FeedbackReply(_feedback(marks), _words(text, name)) if marks else None


_Found = tuple[Mapping[int, str], list[tuple[int, int]]]


def _ways(text: str) -> Iterator[_Found]:
    """Give the marks of a text by each way of writing them that fits, the surest first."""
    lettered = _lettered(_LETTERED_LINE, text)
    in_a_line = _lettered(_LETTERED_WORD, text)
    if len(in_a_line[0]) > max(1, len(lettered[0])):
        yield in_a_line
    if lettered[0]:
        yield lettered
    numbered = list(_NUMBERED_LINE.finditer(text))
    if len(numbered) > 1 and [m[1] for m in numbered] == list("12345"[: len(numbered)]):
        yield {at: m[2] for at, m in enumerate(numbered)}, [m.span() for m in numbered]
    run = _RUN.search(text)
    if run:
        yield dict(enumerate(re.findall(_MARK, run[0]))), [run.span()]
    together = _RUN_TOGETHER.search(text)
    if together and any(sign.isdigit() for sign in together[1]):
        yield dict(enumerate(together[1])), [together.span()]


def _lettered(pattern: re.Pattern[str], text: str) -> _Found:
    """Return the marks by letter; whoever gives a question two marks has given none for certain."""
    found = list(pattern.finditer(text))
    letters = [LETTERS.index(match[1].upper()) for match in found]
    if len(set(letters)) < len(letters):
        return {}, []
    marks = {at: match[2] for at, match in zip(letters, found, strict=True)}
    return marks, [match.span() for match in found]


def _feedback(marks: Mapping[int, str]) -> Feedback:
    given = (marks.get(at, "-") for at in range(len(LETTERS)))
    return Feedback(*(None if mark in _SKIPPED else int(mark) for mark in given))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    return text


def _words(text: str, name: str) -> str:
    """Return what was written, unless it is a greeting and a name and nothing more."""
    own = set(name.casefold().split())
    said = [line.strip() for line in text.splitlines()]
    said = [line for line in said if any(sign.isalpha() for sign in line)]
    meant = [
        line
        for line in said
        if not _POLITE.fullmatch(line)
        and not _MACHINE.fullmatch(line)
        and not set(line.casefold().replace(",", " ").split()) <= own
    ]
    return text.strip() if meant else ""
