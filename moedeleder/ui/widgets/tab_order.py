"""Puts the Tab order of a page right: as its layouts show it, whatever was made when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def chain_tabs(place: QWidget) -> None:
    """Let Tab go through ``place`` in the order of its layouts, top down and left to right.

    Rows that are made anew come last by themselves, after the foot of the page.
    """
    for one, following in pairwise(tab_stops(place)):
        QWidget.setTabOrder(one, following)


def chain_part(place: QWidget, part: QWidget) -> None:
    """Let Tab go through ``part`` in the order of its layouts, right after what stands before it.

    The rest of ``place`` stays as it is.
    """
    before: QWidget | None = None
    for stop in tab_stops(place):
        if part.isAncestorOf(stop):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
        elif before is not None and part.isAncestorOf(before):
            return
        else:
            before = stop


def tab_stops(place: QWidget) -> Iterator[QWidget]:
    """Yield what Tab can stop at in ``place``, hidden things too, in the order of its layouts."""
    if isinstance(place, QScrollArea):
        inside = place.widget()
        if inside is not None:
            yield from _from(inside)
    elif (layout := place.layout()) is not None:
        yield from _in_layout(layout)


def _from(widget: QWidget) -> Iterator[QWidget]:
    # Where the focus is handed on, the one it is handed to is the stop.
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    yield from tab_stops(widget)


def _places(layout: QLayout) -> list[int]:
    """Return where the items of a layout are kept, as the eye reads them."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        # A grid keeps them as they were put in: row and column tell where they are shown.
        places.sort(key=lambda at: _row_and_column(layout, at))
    return places


def _row_and_column(grid: QGridLayout, at: int) -> tuple[int, int]:
    position = cast(tuple[int, int, int, int], grid.getItemPosition(at))
    return position[:2]


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in _places(layout):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _from(widget)
        elif inner is not None:
            yield from _in_layout(inner)
