"""The fixed Danish words of the pages: plain, warm and short."""

from __future__ import annotations

import re

MINUTES = "Referat"
MINUTES_OF = "Referat af"
AGENDA = "Dagsorden"
AGENDA_FOR = "Dagsorden for"
DRAFT = "Kladde"
DRAFT_LINE = "Kladde, ikke sendt endnu"
CASE_NUMBER = "Sagsnummer"
WHEN = "Hvornår"
PLACE = "Sted"
LINK = "Link"
PURPOSE = "Formål"
IMPORTANT = "Det vigtigste"
AGREED = "Det blev vi enige om"
REACHED = "Det nåede vi frem til"
AGREEING = ("Enig", "Enige")
"""What people say to the read-back when they have nothing to add."""
NAMED_IN_A_LINE = {
    "Problemformulering": "problemformuleringen",
    "Konklusion": "konklusionen",
    "Handleplan": "handleplanen",
    "Opfølgning": "opfølgningen",
}
"""What was read aloud, by its heading: as it is said in a line."""
WHO_DOES_WHAT = "Hvem gør hvad"
TODO_COLUMNS = ("Hvad", "Hvem", "Hvornår")
NEXT_MEETING = "Næste møde"
NO_NEXT_MEETING = "Der er ikke aftalt et nyt møde."
SOMETHING_WRONG = "Er noget forkert?"
ATTENDEES = "Deltagere"
ATTENDEE_COLUMNS = ("Navn", "Rolle", "Kommer fra", "Til mødet")
ACTION_PLAN = "Handleplan"
FOLLOW_UP = "Opfølgning"
BOARD, COLUMN = "Tre søjler", "Søjle"
SCALES, SCALE = "På en skala fra 0 til 10", "Skala"
MARK_COLUMNS = ("Hvem", "Tal", "Hvorfor")
FORMAL = "Ansøgninger og afgørelser"
FORMAL_FOLLOWS = "En afgørelse kommer i et brev for sig. Der står hvorfor, og hvordan I klager."
FORMAL_COLUMNS = ("Hvad", "Det handler om", "Fra", "Svar senest")
PARKED = "Parkerede punkter"
PARKED_COLUMNS = ("Punkt", "Fra", "Tages op")
UNREACHED = "Punkter, vi ikke nåede"
READ_BACK = "Oplæsning"
READ_BACK_ABOUT = "Til sidst læste vi det vigtigste højt. Her står, hvad hver især sagde."
READ_BACK_COLUMNS = ("Vi læste", "Hvem", "Svar", "Egne ord")
READ_BACK_CHANGED = "teksten er rettet siden"
CHECKS = "Det sørgede vi for på mødet"
CHECK_COLUMNS = ("Hvornår", "Hvad")
SPEAKING = "Taletid"
SPEAKING_ABOUT = "Tallene er cirka. De viser, hvem der talte, mens nogen noterede det."
SPEAKING_COLUMNS = ("Hvem", "Andel")
TOLD_BY_TIMES = ("Kom senere", "Gik før")
"""What people are said to have done where no clock says it better."""
NOT_AGREED = "Ikke aftalt"
WRITTEN_BY = "skrevet af"
POINTS = "Det skal vi tale om"
FAMILY_POINT = "Familiens punkt"
FAMILY_WORDS = "Familiens ord"
BAR_NOTE = "Den gule streg viser familiens egne punkter og ord."
OPEN_DRAFT = "Kladde: I kan stadig sætte punkter på"
DRAFT_AGENDA = "Kladde til dagsorden"
PROPOSED_TIMES = "Forslag til tid"
ANSWER_BY = "Svar senest"
CHILD_VOICE = "Barnets stemme"
NEWS = "Nyt siden sidst"
IN_THE_ROOM = "Hvem er i rummet"
ROOM_COLUMNS = ("Navn", "Rolle", "Derfor er de med", "Det kan de beslutte")
SUPPORT_HEADING = "I må have en bisidder med"
SUPPORT_PERSON = (
    "En bisidder er en, I stoler på. Det kan være en ven, en fra familien eller en fra en "
    "forening. Bisidderen støtter jer og må gerne tale for jer. Det er jeres ret, og den står i "
    "forvaltningsloven § 8."
)
OWN_POINT_HEADING = "Vil I have et punkt med?"
OPEN_POINT_HEADING = "Sådan får I jeres punkter med"
MEETING = "Møde"
TIME_OPEN = "tiden er ikke valgt endnu"
RECEIPT = "Kvittering"
RECEIPT_HEADING = "Svar på det, du kom med"
RECEIPT_THANKS = "Tak for hjælpen. Det gør mødet bedre, at du er med til at lave det."
YOU_SAID = "Dine ord"
WE_ANSWER = "Vores svar"
PLACEHOLDER_NOTE = "□ står for et tegn, som vi ikke kan vise på papir."
GOES_ON = "Resten står under Konklusion"
ON_PAGE = "på side"
MINUTES_FILE_NAME = "referat.json"
MINUTES_FILE_ABOUT = "Referatets indhold som data"

