"""The dialog that marks a passage of finished minutes as no longer relevant."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import MinutesVersion
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.round_dialogs import reason_field
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.passage_picker import PassagePicker
from moedeleder.ui.widgets.wrap_label import WrapLabel

_SHOWN = 300


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
                "med dato og dit navn."
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
        self._chosen = WrapLabel("", TextRole.LARGE)
        self._chosen.setObjectName("retireWords")
        self.body.addWidget(self._chosen)
        self.body.addWidget(WrapLabel(tr("Det kan ikke tages tilbage."), TextRole.STRONG))
        self._picker.picked.connect(self._show_chosen)
        self._show_chosen()
        self.confirm_requested.connect(self._mark)
        self._picker.begin()

    def done_text(self) -> str:
        """Return what was done, e.g. ``Mærket som ikke længere aktuelt: ”…”``."""
        words = shorten(self._picker.place, _SHOWN)
        return self.tr("Mærket som ikke længere aktuelt: ”{0}”").format(words)

    def _show_chosen(self) -> None:
        words = self._picker.place
        self._chosen.setText(f"”{shorten(words, _SHOWN)}”" if words else "")
        self._chosen.setVisible(bool(words))
        self.confirm_button.setEnabled(bool(words))

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
