"""What minutes lack, in the words that the record prints and the screen shows."""

from __future__ import annotations

from moedeleder.domain.record import Gap, GapKind
from moedeleder.services.labels import part_heading

_GAPS = {
    GapKind.PLAN_EMPTY: "Handleplanen har ingen aftaler",
    GapKind.PROMISE_WITHOUT_OWNER: "Aftale {0} har ingen ansvarlig",
    GapKind.PROMISE_WITHOUT_DUE: "Aftale {0} har ingen frist",
    GapKind.FOLLOW_UP_OPEN: "Der er ikke taget stilling til opfølgning",
    GapKind.NOBODY_PRESENT: "Ingen er noteret til stede",
    GapKind.SOURCE_WITHOUT_REASON: "Der står ikke, hvorfor udtalelse {0} ikke følges",
}


def lacking(gap: Gap, child: str = "") -> str:
    """Return what minutes lack, e.g. ``Aftale 3 har ingen frist``.

    Args:
        child: the child's first name, for the heading of the child's part.
    """
    if gap.kind is GapKind.PART_EMPTY:
        return f"{part_heading(gap.part, child)} mangler"
    if gap.kind is GapKind.ATTENDANCE_OPEN:
        people = "deltager" if gap.number == 1 else "deltagere"
        return f"Fremmøde er ikke noteret for {gap.number} {people}"
    return _GAPS[gap.kind].format(gap.number)
