"""The read-back: each part large, read aloud, and everybody asked what they say to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.public_view import Focus, Scene
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.record import Gap, PartKey
from moedeleder.services.read_back import ReadBackView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.plan_deeds import PlanDeeds
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.actions_closing import ClosingActions
from moedeleder.ui.pages.room.closing.parts import ReadFollowUp, ReadPart, ReadPlan, ReadText
from moedeleder.ui.pages.room.closing.people import AskedPeople, people_of, place_of
from moedeleder.ui.pages.room.closing.steps import ClosingSteps
from moedeleder.ui.pages.room.closing.words import (
    ALL_AGREE_KEY,
    answered_text,
    missing_text,
    part_name,
    part_question,
    verdict_of,
)
from moedeleder.ui.pages.room.field_keeping import FieldKeeper
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import primary, quiet, secondary
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.saved_mark import SavedMark
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.tab_order import chain_tabs
from moedeleder.ui.widgets.wrap_label import WrapLabel

_BESIDE_LETTERS = 96
"""So many characters wide, there is room for the people beside the text."""


class ReadBackPage(ScrollPage):
    """Leads through what will be written, part by part; whoever disagrees is heard."""

    back_requested = Signal()
    end_requested = Signal()
    """On to the last step."""
    presence_requested = Signal()
    """Somebody is to be marked as having come or gone; the page has been left."""
    focus_changed = Signal()
    """Another thing is before the chair; the screen for all follows."""

    def __init__(self, desk: Desk, room: RoomActions, actions: ClosingActions) -> None:
        super().__init__(object_name="readBackPage")
        self._desk, self._room, self._actions = desk, room, actions
        self._view: ReadBackView | None = None
        self._meeting: Meeting | None = None
        self.saved = SavedMark()
        self.keeper = FieldKeeper(desk, self.saved)
        self._waiting: dict[str, str] = {}
        self.steps = ClosingSteps()
        self.people = AskedPeople()
        today = desk.office.clock.today
        self.plan = ReadPlan(today)
        self.follow_up = ReadFollowUp(today)
        self.parts: dict[PartKey, ReadPart] = {
            PartKey.PROBLEM: ReadText(desk, PartKey.PROBLEM),
            PartKey.CONCLUSION: ReadText(desk, PartKey.CONCLUSION),
            PartKey.ACTION_PLAN: self.plan,
            PartKey.FOLLOW_UP: self.follow_up,
        }
        self._deeds = PlanDeeds(desk, self, self.plan.plan, room.history)
        self._part = READ_PARTS[0]
        self._question = named(WrapLabel("", TextRole.TITLE), "readQuestion")
        self._task = named(WrapLabel("", TextRole.SMALL, Tone.NEUTRAL), "readTask")
        self._make_buttons()
        self._arrange()
        self._connect()

    @property
    def part(self) -> PartKey:
        """The part that is read aloud now."""
        return self._part

    @property
    def can_change(self) -> bool:
        """Whether answers and texts can be given still."""
        state = self._meeting.state if self._meeting else None
        return state in (MeetingState.RUNNING, MeetingState.HELD)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what is read aloud as it is now; what is being typed stays."""
        is_new = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        if is_new:
            self._part = READ_PARTS[0]
            self._forget_messages()
            self._waiting = self.keeper.open(meeting.id)
        read_back = self._desk.office.read_back
        perform(self, lambda: read_back.open(meeting.id), success=self._show)

    def begin(self) -> None:
        """Turn to the first part somebody has not answered; stay where everybody has."""
        view = self._view
        if view is None:
            return
        for part in READ_PARTS:
            people = people_of(view, part)
            if not people or any(view.answer_of(part, each.id) is None for each in people):
                self.open_part(part)
                return

    def public_focus(self) -> Focus:
        """Return what the screen for all shows meanwhile: the part as it stands."""
        return Focus(Scene.READ_BACK, self._part, self._text())

    def open_part(self, part: PartKey, gap: Gap | None = None) -> None:
        """Turn to a part; ``gap`` leads to the promise that lacks something."""
        if part is not self._part:
            self._forget_messages()
        self.save()
        self._part = part
        if self._meeting is not None:
            self.show_meeting(self._meeting)
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)
        self.focus()
        self.focus_changed.emit()
        if gap is not None and part is PartKey.ACTION_PLAN:
            self.plan.edit()
            self.plan.plan.go(gap)

    def focus(self) -> None:
        """Stand at who is to be asked, or where there is something to write first."""
        if self._is_empty and self.can_change:
            self.parts[self._part].edit()
        else:
            self.people.go()
            if not self.people.rows:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep everything under way."""
        self.people.save()
        for part in self.parts.values():
            part.save()

    def go_on(self) -> None:
        """Go to the next part, and after the last one to the end."""
        at = READ_PARTS.index(self._part)
        if at + 1 < len(READ_PARTS):
            self.open_part(READ_PARTS[at + 1])
        else:
            self._go_to_end()

    def go_back(self) -> None:
        """Go to the part before, and from the first one back to the meeting."""
        at = READ_PARTS.index(self._part)
        if at:
            self.open_part(READ_PARTS[at - 1])
        else:
            self.leave_page()

    def leave_page(self) -> None:
        """Keep what is written, and go back to the meeting."""
        self._forget_messages()
        self.save()
        self.back_requested.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where a person would begin."""
        super().focusInEvent(event)
        self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by letter wherever nobody is writing; Enter goes on, Esc goes out of a text."""
        keys = QKeySequence(event.keyCombination())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = event.text().upper() if plain else ""
        row = self.people.focused()
        verdict = verdict_of(letter) if letter else None
        if keys == Shortcut.READ_BACK.sequence:
            self.leave_page()
        elif keys == Shortcut.EDIT.sequence and self.can_change:
            self.parts[self._part].edit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif letter == ALL_AGREE_KEY and not self.people.all_agree.isHidden():
            self.people.all_agree.click()
        elif verdict is not None and row is not None and not self.people.isHidden():
            row.give(verdict)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the people below the text where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_LETTERS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _text(self) -> str:
        """Return the part as it stands, with what is being typed."""
        shown = self.parts[self._part]
        if isinstance(shown, ReadText):
            return shown.text
        return self._view.texts[self._part] if self._view is not None else ""

    @property
    def _is_empty(self) -> bool:
        return not self._text().strip()

    def _escape(self) -> None:
        if any(row.hasFocus() for row in self.people.rows.values()):
            self.leave_page()
        else:
            self.people.go()

    def _show(self, view: ReadBackView) -> None:
        self._view = view
        part = self._part
        self.steps.show_step(READ_PARTS.index(part))
        shown = self.parts[part]
        shown.show_view(view, can_change=self.can_change)
        self._question.setText(part_question(part))
        self._task.setText(self._task_words())
        for each in self.parts.values():
            each.setVisible(each is shown)
        self.people.show_view(view, part, self._waiting, can_change=self.can_change)
        self._waiting = {k: v for k, v in self._waiting.items() if f":{part.value}:" not in k}
        self.people.setVisible(not self._is_empty)
        self._show_missing(view.meeting)
        self._show_foot(view)
        chain_tabs(self)

    def _show_missing(self, meeting: Meeting) -> None:
        waiting = sum(each.attendance is Attendance.EXPECTED for each in meeting.attendees)
        self.missing.set_caption(missing_text(waiting))
        self.missing.setToolTip(f"{self.missing.caption} ({Shortcut.PRESENCE.keys})")
        self.missing.setVisible(self._is_running)

    def _task_words(self) -> str:
        if not self.can_change:
            return self.tr("Referatet er færdigt. Her kan ikke rettes mere.")
        if self._is_empty:
            return self.tr("Skriv det først, og læs det så op.")
        return self.tr(
            "Læs højt, og spørg hver enkelt. Ret teksten her, hvis den ikke passer (F2)."
        )

    def _show_foot(self, view: ReadBackView) -> None:
        at = READ_PARTS.index(self._part)
        following = part_name(READ_PARTS[at + 1]) if at + 1 < len(READ_PARTS) else ""
        name = (
            self.tr("Næste: {0}").format(following)
            if following
            else self.tr("Videre til afslutning")
        )
        self.next.set_caption(name)
        self.before.setVisible(at > 0)
        asked, silent = len(self.people.rows), self.people.silent_names(view)
        note = answered_text(asked - len(silent), asked, silent)
        self.set_note("" if self._is_empty else note)

    def _answer(self, person_id: str, verdict: Verdict | None, words: str) -> None:
        if self._actions.answer(self._part, person_id, verdict, words):
            self.keeper.kept(place_of(self._part, person_id))

    def _all_agree(self) -> None:
        if self._actions.all_agree(self._part):
            words = self.tr("Noteret: de, der ikke havde svaret, siger, at de er enige.")
            self.offer_undo(words, self._actions.undo)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _everybody_is_here(self) -> None:
        if self._actions.everybody_is_here():
            self.people.go()

    def _go_to_presence(self) -> None:
        # Only while the meeting runs is there a list to say it in.
        if self._is_running:
            self.leave_page()
            self.presence_requested.emit()

    @property
    def _is_running(self) -> bool:
        return self._meeting is not None and self._meeting.state is MeetingState.RUNNING

    def _reload(self) -> None:
        self._room.reload()

    def _step_to(self, at: int) -> None:
        if at < len(READ_PARTS):
            self.open_part(READ_PARTS[at])
        else:
            self._go_to_end()

    def _go_to_end(self) -> None:
        self._forget_messages()
        self.save()
        self.end_requested.emit()

    def _forget_messages(self) -> None:
        """Take away what was said of the part that is left, with its way back."""
        self.undo_bar.dismiss()
        self.banner.dismiss()

    @Slot(str, int)
    def _typing_saved(self, slot: str, ticket: int) -> None:
        for part in self.parts.values():
            if isinstance(part, ReadText):
                part.section.keeper.typing_saved(slot, ticket)

    @Slot(str)
    def _typing_failed(self, slot: str) -> None:
        for part in self.parts.values():
            if isinstance(part, ReadText):
                part.section.keeper.typing_failed(slot)

    def _connect(self) -> None:
        self.people.answer_requested.connect(self._answer)
        self.people.typed.connect(
            lambda person_id, text: self.keeper.typed(place_of(self._part, person_id), text)
        )
        self.people.all_agree_requested.connect(self._all_agree)
        self.people.presence_requested.connect(self._everybody_is_here)
        self.steps.step_requested.connect(self._step_to)
        self.missing.clicked.connect(self._go_to_presence)
        key = QShortcut(Shortcut.PRESENCE.sequence, self)
        key.activated.connect(self._go_to_presence)
        self.follow_up.section.follow_up_requested.connect(self._actions.set_follow_up)
        self._deeds.changed.connect(self._reload)
        self._deeds.undo_requested.connect(self._actions.undo)
        self._desk.typing.saved.connect(self._typing_saved)
        self._desk.typing.failed.connect(self._typing_failed)
        for part in self.parts.values():
            if isinstance(part, ReadText):
                part.section.keeper.saved.connect(self._reload)
                part.section.edited.connect(self.focus_changed)

    def _make_buttons(self) -> None:
        self.leave = quiet(self.tr("Tilbage til mødet"), "leaveReadBack", "arrow-left")
        self.leave.clicked.connect(self.leave_page)
        self.missing = quiet(missing_text(0), "readPresence", "people")
        self.before = secondary(self.tr("Forrige"), "readBefore", "arrow-left")
        self.before.clicked.connect(self.go_back)
        self.next = primary(self.tr("Næste"), "readNext", show_shortcut=True)
        self.next.clicked.connect(self.go_on)

    def _arrange(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.steps, 1)
        # Up here it takes no height from the people, who shall all be seen at once.
        self._top.addWidget(self.missing)
        self._top.addWidget(self.saved)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._question)
        words.addWidget(self._task)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(words)
        for part in self.parts.values():
            left.addWidget(part)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.people)
        right.addStretch(1)
        self._row.addLayout(left, 6)
        self._row.addLayout(right, 5)
        self.add(self._top)
        self.add(self._row)
        self.set_footer(self.leave, self.before, self.next)
