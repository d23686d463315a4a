"""A surface that holds things that belong together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from moedeleder.ui.tokens import GAP, RADIUS_CARD, current_tokens
from moedeleder.ui.widgets.label import Label, section_title

FAMILY_BAR = 4
_EDGE = 2
ROW_MARGIN = GAP - _EDGE
"""At the sides of a row: with the card's edge, the words stand 16 px in, as its heading does."""


class Surface(QWidget):
    """A rounded box with an edge, and room for the family's bar and a selected ring."""

    def __init__(self, parent: QWidget | None = None, *, family: bool = False) -> None:
        super().__init__(parent)
        self._family = family
        self._selected = self._quiet = False

    @property
    def is_selected(self) -> bool:
        """Whether the ring is on."""
        return self._selected

    def set_family(self, family: bool) -> None:
        """Show or hide the bar of the family's colour; a word must say it as well."""
        self._family = family
        self.update()

    def set_quiet(self, quiet: bool) -> None:
        """Show or hide a tint and a broken edge that set it apart; a word must say why."""
        self._quiet = quiet
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Show or hide the ring around the whole."""
        self._selected = selected
        self.update()

    def event(self, event: QEvent) -> bool:
        """Repaint when focus comes or goes inside, since the ring shows it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface, the bar and the ring."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        # The ring shows what is chosen; where the keyboard is must be seen as well.
        ground = tokens.surface2 if self._quiet else tokens.surface
        if self.hasFocus():
            ground = tokens.accent_soft
        painter.fillPath(shape, QColor(ground))
        if self._family:
            bar = QPainterPath()
            bar.addRect(QRectF(box.left(), box.top(), FAMILY_BAR, box.height()))
            painter.fillPath(shape.intersected(bar), QColor(tokens.family_bar))
        ring = self._selected or self.hasFocus()
        inset = 0.0 if ring else 0.5
        pen = QPen(QColor(tokens.accent if ring else tokens.border), 2 if ring else 1)
        if self._quiet:
            # The tint is faint in the dark: the edge tells it apart as well.
            pen = QPen(QColor(tokens.text2), 2 if ring else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = box.adjusted(-inset, -inset, inset, inset)
        if self._family and not ring:
            painter.setClipRect(QRectF(box.left() + FAMILY_BAR, 0, self.width(), self.height()))
        painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)


class Line(QFrame):
    """A thin line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        self.setFixedHeight(1)


class Card(Surface):
    """A titled surface: a heading with something at its right, and a body below.

    Put rows edge to edge with ``add_row`` (a line between each) or things with margins in
    ``body``.
    """

    def __init__(
        self,
        title: str = "",
        trailing: QWidget | None = None,
        parent: QWidget | None = None,
        *,
        family: bool = False,
        object_name: str = "",
    ) -> None:
        super().__init__(parent, family=family)
        self.setObjectName(object_name)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(_EDGE, 1, _EDGE, 1)
        self._outer.setSpacing(0)
        self._title: Label | None = None
        if title or trailing is not None:
            self._outer.addLayout(self._heading(title, trailing))
        if title:
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        """Where the content goes, inside the card's margins."""
        top = 4 if title or trailing is not None else GAP - 2
        self.body.setContentsMargins(ROW_MARGIN, top, ROW_MARGIN, GAP - 2)
        self.body.setSpacing(8)
        self._rows = 0
        self._outer.addLayout(self.body)
        # A card taller than its content keeps the content at its top.
        self._outer.addStretch(0)

    def set_title(self, title: str) -> None:
        """Change the heading of a card that was made with one."""
        if self._title is not None:
            self._title.setText(title)
            self.setAccessibleName(title)

    def add(self, item: QWidget | QLayout) -> None:
        """Add a widget or a layout to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def add_row(self, row: QWidget) -> None:
        """Add a row across the whole card, with a line above it; the row brings its margins."""
        if self._rows == 0:
            self._outer.setContentsMargins(_EDGE, 1, _EDGE, 4)
            self.body.setContentsMargins(0, 0, 0, 0)
            self.body.setSpacing(0)
        if self._rows or self._title is not None:
            self.body.addWidget(Line())
        self.body.addWidget(row)
        self._rows += 1

    def clear(self) -> None:
        """Take everything out of the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = 0

    def _heading(self, title: str, trailing: QWidget | None) -> QHBoxLayout:
        heading = QHBoxLayout()
        heading.setContentsMargins(ROW_MARGIN, 12, ROW_MARGIN, 12)
        self._title = section_title(title)
        heading.addWidget(self._title, 1)
        if trailing is not None:
            heading.addWidget(trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        return heading
