"""Three papers from one record: the minutes, one plain page, and a page for the child."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from moedeleder.documents import papers
from moedeleder.documents.pdf import child_pdf, minutes_pdf, summary_pdf
from moedeleder.documents.reader_docx import child_docx, summary_docx
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.record_after import RecordRetired
from moedeleder.domain.rich_text import EMPTY, from_plain
from tests.documents.afterwards import CHILD_PAGE, PLAIN_SUMMARY, cut_copy, second_version
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    LETTERHEAD,
    MARKUP,
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

LONG = "\n".join("Vi talte om det, og vi er enige om det hele her. " * 9 for _ in range(14))


def _both(record: MinutesRecord, paper: Paper) -> tuple[str, str]:
    (_, pdf), (_, word) = papers.make(record, LETTERHEAD, paper)
    return pdf_text(pdf), word_text(word)


def _wild(text: str) -> MinutesRecord:
    rich = from_plain(f"{text}\n- {text}")
    return replace(filled_with(text), plain_summary=rich, child_page=rich, number=2, reason=text)


@pytest.mark.parametrize("record", [second_version(), _wild(MARKUP)], ids=["plain", "markup"])
@pytest.mark.parametrize("paper", [Paper.SUMMARY, Paper.CHILD])
def test_papers_are_archival_tagged_and_open_in_word(
    record: MinutesRecord, paper: Paper, tmp_path: Path
) -> None:
    (_, pdf), (_, word) = papers.make(record, LETTERHEAD, paper)
    assert_for_archives_and_screen_readers(pdf)
    assert_word_opens(word, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("text", [f"{FOREIGN} {ARABIC}", "x" * 3_000, LONG, "\x00\x07"])
@pytest.mark.parametrize("paper", [Paper.SUMMARY, Paper.CHILD])
def test_papers_are_valid_whatever_the_text(text: str, paper: Paper, tmp_path: Path) -> None:
    (_, pdf), (_, word) = papers.make(_wild(text), LETTERHEAD, paper)
    assert_for_archives_and_screen_readers(pdf)
    assert_word_opens(word, tmp_path)


@pytest.mark.parametrize("paper", list(Paper))
def test_each_paper_has_its_names(paper: Paper) -> None:
    names = {Paper.FULL: "referat", Paper.SUMMARY: "kort-og-klart", Paper.CHILD: "til-barnet"}
    made = papers.make(second_version(), LETTERHEAD, paper)
    assert [name for name, _ in made] == [f"{names[paper]}.pdf", f"{names[paper]}.docx"]
    assert made[0][1].startswith(b"%PDF")
    assert made[1][1].startswith(b"PK")
    pictures = papers.pages(second_version(), LETTERHEAD, paper, 40)
    assert len(pictures) == len(page_texts(made[0][1]))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_the_full_paper_is_the_minutes() -> None:
    record = second_version()
    assert papers.make(record, LETTERHEAD, Paper.FULL)[0][1] == minutes_pdf(record, LETTERHEAD)


def test_a_finished_paper_is_the_same_file_each_time() -> None:
    assert summary_pdf(second_version(), LETTERHEAD) == summary_pdf(second_version(), LETTERHEAD)
    assert child_pdf(second_version(), LETTERHEAD) == child_pdf(second_version(), LETTERHEAD)


# --- one plain page


def test_the_summary_says_what_a_family_needs_in_its_own_words() -> None:
    wanted = [
        "Kort og klart",
        "Denne version erstatter version 1.",
        "Det vigtigste",
        *(block.text for block in PLAIN_SUMMARY.blocks),
        "Ikke helt enig i konklusionen: Sofie",
        "Hvem gør hvad",
        "Ringe hjem før kl. 9",
        "Karin Dam",
        "7. dec. 2026",
        "Næste møde",
        "Torsdag 17. december 2026 kl. 15.00",
        "Er noget forkert?",
        "mandag 14. december 2026",
        "Alt det andet, vi talte om, står i referatet.",
        "Version 2 · 4. december 2026",
    ]
    for text in _both(second_version(), Paper.SUMMARY):
        assert missing_in_order(text, wanted) == []
        assert "Skolen ringer hjem." not in text
        assert "står under" not in text


def test_without_a_text_of_its_own_the_summary_has_the_conclusion() -> None:
    for text in _both(minutes(), Paper.SUMMARY):
        assert missing_in_order(text, ["Det nåede vi frem til", "Skolen ringer hjem."]) == []
        assert "Resten står" not in text


def test_the_summary_is_one_page_however_much_was_agreed() -> None:
    pages = page_texts(summary_pdf(overfull(), LETTERHEAD))
    assert len(pages) == 1
    text = " ".join(pages[0].split())
    shown = text.count("gennemføres")
    assert shown >= 3
    assert f"Der er {50 - shown} aftaler mere. De står i referatet." in text
    assert "Resten står i referatet under Konklusion." in text
    assert bare("Er noget forkert?") in bare(text)


def test_a_long_text_for_the_summary_gets_smaller_letters_before_a_second_page() -> None:
    fits = from_plain("\n".join(LONG.split("\n")[:3]))
    assert len(page_texts(summary_pdf(minutes(plain_summary=fits), LETTERHEAD))) == 1
    whole = pdf_text(summary_pdf(minutes(plain_summary=from_plain(LONG)), LETTERHEAD))
    assert bare(LONG) in bare("\n".join(_body_lines(whole)))


def _body_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "Side " not in line and " · " not in line]


def test_what_is_no_longer_so_is_marked_in_every_paper() -> None:
    words = "Skolen tror, at Alma bliver holdt hjemme."
    record = minutes(
        parts=(part(PartKey.CONCLUSION, "Konklusion", words),),
        child_page=from_plain(words),
        retired=(
            RecordRetired("conclusion", words, "Nej", second_version().retired[0].on, "Mette"),
        ),
    )
    for paper in Paper:
        for text in _both(record, paper):
            assert bare(f"{words} (ikke længere aktuelt)") in bare(text)


def test_a_cut_copys_summary_says_so() -> None:
    for text in _both(cut_copy(), Paper.SUMMARY):
        assert "Noget i referatet er kun for andre og står ikke her." in " ".join(text.split())


def test_an_empty_draft_still_says_where_to_turn() -> None:
    empty = minutes(number=0, finalised_at=None, parts=(), plan=(), follow_up_at=None)
    for text in _both(empty, Paper.SUMMARY):
        assert "Kladde" in text
        assert "Er noget forkert?" in text
        assert "Hvem gør hvad" not in text


def test_the_summary_has_real_headings_and_tables_in_word() -> None:
    document = docx.Document(BytesIO(summary_docx(second_version(), LETTERHEAD)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == ["Det vigtigste", "Hvem gør hvad", "Næste møde"]
    assert len(document.tables) == 1
    styles = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert styles["En fast voksen tager imod Alma"] == "List Bullet"


# --- the child's page


def test_the_childs_page_says_what_was_written_and_nothing_else() -> None:
    wanted = [
        "Til Alma",
        "Vi holdt et møde torsdag 3. december 2026.",
        "Har du fået en side før, så er det den her, der gælder nu.",
        *(block.text for block in CHILD_PAGE.blocks),
        "Vil du spørge om noget?",
        "Så spørg Mette Holm, tlf. 70 10 20 30",
        "Sig det også, hvis noget her ikke passer.",
    ]
    for text in _both(second_version(), Paper.CHILD):
        assert missing_in_order(text, wanted) == []
        for kept_out in ("Eksempel", "34.45.00", "Rådhuset", "Skolen ringer", "bemærkning"):
            assert kept_out.lower() not in text.lower()


def test_the_first_childs_page_speaks_of_none_before() -> None:
    for text in _both(second_version(number=1), Paper.CHILD):
        assert "Har du fået en side før" not in text


def test_nobody_gets_a_childs_page_that_nobody_wrote() -> None:
    record = second_version(child_page=EMPTY)
    assert not papers.has(record, Paper.CHILD)
    assert papers.make(record, LETTERHEAD, Paper.CHILD) == ()
    assert papers.pages(record, LETTERHEAD, Paper.CHILD) == ()
    assert papers.has(record, Paper.SUMMARY)


def test_a_child_without_a_name_or_anybody_to_ask_is_still_spoken_to() -> None:
    record = second_version(child_name="", contact="", author="")
    for text in _both(record, Paper.CHILD):
        assert "Til barnet" in text
        assert "Så spørg en voksen, som du er tryg ved." in " ".join(text.split())


def test_the_childs_page_has_large_letters_and_real_lists_in_word() -> None:
    document = docx.Document(BytesIO(child_docx(second_version(), LETTERHEAD)))
    styles = {p.text: p.style for p in document.paragraphs}
    bullet = styles["Karin står ved døren, når du kommer"]
    assert bullet is not None
    assert bullet.name == "Til barnet punkt"
    assert bullet.font.size is not None
    assert bullet.font.size.pt >= 14


@pytest.mark.parametrize("paper", [Paper.SUMMARY, Paper.CHILD])
def test_the_files_themselves_name_no_child(paper: Paper) -> None:
    (_, pdf), (_, word) = papers.make(second_version(), LETTERHEAD, paper)
    metadata = pypdf.PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    for title in (metadata.title, docx.Document(BytesIO(word)).core_properties.title):
        assert title
        assert "Alma" not in title
