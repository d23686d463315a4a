"""The promises of a meeting after it: who, by when, and whether it was kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel


class PromiseRow(QWidget):
    """One promise: what, who and when, with a tick for "Holdt"."""

    kept_requested = Signal(str, bool)

    def __init__(self, promise: Promise) -> None:
        super().__init__()
        self._id = promise.id
        self._what = WrapLabel("", TextRole.STRONG)
        self._who = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._late = Pill(self.tr("over tiden"), Tone.WARN, "clock")
        self.kept = QCheckBox(self.tr("Holdt"))
        self.kept.setObjectName(f"kept-{promise.id}")
        self.kept.clicked.connect(lambda done: self.kept_requested.emit(self._id, done))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._who)
        row = QHBoxLayout(self)
        row.setContentsMargins(ROW_MARGIN, 9, 12, 9)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._late, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_promise(self, promise: Promise, today: date) -> None:
        """Show the promise as it is now."""
        due = self.tr("senest {0}").format(short_date(promise.due)) if promise.due else ""
        self._what.setText(promise.what)
        self._who.setText(" · ".join(filter(None, (promise.owner_label, due))))
        self.kept.setChecked(promise.kept_at is not None)
        self.kept.setAccessibleName(self.tr("Holdt: {0}").format(promise.what[:200]))
        late = promise.kept_at is None and promise.due is not None and promise.due < today
        self._late.setVisible(late)


class PromisesCard(Card):
    """The promises in the order of the minutes."""

    kept_requested = Signal(str, bool)
    """A promise's id, and whether it was kept."""

    def __init__(self) -> None:
        self._count = muted("")
        super().__init__(self.tr("Aftaler"), self._count, object_name="promisesCard")
        self._lines: dict[str, PromiseRow] = {}
        self._empty = False

    def show_meeting(self, meeting: Meeting, today: date) -> None:
        """Show the promises as they are now; rows that stay keep their focus."""
        ids = [promise.id for promise in meeting.promises]
        if ids != list(self._lines) or (not ids and not self._empty):
            self._rebuild(meeting)
        for promise in meeting.promises:
            self._lines[promise.id].show_promise(promise, today)
        kept = sum(promise.kept_at is not None for promise in meeting.promises)
        words = self.tr("{0} af {1} holdt").format(kept, len(ids))
        self._count.setText(words if ids else "")

    def _rebuild(self, meeting: Meeting) -> None:
        self.clear()
        self._lines = {}
        self._empty = not meeting.promises
        for promise in meeting.promises:
            row = PromiseRow(promise)
            row.kept_requested.connect(self.kept_requested)
            self._lines[promise.id] = row
            self.add_row(row)
        if self._empty:
            none = WrapLabel(self.tr("I lavede ingen aftaler på mødet."), tone=Tone.NEUTRAL)
            self.add(none)
