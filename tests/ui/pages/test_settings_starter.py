"""Startpakke: files chosen for a kind of meeting, looked at and taken out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.starter import StarterSection, size_text
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import TestDesk

PDF = b"%PDF-1.7\ntrailer <<>>\n%%EOF\n"


class Chosen(Files):
    """Answers at once with a file, as a person would have chosen it."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def seen() -> list[Path]:
    return []


@pytest.fixture
def section(desk: TestDesk, qtbot: QtBot, chosen: Chosen, seen: list[Path]) -> StarterSection:
    made = StarterSection(desk, chosen, show_file=seen.append)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def add(section: StarterSection, chosen: Chosen, tmp_path: Path) -> Callable[..., None]:
    def added(name: str = "Velkommen.pdf", data: bytes = PDF) -> None:
        chosen.path = tmp_path / name
        chosen.path.write_bytes(data)
        section.save()

    return added


def names(section: StarterSection) -> list[str]:
    files = section.desk.office.starter.files(_kind(section))
    return [file.name for file in files]


def _kind(section: StarterSection) -> str:
    keys = ["", *(kind.key for kind in section.desk.office.meetings.types())]
    return keys[section.findChildren(QComboBox, "starterKind")[0].currentIndex()]


def empty(section: StarterSection) -> WrapLabel:
    return section.findChildren(WrapLabel, "starterEmpty")[0]


def said(section: StarterSection) -> Banner:
    return section.banner


def test_an_empty_pack_says_what_to_do(section: StarterSection) -> None:
    assert empty(section).isVisible()


def test_a_chosen_file_is_kept_and_shown(section: StarterSection, add: Callable[..., None]) -> None:
    add()
    assert names(section) == ["Velkommen.pdf"]
    assert not empty(section).isVisible()
    assert "Velkommen.pdf" in said(section).message


def test_nothing_chosen_changes_nothing(section: StarterSection) -> None:
    section.save()
    assert names(section) == []


def test_what_is_no_pdf_is_refused_in_words(
    section: StarterSection, add: Callable[..., None]
) -> None:
    add("brev.pdf", b"PK\x03\x04")
    assert names(section) == []
    assert "den er ikke en PDF" in said(section).message


def test_each_kind_of_meeting_has_its_own(
    section: StarterSection, add: Callable[..., None]
) -> None:
    add()
    choice = section.findChildren(QComboBox, "starterKind")[0]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert names(section) == []
    assert empty(section).isVisible()
    add("Netværk.pdf")
    assert names(section) == ["Netværk.pdf"]
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert names(section) == ["Velkommen.pdf"]


def test_a_file_can_be_seen_and_taken_out(
    section: StarterSection, add: Callable[..., None], seen: list[Path]
) -> None:
    add()
    QTest.keyClick(section.findChildren(QPushButton, "seeStarterFile")[0], Qt.Key.Key_Space)
    assert [path.read_bytes() for path in seen] == [PDF]
    QTest.keyClick(section.findChildren(QPushButton, "removeStarterFile")[0], Qt.Key.Key_Space)
    assert names(section) == []


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (48_200, "48 kB"), (1_240_000, "1,2 MB")])
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert size_text(size) == words
