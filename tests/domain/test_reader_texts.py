"""The beginnings of the texts to the readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.reader_texts import proposed_child_page, proposed_summary
from moedeleder.domain.rich_text import EMPTY, Block, RichText, Run

PRESENT = Attendance.PRESENT


def with_promises(*promises: Promise, items: tuple[AgendaItem, ...] = ()) -> Meeting:
    what = ("m", 1, "f", "Alma Eksempel", "", "network", "Netværksmøde")
    starts_at = datetime(2026, 12, 3, 15, 30)
    held = Meeting(*what, starts_at, 90, "", "", "", MeetingState.HELD)
    return replace(held, promises=promises, items=items)


def test_it_speaks_to_the_child_by_first_name() -> None:
    promise = Promise("p", 1, "ringer hjem", owner_name="Karin Dam")
    text = proposed_child_page(with_promises(promise)).plain
    assert text.startswith("Kære Alma\n")


def test_a_child_who_was_there_is_thanked_and_not_told_who_was() -> None:
    child = Person("p1", 1, "f", "Alma Eksempel", PersonRole.CHILD)
    mother = Person("p2", 1, "f", "Sofie Eksempel", PersonRole.PARENT, "mor")
    promise = Promise("p", 1, "ringer hjem", owner_name="Karin Dam")
    meeting = with_promises(promise)
    alone = replace(meeting, attendees=(Attendee("b", 1, mother, attendance=PRESENT),))
    assert "Sofie var med." in proposed_child_page(alone).plain
    both = (Attendee("a", 1, child, attendance=PRESENT), *alone.attendees)
    text = proposed_child_page(replace(meeting, attendees=both)).plain
    assert "Tak, fordi du var med." in text
    assert "Sofie" not in text


def test_each_promise_says_who_does_what_by_when() -> None:
    promise = Promise("p", 1, "ringer hjem", owner_name="Karin Dam", due=date(2026, 12, 7))
    text = proposed_child_page(with_promises(promise)).plain
    assert "Karin ringer hjem (senest mandag 7. december 2026)." in text


def test_what_only_some_heard_is_not_for_the_page() -> None:
    item = AgendaItem("i", 1, 0, "Kun os", ItemKind.DISCUSSION, 10, only_for=("mor",))
    secret = Promise("p", 1, "Søge om aflastning", owner_name="Mette", item_id=item.id)
    assert proposed_child_page(with_promises(secret, items=(item,))) == EMPTY


def test_nothing_agreed_is_nothing_to_propose() -> None:
    assert proposed_child_page(with_promises()) == EMPTY
    assert proposed_summary(with_promises(), EMPTY) == EMPTY


def test_the_summary_begins_with_why_they_met_and_knows_no_sources() -> None:
    agreed = RichText((Block((Run("Vi er enige."),), source="note"),))
    meeting = replace(with_promises(), purpose="Rolige morgener.")
    summary = proposed_summary(meeting, agreed)
    assert summary.plain == "Vi mødtes om: Rolige morgener.\nVi er enige."
    assert not any(block.source for block in summary.blocks)
