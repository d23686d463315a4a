"""The letterbox (*brevsprække*): a mail or a form dropped anywhere on the window is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel

_MOST_FILES = 50


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that are being dragged; text and web pages are none."""
    urls = [url for url in data.urls() if url.isLocalFile()]
    return tuple(Path(url.toLocalFile()) for url in urls[:_MOST_FILES])


class Letterbox(QObject):
    """Watches for files dragged over a widget, and tells which were let go.

    It looks before the fields do: a field would else write the file's name into the text.
    """

    dropped = Signal(object)
    """A tuple of paths."""

    def __init__(self, room: QWidget, is_open: Callable[[], bool]) -> None:
        super().__init__(room)
        self._room, self._is_open = room, is_open
        self._sign = _Sign(room)
        # Without it Qt tells nobody of a drag that no field inside takes.
        room.setAcceptDrops(True)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags of files over the room; everything else goes its way."""
        kind = event.type()
        if kind is QEvent.Type.DragLeave and watched is self._room.window().windowHandle():
            self._sign.hide()
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        if not self._is_here(watched) or not dropped_files(event.mimeData()):
            return False
        return self._took(event)

    def _is_here(self, watched: QObject) -> bool:
        """Whether it is over the room itself, not over a dialog that stands before it."""
        if not isinstance(watched, QWidget) or not self._is_open():
            return False
        here = watched is self._room or self._room.isAncestorOf(watched)
        return here and QApplication.activeModalWidget() is None

    def _took(self, event: QDragEnterEvent | QDragMoveEvent | QDropEvent) -> bool:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        let_go = event.type() is QEvent.Type.Drop
        self._sign.hide() if let_go else self._sign.show_over(self._room)
        if let_go:
            self.dropped.emit(dropped_files(event.mimeData()))
        return True


class _Sign(Surface):
    """Says what will happen when the files are let go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("letterboxSign")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(12)
        # The ring lifts it off whatever page lies below.
        self.set_selected(True)
        row.addWidget(IconLabel("arrow-down", Tone.ACCENT))
        words = self.tr("Slip her, så tager Mødeleder svaret ind.")
        row.addWidget(WrapLabel(words, TextRole.STRONG), 1)
        self.hide()

    def show_over(self, room: QWidget) -> None:
        """Show it in the middle of the room."""
        if self.isVisible():
            return
        self.resize(min(420, room.width()), self.sizeHint().height())
        self.move(room.rect().center() - self.rect().center())
        self.raise_()
        self.show()
