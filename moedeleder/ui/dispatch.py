"""The one way from a wish to a change: do it, tell everybody, or say why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import InvalidInput, MoedelederError
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.background import Job, Runner
from moedeleder.ui.texts import ErrorText, error_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner

T = TypeVar("T")


class Kind(Enum):
    """What can have changed."""

    FAMILIES = auto()
    MEETINGS = auto()
    AGENDA = auto()
    NOTES = auto()
    PROMISES = auto()
    MINUTES = auto()
    SENDING = auto()
    SETTINGS = auto()
    ANSWERS = auto()


@dataclass(frozen=True)
class Change:
    """What changed: its kinds, and the ids of the meetings or families it is about.

    ``meeting`` is the meeting as it is right after the change, where the change returned it:
    who shows that meeting need not read it again.
    """

    kinds: frozenset[Kind]
    ids: frozenset[str] = frozenset()
    meeting: Meeting | None = field(default=None, repr=False)

    @classmethod
    def of(cls, *kinds: Kind, ids: tuple[str, ...] = ()) -> Change:
        """Return a change of these kinds; no ids means any."""
        return cls(frozenset(kinds), frozenset(ids))

    def concerns(self, *kinds: Kind, about: str = "") -> bool:
        """Return whether it is one of ``kinds`` and about ``about`` (or about anything)."""
        return bool(self.kinds & set(kinds)) and (not about or not self.ids or about in self.ids)


class Changes(QObject):
    """Where every visible page hears what has changed."""

    changed = Signal(object)
    """A ``Change``."""


@runtime_checkable
class ErrorPlace(Protocol):
    """A page or dialog that can say what went wrong."""

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Show an error; ``field`` is the code name of the field it is about, if any."""
        ...


def perform(
    widget: QWidget,
    operation: Callable[[], T],
    *,
    success: Callable[[T], object] | None = None,
    changes: Changes | None = None,
    change: Change | None = None,
) -> bool:
    """Do ``operation``; then tell of the ``change`` and call ``success`` with the result.

    What the program can explain is shown at the nearest page or dialog around ``widget``.
    Returns whether it was done. Anything else is a fault of ours, and is raised.
    """
    try:
        result = operation()
    except MoedelederError as error:
        show_error(widget, error)
        return False
    if change is not None:
        _put_right(widget)
    if changes is not None and change is not None:
        changes.changed.emit(_carrying(change, result))
    if success is not None:
        success(result)
    return True


def _put_right(widget: QWidget) -> None:
    """Take the error at the nearest place away: something has been done since, and went well."""
    banner = getattr(_place_of(widget), "banner", None)
    if isinstance(banner, Banner) and banner.tone is Tone.BAD:
        banner.dismiss()


def _place_of(widget: QWidget) -> ErrorPlace | None:
    place: QObject | None = widget
    while place is not None and not isinstance(place, ErrorPlace):
        place = place.parent()
    return place


def _carrying(change: Change, result: object) -> Change:
    return replace(change, meeting=result) if isinstance(result, Meeting) else change


def perform_in_background(
    runner: Runner,
    widget: QWidget,
    operation: Callable[[], T],
    *,
    success: Callable[[T], object] | None = None,
    failed: Callable[[], object] | None = None,
    changes: Changes | None = None,
    change: Change | None = None,
) -> Job:
    """Do the same off the GUI thread; ``failed`` is called after the error has been shown."""

    def done(result: T) -> None:
        # What came back may be older than what was done here meanwhile: no meeting is passed on.
        if change is not None:
            _put_right(widget)
        if changes is not None and change is not None:
            changes.changed.emit(change)
        if success is not None:
            perform(widget, lambda: result, success=success)

    def went_wrong(error: Exception) -> None:
        if failed is not None:
            failed()
        if not isinstance(error, MoedelederError):
            raise error
        show_error(widget, error)

    return runner.run(operation, done, went_wrong, widget)


def show_error(widget: QWidget, error: MoedelederError) -> None:
    """Say what went wrong at the nearest place around ``widget`` that can.

    Raises the error itself where there is none, so that it is never lost.
    """
    place = _place_of(widget)
    if place is None:
        raise error
    field = error.field if isinstance(error, InvalidInput) else ""
    place.show_error(error_text(error), field)
