"""What is said about a place that was found."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.danish import short_date
from moedeleder.domain.search import SearchHit
from moedeleder.domain.text import shorten


def when(hit: SearchHit) -> str:
    """Return the day of the meeting."""
    return short_date(hit.starts_at.date())


def where(hit: SearchHit) -> str:
    """Return whose minutes it is, where in them, and that they are a draft."""
    draft = "" if hit.is_finished else _tr("udkast")
    return " · ".join(filter(None, (shorten(hit.child_name, 80), hit.heading, draft)))


def retired(hit: SearchHit) -> str:
    """Return that what stands there is no longer relevant, where somebody said so."""
    return _tr("Ikke længere aktuel") if hit.is_retired else ""


def spoken(hit: SearchHit) -> str:
    """Return all of it, as a screen reader says it."""
    return ", ".join(filter(None, (hit.title, when(hit), where(hit), retired(hit), hit.text)))


def _tr(words: str) -> str:
    return QCoreApplication.translate("SearchHit", words)
