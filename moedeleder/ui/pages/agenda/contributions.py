"""The card of what the family has brought to the agenda, and what still waits for an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.contributions import Channel, Contribution, ContributionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.contribution_words import summary_text
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.agenda.contribution_card import ContributionCard
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.focus_memory import focus_kept, focus_on
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel

SHOWN_AT_FIRST = 4


class ContributionsCard(Card):
    """What the family brought: the waiting ones in full, the decided ones in a sentence."""

    wished = Signal(str, object)
    """A contribution's id and a ``Wish``."""
    type_in_requested = Signal()
    all_requested = Signal()
    share_requested = Signal()
    receipts_requested = Signal()
    times_requested = Signal()
    """What somebody writes about times is to be noted."""
    fetch_requested = Signal()
    file_requested = Signal()
    """A mail or a form that lies as a file is to be taken in."""

    def __init__(self) -> None:
        self._pill = Pill("", Tone.FAMILY, object_name="contributionsWaiting")
        super().__init__(" ", self._pill, object_name="contributionsCard")
        self.set_title(self.tr("Bidrag fra familien"))
        self.body.setSpacing(10)
        self._cards: list[ContributionCard] = []
        self._all = False
        self._shown: object = None
        self._shown_id = ""
        self._last: Button | None = None
        self._show_again: Callable[[], None] = _nothing
        self._fetching: tuple[bool, bool, str] = (False, False, "")

    def show_meeting(self, meeting: Meeting, editable: bool, receipts: int = 0) -> None:
        """Show what waits and what is decided; ``receipts`` wait to be sent."""
        has_items = bool(meeting.items)
        has_people = bool(meeting.attendees)
        about_times = (meeting.time_is_open, meeting.time_answers)
        brought = (meeting.id, meeting.contributions, _can_share(meeting), about_times)
        offered = (editable, receipts, self._all, self._fetching)
        content = (brought, has_items, has_people, offered)
        if content == self._shown:
            return
        self._show_again = lambda: self.show_meeting(meeting, editable, receipts)
        if meeting.id != self._shown_id:
            self._all = False
        self._shown, self._shown_id = content, meeting.id
        with focus_kept(self, self.focus_first):
            self._build(meeting, editable, receipts)

    def _build(self, meeting: Meeting, editable: bool, receipts: int) -> None:
        self.clear()
        self._cards = []
        self._show_count(meeting)
        if meeting.contributions:
            self._show_waiting(meeting, editable, receipts)
            self._show_decided(meeting, receipts)
        else:
            self._show_empty(meeting, editable)
        self.add(self._foot(meeting, editable, receipts))

    def show_fetching(self, set_up: bool, busy: bool, last: str) -> None:
        """Offer to fetch answers where there is a mailbox; ``last`` tells when it was done."""
        self._fetching = (set_up, busy, last)
        self._show_again()

    def focus_first(self) -> None:
        """Put the keyboard on the first that waits, or on the way to all of them."""
        if not self.focus_waiting() and self._last is not None:
            focus_on(self._last)

    def focus_waiting(self) -> bool:
        """Put the keyboard on the first that waits; return whether there is one."""
        return any(card.focus_first() for card in self._cards[:1])

    def _show_count(self, meeting: Meeting) -> None:
        waiting = sum(each.is_open for each in meeting.contributions)
        if waiting:
            self._pill.set_text(self.tr("{0} mangler svar").format(waiting), Tone.FAMILY)
        else:
            self._pill.set_text(self.tr("alle har svar"), Tone.OK, "check")
        self._pill.setVisible(bool(meeting.contributions))

    def _show_empty(self, meeting: Meeting, editable: bool) -> None:
        if not editable:
            self.add(WrapLabel(self.tr("Der er ingen bidrag til mødet."), tone=Tone.NEUTRAL))
            return
        words = self.tr("Her står det, familien vil tale om.")
        if meeting.attendees and not _can_share(meeting):
            first = self.tr("Skriv ind, hvad de siger i telefonen eller har skrevet på papir.")
        elif meeting.attendees:
            first = self.tr("Del kladden med dem, eller skriv ind, hvad de siger i telefonen.")
        else:
            first = self.tr("Sæt dem på mødet først. Så kan de sige, hvad der er vigtigt.")
        self.add(WrapLabel(f"{words} {first}", tone=Tone.NEUTRAL))

    def _show_waiting(self, meeting: Meeting, editable: bool, receipts: int) -> None:
        waiting = [each for each in meeting.contributions if each.is_open]
        folded = len(waiting) > SHOWN_AT_FIRST and not self._all
        for each in waiting[:SHOWN_AT_FIRST] if folded else waiting:
            self._add_waiting(each, meeting, editable)
        if not folded:
            return
        rest = quiet(
            self.tr("Vis alle {0}, der venter").format(len(waiting)),
            "showAllWaiting",
            "chevron-down",
        )

        def show_all() -> None:
            self._all = True
            self.show_meeting(meeting, editable, receipts)
            self._cards[SHOWN_AT_FIRST].focus_first()

        rest.clicked.connect(show_all)
        self.body.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_waiting(self, contribution: Contribution, meeting: Meeting, editable: bool) -> None:
        card = ContributionCard(
            contribution,
            bool(meeting.items),
            editable,
            may_tell_times=_may_tell_times(contribution, meeting),
        )
        card.wished.connect(self.wished)
        card.times_requested.connect(self.times_requested)
        self._cards.append(card)
        self.add(card)

    def _show_decided(self, meeting: Meeting, receipts: int) -> None:
        if words := summary_text(meeting, receipts):
            self.add(Remark("check", words, Tone.NEUTRAL))

    def _foot(self, meeting: Meeting, editable: bool, receipts: int) -> QWidget:
        foot = QWidget()
        rows = _Rows(foot)
        type_in = secondary(self.tr("Skriv et svar ind"), "typeIn", "edit", compact=True)
        type_in.setToolTip(self.tr("Det, nogen siger i telefonen eller har skrevet på papir"))
        type_in.clicked.connect(self.type_in_requested)
        type_in.setEnabled(bool(meeting.attendees))
        self._last = type_in if editable else None
        if editable:
            rows.add(type_in)
        if meeting.contributions:
            everything = quiet(self.tr("Se alle bidrag"), "allContributions", "list")
            everything.clicked.connect(self.all_requested)
            self._last = self._last or everything
            rows.add(everything)
        elif editable and meeting.attendees and _can_share(meeting):
            share = quiet(self.tr("Del kladde"), "shareFromContributions", "people")
            share.clicked.connect(self.share_requested)
            rows.add(share)
        if receipts and editable:
            send = secondary(self.tr("Send kvitteringer"), "sendReceipts", "mail", compact=True)
            send.clicked.connect(self.receipts_requested)
            rows.add(send)
        if editable and meeting.attendees:
            rows.add(self._from_file())
        self._add_fetching(rows)
        return foot

    def _from_file(self) -> Button:
        # Short, since two buttons share a row of the narrow column.
        file = quiet(self.tr("Fra en fil…"), "answerFromFile", "folder")
        file.setAccessibleName(self.tr("Hent et svar fra en fil"))
        file.setToolTip(self.tr("Hent et svar fra en mail (.eml) eller et udfyldt skema (.docx)"))
        file.clicked.connect(self.file_requested)
        return file

    def _add_fetching(self, rows: _Rows) -> None:
        set_up, busy, last = self._fetching
        if not set_up:
            return
        words = self.tr("Henter svar …") if busy else self.tr("Hent svar")
        fetch = quiet(words, "fetchFromContributions", "arrow-down")
        fetch.setEnabled(not busy)
        fetch.setAccessibleDescription(last)
        fetch.clicked.connect(self.fetch_requested)
        rows.add(fetch)
        rows.say(last)


