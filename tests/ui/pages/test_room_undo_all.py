"""Whatever is done in the room can all be taken back, and all be done again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft, ItemKind, Parked
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import FollowUp, Meeting, PromiseDraft
from moedeleder.domain.read_back import READ_PARTS, ReadBackAnswer, Verdict
from moedeleder.domain.scales import ScaleMark
from moedeleder.domain.statements import BOARD, Formal, StatementKind
from moedeleder.services.notepad import new_draft
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.actions_closing import ClosingActions
from moedeleder.ui.pages.room.actions_notes import NoteActions
from moedeleder.ui.pages.room.actions_points import PointActions
from moedeleder.ui.pages.room.actions_presence import PresenceActions
from moedeleder.ui.pages.room.actions_time import TimeActions
from moedeleder.ui.pages.room.history import LONGEST
from moedeleder.ui.pages.room.words import PROMISE
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import at

T = TypeVar("T")
# Time goes one way: what was talked about when, who ticked a line, when something was made, and
# how own words stood before, are history and stay. Each write gives a new version.
HISTORY = frozenset(
    "version visits pauses turns earlier time_asked_at made_at done_at done_by added_at parked_at"
    " marked_at said_at".split()
)


def as_it_stands(thing: Any) -> Any:
    """Return a meeting, or a part of it, without its history, to be compared."""
    if isinstance(thing, ReadBackAnswer):
        # Given anew it is another answer that says the same.
        return thing.part, thing.person.id, thing.verdict, thing.words, thing.heard
    if is_dataclass(thing):
        kept = (field.name for field in fields(thing) if field.name not in HISTORY)
        return {name: as_it_stands(getattr(thing, name)) for name in kept}
    if isinstance(thing, tuple):
        each = [as_it_stands(one) for one in thing]
        # The order in which people answer is no order.
        answers = thing and isinstance(thing[0], ReadBackAnswer | ScaleMark)
        return sorted(each, key=repr) if answers else each
    return thing


class Chair:
    """Does things at random in a running meeting, through the actions behind its pages."""

    def __init__(self, desk: TestDesk, page: QWidget, meeting: Meeting, seed: int) -> None:
        self.chance = random.Random(seed)
        self.actions = RoomActions(desk, page)
        self.actions.see(meeting)
        self.points = PointActions(desk, self.actions)
        self.presence = PresenceActions(desk, self.actions)
        self.time = TimeActions(desk, self.actions)
        self.notes = NoteActions(desk, self.actions)
        self.closing = ClosingActions(desk, page, self.actions)
        self.count = 0

    @property
    def meeting(self) -> Meeting:
        return self.actions.meeting

    def act(self) -> None:
        """Do one thing that can be taken back; what cannot be done now is tried otherwise."""
        deeds = [getattr(self, name) for name in dir(self) if name.startswith("do_")]
        while not self.chance.choice(deeds)():
            pass

    def any_of(self, things: Any) -> Any:
        """Return one of some things, or None where there are none."""
        many = list(things)
        return self.chance.choice(many) if many else None

    def words(self) -> str:
        self.count += 1
        return f"Ord nummer {self.count}"

    def person(self) -> str:
        return str(self.any_of(self.meeting.attendees).person.id)

    def item(self) -> str:
        return str(self.any_of(self.meeting.items).id)

    # --- notes -----------------------------------------------------------------------------

    def do_say(self) -> bool:
        draft = new_draft(self.any_of(StatementKind).value)
        draft = replace(draft, text=self.words(), item_id=self.item(), person_id=self.person())
        return self.actions.keep_statement(draft)

    def do_rewrite(self) -> bool:
        said = self.any_of(self.meeting.statements)
        if said is None:
            return False
        draft = new_draft(self.any_of(StatementKind).value)
        draft = replace(draft, text=self.words(), item_id=said.item_id, source="PPR")
        return self.actions.keep_statement(replace(draft, replaces=said.id))

    def do_promise(self) -> bool:
        draft = new_draft(PROMISE)
        return self.actions.keep_promise(replace(draft, item_id=self.item()), self.promised())

    def do_change_promise(self) -> bool:
        one = self.any_of(self.meeting.promises)
        draft = replace(new_draft(PROMISE), replaces=one.id if one else "")
        return one is not None and self.actions.keep_promise(draft, self.promised())

    def promised(self) -> PromiseDraft:
        due = date(2026, 12, 4) + timedelta(days=self.chance.randrange(30))
        return PromiseDraft(self.words(), self.person(), "", due, item_id=self.item())

    def do_remove_note(self) -> bool:
        note = self.any_of((*self.meeting.statements, *self.meeting.promises))
        return note is not None and self.actions.remove(note.id)

    def do_mark_note(self) -> bool:
        said = self.any_of(s for s in self.meeting.statements if self.notes.can_be_formal(s.id))
        return said is not None and self.notes.mark(said.id, self.any_of(Formal))

    def do_answer_by(self) -> bool:
        said = self.any_of(s for s in self.meeting.statements if s.formal is not Formal.NONE)
        day = date(2027, 1, 1) + timedelta(days=self.chance.randrange(30))
        return said is not None and self.notes.answer_by(said.id, day)

    def do_tick(self) -> bool:
        check = self.any_of(self.meeting.checks_of(Phase.DURING))
        self.actions.tick(check.key, not check.done)
        return True

    # --- points ----------------------------------------------------------------------------

    def do_add_point(self) -> bool:
        draft = ItemDraft(self.words(), ItemKind.DISCUSSION, 5, self.person())
        places = (None, *range(len(self.meeting.items)))
        return self.points.add(draft, self.any_of(places), QWidget(self.actions.parent()))

    def do_move_point(self) -> bool:
        return self.points.move(self.item(), self.chance.randrange(len(self.meeting.items)))

    def do_park(self) -> bool:
        item = self.any_of(item for item in self.meeting.items if not item.is_parked)
        where = self.any_of((Parked.FOLLOW_UP, Parked.NEXT_AGENDA))
        return item is not None and self.points.park(item.id, where)

    def do_park_all(self) -> bool:
        items = [item for item in self.meeting.items if not item.is_parked]
        return self.points.park_all(items[-2:], Parked.NEXT_AGENDA)

    def do_unpark(self) -> bool:
        return self.points.unpark(self.item())

    def do_limit(self) -> bool:
        people = [attendee.person.id for attendee in self.meeting.attendees]
        chosen = self.chance.sample(people, self.chance.randrange(len(people)))
        return self.points.limit(self.item(), chosen)

    # --- people and time -------------------------------------------------------------------

    def do_attend(self) -> bool:
        attendee = self.any_of(self.meeting.attendees)
        return self.presence.attend(attendee.id, self.any_of(Attendance))

    def do_set_times(self) -> bool:
        attendee = self.any_of(self.meeting.attendees)
        came = self.meeting.started_at
        assert came is not None
        came += timedelta(minutes=self.chance.randrange(10))
        return self.presence.set_times(attendee.id, came, came + timedelta(hours=1), ())

    def do_all_here(self) -> bool:
        return self.presence.all_here()

    def do_extend(self) -> bool:
        return self.time.extend(15)

    def do_show_speaking(self) -> bool:
        return self.time.show_speaking(not self.meeting.speaking_in_minutes)

    # --- board, scales, read-back ----------------------------------------------------------

    def do_board_line(self) -> bool:
        return self.closing.add_line(self.any_of(BOARD), self.words(), self.person())

    def do_move_line(self) -> bool:
        line = self.any_of(s for s in self.meeting.statements if s.kind in BOARD)
        kind = self.any_of(BOARD)
        return line is not None and self.closing.rewrite_line(line, kind, self.words(), None)

    def do_add_scale(self) -> bool:
        return self.closing.add_scale(self.words())

    def do_rename_scale(self) -> bool:
        scale = self.any_of(self.meeting.scales)
        return scale is not None and self.closing.rename_scale(scale.id, self.words())

    def do_remove_scale(self) -> bool:
        scale = self.any_of(self.meeting.scales)
        return scale is not None and self.closing.remove_scale(scale.id)

    def do_mark_scale(self) -> bool:
        scale = self.any_of(self.meeting.scales)
        value = self.any_of((None, 0, 5, 10))
        person = self.person()
        if scale is None or (value is None and scale.mark_of(person) is None):
            return False
        return self.closing.mark(scale.id, person, value, self.words() if value else "")

    def do_read_back(self) -> bool:
        part, verdict = self.any_of(READ_PARTS), self.any_of(Verdict)
        return self.closing.answer(part, self.person(), verdict, self.words())

    def do_all_agree(self) -> bool:
        return self.closing.all_agree(self.any_of(READ_PARTS))

    def do_everybody(self) -> bool:
        return self.closing.everybody_is_here()

    def do_follow_up(self) -> bool:
        day = datetime(2027, 1, 4, 9) + timedelta(days=self.chance.randrange(30))
        return self.closing.set_follow_up(self.any_of((FollowUp(day), FollowUp(None, "Nej"))))


@pytest.mark.parametrize("run", range(3))
def test_all_is_taken_back_and_all_is_done_again(
    qtbot: QtBot, desk: TestDesk, example: Example, run: int
) -> None:
    goes_back_and_forth(qtbot, desk, example, run, deeds=40)


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("run", range(20))
def test_a_long_meeting_is_taken_back_and_done_again(
    qtbot: QtBot, desk: TestDesk, example: Example, run: int
) -> None:
    goes_back_and_forth(qtbot, desk, example, run, deeds=LONGEST)


def goes_back_and_forth(
    qtbot: QtBot, desk: TestDesk, example: Example, run: int, deeds: int
) -> None:
    seed = random.randrange(10**9) + run
    print(f"seed {seed}")
    page = QWidget()
    qtbot.addWidget(page)
    at(desk, 15, 30)
    chair = Chair(desk, page, desk.office.conduct.start(example.meeting.id), seed)
    states = [as_it_stands(chair.meeting)]
    for _ in range(deeds):
        chair.act()
        states.append(as_it_stands(chair.meeting))
    goes_all_the_way(chair, chair.actions.history.undo, states[::-1])
    assert chair.actions.history.undo() == ""
    goes_all_the_way(chair, chair.actions.history.redo, states)
    goes_all_the_way(chair, chair.actions.history.undo, states[::-1])
    stored = desk.office.meetings.get(example.meeting.id)
    assert as_it_stands(stored) == states[0]


def goes_all_the_way(chair: Chair, step: Callable[[], str], states: list[Any]) -> None:
    """Go from the first of these states to the last, and pass each of them."""
    assert as_it_stands(chair.meeting) == states[0]
    for at_step, wanted in enumerate(states[1:], start=1):
        name = step()
        assert name, f"step {at_step} could not be done"
        assert as_it_stands(chair.meeting) == wanted, f"step {at_step}: {name}"


def test_a_formal_note_that_became_private_is_formal_again(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    at(desk, 15, 30)
    chair = Chair(desk, page, desk.office.conduct.start(example.meeting.id), 0)
    asked = replace(new_draft(), text="Vi søger om aflastning")
    chair.actions.keep_statement(asked)
    chair.notes.mark(asked.id, Formal.APPLICATION)
    marked = as_it_stands(chair.meeting)
    private = replace(asked, kind=StatementKind.PRIVATE.value, replaces=asked.id)
    chair.actions.keep_statement(private)
    assert chair.meeting.statements[0].formal is Formal.NONE
    assert chair.actions.history.undo() == "Rettelsen"
    assert as_it_stands(chair.meeting) == marked
