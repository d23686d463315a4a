"""One meeting: its heading, the four steps, and the step people stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.meeting_steps import standard_steps
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.steps import MeetingStep, RoomPage, Step, step_of
from moedeleder.ui.shortcuts import STEPS, Shortcut
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.scroll_page import WIDEST
from moedeleder.ui.widgets.step_bar import StepBar
from moedeleder.ui.wording import count_text

StepMakers = Mapping[Step, Callable[[Desk], MeetingStep]]
_CONCERNS = (
    Kind.MEETINGS,
    Kind.AGENDA,
    Kind.NOTES,
    Kind.PROMISES,
    Kind.MINUTES,
    Kind.SENDING,
)


class MeetingPage(QWidget):
    """Shows one meeting at a time, in the step it has come to or the one asked for."""

    step_changed = Signal(object)
    """The ``Step`` that is now shown."""
    new_meeting_requested = Signal(str, object, object)
    """The family's id, when the next meeting is to be (Danish wall time), and the one before."""
    post_requested = Signal(str)
    """The id of the meeting whose letters are to be seen."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, steps: StepMakers | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("meetingPage")
        self._desk = desk
        self._meeting: Meeting | None = None
        self._step: Step | None = None
        self._stale = False
        self._steps = {
            step: make(desk) for step, make in sorted((steps or standard_steps()).items())
        }
        self._case = Pill("", object_name="caseNumber")
        self._post = quiet(self.tr("Breve"), "meetingPost", "mail")
        self._post.setToolTip(f"{Shortcut.POST.description} ({Shortcut.POST.keys})")
        self._post.clicked.connect(self._ask_for_post)
        self._header = PageHeader("", trailing=(self._case, self._post))
        self._bar = StepBar(self._step_names())
        self._bar.step_requested.connect(lambda index: self.go_to_step(Step(index)))
        self.banner = Banner()
        self._stack = QStackedWidget()
        for made in self._steps.values():
            made.step_requested.connect(self.go_to_step)
            if isinstance(made, FollowUpStep):
                made.new_meeting_requested.connect(self.new_meeting_requested)
                made.post_requested.connect(self.post_requested)
            if isinstance(made, MinutesStep):
                made.room_page_requested.connect(self._go_to_room_page)
            self._stack.addWidget(made.widget())
        self._lay_out()
        desk.changes.changed.connect(self._changed)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self._meeting

    @property
    def current_step(self) -> Step | None:
        """The step that is shown."""
        return self._step

    def step(self, step: Step) -> MeetingStep:
        """Return a step; raises KeyError when the page has none of that kind."""
        return self._steps[step]

    def open_meeting(self, meeting_id: str, step: Step | None = None) -> None:
        """Show a meeting at ``step``, or where it has come to."""
        self.leave()
        self.banner.dismiss()

        def opened(meeting: Meeting) -> None:
            self._show_header(meeting)
            off = meeting.state is MeetingState.CANCELLED
            wanted = step_of(meeting.state) if step is None or off else step
            self._show_step(wanted if wanted in self._steps else min(self._steps))

        perform(self, lambda: self._desk.office.meetings.get(meeting_id), success=opened)

    def refresh(self) -> None:
        """Read the meeting again and show it."""
        if self._meeting is None:
            return
        meeting_id = self._meeting.id
        perform(self, lambda: self._desk.office.meetings.get(meeting_id), success=self._show_again)

    def go_to_step(self, step: Step) -> None:
        """Show another step of the meeting."""
        if self._meeting is None or step not in self._steps or step is self._step:
            return
        if self._meeting.state is MeetingState.CANCELLED and step is not Step.AGENDA:
            self._say_cancelled()
            return
        self.leave()
        self._stale = True
        self._show_step(step)

    def _go_to_room_page(self, page: RoomPage) -> None:
        self.go_to_step(Step.MEETING)
        room = self._steps.get(Step.MEETING)
        if isinstance(room, RoomStep) and self._step is Step.MEETING:
            room.open_page(page)

    def main_action(self) -> None:
        """Do the step's main thing."""
        if self._step is not None:
            self._steps[self._step].main_action()

    def undo(self) -> None:
        """Take the step's last change back."""
        if self._step is not None:
            self._steps[self._step].undo()

    def redo(self) -> None:
        """Do again what the step took back."""
        if self._step is not None:
            self._steps[self._step].redo()

    def leave(self) -> None:
        """Let the step save what is under way: the person goes elsewhere."""
        if self._step is not None and self._meeting is not None:
            self._steps[self._step].leave()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong, above the step."""
        self.banner.show_message(error.what, Tone.BAD, error.rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change step, undo and redo, where no field or menu has taken the key."""
        keys = QKeySequence(event.keyCombination())
        for at, shortcut in enumerate(STEPS):
            if keys == shortcut.sequence:
                self.go_to_step(Step(at))
                return
        if keys == Shortcut.UNDO.sequence:
            self.undo()
        elif keys == Shortcut.REDO.sequence:
            self.redo()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _ask_for_post(self) -> None:
        if self._meeting is not None:
            self.post_requested.emit(self._meeting.id)

    def _say_cancelled(self) -> None:
        text = self.tr("Mødet er aflyst.")
        then = self.tr("Tag det op igen, hvis det skal holdes alligevel.")
        self.banner.show_message(text, Tone.INFO, then)

    def _changed(self, change: Change) -> None:
        if self._meeting is None:
            return
        about = change.concerns(*_CONCERNS, about=self._meeting.id)
        if not (about or change.concerns(Kind.FAMILIES, Kind.SETTINGS)):
            return
        if not self.isVisible():
            self._stale = True
        elif change.meeting is not None and change.meeting.id == self._meeting.id:
            self._show_again(change.meeting)
        else:
            self.refresh()

    def _show_again(self, meeting: Meeting) -> None:
        self._stale = False
        self._show_header(meeting)
        if self._step is not None:
            self._bar.set_state(int(self._step), self._done(meeting))
            self._steps[self._step].show_meeting(meeting)

    def _show_header(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._header.set_texts(meeting.title, subtitle(meeting))
        number = shorten(meeting.case_number, 60)
        self._case.set_text(self.tr("Sagsnr. {0}").format(number))
        self._case.setVisible(bool(number))

    def _show_step(self, step: Step) -> None:
        assert self._meeting is not None
        self._step = step
        self._bar.set_state(int(step), self._done(self._meeting))
        if self._stale:
            self.refresh()
        else:
            self._steps[step].show_meeting(self._meeting)
        widget = self._steps[step].widget()
        self._stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.step_changed.emit(step)

    def _done(self, meeting: Meeting) -> frozenset[int]:
        if meeting.state is MeetingState.PLANNED:
            return frozenset({int(Step.AGENDA)} if meeting.invited_at else ())
        done = {int(each) for each in Step if each < step_of(meeting.state)}
        kept = all(promise.kept_at is not None for promise in meeting.promises)
        if meeting.state is MeetingState.FINISHED and kept and meeting.promises:
            done.add(int(Step.FOLLOW_UP))
        return frozenset(done)

    def _step_names(self) -> tuple[str, ...]:
        return (
            self.tr("Dagsorden"),
            self.tr("Mødet"),
            self.tr("Referat"),
            self.tr("Opfølgning"),
        )

    def _lay_out(self) -> None:
        top = QWidget()
        top.setObjectName("pageHeaderBar")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        across = QHBoxLayout(top)
        across.setContentsMargins(MARGIN, GAP, MARGIN, 0)
        across.addWidget(inside, 1)
        across.addStretch(0)
        heading = QVBoxLayout(inside)
        heading.setContentsMargins(0, 0, 0, 0)
        heading.setSpacing(8)
        heading.addWidget(self._header)
        heading.addWidget(self._bar)
        messages = QVBoxLayout()
        messages.setContentsMargins(MARGIN, 0, MARGIN, 0)
        messages.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(messages)
        column.addWidget(self._stack, 1)


def subtitle(meeting: Meeting) -> str:
    """Return when and where a meeting is and how many come."""
    when = f"{long_date(meeting.starts_at)} {time_span(meeting.starts_at, meeting.ends_at)}"
    if meeting.time_is_open:
        # A day that is one of several would be read as the day.
        when = f"tiden er ikke valgt, {len(meeting.proposed_times)} forslag"
    where = meeting.place or meeting.link
    people = count_text(len(meeting.attendees), "deltager", "deltagere")
    return " · ".join(filter(None, (when[:1].upper() + when[1:], shorten(where, 120), people)))
