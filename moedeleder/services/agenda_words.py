"""What is new since the last version of an agenda, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from moedeleder.domain.agenda_changes import AgendaChange, AgendaChangeKind, changes
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.danish import WEEKDAYS, clock, plain_date, time_span
from moedeleder.domain.text import clean_line
from moedeleder.services.child_voice_words import ended


def change_sentences(old: AgendaRecord, new: AgendaRecord) -> tuple[str, ...]:
    """Return how ``new`` differs from ``old``, one Danish sentence for each change."""
    found = changes(old, new)
    if old.proposed_times or new.proposed_times:
        # The one time of a meeting means nothing while several are proposed.
        found = tuple(each for each in found if each.kind is not AgendaChangeKind.TIME)
    return (*_times(old, new), *(sentence(each) for each in found), *_rest(old, new))


def sentence(change: AgendaChange) -> str:
    """Return one change as a Danish sentence."""
    return _SENTENCES[change.kind](change)


def moment(when: object) -> str:
    """Return e.g. ``torsdag 3. december kl. 15.30``; a change seldom crosses a year."""
    if not isinstance(when, datetime):
        raise TypeError(when)
    return f"{_day(when)} kl. {clock(when)}"


def _day(when: datetime) -> str:
    return f"{WEEKDAYS[when.weekday()]} {plain_date(when).rsplit(' ', 1)[0]}"


def _times(old: AgendaRecord, new: AgendaRecord) -> tuple[str, ...]:
    if old.proposed_times and not new.proposed_times:
        span = time_span(new.starts_at, new.ends_at)
        return (f"Tiden er valgt: {_day(new.starts_at)} {span}.",)
    if new.proposed_times and not old.proposed_times:
        return ("Tiden er ikke fast længere. Der er forslag til nye tider.",)
    if set(new.proposed_times) - set(old.proposed_times):
        return ("Der er nye forslag til tid.",)
    if set(old.proposed_times) - set(new.proposed_times):
        return ("Ikke alle forslag til tid gælder længere.",)
    return ()


def _rest(old: AgendaRecord, new: AgendaRecord) -> tuple[str, ...]:
    if new.child_voice and new.child_voice != old.child_voice:
        return (new.child_voice,)
    return ()


def _moved(change: AgendaChange) -> str:
    return f"Mødet er flyttet fra {moment(change.before)} til {moment(change.now)}."


def _length(change: AgendaChange) -> str:
    return f"Mødet varer nu {_minutes(change.now)}. Før var det {_minutes(change.before)}."


def _place(change: AgendaChange) -> str:
    if not change.now:
        return "Stedet er ikke fastlagt længere."
    return ended(f"Stedet er nu: {_words(change.now)}")


def _purpose(change: AgendaChange) -> str:
    if not str(change.now).strip():
        return "Formålet er taget af."
    return ended(f"Formålet er nu: {_words(change.now)}")


def _added(change: AgendaChange) -> str:
    return ended(f"Nyt punkt {change.now}: {_words(change.what)}")


def _renamed(change: AgendaChange) -> str:
    return f"Punktet {_quoted(change.before)} hedder nu {_quoted(change.now)}."


def _point_minutes(change: AgendaChange) -> str:
    before, now = _minutes(change.before), _minutes(change.now)
    return f"Punktet {_quoted(change.what)} varer nu {now}. Før var det {before}."


def _words(text: object) -> str:
    return clean_line(str(text))


def _quoted(text: object) -> str:
    return f"”{_words(text)}”"


def _minutes(count: object) -> str:
    return f"{count} {'minut' if count == 1 else 'minutter'}"


_SENTENCES: dict[AgendaChangeKind, Callable[[AgendaChange], str]] = {
    AgendaChangeKind.TIME: _moved,
    AgendaChangeKind.LENGTH: _length,
    AgendaChangeKind.PLACE: _place,
    AgendaChangeKind.PURPOSE: _purpose,
    AgendaChangeKind.POINT_ADDED: _added,
    AgendaChangeKind.POINT_REMOVED: lambda each: f"Punktet {_quoted(each.what)} er taget af.",
    AgendaChangeKind.POINT_RENAMED: _renamed,
    AgendaChangeKind.POINT_MOVED: lambda each: (
        f"Punktet {_quoted(each.what)} er nu punkt {each.now}. Før var det punkt {each.before}."
    ),
    AgendaChangeKind.POINT_MINUTES: _point_minutes,
    AgendaChangeKind.ATTENDEE_ADDED: lambda each: f"{_words(each.what)}, er også med nu.",
    AgendaChangeKind.ATTENDEE_REMOVED: lambda each: f"{_words(each.what)}, er ikke med længere.",
}
