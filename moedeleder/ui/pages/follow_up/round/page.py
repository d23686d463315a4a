"""The round of corrections: everybody who got the minutes, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.corrections import Correction
from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.correction_words import ANSWERED, answered_text, deadline_text, state_text
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.changed_file import open_changed_file
from moedeleder.ui.dialogs.note_correction import NoteCorrectionDialog
from moedeleder.ui.dialogs.round_dialogs import MoveUntilDialog, RefuseCorrectionDialog
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.follow_up.round.deeds import RoundDeeds
from moedeleder.ui.pages.follow_up.round.earlier import EarlierAnswers
from moedeleder.ui.pages.follow_up.round.response_row import ResponseRow
from moedeleder.ui.pages.room.history import History
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import primary, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.focus_memory import DialogFocus, focus_kept, focus_named
from moedeleder.ui.widgets.label import Label, muted
from moedeleder.ui.widgets.wrap_label import WrapLabel


class RoundPage(QWidget):
    """Shows the round of one meeting; its buttons stand in the foot of step 4."""

    back_requested = Signal()
    version_requested = Signal()
    """The next version is to be begun, or gone on with."""
    done = Signal(str)
    """What was done; :meth:`undo` takes it back."""
    viewed = Signal(object)
    """The ``RoundView`` that is shown now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roundPage")
        self._desk = desk
        self._view: RoundView | None = None
        self.history = History()
        self._deeds = RoundDeeds(desk, self, self.history)
        self._back = quiet(self.tr("Tilbage til opfølgning"), "leaveRound", "arrow-left")
        self._title = Label("", TextRole.LARGE)
        self._title.setObjectName("roundTitle")
        self._deadline = WrapLabel("")
        self._deadline.setObjectName("roundDeadline")
        self._move = quiet(self.tr("Flyt fristen …"), "moveUntil", "calendar")
        self._read = quiet(self.tr("Læs en rettet Word-fil …"), "readChangedFile", "document")
        self._state = WrapLabel("", TextRole.STRONG)
        self._state.setObjectName("roundState")
        self._count = muted("")
        self._rows = Card(self.tr("Svar på referatet"), self._count, object_name="responsesCard")
        self.note_button = secondary(self.tr("Notér svar …"), "noteAnswer", "phone")
        self.close_button = secondary(self.tr("Luk runden"), "closeRound", "check")
        self.write_button = primary("", "writeVersion", "edit")
        self.buttons = (self.note_button, self.close_button, self.write_button)
        """For the foot of the page."""
        self._focus = DialogFocus(self, self._back.setFocus)
        self._lay_out()
        self._connect()

    @property
    def view(self) -> RoundView | None:
        """The round that is shown."""
        return self._view

    def show_round(self, view: RoundView) -> None:
        """Show a round as it is now; the keyboard stays where it was."""
        if self._view is not None and self._view.meeting.id != view.meeting.id:
            self.history.forget()
        is_same = self._view == view
        self._view = self._deeds.view = view
        if not is_same:
            with focus_kept(self, self._focus_next):
                self._show_rows(view)
        self._show_head(view)

    def undo(self) -> str:
        """Take the last decision back; returns its name."""
        return self.history.undo()

    def redo(self) -> str:
        """Do again what was taken back; returns its name."""
        return self.history.redo()

    def main_action(self) -> None:
        """Write the next version, close the round, or write an answer down: what is next."""
        for button in (self.write_button, self.close_button, self.note_button):
            if not button.isHidden() and button.isEnabled():
                button.click()
                return

    def go_to_open(self) -> bool:
        """Put the keyboard on the first answer that waits; returns whether there is one."""
        waiting = (each for each in self._view.corrections if each.is_open) if self._view else ()
        names = [f"{deed}-{each.id}" for each in waiting for deed in ("take", "stand")]
        return any(focus_named(self, name) for name in names)

    def _show_head(self, view: RoundView) -> None:
        number = view.version.number
        self._title.setText(self.tr("Rettelsesrunde · version {0}").format(number))
        self._deadline.setText(deadline_text(view, self._desk.office.clock.today()))
        self._state.setText(state_text(view))
        self._count.setText(answered_text(view))
        self._move.setVisible(view.round.closed_at is None)

    def show_buttons(self) -> None:
        """Show in the foot what can be done now."""
        view = self._view
        if view is None:
            return
        number, closed = view.version.number + 1, view.round.closed_at is not None
        drafting = view.round.is_drafting
        go_on = self.tr("Skriv videre på version {0}").format(number)
        begin = self.tr("Skriv version {0}").format(number)
        self.write_button.set_caption(go_on if drafting else begin, "edit")
        self.write_button.setVisible(drafting or (view.needs_version and not closed))
        again, close = self.tr("Åbn runden igen"), self.tr("Luk runden")
        self.close_button.set_caption(again if closed else close, "undo" if closed else "check")
        all_said = all(each.state in ANSWERED for each in view.responses)
        self.close_button.setVisible(closed or (view.can_close and (view.is_over or all_said)))
        self.note_button.setVisible(True)

    def _show_rows(self, view: RoundView) -> None:
        self._rows.clear()
        can_decide = view.round.closed_at is None
        for response in view.responses:
            row = ResponseRow(view, response, can_decide=can_decide)
            row.take_requested.connect(self._deeds.take)
            row.stand_requested.connect(self._deeds.stand)
            row.undecide_requested.connect(self._deeds.undecide)
            row.remove_requested.connect(self._deeds.remove)
            row.refuse_requested.connect(self._refuse)
            row.edit_requested.connect(self._edit)
            row.note_requested.connect(self._note)
            self._rows.add_row(row)
            # A layout shows what it was given only at the next turn; the focus goes there now.
            row.show()
        if not view.responses:
            nobody = self.tr("Ingen har fået referatet endnu.")
            self._rows.add(WrapLabel(nobody, tone=Tone.NEUTRAL))
        for number in sorted({each.number for each in view.earlier}, reverse=True):
            said = tuple(each for each in view.earlier if each.number == number)
            earlier = EarlierAnswers(view, number, said)
            self._rows.add(earlier)
            earlier.show()

    def _focus_next(self) -> None:
        if not self.go_to_open():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, said: Correction) -> None:
        if self._view is None:
            return
        dialog = RefuseCorrectionDialog(self._view, said, self)
        self._open(dialog, lambda: self._deeds.refuse(said, dialog.reason, dialog))

    def _note(self, person_id: str = "") -> None:
        if self._view is None:
            return
        dialog = NoteCorrectionDialog(self._view, self, person_id=person_id)
        self._open(
            dialog,
            lambda: self._deeds.note(dialog.person_id, dialog.draft(), dialog.channel, dialog),
        )

    def _edit(self, said: Correction) -> None:
        if self._view is None:
            return
        dialog = NoteCorrectionDialog(self._view, self, said=said)
        self._open(dialog, lambda: self._deeds.rewrite(said, dialog.draft(), dialog))

    def _read_file(self) -> None:
        if self._view is not None:
            open_changed_file(self, self._desk, self._view.meeting.id, note=self._deeds.note)

    def _move_until(self) -> None:
        if self._view is None:
            return
        dialog = MoveUntilDialog(self._view.round.until, self._desk.office.clock.today, self)

        def move() -> bool:
            until = dialog.until
            return until is not None and self._deeds.move_until(until, dialog)

        self._open(dialog, move)

    def _open(self, dialog: Dialog, deed: Callable[[], bool]) -> None:
        def confirmed() -> None:
            if deed():
                dialog.accept()

        dialog.confirm_requested.connect(confirmed)
        self._focus.keep_for(dialog)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close_or_reopen(self) -> None:
        if self._view is None:
            return
        if self._view.round.closed_at is not None:
            self._deeds.reopen()
        else:
            self._deeds.close()

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._move.clicked.connect(self._move_until)
        self.note_button.clicked.connect(lambda: self._note())
        self._read.clicked.connect(self._read_file)
        self.close_button.clicked.connect(self._close_or_reopen)
        self.write_button.clicked.connect(self.version_requested)
        self._deeds.changed.connect(self.show_round)
        self._deeds.changed.connect(self.viewed)
        self._deeds.done.connect(self.done)

    def _lay_out(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(8)
        when.addWidget(self._deadline, 0, Qt.AlignmentFlag.AlignVCenter)
        when.addWidget(self._move, 0, Qt.AlignmentFlag.AlignVCenter)
        when.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addLayout(when)
        column.addWidget(self._state)
        column.addWidget(self._read, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(GAP - 8)
        column.addWidget(self._rows)
        column.addStretch(1)
