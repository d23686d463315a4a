"""Indstillinger: who you are, the office on paper, how mail leaves, and your data."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.settings.choices import SectionList
from moedeleder.ui.pages.settings.data import DataSection
from moedeleder.ui.pages.settings.digital_post import DigitalPostSection
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.mail import MailSection
from moedeleder.ui.pages.settings.mailbox import MailboxSection
from moedeleder.ui.pages.settings.me import MeSection
from moedeleder.ui.pages.settings.office import OfficeSection
from moedeleder.ui.pages.settings.own_words import OwnWordsSection
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.pages.settings.starter import StarterSection
from moedeleder.ui.pages.settings.template import TemplateSection
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.widgets.button import primary
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.side_by_side import SideBySide

_ROWS_ABOVE = 3


class SettingsPage(ScrollPage):
    """The sections of the settings, one at a time; what is typed waits until it is saved."""

    meeting_requested = Signal(str)
    """A meeting that was brought in, to be opened."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, files: Files | None = None
    ) -> None:
        super().__init__(parent, object_name="settingsPage", scrolls=False)
        self._desk = desk
        ask = files or Files()
        data = DataSection(desk, ask)
        self._sections: tuple[SettingsSection, ...] = (
            MeSection(desk),
            OfficeSection(desk, ask),
            TemplateSection(desk, ask),
            MailSection(desk, ask),
            MailboxSection(desk),
            DigitalPostSection(desk),
            StarterSection(desk, ask),
            OwnWordsSection(desk),
            data,
        )
        self._list = named(SectionList(), "settingsSections", self.tr("Afsnit"))
        self._stack = QStackedWidget()
        self._save = primary("", "saveSettings")
        self._arrange()
        self._save.clicked.connect(lambda: self._current().save())
        self._list.currentRowChanged.connect(self._show_section)
        data.meeting_requested.connect(self.meeting_requested)
        desk.changes.changed.connect(self._changed)
        self._list.setCurrentRow(0)

    @Slot()
    def refresh(self) -> None:
        """Read what is kept; what was typed and not saved stays."""
        for section in self._sections:
            section.refresh()

    def show_section(self, object_name: str) -> None:
        """Show a section, such as ``mailSection`` when mail is not set up."""
        names = [section.objectName() for section in self._sections]
        if object_name in names:
            self._list.setCurrentRow(names.index(object_name))

    def main_action(self) -> None:
        """Save the section that is shown."""
        self._save.click()

    def undo(self) -> None:
        """Take the last thing back in the section that is shown."""
        self._current().undo()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say it in the section that is shown."""
        self._current().show_error(error, field)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _current(self) -> SettingsSection:
        return self._sections[max(0, self._stack.currentIndex())]

    @Slot(int)
    def _show_section(self, row: int) -> None:
        if row >= 0:
            self._stack.setCurrentIndex(row)
            self._show_edited()

    @Slot()
    def _show_edited(self) -> None:
        for row, section in enumerate(self._sections):
            words = self.tr("{0} · ikke gemt") if section.is_dirty() else "{0}"
            item = self._list.item(row)
            if item is not None:
                item.setText(words.format(section.name))
        current = self._current()
        self._save.set_caption(current.save_words)
        dirty = current.is_dirty()
        self.set_note(self.tr("Der er ændringer, som ikke er gemt.") if dirty else "")

    @Slot(bool)
    def _share_height(self, narrow: bool) -> None:
        """Leave most of the height to the section where it stands below the list."""
        self._list.show_at_most(_ROWS_ABOVE if narrow else 0)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.concerns(Kind.SETTINGS, Kind.MEETINGS, Kind.FAMILIES):
            self.refresh()

    def _arrange(self) -> None:
        self.set_header(PageHeader(self.tr("Indstillinger")))
        for section in self._sections:
            self._list.add(section.name, section.icon)
            self._stack.addWidget(section)
            section.edited.connect(self._show_edited)
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addStretch(1)
        parts = SideBySide(names, self._stack, beside=(0, 1), below=(0, 1))
        parts.narrowed.connect(self._share_height)
        self.add(parts, 1)
        self.set_footer(self._save)
