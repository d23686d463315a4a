"""What is told about minutes: corrections, remarks, marks, sources, copies, the whole chain."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.documents.changed_text import before_and_now
from moedeleder.documents.docx import minutes_docx
from moedeleder.documents.pdf import minutes_pdf
from moedeleder.documents.view import minutes_view
from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    checksum,
    record_to_data,
    short_checksum,
)
from moedeleder.domain.record_after import RecordChange, RecordRemark, RecordRetired
from moedeleder.domain.record_changes import plan_words
from moedeleder.domain.rich_text import from_plain
from tests.documents.afterwards import (
    ABSENCE,
    CHAIN,
    REMARKS,
    RUMOUR,
    cut_copy,
    filled_afterwards,
    overfull_afterwards,
    second_version,
)
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    LETTERHEAD,
    MARKUP,
    ROOM,
    bare,
    filled_with,
    minutes,
    missing_in_order,
    overfull,
    part,
)
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    assert_word_opens,
    page_texts,
    pdf_text,
    word_text,
)

PAPERS = [
    lambda record: pdf_text(minutes_pdf(record, LETTERHEAD)),
    lambda record: word_text(minutes_docx(record, LETTERHEAD)),
]
BOTH = pytest.mark.parametrize("text_of", PAPERS, ids=["pdf", "word"])
TextOf = Callable[[MinutesRecord], str]
IN_ORDER = [
    "Denne version erstatter version 1. Sofie har rettet, hvor tit Alma kommer i skole.",
    "Nyt siden version 1",
    "Problemformulering",
    "Før",
    "Alma kommer i skole hver anden dag.",
    "Nu",
    ABSENCE,
    "Nyt",
    "Skolen ringer hjem.",
    "Taget ud",
    "Vi ses igen efter jul.",
    "Kontakt",
    "12 34 56 78",
    "Rettet",
    ABSENCE,
    RUMOUR,
    "(ikke længere aktuelt)",
    "Det undersøger vi.",
    "Ikke længere aktuelt (8. januar 2027, Mette Holm)",
    "Lægen har sagt god for hver fraværsdag.",
    "Skift er svære.",
    "Bemærkning fra Sofie Eksempel (mor), 12. december 2026",
    "Om ”Skift er svære.”",
    "”Det er ikke skift. Det er larmen.”",
    "Svar: Karin har set det i klassen",
    "Nyt",
    "Skolen ringer hjem.",
    "Handleplan",
    "Alma græder om morgenen",
    "En voksen, hun kender",
    "Trygge morgener",
    "Ringe hjem før kl. 9",
    "Karin Dam",
    "7. dec. 2026",
    "Alma kommer fire dage om ugen",
    "”Vi vil med på råd.”",
    "Opfølgning",
    "Søvn og medicin",
    "Kun for Sofie Eksempel og Jonas Eksempel",
    "Lægen følger med",
    "Ringe til lægen",
    "Dokumenter og udtalelser",
    "Udtalelse fra PPR",
    "Ida Bech, psykolog",
    "2. nov. 2026",
    "Følges ikke. Begrundelse: Alma kan ikke skifte skole nu.",
    "Det mangler i referatet",
    "Vejledning er tom. Begrundelse: Ingen spurgte om noget.",
    "Bemærkninger til referatet",
    "”Jeg følte mig hørt.”",
    "Svar på version 1",
    "Den, der ikke har svaret, har hverken sagt ja eller nej.",
    "Karin Dam",
    "Har ikke svaret",
    "Kontroltal",
]


@BOTH
def test_the_second_version_tells_everything_in_its_place(text_of: TextOf) -> None:
    assert missing_in_order(text_of(second_version()), IN_ORDER) == []


def test_the_second_version_is_archival_tagged_and_opens_in_word(tmp_path: Path) -> None:
    for record in (second_version(), replace(filled_with(MARKUP), **filled_afterwards(MARKUP))):
        assert_for_archives_and_screen_readers(minutes_pdf(record, LETTERHEAD))
        assert_word_opens(minutes_docx(record, LETTERHEAD), tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("text", [f"{FOREIGN} {ARABIC}", "x" * 3_000, "", " \n "])
def test_whatever_is_told_afterwards_is_printed(text: str, tmp_path: Path) -> None:
    record = replace(filled_with(text), **filled_afterwards(text))
    assert_for_archives_and_screen_readers(minutes_pdf(record, LETTERHEAD))
    assert_word_opens(minutes_docx(record, LETTERHEAD), tmp_path)


@pytest.mark.torture
def test_very_much_told_afterwards_leaves_the_first_page_whole(tmp_path: Path) -> None:
    record = replace(overfull(), **overfull_afterwards())
    data = minutes_pdf(record, LETTERHEAD)
    first, second, *_rest = page_texts(data)
    assert bare("Er noget forkert?") in bare(first)
    assert second.lstrip().startswith("Nyt siden version 2")
    assert_for_archives_and_screen_readers(data)
    assert_word_opens(minutes_docx(record, LETTERHEAD), tmp_path)


@BOTH
def test_the_first_version_tells_none_of_it(text_of: TextOf) -> None:
    text = text_of(minutes())
    for word in ("Nyt siden", "erstatter", "Rettet", "Bemærkning", "Kontakt", "Kun for", "aktuel"):
        assert word not in text


# --- the plan


def test_a_plan_without_worries_and_signs_is_the_table_it_was() -> None:
    plan = minutes_view(minutes()).plan
    assert plan.table.heads == ("Mål", "Handling", "Ansvarlig", "Frist")
    assert plan.cards == ()


def test_columns_that_nobody_filled_in_drop_out() -> None:
    lines = tuple(replace(line, goal="", need="", sign="") for line in CHAIN)
    plan = minutes_view(minutes(plan=lines)).plan
    assert plan.table.heads == ("Bekymring", "Handling", "Ansvarlig", "Frist")
    assert all(
        len(row) == len(plan.table.heads) == len(plan.table.widths) for row in plan.table.rows
    )


def test_a_chain_too_wide_for_the_page_becomes_cards() -> None:
    plan = minutes_view(minutes(plan=CHAIN)).plan
    assert plan.table.rows == ()
    assert [card.heading for card in plan.cards] == ["Aftale 1", "Aftale 2"]
    assert [label for label, _ in plan.cards[1].rows] == [
        "Bekymring",
        "Mål",
        "Handling",
        "Ansvarlig",
        "Frist",
        "Tegn på, at det virker",
    ]
    assert ("Frist", "Ikke aftalt") in plan.cards[1].rows


def test_a_promise_that_is_another_now_says_so() -> None:
    record = minutes()
    change = RecordChange("action_plan", "Handleplan", "Noget andet", plan_words(record.plan[1]))
    rows = minutes_view(replace(record, number=2, changes=(change,))).plan.table.rows
    assert [row[1] for row in rows] == ["Ringe hjem før kl. 9", "Rettet: Undersøge aflastning"]


# --- remarks


@BOTH
def test_a_remark_stands_below_the_paragraph_it_is_about(text_of: TextOf) -> None:
    remark = RecordRemark("problem", "Anden linje", "Sofie", "Nej", "", date(2026, 12, 12))
    text = part(PartKey.PROBLEM, "Problem", "Første linje\nAnden  linje\nTredje linje")
    record = minutes(number=2, parts=(text,), remarks=(remark,))
    wanted = ["Anden linje", "Bemærkning fra Sofie", "”Nej”", "Tredje linje"]
    found = text_of(record)
    assert missing_in_order(found, wanted) == []
    assert "Om ”" not in found


@BOTH
def test_a_remark_whose_place_is_gone_stands_last_in_its_part_and_quotes_it(
    text_of: TextOf,
) -> None:
    remark = RecordRemark("problem", "Væk nu", "Sofie", "Nej", "", date(2026, 12, 12))
    parts = (part(PartKey.PROBLEM, "Problem", "Linje\nSlut"), part(PartKey.FACTS, "Fakta", "Og"))
    record = minutes(number=2, parts=parts, remarks=(remark,))
    assert missing_in_order(text_of(record), ["Slut", "Om ”Væk nu”", "”Nej”", "Fakta"]) == []


@pytest.mark.parametrize("key", [*PartKey, "", "place"])
def test_no_remark_is_ever_lost(key: str) -> None:
    remark = replace(REMARKS[0], part=str(key), words="Mine helt egne ord")
    for record in (second_version(remarks=(remark,)), _bare_minutes(remarks=(remark,))):
        text = word_text(minutes_docx(record, LETTERHEAD))
        assert text.count("Mine helt egne ord") == 1
        assert text.count(remark.answer) == 1


@pytest.mark.parametrize("key", [*PartKey, ""])
def test_no_mark_of_what_is_no_longer_so_is_ever_lost(key: str) -> None:
    mark = RecordRetired(str(key), "Ord der ikke findes", "Derfor nej", date(2027, 1, 8), "Mette")
    for record in (second_version(retired=(mark,)), _bare_minutes(retired=(mark,))):
        text = word_text(minutes_docx(record, LETTERHEAD))
        assert text.count("Derfor nej") == 1
        assert "Ord der ikke findes" in text


def _bare_minutes(**changes: object) -> MinutesRecord:
    return minutes(number=2, parts=(), plan=(), attendees=(), follow_up_at=None, **changes)


# --- what is no longer so


def _retired(words: str, key: str = "conclusion") -> MinutesRecord:
    mark = RecordRetired(key, words, "Det passede ikke.", date(2027, 1, 8), "Mette Holm")
    return minutes(retired=(mark,))


def test_what_is_no_longer_so_is_marked_on_the_first_page_too() -> None:
    first = page_texts(minutes_pdf(_retired("Skolen ringer hjem."), LETTERHEAD))[0]
    assert bare("Skolen ringer hjem. (ikke længere aktuelt)") in bare(first)
    summary = minutes_view(_retired("Skolen ringer hjem.")).summary
    assert [p.text.endswith("aktuelt)") for p in summary.agreed] == [False, True]


def test_a_passage_that_the_first_page_cuts_short_is_marked_there_all_the_same() -> None:
    long = (
        "Naboen siger, at " + "Alma er alene hjemme hver eneste aften, og at ingen ved det, " * 90
    )
    record = replace(_retired(long), parts=(part(PartKey.CONCLUSION, "Konklusion", long),))
    (paragraph,) = minutes_view(record).summary.agreed
    assert len(paragraph.text) < len(long)
    assert paragraph.text.endswith("(ikke længere aktuelt)")


def test_what_is_no_longer_so_is_told_apart_in_word() -> None:
    document = docx.Document(BytesIO(minutes_docx(second_version(), LETTERHEAD)))
    paragraph = next(p for p in document.paragraphs if "Det undersøger vi." in p.text)
    looks = {run.text: run.style.name for run in paragraph.runs}
    assert looks[RUMOUR] == "Ikke aktuelle ord"
    assert looks[" (ikke længere aktuelt)"] == "Mærke"


def test_a_passage_over_two_lines_is_marked_in_both_and_explained_once() -> None:
    record = _retired("Vi er enige om morgenerne.\nSkolen ringer hjem.")
    text = word_text(minutes_docx(record, LETTERHEAD))
    assert text.count("(ikke længere aktuelt)") == 4  # twice on the first page, twice in its part
    assert text.count("Det passede ikke.") == 1


def test_a_long_passage_is_marked_wherever_it_stands_and_a_short_one_is_not() -> None:
    worry = "Alma bliver holdt hjemme fra skole"
    board = tuple(replace(each, lines=(worry, "Alma")) for each in ROOM["board"][:1])
    record = minutes(board=board)
    marks = [
        RecordRetired("problem", words, "Nej", date(2027, 1, 8), "") for words in (worry, "Alma")
    ]
    record = replace(record, retired=tuple(marks))
    text = word_text(minutes_docx(record, LETTERHEAD))
    assert short_checksum(record.version_checksum) in text
    assert f"{worry} (ikke længere aktuelt)" in text
    assert "\nAlma\n" in text


# --- what is new


def test_new_words_are_underlined_and_what_went_out_stands_only_in_the_list() -> None:
    document = docx.Document(BytesIO(minutes_docx(second_version(), LETTERHEAD)))
    runs = [
        (run.text, run.style.name)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.style.name in ("Nyt", "Taget ud")
    ]
    removed = "".join(text for text, look in runs if look == "Taget ud")
    added = "".join(text for text, look in runs if look == "Nyt")
    assert removed == "hver anden dagVi ses igen efter jul."
    assert added == "tre dage om ugen" * 2


def test_only_what_changed_is_tagged() -> None:
    view = minutes_view(second_version())
    tags = {p.text: p.tag for part in view.parts + view.outcome_parts for p in part.text.paragraphs}
    assert tags[ABSENCE] == "Rettet"
    assert tags["Skolen ringer hjem."] == "Nyt"
    assert [text for text, tag in tags.items() if tag] == [ABSENCE, "Skolen ringer hjem."]


def test_two_alike_paragraphs_of_which_one_is_new_are_told_so_once() -> None:
    change = RecordChange("problem", "Problem", "", "Samme ord")
    text = part(PartKey.PROBLEM, "Problem", "Samme ord\nSamme ord")
    view = minutes_view(minutes(number=2, parts=(text,), changes=(change,)))
    assert [p.tag for p in view.parts[0].text.paragraphs] == ["Nyt", ""]


@given(before=st.text(max_size=120), after=st.text(max_size=120))
def test_before_and_now_say_what_stood_and_stands(before: str, after: str) -> None:
    was, is_now = before_and_now(before, after)
    assert "".join(piece.text for piece in was) == before
    assert "".join(piece.text for piece in is_now) == after


def test_of_a_long_paragraph_only_what_stands_beside_the_change_is_told_again() -> None:
    long = "Vi talte længe om det hele. " * 40
    was, is_now = before_and_now(f"{long}før {long}", f"{long}nu {long}")
    for pieces, word in ((was, "før"), (is_now, "nu")):
        text = "".join(piece.text for piece in pieces)
        assert f" {word} " in text
        assert text.startswith("…")
        assert len(text) < 250


# --- copies


@BOTH
def test_a_cut_copy_says_so_first_and_last_and_nothing_of_others(text_of: TextOf) -> None:
    text = text_of(cut_copy())
    assert text.count("Noget i referatet er kun for andre og står ikke her.") == 2
    assert "Søvn og medicin" not in text
    whole = text_of(second_version())
    assert "kun for andre" not in whole


@BOTH
def test_every_copy_bears_the_checksum_of_the_whole_version(text_of: TextOf) -> None:
    assert short_checksum(checksum("hele versionen")) in text_of(cut_copy())


def test_a_copy_carries_itself_as_data() -> None:
    attached = pypdf.PdfReader(BytesIO(minutes_pdf(cut_copy(), LETTERHEAD))).attachments
    assert json.loads(attached["referat.json"][0]) == record_to_data(cut_copy())


@BOTH
def test_contact_details_stand_there_only_where_somebody_shares_them(text_of: TextOf) -> None:
    assert "Kontakt\n" in text_of(second_version())
    assert "Kontakt\n" not in text_of(second_version(attendees=minutes().attendees))


@BOTH
def test_documents_have_a_heading_where_nobody_wrote_of_them(text_of: TextOf) -> None:
    parts = tuple(p for p in second_version().parts if p.key is not PartKey.DOCUMENTS)
    text = text_of(second_version(parts=parts))
    assert text.count("Dokumenter og udtalelser") == 1
    empty = text_of(minutes(parts=(part(PartKey.PROBLEM, "Problem", "Linje"),)))
    assert "Dokumenter og udtalelser" not in empty


def test_without_the_part_nothing_is_told_of_it() -> None:
    record = second_version(parts=(), sources=(), plan=(), remarks=(), retired=(), changes=())
    text = word_text(minutes_docx(record, LETTERHEAD))
    assert from_plain(ABSENCE).plain not in text
    assert "Nyt siden version 1" not in text
    assert "Denne version erstatter version 1." in text
