"""The dialog that asks who may hear a point."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.labels import person_role
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.checklist import CheckItem, Checklist, CheckRow
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.wrap_label import WrapLabel

_SHOWN = 80


class LimitPointDialog(Dialog):
    """Lets the chair tick who may hear a point; everybody ticked means that it is open."""

    def __init__(self, meeting: Meeting, item: AgendaItem, parent: QWidget | None = None) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("LimitPointDialog", text)

        super().__init__(
            tr("Hvem må høre punktet?"),
            tr("Gem"),
            parent,
            text=tr(
                "Sæt kryds ved dem, der må være med. Vi minder dig om det, hvis andre er i rummet. "
                "Imens er punktet skjult på skærmen til alle."
            ),
            object_name="limitPointDialog",
        )
        self.item_id = item.id
        self._people = [each.person for each in meeting.attendees]
        title = WrapLabel(shorten(" ".join(item.title.split()), 160), tone=Tone.NEUTRAL)
        self.body.addWidget(title)
        self.list = Checklist(
            CheckItem(
                person.id,
                shorten(f"{person.name} · {person_role(person)}", _SHOWN),
                not item.is_limited or person.id in item.only_for,
            )
            for person in self._people
        )
        self.list.setObjectName("limitPeople")
        self.list.setAccessibleName(tr("Hvem må høre punktet?"))
        self.body.addWidget(self.list)
        everybody = quiet(tr("Alle må høre det"), "everybodyMayHear", "people")
        everybody.clicked.connect(self._tick_all)
        self.footer.insertWidget(0, everybody)
        self.list.tick_requested.connect(lambda _key, _done: self._judge())
        self._judge()
        for row in self._rows():
            row.installEventFilter(self)
        for row in self._rows()[:1]:
            row.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of those who may hear it; empty when everybody may."""
        ticked = tuple(row.item_id for row in self._rows() if row.isChecked())
        return () if len(ticked) == len(self._people) else ticked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save on Enter, also where a tick has the keyboard; Space ticks."""
        is_press = event.type() == QEvent.Type.KeyPress and isinstance(watched, CheckRow)
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_press and isinstance(event, QKeyEvent) and event.key() in enters:
            self.confirm_button.click()
            return True
        return super().eventFilter(watched, event)

    def _rows(self) -> tuple[CheckRow, ...]:
        return self.list.rows

    def _tick_all(self) -> None:
        for row in self._rows():
            row.setChecked(True)
        self._judge()

    def _judge(self) -> None:
        # Nobody ticked would mean everybody: that is never meant.
        self.confirm_button.setEnabled(any(row.isChecked() for row in self._rows()))
