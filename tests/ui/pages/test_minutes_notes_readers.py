"""The texts to the readers, the choice of paper beside the text, and a narrow window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moedeleder.domain.readers import Paper
from moedeleder.domain.record import PartKey
from moedeleder.ui.pages.minutes.reader_section import ReaderSection
from tests.ui.held_meeting import hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.minutes_helpers import Minutes, open_minutes


@pytest.fixture
def minutes(qtbot: QtBot, desk: TestDesk, example: Example) -> Minutes:
    meeting = hold(desk, example)
    write(desk, meeting, PartKey.CONCLUSION, "Vi er enige om rolige morgener.")
    return open_minutes(qtbot, desk, meeting)


def reader(minutes: Minutes, key: PartKey) -> ReaderSection:
    section = minutes.section(key)
    assert isinstance(section, ReaderSection)
    return section


def test_a_proposal_to_the_child_speaks_to_it_and_can_be_taken_back(minutes: Minutes) -> None:
    section = reader(minutes, PartKey.CHILD_PAGE)
    assert section.propose.isVisibleTo(section)
    section.propose.click()
    text = minutes.saved(PartKey.CHILD_PAGE)
    assert text.startswith("Kære Alma\n")
    # What professionals concluded about the child is told anew, in words to the child.
    assert "Vi er enige om rolige morgener." not in text
    assert "Karin: Ringe hjem før kl. 9 ved fravær" in text
    assert not section.propose.isVisibleTo(section)
    minutes.step.undo()
    assert minutes.saved(PartKey.CHILD_PAGE) == ""
    assert section.propose.isVisibleTo(section)


def test_a_proposal_never_replaces_what_somebody_wrote(minutes: Minutes) -> None:
    section = reader(minutes, PartKey.CHILD_PAGE)
    minutes.qtbot.keyClicks(section.edit, "Hej Alma.")
    assert not section.propose.isVisibleTo(section)
    section.put_in_proposal()
    assert minutes.saved(PartKey.CHILD_PAGE) == "Hej Alma."


def test_the_summary_says_when_it_is_longer_than_a_page(minutes: Minutes) -> None:
    section = reader(minutes, PartKey.PLAIN_SUMMARY)
    section.propose.click()
    minutes.qtbot.waitUntil(lambda: not section.is_counting)
    assert section.too_long.text() == ""
    long = "Vi talte om mange ting på mødet, og det blev en lang historie. " * 150
    write(minutes.desk, minutes.step.hands.meeting, PartKey.PLAIN_SUMMARY, long)
    minutes.step.reload()
    minutes.qtbot.waitUntil(lambda: section.too_long.text() != "", timeout=20_000)
    assert "Gør den kortere" in section.too_long.text()


def test_the_pages_beside_can_be_each_of_the_papers(minutes: Minutes) -> None:
    preview = minutes.step.preview
    minutes.qtbot.waitUntil(lambda: preview.pages.page_count > 0, timeout=20_000)
    preview.show_paper(Paper.CHILD)
    minutes.qtbot.waitUntil(lambda: preview.pages.page_count == 0, timeout=20_000)
    assert not preview.pages.isVisible()
    preview.show_paper(Paper.SUMMARY)
    minutes.qtbot.waitUntil(lambda: preview.pages.page_count == 1, timeout=20_000)
    assert preview.pages.isVisible()


def test_in_a_narrow_window_the_side_opens_in_the_place_of_the_text(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    minutes = open_minutes(qtbot, desk, hold(desk, example), width=760)
    step = minutes.step
    assert not step.side.isVisible()
    minutes.click("switchSide")
    assert step.side.isVisible()
    assert not step.form.isVisible()
    minutes.click("switchSide")
    assert step.form.isVisible()
    assert not step.side.isVisible()
    step.hands.go_to_notes()
    assert minutes.notes.list.hasFocus()
    qtbot.keyClick(minutes.notes.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is minutes.edit(PartKey.FACTS)
    assert not step.side.isVisible()
