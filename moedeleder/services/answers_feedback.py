"""A mail that answers the five questions: its marks are counted, and the mail is not kept."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from moedeleder.domain.feedback_reply import read_feedback
from moedeleder.domain.sending import LetterKind
from moedeleder.models import feedback_queries, queries, round_queries
from moedeleder.models.outbox_tables import ANSWERED
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.answers_reading import Reading, mail_reading
from moedeleder.services.answers_taken import Taken, TakenKind
from moedeleder.services.context import Clock
from moedeleder.services.feedback import take

_LETTERS_LIMIT = 100


def feedback_taken(session: Any, reading: Reading, clock: Clock) -> tuple[Taken | None, Reading]:
    """Count the marks of a mail that answers a feedback letter, once.

    Whoever has the letter may answer it from any address: nobody guesses its Message-ID.

    Returns:
        What became of it, and what is left of the mail to be taken as any other: all of it when
        it is no such answer, and only its words when it says more than marks.
    """
    letter = None if reading.is_automatic else _letter(session, reading)
    reply = read_feedback(reading.text, reading.quoted, reading.from_name) if letter else None
    if letter is None or reply is None:
        return None, reading
    answered = letter.reason == ANSWERED
    if not answered:
        take(session, queries.get(session, MeetingRow, letter.meeting_id), reply.feedback, clock)
        feedback_queries.mark_answered(session, letter.id)
    if reply.words:
        return None, _words_alone(reading, reply.words)
    return Taken(TakenKind.ALREADY if answered else TakenKind.COUNTED), reading


def _letter(session: Any, reading: Reading) -> DeliveryRow | None:
    asked = reading.answers_to[:_LETTERS_LIMIT]
    known = round_queries.letters_by_message_id(session, asked)
    letters = (known[each] for each in asked if each in known)
    return next((each for each in letters if each.kind == LetterKind.FEEDBACK.value), None)


def _words_alone(reading: Reading, words: str) -> Reading:
    """Return a mail as if its sender had written the words and no marks."""
    mail = EmailMessage()
    mail["From"] = _sender(reading)
    mail["Subject"] = reading.subject
    if reading.key.startswith("<"):
        mail["Message-ID"] = reading.key
    if reading.sent_at is not None:
        mail["Date"] = format_datetime(reading.sent_at)
    mail["References"] = " ".join(reading.answers_to[:10])
    names = ", ".join(file.name for file in reading.files)
    more = f"\n\nVedhæftet i mailen, som ligger i postkassen: {names}" if names else ""
    mail.set_content(words + more)
    return mail_reading(mail.as_bytes())


def _sender(reading: Reading) -> str:
    name = "".join(sign for sign in reading.from_name if sign.isalnum() or sign in " -'")
    return f'"{name}" <{reading.from_address}>' if reading.from_address else ""
