"""The fixed Danish words of letters on paper and of the list that goes with them."""

from __future__ import annotations

from moedeleder.domain.sending import LetterKind

LETTER = "Brev"
FROM = "Afs.:"
YOU_SAID = "Dine ord"
WE_ANSWER = "Vores svar"
CHECKLIST = "Breve på papir"
CHECKLIST_HEADS = ("", "Nr.", "Hvem", "Hvad", "Afleveret den", "Initialer")
CHECKLIST_ABOUT = (
    "Sæt kryds, når brevet er lagt i kuvert, givet på mødet eller sendt. "
    "Skriv dato og initialer. Hvert brev begynder på et nyt ark."
)
NO_ADDRESS = "Ingen postadresse"
BY_HAND = "Læg selv ved:"
_KINDS = {
    LetterKind.DRAFT: "Kladde til dagsorden",
    LetterKind.INVITATION: "Indkaldelse",
    LetterKind.CANCELLATION: "Aflysning",
    LetterKind.RECEIPT: "Kvittering",
    LetterKind.MINUTES: "Referat",
    LetterKind.FEEDBACK: "Mødekvittering",
    LetterKind.WITHDRAWAL: "Afbud",
    LetterKind.REMINDER: "Påmindelse",
}


def kind_name(kind: LetterKind) -> str:
    """Return what a letter of a kind is called on the list; it tells nothing of a person."""
    return _KINDS[kind]


def letters_count(count: int) -> str:
    """Return e.g. ``3 breve``."""
    return "1 brev" if count == 1 else f"{count} breve"


def pages_count(pages: int, sheets: int = 0) -> str:
    """Return e.g. ``3 sider på 2 ark``; without the sheets where they are none."""
    said = "1 side" if pages == 1 else f"{pages} sider"
    return f"{said} på {sheets} ark" if sheets else said
