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
from moedeleder.domain.record import MinutesRecord, PartKey, RecordPart
from moedeleder.domain.record_room import ROOM_FIELDS, RecordCheck, RecordVerdict
from moedeleder.domain.rich_text import from_plain
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

FOLLOWS = "En afgørelse kommer i et brev for sig. Der står hvorfor, og hvordan I klager."
HEADINGS = {
    "board": "Tre søjler",
    "scales": "På en skala fra 0 til 10",
    "read_back": "Oplæsning",
    "formal": "Ansøgninger og afgørelser",
    "parked": "Parkerede punkter",
    "unreached": "Punkter, vi ikke nåede",
    "checks": "Det sørgede vi for på mødet",
    "speaking": "Taletid",
}
_AGREED, _REACHED = "Det blev vi enige om", "Det nåede vi frem til"
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


def test_each_part_of_the_meeting_is_named_once_in_the_checklist() -> None:
    done = ("Fagord er forklaret", "Familien har talt først", "Alle er hørt")
    record = minutes(checks=tuple(RecordCheck(text, True, "Undervejs") for text in done))
    for text in (
        pdf_text(minutes_pdf(record, LETTERHEAD)),
        word_text(minutes_docx(record, LETTERHEAD)),
    ):
        lines = [line.strip() for line in text.splitlines()]
        assert text.count("Undervejs") == 1
        # Each ends a line of its own, the first beside the name.
        ends = [each for line in lines for each in done if line.endswith(each)]
        assert ends == list(done)


def test_a_checklist_nobody_ticked_is_not_printed() -> None:
    record = minutes(checks=(RecordCheck("Fagord er forklaret", False, "Undervejs"),))
    word = word_text(minutes_docx(record, LETTERHEAD))
    assert HEADINGS["checks"] not in word
    assert "Fagord" not in word


_ALL_AGREE = RecordVerdict("Konklusion", "Sofie og Karin", "Enige", "", False)


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ((), _REACHED),
        ((replace(_ALL_AGREE, part="Handleplan"),), _REACHED),
        ((_ALL_AGREE,), _AGREED),
        ((replace(_ALL_AGREE, verdict="Enig"),), _AGREED),
        ((replace(_ALL_AGREE, changed=True),), _REACHED),
        ((_ALL_AGREE, replace(_ALL_AGREE, verdict="Ikke helt enig")), _REACHED),
        ((_ALL_AGREE, replace(_ALL_AGREE, verdict="Uenig")), _REACHED),
        ((_ALL_AGREE, replace(_ALL_AGREE, verdict="Har ikke svaret")), _REACHED),
        ((_ALL_AGREE, RecordVerdict("Handleplan", "Karin", "Uenig", "", False)), _REACHED),
        ((_ALL_AGREE, RecordVerdict("Problemformulering", "Karin", "Uenig", "", False)), _REACHED),
        ((_ALL_AGREE, RecordVerdict("Handleplan", "Bo", "Har ikke svaret", "", False)), _AGREED),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_the_first_page_calls_agreed_only_what_everybody_agreed_to(
    said: tuple[RecordVerdict, ...], heading: str
) -> None:
    record = _without_disagreement(minutes(read_back=said))
    pages = (pdf_text(minutes_pdf(record, LETTERHEAD)), word_text(minutes_docx(record, LETTERHEAD)))
    for text in pages:
        assert [each for each in (_AGREED, _REACHED) if each in text] == [heading]


def test_a_written_disagreement_keeps_the_first_page_from_calling_it_agreed() -> None:
    record = _without_disagreement(minutes(read_back=(_ALL_AGREE,)))
    against = RecordPart(PartKey.DISAGREEMENTS, "Uenighed", from_plain("Jonas ser det anderledes"))
    assert minutes_view(record).summary.agreed_heading == _AGREED
    record = replace(record, parts=(*record.parts, against))
    assert minutes_view(record).summary.agreed_heading == _REACHED


def _without_disagreement(record: MinutesRecord) -> MinutesRecord:
    kept = (part for part in record.parts if part.key is not PartKey.DISAGREEMENTS)
    return replace(record, parts=tuple(kept))


def test_the_first_page_names_who_objects_to_the_problem_and_not_who_is_silent() -> None:
    said = (
        RecordVerdict("Problemformulering", "Jonas", "Uenig", "", False),
        RecordVerdict("Konklusion", "Karin", "Har ikke svaret", "", False),
    )
    lines = minutes_view(minutes(read_back=said)).summary.disagreeing
    assert lines == ("Uenig i problemformuleringen: Jonas",)


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
