"""Getting ready (*forberedelse*): which checks before a meeting the records already answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.attendees import Attendee, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.contributions import Contribution, ContributionKind
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import CheckState, Meeting
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.times import Fit


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter that somebody has, when they had it and who sent it."""

    kind: LetterKind
    attendee_id: str
    at: datetime | None
    by: str
    in_folder: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who was asked or told, when and by whom; ``in_folder``: by a letter laid there."""

    name: str
    at: datetime | None = None
    by: str = ""
    in_folder: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the records say about one check: who is reached, who is missing, or a plain fact.

    ``nothing_needed`` tells that the check is met because there is nothing to do.
    """

    reached: tuple[Reached, ...] = ()
    missing: tuple[str, ...] = ()
    met: bool = False
    voice: ChildVoice | None = None
    count: int = 0
    nothing_needed: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the check can be ticked from what is known."""
        return self.met or self.nothing_needed or bool(self.reached and not self.missing)


@dataclass(frozen=True, slots=True)
class PrepLine:
    """One check before the meeting: ticked by hand, answered by the records, or missing."""

    check: CheckState
    finding: Finding | None = None

    @property
    def key(self) -> str:
        """The check's key."""
        return self.check.key

    @property
    def by_hand(self) -> bool:
        """Whether a person ticked it."""
        return self.check.done

    @property
    def gathered(self) -> bool:
        """Whether the records answer it without a tick."""
        return not self.check.done and self.finding is not None and self.finding.is_met

    @property
    def done(self) -> bool:
        """Whether it needs nobody's attention any more."""
        return self.by_hand or self.gathered


@dataclass(frozen=True, slots=True)
class Known:
    """All that the checks are read from.

    ``custody`` are those who share custody of the child; ``open_promises`` counts promises from
    the family's earlier meetings that are not kept; ``pack`` counts files of the starter pack.
    """

    meeting: Meeting
    letters: tuple[LetterOut, ...] = ()
    custody: tuple[Person, ...] = ()
    open_promises: int = 0
    pack: int = 0


def preparation(known: Known) -> tuple[PrepLine, ...]:
    """Return the checks before the meeting with what the records say about each."""
    return tuple(
        PrepLine(check, FINDERS[check.key](known) if check.key in FINDERS else None)
        for check in known.meeting.checks_of(Phase.BEFORE)
    )


def _purpose(known: Known) -> Finding:
    return Finding(met=bool(known.meeting.purpose.strip()))


def _parents_asked(known: Known) -> Finding:
    return _of_parents(known, lambda who: _asked(known, who))


def _support_offered(known: Known) -> Finding:
    # The draft and the invitation both tell of the right to bring somebody.
    return _of_parents(known, lambda who: _letter(known, who, *LetterKind))


def _pack_sent(known: Known) -> Finding:
    if not known.pack:
        return Finding(nothing_needed=True)
    return _of_parents(known, lambda who: _letter(known, who, LetterKind.DRAFT))


def _custody_reached(known: Known) -> Finding:
    at_the_table = {each.person.id: each for each in known.meeting.attendees}
    reached, missing = [], []
    for person in known.custody:
        attendee = at_the_table.get(person.id)
        found = _asked(known, attendee) if attendee else None
        reached += [found] if found else []
        missing += [] if found else [person.name]
    return Finding(tuple(reached), tuple(missing))


def _time_suits(known: Known) -> Finding:
    return _of_parents(known, lambda who: _can_come(known.meeting, who))


def _child_view(known: Known) -> Finding:
    told = ContributionKind.CHILD_WORDS
    said = tuple(
        Reached(each.person.name, each.received_at)
        for each in known.meeting.contributions
        if each.kind is told or each.person.role is PersonRole.CHILD
    )
    voice = known.meeting.child_voice
    return Finding(said, met=voice.is_settled, voice=voice)


def _promises(known: Known) -> Finding:
    return Finding(nothing_needed=not known.open_promises, count=known.open_promises)


def _minutes_taker(known: Known) -> Finding:
    duties = (Duty.MINUTES_TAKER, Duty.CHAIR_AND_MINUTES)
    taker = [each.person.name for each in known.meeting.attendees if each.duty in duties]
    return Finding(tuple(Reached(name) for name in taker))


FINDERS: Mapping[str, Callable[[Known], Finding]] = {
    "purpose": _purpose,
    "parents_called": _parents_asked,
    "time_suits": _time_suits,
    "custody": _custody_reached,
    "support_person": _support_offered,
    "child_view": _child_view,
    "earlier_promises": _promises,
    "starter_pack": _pack_sent,
    "minutes_taker": _minutes_taker,
}


def _of_parents(known: Known, reach: Callable[[Attendee], Reached | None]) -> Finding:
    parents = [a for a in known.meeting.attendees if a.person.role is PersonRole.PARENT]
    found = [(each, reach(each)) for each in parents]
    return Finding(
        tuple(got for _each, got in found if got),
        tuple(each.person.name for each, got in found if not got),
    )


def _asked(known: Known, who: Attendee) -> Reached | None:
    """Return when a person was asked for their points: by letter, or because they answered."""
    return _letter(known, who, LetterKind.DRAFT, LetterKind.INVITATION) or _heard(known, who)


def _letter(known: Known, who: Attendee, *kinds: LetterKind) -> Reached | None:
    had = (x for x in known.letters if x.attendee_id == who.id and x.kind in kinds)
    letter = next(had, None)
    return Reached(who.person.name, letter.at, letter.by, letter.in_folder) if letter else None


def _heard(known: Known, who: Attendee) -> Reached | None:
    from_them = (c for c in known.meeting.contributions if c.person.id == who.person.id)
    first: Contribution | None = next(from_them, None)
    return Reached(who.person.name, first.received_at) if first else None


def _can_come(meeting: Meeting, who: Attendee) -> Reached | None:
    if who.reply is InvitationReply.ACCEPTED:
        return Reached(who.person.name, who.replied_at)
    chosen = {time.id for time in meeting.proposed_times if time.chosen_at}
    for answer in meeting.time_answers:
        suits = answer.fit is Fit.YES and answer.proposal_id in chosen
        if suits and answer.person_id == who.person.id:
            return Reached(who.person.name, answer.answered_at)
    return None
