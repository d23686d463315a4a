"""An answer as it came, in a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.domain.answers import Answer
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.answer_view import AnswerView
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog


class AnswerDialog(Dialog):
    """Shows one answer whole."""

    def __init__(self, desk: Desk, answer: Answer, parent: QWidget | None = None) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("AnswerDialog", text)

        super().__init__(
            tr("Hele svaret"), tr("Luk"), parent, object_name="answerDialog", width=680
        )
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        view = AnswerView(desk, answer)
        view.saved.connect(lambda words: self.banner.show_message(words, Tone.OK))
        self.body.addWidget(view)
        self.confirm_button.setFocus()
