"""What is said of the letters in the outbox; free of Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from moedeleder.domain.errors import MailPasswordMissing
from moedeleder.domain.outbox import OutboxView, Waiting
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.ui.reply_words import reply_of
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import again_text, count_text, delivery_text, letter_name

Group = Literal["now", "later", "person"]


@dataclass(frozen=True, slots=True)
class Status:
    """The line at the foot of the sidebar; without words there is nothing to show."""

    words: str = ""
    detail: str = ""
    tone: Tone = Tone.NEUTRAL


_STUCK = (
    (DeliveryState.UNCERTAIN, "brev er uvist", "breve er uvisse"),
    (DeliveryState.FAILED, "brev kom ikke af sted", "breve kom ikke af sted"),
    (DeliveryState.NO_ADDRESS, "brev mangler adresse", "breve mangler adresse"),
    (DeliveryState.INTERRUPTED, "brev er afbrudt", "breve er afbrudt"),
    (DeliveryState.READY, "brev er ikke sendt", "breve er ikke sendt"),
)
"""In the order of how much they want a person."""


def status_of(view: OutboxView, progress: tuple[int, int] | None, now: datetime) -> Status:
    """Return the line about the outbox.

    Args:
        progress: how many letters of a run are done, and of how many; None between runs.
        now: an aware moment.
    """
    stuck = stuck_texts(view)
    waiting = waiting_text(view, now)
    lines = [*stuck, *filter(None, (waiting,))]
    if progress is not None:
        words = f"Sender {min(progress[0] + 1, progress[1])} af {progress[1]}"
        return Status(words, ". ".join(lines), Tone.INFO)
    if stuck:
        return Status(stuck[0], ". ".join(lines), Tone.WARN)
    if view.waiting:
        words = count_text(len(view.waiting), "brev venter", "breve venter")
        return Status(words, waiting, Tone.NEUTRAL)
    return Status()


def stuck_texts(view: OutboxView) -> list[str]:
    """Return what waits for a person, counted, the most urgent first."""
    counts = Counter(each.delivery.state for each in view.stuck)
    return [count_text(counts[state], *words) for state, *words in _STUCK if counts[state]]


def waiting_text(view: OutboxView, now: datetime) -> str:
    """Return what leaves by itself, and when it is tried again; empty for nothing."""
    if not view.waiting:
        return ""
    words = count_text(len(view.waiting), "brev venter", "breve venter")
    if view.next_try_at is None or view.next_try_at <= now:
        return words
    return f"{words}, prøves igen {again_text(view.next_try_at, now)}"


def leaving_text(view: OutboxView, progress: tuple[int, int] | None) -> str:
    """Return what closing the program means for letters that wait; empty where none does.

    Args:
        progress: as of :func:`status_of`.
    """
    count = len(view.waiting)
    if not count or progress is not None:
        return ""
    goes = "Det går" if count == 1 else "De går"
    # The line above tells of something else where a letter wants a person.
    what = f"{count_text(count, 'brev venter', 'breve venter')}. " if view.stuck else ""
    return f"{what}{goes}, når Mødeleder er åben."


def group_of(waiting: Waiting, now: datetime) -> Group:
    """Return where a letter stands in the outbox.

    Args:
        now: an aware moment.
    """
    letter = waiting.delivery
    if letter.state is DeliveryState.SENDING:
        return "now"
    if not letter.waits:
        return "person"
    return "now" if letter.next_try_at is None or letter.next_try_at <= now else "later"


def what_text(waiting: Waiting) -> str:
    """Return what a letter is, e.g. ``Referat 2 · Netværksmøde om Alma``."""
    letter = waiting.delivery
    number = f" {letter.number}" if letter.number > 1 else ""
    return f"{letter_name(letter.kind)}{number} · {waiting.meeting_title}"


def state_text(letter: Delivery) -> str:
    """Return how a letter stands and why, as one line."""
    if letter.state is DeliveryState.UNCERTAIN and letter.looked_at is not None:
        return "Uvist: den blev ikke fundet i postkassen. Spørg, om mailen er kommet"
    return delivery_text(letter)


def advice_text(letter: Delivery) -> str:
    """Return what a person can do about a letter; empty where nothing is to be done."""
    if letter.state is DeliveryState.UNCERTAIN:
        return "Den sendes ikke igen af sig selv."
    reply = reply_of(letter.reply_code, letter.reply_words, is_over=True)
    if reply is not None and not letter.waits:
        return reply.do
    if letter.reason == MailPasswordMissing.__name__ and not letter.waits:
        return "Den går, når kodeordet er skrevet."
    if letter.state is DeliveryState.READY and letter.released_at is None:
        return "Den går først, når du sender den."
    return ""
