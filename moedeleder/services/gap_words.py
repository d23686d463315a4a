"""What minutes lack, in the words that the record prints and the screen shows."""

from __future__ import annotations

from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.services.labels import part_heading, possessive

_GAPS = {
    GapKind.PLAN_EMPTY: "Handleplanen har ingen aftaler",
    GapKind.PROMISE_WITHOUT_OWNER: "Aftale {0} har ingen ansvarlig",
    GapKind.PROMISE_WITHOUT_DUE: "Aftale {0} har ingen frist",
    GapKind.FOLLOW_UP_OPEN: "Der er ikke taget stilling til opfølgning",
    GapKind.NOBODY_PRESENT: "Ingen er noteret til stede",
    GapKind.SOURCE_WITHOUT_REASON: "Der står ikke, hvorfor udtalelse {0} ikke følges",
}
_EMPTY = {
    PartKey.PROBLEM: "Problemformulering er tom",
    PartKey.CONCLUSION: "Konklusion er tom",
    PartKey.DISAGREEMENTS: "Der står ikke, om I er uenige om noget",
}


def lacking(gap: Gap, child: str = "") -> str:
    """Return what minutes lack, e.g. ``Aftale 3 har ingen frist``.

    Args:
        child: the child's first name, to say whose voice is not in the minutes.
    """
    if gap.kind is GapKind.PART_EMPTY:
        return _empty(gap.part, child.strip())
    if gap.kind is GapKind.PART_UNFINISHED:
        return f"Der mangler resten af en sætning under {part_heading(gap.part)}"
    if gap.kind is GapKind.ATTENDANCE_OPEN:
        people = "deltager" if gap.number == 1 else "deltagere"
        return f"Fremmøde er ikke noteret for {gap.number} {people}"
    return _GAPS[gap.kind].format(gap.number)


def _empty(part: PartKey, child: str) -> str:
    if part is PartKey.CHILD_PERSPECTIVE:
        return f"{possessive(child) if child else 'Barnets'} stemme mangler"
    return _EMPTY.get(part) or f"{part_heading(part)} mangler"
