"""The rows of the outbox: a letter, how it stands, and what a person can do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.outbox import Waiting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterWay
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.letter_looks import letter_look
from moedeleder.ui.outgoing_words import advice_text, state_text, what_text
from moedeleder.ui.reply_words import quoted
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import Button, quiet, secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.flow import FlowLayout
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME, _WORDS = 200, 400


class LetterRow(QWidget):
    """One letter; each deed is a wish, done by the dialog."""

    try_requested = Signal(str)
    stop_requested = Signal(str)
    look_requested = Signal(str)
    arrived_requested = Signal(str)
    lost_requested = Signal(str)
    again_requested = Signal(str)
    meeting_requested = Signal(str)
    """The meeting's id; the others carry the letter's."""

    def __init__(self, waiting: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        letter = waiting.delivery
        self._waiting = waiting
        self.setObjectName(f"outbox-{letter.id}")
        words = shorten(state_text(letter), _WORDS)
        self.setAccessibleName(f"{shorten(letter.name, _NAME)}: {words}.")
        icon, tone = letter_look(letter)
        trouble = tone if tone in (Tone.WARN, Tone.BAD) else Tone.NEUTRAL
        heading = ElidedLabel(letter.name, TextRole.STRONG)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(heading)
        self._column.addWidget(ElidedLabel(what_text(waiting), TextRole.SMALL, Tone.NEUTRAL))
        self._column.addWidget(WrapLabel(words, TextRole.SMALL, trouble))
        self._add_reply(letter)
        self._add_deeds()
        mark = IconLabel(icon, tone)
        # As high as the name, so that the icon stands level with it.
        mark.setFixedHeight(heading.sizeHint().height())
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP - 2, 11, GAP - 2, 11)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)

    def first_deed(self) -> Button | None:
        """Return the button that the keyboard goes to."""
        return next(iter(self.findChildren(Button)), None)

    def _add_reply(self, letter: Delivery) -> None:
        if advice := advice_text(letter):
            self._column.addWidget(WrapLabel(advice, TextRole.SMALL))
        if letter.reply_words and (quote := quoted(letter.reply_words)):
            told = WrapLabel(
                _tr("Serverens svar: {0}").format(quote), TextRole.SMALL, Tone.NEUTRAL, italic=True
            )
            told.setObjectName(f"reply-{letter.id}")
            self._column.addWidget(told)

    def _add_deeds(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        for button in self._deeds(self._waiting.delivery):
            said = shorten(f"{self._waiting.delivery.name}, {what_text(self._waiting)}", _NAME)
            button.setAccessibleDescription(said)
            flow.addWidget(button)
        self._column.addSpacing(4)
        self._column.addWidget(holder)

    def _deeds(self, letter: Delivery) -> list[Button]:
        see = self._deed(_tr("Gå til mødet"), "see", self.meeting_requested, quietly=True)
        if letter.waits:
            wait = self._deed(_tr("Prøv nu"), "try", self.try_requested)
            stop = self._deed(_tr("Stop brevet"), "stop", self.stop_requested, quietly=True)
            return [wait, stop, see]
        again = self._deed(_tr("Send igen"), "again", self.again_requested)
        if letter.state is DeliveryState.UNCERTAIN:
            look = self._deed(_tr("Led efter den"), "look", self.look_requested)
            came = self._deed(_tr("Den kom frem"), "arrived", self.arrived_requested)
            lost = self._deed(_tr("Den kom ikke frem"), "lost", self.lost_requested)
            return [look, came, lost, see]
        if letter.state is DeliveryState.READY:
            again.set_caption(_tr("Send brevet"))
        by_mail = letter.channel is LetterWay.MAIL and letter.state is not DeliveryState.NO_ADDRESS
        if by_mail:
            return [again, see]
        return [self._deed(_tr("Gå til mødet"), "see", self.meeting_requested)]

    def _deed(
        self, words: str, name: str, wish: SignalInstance, *, quietly: bool = False
    ) -> Button:
        made = quiet if quietly else secondary
        button = made(words, f"{name}-{self._waiting.delivery.id}", compact=True)
        thing = self._waiting.meeting_id if name == "see" else self._waiting.delivery.id
        button.clicked.connect(lambda: wish.emit(thing))
        return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outbox", text)
