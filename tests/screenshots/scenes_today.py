"""I dag and Aftaler: a new desk, a normal morning, and far too much."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from moedeleder.ui.dialogs.find_anything import FindAnything
from moedeleder.ui.dialogs.shortcuts_help import ShortcutsHelp
from moedeleder.ui.pages.promises.page import PromisesPage
from moedeleder.ui.shell import Shell
from moedeleder.ui.workplace import Workplace
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import SIZES, scene
from tests.screenshots.scenes_settings import MAILBOX
from tests.ui.busy_day import add_busy_day, add_overfull_day
from tests.ui.office_fixture import TestDesk, add_example
from tests.ui.round_desk import contribute, share

_SMALL = SIZES[:1]
Fill = Callable[[TestDesk], object]


def normal(desk: TestDesk) -> object:
    return add_busy_day(desk, add_example(desk))


def overfull(desk: TestDesk) -> None:
    add_overfull_day(desk, add_example(desk))


def at_place(key: str, fill: Fill | None = None) -> Shell:
    desk = scene_desk()
    if fill is not None:
        fill(desk)
    place = Workplace(desk)
    place.go_to(key)
    return place


@scene("idag-tom", sizes=_SMALL)
def today_empty() -> QWidget:
    return at_place("today")


@scene("idag")
def today_normal() -> QWidget:
    return at_place("today", normal)


def with_answers(desk: TestDesk) -> None:
    """Let answers wait: one nobody knows, some not decided, and a mailbox to fetch from."""
    example = add_example(desk)
    add_busy_day(desk, example)
    share(desk, example.meeting.id)
    contribute(desk, example)
    path = desk.letters.parent / "svar.eml"
    path.write_bytes(
        b"From: Mormor <mormor@eksempel.example>\r\nSubject: Svar\r\n"
        b"Message-ID: <1@eksempel.example>\r\n\r\nJeg vil gerne sige noget.\r\n"
    )
    desk.office.answers.take_file(path)
    desk.office.mailbox.save(MAILBOX, "hemmeligt")


@scene("idag-svar")
def today_answers() -> QWidget:
    return at_place("today", with_answers)


@scene("dagsorden-hent-svar")
def agenda_with_fetching() -> QWidget:
    desk = scene_desk()
    with_answers(desk)
    place = Workplace(desk)
    planned = desk.office.overview.today().today
    place.open_meeting(next(p.line.id for p in planned if "Alma" in p.line.title))
    return place


@scene("idag-overfyldt")
def today_overfull() -> QWidget:
    return at_place("today", overfull)


@scene("idag-stille", sizes=_SMALL)
def today_quiet() -> QWidget:
    desk = scene_desk()
    add_example(desk)
    return Workplace(desk)


@scene("aftaler-tom", sizes=_SMALL)
def promises_empty() -> QWidget:
    return at_place("promises")


@scene("aftaler")
def promises_normal() -> QWidget:
    place = at_place("promises", normal)
    page = place.current_page
    assert isinstance(page, PromisesPage)
    return place


@scene("aftaler-overfyldt", sizes=_SMALL)
def promises_overfull() -> QWidget:
    return at_place("promises", overfull)


@scene("find-alt", sizes=_SMALL)
def find() -> QWidget:
    desk = scene_desk()
    normal(desk)
    return FindAnything(desk)


@scene("genveje", sizes=_SMALL)
def shortcuts() -> QWidget:
    return ShortcutsHelp()
