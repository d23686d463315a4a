"""Whatever people paste, the documents are made, valid, and hold it."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder import paths
from moedeleder.documents.docx import agenda_docx, minutes_docx
from moedeleder.documents.drawable import drawable
from moedeleder.documents.pdf import agenda_pdf, minutes_pdf
from moedeleder.domain.record import PartKey
from moedeleder.domain.text import clean_text
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    LETTERHEAD,
    agenda_filled_with,
    filled_with,
    minutes,
    part,
)
from tests.documents.papers import assert_for_archives_and_screen_readers, word_text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
# Letters, marks and joiners of many alphabets, mixed as no language would.
MIXTURES = st.text(
    st.one_of(
        st.sampled_from("aøA1 \u0301\u0308\u20dd\u200d\u200c\ufe0f\ufe0e\u202e\u2067\u2069\ufeff"),
        st.sampled_from("😀👩🏽🇩🇰❤☺1\u20e3🏴\U000e0067\U000e007f✓"),
        st.sampled_from("\u0627\u0644\u064b\u05d0\u05b0\u0905\u093f\u094d\u0e01\u0e34\u0b95\u0bbf"),
        st.characters(categories=["Mn", "Mc", "Me", "Cf", "So", "Zs", "Zl", "Zp"]),
    ),
    max_size=120,
)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@FEW
@given(text=st.one_of(ANY_TEXT, MIXTURES))
def test_pdfs_are_made_and_valid_whatever_the_text(text: str) -> None:
    data = minutes_pdf(filled_with(text), LETTERHEAD)
    assert_for_archives_and_screen_readers(data)
    assert agenda_pdf(agenda_filled_with(text), LETTERHEAD).startswith(b"%PDF")


@FEW
@given(text=st.one_of(ANY_TEXT, MIXTURES))
def test_word_files_hold_whatever_the_text(text: str) -> None:
    record = minutes(parts=(part(PartKey.PROBLEM, "Problem", f"<{text}>"),))
    said = word_text(minutes_docx(record, LETTERHEAD))
    turned = str.maketrans("\u202a\u202b\u202c\u202d\u202e\ufeff", "\u2066\u2067\u2069□□\u2060")
    for line in clean_text(f"<{text}>").translate(turned).split("\n"):
        assert line.removeprefix("- ").removeprefix("• ").strip() in said
    assert agenda_docx(agenda_filled_with(text), LETTERHEAD).startswith(b"PK")


def test_every_character_that_is_said_to_be_drawable_is() -> None:
    fonts = paths.resources() / "fonts"
    whole = (chr(code) for code in range(0x21, 0x20000) if not 0xD800 <= code < 0xE000)
    drawn = [char for char in whole if drawable(char, fonts) == char]
    assert len(drawn) > 5_000
    text = "\n".join(" ".join(drawn[at : at + 40]) for at in range(0, len(drawn), 40))
    # The typesetter refuses an archive file with a character that no font has.
    minutes_pdf(minutes(parts=(part(PartKey.PROBLEM, "Tegn", text),)), LETTERHEAD)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Blåbærgrød", "Blåbærgrød"),
        ("中 文", "□ □"),
        ("x\u0e34", "x□"),
        ("x\ufe0f", "x"),
        ("👍🏽", "👍🏽"),
        ("\u202eabc\u202c", "□abc\u2069"),
        ("a\u3000b", "a b"),
        ("\ue000", "□"),
    ],
)
def test_what_stands_for_what_cannot_be_drawn(typed: str, drawn: str) -> None:
    assert drawable(typed, paths.resources() / "fonts") == drawn


def test_the_check_would_see_a_fault() -> None:
    data = minutes_pdf(minutes(), LETTERHEAD)
    spoiled = data.replace(b"/Lang(da-DK)", b"/Lang(da-)  ")
    assert spoiled != data
    with pytest.raises(AssertionError):
        assert_for_archives_and_screen_readers(spoiled)


def test_the_program_uses_its_own_fonts_and_no_others() -> None:
    """A page is the same on every machine."""
    reader = pypdf.PdfReader(BytesIO(minutes_pdf(filled_with(f"{FOREIGN} {ARABIC}"), LETTERHEAD)))
    used = {
        str(font["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H")
        for page in reader.pages
        for font in (ref.get_object() for ref in page["/Resources"]["/Font"].values())
    }
    own = {path.stem for path in (paths.resources() / "fonts").iterdir()}
    assert {"Inter-Regular", "Inter-SemiBold"} <= used
    assert used <= own


@pytest.mark.parametrize(
    "text", ["a" + "\u0301" * 40_000, "\U0001f469" + "\u200d\U0001f469" * 20_000]
)
def test_a_letter_under_thousands_of_marks_does_not_fell_the_typesetter(text: str) -> None:
    assert minutes_pdf(filled_with(text), LETTERHEAD)
