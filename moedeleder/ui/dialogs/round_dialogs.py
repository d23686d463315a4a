"""The small dialogs of the round of corrections: why not, until when, and why a new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from moedeleder.domain.corrections import Correction
from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.pages.follow_up.round.correction_box import CorrectionBox
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField

_LINES = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundDialogs", text)


def reason_field(words: str = "") -> QPlainTextEdit:
    """Return a field of a few lines for a reason; Tab leaves it."""
    field = QPlainTextEdit(words)
    field.setTabChangesFocus(True)
    field.setFixedHeight(_LINES * field.fontMetrics().lineSpacing())
    return field


class RefuseCorrectionDialog(Dialog):
    """Asks why something is not corrected; whoever asked for it reads the reason."""

    def __init__(self, view: RoundView, said: Correction, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Ret ikke"),
            _tr("Gem svaret"),
            parent,
            object_name="refuseCorrectionDialog",
            width=600,
        )
        self.said = said
        self.body.addWidget(CorrectionBox(view, said, can_decide=False))
        self._reason = reason_field(said.reason)
        number = view.version.number + 1
        told = self.tr(
            "De får grunden at vide. Deres egne ord kommer til at stå i version {0}, "
            "ved det sted, de handler om."
        )
        form = self.use_form(Form())
        form.add("reason", self.tr("Hvorfor rettes det ikke?"), self._reason, told.format(number))
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.toPlainText()


class MoveUntilDialog(Dialog):
    """Asks for another day by which people can answer."""

    def __init__(
        self, until: date, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _tr("Flyt fristen"), _tr("Flyt fristen"), parent, object_name="moveUntilDialog"
        )
        self._day = DateField(today)
        self._day.set_value(until)
        told = self.tr("Brevet med den gamle frist er sendt. Fortæl selv om den nye.")
        self.use_form(Form()).add("until", self.tr("Sidste dag for svar"), self._day, told)
        self._day.setFocus()

    @property
    def until(self) -> date | None:
        """The day; None while none can be read."""
        return self._day.value()


class VersionReasonDialog(Dialog):
    """Asks why there is a next version, before it is sent."""

    def __init__(self, number: int, offer: str, parent: QWidget | None = None) -> None:
        title = _tr("Hvorfor er der en version {0}?").format(number)
        super().__init__(
            title,
            _tr("Gå til afsendelse"),
            parent,
            object_name="versionReasonDialog",
            width=600,
        )
        self._reason = reason_field(offer)
        told = self.tr(
            "Alle, der får referatet, læser grunden. Den står øverst. "
            "Skriv ikke noget, som kun nogle af dem må vide."
        )
        self.use_form(Form()).add("reason", self.tr("Grunden"), self._reason, told)
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.toPlainText().strip()
