"""The parts of a letter: what is empty leaves no trace, what stands alone becomes a block."""

from __future__ import annotations

from moedeleder.services.letter_blocks import (
    AgendaRow,
    AgendaTable,
    Bullets,
    Heading,
    Paragraph,
    Words,
    filled,
    plain,
)

TABLE = AgendaTable((AgendaRow(1, "Velkomst", 5, "Sofie", "”Hej”\n”Igen”"),))


def test_lines_become_headings_paragraphs_and_lists() -> None:
    blocks = filled("Kære $navn\nog alle\n\n# Det\n- en\n- to $navn", {"navn": "Bo"})
    assert blocks == (Paragraph("Kære Bo\nog alle"), Heading("Det"), Bullets(("en", "to Bo")))
    assert plain(blocks) == "Kære Bo\nog alle\n\nDet\n- en\n- to Bo\n"


def test_a_field_alone_on_its_line_takes_a_whole_block() -> None:
    assert filled("# Plan\n$plan", {"plan": TABLE}) == (Heading("Plan"), TABLE)
    assert filled("${plan}", {"plan": TABLE}) == (TABLE,)
    assert plain((TABLE,)) == "1. Velkomst (5 min.)\n   Fra Sofie\n   ”Hej”\n   ”Igen”\n"


def test_a_block_within_a_line_is_told_plainly() -> None:
    assert filled("Her: $nyt", {"nyt": Bullets(("a",))}) == (Paragraph("Her: - a"),)


def test_what_is_empty_leaves_no_trace() -> None:
    template = "Før\n\n# Nyt\n$nyt\n\n# Sted\n$sted\n\n- $ring\n- mail\n\nMødet $dato er slut."
    words: Words = {"nyt": Bullets(()), "sted": "", "ring": "", "dato": ""}
    assert filled(template, words) == (
        Paragraph("Før"),
        Bullets(("mail",)),
        Paragraph("Mødet er slut."),
    )


def test_a_heading_of_its_own_stays() -> None:
    assert filled("# Nyt\n\nTekst", {}) == (Heading("Nyt"), Paragraph("Tekst"))
