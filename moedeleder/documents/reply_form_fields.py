"""What stands on the reply form, and the marks by which a returned one is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from moedeleder.domain.contributions import ContributionKind, Importance

POINTS_KEY, NEEDS_KEY, SUPPORT_KEY, TIMES_KEY = "points", "needs", "support", "times"
YES, NO = "Ja", "Nej"
EMPTY_BOX = "☐"
# Five hard blanks: a place to click in that shows nothing, and prints nothing.
BLANK = "\u00a0" * 5

TITLE = "Svar før mødet"
GREETING = "Kære"
WELCOME = (
    "Her kan du skrive, hvad der er vigtigt for dig før mødet. Dine ord kommer med, som du "
    "skriver dem. Du behøver ikke at udfylde det hele. Tomme felter er helt i orden."
)
FACTS = ("Møde", "Hvornår", "Sted", "Formål", "Svar senest")
HOW_TO_SEND = (
    "Gem filen, og send den som svar på vores mail. Du kan også printe den og skrive i hånden."
)
RATHER_CALL = "Vil du hellere ringe?"
TICK_HINT = "Sæt x ved det, der passer."
POINTS_HINT = (
    "Det, du gerne vil tale om på mødet. Skriv kort eller langt. Tilføj gerne flere rækker."
)
POINT_HEADS = ("Hvad vil du gerne tale om?", "Hvad håber du, der sker?", "Hvor vigtigt er det?")
POINT_PARTS = ("words", "wanted", "importance")
TIME_HEADS = ("Tidspunkt", "Passer det?", "Passer det ikke?")
TIMES_HINT = "Sæt x ved ja eller nej. Tiderne er forslag."
END = "Tak for dine ord. Du får at vide, hvad der sker med hvert af dine punkter."
CODE_LABEL = "Svarkode:"
CODE_NOTE = "Koden viser os, at svaret er dit. Lad den stå."
PAGE_WORDS = ("Side", "af")

IMPORTANCE = {
    "Det kan vente": Importance.CAN_WAIT,
    "Vigtigt": Importance.IMPORTANT,
    "Meget vigtigt": Importance.VERY_IMPORTANT,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form: its key in marks, its heading, and what is written there."""

    key: str
    heading: str
    kind: ContributionKind
    hint: str = ""


POINTS = Section(POINTS_KEY, "Mine punkter", ContributionKind.POINT, POINTS_HINT)
BOXES = (
    Section("strengths", "Det går godt", ContributionKind.STRENGTHS, "Små ting tæller også."),
    Section("worries", "Det bekymrer os", ContributionKind.WORRIES),
    Section("wishes", "Det ønsker vi os", ContributionKind.WISHES),
    Section(
        "child_words",
        "Barnets egne ord",
        ContributionKind.CHILD_WORDS,
        "Hvad siger barnet selv? Barnet må også gerne skrive her.",
    ),
)
SUPPORT = Section(SUPPORT_KEY, "Bisidder", ContributionKind.SUPPORT_PERSON)
NEEDS = Section(NEEDS_KEY, "Det har jeg brug for", ContributionKind.NEEDS, TICK_HINT)
TIMES = Section(TIMES_KEY, "Hvilke tider passer?", ContributionKind.FREE, TIMES_HINT)
SECTIONS = (POINTS, *BOXES, SUPPORT, NEEDS, TIMES)

SUPPORT_HINT = (
    "En bisidder er en, du stoler på, som er med for at støtte dig. Det er din ret at tage en med."
)
SUPPORT_ROW = "Jeg tager en bisidder med. Navn:"


@dataclass(frozen=True, slots=True)
class Need:
    """One line of needs: the words beside the box, and the short name told to the office."""

    key: str
    label: str
    name: str


NEED_ROWS = (
    Need("interpreter", "Tolk. Hvilket sprog?", "Tolk"),
    Need("breaks", "Pauser undervejs", "Pauser undervejs"),
    Need("seat", "En god plads at sidde. Hvor?", "En god plads"),
    Need("food", "Mad eller drikke", "Mad eller drikke"),
    Need("access", "Let adgang, for eksempel med kørestol", "Let adgang"),
    Need("other", "Andet", "Andet"),
)

# What Word itself writes in a field that was emptied.
PLACEHOLDERS = frozenset(
    (
        "Klik eller tryk her for at skrive tekst.",
        "Klik her for at angive tekst.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
    )
)

_TAG = "ml."


def tag(*parts: str) -> str:
    """Return the mark of a field, such as ``ml.points.1.words``."""
    return _TAG + ".".join(parts)


def parts_of(mark: str) -> tuple[str, ...]:
    """Return what a field's mark says, nothing when it is not one of ours."""
    return tuple(mark[len(_TAG) :].split(".")) if mark.startswith(_TAG) else ()


def child_heading(first_name: str) -> str:
    """Return the heading over the child's own words."""
    name = first_name.strip()
    if not name:
        return "Barnets egne ord"
    return f"{name}' egne ord" if name[-1:].lower() in "sxz" else f"{name}s egne ord"


def static_lines() -> tuple[str, ...]:
    """Return every line that stands on all forms, each as often as it is printed."""
    lines = [TITLE, WELCOME, HOW_TO_SEND, END, CODE_NOTE, *POINT_HEADS, *TIME_HEADS]
    lines += [SUPPORT_HINT, SUPPORT_ROW]
    lines += [text for section in SECTIONS for text in (section.heading, section.hint) if text]
    lines += [need.label for need in NEED_ROWS]
    return tuple(lines)


# --- what the file itself keeps ------------------------------------------------------------

CODE_PROPERTY = "Svarkode"
_KEPT = "Mødeleder formular"
# Word cuts the text of a property off at 255 signs.
_PIECE = 240
_PIECES = 400
# No form prints more; a forged one may not make us look for endlessly many.
_LINES = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """What this one form says besides the fixed words: its lines, and its times by their id."""

    lines: tuple[str, ...] = ()
    times: tuple[tuple[str, str], ...] = ()


def kept_properties(reference: str, printed: Printed) -> dict[str, str]:
    """Return the properties of the document from which a returned form is understood."""
    whole = json.dumps(
        {"lines": printed.lines, "times": printed.times}, ensure_ascii=False, sort_keys=True
    )
    pieces = [whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE)]
    kept = {f"{_KEPT} {number}": piece for number, piece in enumerate(pieces, 1)}
    return {CODE_PROPERTY: reference, **kept}


def printed_of(properties: Mapping[str, str]) -> Printed:
    """Return what the form said when it was made; nothing when a program lost it."""
    pieces = []
    for number in range(1, _PIECES):
        piece = properties.get(f"{_KEPT} {number}")
        if piece is None:
            break
        pieces.append(piece[:_PIECE])
    try:
        kept = json.loads("".join(pieces))
    except (ValueError, RecursionError):
        return Printed()
    if not isinstance(kept, dict):
        return Printed()
    return Printed(_texts(kept.get("lines"))[:_LINES], _pairs(kept.get("times"))[:_LINES])


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(each for each in value if isinstance(each, str))


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        return ()
    pairs = (_texts(each) for each in value)
    return tuple((each[0], each[1]) for each in pairs if len(each) == 2)
