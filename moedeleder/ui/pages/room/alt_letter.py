"""Alt and a letter are a wish to the page, and never a letter in what is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_alt_letter(event: QKeyEvent) -> bool:
    """Return whether Alt and a letter are pressed.

    Ctrl and Alt together are how AltGr is told of, and write ``@``.
    """
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    held = event.modifiers() & (alt | control)
    writes = bool(event.text()) and event.text().isprintable()
    return event.type() == QEvent.Type.KeyPress and held == alt and writes
