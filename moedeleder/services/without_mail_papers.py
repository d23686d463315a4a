"""What lies in each envelope when a letter goes another way than by mail."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from moedeleder.documents.post_letter import BlockKind, PostBlock, PostLetter
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.mail.message import Attachment
from moedeleder.models import mapping
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.calendar_entries import CalendarEntry
from moedeleder.services.enclosures import PDF
from moedeleder.services.letter_blocks import (
    AgendaRow,
    AgendaTable,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Replies,
    minutes_text,
)
from moedeleder.services.letters import LetterText
from moedeleder.services.paper_words import paper_words
from moedeleder.services.without_mail_forms import FORM_NAMES


@dataclass(frozen=True, repr=False)
class PaperEnvelope:
    """One receiver's letter with all that goes with it; nothing in it is for anybody else.

    ``papers`` are PDFs by file name; ``by_hand`` are files that cannot be printed here.
    """

    delivery: Delivery
    address: str
    text: LetterText
    papers: tuple[tuple[str, bytes], ...] = ()
    by_hand: tuple[tuple[str, bytes], ...] = ()
    calendar: CalendarEntry | None = None


def receivers_of(
    session: Any, meeting: MeetingRow, letters: Sequence[DeliveryRow]
) -> list[tuple[Delivery, str]]:
    """Return each letter with its receiver's postal address, in the meeting's own order."""
    people = {each.id: each.person for each in meeting.attendees}
    found = []
    for row in letters:
        person = people.get(row.attendee_id) or session.get(PersonRow, row.person_id)
        found.append((mapping.delivery(row), person.postal_address if person else ""))
    return found


def sorted_papers(
    attachments: Collection[Attachment], form: bytes | None
) -> tuple[tuple[tuple[str, bytes], ...], tuple[tuple[str, bytes], ...]]:
    """Return what can be printed, and what cannot; the same paper in Word is left out.

    Args:
        form: the form for answering, to be printed in place of the Word file.
    """
    printed: list[tuple[str, bytes]] = []
    by_hand: list[tuple[str, bytes]] = []
    stems = {PurePath(each.filename).stem for each in attachments if each.mime_type == PDF}
    for each in attachments:
        stem = PurePath(each.filename).stem
        if each.mime_type == PDF:
            printed.append((each.filename, each.content))
        elif each.filename in FORM_NAMES and form is not None:
            printed.append((f"{stem}.pdf", form))
        elif stem not in stems:
            by_hand.append((each.filename, each.content))
    return tuple(printed), tuple(by_hand)


def loose_papers(envelope: PaperEnvelope) -> tuple[int, ...]:
    """Return which of the papers are forms: handed in again, they take no other page along."""
    stems = {PurePath(name).stem for name in FORM_NAMES}
    names = [PurePath(name).stem for name, _data in envelope.papers]
    return tuple(at for at, name in enumerate(names) if name in stems)


def on_paper(envelope: PaperEnvelope, day: date, note: str) -> PostLetter:
    """Return the letter as it is printed; ``note`` says how to answer."""
    text = envelope.text
    blocks = text.blocks or tuple(Paragraph(part) for part in text.body.strip().split("\n\n"))
    return PostLetter(
        envelope.delivery.name,
        envelope.address,
        day,
        text.subject,
        tuple(made for block in blocks for made in _blocks(block)),
        note,
    )


def _blocks(block: Block) -> tuple[PostBlock, ...]:
    match block:
        case Heading(text):
            return (PostBlock(BlockKind.HEADING, (text,)),)
        case Paragraph(text):
            words = paper_words(text).strip()
            return (PostBlock(BlockKind.TEXT, (words,)),) if words else ()
        case Bullets(lines):
            return (PostBlock(BlockKind.BULLETS, tuple(map(paper_words, lines))),)
        case AgendaTable(rows):
            return (PostBlock(BlockKind.NUMBERED, tuple(map(_point, rows))),)
        case Replies(pairs):
            return tuple(PostBlock(BlockKind.QUOTE, pair) for pair in pairs)


def _point(row: AgendaRow) -> str:
    lines = [f"{row.title} ({minutes_text(row.minutes)})"]
    lines += [f"Fra {row.raised}" if row.raised else "", row.words]
    return "\n".join(filter(None, lines))


def by_kind(letters: Sequence[Delivery]) -> Mapping[LetterKind, list[str]]:
    """Return the letters' ids under their kind."""
    found: dict[LetterKind, list[str]] = {}
    for each in letters:
        found.setdefault(each.kind, []).append(each.id)
    return found
