"""Udbakken: every letter that waits to leave, or waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from moedeleder.domain.outbox import OutboxView, Waiting
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_password import MailPasswordDialog, offer_password, password_lacks
from moedeleder.ui.dialogs.outbox_rows import LetterRow
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.outgoing_words import Group, group_of
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.focus_memory import focus_kept, focus_on
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.tab_order import chain_part

_NAME = 60
_GROUPS: tuple[Group, ...] = ("person", "now", "later")


class OutboxDialog(Dialog):
    """Shows the outbox as it is now, and does with its letters what a person wants."""

    meeting_requested = Signal(str)
    """The meeting a letter is about is to be seen."""
    again_requested = Signal(str, str)
    """A meeting and its letter that is to leave (again), to be shown first."""

    def __init__(
        self, desk: Desk, outgoing: Outgoing, parent: QWidget | None = None, *, first: str = ""
    ) -> None:
        """Show everything; ``first`` is the letter the keyboard begins at."""
        super().__init__(
            _tr("Udbakken"),
            _tr("Send alt, der venter, nu"),
            parent,
            icon="mail",
            cancel=_tr("Luk"),
            object_name="outboxDialog",
            width=720,
        )
        self._desk, self._outgoing = desk, outgoing
        self._shown: OutboxView | None = None
        self._password_lacks = False
        self._rows: dict[str, LetterRow] = {}
        self._bar, self._how_far = QProgressBar(), muted("")
        titles = {
            "person": _tr("Har brug for dig"),
            "now": _tr("Sendes nu"),
            "later": _tr("Venter"),
        }
        self._cards = {
            each: Card(titles[each], object_name=f"outbox-{each}-card") for each in _GROUPS
        }
        self._empty = EmptyState(
            "check",
            _tr("Udbakken er tom"),
            _tr("Alle breve er sendt. Her ser du dem, der venter, eller som har brug for dig."),
        )
        self._arrange()
        self.confirm_requested.connect(self._try_all)
        self.banner.action_requested.connect(self._ask_password)
        self.cancel_button.setAutoDefault(True)
        outgoing.changed.connect(self._look)
        outgoing.look()
        self._look()
        # Only what is shown can take the keyboard.
        QTimer.singleShot(0, self, lambda: self._begin(first))

    @Slot()
    def _look(self) -> None:
        view = replace(self._outgoing.view, is_working=False)
        self._show_work()
        if view != self._shown:
            self._shown = view
            with focus_kept(self, self._otherwise):
                self._show(view)

    def _show(self, view: OutboxView) -> None:
        now = self._desk.office.clock.now()
        letters = (*view.stuck, *view.waiting)
        self._rows = {}
        for group in _GROUPS:
            card = self._cards[group]
            card.clear()
            found = [each for each in letters if group_of(each, now) == group]
            for waiting in found:
                row = self._row(waiting)
                card.add_row(row)
                # A layout shows what it was given only at the next turn; the focus may go there
                # now. Before it stands in the card it would be a window of its own.
                row.show()
            card.setVisible(bool(found))
        self._empty.setVisible(not letters)
        self._show_cause(view)
        self.confirm_button.setVisible(bool(view.waiting))
        self.confirm_button.setDefault(bool(view.waiting))
        chain_part(self, self)

    def _show_cause(self, view: OutboxView) -> None:
        lacks, said = password_lacks(each.delivery for each in view.stuck), self._password_lacks
        self._password_lacks = lacks
        if lacks:
            offer_password(self.banner)
        elif said:
            self.banner.dismiss()

    @Slot()
    def _ask_password(self) -> None:
        dialog = MailPasswordDialog(self._desk, self)
        # It lets the letters go; the outbox hears of it and sends them.
        dialog.accepted.connect(self._outgoing.look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _row(self, waiting: Waiting) -> LetterRow:
        row = LetterRow(waiting)
        row.try_requested.connect(lambda each: self._outgoing.try_now((each,)))
        row.stop_requested.connect(self._stop)
        row.look_requested.connect(self._look_up)
        row.arrived_requested.connect(self._arrived)
        row.lost_requested.connect(self._lost)
        row.again_requested.connect(self._again)
        row.meeting_requested.connect(self._go)
        self._rows[waiting.delivery.id] = row
        return row

    def _show_work(self) -> None:
        progress, busy = self._outgoing.progress, self._outgoing.is_busy
        for widget in (self._bar, self._how_far):
            widget.setVisible(busy)
        done, total = progress or (0, 0)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = _tr("{0} af {1}").format(done, total) if progress else _tr("Kontakter serveren …")
        self._how_far.setText(words)
        self.confirm_button.setEnabled(not busy)
        trouble = self._outgoing.trouble
        if trouble is not None and not busy and self.banner.isHidden():
            self.banner.show_message(trouble.what, Tone.WARN, trouble.rest)

    def _begin(self, first: str) -> None:
        row = self._rows.get(first)
        button = row.first_deed() if row is not None else None
        if button is not None and row is not None:
            focus_on(button)
            self._scroll.ensureWidgetVisible(row)
        else:
            self._otherwise()

    def _otherwise(self) -> None:
        """Put the keyboard at the first letter that wants a person; else at the foot."""
        row = next(iter(self._rows.values()), None)
        button = row.first_deed() if row is not None else None
        focus_on(button or self.cancel_button)

    @Slot()
    def _try_all(self) -> None:
        if self._shown is not None and self._shown.waiting:
            self.banner.dismiss()
            self._outgoing.try_now(tuple(each.delivery.id for each in self._shown.waiting))

    def _stop(self, letter_id: str) -> None:
        outbox, name = self._desk.office.outbox, self._name(letter_id)

        def stopped(count: int) -> None:
            words = _tr("Brevet til {0} er stoppet. Det er ikke sendt.").format(name)
            self._say(words if count else _tr("Brevet var allerede på vej."))

        self._do(lambda: outbox.stop_letters((letter_id,)), stopped)

    def _arrived(self, letter_id: str) -> None:
        outbox, name = self._desk.office.outbox, self._name(letter_id)
        words = _tr("Noteret: brevet til {0} kom frem.").format(name)
        self._do(lambda: outbox.say_arrived(letter_id), lambda _nothing: self._say(words))

    def _lost(self, letter_id: str) -> None:
        outbox, name = self._desk.office.outbox, self._name(letter_id)
        words = _tr("Noteret: brevet til {0} kom ikke frem. Du kan sende det igen.").format(name)
        self._do(lambda: outbox.say_lost(letter_id), lambda _nothing: self._say(words))

    def _look_up(self, letter_id: str) -> None:
        finding, name = self._desk.office.finding, self._name(letter_id)

        def looked(letters: tuple[Delivery, ...]) -> None:
            found = any(each.state is DeliveryState.SENT for each in letters)
            if found:
                self._say(_tr("Brevet til {0} er fundet. Det er sendt.").format(name))
            else:
                words = _tr("Brevet til {0} ligger ikke i postkassen.").format(name)
                self._say(words, Tone.INFO, _tr("Spørg, om mailen er kommet."))

        self._work(lambda: finding.look_up((letter_id,)), looked, _tr("Leder i postkassen …"))

    def _again(self, letter_id: str) -> None:
        # What leaves the house is shown first, and no dialog stands over another.
        meeting_id = self._meeting_id(letter_id)
        self.accept()
        self.again_requested.emit(meeting_id, letter_id)

    def _go(self, meeting_id: str) -> None:
        self.accept()
        self.meeting_requested.emit(meeting_id)

    def _do(self, deed: Callable[[], object], then: Callable[..., object]) -> None:
        self.banner.dismiss()
        perform(
            self,
            deed,
            success=lambda result: self._over(lambda: then(result)),
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, Kind.MEETINGS),
        )

    def _work(self, deed: Callable[[], object], then: Callable[..., object], words: str) -> None:
        self.banner.show_message(words, Tone.INFO)
        perform_in_background(
            self._desk.background,
            self,
            deed,
            success=lambda result: self._over(lambda: then(result)),
            failed=self.banner.dismiss,
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, Kind.MEETINGS),
        )

    def _over(self, say: Callable[[], object]) -> None:
        self._outgoing.look()
        say()

    def _say(self, words: str, tone: Tone = Tone.OK, detail: str = "") -> None:
        self.banner.show_message(words, tone, detail)

    def _name(self, letter_id: str) -> str:
        names = (each.delivery.name for each in self._letters() if each.delivery.id == letter_id)
        return shorten(next(names, ""), _NAME)

    def _meeting_id(self, letter_id: str) -> str:
        found = (each.meeting_id for each in self._letters() if each.delivery.id == letter_id)
        return next(found, "")

    def _letters(self) -> tuple[Waiting, ...]:
        return (*self._shown.stuck, *self._shown.waiting) if self._shown else ()

    def _arrange(self) -> None:
        self._bar.setObjectName("outboxProgress")
        self._bar.setAccessibleName(_tr("Så langt er afsendelsen"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        for widget in (self._bar, self._how_far, *self._cards.values(), self._empty):
            self.body.addWidget(widget)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outbox", text)
