"""What is being typed right now at the meeting: durable at each key, found again after a fall."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from moedeleder.domain.ids import new_id
from moedeleder.domain.statements import StatementKind
from moedeleder.models.edit_writer import latest_edits, trim
from moedeleder.models.tables import PromiseRow, StatementRow
from moedeleder.services.context import Context


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement or promise on its way; ``kind`` is a StatementKind value or ``promise``.

    ``text`` of a promise is the line as it is typed; ``owner`` and ``due`` are what somebody chose
    by hand, instead of the words in the line named by ``over_owner`` and ``over_due``. The words
    of the pieces in ``kept_words`` (``owner``, ``due``) are just words, and stay in what.
    ``replaces`` is the id of the statement or promise that is being rewritten, if any.
    """

    id: str
    kind: str = StatementKind.FACT.value
    text: str = ""
    item_id: str | None = None
    person_id: str | None = None
    owner: str = ""
    due: str = ""
    replaces: str = ""
    source: str = ""
    over_owner: str = ""
    over_due: str = ""
    kept_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(each.strip() for each in (self.text, self.owner, self.due, self.source))


def day_typed(day: date) -> str:
    """Return a day as a draft holds it, e.g. ``3.12.2026``."""
    return f"{day.day}.{day.month}.{day.year}"


def new_draft(kind: str = StatementKind.FACT.value) -> Draft:
    """Return an empty draft with the id its statement will have."""
    return Draft(new_id(), kind)


class Notepad:
    """Keeps the line a person is writing, apart from the ordinary saves."""

    def __init__(self, context: Context) -> None:
        self._store, self._typing = context.store, context.typing

    def slot(self, meeting_id: str) -> str:
        """Return the name of the slot, as the typing path reports it when it is saved."""
        return f"note:{meeting_id}"

    def typed(self, meeting_id: str, draft: Draft) -> int:
        """Hand over the newest text; returns a ticket that is reported once it is durable."""
        return self._typing.put(self.slot(meeting_id), json.dumps(asdict(draft)))

    def recovered(self, meeting_id: str) -> Draft | None:
        """Return what was being written when the program stopped, if it was not kept since."""
        # A disk that refuses must not hold the window.
        self._typing.flush(2.0)
        with self._store.reading() as session:
            found = latest_edits(session, self.slot(meeting_id)).get(self.slot(meeting_id))
            if found is None:
                return None
            draft = _read(found[0])
            kept = _kept_words(session, draft.id, draft.replaces)
        if draft.is_empty or draft.id in kept:
            return None
        if draft.replaces not in kept:
            return replace(draft, replaces="")
        return draft if kept[draft.replaces] != _words(draft) else None

    def tidy(self, meeting_id: str) -> None:
        """Drop the earlier states of the line; the newest stays, to be recovered."""
        with self._store.transaction() as session:
            trim(session, self.slot(meeting_id))


_PROMISE = "promise"
_FIELDS = frozenset(field.name for field in fields(Draft))


def _read(text: str) -> Draft:
    """Return the draft that was kept; what another edition of the program added is left out."""
    data: dict[str, Any] = json.loads(text)
    return Draft(**{name: value for name, value in data.items() if name in _FIELDS})


def _words(draft: Draft) -> tuple[str, ...]:
    if draft.kind == _PROMISE:
        return (draft.text.strip(), _PROMISE, draft.owner.strip(), draft.due.strip())
    return (draft.text.strip(), draft.kind, draft.person_id or "", draft.source.strip())


def _kept_words(session: Any, *ids: str) -> dict[str, tuple[str, ...]]:
    """Return what was written of those statements and promises that are there, by id."""
    said = [session.get(StatementRow, each) for each in ids]
    promised = [session.get(PromiseRow, each) for each in ids]
    kept = {
        row.id: (row.text, row.kind, row.person_id or "", row.source)
        for row in said
        if row is not None
    }
    return kept | {row.id: _promise_words(row) for row in promised if row is not None}


def _promise_words(row: PromiseRow) -> tuple[str, ...]:
    owner = row.owner.name if row.owner is not None else row.owner_name
    return (row.what, _PROMISE, owner, day_typed(row.due) if row.due else "")
