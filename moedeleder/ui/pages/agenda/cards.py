"""The column beside the agenda: who comes, when and where, and the checklist before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.contributions import ContributionKind, Decision
from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import Person
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.domain.text import shorten
from moedeleder.services.context import wall_time
from moedeleder.services.labels import duty_label
from moedeleder.ui.contribution_words import reply_line
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.focus_memory import focus_kept, focus_named
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import (
    day_text,
    delivery_text,
    moment_text,
    people_reminders,
    role_text,
)

SHOWN_AT_FIRST = 8
_REPLY_LOOKS: dict[InvitationReply, tuple[IconName, Tone]] = {
    InvitationReply.ACCEPTED: ("check", Tone.OK),
    InvitationReply.TENTATIVE: ("info", Tone.INFO),
    InvitationReply.DECLINED: ("x", Tone.WARN),
}
_TROUBLE = (DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.NO_ADDRESS)


class AttendeeRow(QWidget):
    """One attendee: name, role and duty, needs, what is missing, and a way to change it."""

    edit_requested = Signal(str)

    def __init__(
        self,
        attendee: Attendee,
        delivery: Delivery | None,
        editable: bool,
        *,
        in_folder: bool = False,
    ) -> None:
        super().__init__()
        self._in_folder = in_folder
        self.setObjectName(f"attendee-{attendee.id}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(attendee.person.name, TextRole.BODY))
        words.addWidget(ElidedLabel(attendee_line(attendee), TextRole.SMALL, Tone.NEUTRAL))
        if attendee.why_here.strip():
            words.addWidget(ElidedLabel(attendee.why_here, TextRole.SMALL, Tone.NEUTRAL))
        for icon, text, tone in self._remarks(attendee, delivery):
            words.addWidget(Remark(icon, text, tone))
        edit = icon_button(
            "edit",
            self.tr("Ret {0}").format(shorten(attendee.person.name, 60)),
            f"editAttendee-{attendee.id}",
        )
        if not editable:
            edit.hide()
        edit.clicked.connect(lambda: self.edit_requested.emit(attendee.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(words, 1)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)

    def _remarks(
        self, attendee: Attendee, delivery: Delivery | None
    ) -> list[tuple[IconName, str, Tone]]:
        found: list[tuple[IconName, str, Tone]] = []
        if attendee.person.needs.strip():
            needs = self.tr("Brug for: {0}").format(attendee.person.needs)
            found.append(("info", needs, Tone.INFO))
        if reply := reply_line(attendee):
            icon_of_reply, tone_of_reply = _REPLY_LOOKS[attendee.reply]
            found.append((icon_of_reply, reply, tone_of_reply))
        if delivery is not None and delivery.state is not DeliveryState.NO_ADDRESS:
            bad = delivery.state in _TROUBLE
            laid = delivery.lies_in_folder(otherwise=self._in_folder)
            # Nobody has what lies in the folder: no letter that has left.
            icon: IconName = "warning" if bad else "folder" if laid else "mail"
            tone = Tone.BAD if bad else Tone.NEUTRAL
            found.append((icon, self._letter_words(delivery), tone))
        elif not attendee.person.mail.strip():
            found.append(("warning", self.tr("Mangler mail: får en kopi på papir"), Tone.WARN))
        return found

    def _letter_words(self, delivery: Delivery) -> str:
        if delivery.lies_in_folder(otherwise=self._in_folder):
            day = day_text(wall_time(delivery.changed_at).date()) if delivery.changed_at else ""
            return self.tr("Brevet er lagt i mappen {0}, ikke sendt").format(day)
        if delivery.state is DeliveryState.SENT:
            return self.tr("Indkaldt {0}").format(moment_text(delivery.changed_at))
        return delivery_text(delivery)


class AttendeesCard(Card):
    """Everybody on the list; long lists open on demand."""

    add_requested = Signal()
    edit_requested = Signal(str)
    letters_requested = Signal()
    versions_requested = Signal()

    def __init__(self) -> None:
        add = quiet("", "addAttendees", "person-add")
        super().__init__(" ", add, object_name="attendeesCard")
        self.set_title(self.tr("Deltagere"))
        add.set_caption(self.tr("Tilføj"))
        add.clicked.connect(self.add_requested)
        self.body.setSpacing(12)
        self._add = add
        self._all = False
        self._shown: object = None

    def show_meeting(
        self,
        meeting: Meeting,
        deliveries: Mapping[str, Delivery],
        editable: bool,
        *,
        in_folder: bool = False,
    ) -> None:
        """Show who comes, with what became of each invitation (by attendee id).

        Args:
            in_folder: letters are laid in a folder now; one that knows its way goes by that.
        """
        self._add.setVisible(editable)
        sent = (tuple(deliveries.values()), meeting.answer_by)
        writers = _bringing_support(meeting)
        content = (meeting.attendees, sent, editable, self._all, in_folder, writers)
        if content == self._shown:
            return
        self._shown = content
        with focus_kept(self, self._add.setFocus):
            self._build(meeting, deliveries, editable, in_folder=in_folder)

    def _build(
        self,
        meeting: Meeting,
        deliveries: Mapping[str, Delivery],
        editable: bool,
        *,
        in_folder: bool,
    ) -> None:
        self.clear()
        several = len(meeting.attendees) > SHOWN_AT_FIRST and not self._all
        visible = meeting.attendees[:SHOWN_AT_FIRST] if several else meeting.attendees
        for attendee in visible:
            row = AttendeeRow(attendee, deliveries.get(attendee.id), editable, in_folder=in_folder)
            row.edit_requested.connect(self.edit_requested)
            self.add(row)
        if several:
            self._offer_all(meeting, deliveries, editable, in_folder)
        if not meeting.attendees:
            self.add(muted(self.tr("Ingen er sat på mødet endnu.")))
        if deliveries:
            letters = secondary(
                self.tr("Se indkaldelserne"), "seeInvitations", "mail", compact=True
            )
            letters.clicked.connect(self.letters_requested)
            self.body.addWidget(letters, 0, Qt.AlignmentFlag.AlignLeft)
        if deliveries or meeting.answer_by is not None:
            versions = quiet(self.tr("Hvem har fået hvad"), "seeVersions", "list")
            versions.clicked.connect(self.versions_requested)
            self.body.addWidget(versions, 0, Qt.AlignmentFlag.AlignLeft)
        people = [each.person for each in meeting.attendees]
        for reminder in people_reminders(people, _bringing_support(meeting)):
            self.add(Remark("info", reminder))

    def _offer_all(
        self,
        meeting: Meeting,
        deliveries: Mapping[str, Delivery],
        editable: bool,
        in_folder: bool,
    ) -> None:
        count = len(meeting.attendees)
        button = quiet(self.tr("Vis alle {0}").format(count), "showAllAttendees", "chevron-down")

        def show_all() -> None:
            self._all = True
            self.show_meeting(meeting, deliveries, editable, in_folder=in_folder)
            focus_named(self, f"editAttendee-{meeting.attendees[SHOWN_AT_FIRST].id}")

        button.clicked.connect(show_all)
        self.add(button)


def _bringing_support(meeting: Meeting) -> tuple[Person, ...]:
    """Return who has said that they bring a bisidder, each once."""
    said = {
        each.person.id: each.person
        for each in meeting.contributions
        if each.kind is ContributionKind.SUPPORT_PERSON and each.decision is not Decision.WITHDRAWN
    }
    return tuple(said.values())


class AboutCard(Card):
    """When, where and why, with ways to change it, to propose times and to call it off."""

    edit_requested = Signal()
    times_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        edit = quiet("", "editMeeting", "edit")
        super().__init__(" ", edit, object_name="aboutCard")
        self.set_title(self.tr("Om mødet"))
        edit.set_caption(self.tr("Ret"))
        edit.clicked.connect(self.edit_requested)
        self._edit = edit
        self._shown: object = None

    def show_meeting(self, meeting: Meeting, editable: bool) -> None:
        """Show the meeting's day, place and purpose; what is missing is said."""
        self._edit.setVisible(editable)
        open_times = len(meeting.proposed_times) if meeting.time_is_open else 0
        content = (meeting.draft, meeting.type_name, open_times, meeting.state)
        if content == self._shown:
            return
        self._shown = content
        self.clear()
        self.add(_fact(self.tr("Hvornår"), self._when(meeting)))
        where = " · ".join(filter(None, (meeting.place, meeting.link)))
        if where:
            self.add(_fact(self.tr("Hvor"), where))
        else:
            self.add(Remark("warning", self.tr("Sted eller link mangler"), Tone.WARN))
        if meeting.purpose.strip():
            self.add(_fact(self.tr("Formål"), meeting.purpose))
        else:
            missing = self.tr("Formålet mangler. Skriv det i én sætning.")
            self.add(Remark("warning", missing, Tone.WARN))
        if meeting.state is MeetingState.PLANNED:
            self._offer_changes(meeting)

    def _when(self, meeting: Meeting) -> str:
        if meeting.time_is_open:
            proposals = self.tr("{0} forslag · {1} min")
            return proposals.format(len(meeting.proposed_times), meeting.minutes)
        day = long_date(meeting.starts_at)
        span = time_span(meeting.starts_at, meeting.ends_at)
        return self.tr("{0}\n{1} · {2} min").format(
            day[:1].upper() + day[1:], span, meeting.minutes
        )

    def _offer_changes(self, meeting: Meeting) -> None:
        if meeting.time_is_open:
            self.add(Remark("clock", self.tr("Tiden er ikke valgt endnu."), Tone.WARN))
        words = self.tr("Se svar på tider") if meeting.proposed_times else self.tr("Foreslå tider")
        times = quiet(words, "proposeTimes", "calendar")
        times.clicked.connect(self.times_requested)
        cancel = quiet(self.tr("Aflys mødet…"), "cancelMeeting", "x")
        cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(times)
        row.addWidget(cancel)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add(holder)


def attendee_line(attendee: Attendee) -> str:
    """Return e.g. ``Sagsbehandler · Mødeleder og referent``."""
    person = attendee.person
    return " · ".join(
        filter(None, (role_text(person), person.organisation, duty_label(attendee.duty)))
    )


def _fact(caption: str, text: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(muted(caption))
    column.addWidget(WrapLabel(shorten(text, 400)))
    return holder
