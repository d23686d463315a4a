"""The papers of the round before a meeting: draft, what is new, who is in the room, receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder.documents import words
from moedeleder.documents.agenda_view import agenda_view
from moedeleder.documents.docx import agenda_docx, minutes_docx
from moedeleder.documents.pdf import agenda_pages, agenda_pdf, minutes_pdf, receipt_pdf
from moedeleder.documents.receipt import receipt_view
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.record import canonical
from tests.documents.examples import (
    ARABIC,
    ATTENDEES,
    FOREIGN,
    HEBREW,
    LETTERHEAD,
    MARKUP,
    UNDRAWABLE,
    minutes,
    missing_in_order,
)
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    assert_word_opens,
    page_texts,
    pdf_text,
    word_text,
)
from tests.documents.pictures import png
from tests.documents.rounds import (
    ITEMS,
    NEWS,
    PEOPLE,
    crowd,
    draft,
    final,
    receipt,
    round_filled_with,
)

DRAFT_SAYS = [
    "Kladde: I kan stadig sætte punkter på",
    "Udgave 1",
    "Dagsorden for netværksmøde om Alma",
    "Forslag til tid",
    "Torsdag 3. december 2026, kl. 15.30–17.00",
    "Mandag 7. december 2026, kl. 09.00–10.30",
    "Skriv, hvad der passer jer.",
    "Barnets stemme",
    "Alma er med i de første 20 minutter.",
    "Svar senest",
    "Fredag 27. november 2026. Så når vi at få jeres punkter med.",
    "Nyt siden sidst",
    *NEWS,
    "Morgenerne",
    "Familiens punkt · Drøftelse · 25 min. · fra Sofie, mor",
    "”Det går skævt.”",
    "Skema",
    "Familiens ord",
    "”Hun sover ikke.”",
    "Den gule streg viser familiens egne punkter og ord.",
    "Sådan får I jeres punkter med",
    "Gør det senest fredag 27. november 2026.",
    "I må have en bisidder med",
    "Hvem er i rummet",
    "Derfor er de med",
    "Det kan de beslutte",
    "Mette Holm",
    "Sagsbehandler, mødeleder, Eksempel Kommune",
    "Følger Alma og holder styr på aftalerne",
    "Aflastning op til 10 timer om ugen",
]


def test_the_draft_says_it_all_in_order() -> None:
    text = pdf_text(agenda_pdf(draft(), LETTERHEAD, NEWS))
    assert missing_in_order(text, DRAFT_SAYS) == []


def test_the_draft_says_it_all_in_word(tmp_path: Path) -> None:
    data = agenda_docx(draft(), LETTERHEAD, NEWS)
    assert_word_opens(data, tmp_path)
    assert missing_in_order(word_text(data), DRAFT_SAYS) == []


def test_a_draft_without_a_time_names_none() -> None:
    """The time that stands in the record while several are proposed is nobody's."""
    for text in (
        pdf_text(agenda_pdf(draft(), LETTERHEAD)),
        word_text(agenda_docx(draft(), LETTERHEAD)),
    ):
        assert "Hvornår" not in text
        assert "15.55" not in text
    (row,) = [row for row in agenda_view(draft()).facts if row[0] == words.PROPOSED_TIMES]
    assert row[1].count("\n") == 2
    assert agenda_view(draft()).footer == "Alma Eksempel · Kladde til dagsorden, udgave 1"


def test_the_final_agenda_is_no_draft() -> None:
    text = pdf_text(agenda_pdf(final(), LETTERHEAD))
    said = ["Udgave 2", "Hvornår", "Torsdag 3. december 2026, kl. 15.30–17.00", "15.30", "15.55"]
    assert missing_in_order(text, said) == []
    for word in ("Kladde", "Forslag til tid", "Svar senest", "Nyt siden sidst", "skemaet"):
        assert word not in text


def test_an_agenda_never_shared_has_no_edition() -> None:
    view = agenda_view(final(number=0))
    assert view.edition == ""
    assert view.footer.endswith("· Dagsorden")


@pytest.mark.parametrize(
    ("record", "heads"),
    [
        (draft(), words.ROOM_COLUMNS),
        (draft(attendees=(replace(PEOPLE[0], can_decide=""),)), words.ROOM_COLUMNS[:3]),
        (
            draft(attendees=(replace(PEOPLE[1], why_here=""),)),
            (*words.ROOM_COLUMNS[:2], words.ROOM_COLUMNS[3]),
        ),
        (
            draft(attendees=tuple(replace(p, why_here="", can_decide="") for p in PEOPLE)),
            ("Navn", "Rolle", "Kommer fra"),
        ),
        (draft(attendees=ATTENDEES[:2]), ("Navn", "Rolle")),
    ],
    ids=["both", "why", "decide", "neither", "family only"],
)
def test_columns_that_hold_nothing_are_left_out(
    record: AgendaRecord, heads: tuple[str, ...]
) -> None:
    table = agenda_view(record).attendees
    assert table.heads == heads
    assert {len(row) for row in table.rows} == {len(heads)} == {len(table.widths)}


def test_forty_people_are_all_there_under_a_head_on_each_page() -> None:
    pages = page_texts(agenda_pdf(crowd(), LETTERHEAD))
    text = "\n".join(pages)
    names = [f"Person {at}" for at in range(40)]
    assert missing_in_order(text, names) == []
    assert all("Derfor er de med" in page for page in pages if "Person " in page)


def test_how_to_answer_stands_on_the_first_page() -> None:
    first, *_rest = page_texts(agenda_pdf(crowd(), LETTERHEAD, NEWS))
    assert "Sådan får I jeres punkter med" in first


