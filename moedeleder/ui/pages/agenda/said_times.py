"""What somebody said about proposed times, remembered so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import TimeAnswer
from moedeleder.services.office import Office


@dataclass(frozen=True)
class SaidTime:
    """One answer about a proposed time, as it was before and as it became."""

    proposal_id: str
    before: TimeAnswer | None
    after: TimeAnswer


class SaidTimes:
    """Remembers one person's answers about times from before something is typed in for them."""

    def __init__(
        self, office: Office, meeting_id: str, person_id: str, proposals: Sequence[str]
    ) -> None:
        self._office, self._meeting_id, self._person_id = office, meeting_id, person_id
        self._proposals = tuple(proposals)
        self._before = self._said()
        self._changes: tuple[SaidTime, ...] = ()

    def note_change(self) -> bool:
        """Note what was typed since; return whether an answer became another one."""
        now = self._said()
        self._changes = tuple(
            SaidTime(one, self._before.get(one), now[one])
            for one in self._proposals
            if one in now and now[one] != self._before.get(one)
        )
        return bool(self._changes)

    def take_back(self) -> Meeting:
        """Let the answers be as they were; one that was given anew since stays."""
        return self._turn([(each.after, each.before) for each in self._changes])

    def say_again(self) -> Meeting:
        """Let the answers be as they were typed; one that was given anew since stays."""
        return self._turn([(each.before, each.after) for each in self._changes])

    def _turn(self, turns: Sequence[tuple[TimeAnswer | None, TimeAnswer | None]]) -> Meeting:
        now, offered = self._said(), self._offered()
        for (seen, wanted), each in zip(turns, self._changes, strict=True):
            one = each.proposal_id
            if one in offered and _same(now.get(one), seen):
                fit, channel = wanted.fit if wanted else None, (wanted or each.after).channel
                self._office.times.answer(one, self._person_id, fit, channel)
        return self._meeting()

    def _said(self) -> dict[str, TimeAnswer]:
        answers = self._meeting().time_answers
        return {each.proposal_id: each for each in answers if each.person_id == self._person_id}

    def _offered(self) -> set[str]:
        return {each.id for each in self._meeting().proposed_times}

    def _meeting(self) -> Meeting:
        return self._office.meetings.get(self._meeting_id)


def _same(now: TimeAnswer | None, seen: TimeAnswer | None) -> bool:
    # When it was said is left out: what is put back is said anew.
    if now is None or seen is None:
        return now is seen
    return (now.fit, now.channel) == (seen.fit, seen.channel)
