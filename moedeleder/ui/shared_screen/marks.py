"""The pieces of the picture: what is drawn where, so that only what changed is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from moedeleder.ui.shared_screen.text_block import TextBlock

_CARET_ROOM = 8


@dataclass(frozen=True)
class Mark:
    """A text, or a bar where there is no text; ``in_body`` ones are cut where the body ends."""

    x: int
    y: int
    width: int
    height: int
    colour: str
    block: TextBlock | None = None
    has_caret: bool = False
    in_body: bool = False
    outlined: bool = False

    @property
    def rect(self) -> QRect:
        """What the mark can touch."""
        return QRect(self.x, self.y, self.width + _CARET_ROOM, self.height)

    def draw(self, painter: QPainter) -> None:
        """Draw the text or the bar."""
        colour = QColor(self.colour)
        if self.block is None:
            painter.setPen(colour if self.outlined else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if self.outlined else colour)
            radius = self.height / 2
            painter.drawRoundedRect(self.x, self.y, self.width, self.height, radius, radius)
            return
        self.block.draw(painter, self.x, self.y, colour)
        if self.has_caret:
            self.block.draw_caret(painter, self.x, self.y, colour)


def words_at(
    block: TextBlock,
    x: int,
    y: int,
    colour: str,
    *,
    in_body: bool = False,
    has_caret: bool = False,
) -> Mark:
    """Return a text with its upper left corner at ``x, y``."""
    return Mark(x, y, block.width, block.height, colour, block, has_caret, in_body)


@dataclass(frozen=True)
class Picture:
    """All marks of one sheet at one size; ``body`` is where the rows live."""

    width: int = 0
    height: int = 0
    marks: tuple[Mark, ...] = ()
    body: QRect = field(default_factory=QRect)
    fades: bool = False

    def changed_since(self, before: Picture) -> QRegion:
        """Return what must be drawn again."""
        whole = QRegion(0, 0, self.width, self.height)
        if (self.width, self.height, self.body) != (before.width, before.height, before.body):
            return whole
        region = QRegion()
        for mark in _odd(self.marks, before.marks):
            region = region.united(mark.rect)
        return region.united(self.body) if self.fades != before.fades else region


def _odd(one: Sequence[Mark], other: Sequence[Mark]) -> list[Mark]:
    """Return the marks that are in one and not in the other."""
    return [m for m in one if m not in other] + [m for m in other if m not in one]
