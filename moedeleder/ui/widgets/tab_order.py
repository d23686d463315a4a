"""Puts the Tab order of a page right: as its layouts show it, whatever was made when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def chain_tabs(place: QWidget) -> None:
    """Let Tab go through ``place`` in the order of its layouts, top down and left to right.

    Rows that are made anew come last by themselves, after the foot of the page.
    """
    for one, following in pairwise(tab_stops(place)):
        QWidget.setTabOrder(one, following)


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


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _from(widget)
        elif inner is not None:
            yield from _in_layout(inner)
