"""The rest of a line of the action plan: worry, need, goal, and the sign that it works."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Promise, PromiseDraft
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.fields import CellEdit
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.label import Label

_LABEL_COLUMNS = 12
_OFFERED = 90
_MOST = 12


class ChainFields(QWidget):
    """A few named cells below each other."""

    def __init__(self, fields: Iterable[tuple[str, CellEdit]]) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnStretch(1, 1)
        for name, cell in fields:
            self.add(name, cell)

    def add(self, name: str, field: QWidget) -> None:
        """Add a field with its name to the left of it."""
        label = Label(name, TextRole.SMALL, Tone.NEUTRAL)
        letter = QFontMetricsF(label.font()).averageCharWidth()
        label.setFixedWidth(round(letter * _LABEL_COLUMNS))
        label.setContentsMargins(0, 8, 0, 0)
        at = self.grid.rowCount()
        self.grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(field, at, 1, Qt.AlignmentFlag.AlignTop)


class Chain(QWidget):
    """Why a promise is made, above its own line; how one sees that it works stands in ``sign``."""

    edited = Signal()
    finished = Signal()

    def __init__(self, row_id: str) -> None:
        super().__init__()
        worry, need = self.tr("Hvad bekymrer jer?"), self.tr("Hvad har barnet brug for?")
        self.worry = CellEdit(f"worry-{row_id}", self.tr("Bekymring"), worry)
        self.need = CellEdit(f"need-{row_id}", self.tr("Behov"), need)
        self.goal = CellEdit(f"goal-{row_id}", self.tr("Mål"), self.tr("Hvad skal I kunne se?"))
        name = self.tr("Tegn på, at det virker")
        self.sign = CellEdit(f"sign-{row_id}", name, self.tr("Hvad viser, at det virker?"))
        self.pick = quiet(self.tr("Vælg fra mødet"), f"pickWorry-{row_id}", "chevron-down")
        self.menu = QMenu(self)
        self._worries: tuple[str, ...] = ()
        self._lay_out()
        for cell in self.cells():
            cell.edited.connect(self.edited)
            cell.finished.connect(self.finished)
        self.pick.clicked.connect(self._open_menu)
        self.worry.textChanged.connect(self._show_offer)
        self.pick.hide()

    def cells(self) -> tuple[CellEdit, ...]:
        """Return the fields from the worry to the sign."""
        return (self.worry, self.need, self.goal, self.sign)

    def first_empty(self) -> CellEdit:
        """Return the first field where nothing stands, else the first."""
        return next((cell for cell in self.cells() if not cell.text()), self.worry)

    def offer(self, worries: tuple[str, ...]) -> None:
        """Offer the worries of the meeting to pick from."""
        self._worries = worries
        self._show_offer()

    def show_promise(self, promise: Promise, old: PromiseDraft) -> None:
        """Show what is saved, except where something else than ``old`` is being written."""
        for name, cell in self._by_name().items():
            if cell.text() == getattr(old, name):
                cell.set_text(getattr(promise, name))

    def reset(self, promise: Promise) -> None:
        """Show what is saved, whatever stands here."""
        for name, cell in self._by_name().items():
            cell.set_text(getattr(promise, name))

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, by the names of a ``PromiseDraft``."""
        return {name: cell.text() for name, cell in self._by_name().items()}

    def _show_offer(self) -> None:
        self.pick.setVisible(bool(self._worries) and not self.worry.text())

    def _by_name(self) -> dict[str, CellEdit]:
        return {"worry": self.worry, "need": self.need, "goal": self.goal, "sign": self.sign}

    def _open_menu(self) -> None:
        self.menu.clear()
        for words in self._worries[:_MOST]:
            action = self.menu.addAction(shorten(words, _OFFERED).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, each=words: self._take(each))
        self.menu.popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))

    def _take(self, words: str) -> None:
        self.worry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.worry.set_text(words)
        self.finished.emit()

    def _lay_out(self) -> None:
        fields = ChainFields([(self.tr("Bekymring"), self.worry)])
        fields.grid.addWidget(self.pick, fields.grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        fields.add(self.tr("Behov"), self.need)
        fields.add(self.tr("Mål"), self.goal)
        self.below = ChainFields([(self.tr("Tegn"), self.sign)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(fields)
