"""The frame of every page: margins, messages, and a foot that stays where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.foot_row import FootLayout
from moedeleder.ui.widgets.undo_bar import UndoBar

WIDEST = 1480


class ScrollPage(QWidget):
    """A page with 24 px margins that scrolls between its header and its foot.

    Messages stand under the header, "Fortryd" above the foot, and the primary button always at
    the right of the foot (or of the header, for pages that have no foot).
    """

    def __init__(
        self, parent: QWidget | None = None, *, object_name: str = "", scrolls: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.banner = Banner()
        self.undo_bar = UndoBar()
        self.body = QVBoxLayout()
        """Where the content goes; ``add`` puts things in it."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self._head = QVBoxLayout()
        self._foot, self._foot_row = _foot()
        self._note = ElidedLabel("", tone=Tone.NEUTRAL, all_or_much=True)
        self._note.setObjectName("footerNote")
        self.scroll_area: QScrollArea | None = None
        self._lay_out(scrolls)

    def set_header(self, header: QWidget, *, bar: bool = False) -> None:
        """Put a header at the top; with ``bar`` on a ground of its own, as a meeting has."""
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        holder.setObjectName("pageHeaderBar" if bar else "pageHeader")
        row = QHBoxLayout(holder)
        row.setContentsMargins(MARGIN, GAP if bar else MARGIN, MARGIN, 0)
        _keep_left(row, header)
        self._head.addWidget(holder)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout to the body; what has a stretch fills the height."""
        place = self.body.count() - 1
        if isinstance(item, QWidget):
            self.body.insertWidget(place, item, stretch)
        else:
            self.body.insertLayout(place, item, stretch)

    def set_footer(self, *buttons: Button, note: str = "") -> None:
        """Put buttons in the foot, the primary one last (at the right), and a note before them.

        Where the page is narrow, ordinary buttons with an icon show the icon alone.
        """
        inside = QWidget()
        FootLayout(inside, self._note, buttons)
        _keep_left(self._foot_row, inside)
        self.set_note(note)
        self._foot.show()

    def set_note(self, note: str) -> None:
        """Say something beside the buttons, such as what is missing before the next step."""
        self._note.setText(note)

    def show_message(self, text: str, tone: Tone = Tone.OK, detail: str = "") -> None:
        """Say what happened, under the header."""
        self.banner.show_message(text, tone, detail)

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong, what is safe, and what to do."""
        self.banner.show_message(error.what, Tone.BAD, error.rest)

    def offer_undo(self, text: str, undo: Callable[[], object] | None) -> None:
        """Say what was done, with a way back; Ctrl+Z on the page calls ``undo_bar.undo``."""
        self.undo_bar.offer(text, undo)

    def _lay_out(self, scrolls: bool) -> None:
        inside = QWidget()
        inside.setObjectName("scrollBody")
        inside.setMaximumWidth(WIDEST + 2 * MARGIN)
        margins = QVBoxLayout(inside)
        margins.setContentsMargins(MARGIN, GAP + 4, MARGIN, MARGIN)
        margins.addLayout(self.body)
        self.body.addItem(
            QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        )
        messages, below = QHBoxLayout(), QHBoxLayout()
        messages.setContentsMargins(MARGIN, 0, MARGIN, 0)
        below.setContentsMargins(MARGIN, 0, MARGIN, 8)
        _keep_left(messages, self.banner)
        _keep_left(below, self.undo_bar)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head)
        outer.addLayout(messages)
        outer.addWidget(self._scrolling(inside) if scrolls else inside, 1)
        outer.addLayout(below)
        outer.addWidget(self._foot)

    def _scrolling(self, inside: QWidget) -> QScrollArea:
        self.scroll_area = _PageArea(inside)
        return self.scroll_area


class _PageArea(QScrollArea):
    """Scrolls a page; its bar takes room from the margin, so that the right edges stay in line."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._share_margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_margin()

    @Slot()
    def _share_margin(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if inside is None or layout is None:
            return
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        wanted = min(WIDEST, self.width() - 2 * MARGIN)
        right = min(inside.maximumWidth(), self.width() - taken) - MARGIN - wanted
        margins = layout.contentsMargins()
        if margins.right() != right:
            layout.setContentsMargins(margins.left(), margins.top(), right, margins.bottom())


def _keep_left(row: QHBoxLayout, widget: QWidget) -> None:
    """Let a widget fill the page up to its widest, and stay at the left beyond that."""
    widget.setMaximumWidth(WIDEST)
    row.addWidget(widget, 1)
    row.addStretch(0)


def _foot() -> tuple[QWidget, QHBoxLayout]:
    foot = QWidget()
    foot.setObjectName("pageFooter")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(foot)
    row.setContentsMargins(MARGIN, 8, MARGIN, 20)
    foot.hide()
    return foot, row
