"""Private notes never leave the writer's machine: the whole program, from papers to the log."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.readers import Access, Paper, hidden_by
from moedeleder.domain.record import PartKey, canonical
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.statements import StatementKind
from moedeleder.logs import start_log, stop_log
from moedeleder.ui.dialogs.find_anything import FindAnything
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.workplace import Workplace
from tests.ui.conftest import dressed, theme
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk, desk, example

__all__ = ["desk", "dressed", "example", "theme"]
SECRET = "zebrafink"


@pytest.fixture(autouse=True)
def log_is_put_back() -> Iterator[None]:
    yield
    stop_log()


@pytest.fixture
def meeting_id(desk: TestDesk, example: Example) -> str:
    """A meeting whose minutes lack nothing, with a private note at each point and at none."""
    meeting = hold(desk, example)
    for at, item in enumerate((*meeting.items, None)):
        private(desk, meeting.id, f"{SECRET} {at}", item.id if item else None)
    once_public = desk.office.statements.say(
        meeting.id, StatementKind.PARENT_WORDS, f"{SECRET} først", statement_id="turned"
    )
    words = next(each for each in once_public.statements if each.id == "turned")
    desk.office.statements.rewrite(
        "turned", words.version, StatementKind.PRIVATE, f"{SECRET} siden", None
    )
    return complete(desk, desk.office.meetings.get(meeting.id)).id


def private(desk: TestDesk, meeting_id: str, words: str, item_id: str | None) -> None:
    desk.office.statements.say(meeting_id, StatementKind.PRIVATE, words, item_id=item_id)


def said(data: bytes) -> str:
    """Return all that can be read in a file, whatever it is packed in."""
    if data.startswith(b"%PDF"):
        paper = PdfReader(io.BytesIO(data))
        pages = " ".join(page.extract_text() for page in paper.pages)
        within = " ".join(said(each) for kept in paper.attachments.values() for each in kept)
        return f"{pages} {within} {paper.metadata} {data.decode('latin-1')}"
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return " ".join(f"{name} {said(packed.read(name))}" for name in packed.namelist())
    return data.decode("utf-8", "replace")


def everything_in(folder: Path) -> str:
    found = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        found.append(path.name)
        if path.suffix != ".eml":
            found.append(said(path.read_bytes()))
            continue
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        found += [f"{name}: {value}" for name, value in letter.items()]
        for part in letter.walk():
            payload = part.get_payload(decode=True)
            found.append(said(payload) if isinstance(payload, bytes) else "")
    return "\n".join(found)


def test_no_paper_or_letter_holds_a_private_word(
    desk: TestDesk, meeting_id: str, tmp_path: Path
) -> None:
    office, papers = desk.office, tmp_path / "papirer"
    papers.mkdir()
    assert SECRET not in said(office.papers.draft_pdf(meeting_id))
    meeting = office.meetings.get(meeting_id)
    version = office.minutes.finalise(meeting_id, meeting.version)
    assert SECRET not in canonical(version.record)
    office.papers.save(meeting_id, LetterKind.MINUTES, papers)
    office.sending.send(meeting_id, LetterKind.MINUTES)
    for folder in (papers, desk.letters):
        text = everything_in(folder)
        assert "Alma" in text
        assert SECRET not in text


def test_no_later_way_out_holds_a_private_word(
    desk: TestDesk, meeting_id: str, tmp_path: Path
) -> None:
    """Copies, the next version and its letters, the case system, the round and the search."""
    office = desk.office
    page = office.minutes.open(meeting_id).parts[PartKey.CHILD_PAGE]
    office.minutes.write(meeting_id, page.key, page.version, from_plain("Kære Alma"))
    everybody = office.readers.view(meeting_id).readers
    for at, reader in enumerate(everybody):
        office.readers.set(
            meeting_id,
            reader.attendee.id,
            reader.choice.version,
            hidden=hidden_by(Access.WITHOUT_OWN_WORDS) if at % 2 else (),
            papers=tuple(Paper),
            shares_contact=True,
        )
    office.finishing.finish(meeting_id, office.meetings.get(meeting_id).version)
    office.sending.send(meeting_id, LetterKind.MINUTES)
    draft = CorrectionDraft(CorrectionKind.CORRECT, "conclusion", "", "Det var anderledes")
    somebody = everybody[0].attendee.person.id
    (correction,) = office.corrections.note(meeting_id, somebody, draft, Channel.PHONE).corrections
    office.corrections.refuse(correction.id, correction.version, "Vi hørte det ikke")
    begun = office.minutes.begin_version(meeting_id)
    part = begun.parts[PartKey.CONCLUSION]
    office.minutes.write(meeting_id, part.key, part.version, from_plain("Alma får ro"))
    version = office.meetings.get(meeting_id).version
    second = office.finishing.finish(meeting_id, version, reason="Noget var forkert")
    office.sending.send(meeting_id, LetterKind.MINUTES)
    office.retiring.mark(meeting_id, 2, PartKey.CONCLUSION, "Alma får ro", "Det gik anderledes")
    out = tmp_path / "ud"
    out.mkdir()
    office.copies.save(meeting_id, {each.attendee.id for each in everybody}, out / "kopier")
    office.journal.save(meeting_id, out / "journal")
    office.journal.save(meeting_id, out / "journal", as_zip=True)
    office.papers.save(meeting_id, LetterKind.MINUTES, out / "papirer")
    office.exchange.export(meeting_id, out / "møde.json")
    for folder in (out, desk.letters):
        text = everything_in(folder)
        assert "Alma" in text
        assert SECRET not in text
    kept = [canonical(each.record) for n in (1, 2) for each in office.copies.kept(meeting_id, n)]
    assert len(kept) == 2 * len(everybody)
    said_of_it = office.corrections.view(meeting_id).corrections
    shown = repr((second.record, kept, said_of_it, office.search.find("Alma")))
    assert SECRET not in shown
    assert office.search.find(SECRET).hits == ()
    assert office.verifying.verify().is_whole


def test_the_meeting_file_holds_no_private_word(
    desk: TestDesk, meeting_id: str, tmp_path: Path
) -> None:
    desk.office.exchange.export(meeting_id, tmp_path / "møde.json")
    text = (tmp_path / "møde.json").read_text(encoding="utf-8")
    assert "Alma" in text
    assert SECRET not in json.dumps(json.loads(text), ensure_ascii=False)


def test_nobody_finds_a_meeting_by_a_private_word(
    desk: TestDesk, meeting_id: str, qtbot: QtBot
) -> None:
    dialog = FindAnything(desk)
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit, "findField")
    results = dialog.findChild(QListWidget)
    assert field is not None
    assert results is not None
    field.setText("Alma")
    qtbot.waitUntil(lambda: results.count() > 0)
    field.setText(SECRET)
    # What is left is the offer to look in the minutes, where it is not found either.
    qtbot.waitUntil(lambda: results.count() == 1)
    told = results.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Søg efter")


def test_a_search_in_all_minutes_finds_no_private_word(desk: TestDesk, meeting_id: str) -> None:
    office = desk.office
    for typed in (SECRET, SECRET[:4], f'"{SECRET} først"'):
        assert office.search.find(typed).hits == ()
    office.minutes.finalise(meeting_id, office.meetings.get(meeting_id).version)
    assert office.search.find("Alma").hits
    for typed in (SECRET, SECRET[:4], f'"{SECRET} først"'):
        assert office.search.find(typed).hits == ()


def words_of(widget: QWidget) -> str:
    texts = [each.text() for each in widget.findChildren(QLabel)]
    return "\n".join([*texts, *(each.accessibleName() for each in widget.findChildren(QWidget))])


def test_the_minutes_on_the_screen_offer_no_private_word(
    desk: TestDesk, meeting_id: str, qtbot: QtBot
) -> None:
    step = MinutesStep(desk)
    qtbot.addWidget(step)
    step.show_meeting(desk.office.meetings.get(meeting_id))
    assert SECRET not in words_of(step)
    view = desk.office.minutes.open(meeting_id)
    assert SECRET not in repr((view.parts, view.left_in_notes))


def test_no_title_or_log_line_tells_a_private_word(
    desk: TestDesk, meeting_id: str, qtbot: QtBot, tmp_path: Path
) -> None:
    path = start_log(tmp_path / "log")
    assert path is not None
    logging.getLogger("moedeleder.tests").info("begun")
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.open_meeting(meeting_id)
    assert workplace.shared_screen is not None
    workplace.shared_screen.toggle(desk.office.meetings.get(meeting_id))
    wall = workplace.shared_screen.window
    assert wall is not None
    titles = [window.title() for window in QGuiApplication.topLevelWindows()]
    assert SECRET not in " ".join([*titles, wall.view.accessibleName(), wall.view.sheet.spoken])
    private(desk, meeting_id, f"{SECRET} sidst", None)
    workplace.shared_screen.close()
    stop_log()
    text = path.read_text(encoding="utf-8")
    assert "begun" in text
    assert SECRET not in text