@pytest.mark.parametrize(
    "text",
    [MARKUP, FOREIGN, UNDRAWABLE, f"{ARABIC}\n{HEBREW}", "Ord" * 80, ""],
    ids=["markup", "alphabets", "undrawable", "right to left", "one long word", "empty"],
)
def test_papers_are_valid_whatever_is_typed(text: str, tmp_path: Path) -> None:
    record, said = round_filled_with(text), (text, "Nyt")
    assert_for_archives_and_screen_readers(agenda_pdf(record, LETTERHEAD, said))
    assert_word_opens(agenda_docx(record, LETTERHEAD, said), tmp_path)
    paper = receipt(name=text, meeting=text, lines=(ReceiptLine("c", text, text),), contact=text)
    assert_for_archives_and_screen_readers(receipt_pdf(paper, LETTERHEAD))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_papers_are_made_of_any_text(text: str) -> None:
    assert agenda_pdf(round_filled_with(text), LETTERHEAD, (text,)).startswith(b"%PDF")
    paper = receipt(name=text, lines=(ReceiptLine("c", text, text),))
    assert_for_archives_and_screen_readers(receipt_pdf(paper, LETTERHEAD))


def test_the_preview_has_as_many_pages_as_the_paper() -> None:
    pictures = agenda_pages(crowd(), LETTERHEAD, NEWS, ppi=40)
    assert len(pictures) == len(page_texts(agenda_pdf(crowd(), LETTERHEAD, NEWS)))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_an_empty_draft_is_still_a_paper() -> None:
    bare = draft(items=(), attendees=(), child_voice="", answer_by=None, proposed_times=())
    text = pdf_text(agenda_pdf(bare, LETTERHEAD, ("", "  ")))
    assert "Sådan får I jeres punkter med" in text
    for word in ("Nyt siden sidst", "Hvem er i rummet", "Barnets stemme", "Gør det senest"):
        assert word not in text


def test_familys_words_keep_their_bar_under_somebody_elses_point() -> None:
    document = docx.Document(BytesIO(agenda_docx(draft(), LETTERHEAD)))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["2. Skema"] == "Punkt"
    assert styles["Familiens ord: ”Hun sover ikke.”"] == "Familiens emne ord"


def test_the_receipt_gives_an_answer_to_each_thing() -> None:
    data = receipt_pdf(receipt(), replace(LETTERHEAD, logo=png(40, 20), logo_suffix=".png"))
    assert_for_archives_and_screen_readers(data)
    expected = [
        "Svar på det, du kom med",
        "Netværksmøde · torsdag 3. december 2026 kl. 15.30",
        "Kære Sofie",
        "hver ting",
        "Dine ord",
        "”Det går skævt om morgenen.”",
        "Vores svar",
        "Den er på dagsordenen som punkt 1.",
        "Dine ord",
        "”Vi vil tale om ferien.”",
        "Vores svar",
        "Ikke på dette møde, fordi tiden er kort.",
        "Tak",
        "Mette Holm, tlf. 70 10 20 30",
    ]
    assert missing_in_order(pdf_text(data), expected) == []


def test_a_receipt_before_a_time_is_chosen() -> None:
    view = receipt_view(receipt(starts_at=None, name=" ", contact="", lines=receipt().lines[:1]))
    assert view.who == "Netværksmøde · tiden er ikke valgt endnu"
    assert view.greeting == "Kære familie"
    assert "hver ting" not in view.opening
    assert view.help.endswith("Så ring eller skriv.")


def test_a_receipt_of_many_things_goes_on_overleaf() -> None:
    lines = tuple(
        ReceiptLine(str(at), f"Ord nummer {at}. " * 6, f"Svar nummer {at}.") for at in range(30)
    )
    pages = page_texts(receipt_pdf(receipt(lines=lines), LETTERHEAD))
    assert len(pages) > 1
    assert missing_in_order("".join(pages), [f"Svar nummer {at}." for at in range(30)]) == []


def test_minutes_know_nothing_of_why_and_what_people_decide() -> None:
    told = minutes(
        attendees=tuple(replace(a, why_here="GRUND", can_decide="MAGT") for a in ATTENDEES)
    )
    assert canonical(told) == canonical(minutes())
    assert minutes_pdf(told, LETTERHEAD) == minutes_pdf(minutes(), LETTERHEAD)
    assert word_text(minutes_docx(told, LETTERHEAD)) == word_text(
        minutes_docx(minutes(), LETTERHEAD)
    )


def test_our_own_words_are_easy_to_read() -> None:
    for text in _our_words():
        assert lix(text) < 30, text
        assert "!" not in text


def _our_words() -> Iterable[str]:
    by = "fredag 27. november"
    yield words.open_point("Mette Holm", by)
    yield words.own_point("Mette Holm")
    yield words.SUPPORT_PERSON
    yield words.answer_by(by)
    yield f"{words.receipt_opening(2)} {words.RECEIPT_THANKS} {words.receipt_help('Mette')}"
    yield f"{words.BAR_NOTE} {words.which_times(2)}"


def lix(text: str) -> float:
    """Words a sentence, plus long words (over six letters) in a hundred."""
    found = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.?:](?=\s|$)", text))
    return len(found) / sentences + 100 * sum(len(word) > 6 for word in found) / len(found)


def test_every_point_says_whose_it_is() -> None:
    view = agenda_view(draft())
    assert [point.about.rpartition("fra ")[2] for point in view.points] == [
        item.raised_by for item in ITEMS
    ]
