"""The meeting itself: when, where, who, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.contributions import Contribution
from moedeleder.domain.errors import InvalidDuration, MeetingEndsBeforeStart
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.domain.people import Person
from moedeleder.domain.read_back import ReadBackAnswer
from moedeleder.domain.running import Pause, Turn, Visit
from moedeleder.domain.scales import Scale
from moedeleder.domain.statements import Statement
from moedeleder.domain.times import ProposedTime, TimeAnswer

MEETING_MINUTES_LIMIT = 720


class MeetingState(StrEnum):
    """How far the meeting has come; a cancelled one can be taken up again."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    RUNNING = "running"
    HELD = "held"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class CheckState:
    """One line of the meeting's checklist, ticked or not."""

    phase: Phase
    key: str
    text: str
    done: bool = False
    done_by: str = ""
    done_at: datetime | None = None
    stretch: Stretch = Stretch.DURING


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What can be written about a promise; the owner is a person or a free name."""

    what: str
    owner_id: str | None = None
    owner_name: str = ""
    due: date | None = None
    goal: str = ""
    item_id: str | None = None
    worry: str = ""
    need: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """An *aftale*: what somebody will do by when. It is never an *afgørelse*.

    As a line of the action plan it goes from a worry over need and goal to the ``sign`` by which
    all can see that it works.
    """

    id: str
    version: int
    what: str
    owner: Person | None = None
    owner_name: str = ""
    due: date | None = None
    goal: str = ""
    item_id: str | None = None
    kept_at: datetime | None = None
    made_at: datetime | None = None
    worry: str = ""
    need: str = ""
    sign: str = ""

    @property
    def owner_label(self) -> str:
        """The name of whoever promised, empty when nobody is named."""
        return self.owner.name if self.owner else self.owner_name

    @property
    def draft(self) -> PromiseDraft:
        """The editable fields."""
        owner_id = self.owner.id if self.owner else None
        return PromiseDraft(
            self.what,
            owner_id,
            self.owner_name,
            self.due,
            self.goal,
            self.item_id,
            self.worry,
            self.need,
            self.sign,
        )


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next meeting, or why there is none."""

    at: datetime | None = None
    none_reason: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether somebody took a stand."""
        return self.at is not None or bool(self.none_reason.strip())


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What can be written about a meeting before it is held; times are Danish wall time."""

    starts_at: datetime
    minutes: int
    place: str = ""
    link: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything about one meeting, as the page shows it."""

    id: str
    version: int
    family_id: str
    child_name: str
    case_number: str
    type_key: str
    type_name: str
    starts_at: datetime
    minutes: int
    place: str
    link: str
    purpose: str
    state: MeetingState
    attendees: tuple[Attendee, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    checks: tuple[CheckState, ...] = ()
    statements: tuple[Statement, ...] = ()
    promises: tuple[Promise, ...] = ()
    visits: tuple[Visit, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    follow_up: FollowUp = field(default_factory=FollowUp)
    invited_at: datetime | None = None
    calendar_sequence: int = 0
    calendar_uid: str = ""
    """Of its entry in calendars; empty: made of its own id."""
    child_voice: ChildVoice = field(default_factory=ChildVoice)
    answer_by: date | None = None
    contributions: tuple[Contribution, ...] = ()
    proposed_times: tuple[ProposedTime, ...] = ()
    time_answers: tuple[TimeAnswer, ...] = ()
    cancelled_reason: str = ""
    pauses: tuple[Pause, ...] = ()
    turns: tuple[Turn, ...] = ()
    scales: tuple[Scale, ...] = ()
    read_back: tuple[ReadBackAnswer, ...] = ()
    extra_minutes: int = 0
    time_asked_at: datetime | None = None
    speaking_in_minutes: bool = False
    feedback_count: int = 0

    @property
    def time_is_open(self) -> bool:
        """Whether times are proposed and none is chosen yet."""
        return bool(self.proposed_times) and not any(t.chosen_at for t in self.proposed_times)

    def is_held_at(self, proposed: ProposedTime) -> bool:
        """Return whether a proposed time was chosen, and nobody has moved the meeting since."""
        return proposed.chosen_at is not None and proposed.starts_at == self.starts_at

    @property
    def ends_at(self) -> datetime:
        """When the meeting is planned to end (Danish wall time)."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def title(self) -> str:
        """The heading: the kind of meeting and the child's first name."""
        return heading(self.type_name, self.child_name)

    @property
    def draft(self) -> MeetingDraft:
        """The editable fields."""
        return MeetingDraft(self.starts_at, self.minutes, self.place, self.link, self.purpose)

    @property
    def current_item(self) -> AgendaItem | None:
        """The point that is being talked about now, or was when the break began."""
        if not self.visits or (self.visits[-1].ended is not None and not self.is_paused):
            return None
        return next((i for i in self.items if i.id == self.visits[-1].item_id), None)

    @property
    def is_paused(self) -> bool:
        """Whether a break is being held right now."""
        return bool(self.pauses) and self.pauses[-1].ended is None

    @property
    def speaker_id(self) -> str | None:
        """The id of the person who is marked as speaking now, if any."""
        if not self.turns or self.turns[-1].ended is not None:
            return None
        return self.turns[-1].person_id

    def not_for(self, item: AgendaItem) -> tuple[Attendee, ...]:
        """Return those in the room who are not among the ones a limited point is for."""
        if not item.is_limited:
            return ()
        inside = (each for each in self.attendees if each.is_in_the_room)
        return tuple(each for each in inside if each.person.id not in item.only_for)

    def checks_of(self, phase: Phase) -> tuple[CheckState, ...]:
        """Return the checklist of ``phase``."""
        return tuple(check for check in self.checks if check.phase is phase)

    def contributions_of(self, item_id: str) -> tuple[Contribution, ...]:
        """Return what people brought that stands under a point."""
        return tuple(c for c in self.contributions if c.is_placed and c.item_id == item_id)

    def words_of(self, item: AgendaItem) -> str:
        """Return the family's own words about a point: as brought, then as typed on the point."""
        brought = (each.full_words for each in self.contributions_of(item.id))
        return "\n\n".join(text for text in (*brought, item.words) if text.strip())

    def attendee(self, attendee_id: str) -> Attendee | None:
        """Return the attendee with that id, if any."""
        return next((a for a in self.attendees if a.id == attendee_id), None)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as lists show it."""

    id: str
    family_id: str
    child_name: str
    type_name: str
    starts_at: datetime
    minutes: int
    place: str
    state: MeetingState
    attendee_count: int
    invited: bool
    has_support_person: bool = False
    missing: int = 0
    letters_left: int = 0

    @property
    def title(self) -> str:
        """The heading: the kind of meeting and the child's first name."""
        return heading(self.type_name, self.child_name)


def heading(type_name: str, child_name: str) -> str:
    """Return e.g. ``Netværksmøde om Alma``, but ``Skift af sagsbehandler for Alma``."""
    # After a name of several words "om" reads wrong: "Møde om barnets plan om Alma".
    joint = "for" if " " in type_name.strip() else "om"
    return f"{type_name.strip()} {joint} {child_name.strip().split(' ', 1)[0]}"


def duration(starts_at: datetime, ends_at: datetime) -> int:
    """Return the minutes between two wall times.

    Raises:
        MeetingEndsBeforeStart: the end is not after the start.
        InvalidDuration: more than twelve hours.
    """
    minutes = int((ends_at - starts_at).total_seconds() // 60)
    if minutes <= 0:
        raise MeetingEndsBeforeStart("ends_at")
    return checked_duration(minutes)


def checked_duration(minutes: int) -> int:
    """Return ``minutes`` when a meeting can last that long.

    Raises:
        InvalidDuration: below 1 minute or above twelve hours.
    """
    if not 1 <= minutes <= MEETING_MINUTES_LIMIT:
        raise InvalidDuration("minutes")
    return minutes
