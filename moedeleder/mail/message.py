"""One letter to one person, and the mail it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from moedeleder.domain.text import clean_text
from moedeleder.mail.addresses import check_address, needs_smtputf8
from moedeleder.mail.headers import LetterPolicy, mailbox, safe_file_name, subject_line

CALENDAR_FILE_NAME = "invitation.ics"

_MIME_TYPE = re.compile(r"(application|audio|font|image|text|video)/[a-z0-9.+-]+")
_MIME_TOKEN = re.compile(r"[A-Za-z0-9_.-]+")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.-]{16,64}@[a-z0-9.-]+>")
_CALENDAR_METHOD = re.compile(rb"^METHOD:([A-Za-z-]+)\r?$", re.MULTILINE)
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, repr=False)
class Attachment:
    """A file that goes with a letter; ``params`` are extra ones for its content type."""

    filename: str
    mime_type: str
    content: bytes
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """Everything one mail to one person says and carries; it is never shown in a log.

    Subject and file names are seen on locked telephones and by servers on the way: who makes a
    letter puts no personal data in them. ``is_automatic`` tells that it leaves by itself at its
    time, and not because a person sent it. ``reply_to_name`` stands beside ``reply_to``.
    """

    to_name: str
    to_address: str
    sender_name: str
    sender_address: str
    reply_to: str
    subject: str
    text: str
    message_id: str
    date: datetime
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    calendar: bytes | None = None
    is_automatic: bool = False
    reply_to_name: str = ""


def new_message_id(unguessable: str, sender_address: str) -> str:
    """Return a Message-ID in the sender's domain around an id of 16-64 letters, digits or ``-``.

    Raises:
        InvalidAddress: the sender's address is none.
        ValueError: the id has other signs, or is too short to be unguessable.
    """
    domain = check_address(sender_address, "sender").partition("@")[2]
    return _checked_message_id(f"<{unguessable}@{domain}>")


def build_message(letter: Letter) -> EmailMessage:
    """Return the letter as a mail for exactly one receiver.

    Text that people typed is cleaned, so that it can never become a header of its own. An
    invitation stands both among the alternatives and as a file, because Outlook, Google and
    Apple each look in their own place.

    Raises:
        InvalidAddress: one of the addresses is none (``field`` is ``mail``, ``sender`` or
            ``reply_to``).
        ValueError: the program itself passed a wrong date, Message-ID or content type.
    """
    message = EmailMessage(policy=LetterPolicy(linesep="\r\n", utf8=_needs_utf8(letter)))
    _set_headers(message, letter)
    message.set_content(_body(letter.text), cte="quoted-printable")
    if letter.html is not None:
        message.add_alternative(_body(letter.html), subtype="html", cte="quoted-printable")
    if letter.calendar is not None:
        _add_invitation(message, letter.calendar)
    for attachment in _files(letter):
        _attach(message, attachment)
    return message


def wire_bytes(message: EmailMessage) -> bytes:
    """Return the mail as it travels, every line ended by CR LF."""
    # A lone CR or LF would let a text end the mail early at some servers (SMTP smuggling).
    return _LINE_END.sub(b"\r\n", message.as_bytes(policy=message.policy.clone(linesep="\r\n")))


def _set_headers(message: EmailMessage, letter: Letter) -> None:
    if letter.date.tzinfo is None:
        raise ValueError("a letter's date needs a time zone")
    message["From"] = mailbox(letter.sender_name, letter.sender_address, "sender")
    message["To"] = mailbox(letter.to_name, letter.to_address)
    if letter.reply_to.strip():
        message["Reply-To"] = mailbox(letter.reply_to_name, letter.reply_to, "reply_to")
    message["Subject"] = subject_line(letter.subject)
    message["Date"] = letter.date
    message["Message-ID"] = _checked_message_id(letter.message_id)
    # RFC 3834 § 5: other programs send no automatic answer to what left by itself, while a
    # person who sent a letter wants to know that its receiver is away.
    message["Auto-Submitted"] = "auto-generated" if letter.is_automatic else "no"


def _needs_utf8(letter: Letter) -> bool:
    addresses = (letter.sender_address, letter.to_address, letter.reply_to)
    return any(needs_smtputf8(address.partition("@")[0]) for address in addresses)


def _checked_message_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a Message-ID of ours")
    return message_id


def _body(text: str) -> str:
    return clean_text(text).rstrip("\n") + "\n"


def _calendar_params(calendar: bytes) -> dict[str, str]:
    """Return the content type's parameters; the method must be the one in the file (RFC 6047)."""
    method = _CALENDAR_METHOD.search(calendar)
    params = {"charset": "utf-8"}
    return params | {"method": method[1].decode().upper()} if method else params


def _add_invitation(message: EmailMessage, calendar: bytes) -> None:
    message.add_alternative(
        calendar, maintype="text", subtype="calendar", params=_calendar_params(calendar)
    )
    # Python marks every part made from bytes as an attachment; an alternative is none.
    part = message.get_payload()[-1]  # type: ignore[index]
    del part["Content-Disposition"]  # type: ignore[union-attr]


def _files(letter: Letter) -> Iterator[Attachment]:
    yield from letter.attachments
    if letter.calendar is not None:
        # Not text/calendar again: Outlook would show the meeting twice.
        yield Attachment(CALENDAR_FILE_NAME, "application/ics", letter.calendar)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    if not _MIME_TYPE.fullmatch(attachment.mime_type):
        raise ValueError("not a content type we attach")
    if not all(_MIME_TOKEN.fullmatch(part) for pair in attachment.params for part in pair):
        raise ValueError("not a parameter of a content type")
    maintype, _, subtype = attachment.mime_type.partition("/")
    message.add_attachment(
        attachment.content,
        maintype=maintype,
        subtype=subtype,
        filename=safe_file_name(attachment.filename),
        params=dict(attachment.params),
    )
