"""The page Sprog beside the minutes, and one's own words in the settings."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.ui.pages.minutes.language.report import Report, Spot
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.settings.page import SettingsPage
from moedeleder.ui.shell import Shell
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import MONSTER, Make, _desk, _held, _in_meeting
from tests.ui.held_meeting import write
from tests.ui.office_fixture import TestDesk

HARSH = (
    "Far påstår, at skemmaet er årsagen, og mor nægter at tale om det.\n"
    "Det aftales, at PPR kontakter klasselæreren mhp. et nyt skema, og der iværksættes en "
    "foranstaltning, som skal understøtte familiens ressourcer, samtidig med at skolen "
    "fortsætter den igangværende inkluderende indsats i forbindelse med overgangen.\n"
    "Vi er enige om, at Almas morgener er det vigtigste lige nu."
)


def _harsh(desk: TestDesk) -> Meeting:
    meeting = _held(desk)
    write(desk, meeting, PartKey.CONCLUSION, HARSH)
    write(desk, meeting, PartKey.CHILD_PAGE, "Vi taler om din dag i skolen. Du er med til det.")
    return meeting


def _overfull(desk: TestDesk) -> Meeting:
    meeting = _held(desk)
    write(desk, meeting, PartKey.CONCLUSION, "\n".join([MONSTER[:900], HARSH, "skemmaett " * 500]))
    write(desk, meeting, PartKey.GUIDANCE, "\n".join([HARSH] * 30))
    return meeting


def _calm(desk: TestDesk) -> Meeting:
    meeting = _held(desk)
    for key in desk.office.minutes.open(meeting.id).parts:
        write(desk, meeting, key, "Vi er enige. Det går godt.")
    return meeting


def _sprog(make: Make, wanted: str = "") -> Shell:
    desk = _desk()
    meeting = make(desk)
    step = MinutesStep(desk)
    shell = _in_meeting(step, meeting, 2)
    step.side.show_page("language")

    def examined(report: Report) -> None:
        if step.language.current is None and wanted:
            step.language.go(_spot(report, wanted))

    step.language.watch.examined.connect(examined)
    QTimer.singleShot(0, step, lambda: step.form.go_to(PartKey.CONCLUSION))
    QTimer.singleShot(0, step, step.language.watch.check_now)
    return shell


def _spot(report: Report, word: str) -> Spot:
    return next(spot for spot in report.spots if spot.text.startswith(word))


@scene("sprog-1-ord")
def gentle() -> QWidget:
    return _sprog(_harsh, "påstår")


@scene("sprog-2-stavning")
def spelling() -> QWidget:
    return _sprog(_harsh, "skemmaet")


@scene("sprog-3-lang")
def long_sentence() -> QWidget:
    return _sprog(_harsh, "Det aftales")


@scene("sprog-4-tom")
def calm() -> QWidget:
    return _sprog(_calm)


@scene("sprog-5-fuld")
def overfull() -> QWidget:
    return _sprog(_overfull, "nægter")


def _words(*words: str) -> Shell:
    desk = _desk()
    for word in words:
        desk.office.language.add_word(word)
    page = SettingsPage(desk)
    page.show_section("wordsSection")
    shell = Shell()
    shell.add_page("settings", page)
    shell.show_page("settings")
    return shell


@scene("indstillinger-mine-ord")
def own_words() -> QWidget:
    return _words("aflaster", "skemaboks", "netværksmøde", "ungekontakt")


@scene("indstillinger-mine-ord-tom")
def no_words() -> QWidget:
    return _words()
