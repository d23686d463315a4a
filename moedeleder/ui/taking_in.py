"""Taking in what was handed over: each file read in the background, and told of in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.answers import Answer
from moedeleder.domain.errors import MoedelederError
from moedeleder.services.answers import Answers, Taken, TakenKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.texts import ErrorText, error_text
from moedeleder.ui.wording import count_text


@dataclass(frozen=True)
class Handed:
    """What became of the files: those that were taken, and why some were not."""

    taken: tuple[Taken, ...] = ()
    refused: tuple[tuple[str, ErrorText], ...] = ()

    @property
    def unknown(self) -> tuple[Answer, ...]:
        """Answers that wait for somebody to say whose they are."""
        found = (each for each in self.taken if each.kind is TakenKind.UNKNOWN)
        return tuple(each.answer for each in found if each.answer is not None)


@dataclass
class TakingIn:
    """Hands files to the answers one after the other, as long as it takes."""

    answers: Answers
    paths: Sequence[Path]
    meeting_id: str | None = None
    _taken: list[Taken] = field(default_factory=list)
    _refused: list[tuple[str, ErrorText]] = field(default_factory=list)

    def __call__(self) -> Handed:
        """Take them all; one that cannot be read does not stop the others."""
        for path in self.paths:
            try:
                self._taken.append(self.answers.take_file(path, self.meeting_id))
            except MoedelederError as error:
                self._refused.append((path.name, error_text(error)))
        return Handed(tuple(self._taken), tuple(self._refused))


class Receiver(QObject):
    """Takes files in for the desk and tells when it is done."""

    received = Signal(object)
    """A ``Handed``."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def take(self, paths: Sequence[Path], meeting_id: str | None = None) -> None:
        """Take files in without holding the window."""
        work = TakingIn(self._desk.office.answers, tuple(paths), meeting_id)
        self._desk.background.run(work, self._done, self._fell, self)

    def _done(self, handed: Handed) -> None:
        ids = tuple({taken.meeting.id for taken in handed.taken if taken.meeting is not None})
        if handed.taken:
            kinds = (Kind.AGENDA, Kind.MEETINGS, Kind.ANSWERS, Kind.SENDING)
            change = Change.of(*kinds, ids=ids)
            self._desk.changes.changed.emit(change)
        self.received.emit(handed)

    def _fell(self, error: Exception) -> None:
        raise error


def taken_text(taken: Taken) -> tuple[str, str]:
    """Return what became of one file, and what it brought."""
    if taken.kind is TakenKind.PLACED and taken.answer is not None:
        who, where = taken.answer.person_name, taken.answer.meeting_title
        return f"Svaret fra {who} er lagt ved {_inside(where)}.", _brought(taken)
    if taken.kind is TakenKind.UNKNOWN:
        return "Svaret er gemt, men vi ved ikke, hvem det er fra.", "Sig, hvor det hører til."
    if taken.kind is TakenKind.COUNTED:
        return "Mødekvitteringen er talt med.", "Mailen selv er ikke gemt her."
    if taken.kind is TakenKind.BOUNCE:
        return "Et brev er kommet retur.", "Se under mødets breve, hvad du kan gøre."
    if taken.kind is TakenKind.REPORT:
        return "Mailserveren fortæller om et brev.", "Det står ved brevet."
    if taken.kind is TakenKind.ALREADY:
        return "Svaret er her allerede.", "Det er ikke taget ind to gange."
    if taken.kind is TakenKind.AUTOMATIC:
        return "Det er et automatisk svar, fx at nogen holder fri.", "Intet er taget ind."
    return "Mailen hører ikke til et møde her.", "Intet er taget ind."


def _inside(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _brought(taken: Taken) -> str:
    parts = []
    if taken.new_contributions:
        parts.append(count_text(taken.new_contributions, "nyt bidrag", "nye bidrag"))
    if taken.new_corrections:
        parts.append(count_text(taken.new_corrections, "svar på referatet", "svar på referatet"))
    if taken.new_times:
        parts.append(count_text(taken.new_times, "svar om tid", "svar om tider"))
    return f"{' og '.join(parts)}." if parts else ""


def handed_text(handed: Handed) -> tuple[str, str]:
    """Return what became of all the files, in a line and a detail."""
    if len(handed.taken) + len(handed.refused) == 1:
        if handed.taken:
            return taken_text(handed.taken[0])
        name, error = handed.refused[0]
        return f"{error.what} ({name})", error.rest
    placed = sum(taken.kind is TakenKind.PLACED for taken in handed.taken)
    first = f"{count_text(placed, 'svar er', 'svar er')} taget ind."
    rest = []
    if handed.unknown:
        rest.append(f"{len(handed.unknown)} venter på, at du siger, hvem de er fra.")
    if handed.refused:
        names = ", ".join(name for name, _error in handed.refused)
        rest.append(f"Kunne ikke læses: {names}.")
    return first, " ".join(rest)
