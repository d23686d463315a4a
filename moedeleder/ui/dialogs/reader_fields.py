"""What one reader gets: the papers, how much of them, and what others see of the person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.readers import (
    HIDEABLE,
    Access,
    Hidden,
    Paper,
    ReaderChoice,
    access_of,
    hidden_by,
)
from moedeleder.domain.record import PartKey
from moedeleder.domain.text import shorten
from moedeleder.services.labels import paper_label, possessive, section_label
from moedeleder.services.readers import Reader
from moedeleder.ui.dialogs.mail_preview import caption
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.reader_words import access_words, contact_words, limited_titles
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.flow import FlowLayout
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME = 60
_COLUMNS = 2


class ReaderFields(QWidget):
    """Shows one reader's choice and wishes another; whoever holds it saves."""

    wished = Signal(object)
    """A ``ReaderChoice`` as it is to be."""
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerFields")
        self._choice = ReaderChoice("")
        self._child, self._is_open = "", False
        self._name = ElidedLabel("", TextRole.STRONG)
        self._papers = {paper: _tick(f"paper-{paper.value}") for paper in Paper}
        self._access = Choice((access_words(each), each) for each in Access)
        self._access.setObjectName("readerAccess")
        self._sections = {each: _tick(f"section-{each.value}") for each in HIDEABLE}
        self._points = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._points.setObjectName("readerPoints")
        self._contact = _tick("sharesContact")
        self.see_copy = secondary("", "seeCopy", "eye", compact=True)
        self._asks = caption("")
        self._lay_out()
        self._connect()

    def show_reader(self, meeting: Meeting, reader: Reader, *, child_page: bool) -> None:
        """Show what one reader gets.

        Args:
            child_page: whether anybody has written the page for the child.
        """
        person, other = reader.attendee.person, reader.attendee.id != self._choice.attendee_id
        self._choice, self._child = reader.choice, meeting.child_name.split(" ", 1)[0]
        first = shorten(person.name.split(" ", 1)[0], _NAME)
        self._name.setText(person.name)
        self._asks.setText(self.tr("Hvad må {0} læse?").format(first))
        self._access.setAccessibleName(self._asks.text())
        access = access_of(reader.choice.hidden)
        if other or access is Access.CHOSEN:
            self._is_open = access is Access.CHOSEN
        self._access.set_value(Access.CHOSEN if self._is_open else access)
        self._show_papers(child_page)
        self._show_sections()
        self._show_points(limited_titles(meeting, person))
        self._show_contact(first, contact_words(person))
        self.see_copy.set_caption(self.tr("Se {0} kopi").format(possessive(first)), "eye")
        self.see_copy.setToolTip(f"{self.see_copy.caption} ({Shortcut.READERS_COPY.keys})")

    def lock(self) -> None:
        """Let nothing be chosen any more; the copy can still be looked at."""
        for widget in (*self._papers.values(), *self._sections.values(), self._contact):
            widget.setEnabled(False)
        self._access.setEnabled(False)

    def _show_papers(self, child_page: bool) -> None:
        chosen = self._choice.papers
        for paper, row in self._papers.items():
            note = self.tr("ikke skrevet endnu") if paper is Paper.CHILD and not child_page else ""
            # Everybody gets something: the only one stays.
            only = chosen == (paper,)
            row.show_item(CheckItem(paper.value, paper_label(paper), paper in chosen, note, only))

    def _show_sections(self) -> None:
        for section, row in self._sections.items():
            words = section_label(section, self._child)
            may_read = section not in self._choice.hidden
            row.show_item(CheckItem(section.value, words, may_read))
        self._grid.setVisible(self._is_open)

    def _show_points(self, titles: tuple[str, ...]) -> None:
        lines = [self.tr("Punktet ”{0}” er kun for andre.").format(title) for title in titles]
        self._points.setText("\n".join(lines))
        self._points.setVisible(bool(lines))

    def _show_contact(self, first: str, contact: str) -> None:
        words = self.tr("Alle må se {0} telefon og mail").format(possessive(first))
        shares = self._choice.shares_contact
        note = shorten(contact, 80) or self.tr("der er ingen skrevet")
        self._contact.show_item(CheckItem("contact", words, shares, note))

    def _connect(self) -> None:
        for row in (*self._papers.values(), *self._sections.values(), self._contact):
            row.toggled_by_hand.connect(lambda _on: self._wish(self._ticked_hidden()))
        self._access.chosen.connect(self._choose)
        self.see_copy.clicked.connect(self.copy_requested)

    def _choose(self, access: Access) -> None:
        self._is_open = access is Access.CHOSEN
        if self._is_open:
            self._show_sections()
        else:
            self._wish(hidden_by(access))

    def _ticked_hidden(self) -> frozenset[Hidden]:
        if not self._is_open:
            return self._choice.hidden
        return frozenset(each for each, row in self._sections.items() if not row.isChecked())

    def _wish(self, hidden: frozenset[Hidden]) -> None:
        papers = tuple(paper for paper, row in self._papers.items() if row.isChecked())
        if PartKey.CONCLUSION in hidden - self._choice.hidden:
            # Its words are not cut: with the conclusion it goes, until somebody ticks it again.
            papers = tuple(each for each in papers if each is not Paper.SUMMARY) or papers
        self.wished.emit(
            ReaderChoice(
                self._choice.attendee_id,
                self._choice.version,
                hidden,
                papers or self._choice.papers,
                self._contact.isChecked(),
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.see_copy)
        column.addLayout(head)
        column.addWidget(caption(self.tr("Papirer, som PDF og Word")))
        papers = FlowLayout()
        for row in self._papers.values():
            papers.addWidget(row)
        column.addLayout(papers)
        column.addSpacing(6)
        column.addWidget(self._asks)
        column.addWidget(self._access)
        self._grid = _in_columns(self._sections)
        column.addWidget(self._grid)
        column.addWidget(self._points)
        column.addSpacing(6)
        column.addWidget(self._contact)
        column.addStretch(1)


def _tick(name: str) -> CheckRow:
    row = CheckRow(CheckItem(name, ""), is_choice=True)
    row.setObjectName(name)
    return row


def _in_columns(rows: Mapping[Hidden, CheckRow]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(0)
    deep = -(-len(rows) // _COLUMNS)
    for at, row in enumerate(rows.values()):
        grid.addWidget(row, at % deep, at // deep, Qt.AlignmentFlag.AlignTop)
    for at in range(_COLUMNS):
        grid.setColumnStretch(at, 1)
    return holder
