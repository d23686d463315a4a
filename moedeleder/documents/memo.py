"""A letter as a file for Digital Post: MeMo 1.2, for the municipality's own sending system.

Order, names and limits are those of Digitaliseringsstyrelsen's MeMo ("MeMo_v1.2_Full_Example.xml"
and the notes on versions at digitaliser.dk): 1.2 has no ``memoSchVersion``; all times are UTC.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from moedeleder.domain.errors import DigitalPostTooLarge
from moedeleder.domain.text import clean_line, shorten

NAMESPACE = "https://DigitalPost.dk/MeMo-1"
VERSION = "1.2"
TEXT_LIMIT = 256
"""Characters in any label, name or place."""
SIZE_LIMIT = 99_500_000
"""Bytes of a whole message from a public sender (bekendtgørelse om størrelse på filer, § 3)."""
FILES_LIMIT = 10
"""Papers besides the letter itself (the same § 3)."""
# Turned down in file names since 10 September 2025 ("Øget validering i Digital Post").
_NOT_IN_NAMES = re.compile('[<>:"/\\\\|?*\r\n\u00a0\u2000-\u200a\u2028\u205f\u2060\u3000]')

_DENMARK = ZoneInfo("Europe/Copenhagen")

ET.register_namespace("memo", NAMESPACE)


@dataclass(frozen=True, slots=True, repr=False)
class MemoFile:
    """One PDF of a message, under the name and the title its receiver sees."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class MemoReservation:
    """The meeting as it goes into the receiver's calendar; times are Danish wall time."""

    key: str
    """The same for every message about this meeting."""
    title: str
    about: str
    place: str
    starts_at: datetime
    ends_at: datetime
    organizer_name: str = ""
    organizer_mail: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class MemoMessage:
    """One message to one person; it is never shown in a log, since it holds their number.

    ``key`` is the same for the same letter, so that it cannot arrive twice. ``label`` is seen
    before anybody has opened anything: who makes a message puts nothing sensitive in it.
    """

    key: str
    label: str
    sender_cvr: str
    sender_name: str
    receiver_number: str
    receiver_name: str
    made_at: datetime
    letter: MemoFile
    papers: tuple[MemoFile, ...] = ()
    reservation: MemoReservation | None = None


def memo_xml(message: MemoMessage) -> bytes:
    """Return the message as XML in UTF-8.

    Raises:
        DigitalPostTooLarge: it is more than Digital Post takes.
        ValueError: the program itself passed a time without a zone.
    """
    if len(message.papers) > FILES_LIMIT:
        raise DigitalPostTooLarge
    root = ET.Element(_name("Message"), {"memoVersion": VERSION})
    _header(root, message)
    _body(root, message)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    if len(data) > SIZE_LIMIT:
        raise DigitalPostTooLarge
    return data


def stable_uuid(*parts: str) -> str:
    """Return the same random-looking UUID (of version 4, as MeMo wants) for the same parts."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def memo_file_name(name: str) -> str:
    """Return a file name without the signs that Digital Post turns down."""
    kept = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", clean_line(name))).strip(" .-")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        return shorten(kept, TEXT_LIMIT) or "fil"
    return f"{shorten(stem or 'fil', TEXT_LIMIT - len(suffix) - 1)}.{suffix}"


def _header(root: ET.Element, message: MemoMessage) -> None:
    header = _inside(root, "MessageHeader")
    _text(header, "messageType", "DIGITALPOST")
    _text(header, "messageUUID", stable_uuid("message", message.key, message.receiver_number))
    _label(header, "label", message.label or "Brev")
    # No answer, no service of process: the letter itself says how to reach us.
    for name in ("reply", "mandatory", "legalNotification"):
        _text(header, name, "false")
    sender = _inside(header, "Sender")
    _text(sender, "senderID", message.sender_cvr)
    _text(sender, "idType", "CVR")
    _label(sender, "label", message.sender_name)
    receiver = _inside(header, "Recipient")
    _text(receiver, "recipientID", message.receiver_number)
    _text(receiver, "idType", "CPR")
    _label(receiver, "label", message.receiver_name)


def _body(root: ET.Element, message: MemoMessage) -> None:
    body = _inside(root, "MessageBody")
    _text(body, "createdDateTime", _utc(message.made_at))
    main = _inside(body, "MainDocument")
    _file(main, message.letter)
    if message.reservation is not None:
        _reservation(main, message.reservation)
    for paper in message.papers:
        _file(_inside(body, "AdditionalDocument"), paper)


def _file(document: ET.Element, file: MemoFile) -> None:
    _label(document, "label", file.title)
    inside = _inside(document, "File")
    _text(inside, "encodingFormat", "application/pdf")
    _text(inside, "filename", memo_file_name(file.name))
    _text(inside, "language", "da")
    _text(inside, "content", base64.b64encode(file.content).decode("ascii"))


def _reservation(document: ET.Element, meeting: MemoReservation) -> None:
    starts, ends = (_utc(_danish(each)) for each in (meeting.starts_at, meeting.ends_at))
    action = _inside(document, "Action")
    _label(action, "label", "Sæt mødet i kalenderen")
    _text(action, "actionCode", "AFTALE")
    _text(action, "startDateTime", starts)
    _text(action, "endDateTime", ends)
    inside = _inside(action, "Reservation")
    _label(inside, "description", meeting.title)
    _text(inside, "reservationUUID", stable_uuid("reservation", meeting.key))
    _label(inside, "abstract", meeting.about)
    _label(inside, "location", meeting.place or "Se brevet")
    _text(inside, "startDateTime", starts)
    _text(inside, "endDateTime", ends)
    for name, value in (
        ("organizerMail", meeting.organizer_mail),
        ("organizerName", meeting.organizer_name),
    ):
        if value:
            _label(inside, name, value)


def _danish(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=_DENMARK)


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a message's time needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _inside(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, _name(name))


def _label(parent: ET.Element, name: str, text: str) -> None:
    _text(parent, name, shorten(clean_line(text), TEXT_LIMIT))


def _text(parent: ET.Element, name: str, text: str) -> None:
    _inside(parent, name).text = text
