"""What can be done with a point while the meeting runs, as two small menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from moedeleder.domain.agenda import AgendaItem, Parked
from moedeleder.ui.shortcuts import Shortcut


class ParkMenu(QMenu):
    """Asks where a point that is put off shall go."""

    chosen = Signal(object)
    """A ``Parked``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("parkMenu")
        for name, text, where in (
            ("parkForNext", self.tr("Til næste møde"), Parked.NEXT_AGENDA),
            ("parkForFollowUp", self.tr("Til opfølgning"), Parked.FOLLOW_UP),
        ):
            action = QAction(text, self)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, to=where: self.chosen.emit(to))
            self.addAction(action)


class PointMenu(QMenu):
    """Offers to go to a point, move it, park it or take it up, and to limit who hears it."""

    go_requested = Signal(str)
    move_requested = Signal(str, int)
    park_requested = Signal(str, object)
    unpark_requested = Signal(str)
    limit_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pointMenu")
        self._id = ""
        go = self._line("goToPoint", self.tr("Gå til punktet"))
        go.triggered.connect(lambda: self.go_requested.emit(self._id))
        self._up = self._line("movePointUp", self._keyed(self.tr("Flyt op"), Shortcut.MOVE_UP))
        self._up.triggered.connect(lambda: self.move_requested.emit(self._id, -1))
        self._down = self._line(
            "movePointDown", self._keyed(self.tr("Flyt ned"), Shortcut.MOVE_DOWN)
        )
        self._down.triggered.connect(lambda: self.move_requested.emit(self._id, 1))
        self.addSeparator()
        self._parks = [
            self._park_line("pointToNext", self.tr("Parkér til næste møde"), Parked.NEXT_AGENDA),
            self._park_line("pointToFollowUp", self.tr("Parkér til opfølgning"), Parked.FOLLOW_UP),
        ]
        self._unpark = self._line("takePointUp", self.tr("Tag punktet frem igen"))
        self._unpark.triggered.connect(lambda: self.unpark_requested.emit(self._id))
        self.addSeparator()
        limit = self._line("pointFor", self.tr("Hvem må høre punktet?"))
        limit.triggered.connect(lambda: self.limit_requested.emit(self._id))

    def open_for(self, item: AgendaItem, count: int, place: QPoint) -> None:
        """Open the menu of a point among ``count`` at a place on the screen."""
        self._id = item.id
        self._up.setEnabled(item.position > 0)
        self._down.setEnabled(item.position < count - 1)
        for each in self._parks:
            each.setVisible(not item.is_parked)
        self._unpark.setVisible(item.is_parked)
        self.popup(place)
        self.setActiveAction(self.actions()[0])

    def _line(self, name: str, text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        self.addAction(action)
        return action

    def _park_line(self, name: str, text: str, where: Parked) -> QAction:
        action = self._line(name, text)
        action.triggered.connect(lambda: self.park_requested.emit(self._id, where))
        return action

    def _keyed(self, text: str, keys: Shortcut) -> str:
        return f"{text}\t{keys.keys}"
