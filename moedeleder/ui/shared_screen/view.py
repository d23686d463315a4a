"""The picture on the screen for all: painted by hand, so that it is the same on every wall."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.shared_screen.layout import Measures, lay_out
from moedeleder.ui.shared_screen.marks import Picture
from moedeleder.ui.shared_screen.rows import Places
from moedeleder.ui.shared_screen.sheet import Sheet
from moedeleder.ui.tokens import LIGHT

_DARK = "#000000"


class SharedView(QWidget):
    """Shows a sheet, always dark on light; only what changed is drawn again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sharedView")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._sheet, self._time = Sheet(), ""
        self._is_dark = False
        self._places = Places()
        self._picture = Picture()

    @property
    def sheet(self) -> Sheet:
        """What stands on the screen, whether it is dark or not."""
        return self._sheet

    @property
    def time(self) -> str:
        """What stands in the upper right corner."""
        return self._time

    @property
    def is_dark(self) -> bool:
        """Whether nothing is to be seen."""
        return self._is_dark

    def show_sheet(self, sheet: Sheet, time: str) -> None:
        """Show a sheet and the time; what people are reading stays where it is."""
        if (sheet, time) != (self._sheet, self._time):
            self._sheet, self._time = sheet, time
            self._compose()
            self._tell()

    def set_dark(self, dark: bool) -> None:
        """Show nothing at all, or the sheet again."""
        if dark != self._is_dark:
            self._is_dark = dark
            self.update()
            self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the words for the new size."""
        super().resizeEvent(event)
        self._compose()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what changed."""
        painter = QPainter(self)
        if self._is_dark:
            painter.fillRect(event.rect(), QColor(_DARK))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(LIGHT.surface))
        self._draw(painter, event.rect(), in_body=False)
        painter.setClipRect(self._picture.body, Qt.ClipOperation.IntersectClip)
        self._draw(painter, event.rect(), in_body=True)
        if self._picture.fades:
            self._fade(painter)

    def _draw(self, painter: QPainter, dirty: QRect, *, in_body: bool) -> None:
        for mark in self._picture.marks:
            if mark.in_body == in_body and mark.rect.intersects(dirty):
                mark.draw(painter)

    def _fade(self, painter: QPainter) -> None:
        """Let what goes out at the top go softly."""
        body = self._picture.body
        high = Measures(self.width(), self.height()).px(34)
        clear = QColor(LIGHT.surface)
        clear.setAlpha(0)
        ramp = QLinearGradient(0, body.top(), 0, body.top() + high)
        ramp.setColorAt(0, QColor(LIGHT.surface))
        ramp.setColorAt(1, clear)
        painter.fillRect(body.left(), body.top(), body.width(), high, ramp)

    def _compose(self) -> None:
        before = self._picture
        self._picture = lay_out(self._sheet, self._time, self.width(), self.height(), self._places)
        if not self._is_dark:
            self.update(self._picture.changed_since(before))

    def _tell(self) -> None:
        # Only the inside says what stands there; the window's own name says nothing of anybody.
        self.setAccessibleName("" if self._is_dark else self._sheet.spoken)
