"""Each letter knows which way it went, whatever the office chooses later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from moedeleder.app import transport_maker
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.models import migrating
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.opening import open_store
from moedeleder.models.tables import MeetingRow
from tests.offices import Bench, open_bench
from tests.services.exchange_desk import exported, opened_office, written
from tests.smtp_server import SmtpServer
from tests.stores import KEY, TickingClock


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder) as running:
        yield running


@pytest.fixture
def mailing(tmp_path: Path, server: SmtpServer) -> Iterator[Bench]:
    """An office that lays letters in a folder and can come to mail them."""
    folder = tmp_path / "office"
    folder.mkdir()
    with open_bench(folder, transport_maker(server.ca_file)) as bench:
        yield bench


def mail_them(bench: Bench, server: SmtpServer) -> None:
    address = "born@kommune.example"
    mail = MailSettings(
        MailWay.SMTP, "", server.host, server.port, Security.STARTTLS, server.user, "Børn", address
    )
    bench.office.settings.save_mail(mail, server.password)


def invited(bench: Bench) -> str:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    bench.office.sending.send(meeting.id, LetterKind.INVITATION)
    return meeting.id


def ways(bench: Bench, meeting_id: str) -> set[LetterWay]:
    letters = bench.office.sending.deliveries(meeting_id)
    return {each.way for each in letters if each.state is DeliveryState.SENT}


def test_a_letter_keeps_its_way_when_the_office_chooses_another(
    mailing: Bench, server: SmtpServer
) -> None:
    laid = invited(mailing)
    mail_them(mailing, server)
    sent = invited(mailing)
    assert len(server.messages) == 3
    assert ways(mailing, laid) == {LetterWay.FOLDER}
    assert ways(mailing, sent) == {LetterWay.MAIL}


def test_a_letter_that_has_not_left_has_gone_no_way(bench: Bench) -> None:
    letters = bench.office.sending.deliveries(invited(bench))
    (paper,) = [each for each in letters if each.state is DeliveryState.NO_ADDRESS]
    assert paper.way is LetterWay.UNKNOWN
    assert not paper.lies_in_folder(otherwise=True)


@pytest.mark.parametrize(
    ("way", "now_in_folder", "lies"),
    [
        (LetterWay.FOLDER, False, True),
        (LetterWay.MAIL, True, False),
        (LetterWay.UNKNOWN, True, True),
        (LetterWay.UNKNOWN, False, False),
    ],
)
def test_only_a_letter_that_does_not_know_goes_by_the_setting(
    way: LetterWay, now_in_folder: bool, lies: bool
) -> None:
    kind, state = LetterKind.INVITATION, DeliveryState.SENT
    letter = Delivery("d", 1, kind, 1, "a", "Karin Dam", "k@e.example", state, way=way)
    assert letter.lies_in_folder(otherwise=now_in_folder) is lies


def test_one_that_was_handed_over_lies_in_the_folder_no_more(bench: Bench) -> None:
    first = next(
        each for each in bench.office.sending.deliveries(invited(bench)) if each.lies_in_folder()
    )
    assert not bench.office.sending.mark_printed(first.id).lies_in_folder(otherwise=True)


def test_an_answer_in_the_folder_counts_as_given_but_knows_where_it_lies(
    mailing: Bench, server: SmtpServer
) -> None:
    office, sofie = mailing.office, mailing.people["sofie"].id
    meeting_ids = []
    for by_mail in (False, True):
        if by_mail:
            mail_them(mailing, server)
        meeting = mailing.meeting()
        point = ContributionDraft(ContributionKind.NEEDS, "Tolk")
        brought = office.contributions.type_in(meeting.id, sofie, Channel.PHONE, [point])
        office.contributions.note(brought.contributions[0].id, 1)
        who = [each.id for each in brought.attendees if each.person.id == sofie]
        office.receipts.announce(meeting.id, who)
        office.sending.send(meeting.id, LetterKind.RECEIPT)
        meeting_ids.append(meeting.id)
    laid, mailed = (office.meetings.get(each).contributions[0] for each in meeting_ids)
    assert laid.told == mailed.told != ""
    assert (laid.told_in_folder, mailed.told_in_folder) == (True, False)


def test_the_checks_tell_a_letter_in_the_folder_from_one_that_was_mailed(
    mailing: Bench, server: SmtpServer
) -> None:
    laid = invited(mailing)
    mail_them(mailing, server)
    sent = invited(mailing)
    assert (_told_by_folder(mailing, laid), _told_by_folder(mailing, sent)) == ({True}, {False})


def _told_by_folder(bench: Bench, meeting_id: str) -> set[bool]:
    lines = bench.office.preparation.of(meeting_id)
    (custody,) = [each.finding for each in lines if each.key == "custody"]
    assert custody is not None
    assert custody.reached
    return {each.in_folder for each in custody.reached}


def test_the_way_goes_along_to_a_colleague(bench: Bench, tmp_path: Path) -> None:
    meeting_id = invited(bench)
    data = exported(bench.office, meeting_id, tmp_path / "ud.json")
    assert sorted(each.get("way", "") for each in data["letters"]) == ["", *["folder"] * 3]
    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(tmp_path / "ud.json")
        there = colleague.sending.deliveries(meeting_id)
        assert exported(colleague, meeting_id, tmp_path / "igen.json")["letters"] == data["letters"]
    assert sum(each.way is LetterWay.FOLDER for each in there) == 3


def test_a_file_from_before_says_nothing_of_the_way(bench: Bench, tmp_path: Path) -> None:
    meeting_id = invited(bench)
    data = exported(bench.office, meeting_id, tmp_path / "ud.json")
    for letter in data["letters"]:
        letter.pop("way", None)
    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(written(tmp_path, data))
        there = colleague.sending.deliveries(meeting_id)
    assert {each.way for each in there} == {LetterWay.UNKNOWN}


def test_letters_from_before_the_round_do_not_know_their_way(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        meeting_id = invited(bench)
        assert ways(bench, meeting_id) == {LetterWay.FOLDER}
    path = tmp_path / "moedeleder.db"
    engine = SqliteEngine(path, KEY)
    migrating.downgrade(engine, "0001")
    engine.dispose()
    open_store(path, KEY, clock=TickingClock()).close()
    with closing(open_store(path, KEY, clock=TickingClock())) as store, store.reading() as session:
        row = session.get_one(MeetingRow, meeting_id)
        assert [each.way for each in row.deliveries] == [""] * 4
