"""Opens the screen for all, lets it follow the meeting, and keeps it still or dark when asked."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.public_view import DraftLine, Focus, public_view
from moedeleder.domain.statements import StatementKind
from moedeleder.services.context import wall_time
from moedeleder.services.notepad import Draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change
from moedeleder.ui.shared_screen.placing import Screens, all_screens, place
from moedeleder.ui.shared_screen.window import SharedWindow
from moedeleder.ui.shared_screen.words import sheet_of, time_words, tr

FOLLOW_MS = 120
"""The picture follows at most so often: a typing hand never waits for it."""
_CLOCK_MS = 2000


class Sharing(Enum):
    """What everybody sees right now."""

    CLOSED = auto()
    SHOWING = auto()
    FROZEN = auto()
    DARK = auto()


class Pen(Protocol):
    """Where the meeting is written down."""

    typed: SignalInstance

    @property
    def draft(self) -> Draft:
        """What is being written."""
        ...


class SharedRoom(Protocol):
    """The step in which a meeting is held, as far as the screen for all follows it."""

    meeting_shown: SignalInstance
    focus_changed: SignalInstance

    @property
    def freeze_requested(self) -> SignalInstance:
        """The picture is to stand still, or to follow again."""
        ...

    @property
    def blank_requested(self) -> SignalInstance:
        """The picture is to be turned off, or on again."""
        ...

    def show_sharing(self, is_open: bool) -> None:
        """Show whether the screen for all is open."""

    @property
    def pen(self) -> Pen:
        """Where the meeting is written down."""
        ...

    @property
    def page(self) -> QWidget | None:
        """The page that stands in the place of the room, if any."""
        ...


@runtime_checkable
class Focusing(Protocol):
    """A page of the room that the screen for all shows too."""

    def public_focus(self) -> Focus:
        """Return what the chair has before them."""
        ...


class SharedScreen(QObject):
    """The second window and what it shows; one for the whole program."""

    changed = Signal(object)
    """The ``Sharing`` that holds from now on."""
    shares_display = Signal(bool)
    """Whether the open window stands on the chair's own display, for want of another."""

    def __init__(
        self, desk: Desk, window: QWidget, parent: QObject, *, screens: Screens = all_screens
    ) -> None:
        """Follow a desk.

        Args:
            window: something in the main window, whose display is left to the chair.
            screens: what returns the displays that are plugged in.
        """
        super().__init__(parent)
        self._desk, self._beside, self._screens = desk, window, screens
        self._window: SharedWindow | None = None
        self._meeting: Meeting | None = None
        self._room: SharedRoom | None = None
        self._in_room = ""
        self._private: set[str] = set()
        self._stale = self._is_frozen = self._is_dark = self._is_curtained = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MS)
        self._soon.timeout.connect(self._show)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._show)
        desk.changes.changed.connect(self._changed)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screens_changed)
        application.screenRemoved.connect(self._screens_changed)

    @property
    def sharing(self) -> Sharing:
        """What everybody sees right now."""
        if self._window is None:
            return Sharing.CLOSED
        if self._is_dark:
            return Sharing.DARK
        return Sharing.FROZEN if self._is_frozen else Sharing.SHOWING

    @property
    def window(self) -> SharedWindow | None:
        """The second window while it is open."""
        return self._window

    def follow(self, room: SharedRoom) -> None:
        """Show what is written in a room as it is written."""
        self._room = room
        room.meeting_shown.connect(self._room_shows)
        room.focus_changed.connect(self._follow_soon)
        room.pen.typed.connect(self._typed)
        room.freeze_requested.connect(self.freeze)
        room.blank_requested.connect(self.blank)
        self.changed.connect(lambda sharing: room.show_sharing(sharing is not Sharing.CLOSED))

    def toggle(self, meeting: Meeting | None) -> None:
        """Close the screen for all, or open it for a meeting that is not cancelled."""
        if self._window is not None:
            self.close()
        elif meeting is not None and meeting.state is not MeetingState.CANCELLED:
            self._open(meeting)

    @Slot()
    def close(self) -> None:
        """Close the screen for all; nothing happens when it is not open."""
        if self._window is not None:
            self._window.close()

    @Slot()
    def freeze(self) -> None:
        """Keep the picture as it is, or let it follow again."""
        if self._window is None:
            return
        self._is_frozen = not self._is_frozen
        if self._is_frozen:
            self._window.view.show_sheet(self._window.view.sheet, tr("Billedet står stille"))
        else:
            self._show()
        self.changed.emit(self.sharing)

    @Slot()
    def blank(self) -> None:
        """Turn the picture off, or on again."""
        if self._window is not None:
            self._is_dark = not self._is_dark
            self._dim()
            self.changed.emit(self.sharing)

    def draw_curtain(self, drawn: bool) -> None:
        """Show nothing while the chair has hidden the main window."""
        self._is_curtained = drawn
        self._dim()

    @Slot()
    def place_again(self) -> None:
        """Go to the other display when one has come; become a window when it has gone."""
        if self._window is not None:
            own = self._beside.screen()
            was_full = self._window.isFullScreen()
            is_full = place(self._window, self._screens(), own)
            self.shares_display.emit(not is_full)
            if was_full and not is_full:
                self._beside.window().raise_()
                self._beside.activateWindow()

    def _open(self, meeting: Meeting) -> None:
        self._meeting, self._stale = meeting, False
        self._is_frozen = self._is_dark = False
        self._window = window = SharedWindow()
        window.closed.connect(self._closed)
        window.freeze_requested.connect(self.freeze)
        window.blank_requested.connect(self.blank)
        window.key_strayed.connect(self._lead_back)
        self._dim()
        self._show()
        is_full = place(window, self._screens(), self._beside.screen())
        self._beside.activateWindow()
        self._clock.start()
        self.changed.emit(self.sharing)
        self.shares_display.emit(not is_full)

    @Slot(object)
    def _lead_back(self, event: QKeyEvent) -> None:
        """Give a key to the main window, should the system have sent it to the screen for all."""
        main = self._beside.window()
        focus: QWidget | None = main.focusWidget()
        self._beside.activateWindow()
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        QGuiApplication.sendEvent(focus or main, copy)

    @Slot()
    def _closed(self) -> None:
        window, self._window = self._window, None
        self._meeting = None
        self._soon.stop()
        self._clock.stop()
        if window is not None:
            window.deleteLater()
        self.changed.emit(self.sharing)
        self.shares_display.emit(False)

    def _dim(self) -> None:
        if self._window is not None:
            self._window.view.set_dark(self._is_dark or self._is_curtained)

    @Slot(object)
    def _room_shows(self, meeting: Meeting) -> None:
        self._in_room = meeting.id
        if self._meeting is not None and meeting.id == self._meeting.id:
            self._meeting, self._stale = meeting, False
            self._follow_soon()

    @Slot(object)
    def _typed(self, draft: Draft) -> None:
        # Told of every key, so that words that were private for one key only are known as well.
        if draft.kind == StatementKind.PRIVATE.value and draft.text.strip():
            self._private.add(draft.id)
        self._follow_soon()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._meeting is None:
            return
        if change.meeting is not None and change.meeting.id == self._meeting.id:
            self._meeting, self._stale = change.meeting, False
        elif change.meeting is not None or (change.ids and self._meeting.id not in change.ids):
            return
        else:
            self._stale = True
        self._follow_soon()

    @Slot()
    def _follow_soon(self) -> None:
        if self._window is not None and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _show(self) -> None:
        if self._window is None or self._is_frozen or not self._is_fresh():
            return
        assert self._meeting is not None
        view = public_view(self._meeting, self._draft(), self._focus())
        sheet = sheet_of(view, self._desk.office.clock.today())
        wall = wall_time(self._desk.office.clock.now())
        self._window.view.show_sheet(sheet, time_words(sheet.ends, wall))

    def _is_fresh(self) -> bool:
        """Read the meeting again if it may have changed; without it there is nothing to show."""
        if self._stale and self._meeting is not None:
            try:
                self._meeting = self._desk.office.meetings.get(self._meeting.id)
            except MoedelederError:
                self.close()
            self._stale = False
        return self._meeting is not None

    def _draft(self) -> DraftLine | None:
        if self._room is None or self._meeting is None or self._in_room != self._meeting.id:
            return None
        draft = self._room.pen.draft
        return DraftLine(
            draft.id,
            draft.kind,
            draft.text,
            draft.item_id,
            draft.person_id,
            draft.owner,
            draft.due,
            draft.replaces,
            draft.id in self._private,
        )

    def _focus(self) -> Focus:
        page: object = self._room.page if self._room is not None else None
        at_home = self._meeting is not None and self._in_room == self._meeting.id
        return page.public_focus() if at_home and isinstance(page, Focusing) else Focus()

    @Slot()
    def _screens_changed(self) -> None:
        # Qt moves the windows of a display that is gone only after it has said so.
        QTimer.singleShot(0, self.place_again)
