"""What stands on the form for answering the minutes, and how a returned one is known again."""

from __future__ import annotations

from datetime import date

from moedeleder.documents import reply_form_fields as shared
from moedeleder.domain.correction_form import CorrectionForm
from moedeleder.domain.danish import long_date

AGREE_KEY, ROWS_KEY, REMARK_KEY = "agree", "corrections", "remark"
PLACE, WORDS = "place", "words"
KEYS = frozenset({AGREE_KEY, ROWS_KEY, REMARK_KEY})

TITLE = "Svar på referatet"
WELCOME = (
    "Er referatet rigtigt? Her kan du sige det. Du behøver ikke at udfylde det hele. Tomme felter "
    "er helt i orden."
)
FACTS = ("Møde", "Holdt", "Referat", "Svar senest")
AGREE_HEADING = "Er du enig?"
AGREE_HINT = "Sæt x, hvis det hele er rigtigt."
AGREE_LABEL = "Jeg er enig i referatet"
ROWS_HEADING = "Det skal rettes"
ROWS_HINT = (
    "Skriv, hvor i referatet det er, og hvad der skal stå i stedet. Tilføj gerne flere rækker."
)
ROWS_HINT_BY_HAND = (
    "Skriv, hvor i referatet det er, og hvad der skal stå i stedet. Brug gerne bagsiden."
)
ROW_HEADS = ("Hvor?", "Hvad skal der stå i stedet?")
REMARK_HEADING = "Min bemærkning"
REMARK_HINT = "Dine ord kommer til at stå i referatet, som du skriver dem. De andre kan læse dem."
END = (
    "Du får svar på hver rettelse. Retter vi det ikke, får du at vide hvorfor. Så kommer dine ord "
    "til at stå i referatet."
)
NUMBER_PROPERTY = "Referatets udgave"


def facts(form: CorrectionForm) -> list[tuple[str, str]]:
    """Return the label and value lines of one form; what is empty is left out."""
    until = _day(form.answer_by) if form.answer_by else ""
    values = (form.meeting, _day(form.starts_at), f"Version {form.number}", until)
    return [(label, value) for label, value in zip(FACTS, values, strict=True) if value.strip()]


def _day(day: date) -> str:
    text = long_date(day)
    return text[:1].upper() + text[1:]


def static_lines() -> tuple[str, ...]:
    """Return every line that stands on all forms, each as often as it is printed."""
    return (
        TITLE,
        WELCOME,
        shared.HOW_TO_SEND,
        AGREE_HEADING,
        AGREE_HINT,
        ROWS_HEADING,
        ROWS_HINT,
        *ROW_HEADS,
        REMARK_HEADING,
        REMARK_HINT,
        END,
        shared.CODE_NOTE,
    )
