"""An envelope as a message for Digital Post."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from moedeleder.documents.memo import MemoFile, MemoMessage, MemoReservation
from moedeleder.domain.settings import DigitalPostSettings, Organisation
from moedeleder.services.calendar_entries import CalendarEntry
from moedeleder.services.calendar_ids import own_uid
from moedeleder.services.without_mail_papers import PaperEnvelope

_AGENDA_HERE = "Dagsordenen er med i brevet."
_TOLD_IN_MINUTES = "Tiden står i referatet. Sluttid og sted kommer i indkaldelsen."
_TITLES = {
    "dagsorden": "Dagsorden",
    "dagsorden-kladde": "Kladde til dagsorden",
    "svarskema": "Svar før mødet",
    "referat": "Referat",
    "kort-og-klart": "Kort og klart",
    "til-barnet": "Til barnet",
    "rettelsesskema": "Svar på referatet",
}


def message_of(
    envelope: PaperEnvelope,
    letter: bytes,
    number: str,
    sender: DigitalPostSettings,
    office: Organisation,
    now: datetime,
) -> MemoMessage:
    """Return the message; what is seen from outside is the mail's own subject, and no more.

    Args:
        letter: the letter as PDF.
        number: the receiver's CPR number.
        now: aware.
    """
    delivery = envelope.delivery
    return MemoMessage(
        key=delivery.id,
        label=envelope.text.subject,
        sender_cvr=sender.cvr,
        sender_name=sender.sender_name,
        receiver_number=number,
        receiver_name=delivery.name,
        made_at=now,
        letter=MemoFile("brev.pdf", "Brev", letter),
        papers=tuple(MemoFile(name, _title(name), data) for name, data in envelope.papers),
        reservation=_reservation(envelope.calendar, sender, office),
    )


def _title(name: str) -> str:
    stem = PurePath(name).stem
    return _TITLES.get(stem, stem)


def _reservation(
    entry: CalendarEntry | None, sender: DigitalPostSettings, office: Organisation
) -> MemoReservation | None:
    """Return what goes into a calendar; nothing can be taken out of one this way."""
    if entry is None or entry.method == "CANCEL":
        return None
    record = entry.record
    return MemoReservation(
        key=entry.uid or own_uid(record.meeting_id),
        title="Møde" if entry.asks else "Møde, foreløbig tid",
        about=_AGENDA_HERE if entry.asks else _TOLD_IN_MINUTES,
        place=record.place or record.link,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        organizer_name=office.unit or sender.sender_name,
        organizer_mail=office.mail,
    )
