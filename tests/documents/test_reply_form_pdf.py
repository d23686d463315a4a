"""The reply form on paper: all that the Word file asks for, on one sheet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from moedeleder.documents.reply_form_fields import BOXES, NEED_ROWS, child_heading
from moedeleder.documents.reply_form_pdf import reply_form_pdf
from moedeleder.domain.reply_form import ReplyForm
from tests.documents.examples import LETTERHEAD, MARKUP
from tests.documents.papers import assert_for_archives_and_screen_readers, page_texts

STARTS = datetime(2026, 12, 3, 15, 30)


def form(**others: object) -> ReplyForm:
    given = {
        "reference": "ML-ABCD-EFGH-JKLM-NPQR",
        "receiver": "Sofie Eksempel",
        "meeting": "Netværksmøde",
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(minutes=90),
        "place": "Rådhuset",
        "purpose": "At gøre det trygt",
        "answer_by": date(2026, 11, 30),
        "contact": "Mette Holm, 70 10 20 30",
        "child_first_name": "Alma",
    }
    return ReplyForm(**(given | others))  # type: ignore[arg-type]


def test_the_form_asks_for_what_the_word_file_asks_for() -> None:
    data = reply_form_pdf(form(proposed_times=(("a", STARTS),)), LETTERHEAD)
    pages = page_texts(data)
    assert len(pages) == 2
    said = " ".join(" ".join(pages).split())
    asked = [each.heading for each in BOXES if each.key != "child_words"]
    asked += [child_heading("Alma"), *(each.label for each in NEED_ROWS)]
    assert [each for each in asked if each not in said] == []
    assert "Kære Sofie" in said
    assert "torsdag 3. december 2026" in said
    assert said.count("ML-ABCD-EFGH-JKLM-NPQR") == 3
    assert "Gem filen" not in said


def test_the_form_is_for_archives_and_screen_readers_whatever_stands_in_it() -> None:
    for each in (form(), form(purpose=MARKUP, place=MARKUP, proposed_times=(("a", STARTS),) * 9)):
        assert_for_archives_and_screen_readers(reply_form_pdf(each, LETTERHEAD))
