"""Answers that calendars send to an invitation, read from a stranger's file.

Only the few lines that matter are looked at, one after the other. Nothing is nested, repeated or
looked up, so that no file can make the reading slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from moedeleder.domain.answers import CalendarReply
from moedeleder.domain.text import clean_line, clean_text

SIZE_LIMIT = 256 * 1024
ADDRESS_LIMIT = 254
# What is longer is cut before it is cleaned: heaps of accents take long to put in order.
UID_LIMIT = 1_000
COMMENT_LIMIT = 4_000
_REPLIES = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_CARET = re.compile(r"\^([\^n'])")
_TEXT_OF_ESCAPE = {"n": "\n", "N": "\n", "'": '"'}


@dataclass(frozen=True, slots=True)
class _Line:
    """One property of a calendar file."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class _Event:
    """What one VEVENT has said so far."""

    uid: str = ""
    sequence: int = 0
    comments: list[str] = field(default_factory=list)
    guests: list[_Line] = field(default_factory=list)


def read_reply(data: bytes) -> CalendarReply | None:
    """Return what the guest's calendar answered: "accepted", "declined" or "tentative".

    The file is a stranger's: this never raises, and takes time in proportion to the size. None
    for everything that is not one guest's clear answer (RFC 5546 REPLY), and for files above
    256 KB. The address is in lower case.
    """
    if len(data) > SIZE_LIMIT:
        return None
    methods, events = _read(_text(data))
    if any(method != "REPLY" for method in methods):
        return None
    replies = [reply for reply in map(_reply, events) if reply is not None]
    # The answer to the newest edition of the meeting counts.
    return max(replies, key=lambda reply: reply.sequence, default=None)


def _text(data: bytes) -> str:
    """Return the text; lines are put together before, for a fold may part a letter in two."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            data = data[2:].decode(encoding, "replace").encode("utf-8", "replace")
    for begins, encoding in ((b"B\0E\0", "utf-16-le"), (b"\0B\0E", "utf-16-be")):
        if data.startswith(begins):
            data = data.decode(encoding, "replace").encode("utf-8", "replace")
    whole = _FOLD.sub(b"", data)
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return whole.decode("cp1252", "replace")


def _read(text: str) -> tuple[list[str], list[_Event]]:
    """Return the methods and events; what stands in alarms and the like is passed over."""
    methods: list[str] = []
    events: list[_Event] = []
    inside: list[str] = []
    for line in _lines(text):
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            if inside[-1] == "VEVENT":
                events.append(_Event())
        elif line.name == "END":
            if inside and inside[-1] == line.value.strip().upper():
                inside.pop()
        elif line.name == "METHOD" and (not inside or inside[-1] == "VCALENDAR"):
            methods.append(line.value.strip().upper())
        elif inside and inside[-1] == "VEVENT":
            _note(events[-1], line)
    return methods, events


def _lines(text: str) -> Iterator[_Line]:
    for line in _LINE_END.split(text):
        name = _NAME.match(line)
        if name is None:
            continue
        parameters, at = {}, name.end()
        while found := _PARAMETER.match(line, at):
            parameters[found[1].upper()] = _plain(found[2])
            at = found.end()
        if line[at : at + 1] == ":":
            yield _Line(name[0].upper(), parameters, line[at + 1 :])


def _plain(value: str) -> str:
    """Return a parameter's value without its quotation marks and carets (RFC 6868)."""
    return _CARET.sub(lambda m: _TEXT_OF_ESCAPE.get(m[1], m[1]), value.replace('"', "").strip())


def _note(event: _Event, line: _Line) -> None:
    if line.name == "UID":
        event.uid = clean_line(line.value[: UID_LIMIT + 1])
    elif line.name == "SEQUENCE":
        event.sequence = _number(line.value.strip())
    elif line.name == "COMMENT":
        event.comments.append(_unescaped(line.value))
    elif line.name == "ATTENDEE":
        event.guests.append(line)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: _TEXT_OF_ESCAPE.get(m[1], m[1]), text)


def _reply(event: _Event) -> CalendarReply | None:
    """Return the one answer in the event; two guests' answers in one are nobody's."""
    answers = {
        _address(guest): (_REPLIES[said], guest.parameters.get("X-RESPONSE-COMMENT", ""))
        for guest in event.guests
        if (said := guest.parameters.get("PARTSTAT", "").upper()) in _REPLIES
    }
    if len(answers) != 1 or not 0 < len(event.uid) <= UID_LIMIT:
        return None
    ((address, (reply, beside)),) = answers.items()
    if not address:
        return None
    # Some calendars put the comment beside the name instead of on a line of its own.
    comment = "\n".join(event.comments).strip() or beside
    comment = clean_text(comment[:COMMENT_LIMIT]).strip()
    return CalendarReply(event.uid, address, reply, event.sequence, comment)


def _address(guest: _Line) -> str:
    """Return the guest's mail address in lower case, empty when there is none."""
    kind, colon, rest = clean_line(guest.value[:UID_LIMIT]).partition(":")
    if colon and kind.lower() == "mailto":
        candidates = [unquote(rest.partition("?")[0])]
    else:
        candidates = [guest.parameters.get("EMAIL", ""), kind + colon + rest]
    for candidate in candidates:
        plain = clean_line(candidate[:UID_LIMIT]).strip("<>' ").lower()
        if _ADDRESS.fullmatch(plain) and len(plain) <= ADDRESS_LIMIT:
            return plain
    return ""
