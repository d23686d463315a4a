"""A mail that came in, read without trusting a byte of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from moedeleder.domain.errors import (
    AnswerFileTooLarge,
    AnswerFileUnsafe,
    InvalidAddress,
)
from moedeleder.domain.text import TEXT_LIMIT, clean_line, clean_text
from moedeleder.mail.addresses import check_address
from moedeleder.mail.decoding import decode_text, decode_transfer, decode_words
from moedeleder.mail.flowed import unflow
from moedeleder.mail.headers import header_line, safe_file_name
from moedeleder.mail.mime_parts import Headers, Part, read_headers, read_tree
from moedeleder.mail.plain_text import HTML_LIMIT, html_to_text
from moedeleder.mail.quoted import split_quoted

MAIL_LIMIT = 30_000_000
"""Bytes; larger mails are not read beyond their headers."""

_READ_LIMIT = HTML_LIMIT  # characters of one part that are looked at
_NAME_LIMIT = 200
_SUBJECT_LIMIT = 500
_IDS_LIMIT = 200
# Where the server laid it comes first: what others wrote into To may be long.
_RECEIVER_HEADERS = ("delivered-to", "x-original-to", "to", "cc")
_HEADERS_LIMIT = 20
_RECEIVERS_LIMIT = 20_000
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_AUTOMATIC_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder")
_AUTOMATIC_PRECEDENCE = frozenset({"bulk", "auto_reply", "auto-reply", "junk"})
_AWAY = re.compile(
    r"\s*((automatisk svar|autosvar|auto-svar|automatic reply|auto[- ]?reply|"
    r"fraværsbesked|abwesenheits\w*|automatische antwort)\b|"
    # People begin with these themselves; a machine puts nothing behind them, or what it answers.
    r"(out of (the )?office|ikke til stede|ikke på kontoret)\s*(:|$))",
    re.IGNORECASE,
)
_NAMELESS = {
    "message/rfc822": "besked.eml",
    "text/calendar": "kalender.ics",
    "image/png": "billede.png",
    "image/jpeg": "billede.jpg",
    "application/pdf": "bilag.pdf",
}


@dataclass(frozen=True, slots=True, repr=False)
class IncomingFile:
    """A file that came along; ``name`` is safe to show, and never a path to use."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class IncomingMail:
    """What a mail says; ``text`` and ``quoted`` together hold all that was written.

    ``answers_to`` are the Message-IDs it names as its forerunners. ``from_address`` is empty
    where there is not exactly one plain address. ``fault`` is an error class name when the mail
    goes beyond what is read here; what could be read stands beside it. ``addressed_to`` are the
    names and addresses it was sent to, as they stand in its headers, a line for each header.
    """

    message_id: str = ""
    answers_to: tuple[str, ...] = ()
    from_name: str = ""
    from_address: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    text: str = ""
    quoted: str = ""
    files: tuple[IncomingFile, ...] = ()
    calendars: tuple[bytes, ...] = ()
    is_automatic: bool = False
    fault: str = ""
    addressed_to: str = ""


def read_mail(raw: bytes) -> IncomingMail:
    """Return what stands in a mail; never raises, whatever the bytes are.

    Nothing is fetched, no name becomes a path, and beyond ``MAIL_LIMIT`` bytes only the headers
    are read (``fault`` says so).
    """
    if len(raw) > MAIL_LIMIT:
        return _mail(read_headers(raw), _Content(fault=AnswerFileTooLarge.__name__))
    tree = read_tree(raw)
    content = _Content(fault=AnswerFileUnsafe.__name__ if tree.is_cut else "")
    content.text = _gather(tree.root, content).text
    return _mail(tree.root.headers, content)


@dataclass(slots=True)
class _Content:
    """What has been found in the parts so far."""

    text: str = ""
    files: list[IncomingFile] = field(default_factory=list)
    calendars: list[bytes] = field(default_factory=list)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """Text of a part, and whether it was written as plain text."""

    text: str
    is_plain: bool


_NOTHING = _Written("", False)


