"""What the records say about a check before the meeting, in Danish."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.preparation import Finding, PrepLine, Reached
from moedeleder.services.context import wall_time
from moedeleder.services.labels import voice_label
from moedeleder.ui.wording import count_text, day_text

_MOST_NAMED = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("preparation", text)


def line_detail(line: PrepLine) -> str:
    """Return who was reached when and who is missing, or who ticked it; may be empty."""
    if line.by_hand:
        return _dated(line.check.done_by, line.check.done_at)
    if line.finding is None:
        return ""
    return " ".join(part for part in _parts(line.key, line.finding) if part)


def _parts(key: str, finding: Finding) -> tuple[str, ...]:
    if key == "starter_pack" and finding.nothing_needed:
        return (_tr("Der er ingen startpakke til den slags møde."),)
    if key == "earlier_promises":
        return (_promises(finding.count),)
    voice = finding.voice
    said = voice_label(voice.way) if voice is not None and voice.is_settled else ""
    return (f"{said}." if said else "", _reached(finding.reached), _missing(finding.missing))


def _promises(count: int) -> str:
    if not count:
        return _tr("Ingen aftaler er åbne.")
    open_ones = count_text(count, "aftale er åben", "aftaler er åbne")
    return _tr("{0}. Læs dem igennem.").format(open_ones)


def _reached(people: tuple[Reached, ...]) -> str:
    named = [_one(each) for each in people[:_MOST_NAMED]]
    more = len(people) - len(named)
    if more > 0:
        named.append(_tr("{0} mere").format(more))
    return f"{', '.join(named)}." if named else ""


def _one(person: Reached) -> str:
    text = _dated(person.name, person.at)
    if person.in_folder:
        # Nobody has been sent it yet, and who laid it there matters less than that.
        return _tr("{0} (lagt i mappen)").format(text)
    return _tr("{0} ved {1}").format(text, person.by) if person.by else text


def _dated(name: str, at: datetime | None) -> str:
    return f"{name} {day_text(wall_time(at).date())}".strip() if at else name


def _missing(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return _tr("{0} mangler.").format(_listed(names))


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names
    return _tr("{0} og {1}").format(", ".join(first), last) if first else last
