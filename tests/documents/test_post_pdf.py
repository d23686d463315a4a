"""The pile of letters for the printer: whose papers lie where, and what a window shows."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from moedeleder.documents.post_checklist import ChecklistLine, checklist_pdf
from moedeleder.documents.post_letter import BlockKind, PostBlock, PostLetter, letter_pdf
from moedeleder.documents.post_pdf import PostItem, line_of, post_pdf, sheets_in
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.sending import LetterKind
from tests.documents.examples import ARABIC, FOREIGN, HEBREW, LETTERHEAD, MARKUP, UNDRAWABLE
from tests.documents.papers import assert_for_archives_and_screen_readers

DAY = date(2026, 11, 22)
ADDRESS = "Møllevej 4, 2. th.\n9999 Eksempelby"
LONG_NAME = "Alexandrina Maximiliana von Hohenstaufen-Lillelund Eksempelsen Ågård"
LONG_ADDRESS = "\n".join(
    (
        "c/o Boligselskabet Solsikkemarkens Fællesadministration",
        "Den meget lange Vestre Ringvej ved Åkandesøen 1234, 14. sal, dør 1407",
        "Øster Hornum Nørremark",
        "9999 Eksempelby Ø",
    )
)
MM = 72 / 25.4


def letter(name: str, address: str = ADDRESS, *words: str) -> PostLetter:
    lines = words or ("Her er referatet.",)
    blocks = tuple(PostBlock(BlockKind.TEXT, (line,)) for line in lines)
    return PostLetter(name, address, DAY, "Referat af mødet 3. december 2026", blocks)


def paper(words: str, pages: int = 1) -> bytes:
    """Return a PDF of so many pages, each saying the words and its number."""
    made = PdfWriter()
    for number in range(1, pages + 1):
        blocks = (PostBlock(BlockKind.TEXT, (f"{words} blad {number}.",)),)
        one = letter_pdf(PostLetter(words, "", DAY, words, blocks), LETTERHEAD)
        made.append(PdfReader(io.BytesIO(one)), pages=(0, 1), import_outline=False)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def texts(pdf: bytes, folder: Path) -> list[str]:
    """Return what each page says, read by another program than made it."""
    path = folder / "breve.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]


def test_each_receiver_has_their_own_papers_behind_their_own_address(tmp_path: Path) -> None:
    items = [
        PostItem(LetterKind.MINUTES, letter("Sofie Eksempel"), (paper("Hele referatet", 3),)),
        PostItem(LetterKind.MINUTES, letter("Jonas Eksempel"), (paper("Kortere kopi"),)),
        PostItem(
            LetterKind.MINUTES,
            letter("Karin Dam"),
            (paper("Kun siden", 2), paper("Skema")),
            loose=(1,),
        ),
    ]
    pages = texts(post_pdf(items, DAY, LETTERHEAD), tmp_path)
    said = [" ".join(each.split()) for each in pages]
    assert all(name in said[0] for name in ("Sofie Eksempel", "Jonas Eksempel", "Karin Dam"))
    assert said[1] == ""
    whose = [_owner(each) for each in said]
    expected = ["liste", ""] + ["Sofie Eksempel"] + ["Hele referatet"] * 3
    expected += ["Jonas Eksempel", "Kortere kopi"]
    # What is handed in lies on a sheet of its own, and nothing empty is behind the last page.
    expected += ["Karin Dam", "Kun siden", "Kun siden", "", "Skema"]
    assert whose == expected
    assert "Hele referatet blad 3." in said[5]
    assert "4 sider på 2 ark" in said[0]
    assert "4 sider på 3 ark" in said[0]
    assert sheets_in(post_pdf(items, DAY, LETTERHEAD)) == 1 + 2 + 1 + 3


def _owner(said: str) -> str:
    if "Afleveret den" in said:
        return "liste"
    found = re.search(r"Brev · (.+?) Side \d+ af \d+", said)
    return found[1] if found else ""


def test_every_letter_begins_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    items = [
        PostItem(LetterKind.DRAFT, letter(f"Modtager {n}"), (paper(f"Bilag {n}", n % 3 + 1),))
        for n in range(1, 7)
    ]
    said = texts(post_pdf(items, DAY, LETTERHEAD), tmp_path)
    for n in range(1, 7):
        cover = next(at for at, each in enumerate(said) if f"Brev · Modtager {n} " in each)
        assert cover % 2 == 0
    assert said[-1].strip()


def test_forty_receivers_each_get_theirs(tmp_path: Path) -> None:
    shared = paper("Fælles papir", 2)
    items = [
        PostItem(LetterKind.INVITATION, letter(f"Modtager nummer {n:02}."), (shared,))
        for n in range(40)
    ]
    said = texts(post_pdf(items, DAY, LETTERHEAD), tmp_path)
    covers = [each for each in said if "Her er referatet." in each]
    assert [n for n in range(40) if f"Modtager nummer {n:02}." in covers[n]] == list(range(40))
    listed = "\n".join(each for each in said if "Breve på papir" in each)
    assert all(f"Modtager nummer {n:02}." in listed for n in range(40))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Sofie Eksempel", ADDRESS),
        (LONG_NAME, LONG_ADDRESS),
        ("x" * 300, "y" * 300),
        (ARABIC, f"{HEBREW}\n9999 Eksempelby"),
        ("Ida", "\n".join(str(n) for n in range(100))),
    ],
    ids=["plain", "long", "one-word", "foreign", "lines"],
)
def test_all_of_the_address_is_in_the_window(tmp_path: Path, name: str, address: str) -> None:
    boxes = _boxes(letter_pdf(letter(name, address), LETTERHEAD), tmp_path)
    # All that stands left of the sender and above the first words is seen through the window.
    seen = [each for each in boxes if each[1] < 90 and each[0] < 120]
    assert len(seen) >= 3
    assert all(x > 20 and right < 106 and y > 44 and low < 77 for x, y, right, low in seen)


def _boxes(pdf: bytes, folder: Path) -> list[tuple[float, ...]]:
    """Return left, top, right and bottom of each word of the first page, in mm."""
    (folder / "brev.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", "-l", "1", str(folder / "brev.pdf"), "-"]
    told = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    numbers = re.compile(rb'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"')
    return [tuple(float(each) / MM for each in found) for found in numbers.findall(told)]


def test_the_letter_is_for_archives_and_screen_readers() -> None:
    wild = letter(MARKUP, f"{FOREIGN}\n{UNDRAWABLE}", MARKUP, FOREIGN, UNDRAWABLE, ARABIC)
    lines = [ChecklistLine(MARKUP, LetterKind.MINUTES, 3, has_address=False, by_hand=(MARKUP,))]
    for data in (letter_pdf(wild, LETTERHEAD), checklist_pdf(lines, DAY, LETTERHEAD)):
        assert_for_archives_and_screen_readers(data)


def test_what_somebody_wrote_is_never_markup(tmp_path: Path) -> None:
    said = " ".join(texts(letter_pdf(letter("Ida", ADDRESS, MARKUP), LETTERHEAD), tmp_path))
    assert "#panic()" in said
    assert "<script>alert(1)</script>" in said


def test_the_note_is_never_alone_on_a_page(tmp_path: Path) -> None:
    for count in range(24, 27):
        words = ["Her er referatet."] * count + ["Venlig hilsen\nLone", "Svarkode: 4711"]
        blocks = tuple(PostBlock(BlockKind.TEXT, (each,)) for each in words)
        made = PostLetter("Ida", ADDRESS, DAY, "Referat", blocks, "Du kan ringe i stedet.")
        said = texts(letter_pdf(made, LETTERHEAD), tmp_path)
        if len(said) > 1:
            break
    assert len(said) == 2
    assert "Venlig hilsen" in said[1]
    assert "Du kan ringe" in said[1]


def test_every_kind_of_block_is_printed(tmp_path: Path) -> None:
    blocks = (
        PostBlock(BlockKind.HEADING, ("En overskrift",)),
        PostBlock(BlockKind.BULLETS, ("første", "anden")),
        PostBlock(BlockKind.NUMBERED, ("Velkomst", "Almas stemme")),
        PostBlock(BlockKind.QUOTE, ("Deres egne ord", "Kommunens svar")),
    )
    made = PostLetter("Ida", ADDRESS, DAY, "Kvittering", blocks, "Du kan ringe i stedet.")
    said = " ".join(" ".join(texts(letter_pdf(made, LETTERHEAD), tmp_path)).split())
    in_order = ("En overskrift", "første", "1. Velkomst", "2. Almas", "Dine ord", "Deres egne")
    places = [said.index(each) for each in (*in_order, "Vores svar", "Kommunens", "Du kan ringe")]
    assert places == sorted(places)


def test_the_list_says_what_is_missing(tmp_path: Path) -> None:
    lines = [
        ChecklistLine("Ida Vang", LetterKind.RECEIPT, 1, has_address=False),
        ChecklistLine("Ole Dam", LetterKind.DRAFT, 12, by_hand=("skema.docx",)),
    ]
    said = " ".join(" ".join(texts(checklist_pdf(lines, DAY, LETTERHEAD), tmp_path)).split())
    assert "Ingen postadresse" in said
    assert "Læg selv ved: skema.docx" in said
    assert "12 sider" in said


@pytest.mark.parametrize("broken", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"], ids=str)
def test_a_paper_that_cannot_be_read_stops_the_pile(broken: bytes) -> None:
    with pytest.raises(DocumentFailed):
        post_pdf([PostItem(LetterKind.DRAFT, letter("Ida"), (broken,))], DAY, LETTERHEAD)
    with pytest.raises(DocumentFailed):
        line_of(PostItem(LetterKind.DRAFT, letter("Ida")), broken)
