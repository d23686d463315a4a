"""What is being typed right now at the meeting: durable at each key, found again after a fall."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from moedeleder.domain.ids import new_id
from moedeleder.domain.statements import StatementKind
from moedeleder.models.edit_writer import latest_edits, trim
from moedeleder.models.tables import PromiseRow, StatementRow
from moedeleder.services.context import Context


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement or promise on its way; ``kind`` is a StatementKind value or ``promise``.

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
            draft = Draft(**json.loads(found[0]))
            kept = _kept_words(session, draft.id, draft.replaces)
        if not draft.text.strip() or draft.id in kept:
            return None
        if draft.replaces not in kept:
            return replace(draft, replaces="")
        return draft if kept[draft.replaces] != draft.text.strip() else None

    def tidy(self, meeting_id: str) -> None:
        """Drop the earlier states of the line; the newest stays, to be recovered."""
        with self._store.transaction() as session:
            trim(session, self.slot(meeting_id))


def _kept_words(session: Any, *ids: str) -> dict[str, str]:
    """Return the words of those statements and promises that are there, by id."""
    said = [session.get(StatementRow, each) for each in ids]
    promised = [session.get(PromiseRow, each) for each in ids]
    kept = {row.id: row.text for row in said if row is not None}
    return kept | {row.id: row.what for row in promised if row is not None}
