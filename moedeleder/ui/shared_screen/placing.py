"""Where the screen for all opens: on the other display when there is one, else beside the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

Screens = Callable[[], Sequence[QScreen]]
_HIGHEST, _HEIGHT_PART, _WIDTH_PART = 540, 0.6, 0.75
"""Pixels, and how much of a single display the window takes: enough to read what is written."""


_TITLE_BAR = 48
"""Pixels from the top, so that the window can be taken by its own frame and dragged."""


def all_screens() -> Sequence[QScreen]:
    """Return the displays that are plugged in now."""
    return QGuiApplication.screens()


def other_screen(screens: Sequence[QScreen], own: QScreen | None) -> QScreen | None:
    """Return a display that is not the chair's own; a mirror of it does not count."""
    for each in screens:
        if own is None or (each is not own and each.geometry() != own.geometry()):
            return each
    return None


def beside(own: QScreen | None) -> QRect:
    """Return a place in the upper right corner of a display: what is written stays in view."""
    room = own.availableGeometry() if own is not None else QRect(0, 0, 1280, 720)
    high = min(_HIGHEST, round(room.height() * _HEIGHT_PART))
    wide = min(high * 16 // 9, round(room.width() * _WIDTH_PART))
    return QRect(room.right() - wide - 16, room.top() + _TITLE_BAR, wide, high)


def place(window: QWidget, screens: Sequence[QScreen], own: QScreen | None) -> bool:
    """Put a window where it belongs; returns whether it fills another display."""
    other = other_screen(screens, own) if own is not None else None
    _stay_above(window, other is None)
    if other is not None:
        window.setScreen(other)
        window.setGeometry(other.geometry())
        # Not showFullScreen, which would ask for the keyboard as well.
        window.setWindowState(Qt.WindowState.WindowFullScreen)
        window.show()
        return True
    if own is not None:
        window.setScreen(own)
    window.showNormal()
    window.setGeometry(beside(own))
    return False


def _stay_above(window: QWidget, above: bool) -> None:
    """Keep a window above the chair's own, which has the keyboard, where they share a display."""
    flag = Qt.WindowType.WindowStaysOnTopHint
    if bool(window.windowFlags() & flag) != above:
        window.setWindowFlag(flag, above)
