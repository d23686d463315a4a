"""The PDF a family gets: archival, readable aloud, and word for word the record."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from moedeleder.documents.pdf import agenda_pdf, minutes_pages, minutes_pdf
from moedeleder.domain.errors import TemplateMissing
from moedeleder.domain.record import (
    Letterhead,
    MinutesRecord,
    PartKey,
    canonical,
    checksum,
    record_to_data,
    short_checksum,
)
from moedeleder.domain.rich_text import from_plain
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    HEBREW,
    LETTERHEAD,
    MARKUP,
    PARTS,
    UNDRAWABLE,
    agenda,
    agenda_filled_with,
    agenda_texts_of,
    bare,
    filled_with,
    minutes,
    missing_in_order,
    overfull,
    part,
    texts_of,
)
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    dark_columns,
    page_texts,
    pdf_text,
)
from tests.documents.pictures import png


def test_minutes_hold_every_text_in_order() -> None:
    text = pdf_text(minutes_pdf(minutes(), LETTERHEAD))
    assert missing_in_order(text, texts_of(minutes())) == []
    for shown in (LETTERHEAD.organisation, LETTERHEAD.unit, LETTERHEAD.address, LETTERHEAD.mail):
        assert shown in text


def test_agenda_holds_every_text_in_order() -> None:
    text = pdf_text(agenda_pdf(agenda(), LETTERHEAD))
    assert missing_in_order(text, agenda_texts_of(agenda())) == []
    assert "forvaltningsloven § 8" in " ".join(text.split())


@pytest.mark.parametrize(
    "record",
    [minutes(), minutes(number=0, finalised_at=None), filled_with(MARKUP), overfull()],
    ids=["plain", "draft", "markup", "overfull"],
)
def test_minutes_are_archival_and_tagged(record: MinutesRecord) -> None:
    assert_for_archives_and_screen_readers(minutes_pdf(record, LETTERHEAD))


def test_agenda_is_archival_and_tagged() -> None:
    assert_for_archives_and_screen_readers(agenda_pdf(agenda(), LETTERHEAD))
    assert_for_archives_and_screen_readers(agenda_pdf(agenda_filled_with(MARKUP), LETTERHEAD))


def test_markup_comes_out_as_the_text_it_is() -> None:
    record = filled_with(MARKUP)
    assert missing_in_order(pdf_text(minutes_pdf(record, LETTERHEAD)), texts_of(record)) == []
    plan = agenda_filled_with(MARKUP)
    assert missing_in_order(pdf_text(agenda_pdf(plan, LETTERHEAD)), agenda_texts_of(plan)) == []


def test_danish_letters_are_read_back_as_one_letter_each() -> None:
    text = pdf_text(minutes_pdf(minutes(purpose="Blåbærgrød på Ærø, ÆØÅ"), LETTERHEAD))
    assert "Blåbærgrød på Ærø, ÆØÅ" in text


def test_other_alphabets_and_emoji_are_drawn() -> None:
    record = minutes(parts=(part(PartKey.PROBLEM, "Problem", FOREIGN),))
    data = minutes_pdf(record, LETTERHEAD)
    assert bare(FOREIGN) in bare(pdf_text(data))
    assert "□" not in pdf_text(data)
    assert_for_archives_and_screen_readers(data)


def test_what_no_font_can_draw_is_shown_as_a_box_and_explained() -> None:
    data = minutes_pdf(filled_with(UNDRAWABLE), LETTERHEAD)
    text = " ".join(pdf_text(data).split())
    assert "□□ □□ □ □ x□" in text
    assert "□ står for et tegn, som vi ikke kan vise på papir." in text
    assert_for_archives_and_screen_readers(data)


def test_control_characters_do_not_break_the_page() -> None:
    text = pdf_text(minutes_pdf(minutes(place="før\x00\x07\x1befter", title="a\tb\nc"), LETTERHEAD))
    assert "før□□□efter" in text


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_right_to_left_text_begins_at_the_right(words: str) -> None:
    record = minutes(parts=(part(PartKey.PROBLEM, "Problem", words),))
    data = minutes_pdf(replace(record, plan=(), attendees=(), follow_up_at=None), LETTERHEAD)
    assert set(words.split()) <= set(pdf_text(data).split())
    assert _first_word_is_right_of_the_last(data, words)


def _first_word_is_right_of_the_last(data: bytes, words: str) -> bool:
    places: dict[str, float] = {}

    def note(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        for word in (words.split()[0], words.split()[-1]):
            if word in text:
                places[word] = matrix[4]

    for page in pypdf.PdfReader(BytesIO(data)).pages:
        page.extract_text(visitor_text=note)
    lines = [line.split() for line in pdf_text(data).splitlines()]
    line = next(line for line in lines if words.split()[0] in line)
    # The reader lists what it sees from left to right.
    return line.index(words.split()[0]) > line.index(words.split()[-1])


def test_the_first_page_stands_alone() -> None:
    first, second, *_ = page_texts(minutes_pdf(minutes(), LETTERHEAD))
    for shown in (
        "Det vigtigste",
        "Skolen ringer hjem.",
        "Ringe hjem før kl. 9",
        "Karin Dam",
        "7. dec. 2026",
        "Torsdag 17. december 2026 kl. 15.00",
        "mandag 14. december 2026",
        "Version 1 · 4. december 2026",
    ):
        assert bare(shown) in bare(first)
    assert second.lstrip().startswith("Deltagere")


def test_an_overfull_first_page_is_still_one_page() -> None:
    pages = page_texts(minutes_pdf(overfull(), LETTERHEAD))
    first = " ".join(pages[0].split())
    where = next(i for i, text in enumerate(pages, 1) if "\nHandleplan\n" in f"\n{text}")
    shown = first.count("gennemføres")
    assert 3 <= shown < 50
    assert f"Der er {50 - shown} aftaler mere. De står i handleplanen på side {where}." in first
    assert "Resten står under Konklusion på side" in first
    assert pages[1].lstrip().startswith("Deltagere")
    assert missing_in_order("\n".join(pages), texts_of(overfull())) == []


def test_a_draft_says_so_and_shows_no_empty_headings() -> None:
    empty = minutes(number=0, finalised_at=None, parts=(), plan=(), attendees=(), follow_up_at=None)
    text = pdf_text(minutes_pdf(empty, LETTERHEAD))
    assert "Kladde" in text
    for heading in ("Det vigtigste", "Deltagere", "Handleplan", "Opfølgning", "Kontroltal"):
        assert heading not in text


def test_no_next_meeting_gives_the_reason() -> None:
    record = minutes(follow_up_at=None, follow_up_none_reason="Målet er nået.")
    text = " ".join(pdf_text(minutes_pdf(record, LETTERHEAD)).split())
    assert text.count("Der er ikke aftalt et nyt møde. Målet er nået.") == 2


def test_finished_minutes_carry_the_record_and_its_checksum() -> None:
    data = minutes_pdf(minutes(), LETTERHEAD)
    attached = pypdf.PdfReader(BytesIO(data)).attachments
    assert json.loads(attached["referat.json"][0]) == record_to_data(minutes())
    assert short_checksum(checksum(canonical(minutes()))) in pdf_text(data)


def test_finished_minutes_are_the_same_file_each_time() -> None:
    assert minutes_pdf(minutes(), LETTERHEAD) == minutes_pdf(minutes(), LETTERHEAD)


def test_the_file_itself_names_no_child() -> None:
    reader = pypdf.PdfReader(BytesIO(minutes_pdf(minutes(), LETTERHEAD)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Referat af netværksmøde"
    assert reader.metadata.author == "Eksempel Kommune"
    assert reader.trailer["/Root"]["/Lang"] == "da-DK"


def test_every_page_has_its_number() -> None:
    pages = page_texts(minutes_pdf(overfull(), LETTERHEAD))
    for number, text in enumerate(pages, 1):
        assert f"Side {number} af {len(pages)}" in " ".join(text.split())


def test_addresses_can_be_copied_whole() -> None:
    text = pdf_text(agenda_pdf(agenda(), LETTERHEAD))
    assert agenda().link in text.replace("\n", "")


@pytest.mark.parametrize("letter", ["x", "æ", "W", "m@", "ب"])
def test_endless_words_stay_on_the_page(letter: str) -> None:
    word = letter * (10_000 // len(letter))
    record = minutes(
        title=word[:900],
        child_name=word[:900],
        attendees=tuple(replace(a, role=word[:200]) for a in minutes().attendees[:1]),
        parts=(replace(PARTS[4], text=from_plain(word)),),
        plan=tuple(replace(line, owner=word[:60], goal=word[:30]) for line in minutes().plan[:1]),
    )
    for picture in minutes_pages(record, LETTERHEAD, ppi=40):
        left, right = dark_columns(picture)
        assert left > 0.1
        assert right < 0.9


def test_titles_of_ten_thousand_letters_are_printed_whole() -> None:
    words = [f"ord{number}" for number in range(1_500)]
    data = minutes_pdf(minutes(title=" ".join(words)), LETTERHEAD)
    assert missing_in_order(pdf_text(data), words) == []
    assert_for_archives_and_screen_readers(data)


def test_the_preview_shows_the_same_pages() -> None:
    pictures = minutes_pages(minutes(), LETTERHEAD)
    assert len(pictures) == len(page_texts(minutes_pdf(minutes(), LETTERHEAD)))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_the_logo_is_drawn_small_and_described() -> None:
    head = replace(LETTERHEAD, logo=png(800, 200), logo_suffix=".png")
    data = minutes_pdf(minutes(), head)
    assert_for_archives_and_screen_readers(data)
    assert _described(data) == ["Logo for Eksempel Kommune"]
    left, _ = dark_columns(minutes_pages(minutes(), head)[0])
    assert left > 0.1


def _described(data: bytes) -> list[str]:
    """What a screen reader says for the pictures."""
    waiting = [pypdf.PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]]
    found = []
    while waiting:
        element = waiting.pop()
        if not isinstance(element, dict):
            continue
        if "/Alt" in element:
            found.append(str(element["/Alt"]))
        children = element.get("/K")
        children = children.get_object() if children is not None else []
        listed = children if isinstance(children, list) else [children]
        waiting += [child.get_object() for child in listed]
    return found


def test_an_empty_letterhead_is_no_obstacle() -> None:
    assert_for_archives_and_screen_readers(minutes_pdf(minutes(), Letterhead()))


def test_a_missing_template_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    for make in (
        lambda: minutes_pdf(minutes(), LETTERHEAD),
        lambda: agenda_pdf(agenda(), LETTERHEAD),
        lambda: minutes_pages(minutes(), LETTERHEAD),
    ):
        with pytest.raises(TemplateMissing) as caught:
            make()
        assert "Alma" not in str(caught.value)
