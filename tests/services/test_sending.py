"""Sending through a real mail server and to a folder: who got what, who did not, and why."""

from __future__ import annotations

import email
import email.policy
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.app import transport_maker
from moedeleder.domain.errors import NobodyToSendTo, NotAllowedNow, ResourceFault
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.models.queries import get
from moedeleder.models.tables import DeliveryRow
from tests.offices import Bench, open_bench
from tests.smtp_server import SmtpServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder) as running:
        yield running


@pytest.fixture
def mailing(tmp_path: Path, server: SmtpServer) -> Iterator[Bench]:
    """An office that sends by the real server."""
    folder = tmp_path / "office"
    folder.mkdir()
    with open_bench(folder, transport_maker(server.ca_file)) as bench:
        mail = MailSettings(
            MailWay.SMTP,
            "",
            server.host,
            server.port,
            Security.STARTTLS,
            server.user,
            "Børn og Familie",
            "born@kommune.example",
        )
        bench.office.settings.save_mail(mail, server.password)
        yield bench


def files_of(message: EmailMessage) -> list[str | None]:
    return [part.get_filename() for part in message.iter_attachments()]


def eml(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def invite(bench: Bench) -> str:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    return meeting.id


def test_everybody_with_an_address_gets_one_invitation(mailing: Bench, server: SmtpServer) -> None:
    letters = mailing.office.sending.send(invite(mailing), LetterKind.INVITATION)
    assert [letter.state for letter in letters] == [
        DeliveryState.SENT,
        DeliveryState.SENT,
        DeliveryState.NO_ADDRESS,
        DeliveryState.SENT,
    ]
    got = sorted(address for mail in server.messages for address in mail.receivers)
    assert got == ["karin@skole.example", "mette@kommune.example", "sofie@mail.example"]
    for mail in server.messages:
        assert len(mail.receivers) == 1
        assert "dagsorden.pdf" in files_of(mail.message)
        assert mail.message.get_body(("plain",)) is not None
        kinds = [part.get_content_type() for part in mail.message.walk()]
        assert "text/calendar" in kinds


def test_a_refused_receiver_stops_nobody_else_and_can_be_tried_again(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id = invite(mailing)
    server.refuse("sofie@mail.example", "550 5.1.1 no such user")
    letters = mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    failed = [letter for letter in letters if letter.state is DeliveryState.FAILED]
    assert [(f.name, f.reason) for f in failed] == [("Sofie Eksempel", "ReceiverRefused")]
    server.accept("sofie@mail.example")
    again = [failed[0].id]
    mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    assert len(server.messages) == 2
    letters = mailing.office.sending.send(meeting_id, LetterKind.INVITATION, again=again)
    assert len(server.messages) == 3
    assert DeliveryState.FAILED not in [letter.state for letter in letters]


def test_a_corrected_address_is_used_when_sent_again(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, jonas = invite(mailing), mailing.people["jonas"]
    letters = mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    missing = next(x for x in letters if x.state is DeliveryState.NO_ADDRESS)
    draft = replace(jonas.draft, mail="jonas@mail.example")
    mailing.office.families.update_person(jonas.id, jonas.version, draft)
    mailing.office.sending.send(meeting_id, LetterKind.INVITATION, again=[missing.id])
    assert server.messages[-1].receivers == ("jonas@mail.example",)


def test_a_wrong_password_is_told_with_every_letter_and_nothing_leaves(
    mailing: Bench, server: SmtpServer
) -> None:
    settings = mailing.office.settings
    settings.save_mail(settings.mail(), "forkert")
    letters = mailing.office.sending.send(invite(mailing), LetterKind.INVITATION)
    reasons = {x.reason for x in letters if x.state is DeliveryState.READY}
    assert reasons == {"MailLoginRefused"}
    assert server.messages == []


def test_an_answer_lost_after_the_last_word_is_uncertain_and_not_sent_again_by_itself(
    mailing: Bench, server: SmtpServer
) -> None:
    server.drop_after_dot = True
    meeting_id = invite(mailing)
    letters = mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    uncertain = [x for x in letters if x.state is DeliveryState.UNCERTAIN]
    assert uncertain
    server.drop_after_dot = False
    count = len(server.messages)
    mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    sent_after = server.messages[count:]
    assert all(uncertain[0].address not in mail.receivers for mail in sent_after)
    mailing.office.sending.send(meeting_id, LetterKind.INVITATION, again=[uncertain[0].id])
    assert server.messages[-1].message["Message-ID"] == uncertain[0].message_id


def test_letters_cut_off_by_a_fall_are_uncertain_at_the_next_start(bench: Bench) -> None:
    meeting_id = invite(bench)
    first = bench.office.sending.deliveries(meeting_id)[0]
    with bench.store.transaction() as session:
        get(session, DeliveryRow, first.id).state = DeliveryState.SENDING.value
    assert bench.office.outbox.settle() == 1
    assert bench.office.sending.deliveries(meeting_id)[0].state is DeliveryState.UNCERTAIN
    assert bench.office.outbox.settle() == 0


def test_minutes_go_to_everybody_with_word_and_pdf(bench: Bench) -> None:
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    steps = []
    bench.office.sending.send(
        view.meeting.id, LetterKind.MINUTES, progress=lambda p: steps.append((p.done, p.total))
    )
    letters = [eml(path) for path in sorted(bench.letters.glob("*.eml"))]
    assert len(letters) == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]
    for letter in letters:
        papers = ["referat.pdf", "referat.docx", "rettelsesskema.docx"]
        assert files_of(letter)[:3] == papers
        assert "Alma" not in letter["Subject"]


def test_people_are_told_where_to_turn_though_the_office_gave_no_address(bench: Bench) -> None:
    view = bench.complete()
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    letter = eml(next(bench.letters.glob("*.eml")))
    assert "mette@kommune.example" in letter["Reply-To"]
    assert "mette@kommune.example" in letter["From"]
    body = letter.get_body(("plain",))
    assert body is not None
    assert "mette@kommune.example" in body.get_content()
    record = bench.office.minutes.preview(view.meeting.id)
    assert record.contact == "Mette Holm · mette@kommune.example"


def test_nobody_sees_the_address_of_another(bench: Bench) -> None:
    bench.office.sending.send(invite(bench), LetterKind.INVITATION)
    addresses = {"sofie@mail.example", "karin@skole.example"}
    for path in bench.letters.glob("*.eml"):
        letter = eml(path)
        others = {each for each in addresses if each not in letter["To"]}
        for part in letter.walk():
            data = part.get_payload(decode=True) or b""
            assert isinstance(data, bytes)
            text = data.replace(b"\r\n ", b"").decode("utf-8", "replace")
            assert not [each for each in others if each in text]


def test_private_notes_are_in_no_letter(bench: Bench) -> None:
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    for path in bench.letters.glob("*.eml"):
        for part in eml(path).walk():
            assert b"kollega" not in (part.get_payload(decode=True) or b"")


def test_an_update_raises_the_sequence_and_keeps_the_uid(bench: Bench) -> None:
    meeting_id = invite(bench)
    bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    meeting = bench.office.meetings.get(meeting_id)
    bench.office.sending.announce_meeting(meeting_id, meeting.version)
    bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    calendars = [
        part.get_content()
        for path in sorted(bench.letters.glob("*.eml"))
        for part in eml(path).walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert len(calendars) == 6
    uids = {line for text in calendars for line in text.splitlines() if line.startswith("UID")}
    assert len(uids) == 1
    assert sum("SEQUENCE:0" in text for text in calendars) == 3
    assert sum("SEQUENCE:1" in text for text in calendars) == 3


def test_only_those_who_are_new_are_invited_when_asked(bench: Bench) -> None:
    meeting_id = invite(bench)
    meeting = bench.office.meetings.get(meeting_id)
    with pytest.raises(NobodyToSendTo):
        bench.office.sending.announce_meeting(meeting_id, meeting.version, only_new=True)
    meeting = bench.office.meetings.add_attendee(meeting_id, bench.people["bente"].id)
    bench.office.sending.announce_meeting(meeting_id, meeting.version, only_new=True)
    assert [x.name for x in bench.office.sending.deliveries(meeting_id)][4:] == ["Bente Vang"]


def test_a_meeting_that_is_over_invites_nobody(bench: Bench) -> None:
    meeting = bench.held()
    with pytest.raises(NotAllowedNow):
        bench.office.sending.announce_meeting(meeting.id, meeting.version)


def test_two_people_on_one_address_are_told_and_both_get_their_letter(bench: Bench) -> None:
    jonas = bench.people["jonas"]
    draft = replace(jonas.draft, mail="Sofie@mail.example")
    bench.office.families.update_person(jonas.id, jonas.version, draft)
    meeting_id = invite(bench)
    receivers = {r.name: r for r in bench.office.sending.receivers(meeting_id)}
    assert receivers["Jonas Eksempel"].shares_address_with == ("Sofie Eksempel",)
    bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    to = [str(eml(path)["To"]) for path in bench.letters.glob("*.eml")]
    assert sum("sofie@mail.example" in address.lower() for address in to) == 2


def test_a_folder_that_cannot_be_written_says_so_and_loses_nothing(
    bench: Bench, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    bench.office.settings.save_mail(MailSettings(folder=str(tmp_path / "fil" / "breve")))
    meeting_id = invite(bench)
    letters = bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    waiting = [x for x in letters if x.state is DeliveryState.READY]
    assert {x.reason for x in waiting} == {"FolderNotWritable"}
    bench.office.settings.save_mail(MailSettings(folder=str(tmp_path / "godt")))
    bench.office.sending.send(meeting_id, LetterKind.INVITATION)
    assert len(list((tmp_path / "godt").glob("*.eml"))) == 3


def test_two_sendings_at_once_send_each_letter_once(bench: Bench) -> None:
    meeting_id, sending = invite(bench), bench.office.sending
    threads = [
        threading.Thread(target=lambda: sending.send(meeting_id, LetterKind.INVITATION))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(bench.letters.iterdir())) == 3
    states = {each.state for each in sending.deliveries(meeting_id)}
    assert states == {DeliveryState.SENT, DeliveryState.NO_ADDRESS}


@pytest.mark.parametrize("failed_first", [False, True])
def test_somebody_taken_off_the_list_gets_no_letter_that_was_still_here(
    bench: Bench, failed_first: bool
) -> None:
    meeting_id, office = invite(bench), bench.office
    if failed_first:
        good = office.settings.mail()
        office.settings.save_mail(replace(good, folder="/dev/null/breve"))
        office.sending.send(meeting_id, LetterKind.INVITATION)
        office.settings.save_mail(good)
    again = [each.id for each in office.sending.deliveries(meeting_id)] if failed_first else []
    karin = next(
        each
        for each in office.meetings.get(meeting_id).attendees
        if each.person.id == bench.people["karin"].id
    )
    office.meetings.remove_attendee(karin.id, karin.version)
    letters = office.sending.send(meeting_id, LetterKind.INVITATION, again=again)
    assert "Karin Dam" not in [letter.name for letter in letters]
    got = [eml(path)["To"] for path in bench.letters.iterdir()]
    assert len(got) == 2
    assert all("karin" not in address for address in got)


def test_a_mistake_in_the_offices_letter_is_named_and_nothing_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "egne" / "letters" / "invitation.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Emne: Møde\n\nHej $navm", encoding="utf-8")
    monkeypatch.setenv(paths.LOCAL_RESOURCES_VARIABLE, str(tmp_path / "egne"))
    with open_bench(tmp_path) as bench:
        meeting_id = invite(bench)
        with pytest.raises(ResourceFault) as fault:
            bench.office.sending.send(meeting_id, LetterKind.INVITATION)
        found = fault.value
        assert (found.file_name, found.line, found.field) == ("invitation.txt", 3, "navm")
        states = {each.state for each in bench.office.sending.deliveries(meeting_id)}
        assert states == {DeliveryState.READY, DeliveryState.NO_ADDRESS}
