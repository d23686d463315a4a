"""Gives the keyboard back to where it was when rows are made anew or a dialog is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget


def focused_name(place: QWidget) -> str:
    """Return the name of what holds the keyboard inside ``place``, or nothing.

    While a dialog is open it is what the window below will give the keyboard back to.
    """
    focus = _focus_in_window(place)
    return focus.objectName() if focus is not None and place.isAncestorOf(focus) else ""


def holds_focus(place: QWidget) -> bool:
    """Return whether something that can be seen in ``place``, or it itself, has the keyboard."""
    focus = _focus_in_window(place)
    if focus is None or not (focus is place or place.isAncestorOf(focus)):
        return False
    return focus is place or _is_to_be_seen(focus, place)


def focus_named(place: QWidget, name: str) -> bool:
    """Put the keyboard on what is shown in ``place`` under ``name``; return whether it is there."""
    for found in place.findChildren(QWidget, name) if name else ():
        if found.isEnabledTo(place) and _is_to_be_seen(found, place):
            focus_on(found)
            return True
    return False


def focus_on(widget: QWidget) -> None:
    """Put the keyboard on a widget, also one that was made just now."""
    part: QWidget | None = widget
    hidden: list[QWidget] = []
    while part is not None and not part.isWindow():
        if part.isHidden() and not _is_put_away(part):
            hidden.insert(0, part)
        part = part.parentWidget()
    # A layout shows what it was given only at the next turn; what is hidden takes no focus.
    for each in hidden:
        each.show()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


@contextmanager
def focus_kept(place: QWidget, otherwise: Callable[[], object] | None = None) -> Iterator[None]:
    """Keep the keyboard on what has the same name while the rows of ``place`` are made anew.

    Args:
        otherwise: puts the keyboard on the next sensible thing where that name is gone. Without
            it, what Qt has chosen stays chosen.
    """
    name = focused_name(place)
    focus = _focus_in_window(place)
    was_inside = focus is not None and place.isAncestorOf(focus)
    bars = [(area, area.verticalScrollBar().value()) for area in _areas(place)]
    yield
    if not was_inside or (focused_name(place) == name and name and holds_focus(place)):
        return
    if not focus_named(place, name) and otherwise is not None:
        otherwise()
    # Qt looks for another place for the keyboard, and scrolls there on the way.
    for area, value in bars:
        area.verticalScrollBar().setValue(value)


class DialogFocus(QObject):
    """Remembers where the keyboard was when a dialog is opened, and goes back there after it.

    A dialog that leads to another one is one visit: the way back is to where it all began.
    """

    def __init__(self, place: QWidget, otherwise: Callable[[], object]) -> None:
        """Watch over ``place``; ``otherwise`` finds a place for the keyboard where it has none."""
        super().__init__(place)
        self._place, self._otherwise = place, otherwise
        self._names: tuple[str, ...] = ()
        self._open = 0

    def keep_for(self, dialog: QDialog, *instead: str) -> None:
        """Go back once ``dialog`` is closed, to ``instead`` where the first place is gone."""
        if not self._open:
            self._names = (focused_name(self._place), *instead)
        self._open += 1
        dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self._open -= 1
        place = self._place
        if self._open or not place.isVisible():
            return
        if any(focus_named(place, name) for name in self._names):
            return
        if not holds_focus(place):
            self._otherwise()


def _focus_in_window(place: QWidget) -> QWidget | None:
    return place.window().focusWidget()


def _is_put_away(widget: QWidget) -> bool:
    put_away = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    return widget.isHidden() and widget.testAttribute(put_away)


def _is_to_be_seen(widget: QWidget, place: QWidget) -> bool:
    """Return whether nothing between the two is put away; what is new will be shown soon."""
    part: QWidget | None = widget
    while part is not None and part is not place:
        if _is_put_away(part):
            return False
        part = part.parentWidget()
    return part is place


def _areas(place: QWidget) -> list[QScrollArea]:
    areas = list(place.findChildren(QScrollArea))
    above = place.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            areas.append(above)
        above = above.parentWidget()
    return areas
