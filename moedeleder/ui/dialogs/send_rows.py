"""The rows of the send dialog: who gets what, and what became of each letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.completeness import joined
from moedeleder.domain.sending import Delivery, DeliveryState, Receiver
from moedeleder.domain.text import shorten
from moedeleder.ui.dialogs.send_words import given_caption
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import delivery_text

_LOOKS: dict[DeliveryState, tuple[IconName, Tone]] = {
    DeliveryState.READY: ("clock", Tone.NEUTRAL),
    DeliveryState.SENDING: ("clock", Tone.INFO),
    DeliveryState.SENT: ("check", Tone.OK),
    DeliveryState.FAILED: ("warning", Tone.BAD),
    DeliveryState.UNCERTAIN: ("warning", Tone.WARN),
    DeliveryState.NO_ADDRESS: ("printer", Tone.WARN),
    DeliveryState.PRINTED: ("check", Tone.OK),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


class _Row(QWidget):
    """An icon, a name with its role, a line in words, and room for buttons."""

    def __init__(
        self,
        icon: IconName,
        tone: Tone,
        name: str,
        words: str,
        words_tone: Tone,
        gets: str = "",
    ) -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(2)
        heading = ElidedLabel(name, TextRole.STRONG)
        column.addWidget(heading)
        column.addWidget(WrapLabel(shorten(words, 300), TextRole.SMALL, words_tone))
        if gets:
            what = WrapLabel(shorten(gets, 300), TextRole.SMALL)
            what.setObjectName("receiverGets")
            column.addWidget(what)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(16, 9, 12, 9)
        self.line.setSpacing(12)
        mark = IconLabel(icon, tone)
        # As high as the name, so that the icon stands level with it.
        mark.setFixedHeight(heading.sizeHint().height())
        self.line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addLayout(column, 1)
        said = " ".join(filter(None, (f"{shorten(words, 300)}.", shorten(gets, 300))))
        self.setAccessibleName(f"{shorten(name, 200)}: {said if gets else shorten(words, 300)}")


class ReceiverRow(_Row):
    """Somebody a letter is about to go to."""

    def __init__(self, receiver: Receiver, on_paper: str = "", gets: str = "") -> None:
        """Show a receiver.

        Args:
            on_paper: what happens to one without a mail address.
            gets: which papers this person gets, where not everybody gets the same.
        """
        icon, tone, words = receiver_words(receiver)
        if on_paper and not receiver.address:
            icon, words = "phone", on_paper
        quiet_words = tone if tone in (Tone.WARN, Tone.BAD) else Tone.NEUTRAL
        super().__init__(icon, tone, receiver_name(receiver), words, quiet_words, gets)
        self.setObjectName(f"receiver-{receiver.attendee_id}")


class DeliveryRow(_Row):
    """What became of one letter, with what a person can do about it."""

    printed_requested = Signal(str)
    again_requested = Signal(str)

    def __init__(self, delivery: Delivery, *, in_folder: bool) -> None:
        icon, tone = _LOOKS[delivery.state]
        if delivery.lies_in_folder(otherwise=in_folder):
            # Nobody has it yet: no green tick.
            icon, tone = "document", Tone.NEUTRAL
        trouble = tone if tone in (Tone.WARN, Tone.BAD) else Tone.NEUTRAL
        words = delivery_text(delivery, in_folder=in_folder)
        super().__init__(icon, tone, delivery.name, words, trouble)
        self.setObjectName(f"delivery-{delivery.id}")
        if delivery.state is DeliveryState.UNCERTAIN:
            again = secondary(_tr("Send igen"), f"again-{delivery.id}", compact=True)
            again.clicked.connect(lambda: self.again_requested.emit(delivery.id))
            self.line.addWidget(again)
        if delivery.state in (
            DeliveryState.NO_ADDRESS,
            DeliveryState.FAILED,
            DeliveryState.UNCERTAIN,
        ):
            says = given_caption(delivery.kind)
            printed = secondary(says, f"printed-{delivery.id}", compact=True)
            printed.clicked.connect(lambda: self.printed_requested.emit(delivery.id))
            self.line.addWidget(printed)


def show_receivers(card: Card, receivers: Sequence[Receiver], gets: Mapping[str, str]) -> None:
    """Show whom a letter is for, and what each gets where it is not the same for all."""
    card.clear()
    for receiver in receivers:
        card.add_row(ReceiverRow(receiver, gets=gets.get(receiver.attendee_id, "")))
    if not receivers:
        card.add(Label(_tr("Der er ingen at sende til.")))


def receiver_name(receiver: Receiver) -> str:
    """Return e.g. ``Sofie Eksempel · mor``."""
    role = receiver.role
    return " · ".join(filter(None, (receiver.name, role[:1].lower() + role[1:])))


def receiver_words(receiver: Receiver) -> tuple[IconName, Tone, str]:
    """Return how the letter reaches a receiver, with its icon and tone."""
    if not receiver.address:
        return "printer", Tone.WARN, _tr("Mangler adresse, får en kopi på papir")
    if receiver.problem:
        words = _tr("{0} kan ikke bruges. Ret adressen, eller giv en kopi på papir")
        return "warning", Tone.BAD, words.format(receiver.address)
    if receiver.shares_address_with:
        others = joined([shorten(name, 60) for name in receiver.shares_address_with])
        words = _tr("{0} · samme adresse som {1}. De får hver deres mail")
        return "mail", Tone.NEUTRAL, words.format(receiver.address, others)
    return "mail", Tone.NEUTRAL, receiver.address
