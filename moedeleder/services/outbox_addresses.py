"""Letters that wait go to the address somebody has now, not to the one they had."""

from __future__ import annotations

from typing import Any

from moedeleder.domain.sending import DeliveryState
from moedeleder.models import outbox_queries
from moedeleder.models.tables import PersonRow


def follow_address(session: Any, person: PersonRow) -> None:
    """Let what has not left go where somebody has their mail now, or wait for a person.

    It belongs in the transaction that changes the address: a run that has taken up such a letter
    sees that it was changed, and says no word of it.
    """
    address = person.mail.strip()
    for row in outbox_queries.still_ready(session, person.id):
        if row.address == address:
            continue
        row.address, row.next_try_at, row.attempts = address, None, 0
        row.reply_code, row.reply_words = None, ""
        if row.released_at is not None:
            # What was said of the old address says nothing of this one.
            row.reason = ""
        if not address:
            row.state, row.released_at = DeliveryState.NO_ADDRESS.value, None
