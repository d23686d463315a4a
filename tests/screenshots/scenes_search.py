"""Søg i referater: before anything is typed, places found, none, and far too much."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.record import PartKey
from moedeleder.ui.pages.search.page import SearchMinutesPage
from tests.screenshots.registry import scene
from tests.screenshots.scenes_families import new_desk
from tests.screenshots.scenes_gallery import MONSTER, in_shell
from tests.ui.held_meeting import complete, hold, write
from tests.ui.office_fixture import STARTS, TestDesk, add_example


def _filled() -> TestDesk:
    desk = new_desk()
    meeting = complete(desk, hold(desk, add_example(desk)))
    desk.office.minutes.finalise(meeting.id, meeting.version)
    for days, words in (
        (14, "Alma har været i skole hver dag i to uger, når morgenen er rolig."),
        (60, "Skolen prøver en rolig plads ved vinduet. Alma vælger selv skolemakker."),
    ):
        draft = MeetingDraft(STARTS + timedelta(days=days), 60, "Bakkeskolen")
        later = desk.office.meetings.create(meeting.family_id, "follow_up", draft)
        desk.office.conduct.start(later.id)
        write(desk, desk.office.conduct.end(later.id), PartKey.FACTS, words)
    return desk


def _page(desk: TestDesk, words: str = "") -> QWidget:
    page = SearchMinutesPage(desk)
    shell = in_shell(page, "meetings")
    page.begin(words)
    return shell


@scene("search-empty")
def empty() -> QWidget:
    return _page(_filled())


@scene("search-normal")
def normal() -> QWidget:
    return _page(_filled(), "skole")


@scene("search-none")
def none() -> QWidget:
    return _page(_filled(), "svømmehal")


@scene("search-fuld")
def overfull() -> QWidget:
    desk = _filled()
    family = desk.office.families.create(FamilyDraft(MONSTER, "1" * 60))
    for days in range(40):
        draft = MeetingDraft(STARTS + timedelta(days=days), 60, MONSTER)
        meeting = desk.office.meetings.create(family.id, "examination_start", draft)
        desk.office.conduct.start(meeting.id)
        text = f"{MONSTER} skole " * 20 + "🏫 skolen"
        write(desk, desk.office.conduct.end(meeting.id), PartKey.CHILD_PERSPECTIVE, text)
    return _page(desk, "skole")
