"""Words in the small fields of a meeting, kept at each key until they are kept for good."""

from __future__ import annotations

from moedeleder.models.edit_writer import forget, latest_edits, trim
from moedeleder.services.context import Context

DISK_PATIENCE = 2.0  # seconds


class Scratch:
    """Keeps what stands in fields that are not saved yet: the board, the scales, the read-back.

    A ``place`` names one field of a meeting, such as ``board:worry``.
    """

    def __init__(self, context: Context) -> None:
        self._store, self._typing = context.store, context.typing

    def slot(self, meeting_id: str, place: str) -> str:
        """Return the name of the slot, as the typing path reports it when it is saved."""
        return f"field:{meeting_id}:{place}"

    def typed(self, meeting_id: str, place: str, text: str) -> int:
        """Hand over the newest words of a field; none when they are kept for good elsewhere.

        Returns a ticket that is reported once they are durable.
        """
        return self._typing.put(self.slot(meeting_id, place), text)

    def waiting(self, meeting_id: str) -> dict[str, str]:
        """Return the words that stand in fields and are kept nowhere else yet, by place."""
        self._typing.flush(DISK_PATIENCE)
        before = self.slot(meeting_id, "")
        with self._store.reading() as session:
            found = latest_edits(session, before)
        return {slot.removeprefix(before): text for slot, (text, _at) in found.items() if text}

    def tidy(self, meeting_id: str) -> None:
        """Drop the earlier states of every field, and the fields that hold nothing more."""
        self._typing.flush(DISK_PATIENCE)
        before = self.slot(meeting_id, "")
        with self._store.transaction() as session:
            for slot, (text, _at) in latest_edits(session, before).items():
                (trim if text else forget)(session, slot)
