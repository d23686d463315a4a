"""The foot of the first step: what is missing, and the next thing to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.readiness import Lack, LackKind, things_missing
from moedeleder.domain.sending import Delivery, LetterKind, newest_calls
from moedeleder.services.withdrawals import Outdated
from moedeleder.ui.dialogs.send_words import news_caption
from moedeleder.ui.pages.steps import Step, step_of
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.wording import count_text, lack_text

_NAMED = 3
"""Missing things named at the foot; the cards beside the agenda tell all of them."""


@dataclass(frozen=True)
class Invitation:
    """How far the drafts and invitations of a meeting have come."""

    sent: bool
    by_attendee: Mapping[str, Delivery]
    new: int
    shared: bool = False
    """Whether a draft has been shared with anybody."""
    called_off: bool = False
    """Whether the last that people heard is that the meeting is off."""

    gone: int = 0
    """How many were called, are taken off the list and have not been told."""
    outdated: Outdated = field(default_factory=Outdated)
    left_out: int = 0
    """How many on the list were shown before and are to have no invitation."""

    @classmethod
    def of(
        cls,
        meeting: Meeting,
        deliveries: Sequence[Delivery],
        gone: int = 0,
        outdated: Outdated | None = None,
        left_out: Collection[str] = (),
    ) -> Invitation:
        """Read it from a meeting and all its letters; the newest letter to each counts.

        Args:
            left_out: attendees who were shown and are to have no invitation.
        """
        newest = newest_calls(deliveries)
        present = {attendee.id for attendee in meeting.attendees}
        return cls(
            meeting.invited_at is not None,
            {key: letter for key, letter in newest.items() if key in present},
            len(present - newest.keys() - set(left_out)),
            any(letter.kind is LetterKind.DRAFT for letter in deliveries),
            _newest(deliveries, LetterKind.CANCELLATION)
            > _newest(deliveries, LetterKind.INVITATION),
            gone,
            outdated or Outdated(),
            len(present & set(left_out)),
        )


def _newest(deliveries: Sequence[Delivery], kind: LetterKind) -> int:
    return max((letter.number for letter in deliveries if letter.kind is kind), default=-1)


class Deed(Enum):
    """What a button of the foot does."""

    NOTHING = auto()
    SHARE = auto()
    TIMES = auto()
    INVITE = auto()
    INVITE_NEW = auto()
    WITHDRAW = auto()
    TAKE_UP = auto()
    GO_ON = auto()


class AgendaFoot(QObject):
    """The buttons at the foot, and the words beside them."""

    invite_requested = Signal(bool)
    """True: only those who are new on the list."""
    share_requested = Signal()
    times_requested = Signal()
    take_up_requested = Signal()
    withdraw_requested = Signal()
    step_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.see = secondary(self.tr("Se dagsordenen"), "seeAgenda", "eye")
        self.again = secondary("", "inviteAgain", "mail")
        self.main = primary("", "agendaMain", "mail")
        self._next = Step.MEETING
        self._main_deed = Deed.NOTHING
        self._second_deed = Deed.NOTHING
        self.again.clicked.connect(lambda: self._do(self._second_deed))
        self.main.clicked.connect(lambda: self._do(self._main_deed))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, the primary one last."""
        return (self.see, self.again, self.main)

    def show_meeting(self, meeting: Meeting, invitation: Invitation, *, changed: int = 0) -> None:
        """Say what happens next.

        Args:
            changed: how many things differ from the agenda that people have.
        """
        self._next = Step.MEETING if _is_planned(meeting) else step_of(meeting.state)
        self._main_deed, self._second_deed = _deeds(meeting, invitation, changed)
        self._show(self.main, self._main_deed, meeting, invitation, changed)
        self._show(self.again, self._second_deed, meeting, invitation, changed)
        self.again.setVisible(self._second_deed is not Deed.NOTHING)

    def note(self, lacks: Sequence[Lack], meeting: Meeting, invitation: Invitation) -> str:
        """Return what is missing before the meeting, in words."""
        old = self._outdated(invitation.outdated)
        told = self.tr("{0} er taget af listen og har ikke fået besked")
        # Beside others who know the wrong thing there is no room; the button says the rest.
        gone = self.tr("{0} er taget af listen") if old else told
        gone = gone.format(invitation.gone) if invitation.gone else ""
        if not _is_planned(meeting):
            return gone if meeting.state is MeetingState.CANCELLED else ""
        # The buttons say these two already.
        said = {LackKind.INVITATION, LackKind.INVITATION_FOR_NEW}
        seen = [lack for lack in lacks if lack.kind not in said]
        count = self.tr("{0} ting mangler").format(things_missing(lacks))
        said.add(LackKind.CHECKS)
        missing = [lack_text(lack) for lack in lacks if lack.kind not in said]
        if seen:
            missing.insert(0, count)
        if old:
            return " · ".join(filter(None, (old, gone, count if seen else "")))
        if gone:
            missing.insert(0, gone)
        if invitation.called_off:
            missing.insert(0, self.tr("Deltagerne tror, at mødet er aflyst"))
        if missing:
            more = len(missing) - _NAMED
            rest = [self.tr("{0} ting mere").format(more)] if more > 1 else missing[_NAMED:]
            return " · ".join(missing[:_NAMED] + rest)
        ready = self.tr("Alt er klar til mødet.")
        return ready if invitation.sent else self.tr("Klar til at indkalde.")

    def _outdated(self, found: Outdated) -> str:
        """Say how many have an invitation that is no longer right, and in what."""
        what = {
            self.tr("tid"): found.moved,
            self.tr("sted"): found.place,
            self.tr("længde"): found.length and not found.moved,
        }
        named = [name for name, changed in what.items() if changed]
        if not named:
            return ""
        article = self.tr("det") if named == [self.tr("sted")] else self.tr("den")
        names = self.tr(" og ").join(named)
        return self.tr("{0} har {1} gamle {2}").format(found.count, article, names)

    def _show(
        self, button: Button, deed: Deed, meeting: Meeting, invitation: Invitation, changed: int
    ) -> None:
        count = len(meeting.attendees) - invitation.left_out
        people = count_text(count, self.tr("deltager"), self.tr("deltagere"))
        button.setEnabled(deed is not Deed.INVITE or bool(meeting.attendees))
        if deed is Deed.SHARE:
            button.set_caption(self.tr("Del kladde"), "people")
        elif deed is Deed.TIMES:
            button.set_caption(self.tr("Vælg tid"), "calendar")
        elif deed is Deed.INVITE:
            button.set_caption(self._invite_words(meeting, invitation, changed, people), "mail")
        elif deed is Deed.INVITE_NEW:
            new = count_text(invitation.new, self.tr("ny deltager"), self.tr("nye deltagere"))
            button.set_caption(self.tr("Indkald {0}").format(new), "mail")
        elif deed is Deed.WITHDRAW:
            told = self.tr("Giv besked til {0}").format(invitation.gone)
            button.set_caption(told, "mail")
        elif deed is Deed.TAKE_UP:
            button.set_caption(self.tr("Tag mødet op igen"), "undo")
        elif deed is Deed.GO_ON:
            button.set_caption(self._way_on(), "arrow-right")

    def _invite_words(
        self, meeting: Meeting, invitation: Invitation, changed: int, people: str
    ) -> str:
        if not meeting.attendees:
            return self.tr("Indkald deltagere")
        if not invitation.sent:
            return self.tr("Indkald {0}").format(people)
        if news := news_caption(invitation.outdated, len(meeting.attendees) - invitation.left_out):
            return news
        update, again = self.tr("Send opdatering til {0}"), self.tr("Send ny indkaldelse til {0}")
        return (update if changed else again).format(people)

    def _way_on(self) -> str:
        return {
            Step.AGENDA: "",
            Step.MEETING: self.tr("Gå til mødet"),
            Step.MINUTES: self.tr("Gå til referatet"),
            Step.FOLLOW_UP: self.tr("Gå til opfølgningen"),
        }[self._next]

    def _do(self, deed: Deed) -> None:
        if deed in (Deed.INVITE, Deed.INVITE_NEW):
            self.invite_requested.emit(deed is Deed.INVITE_NEW)
        elif deed is Deed.GO_ON:
            self.step_requested.emit(self._next)
        elif deed is not Deed.NOTHING:
            {
                Deed.SHARE: self.share_requested,
                Deed.TIMES: self.times_requested,
                Deed.TAKE_UP: self.take_up_requested,
                Deed.WITHDRAW: self.withdraw_requested,
            }[deed].emit()


