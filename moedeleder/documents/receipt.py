"""The receipt: what became of each thing somebody brought, on one paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from moedeleder.documents import words
from moedeleder.documents.lines import FOOTER_NAME, capital
from moedeleder.documents.table import Row
from moedeleder.domain import danish
from moedeleder.domain.completeness import quoted
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.text import shorten


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """A receipt to be printed for one person.

    ``meeting`` is what kind of meeting it is, ``starts_at`` Danish wall time or None while no
    time is chosen, ``contact`` where to turn.
    """

    name: str
    meeting: str
    starts_at: datetime | None
    lines: tuple[ReceiptLine, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The receipt as the page shows it; each line is their words and our answer."""

    heading: str
    document_title: str
    who: str
    facts: tuple[Row, ...]
    greeting: str
    opening: str
    lines: tuple[Row, ...]
    thanks: str
    help: str
    footer: str


def receipt_view(receipt: ReceiptPaper) -> ReceiptView:
    """Return what the page of the receipt shows."""
    at = receipt.starts_at
    when = f"{danish.long_date(at)} kl. {danish.clock(at)}" if at else words.TIME_OPEN
    meeting = capital(receipt.meeting) or words.MEETING
    return ReceiptView(
        heading=words.RECEIPT_HEADING,
        document_title=words.RECEIPT_HEADING,
        who=f"{meeting} · {when}",
        facts=(),
        greeting=words.greeting(receipt.name),
        opening=words.receipt_opening(len(receipt.lines)),
        lines=tuple((quoted(line.words), line.answer) for line in receipt.lines),
        thanks=words.RECEIPT_THANKS,
        help=words.receipt_help(receipt.contact),
        footer=f"{words.RECEIPT} · {shorten(receipt.name, FOOTER_NAME)}",
    )
