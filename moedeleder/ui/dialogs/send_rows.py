"""The rows of the send dialog after it: what became of each letter, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.sending import Delivery, DeliveryState, LetterWay
from moedeleder.domain.text import shorten
from moedeleder.ui.dialogs.send_words import given_caption
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.letter_looks import letter_look
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import delivery_text, letter_name, moment_text

_CAN_BE_GIVEN = frozenset(
    {
        DeliveryState.NO_ADDRESS,
        DeliveryState.FAILED,
        DeliveryState.UNCERTAIN,
        DeliveryState.INTERRUPTED,
    }
)
_WORDS = 300


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


class DeliveryRow(QWidget):
    """What became of one letter, with what a person can do about it."""

    printed_requested = Signal(str)
    again_requested = Signal(str)
    look_requested = Signal(str)
    arrived_requested = Signal(str)
    lost_requested = Signal(str)

    def __init__(self, delivery: Delivery, *, in_folder: bool, named: bool = False) -> None:
        """Show a letter.

        Args:
            in_folder: letters are laid in a folder now.
            named: say which letter it is, where they are not all of one kind.
        """
        super().__init__()
        self._delivery = delivery
        self.setObjectName(f"delivery-{delivery.id}")
        icon, tone = look_of(delivery, in_folder=in_folder)
        trouble = tone if tone in (Tone.WARN, Tone.BAD) else Tone.NEUTRAL
        words = [delivery_text(delivery, in_folder=in_folder), *_looked_for(delivery)]
        if named:
            words.insert(0, letter_name(delivery.kind))
        heading = ElidedLabel(delivery.name, TextRole.STRONG)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(heading)
        for each in words:
            column.addWidget(WrapLabel(shorten(each, _WORDS), TextRole.SMALL, trouble))
        buttons = self._buttons()
        if buttons:
            column.addSpacing(4)
            column.addWidget(Flow(buttons))
        self._lay_out(icon, tone, heading, column)
        said = ". ".join(shorten(each, _WORDS) for each in words)
        self.setAccessibleName(f"{shorten(delivery.name, 200)}: {said}")

    def _lay_out(
        self, icon: IconName, tone: Tone, heading: ElidedLabel, column: QVBoxLayout
    ) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 9, 12, 9)
        line.setSpacing(12)
        mark = IconLabel(icon, tone)
        # As high as the name, so that the icon stands level with it.
        mark.setFixedHeight(heading.sizeHint().height())
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)

    def _buttons(self) -> list[Button]:
        letter, found = self._delivery, []
        if letter.state is DeliveryState.UNCERTAIN:
            found += [
                self._button(_tr("Led efter den"), "look", self.look_requested, "search"),
                self._button(_tr("Den kom frem"), "arrived", self.arrived_requested),
                self._button(_tr("Den kom ikke frem"), "lost", self.lost_requested),
            ]
        if letter.state in (DeliveryState.UNCERTAIN, DeliveryState.INTERRUPTED):
            found.append(self._button(_tr("Send igen…"), "again", self.again_requested, "mail"))
        if letter.is_laid_ready:
            found.append(self._button(_tr("Den er sendt"), "arrived", self.arrived_requested))
        if letter.state in _CAN_BE_GIVEN or waits_for_paper(letter):
            says = given_caption(letter.kind)
            found.append(self._button(says, "printed", self.printed_requested))
        return found

    def _button(
        self, caption: str, name: str, wish: SignalInstance, icon: IconName | None = None
    ) -> Button:
        key = self._delivery.id
        button = secondary(caption, f"{name}-{key}", icon, compact=True)
        button.clicked.connect(lambda: wish.emit(key))
        return button


def look_of(delivery: Delivery, *, in_folder: bool) -> tuple[IconName, Tone]:
    """Return the icon and tone of what became of a letter."""
    if waits_for_paper(delivery):
        return "printer", Tone.NEUTRAL
    return letter_look(delivery, in_folder=in_folder)


def waits_for_paper(delivery: Delivery) -> bool:
    """Whether a person is to print a letter that has an address too."""
    by_hand = delivery.channel in (LetterWay.PAPER, LetterWay.DIGITAL_POST)
    return delivery.state is DeliveryState.READY and by_hand


def show_deliveries(
    card: Card, deliveries: Sequence[Delivery], *, in_folder: bool
) -> list[DeliveryRow]:
    """Show what became of letters; return the rows."""
    card.clear()
    named = len({each.kind for each in deliveries}) > 1
    rows = [DeliveryRow(each, in_folder=in_folder, named=named) for each in deliveries]
    for row in rows:
        card.add_row(row)
    return rows


def _looked_for(delivery: Delivery) -> list[str]:
    if delivery.state is not DeliveryState.UNCERTAIN or delivery.looked_at is None:
        return []
    return [_tr("Ikke fundet i postkassen {0}").format(moment_text(delivery.looked_at))]
