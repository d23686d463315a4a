"""On paper no letter asks for an answer to a mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from moedeleder.paths import resources
from moedeleder.services.paper_words import paper_words

TEMPLATES = sorted((resources() / "letters").glob("*.txt"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_asks_on_paper_for_an_answer_to_a_mail(template: Path) -> None:
    said = paper_words(template.read_text(encoding="utf-8"))
    of_mail = ("denne mail", "Selve mailen", "vedhæft", "PDF", "Word", "Lad den stå")
    assert [each for each in of_mail if each in said] == []


@pytest.mark.parametrize(
    ("mail", "paper"),
    [
        (
            "Svar på denne mail, eller svar i din kalender. Skriv det.",
            "Ring eller skriv til os. Skriv det.",
        ),
        (
            "Send det tilbage som svar på denne mail. Du kan også printe det og give os det på "
            "papir.",
            "Send det, eller giv os det på papir.",
        ),
        (
            "Udfyld det vedhæftede skema. Send det tilbage som svar på denne mail.",
            "Udfyld skemaet, der følger med. Send det, eller giv os det på papir.",
        ),
        (
            "Har du spørgsmål, så svar på denne mail.",
            "Har du spørgsmål, så ring eller skriv til os.",
        ),
        ("Alma svarer selv.", "Alma svarer selv."),
    ],
)
def test_the_words_read_on(mail: str, paper: str) -> None:
    assert paper_words(mail) == paper
