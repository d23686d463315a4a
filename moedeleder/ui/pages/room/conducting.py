"""The conduct of step 2: points, time, people and turns, each wish done and told of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import AgendaItem, Parked
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.labels import attendance_label
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.limit_point import LimitPointDialog
from moedeleder.ui.dialogs.new_point import NewPointDialog, When
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.actions_points import PointActions
from moedeleder.ui.pages.room.actions_presence import PresenceActions
from moedeleder.ui.pages.room.actions_time import TimeActions
from moedeleder.ui.pages.room.limit_note import joined
from moedeleder.ui.pages.room.pause_screen import PauseScreen
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.side import CHECKS
from moedeleder.ui.pages.room.times import rest_to_park, way_to_close
from moedeleder.ui.pages.room.words import namer
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.focus_memory import DialogFocus, holds_focus
from moedeleder.ui.wording import count_text

_TITLE = 60


class RoomConducting(QObject):
    """Does what the chair wishes for beside the pen, and says what happened."""

    def __init__(
        self,
        desk: Desk,
        room: RunningRoom,
        pause: PauseScreen,
        actions: RoomActions,
        page: QWidget,
        *,
        keep: Callable[[], bool],
        undo: Callable[[], None],
    ) -> None:
        """Follow the wishes of ``room`` and ``pause``.

        Args:
            keep: keeps what is being written, before the point changes under it; False when it
                cannot be kept yet.
            undo: takes the last step back.
        """
        super().__init__(page)
        self._room, self._page, self._actions = room, page, actions
        self._keep, self._undo = keep, undo
        self.points = PointActions(desk, actions)
        self.presence = PresenceActions(desk, actions)
        self.time = TimeActions(desk, actions)
        self._focus = DialogFocus(page, room.composer.focus)
        self._connect_points()
        self._connect_people()
        self._connect_time(pause)

    def new_point(self) -> None:
        """Ask for a point that somebody raises now."""
        dialog = NewPointDialog(self._meeting, self._page)
        dialog.confirm_requested.connect(lambda: self._add(dialog))
        self._open(dialog)

    def limit(self, item_id: str) -> None:
        """Ask who may hear a point."""
        item = self._item(item_id)
        if item is None or not self._meeting.attendees:
            return
        dialog = LimitPointDialog(self._meeting, item, self._page)
        dialog.confirm_requested.connect(lambda: self._limit(dialog))
        self._open(dialog)

    def _connect_points(self) -> None:
        room, points = self._room, self.points
        room.foot.new_point_requested.connect(self.new_point)
        room.side.new_point_requested.connect(self.new_point)
        room.foot.limit_requested.connect(lambda: self.limit(room.target_id()))
        room.limits.limit_requested.connect(lambda: self.limit(room.target_id()))
        room.park_menu.chosen.connect(self._park_from_foot)
        room.side.rail.move_requested.connect(points.move)
        room.point_menu.go_requested.connect(room.side.point_requested)
        room.point_menu.park_requested.connect(self._park)
        room.point_menu.unpark_requested.connect(self._unpark)
        room.point_menu.limit_requested.connect(self.limit)

    def _connect_people(self) -> None:
        room = self._room
        room.side.attendance_requested.connect(self._attend)
        room.side.times_requested.connect(self._set_times)
        room.side.all_here_requested.connect(self._all_here)
        room.speaks_requested.connect(self._speaks)
        room.side.speakers.speaks_requested.connect(self.time.speaks)
        room.side.speakers.forget_requested.connect(self._forget)

    def _connect_time(self, pause: PauseScreen) -> None:
        room = self._room
        room.foot.pause_requested.connect(self.time.pause)
        pause.resume_requested.connect(self._resume)
        room.late.extend_requested.connect(self._extend)
        room.late.park_requested.connect(self._park_rest)
        room.late.close_requested.connect(self._go_to_closing)
        room.late.go_on_requested.connect(self._asked)

    # --- points ----------------------------------------------------------------------------

    def _add(self, dialog: NewPointDialog) -> None:
        known = {item.id for item in self._meeting.items}
        draft = dialog.draft()
        if not self.points.add(draft, dialog.place(self._meeting), dialog):
            return
        dialog.accept()
        self._say(self.tr("”{0}” er sat på.").format(_short(draft.title)))
        new = next((item for item in self._meeting.items if item.id not in known), None)
        if dialog.when is When.NOW and new is not None and self._keep():
            self._actions.go_to(new.id)

    def _park(self, item_id: str, where: Parked) -> None:
        current, item = self._meeting.current_item, self._item(item_id)
        if item is None:
            return
        # What is being written belongs to the point that goes.
        if current is not None and current.id == item_id and not self._keep():
            return
        if self.points.park(item_id, where):
            words = {
                Parked.NEXT_AGENDA: self.tr("”{0}” er parkeret til næste møde."),
                Parked.FOLLOW_UP: self.tr("”{0}” er parkeret til opfølgning."),
            }[where]
            self._say(words.format(_short(item.title)))

    def _park_from_foot(self, where: Parked) -> None:
        self._park(self._room.target_id(), where)
        self._home_from_foot()

    def _unpark(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is not None and self.points.unpark(item_id):
            self._say(self.tr("”{0}” er med igen.").format(_short(item.title)))

    def _limit(self, dialog: LimitPointDialog) -> None:
        chosen, item_id = dialog.chosen(), dialog.item_id
        dialog.accept()
        if not self.points.limit(item_id, chosen):
            return
        short = namer(self._meeting.attendees)
        names = [short(a.person) for a in self._meeting.attendees if a.person.id in chosen]
        only = self.tr("Punktet er nu kun for {0}.").format(joined(names))
        self._say(only if chosen else self.tr("Alle må nu høre punktet."))

    # --- people ----------------------------------------------------------------------------

    def _attend(self, attendee_id: str, attendance: Attendance) -> None:
        before = self._meeting.attendee(attendee_id)
        if not self.presence.attend(attendee_id, attendance):
            return
        after = self._meeting.attendee(attendee_id)
        if before is None or after is None or before.attendance is Attendance.EXPECTED:
            return
        # What was said before is gone: said aloud, since one key may do it.
        name = namer(self._meeting.attendees)(after.person)
        was, now = attendance_label(before.attendance), attendance_label(after.attendance)
        self._say(self.tr("{0}: {1}. Før: {2}.").format(name, now, was))

    def _set_times(self, wanted: Attendee) -> None:
        self.presence.set_times(wanted.id, wanted.came_at, wanted.left_at, wanted.away)

    def _all_here(self) -> None:
        if self.presence.all_here():
            self._room.side.tabs.setCurrentIndex(CHECKS)
        # The button has done its work and is gone: the keyboard goes on in the pen.
        self._room.composer.focus()

    def _speaks(self, person_id: str | None) -> None:
        # The key of whoever speaks already says that they have done speaking.
        same = person_id is not None and person_id == self._meeting.speaker_id
        self.time.speaks(None if same else person_id)

    def _forget(self) -> None:
        if self.time.forget_speaking():
            self._room.undo_bar.offer(self.tr("Taletiden er glemt."))
            self._room.composer.focus()

    # --- time ------------------------------------------------------------------------------

    def _resume(self) -> None:
        if self.time.resume():
            self._room.composer.focus()

    def _extend(self, minutes: int) -> None:
        if self.time.extend(minutes):
            self._say(self.tr("Mødet er forlænget med {0} minutter.").format(minutes))
        self._asked()

    def _park_rest(self) -> None:
        items = rest_to_park(self._meeting)
        if self.points.park_all(items, Parked.NEXT_AGENDA):
            count = count_text(len(items), self.tr("punkt"), self.tr("punkter"))
            self._say(self.tr("{0} er parkeret til næste møde.").format(count))
        self._asked()

    def _go_to_closing(self) -> None:
        item = way_to_close(self._meeting)
        if item is not None and self._keep():
            self._actions.go_to(item.id)
        self._asked()

    def _asked(self) -> None:
        self.time.asked()
        self._room.composer.focus()

    # --- the same for all ------------------------------------------------------------------

    @property
    def _meeting(self) -> Meeting:
        return self._actions.meeting

    def _item(self, item_id: str) -> AgendaItem | None:
        return next((item for item in self._meeting.items if item.id == item_id), None)

    def _say(self, words: str) -> None:
        self._room.undo_bar.offer(words, self._undo)

    def _home_from_foot(self) -> None:
        # What was chosen in a menu of the foot is done with: the keyboard goes to the line.
        if holds_focus(self._room.foot):
            self._room.composer.focus()

    def _open(self, dialog: Dialog) -> None:
        self._home_from_foot()
        self._focus.keep_for(dialog)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()


def _short(title: str) -> str:
    return shorten(" ".join(title.split()), _TITLE)
