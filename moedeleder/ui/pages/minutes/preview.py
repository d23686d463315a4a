"""The pages that will be sent, drawn while the minutes are written."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord
from moedeleder.services.labels import paper_label
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.minutes.fields import CalmCombo
from moedeleder.ui.texts import error_text
from moedeleder.ui.tokens import RADIUS_CARD, Tone, current_tokens
from moedeleder.ui.widgets.button import icon_button, secondary
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

IDLE_MS = 600
_A4_INCHES = 8.27
_A4_SHAPE = 297 / 210
_PPI_MOST = 220
Drawn = tuple[MinutesRecord, tuple[QImage, ...]]


class PageSheet(QWidget):
    """One page of paper: white in light and dark, as it is printed."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(name)

    def show_image(self, image: QImage, name: str) -> None:
        """Show another picture of the page."""
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def fit(self, width: int) -> None:
        """Take the height that belongs to a width in pixels."""
        shape = self._image.height() / max(1, self._image.width())
        self.setFixedSize(width, round(width * (shape or _A4_SHAPE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, QColor(Qt.GlobalColor.white))
        painter.drawImage(box, self._image)
        painter.setPen(QPen(QColor(current_tokens().border), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class PageList(QScrollArea):
    """Pages below each other; arrow keys scroll, Enter or a click wishes them large."""

    opened = Signal()
    resized = Signal()

    def __init__(self, object_name: str, widest: int) -> None:
        super().__init__()
        named(self, object_name)
        self._widest = widest
        self._sheets: list[PageSheet] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    @property
    def page_width(self) -> int:
        """How wide a page is, in pixels of the screen's layout."""
        return max(80, min(self._widest, self.viewport().width() - 4))

    def show_pages(self, images: tuple[QImage, ...]) -> None:
        """Show these pages; the place one has scrolled to stays."""
        while len(self._sheets) > len(images):
            sheet = self._sheets.pop()
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        for at, image in enumerate(images):
            name = self.tr("Side {0} af {1}").format(at + 1, len(images))
            if at < len(self._sheets):
                self._sheets[at].show_image(image, name)
            else:
                sheet = PageSheet(image, name)
                self._sheets.append(sheet)
                self._column.insertWidget(at, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(self.tr("Siderne, som de bliver: {0}").format(len(images)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wish the pages large on Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Wish the pages large on a click."""
        super().mouseReleaseEvent(event)
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(current_tokens().accent), 2))
            box = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.fit(self.page_width)


class PreviewPane(QWidget):
    """Draws the pages in the background: never in the way, the latest text wins."""

    large_requested = Signal()
    drawn = Signal()
    """The pages of the newest text are shown."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        title: str = "",
        name: str = "preview",
        widest: int = 760,
    ) -> None:
        super().__init__(parent)
        named(self, name, title)
        self._desk = desk
        self._view: MinutesView | None = None
        self._shown: tuple[MinutesRecord, int] | None = None
        self._paper = Paper.FULL
        self.choice = CalmCombo()
        named(self.choice, f"{name}Paper", self.tr("Hvilket papir"))
        for paper in Paper:
            self.choice.addItem(paper_label(paper), paper)
        self.choice.activated.connect(self._chosen)
        self._running = False
        self._again = False
        self.pages = PageList(f"{name}Pages", widest)
        self.count = muted("")
        self._large = icon_button("eye", self.tr("Se siderne stort"), f"{name}Large")
        self._trouble = WrapLabel("", tone=Tone.NEUTRAL)
        self._trouble.setObjectName(f"{name}Trouble")
        self._retry = secondary(self.tr("Prøv igen"), f"{name}Retry", compact=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._draw)
        self._large.clicked.connect(self.large_requested)
        self.pages.opened.connect(self.large_requested)
        self.pages.resized.connect(self._resized)
        self._retry.clicked.connect(self._draw)
        self._lay_out(title)

    @property
    def is_waiting(self) -> bool:
        """Whether newer pages are on their way."""
        return self._running or self._timer.isActive()

    def show_view(self, view: MinutesView) -> None:
        """Draw these minutes soon; the first time at once."""
        first = self._view is None or self._view.meeting.id != view.meeting.id
        self._view = view
        if first:
            self._timer.start(0)
        elif not self._timer.isActive():
            self._timer.start(IDLE_MS)

    def wait_more(self) -> None:
        """Hold back while somebody types."""
        self._timer.start(IDLE_MS)

    @property
    def paper(self) -> Paper:
        """Which of the papers made from the record is drawn."""
        return self._paper

    def show_paper(self, paper: Paper) -> None:
        """Draw another of the papers, now."""
        if paper is not self._paper:
            self._paper, self._shown = paper, None
            self.choice.setCurrentIndex(list(Paper).index(paper))
            self.show_now()

    def show_now(self) -> None:
        """Draw without waiting for the fingers to rest."""
        self._timer.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody saw it."""
        super().showEvent(event)
        self.show_now()

    def _resized(self) -> None:
        if self._shown is not None and self._ppi() > self._shown[1]:
            self._timer.start(IDLE_MS)

    def _ppi(self) -> int:
        pixels = self.pages.page_width * self.devicePixelRatioF()
        return min(_PPI_MOST, math.ceil(pixels / _A4_INCHES))

    def _draw(self) -> None:
        view, ppi, paper = self._view, self._ppi(), self._paper
        if view is None or not self.isVisible():
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        shown = self._shown

        def work() -> Drawn | None:
            return _drawn(self._desk, view, ppi, shown, paper)

        def done(drawn: Drawn | None) -> None:
            self._done(drawn, ppi, paper)

        self._desk.background.run(work, done, self._failed, self)

    def _done(self, drawn: Drawn | None, ppi: int, paper: Paper) -> None:
        self._running = False
        if paper is not self._paper:
            # Another paper was chosen meanwhile.
            self._draw()
            return
        if drawn is not None:
            record, images = drawn
            self._shown = (record, ppi)
            self.pages.show_pages(images)
            one, many = self.tr("1 side"), self.tr("{0} sider").format(len(images))
            self.count.setText(one if len(images) == 1 else many)
        self._say("", none=not self.pages.page_count)
        if self._again:
            self._draw()
        else:
            self.drawn.emit()

    def _failed(self, error: Exception) -> None:
        self._running = False
        if not isinstance(error, MoedelederError):
            raise error
        self._say(error_text(error).sentence)

    def _chosen(self, index: int) -> None:
        self.show_paper(list(Paper)[index])

    def _say(self, words: str, *, none: bool = False) -> None:
        empty = self.tr("Der er ingen side endnu. Skriv teksten nederst under Til læserne.")
        self._trouble.setText(words or (empty if none else ""))
        self._trouble.setVisible(bool(words or none))
        self._retry.setVisible(bool(words))
        self.pages.setVisible(not words and not none)
        # Without a title above the pages it stands nowhere: shown, it would be a window.
        self.count.setVisible(not none and self.count.parentWidget() is not None)
        self._large.setEnabled(not none)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if title:
            head = QHBoxLayout()
            head.addWidget(self.choice)
            head.addWidget(self.count, 1)
            head.addWidget(self._large)
            column.addLayout(head)
        else:
            self._large.hide()
            self.choice.hide()
        column.addWidget(self._trouble)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pages, 1)
        self._say("")

    def sizeHint(self) -> QSize:
        """Return the size of a small page."""
        return QSize(252, 400)


def _drawn(
    desk: Desk,
    view: MinutesView,
    ppi: int,
    shown: tuple[MinutesRecord, int] | None,
    paper: Paper,
) -> Drawn | None:
    """Return the record and its pages, or None where they are shown already; takes its time."""
    papers = desk.office.papers
    record = papers.record_of(view)
    if shown == (record, ppi):
        return None
    return record, tuple(QImage.fromData(page) for page in papers.pages(record, ppi, paper))
