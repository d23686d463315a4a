"""The dialog of receipts: what each person is told about everything they brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.text import shorten
from moedeleder.services.receipts import PendingReceipt
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.send_words import receipt_caption
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.before_words import mail_count, paper_caption
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.wrap_label import WrapLabel

_WORDS_SHOWN = 400


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
        self._told = {each.attendee_id: each for each in pending if each.lines}
        self._wishes = {each.id: each.wanted for each in meeting.contributions}
        self.people = BeforeList()
        self.people.changed.connect(self._count)
        waiting = sum(each.undecided for each in pending)
        self.body.addWidget(self.people)
        self.people.setVisible(bool(self._told))
        self._show_people()
        if waiting:
            self.body.addWidget(_waiting(waiting))
        if not self._told:
            self._say_nothing(waiting)
        self.confirm_requested.connect(self._announce)
        self._count()
        if self._told:
            self.confirm_button.setFocus()

    def _say_nothing(self, waiting: int) -> None:
        decide = self.tr("Tag stilling til bidragene, så står svarene her.")
        told = self.tr("Alle, der har bidraget, har fået svar på det, der er besluttet.")
        self.body.addWidget(
            EmptyState("check", self.tr("Ingen nye svar at give"), decide if waiting else told)
        )

    def _show_people(self) -> None:
        before, meeting_id = self._desk.office.before, self.meeting.id
        ids = list(self._told)
        below = {key: _answers(each, self._wishes) for key, each in self._told.items()}
        perform(
            self,
            lambda: before.view(meeting_id, LetterKind.RECEIPT, attendee_ids=ids),
            success=lambda view: self.people.show_view(view, below=below),
        )

    def _count(self) -> None:
        chosen = self.people.chosen
        on_paper = bool(chosen) and not mail_count(chosen)
        self.confirm_button.setEnabled(bool(chosen))
        self.confirm_button.set_caption(
            paper_caption(chosen) if on_paper else receipt_caption(len(chosen))
        )

    def _announce(self) -> None:
        ids = [each.attendee_id for each in self.people.chosen]
        office, meeting_id, choices = self._desk.office, self.meeting.id, self.people.choices

        def announce() -> Meeting:
            office.before.remember(choices)
            return office.receipts.announce(meeting_id, ids, choices=choices)

        perform(
            self,
            announce,
            success=lambda _m: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, Kind.SENDING, ids=(meeting_id,)),
        )


def _answers(receipt: PendingReceipt, wishes: Mapping[str, str]) -> QWidget:
    """Return every line one person will read."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for line in receipt.lines:
        column.addWidget(_line(line, wishes.get(line.contribution_id, "")))
    return holder


def _line(line: ReceiptLine, wanted: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
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
