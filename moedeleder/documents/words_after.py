"""The fixed Danish words on what came after: corrections, remarks, marks, and the other papers."""

from __future__ import annotations

from moedeleder.documents import words

DOCUMENTS = "Dokumenter og udtalelser"
SOURCE_COLUMNS = ("Hvad", "Fra", "Dato", "Følges det?")
BECAUSE = "Begrundelse:"
OVERRULED = "Det mangler i referatet"
LIMITED = "Kun for nogle"
TAG_NEW, TAG_CHANGED = "Nyt", "Rettet"
BEFORE, NOW, OUT = "Før", "Nu", "Taget ud"
RETIRED_IN_TEXT = "(ikke længere aktuelt)"
RETIRED_SECTION = "Ikke længere aktuelt"
ABOUT = "Om"
ANSWER = "Svar:"
NO_WORDS = "Uden flere ord."
REMARKS = "Bemærkninger til referatet"
RESPONSE_COLUMNS = ("Hvem", "Svar")
RESPONSES_ABOUT = "Den, der ikke har svaret, har hverken sagt ja eller nej."
CUT = "Noget i referatet er kun for andre og står ikke her."
CONTACT_COLUMN = "Kontakt"
PROMISE = "Aftale"
CHAIN_COLUMNS = (
    "Bekymring",
    "Behov",
    "Mål",
    "Handling",
    "Ansvarlig",
    "Frist",
    "Tegn på, at det virker",
)

OTHER_PARTS = {
    "attendees": "Deltagere",
    "action_plan": "Handleplan",
    "follow_up": "Opfølgning",
    "plain_summary": "Kort og klart",
    "child_page": "Til barnet",
}
"""Headings of parts that are no running text in the minutes."""
SHORT_AND_CLEAR = "Kort og klart"
CHILD = "Til barnet"
REST_IN_MINUTES = "Resten står i referatet under Konklusion."
IN_MINUTES = "Alt det andet, vi talte om, står i referatet."
ASK = "Vil du spørge om noget?"
SAY_WHAT_IS_WRONG = "Sig det også, hvis noget her ikke passer."
NEWER_PAGE = "Har du fået en side før, så er det den her, der gælder nu."


def remark_from(name: str, day: str) -> str:
    """Return whose remark it is, and of which day."""
    return f"Bemærkning fra {name}, {day}"


def retired(day: str, by: str) -> str:
    """Return that a passage no longer holds, since when and who says so."""
    return f"Ikke længere aktuelt ({', '.join(each for each in (day, by) if each)})"


def news(number: int) -> str:
    """Return the heading over what is new in version ``number``."""
    return f"Nyt siden version {number - 1}"


def replaces(number: int, reason: str, *, listed: bool) -> str:
    """Return the line on the first page of version ``number``: what it replaces and why."""
    end = "" if reason.rstrip().endswith((".", "!", "?", "…")) else "."
    why = f"{reason.strip()}{end} " if reason.strip() else ""
    where = f"Det, der er nyt, står under ”{news(number)}”." if listed else ""
    return f"Denne version erstatter version {number - 1}. {why}{where}".strip()


def responses(number: int) -> str:
    """Return the heading over what people answered to the version before ``number``."""
    return f"Svar på version {number - 1}"


def only_for(names: str) -> str:
    """Return for whom a point is."""
    return f"Kun for {names}" if names else LIMITED


def more_in_minutes(count: int) -> str:
    """Return the line on promises that only the minutes list."""
    if count <= 0:
        return ""
    things = "Der er 1 aftale mere. Den" if count == 1 else f"Der er {count} aftaler mere. De"
    return f"{things} står i referatet."


def to_child(name: str) -> str:
    """Return the heading of the child's page."""
    first = name.split()[0] if name.strip() else ""
    return f"Til {first}" if first else CHILD


def met_on(day: str) -> str:
    """Return on which day the meeting was, as a child is told."""
    return f"Vi holdt et møde {day}."


def newer_page(number: int) -> str:
    """Return that the child's page holds instead of one from before; empty the first time."""
    return NEWER_PAGE if number > 1 else ""


def ask(contact: str) -> str:
    """Return whom a child can ask."""
    whom = words.in_a_line(contact) or "en voksen, som du er tryg ved"
    return f"Så spørg {whom}. {SAY_WHAT_IS_WRONG}"
