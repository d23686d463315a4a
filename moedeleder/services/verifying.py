"""Proving that finished things are as they were finished, in words that name the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moedeleder.domain.danish import plain_date
from moedeleder.domain.seals import BrokenLink, ChainReport, Why
from moedeleder.models.tables import MeetingRow
from moedeleder.models.verifying import verify
from moedeleder.services.context import Context

_NAMES: Mapping[str, str] = {
    "minutes_version": "Et referat",
    "minutes_copy": "En kopi af et referat",
    "paper": "Et papir, der er sendt,",
    "retired_mark": "Et mærke om, at noget ikke længere er aktuelt,",
    "journal_export": "En aflevering til journalen",
    "agenda_version": "En dagsorden, der er sendt,",
    "change_log": "Listen over ændringer",
    "seal": "Kæden af segl",
}
_WHY: Mapping[Why, str] = {
    Why.CHANGED: "er ændret, efter at det blev låst",
    Why.GONE: "er væk",
    Why.UNSEALED: "er kommet til uden om Mødeleder",
    Why.CHECKSUM: "passer ikke med sit kontroltal",
    Why.CHAIN: "har et led i kæden, der er ændret eller væk",
    Why.LOG: "har linjer, der er ændret, væk eller lagt til",
    Why.NUMBERS: "mangler i rækken",
    Why.REOPENED: "er færdigt, men mødet er åbnet igen uden om Mødeleder",
    Why.NO_VERSION: "er væk, selv om mødet er afsluttet",
    Why.UNLOCKED: "kan ændres: databasens lås er taget af",
}
WHOLE = "Alt er, som det blev låst."


@dataclass(frozen=True)
class Proof:
    """What looking at all finished things showed, with a sentence for each broken place.

    The sentences name the kind of meeting and its day, and no person.
    """

    report: ChainReport
    sentences: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was finished."""
        return self.report.is_whole

    @property
    def headline(self) -> str:
        """The answer in one sentence: how much was looked at, or the first broken place."""
        if self.is_whole:
            return f"{WHOLE} {_counted(self.report.checked)}"
        return f"Noget er ikke, som det blev låst. Det første sted: {self.sentences[0]}"


class Verifying:
    """Looks at everything that was ever finished."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def verify(self) -> Proof:
        """Return what it shows; takes its time, for every paper is read."""
        with self._store.reading() as session:
            return proof(session)


def proof(session: Any) -> Proof:
    """Return what looking at everything within a session shows."""
    report = verify(session)
    return Proof(report, tuple(_sentence(session, each) for each in report.broken))


def _counted(count: int) -> str:
    if not count:
        return "Der er ikke låst noget endnu."
    return f"Mødeleder har set på {count} {'låst ting' if count == 1 else 'låste ting'}."


def _sentence(session: Any, broken: BrokenLink) -> str:
    what = _NAMES.get(broken.kind, "Noget, der er låst,")
    if broken.kind == "minutes_version" and broken.number:
        what = f"Referat nr. {broken.number}"
    return f"{what}{_of(session, broken.meeting_id)} {_WHY[broken.why]}."


def _of(session: Any, meeting_id: str) -> str:
    row = session.get(MeetingRow, meeting_id) if meeting_id else None
    if row is None:
        return ""
    kind = f"{row.type_name[:1].lower()}{row.type_name[1:]}"
    return f" fra {kind} {plain_date(row.starts_at.date())}"
