"""The dialog of receipts: what each person is told about everything they brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.receipts import PendingReceipt
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.send_words import receipt_caption
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.wrap_label import WrapLabel

_WORDS_SHOWN = 400
_NAME_SHOWN = 90


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReceiptsDialog", text)


class ReceiptsDialog(Dialog):
    """Shows every line a person will read; the letters are made when it is accepted."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Kvitteringer til dem, der har bidraget"),
            receipt_caption(0),
            parent,
            text=_tr("Her står alt, hvad de får at vide om det, de har skrevet eller sagt."),
            icon="mail",
            object_name="receiptsDialog",
            width=680,
        )
        self._desk, self.meeting = desk, meeting
        pending: Sequence[PendingReceipt] = desk.office.receipts.pending(meeting.id)
        wishes = {each.id: each.wanted for each in meeting.contributions}
        self._people = [PersonReceipt(each, wishes) for each in pending if each.lines]
        waiting = sum(each.undecided for each in pending)
        for person in self._people:
            person.ticked.connect(self._count)
            self.body.addWidget(person)
        if waiting:
            self.body.addWidget(_waiting(waiting))
        if not self._people:
            self._say_nothing(waiting)
        self.confirm_requested.connect(self._announce)
        self._count()
        if self._people:
            self.confirm_button.setFocus()

    def _say_nothing(self, waiting: int) -> None:
        decide = self.tr("Tag stilling til bidragene, så står svarene her.")
        told = self.tr("Alle, der har bidraget, har fået svar på det, der er besluttet.")
        self.body.addWidget(
            EmptyState("check", self.tr("Ingen nye svar at give"), decide if waiting else told)
        )

    def _count(self) -> None:
        chosen = sum(each.is_chosen for each in self._people)
        self.confirm_button.setEnabled(chosen > 0)
        self.confirm_button.set_caption(receipt_caption(chosen))

    def _announce(self) -> None:
        ids = [each.attendee_id for each in self._people if each.is_chosen]
        receipts, meeting_id = self._desk.office.receipts, self.meeting.id
        perform(
            self,
            lambda: receipts.announce(meeting_id, ids),
            success=lambda _m: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, Kind.SENDING, ids=(meeting_id,)),
        )


class PersonReceipt(Card):
    """One person with the lines they will read, and a tick to leave them out."""

    ticked = Signal()

    def __init__(self, receipt: PendingReceipt, wishes: Mapping[str, str]) -> None:
        super().__init__(object_name=f"receipt-{receipt.attendee_id}")
        self.attendee_id = receipt.attendee_id
        way = receipt.address or _tr("får den på papir")
        words = f"{shorten(receipt.name, _NAME_SHOWN)} · {way}"
        self._box = CheckRow(CheckItem(receipt.attendee_id, words, True))
        self._box.clicked.connect(lambda _on: self.ticked.emit())
        self.setAccessibleName(words)
        self.body.setSpacing(10)
        self.add(self._box)
        for line in receipt.lines:
            self.add(_line(line, wishes.get(line.contribution_id, "")))

    @property
    def is_chosen(self) -> bool:
        """Whether this person's receipt goes now."""
        return self._box.isChecked()


def _line(line: ReceiptLine, wanted: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(28, 0, 0, 0)
    column.setSpacing(2)
    for said in _passages(line.words, wanted):
        quoted = f"”{shorten(said, _WORDS_SHOWN)}”"
        column.addWidget(WrapLabel(quoted, TextRole.SMALL, Tone.NEUTRAL, italic=True))
    column.addWidget(WrapLabel(line.answer))
    return holder


def _passages(words: str, wanted: str) -> tuple[str, ...]:
    """Return what they said and what they want to happen, each on one line."""
    wish = wanted.strip()
    said = words.strip().removesuffix(wish) if wish else words
    return tuple(" ".join(each.split()) for each in (said, wish) if each.strip())


def _waiting(count: int) -> QWidget:
    one, many = _tr("1 bidrag venter stadig på svar."), _tr("{0} bidrag venter stadig på svar.")
    label = WrapLabel(one if count == 1 else many.format(count), tone=Tone.WARN)
    label.setObjectName("stillWaiting")
    return label