def _nothing() -> None:
    """Show nothing again: there is no meeting yet."""


def _can_share(meeting: Meeting) -> bool:
    """Whether sharing the draft is the first step: nobody has it, and nobody is invited."""
    return meeting.answer_by is None and meeting.invited_at is None


def _may_tell_times(contribution: Contribution, meeting: Meeting) -> bool:
    """Whether a mail may say which times suit, and nobody has noted any for who wrote it."""
    is_mail = contribution.channel is Channel.MAIL and contribution.kind is ContributionKind.FREE
    noted = {each.person_id for each in meeting.time_answers}
    return is_mail and meeting.time_is_open and contribution.person.id not in noted


class _Rows:
    """Puts buttons beside each other, two in a row, so that large text has room."""

    def __init__(self, holder: QWidget) -> None:
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._row: QHBoxLayout | None = None

    def add(self, button: Button) -> None:
        """Put a button at the next place."""
        if self._row is None:
            self._row = QHBoxLayout()
            self._row.setSpacing(6)
            self._row.addWidget(button)
            self._row.addStretch(1)
            self._column.addLayout(self._row)
        else:
            self._row.insertWidget(1, button)
            self._row = None

    def say(self, words: str) -> None:
        """Put a quiet line beside the last button where it is alone, else below."""
        line = WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL)
        if self._row is None:
            self._column.addWidget(line)
        else:
            self._row.insertWidget(1, line, 1, Qt.AlignmentFlag.AlignVCenter)
            self._row = None
