"""What the send dialog is made of, and which of it is seen before, while and after."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


class SendParts:
    """Holds the widgets of the send dialog; it decides itself what they say."""

    def __init__(self, dialog: Dialog) -> None:
        self.words = WrapLabel("")
        self.words.setObjectName("sendSummary")
        self.detail = WrapLabel("", tone=Tone.NEUTRAL)
        self.detail.setObjectName("sendDetail")
        self.changed = WrapLabel("")
        self.changed.setObjectName("sendChanges")
        self.progress_text = muted("")
        self.progress_text.setObjectName("sendProgressText")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setObjectName("sendProgress")
        self.progress.setAccessibleName(_tr("Så langt er afsendelsen"))
        self.before = BeforeList()
        self.results = Card(object_name="sentLetters")
        self.save_copy = secondary(_tr("Gem kopi til print"), "saveCopy", "printer")
        self.print = secondary(_tr("Print breve…"), "printLetters", "printer")
        self.digital = secondary(_tr("Digital Post…"), "digitalPost", "document")
        self.see_mail = secondary(_tr("Se mailen"), "seeMail", "eye", compact=True)
        self.who_gets = secondary(_tr("Hvem får hvad"), "sendWhoGets", "people", compact=True)
        self.stop = secondary(_tr("Stop"), "sendStop", "stop")
        self._lay_out(dialog)

    def show_before(self) -> None:
        """Show what is read before letters leave."""
        for widget in (self.words, self.detail, self.before):
            widget.show()
        gone: tuple[QWidget, ...] = (self.results, self.save_copy, self.print, self.digital)
        for each in gone:
            each.hide()

    def show_work(self, words: str) -> None:
        """Show that it is being worked; nothing else can be begun meanwhile."""
        for button in (self.see_mail, self.who_gets, self.save_copy, self.print, self.digital):
            button.hide()
        self.before.setEnabled(False)
        self.results.setEnabled(False)
        self.stop.setEnabled(True)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.progress_text.setText(words)
        self.progress_text.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many letters of how many are done."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress_text.setText(_tr("{0} af {1}").format(done, total))

    def work_over(self) -> None:
        """Take the progress away."""
        for widget in (self.progress, self.progress_text, self.stop):
            widget.hide()
        self.before.setEnabled(True)
        self.results.setEnabled(True)

    def show_after(self) -> None:
        """Show what became of the letters."""
        self.words.setText("")
        gone: tuple[QWidget, ...] = (
            self.words,
            self.changed,
            self.before,
            self.see_mail,
            self.who_gets,
        )
        for widget in gone:
            widget.hide()
        self.results.show()

    def _lay_out(self, dialog: Dialog) -> None:
        buttons = (self.save_copy, self.print, self.digital, self.stop)
        look_closer = (self.see_mail, self.who_gets)
        for button in look_closer:
            self.before.head.add_tool(button)
        head = QVBoxLayout()
        head.setSpacing(4)
        # In the body, not at the foot: with large text the main button needs that alone.
        tools = Flow(buttons)
        for line in (self.words, self.detail, self.changed, tools):
            head.addWidget(line)
        dialog.body.addLayout(head)
        for each in (self.progress, self.progress_text, self.before, self.results):
            dialog.body.addWidget(each)
        hidden: tuple[QWidget, ...] = (
            self.changed,
            self.progress,
            self.progress_text,
            self.results,
            *buttons,
            *look_closer,
        )
        for widget in hidden:
            widget.hide()
