"""Reads the letters that an office left in its folder, the way a mail program does."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path


def letters_in(folder: Path) -> list[EmailMessage]:
    """Return the letters in the order they left."""
    return [_letter(path) for path in sorted(folder.glob("*.eml"))]


def letters_to(folder: Path, address: str) -> list[EmailMessage]:
    """Return somebody's letters in the order they left."""
    return [each for each in letters_in(folder) if address in str(each["To"])]


def body(letter: EmailMessage, kind: str = "plain") -> str:
    """Return what a letter says, plain or as HTML."""
    part = letter.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def files_of(letter: EmailMessage) -> dict[str, bytes]:
    """Return the attached files by name."""
    found = {}
    for part in letter.iter_attachments():
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        found[str(part.get_filename())] = data
    return found


def calendar_of(letter: EmailMessage) -> str:
    """Return the calendar entry among the alternatives, empty when there is none."""
    for part in letter.walk():
        if part.get_content_type() == "text/calendar":
            return str(part.get_content())
    return ""


def _letter(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
