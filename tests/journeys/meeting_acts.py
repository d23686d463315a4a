"""What a chair does in the room, by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.room.agenda_rail import AgendaRail
from moedeleder.ui.pages.room.statement_list import StatementList
from tests.journeys.acts import finds_by_name, meeting_of
from tests.journeys.house import Street
from tests.journeys.person import Person

ALMA = "Alma"


def clock_shows(street: Street, hour: int, minute: int) -> None:
    """Put the clock to a Danish time on Thursday 3 December 2026."""
    street.clock.set(datetime(2026, 12, 3, hour - 1, minute, tzinfo=UTC))


def meeting(person: Person) -> Meeting:
    """Return the meeting as it is kept."""
    return meeting_of(person, f"Netværksmøde om {ALMA}")


def attendee(person: Person, name: str) -> Attendee:
    """Return the attendee whose name begins so, as kept."""
    return next(a for a in meeting(person).attendees if a.person.name.startswith(name))


def finds_the_meeting(person: Person) -> None:
    """Go to the meeting by its child's name, and on to the room."""
    finds_by_name(person, ALMA, "Netværksmøde")
    person.presses("Ctrl+2")
    person.sees("startScreen")
    person.stands_in("startMeeting")


def says_who_is_here(person: Person, name: str, key: str) -> None:
    """Go to somebody in the list of people, and say T(o be here), A(pology), S(ent) or G(one)."""
    person.presses("Ctrl+Shift+T")
    person.stands_in("state-present")
    for _ in range(20):
        person.presses("Up")
    for _ in range(20):
        row = _row()
        if row.accessibleName().startswith(name):
            for _ in range("tasg".index(key)):
                person.presses("Right")
            person.presses("Space")
            return
        person.presses("Down")
    raise AssertionError(f"the arrows do not lead to {name}")


def corrects_the_time(person: Person, typed: str) -> None:
    """Write another time for whoever the keyboard stands at."""
    person.presses("Shift+Tab")
    person.stands_in("attendanceTimeText")
    person.presses("Ctrl+A")
    person.types(typed)
    person.presses("Return")


def goes_back_to_the_pen(person: Person) -> None:
    """Tab on to where one writes."""
    person.tabs_to("composerText", at_most=80)


def goes_on_to(person: Person, title: str) -> None:
    """Go to the next point with Ctrl+Enter."""
    person.presses("Ctrl+Return")
    person.reads(title, on="pointTitle")
    person.stands_in("composerText")


def goes_to_note(person: Person, words: str) -> None:
    """Choose a note of the point with Tab and the arrows."""
    person.tabs_to("statementList", at_most=80)
    notes = person.finds("statementList", StatementList)
    for _ in range(len(notes.notes)):
        if notes.current_note is not None and words in notes.current_note.text:
            return
        person.presses("Up")
    raise AssertionError(f"no note says {words!r}: {person.words('statementList')}")


def rewrites(person: Person, words: str, new: str) -> None:
    """Correct a note with F2; the cursor is back in the pen."""
    goes_to_note(person, words)
    person.presses("F2")
    person.stands_in("composerText")
    person.reads(words, on="composer")
    person.presses("Ctrl+A")
    person.types(f"{new}\n")
    person.reads(new, on="statementList")


def goes_to_point(person: Person, title: str) -> None:
    """Stand at a point of the agenda's list, without going there."""
    person.tabs_to("agendaRail", at_most=80)
    rail = person.finds("agendaRail", AgendaRail)
    person.presses("Home")
    for _ in meeting(person).items:
        if title in str(rail.currentIndex().data()):
            return
        person.presses("Down")
    raise AssertionError(f"no point is called {title!r}")


def adds_a_point(person: Person, title: str, whose: str) -> None:
    """Take in what somebody wants to talk about, right after the point of now."""
    person.presses("Ctrl+Shift+N")
    person.sees("newPointDialog")
    person.stands_in("title")
    person.types(title)
    person.tabs_to("raised_by")
    chooses_by_letters(person, whose)
    person.presses("Ctrl+Return")
    person.sees_no("newPointDialog")
    person.reads(f"”{title}” er sat på.")
    person.stands_in("composerText")


def chooses_by_letters(person: Person, words: str) -> None:
    """Choose in the list under the keyboard with the arrows."""
    choice = QApplication.focusWidget()
    assert isinstance(choice, QComboBox)
    person.presses("Home")
    for _ in range(choice.count()):
        if choice.currentText().startswith(words):
            return
        person.presses("Down")
    raise AssertionError(f"{choice.objectName()} offers no {words}")


def parks(person: Person, *, for_next: bool) -> None:
    """Put off the point the keyboard stands at, else the point of now."""
    person.presses("Ctrl+Shift+P")
    person.waits(lambda: QApplication.activePopupWidget() is not None, "no menu")
    if not for_next:
        person.presses("Down")
    person.presses("Return")


def limits_the_point(person: Person, *may_hear: str) -> None:
    """Say who may hear the point of now: the menu, the list, the space bar, Enter."""
    person.tabs_to("moreDeeds", at_most=80)
    person.presses("Space")
    person.waits(lambda: QApplication.activePopupWidget() is not None, "no menu")
    person.presses("Down", "Down", "Return")
    person.sees("limitPointDialog")
    for each in meeting(person).attendees:
        _stands_at(person, each.person.name)
        if not each.person.name.startswith(may_hear):
            person.presses("Space")
        person.presses("Down")
    person.presses("Ctrl+Return")
    person.sees_no("limitPointDialog")


def asks_the_scale(person: Person, question: str, said: dict[str, tuple[str, str]]) -> None:
    """Ask everybody in the room for a number and why.

    Args:
        said: number and reason by first name; whoever is not in it is passed by.
    """
    person.tabs_to("boardTabs", at_most=80)
    person.presses("Right")
    person.tabs_to("newScale")
    person.types(f"{question}\n")
    people = [each.person for each in meeting(person).attendees]
    person.waits(lambda: _name().startswith("pick-"), "nobody is asked for a number")
    answered = 0
    while answered < len(said):
        asked = next(each for each in people if _name().endswith(each.id))
        number, why = said.get(asked.name.split()[0], ("", ""))
        answered += bool(number)
        person.types(number)
        person.presses("Tab")
        person.types(why)
        person.presses("Tab")


def hands_across(person: Person, answers: tuple[str, ...]) -> None:
    """Hand the computer on: each in turn answers five questions by a digit; 0 leaves one out."""
    person.tabs_to("handAcross", at_most=80)
    person.presses("Space")
    for at, keys in enumerate(answers):
        person.stands_in("feedbackBeginMain")
        person.presses("Return")
        for key in keys:
            person.types(key)
        person.stands_in("feedbackHandInMain")
        person.presses("Return")
        person.stands_in("feedbackThanksMain")
        if at + 1 < len(answers):
            person.presses("Return")
    person.tabs_to("feedbackThanksOther")
    person.presses("Return")
    person.stands_in("feedbackOverMain")
    person.presses("Return")
    person.sees_no("feedbackScreen")


def _stands_at(person: Person, words: str) -> None:
    def said() -> str:
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    person.waits(lambda: said().startswith(words), lambda: f"the keyboard is at {said()!r}")


def _row() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    row = focus.parentWidget()
    assert row is not None
    return row


def _name() -> str:
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""
