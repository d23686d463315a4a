"""Forms: a label above each field, help below it, and what is wrong said in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

_EDITS = ("textEdited", "edited", "value_changed", "activated", "valueChanged")
"""Signals of a field that a person changes."""


def _edits_of(field: QWidget) -> list[SignalInstance]:
    if hasattr(field, "error_changed"):
        # It knows by itself what is wrong, and when no longer.
        return []
    own = [getattr(field, name) for name in _EDITS if hasattr(field, name)]
    return own or [getattr(field, name) for name in ("textChanged",) if hasattr(field, name)]


class FieldRow(QWidget):
    """One field with its label, help and error; the field is named by its label."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        help_text: str = "",
        parent: QWidget | None = None,
        *,
        object_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._help_text = help_text
        if object_name:
            field.setObjectName(object_name)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help_text)
        self._caption = caption = Label(label, TextRole.SMALL, Tone.NEUTRAL)
        caption.setBuddy(field)
        self._help = WrapLabel(help_text, TextRole.SMALL, Tone.NEUTRAL)
        if not help_text:
            # Only ever hidden here: what is shown before it has a parent is a window of its own.
            self._help.hide()
        self._error = WrapLabel("", TextRole.SMALL, Tone.BAD)
        self._error.setObjectName(f"{field.objectName()}Error")
        self._error_box = QWidget()
        self._error_box.hide()
        self._lay_out(caption)
        for edited in _edits_of(field):
            # What was said about the words before is no longer about these.
            edited.connect(self._edited)
        own_error = getattr(field, "error_changed", None)
        if own_error is not None:
            own_error.connect(self.set_error)

    @property
    def error(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._error.text() if not self._error_box.isHidden() else ""

    def set_label(self, label: str) -> None:
        """Ask for something else in the same field."""
        self._caption.setText(label)
        self.field.setAccessibleName(label)

    def set_error(self, text: str) -> None:
        """Say under the field what is wrong; an empty text takes it away."""
        self._error.setText(text)
        self._error_box.setVisible(bool(text))
        self._help.setVisible(bool(self._help_text) and not text)
        self.field.setAccessibleDescription(text or self._help_text)
        self.field.setProperty("invalid", bool(text))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _edited(self) -> None:
        if self.error:
            self.set_error("")

    def _lay_out(self, caption: Label) -> None:
        error = QHBoxLayout(self._error_box)
        error.setContentsMargins(0, 0, 0, 0)
        error.setSpacing(6)
        error.addWidget(IconLabel("warning", Tone.BAD, size=14), 0, Qt.AlignmentFlag.AlignTop)
        error.addWidget(self._error, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (caption, self.field, self._help, self._error_box):
            column.addWidget(widget)


class Form(QWidget):
    """Fields below each other (or side by side) that can be told what is wrong with each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def add(self, key: str, label: str, field: QWidget, help_text: str = "") -> FieldRow:
        """Add a field across the form; ``key`` is its code name and object name."""
        row = self._made(key, label, field, help_text)
        self._column.addWidget(row)
        return row

    def add_beside(self, *fields: tuple[str, str, QWidget, int]) -> None:
        """Add fields side by side, each as (key, label, field, stretch)."""
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for key, label, field, stretch in fields:
            row = self._made(key, label, field, "")
            line.addWidget(row, stretch, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field, such as a heading."""
        self._column.addWidget(widget)

    def row(self, key: str) -> FieldRow:
        """Return the row of a field; raises KeyError for an unknown key."""
        return self._rows[key]

    def set_error(self, key: str, text: str) -> bool:
        """Say what is wrong with a field and go there; False when the form has no such field."""
        row = self._rows.get(key)
        if row is None:
            return False
        row.set_error(text)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take all error texts away."""
        for row in self._rows.values():
            row.set_error("")

    def _made(self, key: str, label: str, field: QWidget, help_text: str) -> FieldRow:
        row = FieldRow(label, field, help_text, object_name=key)
        self._rows[key] = row
        return row
