"""The minutes of a meeting that used the board, the scales and the read-back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from moedeleder.documents.docx import minutes_docx
from moedeleder.documents.pdf import minutes_pdf
from moedeleder.documents.view import minutes_view
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.record_room import ROOM_FIELDS, RecordCheck, RecordVerdict
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    LETTERHEAD,
    ROOM,
    bare,
    minutes,
    missing_in_order,
    overfull,
    room_filled_with,
    texts_of,
)
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    assert_word_opens,
    page_texts,
    pdf_text,
    word_text,
)

FOLLOWS = "En afgørelse med begrundelse og klagevejledning følger særskilt."
HEADINGS = {
    "board": "Tre søjler",
    "scales": "På en skala fra 0 til 10",
    "read_back": "Oplæsning",
    "formal": "Ansøgninger og afgørelser",
    "parked": "Parkerede punkter",
    "checks": "Det sørgede vi for på mødet",
    "speaking": "Taletid",
}
_HEADINGS = ("Det blev vi enige om", "Det nåede vi frem til (ikke alle er enige)")
RECORDS = [minutes(**ROOM), minutes(**room_filled_with(f"{FOREIGN} {ARABIC}"))]


@pytest.mark.parametrize("record", RECORDS, ids=["plain", "alphabets"])
def test_both_papers_say_it_all_in_order(record: MinutesRecord, tmp_path: Path) -> None:
    pdf, word = minutes_pdf(record, LETTERHEAD), minutes_docx(record, LETTERHEAD)
    assert_for_archives_and_screen_readers(pdf)
    assert_word_opens(word, tmp_path)
    assert missing_in_order(word_text(word), texts_of(record)) == []
    if record == RECORDS[0]:
        assert missing_in_order(pdf_text(pdf), texts_of(record)) == []


@pytest.mark.parametrize("name", ROOM_FIELDS)
def test_a_heading_stands_only_over_what_the_meeting_used(name: str) -> None:
    word = word_text(minutes_docx(minutes(**{name: ROOM[name]}), LETTERHEAD)).splitlines()
    assert {heading for heading in HEADINGS.values() if heading in word} == {HEADINGS[name]}


def test_a_formal_matter_says_that_its_decision_follows() -> None:
    for text in (
        pdf_text(minutes_pdf(minutes(**ROOM), LETTERHEAD)),
        word_text(minutes_docx(minutes(**ROOM), LETTERHEAD)),
    ):
        assert bare(FOLLOWS) in bare(text)
        assert bare("15. dec. 2026") in bare(text)
    plain = word_text(minutes_docx(minutes(), LETTERHEAD))
    assert FOLLOWS not in plain


def test_a_text_that_was_corrected_after_the_read_back_says_so() -> None:
    text = word_text(minutes_docx(minutes(**ROOM), LETTERHEAD))
    assert text.count("teksten er rettet siden") == 1
    assert "Ikke helt enig (teksten er rettet siden)" in text


def test_the_checklist_tells_what_was_seen_to_and_blames_nobody() -> None:
    record = minutes(
        checks=(
            RecordCheck("Fagord er forklaret", True, "Undervejs"),
            RecordCheck("Familien har talt først", False, "Undervejs"),
        )
    )
    papers = (
        pdf_text(minutes_pdf(record, LETTERHEAD)),
        word_text(minutes_docx(record, LETTERHEAD)),
    )
    for text in papers:
        lines = [line.strip() for line in text.splitlines()]
        assert bare("Fagord er forklaret") in bare(text)
        assert bare("Familien har talt først") not in bare(text)
        assert not {"Ja", "Nej"} & set(lines)


def test_a_checklist_nobody_ticked_is_not_printed() -> None:
    record = minutes(checks=(RecordCheck("Fagord er forklaret", False, "Undervejs"),))
    word = word_text(minutes_docx(record, LETTERHEAD))
    assert HEADINGS["checks"] not in word
    assert "Fagord" not in word


@pytest.mark.parametrize(
    ("verdict", "heading"),
    [
        ("Enig", "Det blev vi enige om"),
        ("Enige", "Det blev vi enige om"),
        ("Ikke helt enig", "Det nåede vi frem til (ikke alle er enige)"),
        ("Uenig", "Det nåede vi frem til (ikke alle er enige)"),
    ],
)
def test_the_first_page_calls_nothing_agreed_that_somebody_disagreed_with(
    verdict: str, heading: str
) -> None:
    said = (
        RecordVerdict("Handleplan", "Karin", "Uenig", "Ikke den dag", False),
        RecordVerdict("Konklusion", "Sofie", verdict, "", False),
    )
    record = minutes(read_back=said)
    pages = (pdf_text(minutes_pdf(record, LETTERHEAD)), word_text(minutes_docx(record, LETTERHEAD)))
    for text in pages:
        assert [each for each in _HEADINGS if each in text] == [heading]


def test_the_first_page_says_who_does_not_agree() -> None:
    said = (
        RecordVerdict("Konklusion", "Karin Dam", "Enig", "", False),
        RecordVerdict(
            "Konklusion", "Jonas Eksempel (far)", "Uenig", "Vi ser det ikke sådan", False
        ),
        RecordVerdict("Konklusion", "Sofie Eksempel (mor)", "Uenig", "", False),
        RecordVerdict("Handleplan", "Karin Dam", "Ikke helt enig", "Ikke den dag", True),
    )
    record = minutes(read_back=said)
    for text in (
        pdf_text(minutes_pdf(record, LETTERHEAD)),
        word_text(minutes_docx(record, LETTERHEAD)),
    ):
        first, _rest = bare(text).split(bare("Er noget forkert?"), 1)
        assert bare("Uenig i konklusionen: Jonas Eksempel (far) og Sofie Eksempel (mor)") in first
        assert bare("Ikke helt enig i handleplanen: Karin Dam") in first


def test_a_room_full_of_people_who_disagree_leaves_room_for_the_rest() -> None:
    said = tuple(
        RecordVerdict(part, f"{'Person ' * 20}{number}", verdict, "", False)
        for part in ("Konklusion", "Handleplan", "Opfølgning")
        for verdict in ("Uenig", "Ikke helt enig")
        for number in range(20)
    )
    for record in (minutes(read_back=said), replace(overfull(), read_back=said)):
        first, second, *_rest = page_texts(minutes_pdf(record, LETTERHEAD))
        assert bare("og 19 andre") in bare(first)
        assert bare("Er noget forkert?") in bare(first)
        assert "Deltagere" in second


def test_the_board_is_lists_under_headings_for_a_screen_reader() -> None:
    document = docx.Document(BytesIO(minutes_docx(minutes(**ROOM), LETTERHEAD)))
    styles = {_plain(p.text): p.style.name for p in document.paragraphs if p.style is not None}
    for column in ROOM["board"]:
        assert styles[column.heading].lower() == "heading 3"
        assert {styles[line] for line in column.lines} == {"List Bullet"}


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_columns_nobody_used_are_not_printed() -> None:
    (scale,) = minutes_view(minutes(scales=ROOM["scales"])).room.scales
    assert scale.table.heads == ("Hvem", "Tal", "Hvorfor")
    no_reason = minutes(**room_filled_with("x") | {"scales": _without_reasons()})
    assert minutes_view(no_reason).room.scales[0].table.heads == ("Hvem", "Tal")


def _without_reasons() -> tuple[object, ...]:
    scale = ROOM["scales"][0]
    marks = tuple(type(mark)(mark.name, mark.value, "") for mark in scale.marks)
    return (type(scale)(scale.question, marks),)
