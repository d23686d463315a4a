"""The foot of the first step: what is missing, and the next thing to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.readiness import Lack, LackKind
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.ui.pages.steps import Step, step_of
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.wording import count_text, lack_text

_LEAST = 160
_NAMED = 3
"""Missing things named at the foot; the cards beside the agenda tell all of them."""


@dataclass(frozen=True)
class Invitation:
    """How far the invitations of a meeting have come."""

    sent: bool
    by_attendee: Mapping[str, Delivery]
    new: int

    @classmethod
    def of(cls, meeting: Meeting, deliveries: Sequence[Delivery]) -> Invitation:
        """Read it from a meeting and all its letters; the newest letter to each counts."""
        newest: dict[str, Delivery] = {}
        for letter in deliveries:
            if letter.kind is LetterKind.INVITATION:
                known = newest.get(letter.attendee_id)
                if known is None or letter.number >= known.number:
                    newest[letter.attendee_id] = letter
        present = {attendee.id for attendee in meeting.attendees}
        return cls(
            meeting.invited_at is not None,
            {key: letter for key, letter in newest.items() if key in present},
            len(present - newest.keys()),
        )


class AgendaFoot(QObject):
    """The buttons at the foot, and the words beside them."""

    invite_requested = Signal(bool)
    """True: only those who are new on the list."""
    step_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.see = secondary(self.tr("Se dagsordenen"), "seeAgenda", "eye")
        self.again = secondary("", "inviteAgain", "mail")
        self.main = primary("", "agendaMain", "mail")
        for button in (self.see, self.again):
            # Large text must not push the page wider than the screen.
            button.setMinimumWidth(_LEAST)
        self.again.clicked.connect(lambda: self.invite_requested.emit(False))
        self.main.clicked.connect(self._main)
        self._next = Step.MEETING
        self._invites = False
        self._only_new = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, the primary one last."""
        return (self.see, self.again, self.main)

    def show_meeting(self, meeting: Meeting, invitation: Invitation) -> None:
        """Say what happens next."""
        planned = meeting.state is MeetingState.PLANNED
        people = count_text(len(meeting.attendees), self.tr("deltager"), self.tr("deltagere"))
        self._only_new = invitation.sent
        self._invites = planned and (not invitation.sent or invitation.new > 0)
        self._next = Step.MEETING if planned else step_of(meeting.state)
        self.again.setVisible(planned and invitation.sent and invitation.new == 0)
        self.again.set_caption(self.tr("Send ny indkaldelse til {0}").format(people))
        self._show_main(meeting, invitation, people)

    def note(self, lacks: Sequence[Lack], meeting: Meeting, invitation: Invitation) -> str:
        """Return what is missing before the meeting, in words."""
        if meeting.state is not MeetingState.PLANNED:
            return ""
        # The primary button says these two already.
        said = {LackKind.INVITATION, LackKind.INVITATION_FOR_NEW}
        missing = [lack_text(lack) for lack in lacks if lack.kind not in said]
        if missing:
            more = len(missing) - _NAMED
            rest = [self.tr("{0} ting mere").format(more)] if more > 1 else missing[_NAMED:]
            return " · ".join(missing[:_NAMED] + rest)
        ready = self.tr("Alt er klar til mødet.")
        return ready if invitation.sent else self.tr("Klar til at indkalde.")

    def _show_main(self, meeting: Meeting, invitation: Invitation, people: str) -> None:
        self.main.setEnabled(bool(meeting.attendees) or not self._invites)
        if self._invites and invitation.sent:
            new = count_text(invitation.new, self.tr("ny deltager"), self.tr("nye deltagere"))
            self.main.set_caption(self.tr("Indkald {0}").format(new), "mail")
        elif self._invites:
            several = self.tr("Indkald {0}").format(people)
            nobody = self.tr("Indkald deltagere")
            self.main.set_caption(several if meeting.attendees else nobody, "mail")
        else:
            words = {
                Step.MEETING: self.tr("Gå til mødet"),
                Step.MINUTES: self.tr("Gå til referatet"),
                Step.FOLLOW_UP: self.tr("Gå til opfølgningen"),
            }
            self.main.set_caption(words[self._next], "arrow-right")

    def _main(self) -> None:
        if self._invites:
            self.invite_requested.emit(self._only_new)
        else:
            self.step_requested.emit(self._next)
