"""What is worth a thought before the minutes are sent, without standing in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from moedeleder.domain.completeness import left_out
from moedeleder.domain.facilitation import conclusion_read
from moedeleder.domain.record import PartKey
from moedeleder.domain.used_documents import DocumentKind, Followed
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.wording import count_text


@dataclass(frozen=True)
class Reminder:
    """One line to think of, and the step where it is seen to."""

    text: str
    step: Step
    icon: IconName
    part: PartKey | None = None
    """Where in the minutes it is seen to; none where it is another step's."""


def unanswered_text(view: MinutesView) -> str:
    """Return how much of what the family brought nobody has answered; empty when all is."""
    waiting = sum(each.is_open for each in view.meeting.contributions)
    return f"{waiting} bidrag fra familien mangler svar" if waiting else ""


def unsaid_text(view: MinutesView) -> str:
    """Return how many experts' statements nobody has taken a stand on; empty when none."""
    count = sum(
        each.kind is DocumentKind.STATEMENT and each.followed is Followed.UNSAID
        for each in view.documents
    )
    if not count:
        return ""
    counted = count_text(count, "udtalelse", "udtalelser")
    return f"{counted}: Skriv, om {'den' if count == 1 else 'de'} følges"


def reminders(view: MinutesView) -> tuple[Reminder, ...]:
    """Return what to think of before sending; none of it has to be done."""
    return tuple(_reminders(view))


def _reminders(view: MinutesView) -> Iterator[Reminder]:
    if words := unanswered_text(view):
        yield Reminder(f"{words}. Svar på dagsordenen", Step.AGENDA, "info")
    if not _is_conclusion_read(view):
        yield Reminder("Konklusionen er ikke læst op", Step.MEETING, "info")
    if words := unsaid_text(view):
        yield Reminder(words, Step.MINUTES, "info", PartKey.DOCUMENTS)
    notes, promises = left_out(view.meeting, view.parts.values())
    counts = (
        count_text(notes, "note", "noter") if notes else "",
        count_text(promises, "aftale", "aftaler") if promises else "",
    )
    if counted := " og ".join(filter(None, counts)):
        stands = "Den" if notes + promises == 1 else "De"
        place = f"{stands} står under mødet"
        words = f"{counted} fra punkter, der kun er for nogle, er ikke med. {place}"
        yield Reminder(words, Step.MEETING, "lock")


def _is_conclusion_read(view: MinutesView) -> bool:
    """Whether anybody was asked about it; while nothing is written there is nothing to read."""
    written = view.parts.get(PartKey.CONCLUSION)
    if written is None or written.text.is_empty or view.meeting.ended_at is None:
        return True
    return conclusion_read(view.meeting)
