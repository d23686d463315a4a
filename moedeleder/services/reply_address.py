"""Where answers to a letter go: to an address that carries its receiver's code.

The code is in the name, which mail programs copy into the answer, and, where the server lays
``name+anything@`` with ``name@``, in the address itself, which they always do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moedeleder.domain.references import codes_in
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.text import clean_line, shorten
from moedeleder.models.round_queries import reference_of
from moedeleder.models.store import Store
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.references import code_for

_NAME_LIMIT = 60
_LOCAL_LIMIT = 64  # RFC 5321 § 4.5.3.1.1
_ADDRESS_LIMIT = 254
_FALLBACK_NAME = "Mødeleder"


@dataclass(frozen=True, slots=True)
class ReplyAddress:
    """A name and an address to answer to; both are empty where there is none."""

    name: str = ""
    address: str = ""


def reply_address(office_mail: str, name: str, code: str, *, plus: bool) -> ReplyAddress:
    """Return where one receiver's answers go.

    Args:
        office_mail: where the office gets its mail; empty where it has none.
        name: who answers are to; cut where it is long.
        code: the receiver's (``ML-…``); without one, the plain address.
        plus: whether the server lays ``name+anything@`` with ``name@``.
    """
    if not office_mail.strip() or not codes_in(code):
        return ReplyAddress("", office_mail)
    # The name must not hide the code, nor hold one of somebody else's.
    who = shorten(clean_line(name), _NAME_LIMIT) or _FALLBACK_NAME
    shown = f"{_FALLBACK_NAME if codes_in(who) else who} (svar {code})"
    return ReplyAddress(shown, _with_code(office_mail.strip(), code) if plus else office_mail)


def code_of(store: Store, delivery: Delivery) -> str:
    """Return the code by which the answer to a letter is known, made where there is none yet.

    Feedback has none, for nobody is to know whose it is; nor has a letter whose receiver is no
    longer known here.
    """
    if delivery.kind is LetterKind.FEEDBACK:
        return ""
    with store.reading() as session:
        # Most have one, and others need not wait while it is read.
        meeting, person = _whose(session, delivery)
        known = reference_of(session, meeting.id, person.id) if meeting and person else None
        if known is not None:
            return known.code
    with store.transaction() as session:
        meeting, person = _whose(session, delivery)
        return code_for(session, meeting, person) if meeting and person else ""


def _whose(session: Any, delivery: Delivery) -> tuple[MeetingRow | None, PersonRow | None]:
    row = session.get(DeliveryRow, delivery.id)
    if row is None:
        return None, None
    return session.get(MeetingRow, row.meeting_id), _person(session, row)


def _person(session: Any, row: DeliveryRow) -> PersonRow | None:
    if row.person_id:
        person: PersonRow | None = session.get(PersonRow, row.person_id)
        return person
    # Letters of an older version know the place on the list alone.
    attendee = session.get(AttendeeRow, row.attendee_id)
    return attendee.person if attendee else None


def _with_code(address: str, code: str) -> str:
    """Return the address with the code after a plus, where there is room for it."""
    local, _at, domain = address.rpartition("@")
    longer = f"{local}+{code.replace('-', '').lower()}"
    whole = f"{longer}@{domain}"
    fits = len(longer.encode()) <= _LOCAL_LIMIT and len(whole.encode()) <= _ADDRESS_LIMIT
    return whole if local and fits else address
