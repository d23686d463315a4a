"""The used documents under their part of the minutes: a list to write in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.ids import new_id
from moedeleder.domain.record import Gap, PartKey
from moedeleder.domain.used_documents import UsedDocument
from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.minutes.document_row import DocumentRow
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Line, Surface
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named


class DocumentList(QWidget):
    """Shows the documents in order; new rows are kept once they have a title."""

    save_requested = Signal(object, object)
    """A ``DocumentRow`` and the ``DocumentDraft`` to save."""
    remove_requested = Signal(object)
    """The ``UsedDocument`` to take away."""
    move_requested = Signal(object, int)
    """The ``UsedDocument`` and its new place, from 0."""
    conflict_settled = Signal(object, bool)
    arranged = Signal()
    """Other rows stand here than before."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        named(self, "usedDocuments", self.tr("Brugte dokumenter"))
        self._today = today
        self._rows: list[DocumentRow] = []
        self.meeting_id = ""
        self.documents: tuple[UsedDocument, ...] = ()
        self._surface = Surface()
        self._list = QVBoxLayout(self._surface)
        self._list.setContentsMargins(1, 2, 1, 2)
        self._list.setSpacing(0)
        self._none = Label(self.tr("Ingen dokumenter på listen endnu."), tone=Tone.NEUTRAL)
        self._none.setContentsMargins(14, 10, 14, 10)
        self._list.addWidget(self._none)
        self.add_button = secondary(
            self.tr("Tilføj dokument"), "addDocument", icon="plus", compact=True
        )
        self.add_button.clicked.connect(self.add_row)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._surface)
        column.addLayout(foot)

    @property
    def rows(self) -> tuple[DocumentRow, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show_documents(self, meeting_id: str, documents: tuple[UsedDocument, ...]) -> None:
        """Show the documents as they are now; a row not kept yet stays at the foot."""
        changed = meeting_id != self.meeting_id
        self.meeting_id, self.documents = meeting_id, documents
        known = {row.row_id: row for row in self._rows}
        wanted = [each.id for each in documents]
        waiting = [
            row
            for row in self._rows
            if row.document is None and not changed and row.row_id not in wanted
        ]
        rows = [known.get(each) or self._made(each) for each in wanted] + waiting
        if rows != self._rows:
            self._arrange(rows)
        last = len(documents) - 1
        for at, (row, document) in enumerate(zip(rows, documents, strict=False)):
            row.show_document(document, first=at == 0, last=at == last)

    def add_row(self) -> DocumentRow:
        """Add an empty row to write a document in, and go there."""
        row = self._made(new_id())
        self._arrange([*self._rows, row])
        row.go()
        return row

    def go(self, document_id: str) -> bool:
        """Stand where it is said why a document is not followed; return whether it is here."""
        row = next((each for each in self._rows if each.row_id == document_id), None)
        if row is not None:
            row.go(to_reason=True)
        return row is not None

    def save(self) -> None:
        """Save every row that has changed; empty new ones go away."""
        for row in tuple(self._rows):
            if row.document is None and row.is_empty:
                self._drop(row)
            else:
                row.commit()

    @property
    def is_settled(self) -> bool:
        """Whether every row is saved as it stands."""
        return all(row.is_settled for row in self._rows)

    def _made(self, row_id: str) -> DocumentRow:
        row = DocumentRow(row_id, self._today)
        row.save_requested.connect(self.save_requested)
        row.remove_requested.connect(self._remove)
        row.move_requested.connect(self._move)
        row.conflict_settled.connect(self.conflict_settled)
        return row

    def _remove(self, row: DocumentRow) -> None:
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if row.document is None:
            self._drop(row)
        else:
            self.remove_requested.emit(row.document)

    def _move(self, row: DocumentRow, way: int) -> None:
        if row.document is not None:
            self.move_requested.emit(row.document, self._rows.index(row) + way)

    def _drop(self, row: DocumentRow) -> None:
        self._arrange([each for each in self._rows if each is not row])

    def _arrange(self, rows: list[DocumentRow]) -> None:
        gone = [row for row in self._rows if row not in rows]
        self._rows = rows
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, Line):
                widget.hide()
                widget.deleteLater()
        for row in gone:
            row.hide()
            row.deleteLater()
        for at, row in enumerate(rows):
            if at:
                self._list.addWidget(Line())
            self._list.addWidget(row)
            row.show()
        self._none.setVisible(not rows)
        self._list.addWidget(self._none)
        self.arranged.emit()


class DocumentsSection(PartSection):
    """The part about documents: what is written about them, and the list of them below."""

    def __init__(self, desk: Desk, heading: str, hint: str, today: Callable[[], date]) -> None:
        super().__init__(desk, PartKey.DOCUMENTS, heading, hint)
        self.list = DocumentList(today)
        self.column.addWidget(self.list)

    def go(self, gap: Gap | None = None) -> None:
        """Stand in the document that lacks something, else in the text."""
        if gap is None or not gap.source_id or not self.list.go(gap.source_id):
            super().go(gap)

    def save(self) -> None:
        """Save the text and the list."""
        super().save()
        self.list.save()

    @property
    def is_settled(self) -> bool:
        """Whether both are saved as they stand."""
        return super().is_settled and self.list.is_settled
