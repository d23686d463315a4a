"""Reads a part of the screen as one text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.pill import Pill


def words_of(place: QWidget) -> str:
    """Return all words that are shown in a part of the window, each on a line of its own."""
    every = [place, *place.findChildren(QWidget)]
    return "\n".join(filter(None, (_said(each) for each in every if each.isVisible())))


def _said(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return widget.full_text
    if isinstance(widget, Button):
        return widget.caption
    if isinstance(widget, Pill):
        return widget.text
    if isinstance(widget, QLabel | QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractItemView):
        return "\n".join(_cells(widget))
    if isinstance(widget, QAbstractButton):
        return widget.accessibleName() or widget.text()
    return ""


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            said = index.data(Qt.ItemDataRole.AccessibleTextRole)
            yield str(said or index.data(Qt.ItemDataRole.DisplayRole) or "")
