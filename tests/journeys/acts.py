"""What a person does on the way to minutes that are sent, the same in every meeting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListWidget, QWidget

from moedeleder.domain.meetings import Meeting
from tests.journeys.person import Person


def meeting_of(person: Person, words: str) -> Meeting:
    """Return the meeting whose title holds these words, as it is kept."""
    line = next(line for line in person.office.meetings.find() if words in line.title)
    return person.office.meetings.get(line.id)


def letters_folder(person: Person) -> Path:
    """Return the folder of the letters, as the settings have it."""
    return Path(person.office.settings.mail().folder)


def says_how_the_child_is_heard(person: Person, way: str, more: str) -> None:
    """Try to invite, read why that must wait, and write how the child is heard; then try again.

    Args:
        way: how, as the value of ``VoiceWay``.
        more: what is said about it.
    """
    person.sees("sendDialog")
    person.presses("Return")
    person.reads("Det er ikke skrevet, hvordan barnet bliver hørt.", "Intet er sendt.")
    person.clicks_on("Skriv det nu")
    person.sees("childVoiceDialog")
    person.reads("Hvordan bliver barnet hørt på mødet?")
    goes_with_the_arrows_to(person, f"voice-{way}")
    person.fills(note=more)
    person.presses("Ctrl+Return")
    person.sees_no("childVoiceDialog")
    person.sees("sendDialog")
    person.reads_nowhere("Det er ikke skrevet")


def goes_with_the_arrows_to(person: Person, name: str) -> None:
    """Choose one of several ways, as the arrows do it."""
    person.presses("Space")
    choice = person.finds(name, QAbstractButton)
    for _ in range(10):
        if choice.isChecked():
            return
        person.presses("Down")
    raise AssertionError(f"the arrows do not lead to {name}")


def starts_the_meeting(person: Person) -> None:
    """Go to step 2 by keyboard, start, and say that everybody is here."""
    person.presses("Ctrl+2")
    person.sees("startScreen")
    person.stands_in("startMeeting")
    person.presses("Ctrl+Return")
    person.stands_in("composerText")
    person.clicks("allHere")
    person.sees_no("allHere")
    person.clicks("composerText")


def goes_through_to_the_end(person: Person, meeting: Meeting) -> None:
    """Go to the last point with Ctrl+Enter, through what is read aloud, and end the meeting."""
    for item in meeting.items[1:]:
        if _at(person, meeting) >= meeting.items.index(item):
            continue
        person.presses("Ctrl+Return")
        person.reads(item.title[:60].strip(), on="pointTitle")
    person.reads("Læs op og afslut", on="nextPointButton")
    person.presses("Ctrl+Return")
    for question in (
        "Handler det om det her?",
        "Er vi nået frem til det her?",
        "Har vi aftalt det her?",
        "Er det sådan, vi følger op?",
    ):
        person.reads(question, on="readQuestion")
        person.presses("Ctrl+Return")
    person.sees("endPage")
    person.stands_in("finishMeeting")
    person.presses("Ctrl+Return")
    person.sees("minutesForm")


def _at(person: Person, meeting: Meeting) -> int:
    current = person.office.meetings.get(meeting.id).current_item
    return [item.id for item in meeting.items].index(current.id) if current else 0


def finds_by_name(person: Person, name: str, what: str) -> None:
    """Type a child's name with Ctrl+K, and open the first that says what it is."""
    person.presses("Ctrl+K")
    person.sees("findAnything")
    person.types(name)
    # The last line comes with the hits for the whole name.
    person.reads(f"Søg efter ”{name}”", on="findList")
    hits = person.finds("findList", QListWidget)
    role = Qt.ItemDataRole.AccessibleTextRole
    titles = [hits.item(at).data(role) for at in range(hits.count())]
    at = next(at for at, title in enumerate(titles) if title.startswith(what))
    for _ in range(at):
        person.presses("Down")
    person.presses("Return")
    person.sees_no("findAnything")


def missing(person: Person) -> list[str]:
    """Return what is said to be missing, in the order of its numbers."""
    if not person.shows("gapList"):
        return []
    links = person.finds("gapList", QWidget).findChildren(QAbstractButton)
    shown = [each for each in links if each.isVisible() and _number(each) >= 0]
    return [link.accessibleName() for link in sorted(shown, key=_number)]


def _number(link: QWidget) -> int:
    """Return which gap a link leads to; below 0 for what is no link to a gap."""
    kind, _, number = link.objectName().partition("-")
    return int(number) if kind == "gap" and number.isdigit() else -1


def fills_what_is_missing(
    person: Person, *, next_day: str = "", no_meeting: str = "", by_keyboard: bool = False
) -> None:
    """Follow each link of what is missing and write it, until nothing is.

    Args:
        next_day: the day of the next meeting, as typed; else there is none, because
        no_meeting: why.
        by_keyboard: whether to go to the links with Tab and Enter.
    """
    while "er på plads" not in person.words("footerNote"):
        # A list that has just changed shows its lines a moment later.
        person.waits(lambda: missing(person), "nothing is missing, and yet not all is there")
        gap = missing(person)[0]
        if by_keyboard:
            person.tabs_to("gap-0", at_most=120)
            person.presses("Return")
        else:
            person.clicks("gap-0")
        _fill(person, gap, next_day, no_meeting)
        _waits_until_settled(person, gap)


def _waits_until_settled(person: Person, gap: str) -> None:
    person.waits(lambda: _is_settled(person, gap), f"{gap!r} is still missing")


def _is_settled(person: Person, gap: str) -> bool:
    gaps = missing(person)
    return gap not in gaps and (bool(gaps) or "er på plads" in person.words("footerNote"))


def _fill(person: Person, gap: str, next_day: str, no_meeting: str) -> None:
    if "frist" in gap:
        person.types("inden fredag")
        person.presses("Tab")
    elif "ansvarlig" in gap:
        person.types("Karin Dam")
        person.presses("Tab")
    elif "ingen aftaler" in gap:
        person.stands_in("addPromise")
        person.presses("Return")
        for words in ("Vi ringer til hinanden", "Rikke Rådgiver", "fredag"):
            person.types(words)
            person.presses("Tab")
    elif "opfølgning" in gap:
        person.clicks("followUpYes" if next_day else "followUpNo")
        person.stands_in("followUpDateText" if next_day else "followUpReason")
        person.types(next_day or no_meeting)
        person.presses("Tab")
    else:
        person.types(f"Vi skriver det her om {gap.split(' mangler')[0].lower()}.")
