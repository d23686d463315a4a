"""One reader's copy of the minutes, as it will be printed and sent."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.readers import Paper
from moedeleder.domain.text import shorten
from moedeleder.services.copies import CopyPreview
from moedeleder.services.labels import paper_label, possessive
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.preview import PageList
from moedeleder.ui.texts import error_text
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import APPLICATION_NAME
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME = 60
_A4_INCHES = 8.27
_PPI_MOST = 220
_WIDEST = 900
_SETTLED_MS = 300


class CopyDialog(QDialog):
    """Shows the pages of one person's papers, large; Esc closes."""

    def __init__(self, desk: Desk, copy: CopyPreview, words: str, parent: QWidget) -> None:
        """Show a copy.

        Args:
            words: what is in it and what is not, in one line.
        """
        super().__init__(parent)
        self.setObjectName("copyDialog")
        self.setWindowTitle(APPLICATION_NAME)
        self._desk, self._copy = desk, copy
        self._asked, self._ppi = 0, 0
        title = self.tr("{0} kopi").format(possessive(shorten(copy.name, _NAME)))
        self.setAccessibleName(title)
        self.banner = Banner()
        self.pages = PageList("copyPages", _WIDEST)
        self._paper = Choice((paper_label(each), each) for each in copy.papers)
        self._paper.setObjectName("copyPaper")
        self._paper.setAccessibleName(self.tr("Hvilket papir?"))
        self._waiting = WrapLabel(self.tr("Siderne bliver tegnet."), tone=Tone.NEUTRAL)
        self._lay_out(title, words)
        self._paper.chosen.connect(lambda _paper: self._draw())
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._draw_sharper)
        self.pages.resized.connect(self._settled.start)
        window = parent.window().size()
        self.resize(min(960, round(window.width() * 0.85)), round(window.height() * 0.94))
        self.pages.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the pages once it is known how wide they are."""
        super().showEvent(event)
        self._draw()

    def _lay_out(self, title: str, words: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(8)
        heading = Label(title, TextRole.LARGE)
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addWidget(WrapLabel(words, tone=Tone.NEUTRAL))
        column.addWidget(self._paper)
        self._paper.setVisible(len(self._copy.papers) > 1)
        column.addWidget(self.banner)
        column.addWidget(self._waiting)
        column.addWidget(self.pages, 1)
        close = secondary(self.tr("Luk"), "closeCopy")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)

    def _draw_sharper(self) -> None:
        if self.isVisible() and self._wanted_ppi() > self._ppi:
            self._draw()

    def _wanted_ppi(self) -> int:
        pixels = self.pages.page_width * self.devicePixelRatioF()
        return min(_PPI_MOST, math.ceil(pixels / _A4_INCHES))

    def _draw(self) -> None:
        self._asked += 1
        self._ppi = ppi = self._wanted_ppi()
        paper: Paper = self._paper.value()
        asked, copy, copies = self._asked, self._copy, self._desk.office.copies

        def work() -> tuple[QImage, ...]:
            return tuple(QImage.fromData(page) for page in copies.pages(copy, paper, ppi))

        self._waiting.show()
        self._desk.background.run(
            work, lambda images: self._drawn(asked, images), self._failed, self
        )

    def _drawn(self, asked: int, images: tuple[QImage, ...]) -> None:
        # Somebody may have chosen another paper meanwhile: the latest wins.
        if asked == self._asked:
            self._waiting.hide()
            self.banner.dismiss()
            self.pages.show_pages(images)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MoedelederError):
            raise error
        self._waiting.hide()
        said = error_text(error)
        self.banner.show_message(said.what, Tone.BAD, said.rest)
