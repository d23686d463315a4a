"""What was done to an agenda, so that it can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from moedeleder.domain.agenda import AgendaItem, ItemDraft
from moedeleder.domain.errors import ChangedElsewhere, NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.services.office import Office

Action = Callable[[], Meeting]


@dataclass(frozen=True)
class Deed:
    """One thing that was done: how to take it back, and how to do it again."""

    back: Action
    again: Action


class AgendaHistory:
    """Changes one meeting's agenda and remembers each change."""

    def __init__(self, office: Office, meeting_id: str) -> None:
        self._office = office
        self.meeting_id = meeting_id
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @property
    def length(self) -> int:
        """How many things can be taken back."""
        return len(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._undone)

    def add(self, draft: ItemDraft, index: int | None = None) -> Meeting:
        """Put a new point last or at ``index``; raises as ``Agenda.add`` does."""
        known = {item.id for item in self._meeting().items}
        meeting = self._office.agenda.add(self.meeting_id, draft, index)
        item = next(each for each in meeting.items if each.id not in known)
        self.remember(lambda: self._take_out(item), lambda: self._put_back(item))
        return meeting

    def edit(self, item: AgendaItem, draft: ItemDraft) -> Meeting:
        """Change a point as it was seen; raises as ``Agenda.update`` does."""
        meeting = self._office.agenda.update(item.id, item.version, draft)
        after = _found(meeting, item.id).draft
        before = item.draft
        self.remember(
            lambda: self._rewrite(item.id, after, before),
            lambda: self._rewrite(item.id, before, after),
        )
        return meeting

    def move(self, item_id: str, index: int) -> Meeting:
        """Move a point; raises as ``Agenda.move`` does."""
        old = _found(self._meeting(), item_id).position
        meeting = self._office.agenda.move(item_id, index)
        agenda = self._office.agenda
        self.remember(lambda: agenda.move(item_id, old), lambda: agenda.move(item_id, index))
        return meeting

    def remove(self, item: AgendaItem) -> Meeting:
        """Take a point off; raises as ``Agenda.remove`` does."""
        before = self._meeting()
        meeting = self._office.agenda.remove(item.id, item.version)
        self.remember(lambda: self._put_back(item, before), lambda: self._take_out(item))
        return meeting

    def undo(self) -> Meeting:
        """Take the last thing back; only when ``can_undo``.

        Raises:
            ChangedElsewhere: somebody else changed the point since; nothing is overwritten.
            NotFound, MeetingFinished: as named.
        """
        deed = self._done.pop()
        meeting = deed.back()
        self._undone.append(deed)
        return meeting

    def redo(self) -> Meeting:
        """Do again what was taken back; only when ``can_redo``. Raises as ``undo`` does."""
        deed = self._undone.pop()
        meeting = deed.again()
        self._done.append(deed)
        return meeting

    def remember(self, back: Action, again: Action) -> None:
        """Remember something that has just been done, with both ways."""
        self._done.append(Deed(back, again))
        self._undone.clear()

    def _meeting(self) -> Meeting:
        return self._office.meetings.get(self.meeting_id)

    def _take_out(self, item: AgendaItem) -> Meeting:
        now = _found(self._meeting(), item.id)
        if now.draft != item.draft:
            raise ChangedElsewhere
        return self._office.agenda.remove(now.id, now.version)

    def _put_back(self, item: AgendaItem, before: Meeting | None = None) -> Meeting:
        return self._office.agenda.put_back(self.meeting_id, item, before)

    def _rewrite(self, item_id: str, seen: ItemDraft, wanted: ItemDraft) -> Meeting:
        now = _found(self._meeting(), item_id)
        if now.draft != seen:
            raise ChangedElsewhere
        return self._office.agenda.update(item_id, now.version, wanted)


def _found(meeting: Meeting, item_id: str) -> AgendaItem:
    for item in meeting.items:
        if item.id == item_id:
            return item
    raise NotFound
