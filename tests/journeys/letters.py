"""Opens letters as a receiver would: the mail, its papers, and what those say."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import vobject

from tests.documents.papers import pdf_text, word_text


@dataclass(frozen=True)
class Letter:
    """One mail as it arrived."""

    message: EmailMessage

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def body(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def file(self, ending: str) -> bytes:
        """Return the attachment whose name ends so: the only one, else the minutes themselves."""
        parts = {part.get_filename() or "": part for part in self.message.walk()}
        named = [name for name in parts if name.endswith(ending)]
        (name,) = named if len(named) == 1 else [n for n in named if n == f"referat{ending}"]
        data = parts[name].get_payload(decode=True)
        assert isinstance(data, bytes)
        return data

    @property
    def pdf(self) -> str:
        """What the PDF says, on one line."""
        return flat(pdf_text(self.file(".pdf")))

    @property
    def word(self) -> str:
        """What the Word file says, on one line."""
        return flat(word_text(self.file(".docx")))

    @property
    def request(self) -> vobject.base.Component:
        """The calendar entry that mail programs offer to accept."""
        parts = [p for p in self.message.walk() if p.get_content_type() == "text/calendar"]
        asking = [p for p in parts if p.get_param("method") == "REQUEST"]
        assert asking, "no part asks to be accepted"
        return vobject.readOne(asking[0].get_content())


def flat(text: str) -> str:
    """Return text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def letters_in(folder: Path) -> list[Letter]:
    """Return the letters in a folder, oldest first."""
    return [opened(path.read_bytes()) for path in sorted(folder.rglob("*.eml"))]


def opened(data: bytes) -> Letter:
    """Open a mail."""
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return Letter(message)
