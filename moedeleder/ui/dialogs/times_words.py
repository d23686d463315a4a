"""What the dialog of times says: a time in words, whom it suits, and which one suits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.danish import MONTHS, WEEKDAYS, clock
from moedeleder.domain.text import shorten
from moedeleder.domain.times import Fit, TimeCount

_NAMED = 3
_NAME = 32


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimesDialog", text)


def time_words(at: datetime) -> str:
    """Return e.g. ``torsdag 3. december kl. 15.30``."""
    return f"{WEEKDAYS[at.weekday()]} {at.day}. {MONTHS[at.month - 1]} kl. {clock(at)}"


def short_time(at: datetime) -> str:
    """Return a time on two short lines, for the head of a column."""
    return f"{WEEKDAYS[at.weekday()][:3]}. {at.day}/{at.month}\n{clock(at)}"


def fit_words(fit: Fit | None) -> str:
    """Return what stands in the grid for one answer."""
    return {Fit.YES: _tr("✓ kan"), Fit.NO: _tr("✗ kan ikke"), None: "–"}[fit]


def fit_spoken(fit: Fit | None) -> str:
    """Return one answer as a screen reader says it."""
    return {Fit.YES: _tr("kan"), Fit.NO: _tr("kan ikke"), None: _tr("har ikke svaret")}[fit]


def best(counts: Sequence[TimeCount]) -> TimeCount | None:
    """Return the time that suits most and hinders fewest; None while nobody can at any."""
    usable = [count for count in counts if count.can]
    return max(usable, key=lambda count: (len(count.can), -len(count.cannot)), default=None)


def is_alone(count: TimeCount, counts: Sequence[TimeCount]) -> bool:
    """Whether a time suits more than every other does; where two suit as many, none is praised."""
    others = [len(each.can) for each in counts if each is not count]
    return bool(others) and len(count.can) > max(others)


def suits_text(count: TimeCount) -> str:
    """Return e.g. ``passer for 3 af 4``."""
    total = len(count.can) + len(count.cannot) + len(count.unsaid)
    return _tr("passer for {0} af {1}").format(len(count.can), total)


def detail_text(count: TimeCount, names: Mapping[str, str], *, is_best: bool) -> str:
    """Return a time with whom it suits and who is missing, in sentences.

    Args:
        names: what each person is called, by person id.
    """
    words = time_words(count.proposal.starts_at)
    parts = [f"{words[:1].upper()}{words[1:]} {suits_text(count)}."]
    if is_best:
        parts.append(_tr("Det er den tid, der passer flest."))
    if count.cannot:
        parts.append(_tr("{0} kan ikke.").format(_names(count.cannot, names)))
    if count.unsaid and (count.can or count.cannot):
        parts.append(_tr("{0} har ikke svaret.").format(_names(count.unsaid, names)))
    return " ".join(parts)


def _names(ids: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [shorten(names[each], _NAME) for each in ids[:_NAMED]]
    more = len(ids) - _NAMED
    if more > 0:
        return ", ".join(shown) + _tr(" og {0} mere").format(more)
    *first, last = shown
    return f"{', '.join(first)} og {last}" if first else last
