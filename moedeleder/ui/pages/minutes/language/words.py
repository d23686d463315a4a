"""What the page Sprog says, in Danish."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.record import PartKey
from moedeleder.domain.text import shorten
from moedeleder.language.findings import FindingKind
from moedeleder.language.lix import Lix
from moedeleder.services.labels import part_heading
from moedeleder.ui.pages.minutes.language.report import AIM, CHILD_AIM, Spot

SHOWN = 160
_KINDS = {
    FindingKind.LONG_SENTENCE: "lang sætning",
    FindingKind.PASSIVE: "hvem gør det?",
    FindingKind.OFFICE: "kontorsprog",
    FindingKind.ABBREVIATION: "forkortelse",
    FindingKind.GENTLE: "skånsomme ord",
    FindingKind.SPELLING: "stavning",
}
_ALL_OF_KIND = {
    FindingKind.LONG_SENTENCE: "lange sætninger",
    FindingKind.PASSIVE: "passiv",
    FindingKind.OFFICE: "kontorsprog",
    FindingKind.ABBREVIATION: "forkortelser",
    FindingKind.GENTLE: "skånsomme ord",
    FindingKind.SPELLING: "stavning",
}


def tr(text: str) -> str:
    """Return a sentence of this page, translated."""
    return QCoreApplication.translate("Language", text)


def kind_name(kind: FindingKind | None) -> str:
    """Return what a place is about, in a word or two."""
    return tr(_KINDS[kind]) if kind is not None else tr("svært afsnit")


def all_of_kind(kind: FindingKind) -> str:
    """Return what a whole kind of places is called, e.g. ``passiv``."""
    return tr(_ALL_OF_KIND.get(kind, kind.value))


def hidden_words(kinds: Iterable[FindingKind]) -> str:
    """Return which kinds are not shown; empty when all are."""
    names = ", ".join(all_of_kind(kind) for kind in kinds)
    return tr("Skjult: {0}").format(names) if names else ""


def lix_words(lix: Lix) -> str:
    """Return an index with its band."""
    return tr("LIX {0} · {1}").format(lix.value, lix.band.value)


def aim_words(lix: Lix | None) -> str:
    """Return how the minutes stand to their aim."""
    if lix is None:
        return tr("Her er ikke noget at læse endnu.")
    if lix.value < AIM:
        return tr("Godt: målet er under {0}.").format(AIM)
    return tr("Målet er under {0}. Korte sætninger hjælper mest.").format(AIM)


def child_words(lix: Lix) -> str:
    """Return how the child's page reads; its aim is said where it is not reached."""
    words = tr("Til barnet: LIX {0} · {1}").format(lix.value, lix.band.value)
    if lix.value < CHILD_AIM:
        return words
    return f"{words}. {tr('Målet er under {0}.').format(CHILD_AIM)}"


def quoted(spot: Spot) -> str:
    """Return the words of a place as they are shown: on one line, and not for ever long."""
    return f"”{shorten(' '.join(spot.text.split()), SHOWN)}”"


def why(spot: Spot) -> str:
    """Return why it is worth a look."""
    if spot.finding is not None:
        return spot.finding.explain
    return tr("Afsnittet er svært at læse. Prøv med kortere sætninger og kortere ord.")


def instead(count: int) -> str:
    """Return which keys write one of so many offers."""
    if count == 1:
        return tr("Tast 1 skriver i stedet:")
    return tr("Tast 1 til {0} skriver i stedet:").format(count)


def title(spot: Spot) -> str:
    """Return what a place is about and where it stands."""
    kind = kind_name(spot.kind)
    return f"{kind[:1].upper()}{kind[1:]} · {part_heading(spot.part)}"


def count_words(count: int) -> str:
    """Return how many places there are; calm when there are none."""
    if not count:
        return tr("Sproget ser godt ud. Der er ikke noget at se på lige nu.")
    return tr("1 sted at se på") if count == 1 else tr("{0} steder at se på").format(count)


def part_words(part: PartKey, lix: Lix | None) -> str:
    """Return the heading of a part in the list."""
    heading = part_heading(part)
    return f"{heading} · LIX {lix.value}, {lix.band.value}" if lix else heading
