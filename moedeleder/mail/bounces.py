"""What a mail server tells about a letter of ours, read without trusting a byte of it.

RFC 3464 (delivery status notifications), RFC 6533 (the same with UTF-8 addresses), and the mails
of servers that follow neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from moedeleder.domain.errors import InvalidAddress
from moedeleder.domain.text import clean_line, shorten
from moedeleder.mail.addresses import check_address
from moedeleder.mail.bounce_texts import (
    READ_LIMIT,
    WORDS_LIMIT,
    is_from_server,
    status_in,
    told_in_words,
)
from moedeleder.mail.decoding import decode_text, decode_transfer, decode_words
from moedeleder.mail.incoming import MAIL_LIMIT
from moedeleder.mail.mime_parts import Headers, Part, read_headers, read_tree
from moedeleder.mail.plain_text import html_to_text

_RECIPIENTS_LIMIT = 50
_HEAD_LIMIT = 64_000  # bytes of a status report, and of the head of a letter that came back
_STATUS_KINDS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEAD_KINDS = frozenset(
    {"text/rfc822-headers", "message/rfc822-headers", "text/rfc822", "message/global-headers"}
)
_LETTER_KINDS = frozenset({"message/rfc822", "message/global"}) | _HEAD_KINDS
_READ_RECEIPT = "message/disposition-notification"
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_BLANK_LINES = re.compile(rb"\r?\n[ \t]*\r?\n")
_CODE = re.compile(r"(?<![\d.#])([245]\d\d)(?=[ -]|$)")
_ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")


class BounceAction(StrEnum):
    """What a mail server says it did (RFC 3464 § 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


# Where a report names no action: the class of its status (RFC 3463 § 2).
_BY_CLASS = {
    "5": BounceAction.FAILED,
    "4": BounceAction.DELAYED,
    "2": BounceAction.DELIVERED,
}


@dataclass(frozen=True, slots=True, repr=False)
class Bounce:
    """What a mail server says about one letter to one address.

    ``recipient`` is the address it speaks of, ``sent_to`` and ``sent_at`` are what the letter
    itself said; all are empty where they are not told. ``message_ids`` are of the letter, the
    surest first. ``diagnostic`` is the server's own words and may hold an address.
    """

    action: BounceAction
    status: str = ""
    diagnostic: str = ""
    recipient: str = ""
    message_ids: tuple[str, ...] = ()
    sent_to: str = ""
    sent_at: datetime | None = None

    @property
    def code(self) -> int | None:
        """The reply number of the server that said no, if it is told."""
        found = _CODE.search(self.diagnostic)
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class _Letter:
    """What came back of the letter."""

    message_ids: tuple[str, ...] = ()
    sent_to: str = ""
    sent_at: datetime | None = None


def read_bounces(raw: bytes) -> tuple[Bounce, ...]:
    """Return what a mail server's mail says about a letter, one for each address.

    Never raises. Empty for every other mail: answers, auto-replies, receipts for having read.

    Args:
        raw: the mail as it stands in the mailbox, header and all.
    """
    if len(raw) > MAIL_LIMIT or not is_from_server(read_headers(raw)):
        return ()
    root = read_tree(raw).root
    leaves = list(_leaves(root))
    if any(leaf.headers.kind == _READ_RECEIPT for leaf in leaves):
        return ()
    letter = _letter(root.headers, leaves)
    reported = [
        bounce
        for leaf in leaves
        if leaf.headers.kind in _STATUS_KINDS
        for bounce in _reported(_content(leaf)[:_HEAD_LIMIT], letter)
    ]
    return tuple(reported[:_RECIPIENTS_LIMIT]) or _in_words(root.headers, leaves, letter)


def _leaves(root: Part) -> Iterator[Part]:
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.children:
            waiting += reversed(part.children)
        else:
            yield part


def _content(part: Part) -> bytes:
    kind = part.headers.kind
    encoding = part.headers.raw("content-transfer-encoding")
    return decode_transfer(part.body, encoding, kind.startswith("text/"))


def _reported(data: bytes, letter: _Letter) -> Iterator[Bounce]:
    """Give what a status report says, address by address."""
    for group in _BLANK_LINES.split(data, maxsplit=_RECIPIENTS_LIMIT * 2):
        fields = read_headers(group.strip(b"\r\n"))
        status = status_in(fields.raw("status"))
        action = _action(fields.raw("action"), status)
        recipient = _named(fields.raw("original-recipient")) or _named(
            fields.raw("final-recipient")
        )
        if action is None or not (recipient or fields.raw("action")):
            # The first lines are about the mail as a whole.
            continue
        diagnostic = _line(fields.raw("diagnostic-code").partition(";")[2])
        told = letter.message_ids, letter.sent_to, letter.sent_at
        yield Bounce(action, status, diagnostic, recipient, *told)


def _action(told: str, status: str) -> BounceAction | None:
    word = told.partition(";")[0].partition("(")[0].strip().lower()
    known = next((each for each in BounceAction if each == word), None)
    return known or _BY_CLASS.get(status[:1])


def _named(value: str) -> str:
    """Return the address in ``rfc822;address`` or ``utf-8;address``, else an empty string."""
    kind, semicolon, address = value.partition(";")
    if not semicolon:
        kind, address = "rfc822", value
    if kind.strip().lower() not in ("rfc822", "utf-8", "smtp"):
        return ""
    return _plain(_ESCAPED.sub(_letter_meant, address))


def _letter_meant(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    return chr(number) if number < 0xD800 or 0xE000 <= number <= 0x10FFFF else ""


def _letter(headers: Headers, leaves: list[Part]) -> _Letter:
    """Return what came back of the letter; without it, what the report says it answers."""
    for leaf in leaves:
        if leaf.headers.kind in _LETTER_KINDS:
            head = read_headers(_content(leaf)[:_HEAD_LIMIT].lstrip(b"\r\n"))
            ids = _ids(head.all("message-id"))[:1]
            if ids:
                return _Letter(ids, _plain(_last_address(head.raw("to"))), _date(head.raw("date")))
    if headers.kind != "multipart/report":
        # An auto-reply answers the letter too, and nothing has come back.
        return _Letter()
    # Never the forerunners of the letter that came back: those may be ours while it is not.
    answered = _ids(headers.all("in-reply-to"))[:1] or _ids(headers.all("references"))[-1:]
    return _Letter(answered)


def _in_words(headers: Headers, leaves: list[Part], letter: _Letter) -> tuple[Bounce, ...]:
    told = told_in_words(headers, "\n".join(_texts(leaves)))
    if told is None:
        return ()
    if told.message_id:
        quoted = _Letter((told.message_id,), _plain(_last_address(told.to)), _date(told.date))
        letter = quoted if letter.sent_at is None else letter
    action = BounceAction.DELAYED if told.is_delayed else BounceAction.FAILED
    return tuple(
        Bounce(
            action,
            status_in(each.words),
            each.words,
            _plain(each.recipient),
            letter.message_ids,
            letter.sent_to,
            letter.sent_at,
        )
        for each in told.refusals
    )


def _texts(leaves: list[Part]) -> Iterator[str]:
    room = READ_LIMIT
    for leaf in leaves:
        headers = leaf.headers
        if room <= 0 or headers.is_attachment or headers.kind not in ("text/plain", "text/html"):
            continue
        data = _content(leaf)[: READ_LIMIT * 4]
        text = decode_text(data, headers.parameter("charset"))[:READ_LIMIT]
        text = html_to_text(text) if headers.kind == "text/html" else text
        room -= len(text)
        yield text


def _ids(values: list[str]) -> tuple[str, ...]:
    found = (each for value in values for each in _MESSAGE_ID.findall(value))
    return tuple(dict.fromkeys(clean_line(each) for each in found))


def _last_address(value: str) -> str:
    """Return the address of a header with one mailbox, as our letters have."""
    value = value.strip()
    return value[:-1].rpartition("<")[2] if value.endswith(">") else value


def _plain(address: str) -> str:
    try:
        return check_address(decode_words(address.strip().strip("<>")))
    except InvalidAddress:
        return ""


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value[:200])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None


def _line(text: str) -> str:
    return shorten(clean_line(text), WORDS_LIMIT)
