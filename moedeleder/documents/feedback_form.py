"""Mødekvittering on paper: five questions, a mark to put at each, and nothing that tells whose."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.documents.table import Row
from moedeleder.domain.feedback import MARKS, QUESTIONS

TITLE = "Mødekvittering"


@dataclass(frozen=True, slots=True)
class FeedbackFormView:
    """The form as the page shows it, ``copies`` times; no copy can be told from another."""

    copies: int
    heading: str = "Hvordan var mødet for dig?"
    document_title: str = TITLE
    who: str = "Mødekvittering · fem korte spørgsmål"
    facts: tuple[Row, ...] = ()
    opening: str = (
        "Sæt ét kryds ud for hver linje. Spring over, hvis du ikke vil svare. "
        "Skriv ikke dit navn på papiret."
    )
    scale: tuple[tuple[int, str], ...] = tuple(MARKS.items())
    questions: tuple[str, ...] = tuple(QUESTIONS.values())
    question_head: str = "Det mener jeg"
    closing: str = (
        "Fold papiret, når du er færdig, og læg det sammen med de andre. "
        "Svarene bliver lagt sammen. Ingen ser tal, før mindst fem har svaret."
    )
    footer: str = TITLE
