"""Who has got the minutes, and what can be done for those who have not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import FINAL_STATES, Delivery, DeliveryState
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.letter_folder import open_folder_words
from moedeleder.ui.letter_looks import letter_look
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, icon_button, quiet, secondary
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import delivery_text

TROUBLE = (
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.INTERRUPTED,
    DeliveryState.READY,
)
"""A mail that has not arrived for certain, and can be sent (again)."""


class LetterRow(QWidget):
    """One receiver: name, address, what became of the letter, and what can be done now."""

    again_requested = Signal(str)
    """The delivery's id."""
    print_requested = Signal(str)
    printed_requested = Signal(str)
    address_requested = Signal(str)
    """The attendee's id: the address is to be written or corrected."""

    def __init__(self, delivery: Delivery, *, address_now: str, in_folder: bool = False) -> None:
        super().__init__()
        self.delivery = delivery
        icon, tone = letter_look(delivery, in_folder=in_folder)
        said = delivery_text(delivery, in_folder=in_folder)
        state = WrapLabel(said, TextRole.SMALL, _word_tone(tone))
        state.setObjectName(f"letterState-{delivery.attendee_id}")
        words = QVBoxLayout()
        words.setSpacing(2)
        arrived = delivery.state in FINAL_STATES and not delivery.is_laid_ready
        address = delivery.address if arrived else address_now or delivery.address
        words.addWidget(TwoLines(delivery.name, address))
        row = QHBoxLayout(self)
        row.setContentsMargins(ROW_MARGIN, 9, 12, 9)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if arrived:
            row.addWidget(state, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            # What somebody must act on stands where it is read first.
            words.addWidget(state)
        for button in self._buttons(delivery, address_now):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{delivery.name}: {said}")

    def _buttons(self, delivery: Delivery, address_now: str) -> list[Button]:
        who = delivery.attendee_id
        again = secondary(self.tr("Send igen"), f"sendAgain-{who}", "mail", compact=True)
        again.clicked.connect(lambda: self.again_requested.emit(delivery.id))
        if delivery.state is DeliveryState.READY:
            again.set_caption(self.tr("Send nu"))
        if delivery.state is DeliveryState.FAILED:
            # It never left: nothing is sent twice.
            again.set_caption(self.tr("Prøv igen"))
            return [self._address_button(delivery, self.tr("Ret adressen")), again]
        if delivery.state in TROUBLE:
            return [again]
        if delivery.state is not DeliveryState.NO_ADDRESS:
            return []
        copy = secondary(self.tr("Gem kopi til print"), f"printCopy-{who}", compact=True)
        copy.clicked.connect(lambda: self.print_requested.emit(delivery.id))
        given = secondary(self.tr("Jeg har givet det på papir"), f"handedOver-{who}", compact=True)
        given.clicked.connect(lambda: self.printed_requested.emit(delivery.id))
        again.set_caption(self.tr("Send som mail"))
        if address_now:
            return [again, given]
        return [self._address_button(delivery, self.tr("Skriv en mailadresse")), copy, given]

    def _address_button(self, delivery: Delivery, says: str) -> Button:
        button = icon_button("edit", says, f"editAddress-{delivery.attendee_id}")
        button.clicked.connect(lambda: self.address_requested.emit(delivery.attendee_id))
        return button


class LettersCard(Card):
    """The receivers of the minutes, each with what became of the letter."""

    again_requested = Signal(str)
    print_requested = Signal(str)
    printed_requested = Signal(str)
    address_requested = Signal(str)
    folder_requested = Signal()
    """The folder that letters lie in is to be shown."""
    all_requested = Signal()
    """All letters of the meeting are to be seen."""

    def __init__(self) -> None:
        self._count = muted("")
        super().__init__(self.tr("Hvem har fået referatet"), self._count, object_name="lettersCard")
        self._shown: tuple[object, ...] = ()

    def show_letters(
        self, meeting: Meeting, letters: Sequence[Delivery], *, in_folder: bool = False
    ) -> None:
        """Show the letters of the newest version; rows are made anew only when one changed.

        Args:
            in_folder: letters are laid in a folder now; one that knows its way goes by that.
        """
        mails = {a.id: a.person.mail.strip() for a in meeting.attendees}
        shown = (tuple(letters), tuple(mails.items()), in_folder)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        for letter in letters:
            address = mails.get(letter.attendee_id, "")
            row = LetterRow(letter, address_now=address, in_folder=in_folder)
            row.again_requested.connect(self.again_requested)
            row.print_requested.connect(self.print_requested)
            row.printed_requested.connect(self.printed_requested)
            row.address_requested.connect(self.address_requested)
            self.add_row(row)
        laid = sum(each.lies_in_folder(otherwise=in_folder) for each in letters)
        done = len(letters) - len(waiting(letters)) - laid
        words = self.tr("{0} af {1}").format(done, len(letters))
        if laid:
            words = self.tr("{0} · {1} i mappen").format(words, laid)
        self._offer_more(in_folder=bool(laid))
        self._count.setText(words)

    def _offer_more(self, *, in_folder: bool) -> None:
        every = quiet(self.tr("Se alle breve"), "seeAllLetters", "list")
        every.clicked.connect(self.all_requested)
        buttons = [every]
        if in_folder:
            look = quiet(open_folder_words(), "openFolder", "folder")
            look.clicked.connect(self.folder_requested)
            buttons.append(look)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(ROW_MARGIN, 4, 12, 4)
        row.addWidget(Flow(buttons), 1)
        self.add_row(holder)


def waiting(letters: Iterable[Delivery]) -> list[Delivery]:
    """Return the letters nobody has for certain."""
    trouble = (*TROUBLE, DeliveryState.NO_ADDRESS)
    return [d for d in letters if d.state in trouble or d.is_laid_ready]


def _word_tone(tone: Tone) -> Tone:
    return tone if tone in (Tone.BAD, Tone.WARN) else Tone.NEUTRAL
