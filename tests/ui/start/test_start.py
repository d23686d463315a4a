"""The first start both ways, the passphrase, and what stands in the way: on real stores."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.errors import OnlyAnExample
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.settings import MailboxSettings, MailSettings, MailWay
from moedeleder.models import migrating
from moedeleder.models.opening import open_store
from moedeleder.ui.start.doorway import House
from moedeleder.ui.start.program import Session
from moedeleder.ui.start.screens import EXAMPLE_PERSON
from tests.ui.start.houses import Ring, doorway, session

PHRASE = "fire små ord i en række"
PATIENCE = 20_000


def screen(running: Session, name: str) -> QWidget | None:
    found = running.window.findChildren(QWidget, name)
    return next((each for each in found if each.isVisible()), None)


def reach(qtbot: QtBot, running: Session, name: str) -> QWidget:
    qtbot.waitUntil(lambda: screen(running, name) is not None, timeout=PATIENCE)
    found = screen(running, name)
    assert found is not None
    return found


def press(qtbot: QtBot, running: Session, name: str) -> None:
    qtbot.mouseClick(reach(qtbot, running, name), Qt.MouseButton.LeftButton)


def write(running: Session, **texts: str) -> None:
    for name, text in texts.items():
        field = running.window.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)


def own(folder: Path) -> Path:
    return folder / "moedeleder.db"


def notice(running: Session) -> str:
    return running.window.notice.message if running.window.notice.isVisible() else ""


def make_own_store(qtbot: QtBot, folder: Path, ring: Ring) -> None:
    with session(folder, ring) as running:
        press(qtbot, running, "begin")
        reach(qtbot, running, "introductionScreen")
        write(running, name="Rikke Rask", title="Tovholder", organisation="Prøveby Kommune")
        press(qtbot, running, "introduce")
        reach(qtbot, running, "todayPage")


def test_begin_asks_who_you_are_and_remembers_it(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    make_own_store(qtbot, tmp_path, ring)
    assert own(tmp_path).stat().st_mode & 0o077 == 0
    with session(tmp_path, ring) as running:
        reach(qtbot, running, "todayPage")
        assert running.window.windowTitle() == "Mødeleder"
        assert notice(running) == ""
        title = running.window.findChild(QLabel, "pageTitle")
        assert title is not None
        assert title.text().endswith(", Rikke")
        workplace = running.window.workplace
        assert workplace is not None
        office = workplace.desk.office
        assert office.settings.organisation().name == "Prøveby Kommune"


def test_the_example_is_one_click_away_and_apart(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    with session(tmp_path, ring) as running:
        press(qtbot, running, "tryExample")
        press(qtbot, running, "introduce")
        reach(qtbot, running, "todayPage")
        assert "Intet sendes ud af huset" in notice(running)
        workplace = running.window.workplace
        assert workplace is not None
        today = workplace.desk.office.overview.today()
        coming = [each.line for each in (*today.today, *today.this_week)]
        assert any(line.starts_at >= today.now for line in coming)
        assert any(thing.kind.value == "minutes_not_sent" for thing in today.waiting)
        folder = Path(workplace.desk.office.settings.mail().folder)
        assert folder.is_relative_to(tmp_path / "eksempel")
    assert not own(tmp_path).exists()
    with session(tmp_path, ring) as running:
        reach(qtbot, running, "todayPage")
        assert "eksempelfamilie" in notice(running)


def test_nothing_leaves_the_house_of_the_example_whatever_is_set_up(tmp_path: Path) -> None:
    door = doorway(tmp_path, Ring()).door(House.EXAMPLE)
    assert door.approach() is None
    opened = door.open(lambda _slot, _ticket: None, lambda _slot: None)
    try:
        door.move_in(opened, EXAMPLE_PERSON)
        server = MailSettings(
            MailWay.SMTP, host="post.eksempel.example", sender_address="mette@eksempel.example"
        )
        opened.office.settings.save_mail(server, "hemmelig")
        lines = opened.office.meetings.find()
        meeting = next(line for line in lines if line.state is MeetingState.PLANNED)
        version = opened.office.meetings.get(meeting.id).version
        opened.office.sending.announce_meeting(meeting.id, version)
        opened.office.sending.send(meeting.id, LetterKind.INVITATION)
        assert list((tmp_path / "eksempel" / "udbakke").rglob("*.eml"))
    finally:
        opened.close()


def test_no_mailbox_is_opened_from_the_example_whatever_is_set_up(tmp_path: Path) -> None:
    door = doorway(tmp_path, Ring()).door(House.EXAMPLE)
    assert door.approach() is None
    opened = door.open(lambda _slot, _ticket: None, lambda _slot: None)
    try:
        door.move_in(opened, EXAMPLE_PERSON)
        mailbox = opened.office.mailbox
        box = mailbox.save(MailboxSettings(host="127.0.0.1", user="mette"), "hemmelig")
        with pytest.raises(OnlyAnExample):
            mailbox.fetch()
        with pytest.raises(OnlyAnExample):
            mailbox.test(box, None)
    finally:
        opened.close()


def test_the_example_leads_to_the_real_thing(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    with session(tmp_path, ring) as running:
        press(qtbot, running, "tryExample")
        press(qtbot, running, "introduce")
        press(qtbot, running, "noticeAction")
        reach(qtbot, running, "introductionScreen")
        assert notice(running) == ""
        write(running, name="Rikke Rask", title="Tovholder")
        press(qtbot, running, "introduce")
        reach(qtbot, running, "todayPage")
        workplace = running.window.workplace
        assert workplace is not None
        assert workplace.desk.office.families.find() == []
    with session(tmp_path, ring) as running:
        reach(qtbot, running, "todayPage")
        assert notice(running) == ""


def test_without_a_keyring_the_example_begins_anew(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    ring.usable = False
    for _ in range(2):
        with session(tmp_path, ring) as running:
            if screen(running, "welcomeScreen"):
                press(qtbot, running, "tryExample")
            press(qtbot, running, "introduce")
            reach(qtbot, running, "todayPage")
            assert "forfra" in notice(running)
    assert not list(tmp_path.rglob("*.key"))


def test_without_a_keyring_a_passphrase_is_chosen_and_asked_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    ring = Ring()
    ring.usable = False
    with session(tmp_path, ring) as running:
        press(qtbot, running, "begin")
        form = reach(qtbot, running, "passphraseScreen")
        write(running, passphrase="kort", again="kort")
        press(qtbot, running, "unlock")
        assert "12 tegn" in shown_error(form, "passphrase")
        write(running, passphrase=PHRASE, again=PHRASE + "r")
        press(qtbot, running, "unlock")
        assert "ikke ens" in shown_error(form, "again")
        write(running, passphrase=PHRASE, again=PHRASE)
        press(qtbot, running, "unlock")
        reach(qtbot, running, "introductionScreen")
        write(running, name="Rikke Rask", title="Tovholder")
        press(qtbot, running, "introduce")
        reach(qtbot, running, "todayPage")
    assert PHRASE.encode() not in b"".join(f.read_bytes() for f in tmp_path.glob("moede*"))
    with session(tmp_path, ring) as running:
        form = reach(qtbot, running, "passphraseScreen")
        assert running.window.findChild(QLineEdit, "again") is None
        write(running, passphrase="et helt andet kodeord")
        press(qtbot, running, "unlock")
        qtbot.waitUntil(lambda: bool(shown_error(form, "passphrase")), timeout=PATIENCE)
        assert "passer ikke" in shown_error(form, "passphrase")
        write(running, passphrase=PHRASE)
        press(qtbot, running, "unlock")
        reach(qtbot, running, "todayPage")


def shown_error(form: QWidget, field: str) -> str:
    label = form.findChild(QLabel, f"{field}Error")
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_a_missing_name_is_said_at_the_field(qtbot: QtBot, tmp_path: Path) -> None:
    with session(tmp_path, Ring()) as running:
        press(qtbot, running, "begin")
        form = reach(qtbot, running, "introductionScreen")
        write(running, name="Rikke Rask", title="Tovholder", mail="rikke")
        press(qtbot, running, "introduce")
        qtbot.waitUntil(lambda: bool(shown_error(form, "mail")), timeout=PATIENCE)
        write(running, name=" ", mail="")
        press(qtbot, running, "introduce")
        qtbot.waitUntil(lambda: bool(shown_error(form, "name")), timeout=PATIENCE)
        assert shown_error(form, "mail") == ""


def test_a_store_of_a_newer_program_is_read_only_on_every_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    ring = Ring()
    make_own_store(qtbot, tmp_path, ring)
    key = ring.keys[own(tmp_path)]
    store = open_store(own(tmp_path), key, clock=lambda: datetime.now(UTC))
    with store.transaction() as found:
        found.connection().exec_driver_sql("UPDATE alembic_version SET version_num='9999'")
    store.close()
    assert migrating.HEAD != "9999"
    with session(tmp_path, ring) as running:
        reach(qtbot, running, "todayPage")
        assert "åbnet kun til læsning" in notice(running)
        press(qtbot, running, "nav-promises")
        reach(qtbot, running, "promisesPage")
        assert "åbnet kun til læsning" in notice(running)


def test_a_lost_key_is_explained_and_makes_no_new_store(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    make_own_store(qtbot, tmp_path, ring)
    before = own(tmp_path).read_bytes()
    ring.keys.clear()
    with session(tmp_path, ring) as running:
        message = reach(qtbot, running, "messageScreen")
        assert "Nøglen til dine møder" in message.accessibleName()
        assert "Traceback" not in words_of(message)
    assert own(tmp_path).read_bytes() == before


def test_a_damaged_file_is_left_alone_and_can_be_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    make_own_store(qtbot, tmp_path, ring)
    whole = own(tmp_path).read_bytes()
    own(tmp_path).write_bytes(b"\x00" * 8192)
    with session(tmp_path, ring) as running:
        message = reach(qtbot, running, "messageScreen")
        assert message.accessibleName()
        own(tmp_path).write_bytes(whole)
        press(qtbot, running, "retry")
        reach(qtbot, running, "todayPage")


def test_a_plain_database_is_not_opened(qtbot: QtBot, tmp_path: Path) -> None:
    plain = sqlite3.connect(own(tmp_path))
    plain.execute("CREATE TABLE families (id TEXT)")
    plain.commit()
    plain.close()
    with session(tmp_path, Ring()) as running:
        reach(qtbot, running, "messageScreen")


def test_a_second_window_is_told_that_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    ring = Ring()
    make_own_store(qtbot, tmp_path, ring)
    other = QLockFile(str(tmp_path / "own.lock"))
    assert other.tryLock(0)
    with session(tmp_path, ring) as running:
        message = reach(qtbot, running, "messageScreen")
        assert message.accessibleName() == "Mødeleder er allerede åben."
        other.unlock()
        press(qtbot, running, "retry")
        reach(qtbot, running, "todayPage")


def words_of(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return " ".join(labels + [button.text() for button in widget.findChildren(QPushButton)])
