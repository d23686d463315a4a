"""Letters that leave by themselves: when they are due, one run at a time, and quietly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from moedeleder.domain.outbox import OutboxView, Waiting
from moedeleder.domain.people import PersonDraft
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.background import Background
from moedeleder.ui.dialogs.outbox import OutboxDialog
from moedeleder.ui.dialogs.outbox_rows import LetterRow
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.out_tray import OutboxStatus
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.outgoing_words import group_of, status_of
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.workplace import Workplace
from tests.smtp_server import SmtpServer
from tests.ui.office_fixture import NOW, Example, TestDesk, add_example, desk, example, opened_desk
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

__all__ = ["desk", "example"]


def announce(desk: TestDesk, example: Example) -> None:
    """Make invitations; five have an address, one waits for paper."""
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)


def states(desk: TestDesk, example: Example) -> list[DeliveryState]:
    letters = desk.office.sending.deliveries(example.meeting.id)
    return [each.state for each in letters if each.address]


def block(desk: TestDesk) -> None:
    """Let a file lie where the folder of letters should be."""
    desk.letters.write_bytes(b"")


@pytest.fixture
def outgoing(desk: TestDesk, example: Example) -> Iterator[Outgoing]:
    made = Outgoing(desk, soon_ms=0)
    yield made
    made.stop()
    made.deleteLater()


def test_what_is_due_leaves_soon_after_the_beginning(
    outgoing: Outgoing, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    announce(desk, example)
    told: list[Change] = []
    desk.changes.changed.connect(told.append)
    outgoing.begin()
    before = outgoing.view
    assert len(before.waiting) == 5
    qtbot.waitUntil(lambda: states(desk, example) == [DeliveryState.SENT] * 5)
    assert len(list(desk.letters.glob("*.eml"))) == 5
    assert not outgoing.view.waiting
    assert [each.ids for each in told] == [{example.meeting.id}]
    assert told[0].concerns(Kind.SENDING, about=example.meeting.id)


def test_nothing_leaves_before_the_beginning_or_after_the_end(
    outgoing: Outgoing, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    announce(desk, example)
    outgoing.work()
    assert states(desk, example) == [DeliveryState.READY] * 5
    outgoing.begin()
    outgoing.stop()
    outgoing.work()
    with qtbot.assertNotEmitted(outgoing.changed, wait=300):
        desk.changes.changed.emit(Change.of(Kind.SENDING))
    assert states(desk, example) == [DeliveryState.READY] * 5


def test_a_letter_made_later_leaves_without_being_asked_for(
    outgoing: Outgoing, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    outgoing.begin()
    announce(desk, example)
    desk.changes.changed.emit(Change.of(Kind.SENDING))
    qtbot.waitUntil(lambda: states(desk, example) == [DeliveryState.SENT] * 5)


def test_a_letter_that_is_put_off_leaves_when_its_time_has_come(
    outgoing: Outgoing, desk: TestDesk, example: Example
) -> None:
    announce(desk, example)
    block(desk)
    outgoing.begin()
    outgoing.work()
    assert states(desk, example) == [DeliveryState.READY] * 5
    due = outgoing.view.next_try_at
    assert due is not None
    assert due > NOW
    desk.letters.unlink()
    outgoing.work()
    assert states(desk, example) == [DeliveryState.READY] * 5
    desk.clock.set(due + timedelta(seconds=1))
    outgoing.work()
    assert states(desk, example) == [DeliveryState.SENT] * 5


def test_a_person_need_not_wait_for_that_time(
    outgoing: Outgoing, desk: TestDesk, example: Example
) -> None:
    announce(desk, example)
    block(desk)
    outgoing.begin()
    outgoing.work()
    desk.letters.unlink()
    first = outgoing.view.waiting[0].delivery
    outgoing.try_now((first.id,))
    assert states(desk, example).count(DeliveryState.SENT) == 1


def test_a_letter_leaves_at_once_when_its_address_is_put_right(
    outgoing: Outgoing, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    announce(desk, example)
    block(desk)
    outgoing.begin()
    outgoing.work()
    desk.letters.unlink()
    people = desk.office.families.get(example.family.id).people
    karin = next(each for each in people if each.mail)
    draft = PersonDraft(karin.name, karin.role, karin.relation, mail="ny@mail.example")
    desk.office.families.update_person(karin.id, karin.version, draft)
    desk.changes.changed.emit(Change.of(Kind.FAMILIES, ids=(example.family.id,)))
    qtbot.waitUntil(lambda: states(desk, example).count(DeliveryState.SENT) == 1)


def test_its_own_news_is_no_reason_to_run_again(
    outgoing: Outgoing, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    announce(desk, example)
    outgoing.begin()
    told: list[Change] = []
    desk.changes.changed.connect(told.append)
    outgoing.work()
    with qtbot.assertNotEmitted(desk.changes.changed, wait=600):
        outgoing.work()
    assert len(told) == 1


def test_settings_that_cannot_be_used_hold_the_letters_and_are_not_said_again(
    outgoing: Outgoing, desk: TestDesk, example: Example
) -> None:
    announce(desk, example)
    server = MailSettings(
        MailWay.SMTP, host="127.0.0.1", user="u", sender_address="a@eksempelby.example"
    )
    desk.office.settings.save_mail(server)
    outgoing.begin()
    outgoing.work()
    assert len(outgoing.view.stuck) >= 5
    assert not outgoing.view.waiting
    assert outgoing.trouble is None


@pytest.fixture
def slow(tmp_path: Path, qapp: object) -> Iterator[tuple[TestDesk, Example, SmtpServer]]:
    """A desk with real threads, whose letters leave by a real server."""
    background = Background(threads=4)
    with (
        SmtpServer(tmp_path) as server,
        opened_desk(
            tmp_path, background=background, ca_file=server.ca_file, secrets=MemorySecrets()
        ) as made,
    ):
        mail = MailSettings(
            MailWay.SMTP,
            host=server.host,
            port=server.port,
            user=server.user,
            sender_address="boern@eksempelby.example",
        )
        made.office.settings.save_mail(mail, server.password)
        yield made, add_example(made), server
        made.office.outbox.stop()
        background.wait()


def test_the_window_goes_on_while_letters_leave_and_sees_each_one(
    slow: tuple[TestDesk, Example, SmtpServer], qtbot: QtBot
) -> None:
    desk, example, server = slow
    announce(desk, example)
    outgoing = Outgoing(desk, soon_ms=0)
    seen: list[tuple[int, int] | None] = []
    gui = threading.get_ident()
    threads: set[int] = set()

    def noted() -> None:
        seen.append(outgoing.progress)
        threads.add(threading.get_ident())

    outgoing.changed.connect(noted)
    outgoing.begin()
    qtbot.waitUntil(lambda: outgoing.is_busy)
    # Asked for meanwhile: one run after this one, never beside it.
    outgoing.work()
    outgoing.work()
    qtbot.waitUntil(lambda: not outgoing.is_busy and len(server.messages) == 5, timeout=20_000)
    assert states(desk, example) == [DeliveryState.SENT] * 5
    assert (5, 5) in seen
    assert seen[-1] is None
    assert threads == {gui}
    outgoing.stop()
    outgoing.deleteLater()


def test_a_read_only_house_sends_nothing(desk: TestDesk, example: Example, qtbot: QtBot) -> None:
    # The program begins nothing in a store that a newer one wrote.
    announce(desk, example)
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    desk.changes.changed.emit(Change.of(Kind.SENDING))
    qtbot.waitUntil(lambda: len(workplace.out_tray.outgoing.view.waiting) == 5)
    workplace.out_tray.outgoing.work()
    assert states(desk, example) == [DeliveryState.READY] * 5


def test_the_sidebar_tells_of_the_outbox_and_opens_it(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 720)
    opened(qtbot, workplace)
    status = workplace.sidebar.findChild(OutboxStatus, "outboxStatus")
    assert isinstance(status, OutboxStatus)
    assert not status.isVisible()
    announce(desk, example)
    workplace.out_tray.outgoing.look()
    assert status.isVisible()
    assert status.caption == "1 brev mangler adresse"
    note = workplace.sidebar.findChild(WrapLabel, "outboxNote")
    assert isinstance(note, WrapLabel)
    assert note.isVisible()
    assert note.text() == "5 breve venter. De går, når Mødeleder er åben."
    QTest.mouseClick(status, Qt.MouseButton.LeftButton)
    (dialog,) = workplace.findChildren(OutboxDialog)
    assert dialog.isVisible()
    dialog.close()


def test_a_stopped_letter_on_the_first_page_leads_to_itself_in_the_outbox(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    announce(desk, example)
    letters = [e for e in desk.office.sending.deliveries(example.meeting.id) if e.address]
    desk.office.outbox.stop_letters((letters[3].id,))
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 720)
    opened(qtbot, workplace)
    button = workplace.findChild(Button, f"see-{letters[3].id}")
    assert isinstance(button, Button)
    assert button.caption == "Se udbakken"
    QTest.keyClick(button, Qt.Key.Key_Space)
    (dialog,) = workplace.findChildren(OutboxDialog)
    (row,) = dialog.findChildren(LetterRow, f"outbox-{letters[3].id}")
    qtbot.waitUntil(lambda: row.isAncestorOf(dialog.focusWidget()))
    dialog.close()


def a_letter(state: DeliveryState = DeliveryState.READY, **more: object) -> Waiting:
    letter = Delivery(
        "d", 1, LetterKind.MINUTES, 2, "a", "Karin Dam", "k@e.example", state, changed_at=NOW
    )
    return Waiting(replace(letter, **more), "m", "Netværksmøde om Alma")  # type: ignore[arg-type]


WAITS = a_letter(released_at=NOW)
LATER = a_letter(released_at=NOW, attempts=1, next_try_at=NOW + timedelta(minutes=45))


@pytest.mark.parametrize(
    ("view", "progress", "words", "tone"),
    [
        (OutboxView(), None, "", Tone.NEUTRAL),
        (OutboxView((WAITS, WAITS)), None, "2 breve venter", Tone.NEUTRAL),
        (OutboxView((WAITS,) * 12), (2, 12), "Sender 3 af 12", Tone.INFO),
        (OutboxView((WAITS,) * 12), (12, 12), "Sender 12 af 12", Tone.INFO),
        (
            OutboxView((WAITS,), (a_letter(DeliveryState.UNCERTAIN),)),
            None,
            "1 brev er uvist",
            Tone.WARN,
        ),
        (
            OutboxView((), (a_letter(DeliveryState.FAILED),) * 3),
            None,
            "3 breve kom ikke af sted",
            Tone.WARN,
        ),
    ],
    ids=["empty", "two", "running", "last", "uncertain", "refused"],
)
def test_the_line_in_the_sidebar(
    view: OutboxView, progress: tuple[int, int] | None, words: str, tone: Tone
) -> None:
    status = status_of(view, progress, NOW)
    assert (status.words, status.tone) == (words, tone)


def test_the_line_says_when_it_is_tried_again_and_all_that_waits() -> None:
    due = datetime(2026, 11, 24, 9, 45, tzinfo=UTC)
    view = OutboxView((LATER,), (a_letter(DeliveryState.INTERRUPTED),), due)
    detail = status_of(view, None, NOW).detail
    assert detail == "1 brev er afbrudt. 1 brev venter, prøves igen kl. 10.45"


@pytest.mark.parametrize(
    ("waiting", "group"),
    [
        (WAITS, "now"),
        (LATER, "later"),
        (a_letter(DeliveryState.SENDING), "now"),
        (a_letter(), "person"),
        (a_letter(channel=LetterWay.PAPER, released_at=NOW), "person"),
        (a_letter(DeliveryState.UNCERTAIN), "person"),
    ],
    ids=["due", "put-off", "sending", "not-let-go", "paper", "uncertain"],
)
def test_each_letter_stands_where_it_belongs(waiting: Waiting, group: str) -> None:
    assert group_of(waiting, NOW) == group
