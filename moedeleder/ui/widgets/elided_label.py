"""One line that gives way: what does not fit ends in an ellipsis, the whole is in the tooltip."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.label import Label

_MEASURED = 400
"""Characters measured at most: more never fits, and measuring 10,000 would cost a frame."""
_TOOLTIP = 1000
_A_FEW = 12
"""Fewer letters than these tell nothing."""


class ElidedLabel(Label):
    """A single line cut to its width, with the full text as tooltip and for screen readers."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        tone: Tone | None = None,
        parent: QWidget | None = None,
        *,
        italic: bool = False,
        all_or_much: bool = False,
    ) -> None:
        """Make the line; ``all_or_much`` shows nothing where only a few letters have room."""
        self._full, self._all_or_much = "", all_or_much
        super().__init__("", role, tone, parent, italic=italic)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text`` on one line."""
        self._full = text
        super().setText(" ".join(text[:_MEASURED].split()))
        self.setAccessibleName(text)
        self._update_tooltip()
        self.updateGeometry()

    @property
    def full_text(self) -> str:
        """The text as it was given."""
        return self._full

    def shown_text(self) -> str:
        """Return what fits in the width now."""
        width = self.contentsRect().width()
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        is_scrap = shown != self.text() and len(shown) <= _A_FEW
        return "" if self._all_or_much and is_scrap else shown

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters, so that a row can shrink."""
        hint = super().minimumSizeHint()
        few = QFontMetrics(self.font()).horizontalAdvance("mmm…")
        return QSize(min(few, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the tooltip only where something is hidden."""
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line; text that runs from right to left starts at the right."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        align = QStyle.visualAlignment(self._direction(), self.alignment())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine),
            option.palette,
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def _direction(self) -> Qt.LayoutDirection:
        strong = next(
            (c for c in self.text() if unicodedata.bidirectional(c) in ("L", "R", "AL")), "a"
        )
        rtl = unicodedata.bidirectional(strong) in ("R", "AL")
        return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight

    def _update_tooltip(self) -> None:
        hidden = self.shown_text() != self._full
        text = self._full if len(self._full) <= _TOOLTIP else self._full[:_TOOLTIP] + "…"
        self.setToolTip(plain_tooltip(text) if hidden else "")


def plain_tooltip(text: str) -> str:
    """Return ``text`` so that Qt's tooltip wraps it and shows markup as the text it is."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if escaped else ""
