"""The screens before the desk: welcome, who you are, passphrase, waiting, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from moedeleder.ui.start.doorway import House, Introduction
from moedeleder.ui.start.start_screen import StartScreen
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.wrap_label import WrapLabel

EXAMPLE_PERSON = Introduction(
    "Mette Holm",
    "Sagsbehandler",
    "mette.holm@eksempelby.example",
    "12 34 56 78",
    "Eksempelby Kommune",
)


class WelcomeScreen(StartScreen):
    """The very first screen: have a look, or begin."""

    house_chosen = Signal(object)
    """The ``House`` the person wants to go into."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Velkommen"),
            self.tr(
                "Mødeleder hjælper dig med at forberede møder om børn og familier, "
                "holde dem og sende et referat, alle kan læse."
            ),
            object_name="welcomeScreen",
            columns=88,
        )
        self._example = secondary(self.tr("Prøv med en eksempelfamilie"), "tryExample", "eye")
        self._example.clicked.connect(lambda: self.house_chosen.emit(House.EXAMPLE))
        self._begin = primary(self.tr("Begynd"), "begin", "arrow-right")
        self._begin.clicked.connect(lambda: self.house_chosen.emit(House.OWN))
        choices = QHBoxLayout()
        choices.setSpacing(GAP)
        choices.addWidget(
            _choice(
                self.tr("Se dig om"),
                self.tr("Familien er opdigtet, så du kan trykke på alt. Intet sendes ud af huset."),
                self._example,
            ),
            1,
        )
        choices.addWidget(
            _choice(
                self.tr("Gå i gang"),
                self.tr("Du siger, hvem du er. Alt, du skriver, ligger låst på denne computer."),
                self._begin,
            ),
            1,
        )
        self.body.addLayout(choices)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter begin."""
        super().showEvent(event)
        self._begin.setFocus()


class IntroductionScreen(StartScreen):
    """Asks once who sits at the desk; for the example the answers are already there."""

    introduced = Signal(object)
    """An ``Introduction``."""
    back_requested = Signal()

    def __init__(self, *, example: bool, can_go_back: bool = True) -> None:
        super().__init__(
            self.tr("Hvem er du i eksemplet?") if example else self.tr("Hvem er du?"),
            self.tr("Du kan bruge navnet her eller skrive dit eget.")
            if example
            else self.tr("Dit navn står på det, du sender, så familien ved, hvem du er."),
            object_name="introductionScreen",
        )
        self._fields = {key: QLineEdit() for key in _KEYS}
        self.form = self._make_form()
        self.body.addWidget(self.form)
        if example:
            self._fill(EXAMPLE_PERSON)
        self._done = primary(
            self.tr("Se eksemplet") if example else self.tr("Åbn Mødeleder"), "introduce"
        )
        self._done.clicked.connect(self._send)
        back = secondary(self.tr("Tilbage"), "back")
        back.clicked.connect(self.back_requested)
        self.add_buttons(back, self._done)
        back.setVisible(can_go_back)
        self._example = example
        for field in self._fields.values():
            field.returnPressed.connect(self._send)

    def set_busy(self, busy: bool) -> None:
        """Show that the answers are being kept."""
        self._done.setEnabled(not busy)

    def showEvent(self, event: QShowEvent) -> None:
        """Start at the name, or at the button when there is nothing to type."""
        super().showEvent(event)
        (self._done if self._example else self._fields["name"]).setFocus()

    def _make_form(self) -> Form:
        form, fields = Form(), self._fields
        form.add("name", self.tr("Dit navn"), fields["name"])
        form.add(
            "title",
            self.tr("Din titel"),
            fields["title"],
            self.tr("Fx sagsbehandler eller tovholder"),
        )
        form.add("organisation", self.tr("Kommunens navn"), fields["organisation"])
        form.add_beside(
            ("mail", self.tr("Mail, hvis du vil"), fields["mail"], 3),
            ("phone", self.tr("Telefon, hvis du vil"), fields["phone"], 2),
        )
        return form

    def _fill(self, who: Introduction) -> None:
        for key, field in self._fields.items():
            field.setText(str(getattr(who, key)))

    def _send(self) -> None:
        if self._done.isEnabled():
            self.clear_errors()
            texts = {key: field.text() for key, field in self._fields.items()}
            self.introduced.emit(Introduction(**texts))


class WaitingScreen(StartScreen):
    """Says that the store is being opened; seen only where that takes a while."""

    def __init__(self) -> None:
        super().__init__(self.tr("Åbner dine møder …"), object_name="waitingScreen")


class MessageScreen(StartScreen):
    """Says why there is no desk to show: what happened, what is safe, what to do."""

    retry_requested = Signal()
    close_requested = Signal()

    def __init__(self, message: ErrorText, *, can_retry: bool = True) -> None:
        super().__init__(message.what, object_name="messageScreen")
        for words in filter(None, (message.safe, message.do)):
            self.body.addWidget(WrapLabel(words))
        close = secondary(self.tr("Luk Mødeleder"), "closeProgram")
        close.clicked.connect(self.close_requested)
        self._retry = primary(self.tr("Prøv igen"), "retry")
        self._retry.clicked.connect(self.retry_requested)
        self.add_buttons(close, self._retry)
        self._retry.setVisible(can_retry)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter try again."""
        super().showEvent(event)
        self._retry.setFocus()


class CurtainScreen(StartScreen):
    """Hides what is on the screen from others in the room; it is no lock, and does not say so."""

    show_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Skærmen er skjult"),
            self.tr(
                "Det, du har skrevet, er gemt. Alle ved computeren kan vise skærmen igen, "
                "så lås computeren, hvis du går."
            ),
            object_name="curtainScreen",
        )
        self._show = primary(self.tr("Vis skærmen igen"), "showAgain", "eye")
        self._show.clicked.connect(self.show_requested)
        self.add_buttons(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter or Space show everything again."""
        super().showEvent(event)
        self._show.setFocus()


_KEYS = ("name", "title", "organisation", "mail", "phone")


def _choice(title: str, text: str, button: Button) -> QWidget:
    card = Card(title)
    card.add(WrapLabel(text, tone=Tone.NEUTRAL))
    card.body.addStretch(1)
    card.body.addSpacing(8)
    card.add(button)
    return card