def _mail(headers: Headers, content: _Content) -> IncomingMail:
    name, address = _sender(headers)
    text = clean_text(content.text)
    if len(text) > TEXT_LIMIT:
        text = text[:TEXT_LIMIT]
        content.fault = content.fault or AnswerFileTooLarge.__name__
    split = split_quoted(text, has_files=bool(content.files or content.calendars))
    return IncomingMail(
        message_id=next(iter(_ids(headers.all("message-id"))), ""),
        answers_to=_ids([*headers.all("in-reply-to"), *headers.all("references")]),
        from_name=name,
        from_address=address,
        subject=header_line(headers.words("subject"), _SUBJECT_LIMIT),
        sent_at=_date(headers.raw("date")),
        text=split.text,
        quoted=split.quoted,
        files=tuple(content.files),
        calendars=tuple(content.calendars),
        is_automatic=_is_automatic(headers),
        fault=content.fault,
        addressed_to=_addressed_to(headers),
    )


def _gather(part: Part, content: _Content) -> _Written:
    """Put the part's files aside and return its text."""
    headers = part.headers
    if part.children:
        written = [_gather(child, content) for child in part.children]
        if headers.kind == "multipart/alternative":
            return _best(written)
        full = [each for each in written if each.text.strip()]
        return _Written("\n".join(each.text for each in full), all(w.is_plain for w in full))
    data = decode_transfer(
        part.body, headers.raw("content-transfer-encoding"), headers.kind.startswith("text/")
    )
    name = headers.file_name
    is_file = headers.is_attachment or bool(name)
    if headers.kind in _CALENDARS or name.lower().endswith(".ics"):
        content.calendars.append(data)
        if not is_file:
            return _NOTHING
    if is_file or not _is_words(headers.kind):
        content.files.append(_file(headers, name, data))
        return _NOTHING
    return _words(headers, data, content)


def _best(alternatives: list[_Written]) -> _Written:
    """Return the plain text where there is one, else the richest, which stands last."""
    full = [each for each in alternatives if each.text.strip()]
    plain = [each for each in full if each.is_plain]
    return next(iter(plain or full[::-1]), _NOTHING)


def _is_words(kind: str) -> bool:
    # A multipart without parts is a mail whose boundaries are lost.
    return kind in ("text/plain", "text/html") or kind.startswith("multipart/")


def _words(headers: Headers, data: bytes, content: _Content) -> _Written:
    text = decode_text(data, headers.parameter("charset"))
    if len(text) > _READ_LIMIT:
        text = text[:_READ_LIMIT]
        content.fault = content.fault or AnswerFileTooLarge.__name__
    if headers.kind == "text/html":
        return _Written(html_to_text(text), False)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if headers.parameter("format").lower() == "flowed":
        text = unflow(text, joined=headers.parameter("delsp").lower() == "yes")
    return _Written(text, True)


def _file(headers: Headers, name: str, data: bytes) -> IncomingFile:
    shown = name or _NAMELESS.get(headers.kind, "")
    return IncomingFile(safe_file_name(shown), headers.kind, data)


def _sender(headers: Headers) -> tuple[str, str]:
    """Return name and address of the one sender; the address is empty where that is unclear."""
    found = headers.all("from")
    value = found[0].strip() if found else ""
    name, address = "", value
    if value.endswith(">"):
        name, _, address = value[:-1].rpartition("<")
    elif value.endswith(")") and "(" in value:
        # The oldest form, still sent by machines: address (name).
        address, _, name = value[:-1].partition("(")
    shown = header_line(decode_words(name.strip().strip('"').replace('\\"', '"')), _NAME_LIMIT)
    if len(found) != 1:
        return shown, ""
    try:
        return shown, check_address(decode_words(address))
    except InvalidAddress:
        return shown or header_line(decode_words(value), _NAME_LIMIT), ""


def _addressed_to(headers: Headers) -> str:
    values = (value for name in _RECEIVER_HEADERS for value in headers.all(name)[:_HEADERS_LIMIT])
    lines = (clean_line(decode_words(value)) for value in values)
    return "\n".join(line for line in lines if line)[:_RECEIVERS_LIMIT]


def _ids(values: list[str]) -> tuple[str, ...]:
    found = (each for value in values for each in _MESSAGE_ID.findall(value))
    return tuple(dict.fromkeys(clean_text(each) for each in found))[:_IDS_LIMIT]


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value[:200])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None


def _is_automatic(headers: Headers) -> bool:
    """Whether a machine wrote it (RFC 3834 and what came before it)."""
    submitted = headers.raw("auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(headers.all(name) for name in _AUTOMATIC_HEADERS)
        or headers.raw("precedence").strip().lower() in _AUTOMATIC_PRECEDENCE
        or headers.kind == "multipart/report"
        or headers.raw("return-path").replace(" ", "") == "<>"
        or bool(_AWAY.match(headers.words("subject")))
    )
