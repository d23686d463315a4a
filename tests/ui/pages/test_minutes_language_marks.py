"""Where marks stand after something was written, and what the report makes of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.record import PartKey
from moedeleder.language.findings import FindingKind
from moedeleder.ui.pages.minutes.language.marks import carried, utf16
from moedeleder.ui.pages.minutes.language.report import SheetText, Spot, examine
from moedeleder.ui.pages.minutes.language.sheets import fitting, utf16_before
from tests.ui.office_fixture import TestDesk

GENTLE, LONG = FindingKind.GENTLE, FindingKind.LONG_SENTENCE
TEXT = "Far påstår det."
MARK = ((4, 6, GENTLE),)
HARD = (
    "Foranstaltningerne understøtter familiesituationen betydeligt. "
    "Inkluderende specialpædagogiske indsatser iværksættes umiddelbart derefter. "
    "Sagsbehandleren koordinerer efterfølgende samarbejdet mellem forskellige forvaltninger. "
    "Udviklingsperspektiverne dokumenteres systematisk gennem statusbeskrivelser. "
)


@pytest.mark.parametrize(
    ("new", "stands"),
    [
        ("Nej: Far påstår det.", "påstår"),
        ("Far påstår ikke det.", "påstår"),
        ("Far påstår, det.", "påstår"),
        ("Far påstårdet.", ""),
        ("Far  påstår det.", "påstår"),
        ("Farpåstår det.", ""),
        ("Far påsttår det.", ""),
        ("Far det.", ""),
        ("", ""),
    ],
    ids=["before", "after", "comma", "joined", "blank", "glued", "inside", "gone", "empty"],
)
def test_marks_follow_their_words_and_no_others(new: str, stands: str) -> None:
    found = [new[start : start + length] for start, length, _ in carried(TEXT, MARK, new)]
    assert found == ([stands] if stands else [])


def test_a_long_sentence_grows_with_what_is_written_in_it() -> None:
    old, new = "En lang sætning. Kort.", "En meget lang sætning. Kort."
    assert list(carried(old, ((0, 16, LONG),), new)) == [(0, 22, LONG)]


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 29), st.integers(1, 10))
def test_a_mark_never_stands_on_other_words(old: str, new: str, start: int, length: int) -> None:
    words = old[start : start + length]
    if len(words) == length:
        for at, long, _ in carried(old, ((start, length, GENTLE),), new):
            assert new[at : at + long] == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_places_go_to_qt_and_back(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert utf16(text, at) == len(text[:at].encode("utf-16-le")) // 2
    assert utf16_before(text, utf16(text, at)) == at


@pytest.mark.parametrize(
    ("offer", "instead_of", "written"),
    [
        ("fortæller", "Påstår", "Fortæller"),
        ("fortæller", "påstår", "fortæller"),
        ("med henblik på", "MHP", "med henblik på"),
    ],
    ids=["capital", "small", "letters"],
)
def test_an_offer_takes_the_capital_of_what_it_stands_for(
    offer: str, instead_of: str, written: str
) -> None:
    assert fitting(offer, instead_of) == written


def looked_at(desk: TestDesk, *sheets: SheetText) -> tuple[Spot, ...]:
    desk.office.language.prepare()
    return examine(desk.office.language, sheets, (), ()).spots


def test_a_hard_paragraph_is_worth_a_look_and_a_short_one_is_not(desk: TestDesk) -> None:
    sheet = SheetText("a", PartKey.FACTS, (HARD * 2, "Foranstaltningerne understøtter."))
    hard = [spot for spot in looked_at(desk, sheet) if spot.finding is None]
    assert [spot.block for spot in hard] == [0]


def test_a_paper_of_its_own_explains_its_short_forms_anew(desk: TestDesk) -> None:
    words = ("Vi taler med PPR om det.",)
    sheets = [
        SheetText("a", PartKey.FACTS, words),
        SheetText("b", PartKey.CONCLUSION, words),
        SheetText("c", PartKey.PLAIN_SUMMARY, words),
    ]
    found = [spot.sheet for spot in looked_at(desk, *sheets) if spot.text == "PPR"]
    assert found == ["a", "c"]


def test_the_lines_of_the_plan_do_not_count_in_lix(desk: TestDesk) -> None:
    desk.office.language.prepare()
    sheets = [
        SheetText("a", PartKey.FACTS, ("Vi er her. Du er med.",)),
        SheetText("b", PartKey.ACTION_PLAN, (HARD,)),
    ]
    report = examine(desk.office.language, sheets, (), ())
    assert report.lix is not None
    assert report.lix.value < 10
    assert [spot.sheet for spot in report.spots if spot.kind is FindingKind.OFFICE] != []
