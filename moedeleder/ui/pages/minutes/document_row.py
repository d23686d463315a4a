"""One used document on the page: what it is, from whom, of what day, and whether it is followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed, UsedDocument
from moedeleder.services.labels import document_label, followed_label
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.fields import CellEdit, PlainLine, set_invalid
from moedeleder.ui.pages.minutes.section import ConflictBar
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

IDLE_MS = 800
_DEPARTS = (Followed.PARTLY, Followed.NOT)


class DocumentRow(QWidget):
    """Edits one document in place; asks to save it when the person leaves a field or rests."""

    save_requested = Signal(object, object)
    """The row itself and the ``DocumentDraft`` to save."""
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    """The row, and -1 for up or 1 for down."""
    conflict_settled = Signal(object, bool)
    """The row, and whether the person's own words shall stand."""

    def __init__(self, row_id: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.row_id = row_id
        self.document: UsedDocument | None = None
        self._today = today
        kinds = [(document_label(kind), kind) for kind in DocumentKind]
        self.kind = named(Choice(kinds), f"documentKind-{row_id}", self.tr("Hvad er det?"))
        self.title = CellEdit(
            f"documentTitle-{row_id}", self.tr("Titel"), self.tr("Hvad hedder det?")
        )
        self.author = CellEdit(f"documentFrom-{row_id}", self.tr("Fra"), self.tr("Fra hvem?"))
        self.dated = named(PlainLine(self.tr("dato")), f"documentDate-{row_id}", self.tr("Dato"))
        self.dated.setToolTip(self.tr("Skriv fx 1/11 eller 1.11.2026"))
        ways = [(followed_label(way) or self.tr("Ikke sagt endnu"), way) for way in Followed]
        self.followed = named(Choice(ways), f"followed-{row_id}", self.tr("Følges den?"))
        self._judged = QWidget()
        hint = self.tr("Hvorfor følges den ikke?")
        self.reason = CellEdit(f"documentReason-{row_id}", self.tr("Hvorfor ikke?"), hint)
        self._up = icon_button("arrow-up", self.tr("Flyt op"), f"documentUp-{row_id}")
        self._down = icon_button("arrow-down", self.tr("Flyt ned"), f"documentDown-{row_id}")
        self._remove = icon_button("trash", self.tr("Fjern dokumentet"), f"removeDocument-{row_id}")
        self._error = WrapLabel("", TextRole.SMALL, Tone.BAD)
        self._error.setObjectName(f"documentError-{row_id}")
        self._error.hide()
        self.conflict = ConflictBar(row_id)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._lay_out()
        self._connect()
        self._show_asked()

    def cells(self) -> tuple[QWidget, ...]:
        """Return the fields that take the focus, in order."""
        return (self.kind, self.title, self.author, self.dated, self.followed, self.reason)

    def show_document(self, document: UsedDocument, *, first: bool, last: bool) -> None:
        """Show the document as saved; what the person is writing right now stays."""
        before, self.document = self.document, document
        old = before.draft if before else DocumentDraft("")
        for name, cell in self._texts().items():
            if cell.text() == getattr(old, name):
                cell.set_text(getattr(document, name))
        if before is None or self.kind.value() == old.kind:
            self.kind.set_value(document.kind)
        if before is None or self.followed.value() == old.followed:
            self.followed.set_value(document.followed)
        if before is None or self._day_is(old.dated):
            self._set_day(document.dated)
        self._up.setEnabled(not first)
        self._down.setEnabled(not last)
        self._show_asked()

    def draft(self) -> DocumentDraft | None:
        """Return what stands in the row, or None while its date cannot be read."""
        try:
            dated = self._read_day()
        except InvalidDate:
            return None
        title, author, reason = (cell.text() for cell in self._texts().values())
        draft = DocumentDraft(title, self.kind.value(), author, dated, reason=reason)
        if draft.kind is DocumentKind.CASE:
            return replace(draft, reason="")
        followed: Followed = self.followed.value()
        kept = draft.reason if followed in _DEPARTS else ""
        return replace(draft, followed=followed, reason=kept)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written in the row."""
        texts = [cell.text() for cell in self._texts().values()]
        return not any(text.strip() for text in (*texts, self.dated.text()))

    @property
    def is_settled(self) -> bool:
        """Whether the row is saved as it stands."""
        saved = self.document.draft if self.document else None
        return self.draft() == saved or (saved is None and self.is_empty)

    def commit(self) -> None:
        """Ask to save the row where it has changed and can be read."""
        self._timer.stop()
        draft = self.draft()
        set_invalid(self.dated, draft is None)
        if draft is None:
            self.say(self._wrong_day())
            return
        self._set_day(draft.dated)
        self.say("")
        saved = self.document.draft if self.document else DocumentDraft("")
        if draft != saved and not self.conflict.isVisibleTo(self):
            self.save_requested.emit(self, draft)

    def say(self, words: str) -> None:
        """Say under the row what stands in the way."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def show_conflict(self, words: str) -> None:
        """Say that somebody else changed the document, and let the person choose."""
        self.conflict.say(words)
        self.conflict.show()

    def reset(self) -> None:
        """Show the document as it is saved, whatever stands in the row."""
        assert self.document is not None
        for name, cell in self._texts().items():
            cell.set_text(getattr(self.document, name))
        self.kind.set_value(self.document.kind)
        self.followed.set_value(self.document.followed)
        self._set_day(self.document.dated)
        self.say("")
        self._show_asked()

    def go(self, *, to_reason: bool = False) -> None:
        """Stand in the title, or where it is said why an expert is not followed."""
        field = self.reason if to_reason and not self.reason.isHidden() else self.title
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts(self) -> dict[str, CellEdit]:
        return {"title": self.title, "author": self.author, "reason": self.reason}

    def _wrong_day(self) -> str:
        try:
            self._read_day()
        except DayDoesNotExist:
            return self.tr("Den dag findes ikke.")
        except InvalidDate:
            pass
        return self.tr("Skriv dagen som 1/11 eller 1.11.2026.")

    def _show_asked(self) -> None:
        expert = self.kind.value() is DocumentKind.STATEMENT
        self._judged.setVisible(expert)
        self.reason.setVisible(expert and self.followed.value() in _DEPARTS)

    def _chosen(self) -> None:
        self._show_asked()
        # An empty row waits for its title.
        if self.title.text():
            self.commit()

    def _rested(self) -> None:
        if self.title.text() and not self.dated.hasFocus():
            self.commit()

    def _set_day(self, day: date | None) -> None:
        words = short_date(day) if day else ""
        if not self._day_is(day) or self.dated.text() != words:
            self.dated.setText(words)

    def _day_is(self, day: date | None) -> bool:
        try:
            return self._read_day() == day
        except InvalidDate:
            return False

    def _read_day(self) -> date | None:
        text = self.dated.text().strip()
        if not text:
            return None
        found = parse_date(text, self._today(), "dated")
        year_is_said = str(found.year) in text or f"{found.year % 100:02d}" == text[-2:]
        if found <= self._today() or year_is_said:
            return found
        # What is used at a meeting was written before it: "1/11" was the last one.
        try:
            return found.replace(year=found.year - 1)
        except ValueError:
            return found

    def _connect(self) -> None:
        for cell in self._texts().values():
            cell.edited.connect(self._timer.start)
            cell.finished.connect(self.commit)
        self.dated.editingFinished.connect(self.commit)
        self.kind.chosen.connect(lambda _value: self._chosen())
        self.followed.chosen.connect(lambda _value: self._chosen())
        self._timer.timeout.connect(self._rested)
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self))
        self._up.clicked.connect(lambda: self.move_requested.emit(self, -1))
        self._down.clicked.connect(lambda: self.move_requested.emit(self, 1))
        self.conflict.keep_requested.connect(lambda: self._settle(True))
        self.conflict.take_requested.connect(lambda: self._settle(False))

    def _settle(self, mine: bool) -> None:
        self.conflict.hide()
        self.conflict_settled.emit(self, mine)

    def _lay_out(self) -> None:
        for choice in (self.kind, self.followed):
            choice.setMinimumContentsLength(8)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.kind, 2)
        top.addStretch(1)
        for button in (self._up, self._down, self._remove):
            top.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        for column, share in enumerate((6, 4, 3)):
            grid.setColumnStretch(column, share)
        for column, field in enumerate((self.title, self.author, self.dated)):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
        judged = QHBoxLayout(self._judged)
        judged.setSpacing(10)
        judged.setContentsMargins(8, 0, 0, 0)
        judged.addWidget(Label(self.tr("Følges den?"), TextRole.SMALL, Tone.NEUTRAL))
        judged.addWidget(self.followed, 2)
        judged.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(10, 8, 6, 8)
        lines.setSpacing(4)
        lines.addLayout(top)
        lines.addLayout(grid)
        for each in (self._judged, self.reason, self._error, self.conflict):
            lines.addWidget(each)
