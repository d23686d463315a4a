"""The agenda as it goes round before a meeting: a draft, a final one, and a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from moedeleder.documents.receipt import ReceiptPaper
from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord, AgendaStage
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.record import RecordAttendee
from tests.documents.examples import CONTACT, agenda

PEOPLE = (
    RecordAttendee("Alma Eksempel", "Barn", why_here="det er hendes møde"),
    RecordAttendee("Sofie Eksempel", "Mor", can_decide="sige ja eller nej til hjælp"),
    RecordAttendee(
        "Mette Holm",
        "Sagsbehandler",
        "Eksempel Kommune",
        "Mødeleder",
        why_here="følger Alma og holder styr på aftalerne",
        can_decide="aflastning op til 10 timer om ugen",
    ),
)
ITEMS = (
    AgendaLine(1, "Morgenerne", "Drøftelse", 25, "Sofie, mor", True, "Det går skævt.", "15.30"),
    AgendaLine(2, "Skema", "Beslutning", 20, "Karin", False, "”Hun sover ikke.”", "15.55"),
    AgendaLine(3, "Næste skridt", "Orientering", 10, "Mette", False, "", "16.15"),
)
TIMES = (datetime(2026, 12, 3, 15, 30), datetime(2026, 12, 7, 9, 0))
NEWS = ("Mødet er flyttet til mandag 7. december.", "Punktet ”Skema” er nyt.")


def final(**changes: Any) -> AgendaRecord:
    voice = "Alma er med i de første 20 minutter."
    return replace(
        agenda(attendees=PEOPLE, items=ITEMS, number=2, child_voice=voice, link=""), **changes
    )


def draft(**changes: Any) -> AgendaRecord:
    open_still = final(
        stage=AgendaStage.DRAFT, number=1, answer_by=date(2026, 11, 27), proposed_times=TIMES
    )
    return replace(open_still, **changes)


def crowd() -> AgendaRecord:
    """Forty people who all have something to say of themselves."""
    people = tuple(
        replace(PEOPLE[at % 3], name=f"Person {at}", why_here=f"Grund {at}") for at in range(40)
    )
    return draft(attendees=people)


def round_filled_with(text: str) -> AgendaRecord:
    """A draft that holds ``text`` wherever a person can type."""
    return draft(
        place=text,
        purpose=text,
        child_voice=text,
        attendees=(RecordAttendee(text, text, text, text, why_here=text, can_decide=text),),
        items=tuple(replace(item, title=text, raised_by=text, words=text) for item in ITEMS),
        contact=text,
    )


def receipt(**changes: Any) -> ReceiptPaper:
    paper = ReceiptPaper(
        name="Sofie Eksempel",
        meeting="netværksmøde",
        starts_at=datetime(2026, 12, 3, 15, 30),
        lines=(
            ReceiptLine("c1", "Det går skævt om morgenen.", "Den er på dagsordenen som punkt 1."),
            ReceiptLine("c2", "Vi vil tale om ferien.", "Ikke på dette møde, fordi tiden er kort."),
        ),
        contact=CONTACT,
    )
    return replace(paper, **changes)
