"""The codes that tie answers to one person and one meeting: made once, found again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moedeleder.domain.references import new_code
from moedeleder.models import round_queries
from moedeleder.models.round_tables import ReferenceRow
from moedeleder.models.tables import MeetingRow, PersonRow

# A stranger's text may be full of codes; nobody's answer holds more than a few.
_CODES_LIMIT = 100


def code_for(session: Any, meeting: MeetingRow, person: PersonRow) -> str:
    """Return the code of a person for a meeting, made when there is none yet.

    It stays the same however often the agenda is shared. It belongs in the caller's transaction,
    which keeps it together with the letter that names it.
    """
    known = round_queries.reference_of(session, meeting.id, person.id)
    if known is None:
        known = ReferenceRow(meeting_id=meeting.id, person_id=person.id, code=new_code())
        meeting.references.append(known)
        session.flush()
    return known.code


def find_reference(session: Any, codes: Sequence[str]) -> ReferenceRow | None:
    """Return the reference of the first code that is known, in the order of the codes."""
    asked = codes[:_CODES_LIMIT]
    known = round_queries.references_by_code(session, asked)
    return next((known[code] for code in asked if code in known), None)
