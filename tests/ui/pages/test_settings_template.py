"""Skabelon til referater: chosen, looked at, refused with the place, taken away and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.documents.template_sample import sample_template
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.template import TemplateSection
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.documents.templates import with_header
from tests.ui.office_fixture import TestDesk


class Chosen(Files):
    """Answers at once with a file, as a person would have chosen it."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    path = tmp_path / "Vores papir.docx"
    path.write_bytes(sample_template())
    return Chosen(path)


@pytest.fixture
def section(desk: TestDesk, qtbot: QtBot, chosen: Chosen) -> TemplateSection:
    made = TemplateSection(desk, chosen)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    made.refresh()
    return made


def button(section: TemplateSection, name: str) -> QPushButton:
    return section.findChildren(QPushButton, name)[0]


def state(section: TemplateSection) -> str:
    return section.findChildren(WrapLabel, "templateState")[0].text()


def test_a_template_is_chosen_and_can_be_taken_back(section: TemplateSection, qtbot: QtBot) -> None:
    assert "ingen skabelon" in state(section)
    assert button(section, "removeTemplate").isHidden()
    section.save()
    qtbot.waitUntil(lambda: "Vores papir.docx" in state(section))
    assert not button(section, "removeTemplate").isHidden()
    section.undo()
    qtbot.waitUntil(lambda: "ingen skabelon" in state(section))
    assert section.desk.office.paper_template.current() is None


def test_a_mistake_is_told_with_its_place(
    section: TemplateSection, chosen: Chosen, qtbot: QtBot
) -> None:
    assert chosen.path is not None
    chosen.path.write_bytes(with_header("{{kommune}}", "{{barnn}}"))
    section.save()
    qtbot.waitUntil(lambda: not section.banner.isHidden())
    expected = "Sidehoved, linje 2: {{barnn}} findes ikke. Mente du {{barn}}?"
    assert expected in section.banner.message
    assert section.desk.office.paper_template.current() is None


def test_the_first_page_is_shown_and_drawn_anew(section: TemplateSection, qtbot: QtBot) -> None:
    button(section, "seeTemplate").click()
    qtbot.waitUntil(lambda: bool(section.findChildren(QWidget, "templatePage")))
    (page,) = section.findChildren(QWidget, "templatePage")
    plain = page.grab().toImage()
    section.save()
    qtbot.waitUntil(lambda: page.grab().toImage() != plain)


def test_the_template_is_taken_away_and_the_keyboard_goes_on(
    section: TemplateSection, qtbot: QtBot
) -> None:
    section.save()
    qtbot.waitUntil(lambda: "Vores papir.docx" in state(section))
    remove = button(section, "removeTemplate")
    remove.setFocus()
    remove.click()
    assert "ingen skabelon" in state(section)
    assert button(section, "saveSample").hasFocus()
    section.undo()
    qtbot.waitUntil(lambda: "Vores papir.docx" in state(section))


def test_an_example_is_saved(section: TemplateSection, chosen: Chosen, qtbot: QtBot) -> None:
    assert chosen.path is not None
    chosen.path.unlink()
    button(section, "saveSample").click()
    qtbot.waitUntil(lambda: not section.banner.isHidden())
    assert "Vores papir.docx" in section.banner.message
    assert chosen.path.read_bytes() == sample_template()
