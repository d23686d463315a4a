"""What is new in an agenda, said in words: every kind of change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from moedeleder.domain.agenda_changes import AgendaChange, AgendaChangeKind
from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord
from moedeleder.domain.record import RecordAttendee
from moedeleder.services.agenda_words import change_sentences, sentence

STARTS = datetime(2026, 12, 3, 15, 30)
KARIN, LISE = RecordAttendee("Karin Dam", "lærer"), RecordAttendee("Lise Berg", "psykolog")


def line(number: int, title: str, minutes: int = 10) -> AgendaLine:
    return AgendaLine(number, title, "Drøftelse", minutes, "", False, id=title[:6])


RECORD = AgendaRecord(
    meeting_id="m",
    title="Dagsorden for netværksmøde",
    type_name="Netværksmøde",
    child_name="Alma Eksempel",
    case_number="",
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=90),
    place="Rådhuset, lokale 2.14",
    link="",
    purpose="At gøre det trygt",
    attendees=(KARIN,),
    items=(line(1, "Velkomst"), line(2, "Skolen"), line(3, "Aftaler")),
    contact="",
    organisation="",
)
LATER = STARTS + timedelta(days=1)
THURSDAY = "torsdag 3. december kl. 15.30"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"starts_at": LATER, "ends_at": LATER + timedelta(minutes=90)},
            [f"Mødet er flyttet fra {THURSDAY} til fredag 4. december kl. 15.30."],
        ),
        (
            {"ends_at": STARTS + timedelta(minutes=60)},
            ["Mødet varer nu 60 minutter. Før var det 90 minutter."],
        ),
        ({"place": "Skolen"}, ["Stedet er nu: Skolen."]),
        ({"place": ""}, ["Stedet er ikke fastlagt længere."]),
        ({"purpose": "Vejen i skole"}, ["Formålet er nu: Vejen i skole."]),
        ({"purpose": ""}, ["Formålet er taget af."]),
        ({"attendees": (KARIN, LISE)}, ["Lise Berg, psykolog, er også med nu."]),
        ({"attendees": ()}, ["Karin Dam, lærer, er ikke med længere."]),
        (
            {"items": (*RECORD.items, line(4, "Ferien"))},
            ["Nyt punkt 4: Ferien."],
        ),
        ({"items": RECORD.items[:2]}, ["Punktet ”Aftaler” er taget af."]),
        (
            {"items": (RECORD.items[0], replace(RECORD.items[1], title="Skole"), RECORD.items[2])},
            ["Punktet ”Skolen” hedder nu ”Skole”."],
        ),
        (
            {"items": (RECORD.items[0], replace(RECORD.items[1], minutes=1), RECORD.items[2])},
            ["Punktet ”Skolen” varer nu 1 minut. Før var det 10 minutter."],
        ),
        (
            {"items": (line(1, "Aftaler"), line(2, "Velkomst"), line(3, "Skolen"))},
            ["Punktet ”Aftaler” er nu punkt 1. Før var det punkt 3."],
        ),
        ({"child_voice": "Alma er selv med på mødet."}, ["Alma er selv med på mødet."]),
        ({}, []),
    ],
)
def test_each_change_is_one_sentence(change: dict[str, object], words: list[str]) -> None:
    assert list(change_sentences(RECORD, replace(RECORD, **change))) == words  # type: ignore[arg-type]


def test_every_kind_of_change_has_its_words() -> None:
    moments = {AgendaChangeKind.TIME: (STARTS, LATER)}
    for kind in AgendaChangeKind:
        before, now = moments.get(kind, (2, 3))
        assert sentence(AgendaChange(kind, "Noget", before, now)).endswith(".")


def test_a_chosen_time_is_not_a_moved_meeting() -> None:
    asked = replace(RECORD, proposed_times=(STARTS, LATER))
    chosen = replace(RECORD, starts_at=LATER, ends_at=LATER + timedelta(minutes=90))
    assert change_sentences(asked, chosen) == (
        "Tiden er valgt: fredag 4. december kl. 15.30–17.00.",
    )


def test_new_proposals_are_told() -> None:
    asked = replace(RECORD, proposed_times=(STARTS, LATER))
    again = replace(RECORD, proposed_times=(STARTS, STARTS + timedelta(days=8)))
    assert change_sentences(asked, again) == ("Der er nye forslag til tid.",)
    assert change_sentences(RECORD, asked) == (
        "Tiden er ikke fast længere. Der er forslag til nye tider.",
    )
