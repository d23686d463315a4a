"""Who got what, when, and what became of it: by a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from moedeleder.domain.attendees import Duty
from moedeleder.domain.errors import ChangedElsewhere, NotAllowedNow, NotFound
from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.services.post_view import PostCell, PostView
from tests.offices import STARTS, Bench
from tests.services.outbox_desk import KARIN, METTE, SOFIE, history, invite, mailing_office
from tests.smtp_server import SmtpServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, server: SmtpServer) -> Iterator[Bench]:
    """An office that sends by the server."""
    with mailing_office(tmp_path / "kontor", server) as opened:
        yield opened


def names(view: PostView) -> list[str]:
    return [each.key for each in view.columns]


def cell(view: PostView, name: str, column: str) -> PostCell:
    receiver = next(each for each in view.receivers if each.name == name)
    found = view.cell(receiver.key, column)
    assert found is not None
    return found


def newest(bench: Bench, meeting_id: str, name: str, column: str = "invitation-0") -> Delivery:
    return cell(bench.office.post.of_meeting(meeting_id), name, column).newest


def test_a_meeting_without_letters_lists_who_is_to_come(bench: Bench) -> None:
    view = bench.office.post.of_meeting(bench.meeting().id)
    assert [each.name for each in view.receivers] == [
        "Mette Holm",
        "Sofie Eksempel",
        "Jonas Eksempel",
        "Karin Dam",
    ]
    assert view.columns == ()
    assert view.newest_minutes is None
    assert all(each.is_listed for each in view.receivers)


def test_each_letter_stands_where_it_belongs_with_what_became_of_it(
    office: Bench, server: SmtpServer
) -> None:
    server.refuse(KARIN)
    meeting_id = invite(office)
    office.office.outbox.work()
    view = office.office.post.of_meeting(meeting_id)
    assert names(view) == ["invitation-0"]
    states = {
        each.name: cell(view, each.name, "invitation-0").newest.state for each in view.receivers
    }
    assert states == {
        "Mette Holm": DeliveryState.SENT,
        "Sofie Eksempel": DeliveryState.SENT,
        "Jonas Eksempel": DeliveryState.NO_ADDRESS,
        "Karin Dam": DeliveryState.FAILED,
    }
    assert (view.have("invitation-0"), view.should_have("invitation-0")) == (2, 4)
    assert cell(view, "Sofie Eksempel", "invitation-0").times_left == 1
    assert cell(view, "Karin Dam", "invitation-0").times_left == 0


def test_an_answer_that_is_lost_leaves_it_uncertain_and_once_handed_over(
    office: Bench, server: SmtpServer
) -> None:
    meeting_id = invite(office)
    server.drop_after_dot = True
    sofie = newest(office, meeting_id, "Sofie Eksempel")
    office.office.outbox.work(ids=[sofie.id])
    found = cell(office.office.post.of_meeting(meeting_id), "Sofie Eksempel", "invitation-0")
    assert (found.newest.state, found.times_left) == (DeliveryState.UNCERTAIN, 1)
    assert office.office.post.of_meeting(meeting_id).have("invitation-0") == 0


def test_a_letter_sent_again_has_left_twice(office: Bench) -> None:
    meeting_id = invite(office)
    office.office.outbox.work()
    sofie = newest(office, meeting_id, "Sofie Eksempel")
    office.office.sending.send_letters([sofie.id])
    found = cell(office.office.post.of_meeting(meeting_id), "Sofie Eksempel", "invitation-0")
    assert (found.newest.id, found.times_left) == (sofie.id, 2)


def test_an_update_is_another_column_and_makes_the_one_before_untrue(bench: Bench) -> None:
    meeting_id = invite(bench)
    bench.office.outbox.work()
    meeting = bench.office.meetings.get(meeting_id)
    bench.office.sending.announce_meeting(meeting_id, meeting.version)
    view = bench.office.post.of_meeting(meeting_id)
    assert [(each.kind, each.number, each.is_update) for each in view.columns] == [
        (LetterKind.INVITATION, 1, False),
        (LetterKind.INVITATION, 1, True),
    ]
    assert not cell(view, "Sofie Eksempel", view.columns[0].key).is_true
    assert cell(view, "Sofie Eksempel", view.columns[1].key).is_true


def test_somebody_called_alone_later_gets_no_update(bench: Bench) -> None:
    meeting_id = invite(bench)
    bench.office.outbox.work()
    meeting = bench.office.meetings.get(meeting_id)
    meeting = bench.office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    bench.office.sending.announce_meeting(meeting_id, meeting.version, only_new=True)
    view = bench.office.post.of_meeting(meeting_id)
    assert not any(each.is_update for each in view.columns)
    assert view.receivers[-1].name == "Bente Vang"


def test_who_is_taken_off_the_list_stays_in_sight_once_they_had_a_letter(office: Bench) -> None:
    meeting_id = invite(office)
    office.office.outbox.work()
    meeting = office.office.meetings.get(meeting_id)
    for name in ("Sofie Eksempel", "Jonas Eksempel"):
        who = next(each for each in meeting.attendees if each.person.name == name)
        meeting = office.office.meetings.remove_attendee(who.id, who.version)
    view = office.office.post.of_meeting(meeting_id)
    # Jonas has no address, and never had a letter.
    assert [(each.name, each.is_listed) for each in view.receivers] == [
        ("Mette Holm", True),
        ("Karin Dam", True),
        ("Sofie Eksempel", False),
    ]
    assert not cell(view, "Sofie Eksempel", "invitation-0").is_true


def test_it_counts_who_lacks_the_newest_minutes(office: Bench, server: SmtpServer) -> None:
    view = office.office.minutes.open(office.complete().meeting.id)
    server.refuse(KARIN)
    office.office.minutes.finalise(view.meeting.id, view.meeting.version)
    office.office.outbox.work()
    post = office.office.post.of_meeting(view.meeting.id)
    newest_minutes = post.newest_minutes
    assert newest_minutes is not None
    assert (newest_minutes.key, newest_minutes.number) == ("minutes-1", 1)
    assert (post.have("minutes-1"), post.should_have("minutes-1")) == (2, 4)


def test_a_letter_in_a_folder_is_had_by_nobody(bench: Bench) -> None:
    meeting_id = invite(bench)
    bench.office.outbox.work()
    assert newest(bench, meeting_id, "Sofie Eksempel").state is DeliveryState.SENT
    assert bench.office.post.of_meeting(meeting_id).have("invitation-0") == 0


def test_a_letter_is_read_as_it_left_with_its_files(office: Bench, tmp_path: Path) -> None:
    meeting_id = invite(office)
    office.office.outbox.work()
    sofie = newest(office, meeting_id, "Sofie Eksempel")
    (left,) = office.office.outbox.letters(sofie.id)
    letter = office.office.post.letter(left.id)
    assert letter.from_address == "born@kommune.example"
    assert SOFIE in letter.to
    assert letter.message_id == sofie.message_id
    assert "Sofie" in letter.text
    assert "<html" not in letter.text.casefold()
    assert letter.size == left.size
    endings = {Path(each.name).suffix for each in letter.files}
    assert {".pdf", ".ics"} <= endings
    for number, each in enumerate(letter.files):
        path = office.office.post.save_file(left.id, number, tmp_path / "gemt")
        assert path.stat().st_size == each.size
    saved = office.office.post.save_letter(left.id, tmp_path / "gemt")
    assert saved.suffix == ".eml"
    assert "Sofie" not in saved.name
    assert saved.read_bytes() == office.office.outbox.letter(left.id)
    assert office.office.post.save_letter(left.id, tmp_path / "gemt") == saved


def test_what_is_not_there_is_said(office: Bench, tmp_path: Path) -> None:
    meeting_id = invite(office)
    office.office.outbox.work()
    (left,) = office.office.outbox.letters(newest(office, meeting_id, "Sofie Eksempel").id)
    with pytest.raises(NotFound):
        office.office.post.save_file(left.id, 99, tmp_path)
    for ask in (office.office.post.letter, office.office.post.of_meeting):
        with pytest.raises(NotFound):
            ask("ingen")


def test_a_word_about_paper_can_be_taken_back(office: Bench) -> None:
    meeting_id = invite(office)
    before = newest(office, meeting_id, "Jonas Eksempel")
    after = office.office.sending.mark_printed(before.id)
    again = office.office.post.take_back(before, after.version)
    assert (again.state, again.way, again.sent_at) == (before.state, before.way, before.sent_at)
    assert history(office, again) == [LetterEventKind.PRINTED, LetterEventKind.TAKEN_BACK]


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "lost"])
def test_a_word_about_an_uncertain_letter_can_be_taken_back(
    office: Bench, server: SmtpServer, arrived: bool
) -> None:
    meeting_id = invite(office)
    server.drop_after_dot = True
    sofie = newest(office, meeting_id, "Sofie Eksempel")
    office.office.outbox.work(ids=[sofie.id])
    before = newest(office, meeting_id, "Sofie Eksempel")
    say = office.office.outbox.say_arrived if arrived else office.office.outbox.say_lost
    say(before.id)
    after = newest(office, meeting_id, "Sofie Eksempel")
    assert after.state is (DeliveryState.SENT if arrived else DeliveryState.INTERRUPTED)
    office.office.post.take_back(before, after.version)
    again = newest(office, meeting_id, "Sofie Eksempel")
    assert replace(again, version=before.version, changed_at=before.changed_at) == before


def test_what_was_sent_is_never_taken_back(office: Bench) -> None:
    meeting_id = invite(office)
    before = newest(office, meeting_id, "Sofie Eksempel")
    office.office.outbox.work()
    after = newest(office, meeting_id, "Sofie Eksempel")
    with pytest.raises((NotAllowedNow, ChangedElsewhere)):
        office.office.post.take_back(before, after.version)
    with pytest.raises(NotAllowedNow):
        office.office.post.take_back(replace(before, version=after.version - 1), after.version)
    assert newest(office, meeting_id, "Sofie Eksempel").state is DeliveryState.SENT


def test_nobody_s_later_word_is_taken_back(office: Bench) -> None:
    meeting_id = invite(office)
    before = newest(office, meeting_id, "Jonas Eksempel")
    first = office.office.sending.mark_printed(before.id)
    with office.store.transaction() as session:
        row = session.get(DeliveryRow, before.id)
        assert row is not None
        row.address = "nu@mail.example"
    with pytest.raises(ChangedElsewhere):
        office.office.post.take_back(before, first.version)


def test_forty_receivers_and_twelve_things_are_read_with_few_questions(bench: Bench) -> None:
    office = bench.office
    people = [
        office.families.add_person(
            bench.family.id,
            PersonDraft(f"Person {n}", PersonRole.OTHER, mail=f"p{n}@mail.example"),
        )
        for n in range(40)
    ]
    draft = MeetingDraft(STARTS, 90, "Rådhuset", "", "At gøre det trygt")
    invited = [(each.id, Duty.NONE) for each in people]
    meeting_id = office.meetings.create(bench.family.id, "network", draft, invited).id
    with bench.store.transaction() as session:
        for number in range(12):
            for each in office.meetings.get(meeting_id).attendees:
                session.add(
                    DeliveryRow(
                        meeting_id=meeting_id,
                        kind=LetterKind.DRAFT.value,
                        number=number,
                        attendee_id=each.id,
                        person_id=each.person.id,
                        name=each.person.name,
                        address=each.person.mail,
                        state=DeliveryState.SENT.value,
                    )
                )
    with counted(bench) as asked:
        view = office.post.of_meeting(meeting_id)
    assert len(view.cells or {}) == 40 * 12
    assert len(asked) <= 8


@contextmanager
def counted(bench: Bench) -> Iterator[list[str]]:
    """Collect what the database is asked."""
    asked: list[str] = []

    def note(*details: object) -> None:
        asked.append(str(details[2]))

    with bench.store.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_mette_gets_her_own_letter_too(office: Bench, server: SmtpServer) -> None:
    meeting_id = invite(office)
    office.office.outbox.work()
    assert METTE in [address for mail in server.messages for address in mail.receivers]
    assert newest(office, meeting_id, "Mette Holm").sent_at is not None
