"""From what is wished for with the points to the use cases, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import AgendaItem, ItemDraft, Parked
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Kind
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.history import Step


class PointActions(QObject):
    """Raises, moves, parks and limits points while the meeting runs, in the room's history."""

    def __init__(self, desk: Desk, actions: RoomActions) -> None:
        super().__init__(actions)
        self._desk, self._actions = desk, actions

    def add(self, draft: ItemDraft, index: int | None, place: QWidget) -> bool:
        """Add a point at a place counted from 0; None is right after the current one.

        What is wrong with it is said at ``place``.
        """
        item_id, points = new_id(), self._desk.office.points

        def first() -> bool:
            return self._actions.do(
                lambda: points.add_now(self._meeting.id, draft, index, item_id),
                Kind.AGENDA,
                place,
            )

        if not first():
            return False
        made = self._item(item_id)
        if made is None:
            return False
        step = Step(self.tr("Det nye punkt"), lambda: self._take(item_id), lambda: self._put(made))
        return self._actions.did(True, step)

    def move(self, item_id: str, index: int) -> bool:
        """Give a point another place, counted from 0."""
        before = self._item(item_id)
        if before is None or before.position == index:
            return False
        old = before.position
        step = Step(
            self.tr("Flytningen"),
            lambda: self._move(item_id, old),
            lambda: self._move(item_id, index),
        )
        return self._actions.did(self._move(item_id, index), step)

    def park(self, item_id: str, where: Parked) -> bool:
        """Put a point off; undone, the meeting goes back to it."""
        item = self._item(item_id)
        if item is None:
            return False
        current = self._meeting.current_item
        was_current = current is not None and current.id == item_id

        def take_up() -> bool:
            if was_current and not self._meeting.is_paused:
                return self._actions.go_to(item_id)
            return self._unpark(item_id)

        step = Step(self.tr("Parkeringen"), take_up, lambda: self._park(item_id, where))
        return self._actions.did(self._park(item_id, where), step)

    def park_all(self, items: Sequence[AgendaItem], where: Parked) -> bool:
        """Put several points off at once."""
        ids = tuple(item.id for item in items)

        def each(deed: Callable[[str], bool]) -> bool:
            done = [deed(item_id) for item_id in ids]
            return bool(done) and all(done)

        def park() -> bool:
            return each(lambda item_id: self._park(item_id, where))

        step = Step(self.tr("Parkeringen"), lambda: each(self._unpark), park)
        return self._actions.did(park(), step)

    def unpark(self, item_id: str) -> bool:
        """Take a parked point up among the others."""
        item = self._item(item_id)
        if item is None or not item.is_parked:
            return False
        where = item.parked
        step = Step(
            self.tr("Punktet"), lambda: self._park(item_id, where), lambda: self._unpark(item_id)
        )
        return self._actions.did(self._unpark(item_id), step)

    def limit(self, item_id: str, person_ids: Sequence[str]) -> bool:
        """Say who may hear a point; nobody named means everybody."""
        item = self._item(item_id)
        if item is None or set(item.only_for) == set(person_ids):
            return False
        before = item.only_for
        step = Step(
            self.tr("Hvem der må høre punktet"),
            lambda: self._limit(item_id, before),
            lambda: self._limit(item_id, person_ids),
        )
        return self._actions.did(self._limit(item_id, person_ids), step)

    @property
    def _meeting(self) -> Meeting:
        return self._actions.meeting

    def _item(self, item_id: str) -> AgendaItem | None:
        return next((item for item in self._meeting.items if item.id == item_id), None)

    def _on(self, item_id: str, deed: Callable[[AgendaItem], Meeting]) -> bool:
        item = self._item(item_id)
        return item is not None and self._actions.do(lambda: deed(item), Kind.AGENDA)

    def _move(self, item_id: str, index: int) -> bool:
        return self._on(item_id, lambda item: self._desk.office.agenda.move(item.id, index))

    def _park(self, item_id: str, where: Parked) -> bool:
        points = self._desk.office.points
        return self._on(item_id, lambda item: points.park(item.id, item.version, where))

    def _unpark(self, item_id: str) -> bool:
        points = self._desk.office.points
        return self._on(item_id, lambda item: points.unpark(item.id, item.version))

    def _limit(self, item_id: str, person_ids: Sequence[str]) -> bool:
        points = self._desk.office.points
        return self._on(item_id, lambda item: points.limit(item.id, item.version, person_ids))

    def _take(self, item_id: str) -> bool:
        agenda = self._desk.office.agenda
        return self._on(item_id, lambda item: agenda.remove(item.id, item.version))

    def _put(self, item: AgendaItem) -> bool:
        agenda = self._desk.office.agenda
        return self._actions.do(lambda: agenda.put_back(self._meeting.id, item), Kind.AGENDA)
