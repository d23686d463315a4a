"""What becomes of contributions, each decision with its way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from moedeleder.domain.contributions import Channel, Contribution, ContributionDraft, Decision
from moedeleder.domain.errors import ChangedElsewhere, NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import Fit
from moedeleder.services.office import Office
from moedeleder.ui.pages.agenda.history import AgendaHistory
from moedeleder.ui.pages.agenda.said_times import SaidTimes


@dataclass(frozen=True)
class Verdict:
    """What shall become of a contribution; only what the decision needs is filled in."""

    decision: Decision
    title: str = ""
    minutes: int | None = None
    item_id: str = ""
    where: str = ""
    reason: str = ""

    @classmethod
    def of(cls, meeting: Meeting, contribution: Contribution) -> Verdict:
        """Return what has been decided, so that it can be decided again."""
        item = next((i for i in meeting.items if i.id == contribution.item_id), None)
        return cls(
            contribution.decision,
            item.title if item else "",
            item.minutes if item else None,
            contribution.item_id or "",
            contribution.where,
            contribution.reason,
        )


class Decisions:
    """Decides about one meeting's contributions; the agenda's history takes each back."""

    def __init__(self, office: Office, meeting_id: str, history: AgendaHistory) -> None:
        self._office, self._meeting_id, self._history = office, meeting_id, history

    def decide(self, seen: Contribution, verdict: Verdict) -> Meeting:
        """Decide about a contribution as it was seen; raises as the contributions service does."""
        before = Verdict.of(self._meeting(), seen)
        meeting = self._apply(seen, verdict)
        # Done again it is the same point, so that what was done with it can be done again too.
        again = replace(verdict, item_id=_found(meeting, seen.id).item_id or "")
        self._history.remember(
            lambda: self._go(seen.id, verdict.decision, before),
            lambda: self._go(seen.id, before.decision, again),
        )
        return meeting

    def split(self, seen: Contribution, excerpt: str, why: str) -> Meeting:
        """Cut a passage out as a contribution of its own; ``why`` is noted if it is taken back."""
        known = self._known()
        meeting = self._office.contributions.split(seen.id, seen.version, excerpt)
        self._remember_new(meeting, known, why)
        return meeting

    def type_in(
        self,
        person_id: str,
        channel: Channel,
        drafts: Sequence[ContributionDraft],
        fits: Sequence[tuple[str, Fit]],
        why: str,
    ) -> Meeting:
        """Keep what somebody said; ``why`` is noted on each thing if it is taken back."""
        known = self._known()
        times = SaidTimes(self._office, self._meeting_id, person_id, [key for key, _fit in fits])
        type_in = self._office.contributions.type_in
        meeting = type_in(self._meeting_id, person_id, channel, drafts, fits)
        self._remember_new(meeting, known, why, times)
        return meeting

    def _remember_new(
        self, meeting: Meeting, known: set[str], why: str, times: SaidTimes | None = None
    ) -> None:
        new = [each.id for each in meeting.contributions if each.id not in known]
        said = times if times and times.note_change() else None
        if not new and not said:
            return
        out = Verdict(Decision.WITHDRAWN, reason=why)
        waiting = Verdict(Decision.OPEN)

        def back() -> Meeting:
            meeting = self._go_all(new, Decision.OPEN, out)
            return said.take_back() if said else meeting

        def again() -> Meeting:
            meeting = self._go_all(new, Decision.WITHDRAWN, waiting)
            return said.say_again() if said else meeting

        self._history.remember(back, again)

    def _go_all(self, ids: Sequence[str], seen: Decision, verdict: Verdict) -> Meeting:
        for contribution_id in ids:
            self._go(contribution_id, seen, verdict)
        return self._meeting()

    def _go(self, contribution_id: str, seen: Decision, verdict: Verdict) -> Meeting:
        now = _found(self._meeting(), contribution_id)
        if now.decision is not seen:
            raise ChangedElsewhere
        return self._apply(now, verdict)

    def _apply(self, seen: Contribution, verdict: Verdict) -> Meeting:
        service, key, version = self._office.contributions, seen.id, seen.version
        match verdict.decision:
            case Decision.ON_AGENDA:
                title, minutes, item_id = verdict.title, verdict.minutes, verdict.item_id
                return service.put_on(key, version, title, minutes, item_id)
            case Decision.MERGED:
                return service.merge(key, version, verdict.item_id)
            case Decision.ELSEWHERE:
                return service.elsewhere(key, version, verdict.where, verdict.reason)
            case Decision.NOT_NOW:
                return service.not_now(key, version, verdict.reason)
            case Decision.NOTED:
                return service.note(key, version)
            case Decision.WITHDRAWN:
                return service.withdraw(key, version, verdict.reason)
        return service.reopen(key, version)

    def _meeting(self) -> Meeting:
        return self._office.meetings.get(self._meeting_id)

    def _known(self) -> set[str]:
        return {each.id for each in self._meeting().contributions}


def _found(meeting: Meeting, contribution_id: str) -> Contribution:
    for each in meeting.contributions:
        if each.id == contribution_id:
            return each
    raise NotFound
