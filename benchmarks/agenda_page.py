"""The page of an agenda: showing it anew with much brought to it, against nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from tests.ui.office_fixture import TestDesk, add_example, opened_desk

BROUGHT = 60
_WORDS = "Vi vil gerne tale om morgenerne, for det er der, det er sværest. Nummer {}."


def run(folder: Path) -> Iterator[Comparison]:
    app = dressed()
    with opened_desk(folder) as desk:
        empty, full = _page(app, desk, 0), _page(app, desk, BROUGHT)
        for name, decided in (("all waiting", 0), ("half of them decided", BROUGHT // 2)):
            _decide(desk, full, decided)
            yield compare(
                f"show an agenda, {BROUGHT} things brought, {name}",
                partial(_refresh, app, full),
                "the same, nothing brought",
                partial(_refresh, app, empty),
            )
        for page in (empty, full):
            page.deleteLater()
        app.processEvents()


def _page(app: QApplication, desk: TestDesk, brought: int) -> MeetingPage:
    example = add_example(desk)
    drafts = [
        ContributionDraft(ContributionKind.POINT, _WORDS.format(number))
        for number in range(brought)
    ]
    sofie = example.person("Sofie").id
    if drafts:
        desk.office.contributions.type_in(example.meeting.id, sofie, Channel.PHONE, drafts)
    page = MeetingPage(desk)
    page.resize(1280, 720)
    page.open_meeting(example.meeting.id, Step.AGENDA)
    page.show()
    app.processEvents()
    return page


def _decide(desk: TestDesk, page: MeetingPage, count: int) -> None:
    assert page.meeting is not None
    meeting = desk.office.meetings.get(page.meeting.id)
    item = meeting.items[0].id
    for each in meeting.contributions[:count]:
        desk.office.contributions.merge(each.id, each.version, item)
    page.refresh()


def _refresh(app: QApplication, page: MeetingPage) -> None:
    page.refresh()
    app.processEvents()