_CLOCK = re.compile(r"\bkl\. (?=\d)")


def kept_together(text: str) -> str:
    """Return ``text`` with clock times on one line: "kl." never ends it."""
    return _CLOCK.sub("kl.\u00a0", text)


def in_a_line(contact: str) -> str:
    """Return whom to turn to as part of a sentence: with commas, and no full stop."""
    return contact.rstrip(". ").replace(" · ", ", ")


def version(number: int) -> str:
    """Return the name of a version; 0 is the draft."""
    return f"Version {number}" if number else DRAFT


def correction(until: str, contact: str) -> str:
    """Return whom to tell that something is wrong, by when (``until`` may be empty)."""
    by_when = f" senest {until}" if until else ""
    whom = f" til {in_a_line(contact)}" if contact.strip() else ""
    return (
        f"Kan I ikke kende det, der står her? Så ring eller skriv{by_when}{whom}. "
        "Vi retter det, eller jeres egne ord kommer til at stå i referatet."
    )


def does_not_agree(verdict: str, part: str, who: str) -> str:
    """Return who said something else to a ``part``, e.g. ``Uenig i konklusionen: Jonas``."""
    return f"{verdict} i {part}: {who}"


def closing(number: int, check: str) -> str:
    """Return the last line: version and the short checksum that people can read aloud."""
    return f"Dette er version {number} af referatet. Kontroltal: {check}."


def more_promises(count: int) -> str:
    """Return the line on promises that only the action plan lists, without a full stop."""
    if count <= 0:
        return ""
    things = "Der er 1 aftale mere. Den" if count == 1 else f"Der er {count} aftaler mere. De"
    return f"{things} står i handleplanen"


def logo_of(organisation: str) -> str:
    """Return what a screen reader says for the logo."""
    return f"Logo for {organisation}" if organisation else "Logo"


def about_point(kind: str, minutes: int, raised_by: str) -> str:
    """Return the small line under a point: what it is, how long, and whose."""
    length = f"{minutes} min." if minutes else ""
    whose = f"fra {raised_by}" if raised_by else ""
    return " · ".join(part for part in (kind, length, whose) if part)


def own_point(contact: str) -> str:
    """Return how the family gets a point on the agenda."""
    whom = f" til {contact.rstrip('. ')}" if contact.strip() else ""
    return (
        f"Ring eller skriv{whom}. I må også gerne sige det, når mødet begynder. "
        "Jeres punkter er lige så vigtige som vores."
    )


def open_point(contact: str, until: str) -> str:
    """Return how the family gets points on a draft; ``until`` may be empty."""
    whom = f" til {contact.rstrip('. ')}" if contact.strip() else ""
    by_when = f"Gør det senest {until}. " if until else ""
    return (
        f"Skriv til os, udfyld skemaet, eller ring{whom}. {by_when}"
        "Skriv det, som I selv ville sige det. Jeres punkter er lige så vigtige som vores."
    )


def edition(number: int) -> str:
    """Return which edition of the agenda this is; empty when it was never shared."""
    return f"Udgave {number}" if number > 0 else ""


def answer_by(day: str) -> str:
    """Return the line on the last day to answer."""
    return f"{day[:1].upper()}{day[1:]}. Så når vi at få jeres punkter med."


def which_times(count: int) -> str:
    """Return what to answer to the proposed times."""
    return "Skriv, om det passer jer." if count == 1 else "Skriv, hvad der passer jer."


def greeting(name: str) -> str:
    """Return how a paper to one person begins."""
    return f"Kære {name.split()[0]}" if name.strip() else "Kære familie"


def receipt_opening(count: int) -> str:
    """Return the first lines of a receipt for ``count`` things."""
    if count == 1:
        return "Tak for det, du kom med til mødet. Her kan du se, hvad der sker med det."
    return "Tak for det, du kom med til mødet. Her kan du se, hvad der sker med hver ting."


def receipt_help(contact: str) -> str:
    """Return whom to turn to with a receipt in hand."""
    whom = f" til {contact.rstrip('. ')}" if contact.strip() else ""
    return f"Er der noget, vi har forstået forkert? Så ring eller skriv{whom}."
