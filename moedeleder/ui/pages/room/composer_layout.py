"""Where the parts of the pen stand: the kinds above, the words, and what belongs to them below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget


def lay_out_pen(
    pen: QWidget,
    chips: QWidget,
    saved: QWidget,
    who: QWidget,
    text: QWidget,
    below: tuple[QWidget, ...],
) -> None:
    """Set the parts of the pen in their places; ``below`` stands under the words in its order."""
    top = QHBoxLayout()
    top.setSpacing(12)
    top.addWidget(chips, 1)
    top.addWidget(saved, 0, Qt.AlignmentFlag.AlignTop)
    words = QWidget()
    row = QHBoxLayout(words)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout(pen)
    column.setContentsMargins(16, 12, 16, 10)
    column.setSpacing(8)
    column.addLayout(top)
    column.addWidget(words)
    for part in below:
        column.addWidget(part)


def keyboard_is_on_another_page(pen: QWidget) -> bool:
    """Whether a page that stands in the place of the pen's has the keyboard."""
    above = pen.parentWidget()
    while above is not None and not isinstance(above, QStackedWidget):
        above = above.parentWidget()
    holder = pen.window().focusWidget()
    if pen.isVisible() or above is None or holder is None:
        return False
    return holder.isVisible() and above.isAncestorOf(holder)
