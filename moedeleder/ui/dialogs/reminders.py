"""The dialog that turns reminders on and off: who gets one, when, and every word of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.reminders import ReminderKind, ReminderPlan
from moedeleder.services.letters import LetterText
from moedeleder.services.reminders import MOST_DAYS, ReminderPreview
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import MailPreview
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.reminder_words import (
    about_text,
    days_text,
    going_text,
    hindrances_text,
    kind_text,
)
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_BOTH = 100
_OVER = (MeetingState.HELD, MeetingState.FINISHED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemindersDialog", text)


def kinds_for(meeting: Meeting) -> tuple[ReminderKind, ...]:
    """Return what people can still be reminded of."""
    if meeting.state in _OVER:
        return (ReminderKind.CORRECTIONS, ReminderKind.PROMISES)
    return tuple(ReminderKind)


class ReminderSwitch(Card):
    """One kind of reminder: on or off, how long before, and who would get it."""

    changed = Signal()
    mail_requested = Signal()

    def __init__(self, plan: ReminderPlan) -> None:
        super().__init__(object_name=f"reminder-{plan.kind.value}")
        self.plan = plan
        name = kind_text(plan.kind)
        self.switch = named(QCheckBox(name), f"remind-{plan.kind.value}", name)
        self.switch.setChecked(plan.is_on)
        self.days = named(
            NumberField(1, MOST_DAYS), f"days-{plan.kind.value}", days_text(plan.kind)
        )
        self.days.setValue(plan.days)
        self._who = WrapLabel("")
        self._who.setObjectName(f"goesTo-{plan.kind.value}")
        self._not = WrapLabel("", TextRole.SMALL, Tone.WARN)
        self._not.setObjectName(f"goesNot-{plan.kind.value}")
        self.see = quiet(self.tr("Se mailen"), f"seeReminder-{plan.kind.value}", "eye")
        self._arrange(about_text(plan.kind))
        self.switch.toggled.connect(self.changed)
        self.days.valueChanged.connect(self.changed)
        self.see.clicked.connect(self.mail_requested)

    @property
    def is_another(self) -> bool:
        """Whether something is chosen that is not so already."""
        is_on = self.switch.isChecked()
        return is_on != self.plan.is_on or (is_on and self.days.value() != self.plan.days)

    def show_preview(self, preview: ReminderPreview) -> None:
        """Show who would get it with the days that are chosen, and who not."""
        self._unit.setText(self._unit_text())
        self._who.setText(going_text(preview))
        missed = hindrances_text(preview.lines)
        self._not.setText(missed)
        self._not.setVisible(bool(missed))

    def _unit_text(self) -> str:
        one = self.days.value() == 1
        return self.tr("arbejdsdag før") if one else self.tr("arbejdsdage før")

    def _arrange(self, about: str) -> None:
        self.switch.setFont(font_for(TextRole.STRONG))
        self._unit = Label(self._unit_text())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.switch)
        head.addStretch(1)
        head.addWidget(self.see, 0, Qt.AlignmentFlag.AlignRight)
        before = QHBoxLayout()
        before.setSpacing(8)
        before.addWidget(self.days)
        before.addWidget(self._unit)
        before.addStretch(1)
        self.add(head)
        self.add(WrapLabel(about, TextRole.SMALL, Tone.NEUTRAL))
        self.add(before)
        self.add(self._who)
        self.add(self._not)


class RemindersDialog(Dialog):
    """Asks which reminders leave for a meeting; nothing is sent by it, and nothing unseen later."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Påmindelser"),
            _tr("Gem påmindelser"),
            parent,
            text=_tr("Ingen får en påmindelse, før du slår den til her."),
            icon="check",
            object_name="remindersDialog",
            width=1000,
        )
        self._desk, self.meeting = desk, meeting
        wanted = kinds_for(meeting)
        plans = [each for each in desk.office.reminders.plans(meeting.id) if each.kind in wanted]
        self.switches = {plan.kind: ReminderSwitch(plan) for plan in plans}
        self.preview = MailPreview(lines=14)
        self._lay_out_columns()
        for kind, switch in self.switches.items():
            switch.changed.connect(lambda kind=kind: self._changed(kind))
            switch.mail_requested.connect(lambda kind=kind: self._show_mail(kind))
            self._show_people(kind)
        self.confirm_requested.connect(self._keep)
        self._show_mail(wanted[0])
        self.switches[wanted[0]].switch.setFocus()

    def arrange(self, width: int) -> None:
        """Put the mail below where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        way = QBoxLayout.Direction
        beside = width >= _BOTH * letter
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _lay_out_columns(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        for switch in self.switches.values():
            left.addWidget(switch)
        honest = WrapLabel(
            self.tr(
                "Påmindelser sendes, mens programmet er åbent. Er det lukket den dag, sendes de,"
                " næste gang det bliver åbnet. De sendes aldrig for sent."
            ),
            TextRole.SMALL,
            Tone.NEUTRAL,
        )
        honest.setObjectName("whenTheyLeave")
        left.addWidget(honest)
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(MARGIN)
        self._columns.addLayout(left, 5)
        self._columns.addWidget(self.preview, 4)
        self.body.addLayout(self._columns)

    def _changed(self, kind: ReminderKind) -> None:
        self._show_people(kind)
        self._show_mail(kind)

    def _show_people(self, kind: ReminderKind) -> None:
        switch = self.switches[kind]
        perform(
            self,
            lambda: self._seen(kind, switch.days.value()),
            success=switch.show_preview,
        )

    def _seen(self, kind: ReminderKind, days: int) -> ReminderPreview:
        return self._desk.office.reminders.preview(self.meeting.id, kind, days)

    def _show_mail(self, kind: ReminderKind) -> None:
        """Show every word that the first of them gets, or how it will be when there is one."""
        reminders, meeting_id = self._desk.office.reminders, self.meeting.id
        seen = self._seen(kind, self.switches[kind].days.value())
        first = next(iter(seen.going), None)

        def words() -> LetterText:
            try:
                return reminders.words(meeting_id, kind, first.attendee_id if first else "")
            except NotFound:
                # Changed elsewhere since it was read.
                return reminders.words(meeting_id, kind)

        def show(letter: LetterText) -> None:
            name = first.name if first else self.tr("en modtager")
            self.preview.show_letter(name, letter.subject, letter.body)

        perform(self, words, success=show)

    def _keep(self) -> None:
        reminders, meeting_id = self._desk.office.reminders, self.meeting.id
        changed = [each for each in self.switches.values() if each.is_another]

        def keep() -> Sequence[ReminderPlan]:
            return [
                reminders.turn_on(meeting_id, each.plan.kind, each.days.value())
                if each.switch.isChecked()
                else reminders.turn_off(meeting_id, each.plan.kind)
                for each in changed
            ]

        perform(
            self,
            keep,
            success=lambda _plans: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, ids=(meeting_id,)),
        )
