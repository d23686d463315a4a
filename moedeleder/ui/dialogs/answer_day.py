"""Asks by when an application or a matter for decision is to be answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField


class AnswerDayDialog(Dialog):
    """One day, typed or picked; the limit of the office stands there to begin with."""

    def __init__(
        self, due: date | None, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            QCoreApplication.translate("AnswerDayDialog", "Frist for svaret"),
            QCoreApplication.translate("AnswerDayDialog", "Gem fristen"),
            parent,
            text=QCoreApplication.translate(
                "AnswerDayDialog",
                "En afgørelse med begrundelse og klagevejledning følger særskilt.",
            ),
            object_name="answerDay",
            width=440,
        )
        self.day = DateField(today)
        self.day.setObjectName("answerDayField")
        self.day.set_value(due)
        self.use_form(Form()).add("formal_due", self.tr("Svar senest"), self.day)
        self.confirm_requested.connect(self._confirm)
        self.day.edit.setFocus()

    def _confirm(self) -> None:
        if self.day.value() is not None:
            self.accept()
        elif self.form is not None:
            self.form.set_error("formal_due", self.tr("Skriv en dag, fx 3.12.2026 eller fredag."))
