"""What a search found: a list that grows as somebody goes down in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from moedeleder.domain.search import SearchHit
from moedeleder.ui.pages.search.hit_delegate import HIT_ROLE, HitDelegate
from moedeleder.ui.pages.search.words import spoken

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class HitModel(QAbstractListModel):
    """Holds the places found so far, and asks for more when the end is seen."""

    more_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[SearchHit] = []
        self._has_more = False

    def show_hits(self, hits: Sequence[SearchHit], *, more: bool) -> None:
        """Show these instead; ``more`` tells that there are others after them."""
        self.beginResetModel()
        self._hits, self._has_more = list(hits), more
        self.endResetModel()

    def add_hits(self, hits: Sequence[SearchHit], *, more: bool) -> None:
        """Show these after the others."""
        self._has_more = more
        if hits:
            first = len(self._hits)
            self.beginInsertRows(_TOP, first, first + len(hits) - 1)
            self._hits += hits
            self.endInsertRows()

    def hit(self, row: int) -> SearchHit | None:
        """Return the place in a row, if there is one."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many places are shown."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a place, or all it says for a screen reader."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        wordy = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return spoken(hit) if role in wordy else None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Return whether there are places that are not shown yet."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        """Ask for more, once."""
        self._has_more = False
        self.more_requested.emit()


class HitList(QListView):
    """Shows the places; a click or Enter goes to one."""

    hit_requested = Signal(object)
    """The ``SearchHit`` somebody wants to see in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchHits")
        self.setAccessibleName(self.tr("Steder i referater"))
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place that is marked on Enter; Ctrl+Enter is the page's."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Take the keyboard, at the first place where none is marked."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.hits.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        hit = self.hits.hit(index.row())
        if hit is not None:
            self.hit_requested.emit(hit)
