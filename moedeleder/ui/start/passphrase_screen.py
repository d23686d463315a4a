"""Asks for the passphrase, or for a new one, where the computer has no keyring to use."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.start.doorway import PASSPHRASE_MINIMUM
from moedeleder.ui.start.start_screen import StartScreen
from moedeleder.ui.widgets.button import primary, secondary
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class PassphraseScreen(StartScreen):
    """Takes a passphrase: once to open, twice to choose; it is never kept in the clear."""

    typed = Signal(str)
    back_requested = Signal()

    def __init__(self, *, new: bool, can_go_back: bool = False) -> None:
        super().__init__(
            self.tr("Vælg et kodeord") if new else self.tr("Skriv dit kodeord"),
            self.tr(
                "Computeren har ikke en nøglering, som Mødeleder kan bruge. Derfor låser du selv "
                "dine møder med et kodeord. Du skriver det, hver gang du åbner Mødeleder."
            )
            if new
            else self.tr("Dine møder er låst med det kodeord, du selv har valgt."),
            object_name="passphraseScreen",
        )
        self._new = new
        self._first, self._again = QLineEdit(), QLineEdit()
        self._show = named(QCheckBox(self.tr("Vis kodeordet")), "showPassphrase")
        self._show.toggled.connect(self._show_letters)
        self.form = self._make_form()
        self.body.addWidget(self.form)
        self._words = self.tr("Lås mine møder") if new else self.tr("Åbn mine møder")
        self._done = primary(self._words, "unlock", "lock")
        self._done.clicked.connect(self._send)
        back = secondary(self.tr("Tilbage"), "back")
        back.clicked.connect(self.back_requested)
        self.add_buttons(back, self._done)
        back.setVisible(can_go_back)
        self._show_letters(False)

    def set_busy(self, busy: bool) -> None:
        """Show that the passphrase is being tried; that takes a moment, so that guessing does."""
        for widget in (self._first, self._again, self._done):
            widget.setEnabled(not busy)
        waiting = self.tr("Låser …") if self._new else self.tr("Åbner …")
        self._done.set_caption(waiting if busy else self._words)
        if not busy:
            self._first.setFocus()
            self._first.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Start in the field."""
        super().showEvent(event)
        self._first.setFocus()

    def _make_form(self) -> Form:
        form = Form()
        for field in (self._first, self._again):
            field.returnPressed.connect(self._send)
        least = self.tr("Mindst {0} tegn. Fire-fem ord efter hinanden er gode at huske.")
        form.add(
            "passphrase",
            self.tr("Kodeord"),
            self._first,
            least.format(PASSPHRASE_MINIMUM) if self._new else "",
        )
        if self._new:
            form.add("again", self.tr("Kodeordet en gang til"), self._again)
        form.add_widget(self._show)
        if self._new:
            form.add_widget(
                WrapLabel(
                    self.tr(
                        "Skriv det ned, og gem det et sikkert sted. "
                        "Glemmer du det, kan ingen åbne dine møder, heller ikke vi."
                    ),
                    TextRole.STRONG,
                )
            )
        return form

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._first.setEchoMode(mode)
        self._again.setEchoMode(mode)

    def _send(self) -> None:
        if not self._done.isEnabled():
            return
        self.clear_errors()
        wrong = self._what_is_wrong()
        if wrong is not None:
            assert self.form is not None
            self.form.set_error(*wrong)
            return
        self.typed.emit(self._first.text())

    def _what_is_wrong(self) -> tuple[str, str] | None:
        typed = self._first.text()
        if not typed:
            return "passphrase", self.tr("Skriv dit kodeord.")
        if self._new and len(typed) < PASSPHRASE_MINIMUM:
            words = self.tr("Kodeordet er for kort. Brug mindst {0} tegn.")
            return "passphrase", words.format(PASSPHRASE_MINIMUM)
        if self._new and typed != self._again.text():
            return "again", self.tr("De to kodeord er ikke ens. Skriv det samme begge steder.")
        return None