def _is_planned(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.PLANNED


def _deeds(meeting: Meeting, invitation: Invitation, changed: int) -> tuple[Deed, Deed]:
    """Return what the primary button does, and the one beside it."""
    main, second = _usual_deeds(meeting, invitation, changed)
    to_come = meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED)
    if not (to_come and invitation.gone):
        return main, second
    # Somebody who believes that they are to come must hear it before the page is done.
    return (Deed.WITHDRAW, main) if main is Deed.GO_ON else (main, Deed.WITHDRAW)


def _usual_deeds(meeting: Meeting, invitation: Invitation, changed: int) -> tuple[Deed, Deed]:
    if meeting.state is MeetingState.CANCELLED:
        return Deed.TAKE_UP, Deed.NOTHING
    if not _is_planned(meeting):
        return Deed.GO_ON, Deed.NOTHING
    # Nobody can be told of a time that is not chosen.
    invite = Deed.TIMES if meeting.time_is_open else Deed.INVITE
    if not invitation.sent:
        # Who has brought something has been asked, by phone if not by letter.
        asked = invitation.shared or bool(meeting.contributions)
        if asked or not _family_has_mail(meeting):
            return invite, Deed.SHARE if meeting.attendees else Deed.NOTHING
        return Deed.SHARE, invite
    if invite is Deed.TIMES:
        return invite, Deed.NOTHING
    # Whoever knows the wrong time hears it before all else, and the new with them.
    if invitation.called_off or invitation.outdated.count:
        return Deed.INVITE, Deed.NOTHING
    if invitation.new:
        everybody_new = invitation.new == len(meeting.attendees)
        return Deed.INVITE_NEW, Deed.INVITE if changed and not everybody_new else Deed.NOTHING
    return (Deed.INVITE, Deed.NOTHING) if changed else (Deed.GO_ON, Deed.INVITE)


def _family_has_mail(meeting: Meeting) -> bool:
    people = (attendee.person for attendee in meeting.attendees)
    return any(person.is_family_side and person.mail.strip() for person in people)
