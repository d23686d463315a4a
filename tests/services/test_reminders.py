"""Reminders: off until somebody turns them on, made once, true when they leave, saying little."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.errors import InvalidDuration
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.language.lix import lix
from moedeleder.services.reminders import Hindrance
from tests.offices import STARTS, Bench, open_bench
from tests.services.letter_box import body, letters_in, letters_to

MEETING, CORRECTIONS = ReminderKind.MEETING, ReminderKind.CORRECTIONS
PROMISES = ReminderKind.PROMISES
# Two working days before Thursday 3 December.
DUE = date(2026, 12, 1)


def at(bench: Bench, day: date, hour: int = 9) -> None:
    bench.clock.now = datetime(day.year, day.month, day.day, hour, 0, 0, 123456, tzinfo=UTC)


def invited(bench: Bench, meeting: Meeting | None = None) -> Meeting:
    office, meeting = bench.office, meeting or bench.meeting()
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    return office.meetings.get(meeting.id)


def finished(bench: Bench) -> Meeting:
    view = bench.complete()
    office = bench.office
    office.minutes.finalise(view.meeting.id, view.meeting.version)
    office.sending.send(view.meeting.id, LetterKind.MINUTES)
    return office.meetings.get(view.meeting.id)


def reminders(bench: Bench, meeting: Meeting) -> list[Delivery]:
    letters = bench.office.sending.deliveries(meeting.id)
    return [each for each in letters if each.kind is LetterKind.REMINDER]


def test_nobody_is_reminded_until_a_person_says_so(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    assert [plan.is_on for plan in office.reminders.plans(meeting.id)] == [False] * 3
    at(bench, DUE)
    assert office.reminders.make_due() == 0
    plan = office.reminders.turn_on(meeting.id, MEETING, 2)
    assert (plan.is_on, plan.days, plan.turned_on_by) == (True, 2, bench.store.actor)
    assert office.reminders.make_due() == 3
    assert office.reminders.make_due() == 0
    assert not office.reminders.turn_off(meeting.id, MEETING).is_on


@pytest.mark.parametrize("days", [0, -1, 21])
def test_a_number_of_days_has_bounds(bench: Bench, days: int) -> None:
    with pytest.raises(InvalidDuration):
        bench.office.reminders.turn_on(bench.meeting().id, MEETING, days)


def test_the_preview_tells_who_gets_it_and_when(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    preview = office.reminders.preview(meeting.id, MEETING)
    assert [each.name for each in preview.going] == ["Mette Holm", "Sofie Eksempel", "Karin Dam"]
    assert preview.sends_on == DUE
    assert office.reminders.next_on(meeting.id) is None
    office.reminders.turn_on(meeting.id, MEETING, 3)
    assert office.reminders.next_on(meeting.id) == date(2026, 11, 30)
    # Across a weekend.
    assert office.reminders.preview(meeting.id, MEETING, 4).sends_on == date(2026, 11, 27)


def test_it_is_sent_on_its_day_and_says_what_the_preview_said(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    office.reminders.turn_on(meeting.id, MEETING, 2)
    at(bench, DUE - timedelta(days=1))
    assert office.reminders.make_due() == 0
    at(bench, DUE)
    sofie = meeting.attendees[1].id
    words = office.reminders.words(meeting.id, MEETING, sofie)
    assert office.reminders.make_due() == 3
    office.outbox.work()
    letter = letters_to(bench.letters, "sofie")[-1]
    assert letter["Subject"] == "Påmindelse om mødet torsdag 3. december 2026"
    assert body(letter) == words.body
    assert "Rådhuset, lokale 2.14" in words.body
    assert [each.state for each in reminders(bench, meeting)] == [DeliveryState.SENT] * 3
    assert {each.about for each in reminders(bench, meeting)} == {"meeting"}
    assert sorted(each.number for each in reminders(bench, meeting)) == [1, 2, 3]


def test_a_machine_that_was_off_sends_it_later_but_never_after_the_meeting(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    office.reminders.turn_on(meeting.id, MEETING, 2)
    at(bench, date(2026, 12, 3), 14)
    preview = office.reminders.preview(meeting.id, MEETING)
    assert preview.sends_on == date(2026, 12, 3)
    at(bench, date(2026, 12, 3), 15)
    assert office.reminders.make_due() == 0
    assert office.reminders.preview(meeting.id, MEETING).lines == ()


def test_whoever_said_no_or_never_got_an_invitation_is_left_alone(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    karin = meeting.attendees[3]
    office.meetings.set_reply(karin.id, karin.version, InvitationReply.DECLINED, Channel.PHONE)
    office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    preview = office.reminders.preview(meeting.id, MEETING)
    assert [each.name for each in preview.lines] == ["Mette Holm", "Sofie Eksempel"]


def test_one_who_got_it_on_paper_is_not_mailed(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    jonas = next(d for d in office.sending.deliveries(meeting.id) if d.name.startswith("Jonas"))
    office.sending.mark_printed(jonas.id)
    lines = office.reminders.preview(meeting.id, MEETING).lines
    found = {each.name: each.hindrance for each in lines}
    assert found["Jonas Eksempel"] in (Hindrance.NO_ADDRESS, Hindrance.ON_PAPER)


def test_a_meeting_that_is_moved_reminds_only_those_who_know(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    office.reminders.turn_on(meeting.id, MEETING, 2)
    later = replace(meeting.draft, starts_at=STARTS + timedelta(days=1))
    meeting = office.meetings.update(meeting.id, meeting.version, later)
    at(bench, date(2026, 12, 2))
    assert office.reminders.make_due() == 0
    lines = office.reminders.preview(meeting.id, MEETING).lines
    assert {each.hindrance for each in lines} == {Hindrance.OUT_OF_DATE}
    invited(bench, meeting)
    assert office.reminders.make_due() == 3


@pytest.mark.parametrize("deed", ["cancel", "move", "place", "link", "remove", "off", "decline"])
def test_what_changes_before_it_leaves_keeps_it_here(bench: Bench, deed: str) -> None:
    office, meeting = bench.office, invited(bench)
    office.reminders.turn_on(meeting.id, MEETING, 2)
    at(bench, DUE)
    assert office.reminders.make_due() == 3
    before = len(letters_in(bench.letters))
    meeting = office.meetings.get(meeting.id)
    sofie = meeting.attendees[1]
    if deed == "cancel":
        office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    elif deed == "move":
        later = replace(meeting.draft, starts_at=STARTS + timedelta(hours=1))
        office.meetings.update(meeting.id, meeting.version, later)
    elif deed == "place":
        elsewhere = replace(meeting.draft, place="Skolen, lokale 4")
        office.meetings.update(meeting.id, meeting.version, elsewhere)
    elif deed == "link":
        online = replace(meeting.draft, link="https://video.example/nyt")
        office.meetings.update(meeting.id, meeting.version, online)
    elif deed == "remove":
        office.meetings.remove_attendee(sofie.id, sofie.version)
    elif deed == "off":
        office.reminders.turn_off(meeting.id, MEETING)
    else:
        office.meetings.set_reply(sofie.id, sofie.version, InvitationReply.DECLINED, Channel.PHONE)
    ids = [each.id for each in reminders(bench, meeting)]
    office.outbox.work(ids=ids)
    left = letters_in(bench.letters)[before:]
    alone = deed in ("remove", "decline")
    assert len(left) == (2 if alone else 0)
    assert not any("sofie" in str(each["To"]) for each in left)


def test_two_programs_make_each_reminder_once(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    office.reminders.turn_on(meeting.id, MEETING, 2)
    at(bench, DUE)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: office.reminders.make_due(), range(8)))
    assert sum(made) == 3
    assert len(reminders(bench, meeting)) == 3


def test_only_those_who_have_not_answered_the_minutes_are_reminded(bench: Bench) -> None:
    office, meeting = bench.office, finished(bench)
    view = office.corrections.view(meeting.id)
    office.reminders.turn_on(meeting.id, CORRECTIONS, 2)
    agree = CorrectionDraft(CorrectionKind.AGREE)
    office.corrections.note(meeting.id, bench.people["sofie"].id, agree, Channel.PHONE)
    preview = office.reminders.preview(meeting.id, CORRECTIONS)
    assert [each.name for each in preview.going] == ["Mette Holm", "Karin Dam"]
    assert {each.about for each in preview.lines} == {"corrections:1"}
    assert preview.sends_on is not None
    assert preview.sends_on < view.round.until
    at(bench, view.round.until)
    assert office.reminders.make_due() == 2
    at(bench, view.round.until + timedelta(days=1))
    assert office.reminders.preview(meeting.id, CORRECTIONS).lines == ()
    assert office.outbox.work().sent == 0


def test_a_promise_is_reminded_of_without_saying_what_it_is(bench: Bench) -> None:
    office, meeting = bench.office, finished(bench)
    office.reminders.turn_on(meeting.id, PROMISES, 3)
    preview = office.reminders.preview(meeting.id, PROMISES)
    assert [(each.name, each.sends_on) for each in preview.going] == [
        ("Karin Dam", date(2026, 12, 2))
    ]
    at(bench, date(2026, 12, 2))
    assert office.reminders.make_due() == 1
    office.outbox.work()
    letter = letters_to(bench.letters, "karin")[-1]
    assert "Du lovede noget på mødet torsdag 3. december 2026." in body(letter)
    assert "senest mandag 7. december 2026" in body(letter)
    assert "Ringe hjem" not in letter.as_string()


def test_a_promise_that_is_kept_is_not_reminded_of(bench: Bench) -> None:
    office, meeting = bench.office, finished(bench)
    office.reminders.turn_on(meeting.id, PROMISES, 3)
    at(bench, date(2026, 12, 2))
    assert office.reminders.make_due() == 1
    office.promises.mark_kept(meeting.promises[0].id)
    assert office.outbox.work().sent == 0
    assert office.reminders.make_due() == 0


def test_promises_for_one_day_are_one_letter_and_the_child_is_never_pressed(bench: Bench) -> None:
    office = bench.office
    draft = PersonDraft("Alma Eksempel", PersonRole.CHILD, mail="alma@mail.example")
    alma = office.families.add_person(bench.family.id, draft)
    meeting = bench.meeting()
    office.meetings.add_attendee(meeting.id, alma.id)
    office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    day = date(2026, 12, 7)
    for what, owner in (("Et", "karin"), ("To", "karin")):
        draft_of = PromiseDraft(what, bench.people[owner].id, due=day)
        office.promises.add(meeting.id, draft_of)
    office.promises.add(meeting.id, PromiseDraft("Tre", alma.id, due=day))
    office.promises.add(meeting.id, PromiseDraft("Fire", owner_name="sofie  eksempel", due=day))
    office.promises.add(meeting.id, PromiseDraft("Fem", owner_name="Kommunen", due=day))
    names = [each.name for each in office.reminders.preview(meeting.id, PROMISES).going]
    assert names == ["Sofie Eksempel", "Karin Dam"]


NASTY = "Alma er udadreagerende <b>og</b> har CPR 010190-1234"


def test_no_reminder_says_what_is_sensitive(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        office = bench.office
        family = office.families.create(FamilyDraft(f"Zigne {NASTY}", "99.88.77-G01-1-26"))
        child = office.families.add_person(
            family.id, PersonDraft("Zigne Barn", PersonRole.CHILD, mail="zigne@mail.example")
        )
        bench.family = family
        meeting = bench.meeting()
        office.meetings.add_attendee(meeting.id, child.id)
        meeting = office.meetings.get(meeting.id)
        nasty = replace(meeting.draft, purpose=NASTY)
        meeting = office.meetings.update(meeting.id, meeting.version, nasty)
        invited(bench, meeting)
        texts = [
            office.reminders.words(meeting.id, MEETING, each.attendee_id)
            for each in office.reminders.preview(meeting.id, MEETING).lines
        ]
        office.conduct.start(meeting.id)
        office.presence.everybody_is_here(meeting.id)
        karin = bench.people["karin"].id
        office.promises.add(meeting.id, PromiseDraft(NASTY, karin, NASTY, due=date(2026, 12, 7)))
        promised = office.reminders.preview(meeting.id, PROMISES).lines
        texts += [office.reminders.words(meeting.id, PROMISES, e.attendee_id) for e in promised]
        texts += [office.reminders.words(meeting.id, kind) for kind in ReminderKind]
    assert len(texts) >= 7
    for text in texts:
        said = f"{text.subject}\n{text.body}"
        for word in ("udadreagerende", "CPR", "010190", "Alma", "99.88.77", "Netværksmøde", "<b>"):
            assert word not in said
        assert "Zigne" not in text.subject
        assert "$" not in said


def test_the_templates_have_no_field_that_tells_what_a_meeting_is_about() -> None:
    told = "navn dato tid sted frist staar ring ringogsaa svarkode afsender".split()
    found = sorted(Path("resources/letters").glob("reminder_*.txt"))
    assert len(found) == 5
    for path in found:
        subject, _, text = path.read_text(encoding="utf-8").partition("\n")
        assert set(re.findall(r"\$(\w+)", text)) <= set(told)
        assert set(re.findall(r"\$(\w+)", subject)) <= {"dato", "tid"}


def test_a_reminder_is_easy_to_read() -> None:
    for name in ("reminder_*", "withdrawal*"):
        for path in Path("resources/letters").glob(f"{name}.txt"):
            text = re.sub(r"\$\w+|^Emne:", "", path.read_text(encoding="utf-8"))
            measured = lix(text)
            assert measured is not None
            assert measured.value < 30, path.name
