"""The dialog that marks a passage of finished minutes as no longer relevant."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import MinutesVersion
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.round_dialogs import reason_field
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.passage_picker import PassagePicker


class RetireDialog(Dialog):
    """Asks for the passage and the reason; the text stays, and the mark is for good."""

    def __init__(
        self, desk: Desk, meeting: Meeting, version: MinutesVersion, parent: QWidget | None = None
    ) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("RetireDialog", text)

        super().__init__(
            tr("Ikke længere aktuel"),
            tr("Markér stykket"),
            parent,
            text=tr(
                "Teksten bliver stående. Mærket står ved den i alle kopier fra nu af, "
                "med dato og dit navn. Det kan ikke fjernes igen."
            ),
            object_name="retireDialog",
            width=680,
        )
        self._desk, self._meeting, self._number = desk, meeting, version.number
        self._picker = PassagePicker(version.record, with_whole=False)
        self._reason = reason_field()
        form = self.use_form(Form())
        form.add_widget(self._picker)
        hint = self.tr("F.eks. at en mistanke er undersøgt, og at den ikke holdt.")
        form.add("reason", self.tr("Hvorfor er det ikke længere aktuelt?"), self._reason, hint)
        self.confirm_requested.connect(self._mark)
        self._picker.begin()

    def _mark(self) -> None:
        retiring, meeting_id, number = self._desk.office.retiring, self._meeting.id, self._number
        part, place = self._picker.part, self._picker.place
        reason = self._reason.toPlainText()
        perform(
            self,
            lambda: retiring.mark(meeting_id, number, part, place, reason),
            success=lambda _marks: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, ids=(meeting_id,)),
        )
