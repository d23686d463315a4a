"""What stands beside a text: people's remarks with our answers, and what no longer holds."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.documents import words_after as words
from moedeleder.domain import danish
from moedeleder.domain.completeness import quoted
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.record_after import RecordRemark, RecordRetired
from moedeleder.domain.text import shorten

_ABOUT_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a text.

    Of a remark ``words`` are somebody's own and ``answer`` is ours; of a passage that no longer
    holds ``answer`` is the reason and there are no ``words``. ``about`` is the passage, where it
    is not the whole paragraph above.
    """

    label: str
    about: str = ""
    words: str = ""
    answer: str = ""


def notes_on(part: str, record: MinutesRecord) -> tuple[Note, ...]:
    """Return all notes on a part that is a table or a choice: each names its passage."""
    retired = (retired_note(each, named=True) for each in record.retired if each.part == part)
    remarks = (remark_note(each, named=True) for each in record.remarks if each.part == part)
    return (*retired, *remarks)


def remark_note(remark: RecordRemark, *, named: bool, heading: str = "") -> Note:
    """Return somebody's remark; ``named`` says which passage it is about."""
    answered = remark.answer.strip()
    return Note(
        label=words.remark_from(remark.name, danish.plain_date(remark.on)),
        about=_about(heading, remark.place if named else ""),
        words=quoted(remark.words) or words.NO_WORDS,
        answer=f"{words.ANSWER} {remark.answer}" if answered else "",
    )


def retired_note(mark: RecordRetired, *, named: bool, heading: str = "") -> Note:
    """Return that a passage no longer holds, since when, who says so and why."""
    return Note(
        label=words.retired(danish.plain_date(mark.on), mark.by),
        about=_about(heading, mark.words if named else ""),
        answer=mark.reason,
    )


def _about(heading: str, passage: str) -> str:
    place = quoted(shorten(passage, _ABOUT_LIMIT))
    about = ": ".join(each for each in (heading, place) if each)
    return f"{words.ABOUT} {about}" if about else ""
