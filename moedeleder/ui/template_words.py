"""What is wrong with the municipality's template, and where, in Danish. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.domain.changed_file import ForeignFile
from moedeleder.domain.paper_template import TemplateFault, TemplateMistake, TemplatePart

_MOST_SAID = 6
_PARTS = {
    TemplatePart.HEADER: "Sidehoved",
    TemplatePart.FIRST_HEADER: "Sidehoved på første side",
    TemplatePart.EVEN_HEADER: "Sidehoved på lige sider",
    TemplatePart.BODY: "Teksten",
    TemplatePart.FOOTER: "Sidefod",
    TemplatePart.FIRST_FOOTER: "Sidefod på første side",
    TemplatePart.EVEN_FOOTER: "Sidefod på lige sider",
}
_SAID = {
    TemplateFault.TOO_LARGE: "Filen fylder for meget. Brug et mindre billede.",
    TemplateFault.NOT_WORD: "Filen er ikke en Word-fil. Gem den som .docx i Word.",
    TemplateFault.BROKEN: "Word-filen er gået i stykker. Gem den igen i Word.",
    TemplateFault.UNSAFE: "Filen har noget i sig, som en skabelon ikke har.",
    TemplateFault.MACROS: "Filen har makroer. Gem den uden makroer som .docx.",
    TemplateFault.EMBEDDED: "Der ligger en anden fil inde i skabelonen. Slet den i Word.",
    TemplateFault.LINKED: "Noget i skabelonen hentes udefra. Sæt det ind i selve filen.",
    TemplateFault.TRACKED: "Der er spor af ændringer. Godkend dem i Word først.",
    TemplateFault.COMMENTS: "Der er kommentarer i margenen. Slet dem i Word først.",
    TemplateFault.TEXT_MISSING: "{{referat}} mangler. Skriv det på en linje for sig i teksten.",
    TemplateFault.TEXT_TWICE: "{{referat}} står der to gange. Lad det stå én gang.",
    TemplateFault.TEXT_NOT_ALONE: "{{referat}} skal stå alene på sin linje.",
    TemplateFault.TEXT_ELSEWHERE: "{{referat}} skal stå i selve teksten, uden for tabeller.",
    TemplateFault.NOT_CLOSED: "{{ er ikke lukket. Sæt }} efter ordet.",
    TemplateFault.NOT_OPENED: "}} er ikke åbnet. Sæt {{ før ordet.",
    TemplateFault.MARGIN_TOO_LONG: "Der er for meget tekst. Højst 20 linjer er plads nok.",
}
FOREIGN: dict[ForeignFile, str] = {
    ForeignFile.UNREADABLE: "Gem den som .docx i Word, og prøv igen.",
    ForeignFile.UNMARKED: "Vælg den Word-fil, der kom med referatet.",
    ForeignFile.DRAFT: "Den er lavet af en kladde, ikke af et færdigt referat.",
    ForeignFile.OTHER_MEETING: "Den hører til et andet møde.",
    ForeignFile.OTHER_TEXT: "Den hører til en tekst, der ikke er gemt her.",
}
"""Why a changed file cannot be read back."""


def mistake_text(mistake: TemplateMistake) -> str:
    """Return one mistake with its place and what to do."""
    place = _PARTS[mistake.part] if mistake.part else ""
    if place and mistake.line:
        place = f"{place}, linje {mistake.line}"
    return ": ".join(filter(None, (place, _said(mistake))))


def mistakes_text(mistakes: Sequence[TemplateMistake]) -> str:
    """Return every mistake, as many as can be mended at a time."""
    said = [mistake_text(each) for each in mistakes[:_MOST_SAID]]
    more = len(mistakes) - len(said)
    return " ".join((*said, *((f"Og {more} mere.",) if more else ())))


def _said(mistake: TemplateMistake) -> str:
    if mistake.fault is not TemplateFault.UNKNOWN_WORD:
        return _SAID[mistake.fault]
    unknown = f"{{{{{mistake.word}}}}} findes ikke."
    return f"{unknown} Mente du {{{{{mistake.meant}}}}}?" if mistake.meant else unknown
