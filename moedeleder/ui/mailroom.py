"""The mailroom: answers fetched, dropped on the window or chosen as files, and told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from moedeleder.domain.meetings import Meeting
from moedeleder.services.mailbox import Fetched
from moedeleder.ui.arrival_words import arrived_text, fetched_text
from moedeleder.ui.arrivals import Arrivals
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.file_dialogs import ask_file
from moedeleder.ui.letterbox import Letterbox
from moedeleder.ui.shell import Shell
from moedeleder.ui.taking_in import Handed, Receiver, handed_text
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner


@runtime_checkable
class Saying(Protocol):
    """A page that can say what was done."""

    @property
    def banner(self) -> Banner:
        """Where it says it."""


class ShowsFetching(Protocol):
    """A place that offers to fetch answers where there is a mailbox."""

    def show_fetching(self, set_up: bool, busy: bool, last: str) -> None:
        """Show whether there is one, whether a fetch is under way, and when the last was."""


class Mailroom(QObject):
    """Lets answers in by every way, and says on the page before the person what came."""

    meeting_requested = Signal(str)
    """An answer was laid with this meeting, to be seen."""

    def __init__(
        self, desk: Desk, window: Shell, meeting_shown: Callable[[], Meeting | None]
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._meeting_shown = desk, window, meeting_shown
        self._places: list[ShowsFetching] = []
        self._asked = False
        self.receiver = Receiver(desk, self)
        self.receiver.received.connect(self._received)
        self._letterbox = Letterbox(window, window.isVisible)
        self._letterbox.dropped.connect(self.take_in)
        self._arrivals = Arrivals(desk, self)
        self._arrivals.arrived.connect(self._arrived)
        self._arrivals.failed.connect(self._did_not_arrive)
        self._arrivals.busy_changed.connect(self._show_fetching)
        desk.changes.changed.connect(self._changed)

    def begin(self) -> None:
        """Begin to fetch answers by itself; the window is on the screen."""
        self._arrivals.begin()

    def tell(self, place: ShowsFetching) -> None:
        """Keep a place up to date on the fetching of answers."""
        self._places.append(place)
        self._show_fetching()

    @Slot()
    def fetch(self) -> None:
        """Fetch answers now, and say so even when there are none."""
        self._asked = True
        self._arrivals.fetch()

    @Slot(object)
    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take mails and forms in; the meeting that is shown is the guess for those unknown."""
        meeting = self._meeting_shown()
        self.receiver.take(paths, meeting.id if meeting else None)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for a mail or a form that lies as a file, and take it in."""
        kinds = self.tr("Mails og skemaer (*.eml *.docx *.odt)")
        path = ask_file(self._window, self.tr("Vælg et svar"), kinds)
        if path is not None:
            self.take_in((path,))

    @Slot()
    def show_unknown(self, first: str = "") -> None:
        """Ask whose the answers without a known sender are."""
        from moedeleder.ui.dialogs.unknown_answers import UnknownAnswersDialog

        dialog = UnknownAnswersDialog(self._desk, self._window.window(), first=first)
        if dialog.answer is None:
            dialog.deleteLater()
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.meeting_requested.connect(self.meeting_requested)
        dialog.open()

    @Slot(object)
    def _received(self, handed: Handed) -> None:
        words, detail = handed_text(handed)
        self._say(words, Tone.WARN if handed.refused or handed.unknown else Tone.OK, detail)
        if handed.unknown and QApplication.activeModalWidget() is None:
            self.show_unknown(handed.unknown[0].id)

    @Slot(object)
    def _arrived(self, fetched: Fetched) -> None:
        asked, self._asked = self._asked, False
        self._show_fetching()
        if asked or fetched.taken or fetched.unknown or fetched.bounced:
            words, detail = arrived_text(fetched)
            calm = not (fetched.unknown or fetched.bounced)
            self._say(words, Tone.INFO if calm else Tone.WARN, detail)

    @Slot(object)
    def _did_not_arrive(self, trouble: ErrorText) -> None:
        asked, self._asked = self._asked, False
        if asked or self._arrivals.is_first_trouble:
            self._say(trouble.what, Tone.WARN, trouble.rest)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.concerns(Kind.SETTINGS):
            self._show_fetching()

    @Slot()
    def _show_fetching(self) -> None:
        if not self._places:
            return
        arrivals = self._arrivals
        last = fetched_text(arrivals.last, self._desk.office.clock.local())
        for place in self._places:
            place.show_fetching(arrivals.is_set_up, arrivals.is_busy, last)

    def _say(self, words: str, tone: Tone, detail: str = "") -> None:
        page: object = self._window.current_page
        if isinstance(page, Saying):
            page.banner.show_message(words, tone, detail)
