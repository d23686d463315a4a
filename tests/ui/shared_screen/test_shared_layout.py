"""The picture: the newest in view, what is read stands still, and no wall is too small."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from moedeleder.ui.shared_screen.layout import lay_out
from moedeleder.ui.shared_screen.marks import Picture
from moedeleder.ui.shared_screen.rows import Places
from moedeleder.ui.shared_screen.sheet import Column, Dot, Line, Row, Sheet
from moedeleder.ui.tokens import Tone

WALLS = [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768), (640, 360)]
LONG = "Ord og flere ord. " * 12
SCALE = Line(
    "Hvor er vi?", (Dot(3, "Sofie"), Dot(4, "Jonas · Karin Dam")), "Sofie 3", "Sofie: træt"
)


def rows(count: int, text: str = LONG) -> tuple[Row, ...]:
    return tuple(Row("Fakta", f"{n}. {text}", Tone.INFO, key=str(n)) for n in range(count))


def sheet(count: int, text: str = LONG) -> Sheet:
    return Sheet("Formål", heading="Punkt", rows=rows(count, text), follows_newest=True, place="1")


def words(picture: Picture) -> list[str]:
    return [mark.block.text for mark in picture.marks if mark.block is not None]


def place_of(picture: Picture, start: str) -> int:
    (found,) = [m for m in picture.marks if m.block is not None and m.block.text.startswith(start)]
    return found.y


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: f"{wall[0]}x{wall[1]}")
def test_the_newest_of_sixty_is_in_view_on_every_wall(qapp: object, wall: tuple[int, int]) -> None:
    picture = lay_out(sheet(60), "16.00", *wall, Places())
    newest = next(m for m in picture.marks if m.block and m.block.text.startswith("59."))
    assert picture.body.contains(QRect(newest.x, newest.y, 1, newest.height - 1))
    assert not [each for each in words(picture) if each.startswith("0. ")]
    assert all(mark.x + mark.width <= wall[0] for mark in picture.marks)


def test_only_what_fits_is_set_of_two_thousand(qapp: object) -> None:
    assert len(lay_out(sheet(2_000), "", 1280, 720, Places()).marks) < 60


def test_a_line_that_goes_away_does_not_move_what_people_read(qapp: object) -> None:
    places = Places()
    full = sheet(30)
    writing = replace(full, rows=(*full.rows, Row("Fakta", "Ny", is_draft=True, key="draft")))
    lay_out(full, "", 1280, 720, places)
    before = lay_out(writing, "", 1280, 720, places)
    after = lay_out(full, "", 1280, 720, places)
    assert place_of(after, "29.") == place_of(before, "29.")


def test_a_growing_line_moves_the_rest_only_when_there_is_no_room(qapp: object) -> None:
    places = Places()
    few = sheet(2, "Kort")
    before = lay_out(few, "", 1280, 720, places)
    more = replace(few, rows=(*few.rows, Row("Fakta", LONG, is_draft=True, key="draft")))
    after = lay_out(more, "", 1280, 720, places)
    assert place_of(after, "0.") == place_of(before, "0.")
    assert place_of(after, "1.") == place_of(before, "1.")


def test_only_the_line_being_written_is_drawn_again(qapp: object) -> None:
    places = Places()
    few = sheet(2, "Kort")
    first = replace(few, rows=(*few.rows, Row("Fakta", "Al", is_draft=True, key="draft")))
    second = replace(few, rows=(*few.rows, Row("Fakta", "Alma", is_draft=True, key="draft")))
    before = lay_out(first, "", 1280, 720, places)
    after = lay_out(second, "", 1280, 720, places)
    region = after.changed_since(before)
    assert not region.intersects(QRegion(0, 0, 1280, place_of(after, "1.")))
    assert region.contains(QRect(300, place_of(after, "Alma") + 5, 1, 1))


def test_on_a_full_wall_the_familys_words_go_last(qapp: object) -> None:
    theirs = Row("Forældres ord", "0. Han sover ikke.", Tone.FAMILY, key="0", stays=True)
    full = replace(sheet(60), rows=(theirs, *rows(60)[1:]))
    picture = lay_out(full, "", 1280, 720, Places())
    shown = [each for each in words(picture) if each.startswith(tuple("0123456789"))]
    assert shown[0] == "0. Han sover ikke."
    assert shown[-1].startswith("59.")
    (folded,) = [each for each in words(picture) if each.startswith("↑")]
    assert folded == f"↑ {60 - len(shown)} linjer før"
    assert place_of(picture, "↑") == picture.body.top()
    assert place_of(picture, "0.") > place_of(picture, "↑")


def test_the_familys_own_lines_go_oldest_first_when_there_are_too_many(qapp: object) -> None:
    many = tuple(replace(row, stays=True) for row in rows(60))
    picture = lay_out(replace(sheet(0), rows=many), "", 1280, 720, Places())
    shown = [each for each in words(picture) if each.startswith(tuple("0123456789"))]
    assert [each.split(".")[0] for each in shown] == [
        str(number) for number in range(60 - len(shown), 60)
    ]


def test_another_point_begins_at_the_top(qapp: object) -> None:
    places = Places()
    lay_out(sheet(60), "", 1280, 720, places)
    fresh = lay_out(replace(sheet(1, "Kort"), place="2"), "", 1280, 720, places)
    assert place_of(fresh, "0.") == fresh.body.top()


def test_a_long_list_of_promises_says_how_many_more_there_are(qapp: object) -> None:
    over = Sheet(heading="Tak for i dag", rows=rows(60), rest="og {0} til")
    picture = lay_out(over, "", 1280, 720, Places())
    shown = len([each for each in words(picture) if each.startswith(tuple("0123456789"))])
    assert words(picture)[-1] == f"og {60 - shown} til"
    assert picture.marks[-1].rect.bottom() <= 720


def test_a_column_of_the_board_holds_its_newest(qapp: object) -> None:
    column = Column("Hvad virker", Tone.OK, rows(40))
    board = Sheet(heading="Tavle", columns=(column, column, column), lines=(SCALE,))
    texts = words(lay_out(board, "", 1280, 720, Places()))
    assert len([each for each in texts if each.startswith("39.")]) == 3


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: f"{wall[0]}x{wall[1]}")
def test_everybody_stands_on_the_line_and_no_name_hides_another(
    qapp: object, wall: tuple[int, int]
) -> None:
    names = tuple(Dot(value, f"Christoffer-Emil nummer {value}") for value in range(11))
    board = Sheet(columns=(Column("Hvad virker", Tone.OK),), lines=(replace(SCALE, dots=names),))
    picture = lay_out(board, "", *wall, Places())
    texts = [mark for mark in picture.marks if mark.block is not None]
    shown = [mark for mark in texts if mark.block and mark.block.text.startswith("Chr")]
    assert len(shown) == 11
    assert [mark.block.text for mark in texts if mark.block and mark.block.text.isdigit()] == [
        str(value) for value in range(11)
    ]
    assert not any(
        QRect(a.x, a.y, a.width, a.height).intersects(QRect(b.x, b.y, b.width, b.height))
        for a, b in combinations(shown, 2)
    )
    assert all(mark.x >= 0 and mark.x + mark.width <= wall[0] for mark in shown)


def test_the_newest_scale_is_on_the_wall_when_there_is_no_room_for_all(qapp: object) -> None:
    many = tuple(replace(SCALE, question=f"Spørgsmål {n}") for n in range(9))
    full = Column("Hvad virker", Tone.OK, rows(40))
    texts = words(lay_out(Sheet(columns=(full,), lines=many), "", 1280, 720, Places()))
    asked = [text for text in texts if text.startswith("Spørgsmål")]
    assert asked[-1] == "Spørgsmål 8"
    assert 1 <= len(asked) < 9


@pytest.mark.parametrize("letters", [1, 10_000])
def test_a_title_of_any_length_leaves_room_for_what_is_said(qapp: object, letters: int) -> None:
    long = replace(sheet(3, "Kort"), heading="Å" * letters, purpose="Å" * letters)
    picture = lay_out(long, "16.00", 1024, 768, Places())
    assert picture.body.height() > 300
    assert place_of(picture, "2.") < picture.body.bottom()
