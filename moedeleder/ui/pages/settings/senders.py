"""The municipality's units, in whose name letters can leave: a row for each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.settings import UnitSender
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button, secondary
from moedeleder.ui.widgets.field import FieldRow
from moedeleder.ui.widgets.focus_memory import focus_on
from moedeleder.ui.widgets.tab_order import chain_part
from moedeleder.ui.widgets.wrap_label import WrapLabel

# More units than any municipality has.
_MOST = 200


class SenderRow(QWidget):
    """One unit: what it is called in lists, the name a receiver reads, and its address."""

    typed = Signal()
    remove_requested = Signal()

    def __init__(self, sender: UnitSender, at: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        values = (sender.unit, sender.name, sender.address)
        captions = (self.tr("Enhed"), self.tr("Navn på mailen"), self.tr("Mailadresse"))
        self._fields: dict[str, FieldRow] = {}
        self._edits: list[QLineEdit] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, caption, value in zip(("unit", "name", "address"), captions, values, strict=True):
            edit = QLineEdit(value)
            edit.setCursorPosition(0)
            edit.textChanged.connect(lambda _text: self.typed.emit())
            field = FieldRow(caption, edit, object_name=f"sender-{key}-{at}")
            edit.setAccessibleName(self.tr("{0}, række {1}").format(caption, at + 1))
            self._fields[key] = field
            self._edits.append(edit)
            row.addWidget(field, 4 if key == "address" else 3)
        self._remove = icon_button("x", self.tr("Fjern enheden"), f"removeSender-{at}")
        self._remove.clicked.connect(self.remove_requested)
        row.addWidget(_at_the_fields(self._remove, self._fields["unit"]))

    @property
    def unit_sender(self) -> UnitSender:
        """What stands in the fields."""
        return UnitSender(*(edit.text().strip() for edit in self._edits))

    def field(self, key: str) -> FieldRow | None:
        """Return the row of ``unit``, ``name`` or ``address``."""
        return self._fields.get(key)

    def begin(self) -> None:
        """Put the keyboard in the first field."""
        focus_on(self._edits[0])


class SendersEditor(QWidget):
    """Units as rows that can be added, changed and taken away; an empty row is no unit."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SenderRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._none = WrapLabel(
            self.tr("Alle breve går fra kontorets adresse ovenfor."), TextRole.SMALL, Tone.NEUTRAL
        )
        self._add = secondary(self.tr("Tilføj en enhed"), "addSender", "plus", compact=True)
        self._add.clicked.connect(self._add_one)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addLayout(foot)

    @property
    def senders(self) -> tuple[UnitSender, ...]:
        """The units that stand in the rows."""
        return tuple(row.unit_sender for row in self._filled())

    def show_senders(self, senders: tuple[UnitSender, ...]) -> None:
        """Show these units instead of those before."""
        self._make(senders)

    def set_error(self, field: str, text: str) -> FieldRow | None:
        """Say what is wrong with e.g. ``senders.0.address``; returns the row where it is said."""
        kind, _, rest = field.partition(".")
        at, _, key = rest.partition(".")
        filled = self._filled()
        if kind != "senders" or not at.isdecimal() or int(at) >= len(filled):
            return None
        found = filled[int(at)].field(key)
        if found is not None:
            found.set_error(text)
            focus_on(found.field)
        return found

    def clear_errors(self) -> None:
        """Take all error texts away."""
        for row in self._rows:
            for key in ("unit", "name", "address"):
                if (field := row.field(key)) is not None:
                    field.set_error("")

    def _filled(self) -> list[SenderRow]:
        return [row for row in self._rows if row.unit_sender != UnitSender("", "", "")]

    def _make(self, senders: tuple[UnitSender, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = [SenderRow(sender, at) for at, sender in enumerate(senders)]
        for at, row in enumerate(self._rows):
            row.typed.connect(self.typed)
            row.remove_requested.connect(lambda at=at: self._remove(at))
            self._column.addWidget(row)
            row.show()
        self._none.setVisible(not self._rows)
        self._add.setEnabled(len(self._rows) < _MOST)
        chain_part(self.window(), self)

    def _add_one(self) -> None:
        self._make((*(row.unit_sender for row in self._rows), UnitSender("", "", "")))
        self._rows[-1].begin()
        self.typed.emit()

    def _remove(self, at: int) -> None:
        left = [row.unit_sender for row in self._rows]
        del left[at]
        self._make(tuple(left))
        # The next row has come to where the keyboard was; else there is the way to a new one.
        if self._rows:
            self._rows[min(at, len(self._rows) - 1)].begin()
        else:
            focus_on(self._add)
        self.typed.emit()


def _at_the_fields(button: QWidget, beside: FieldRow) -> QWidget:
    """Return the button with as much above it as the caption beside it takes."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    caption = beside.fontMetrics().height() + 8
    column.setContentsMargins(0, caption, 0, 0)
    column.addWidget(button)
    column.addStretch(1)
    return holder
