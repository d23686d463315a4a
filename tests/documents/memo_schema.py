"""Our own notes on MeMo 1.2, and a reader that holds a file against them.

Facts, not the published schema: which elements stand in which, in which order, how often, and what
may be in them. They are from Digitaliseringsstyrelsen's published example of version 1.2
("MeMo_v1.2_Full_Example.xml", digitaliser.dk), its notes on versions 1.1 and 1.2 (1.2 has no
``memoSchVersion`` and adds ``Representative``), lengths from the schema of 1.1, the signs not
allowed in file names ("Øget validering af filnavne", in force 10 September 2025), and the sizes in
§ 3 of the order on sizes of files in Digital Post. Only what we write is noted in full; parts that
we never write are not in the notes, so that a file with them is a fault here.
"""

from __future__ import annotations

import base64
import binascii
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NAMESPACE = "https://DigitalPost.dk/MeMo-1"
SIZE = 99_500_000
PAPERS = 10
_BAD_IN_NAMES = re.compile('[<>:"/\\\\|?*\r\n\u00a0\u2000-\u200a\u2028\u205f\u2060\u3000]')
_V4 = re.compile(
    r"[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[aAbB89][a-fA-F0-9]{3}-[a-fA-F0-9]{12}"
)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
Check = Callable[[str], bool]


def _text(most: int = 256) -> Check:
    return lambda text: 0 < len(text) <= most and text == text.strip()


def _is(*words: str) -> Check:
    return lambda text: text in words


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda text: pattern.fullmatch(text) is not None


def _base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return False


def _file_name(text: str) -> bool:
    return 0 < len(text) <= 256 and not _BAD_IN_NAMES.search(text)


@dataclass(frozen=True)
class Child:
    """An element in another: ``inside`` is a class of elements, or how its text is checked."""

    name: str
    inside: str | Check
    least: int = 1
    most: int = 1


CLASSES: dict[str, tuple[Child, ...]] = {
    "Message": (Child("MessageHeader", "MessageHeader"), Child("MessageBody", "MessageBody", 0)),
    "MessageHeader": (
        Child("messageType", _is("DIGITALPOST", "NEMSMS")),
        Child("messageUUID", _like(_V4)),
        Child("messageID", _text(), 0),
        Child("messageCode", _text(), 0),
        Child("label", _text()),
        Child("notification", _text(150), 0),
        Child("additionalNotification", _text(), 0),
        Child("reply", _is("true", "false"), 0),
        Child("replyByDateTime", _like(_UTC), 0),
        Child("doNotDeliverUntilDate", _like(re.compile(r"\d{4}-\d\d-\d\d")), 0),
        Child("mandatory", _is("true", "false")),
        Child("legalNotification", _is("true", "false")),
        Child("postType", _text(), 0),
        Child("Sender", "Sender"),
        Child("Recipient", "Recipient"),
    ),
    "Sender": (
        Child("senderID", _like(re.compile(r"[0-9]{8}"))),
        Child("idType", _is("CVR")),
        Child("label", _text()),
    ),
    "Recipient": (
        Child("recipientID", _like(re.compile(r"[0-9]{10}"))),
        Child("idType", _is("CPR")),
        Child("label", _text(), 0),
    ),
    "MessageBody": (
        Child("createdDateTime", _like(_UTC)),
        Child("MainDocument", "MainDocument"),
        Child("AdditionalDocument", "AdditionalDocument", 0, PAPERS),
    ),
    "MainDocument": (
        Child("mainDocumentID", _text(), 0),
        Child("label", _text(), 0),
        Child("File", "File", 1, 99),
        Child("Action", "Action", 0, 99),
    ),
    "AdditionalDocument": (
        Child("additionalDocumentID", _text(), 0),
        Child("label", _text(), 0),
        Child("File", "File", 1, 99),
        Child("Action", "Action", 0, 99),
    ),
    "File": (
        Child("encodingFormat", _is("application/pdf")),
        Child("filename", _file_name),
        Child("language", _is("da")),
        Child("content", _base64),
    ),
    "Action": (
        Child("label", _text()),
        Child("actionCode", _is("AFTALE")),
        Child("startDateTime", _like(_UTC), 0),
        Child("endDateTime", _like(_UTC), 0),
        Child("Reservation", "Reservation", 0),
    ),
    "Reservation": (
        Child("description", _text()),
        Child("reservationUUID", _like(_V4)),
        Child("abstract", _text()),
        Child("location", _text()),
        Child("startDateTime", _like(_UTC)),
        Child("endDateTime", _like(_UTC)),
        Child("organizerMail", _text(), 0),
        Child("organizerName", _text(), 0),
    ),
}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a message, nothing when all is right."""
    found = ["a document type"] if b"<!DOCTYPE" in data else []
    found += ["too large"] if len(data) > SIZE else []
    root = ET.fromstring(data)
    if root.tag != f"{{{NAMESPACE}}}Message":
        return [*found, f"root {root.tag}"]
    if root.attrib != {"memoVersion": "1.2"}:
        found.append(f"attributes {root.attrib}")
    return found + list(_faults_in(root, "Message"))


def _faults_in(element: ET.Element, kind: str) -> Iterator[str]:
    left = list(element)
    if (element.text or "").strip():
        yield f"{kind}: loose text"
    for child in CLASSES[kind]:
        count = 0
        while left and left[0].tag == f"{{{NAMESPACE}}}{child.name}":
            yield from _faults_of(left.pop(0), child, kind)
            count += 1
        if not child.least <= count <= child.most:
            yield f"{kind}: {count} of {child.name}"
    yield from (f"{kind}: {each.tag} is unknown or out of order" for each in left)


def _faults_of(element: ET.Element, child: Child, kind: str) -> Iterator[str]:
    if element.attrib or (element.tail or "").strip():
        yield f"{kind}: {child.name} has more than it may"
    if isinstance(child.inside, str):
        yield from _faults_in(element, child.inside)
    elif len(element) or not child.inside(element.text or ""):
        yield f"{kind}: {child.name} is not as it may be"


def text_of(data: bytes, *path: str) -> str:
    """Return the text of the first element at a path below the message."""
    place = "/".join(f"{{{NAMESPACE}}}{each}" for each in path)
    return ET.fromstring(data).findtext(place) or ""


def files_of(data: bytes) -> list[tuple[str, bytes]]:
    """Return name and bytes of every file in a message, the letter first."""
    root = ET.fromstring(data)
    return [
        (
            file.findtext(f"{{{NAMESPACE}}}filename") or "",
            base64.b64decode(file.findtext(f"{{{NAMESPACE}}}content") or ""),
        )
        for file in root.iter(f"{{{NAMESPACE}}}File")
    ]
