"""A meeting whose minutes are finished and sent, for tests of the round of corrections."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDraft,
    CorrectionKind,
    Response,
)
from moedeleder.domain.sending import LetterKind
from moedeleder.services.correction_rows import RoundView
from tests.offices import Bench
from tests.services.letter_box import letters_to

SOFIE_WANTS = CorrectionDraft(
    CorrectionKind.CORRECT, "conclusion", "Vi ses i maj", "Vi ses den 14. januar"
)
UNTIL = date(2026, 12, 10)


def finished(bench: Bench, *, send: bool = True) -> str:
    """Finish minutes and send them; return the meeting's id."""
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    if send:
        bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    return view.meeting.id


def note(
    bench: Bench,
    meeting_id: str,
    draft: CorrectionDraft = SOFIE_WANTS,
    name: str = "sofie",
    channel: Channel = Channel.PHONE,
) -> Correction:
    """Write down what somebody said; return it as it stands in the round."""
    view = bench.office.corrections.note(meeting_id, bench.people[name].id, draft, channel)
    return view.corrections[-1]


def response(view: RoundView, bench: Bench, name: str) -> Response:
    """Return how one of the people stands."""
    return next(each for each in view.responses if each.person.id == bench.people[name].id)


def newest_letter(bench: Bench, address: str) -> EmailMessage:
    """Return the newest letter somebody got."""
    return letters_to(bench.letters, address)[-1]
