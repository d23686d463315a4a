"""What reminders are called, when they leave and to whom, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.danish import long_date
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.text import shorten
from moedeleder.services.reminders import Hindrance, ReminderLine, ReminderPreview
from moedeleder.ui.wording import count_text

_NAME = 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)


def kind_text(kind: ReminderKind) -> str:
    """Return what a kind of reminder is called where it is turned on."""
    return {
        ReminderKind.MEETING: _tr("Før mødet"),
        ReminderKind.CORRECTIONS: _tr("Før fristen for rettelser"),
        ReminderKind.PROMISES: _tr("Før en aftale skal være gjort"),
    }[kind]


def about_text(kind: ReminderKind) -> str:
    """Return what a kind of reminder says, and to whom it goes."""
    return {
        ReminderKind.MEETING: _tr(
            "Tid, sted og dagsorden. Til alle indkaldte, der ikke har sagt nej."
        ),
        ReminderKind.CORRECTIONS: _tr("Til dem, der har fået referatet og ikke har svaret."),
        ReminderKind.PROMISES: _tr("Til den, der lovede noget. Barnet får ingen."),
    }[kind]


def days_text(kind: ReminderKind) -> str:
    """Return the name of the field for how many days before; a screen reader says it."""
    return _tr("Arbejdsdage: {0}").format(kind_text(kind))


def going_text(preview: ReminderPreview) -> str:
    """Return when a reminder leaves and to whom, one line for each day."""
    by_day: dict[date, list[str]] = {}
    for each in preview.going:
        by_day.setdefault(each.sends_on, []).append(shorten(each.name, _NAME))
    if by_day:
        told = _tr("{0} til {1}: {2}")
        return "\n".join(
            told.format(
                _capital(long_date(day)),
                count_text(len(names), _tr("modtager"), _tr("modtagere")),
                ", ".join(names),
            )
            for day, names in sorted(by_day.items())
        )
    return nobody_text(preview.plan.kind, preview.lines)


def nobody_text(kind: ReminderKind, lines: Sequence[ReminderLine]) -> str:
    """Return why nobody is reminded as things are now."""
    if lines and all(each.hindrance is Hindrance.ALREADY for each in lines):
        return _tr("Alle har fået deres påmindelse.")
    return {
        ReminderKind.MEETING: _tr("Ingen er indkaldt endnu."),
        ReminderKind.CORRECTIONS: _tr("Ingen mangler at svare på et referat."),
        ReminderKind.PROMISES: _tr("Ingen på mødet har en aftale med en dato, der ikke er nået."),
    }[kind]


def hindrances_text(lines: Sequence[ReminderLine]) -> str:
    """Return who gets no reminder, and why, a line each."""
    return "\n".join(
        f"{shorten(each.name, _NAME)}: {_HINDRANCES[each.hindrance]()}"
        for each in lines
        if each.hindrance is not None
    )


_HINDRANCES = {
    Hindrance.NO_ADDRESS: lambda: _tr("mangler mail. Ring selv."),
    Hindrance.ON_PAPER: lambda: _tr("får breve på papir. Ring selv."),
    Hindrance.OUT_OF_DATE: lambda: _tr("har en gammel indkaldelse. Send en opdatering først."),
    Hindrance.ALREADY: lambda: _tr("har fået påmindelsen."),
}


def status_text(previews: Mapping[ReminderKind, ReminderPreview]) -> str:
    """Return whether reminders are on for a meeting, and when the next one leaves."""
    on = [each for each in previews.values() if each.plan.is_on]
    if not on:
        return _tr("Slået fra. Ingen bliver mindet om noget.")
    days = [each.sends_on for each in on if each.sends_on is not None]
    if not days:
        return _tr("Slået til. Lige nu er der ingen at minde om noget.")
    return _tr("Påmindelse sendes {0}.").format(long_date(min(days)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
