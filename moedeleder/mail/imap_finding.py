"""Where a mail lies in a mailbox, found by its Message-ID without touching anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from moedeleder.domain.errors import MailboxFolderMissing
from moedeleder.mail.imap_client import ImapClient, conversing
from moedeleder.mail.mime_parts import read_headers

_SENT = b"\\sent"  # RFC 6154
_USUAL_NAMES = ("sent", "sendt", "sendt post", "sent items", "sendte elementer", "sent mail")
_NOT_SELECTABLE = frozenset({b"\\noselect", b"\\nonexistent"})
_FOLDERS_LIMIT = 5_000
_CANDIDATES_LIMIT = 20
# What can stand in a quoted string of the protocol; ours are all of that kind.
_SEARCHABLE = re.compile(r"<[!#-;=?-\[\]-~]{1,900}>")
_LINES = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE)]"


def folders_to_search(client: ImapClient, sent_folder: str, folder: str) -> tuple[str, ...]:
    """Return the folders a letter that left may lie in, the likeliest first.

    Args:
        sent_folder: where the office says they are; empty: the server's own.
        folder: where answers are fetched.

    Raises:
        MailServerUnreachable: no answer, or one that makes no sense.
    """
    sent = (sent_folder,) if sent_folder else _sent_folders(client)
    return tuple(dict.fromkeys((*sent, folder, "INBOX")))


def found_in(
    client: ImapClient,
    folder: str,
    message_ids: Sequence[str],
    since: date | None,
    written_after: Mapping[str, datetime],
) -> tuple[str, ...]:
    """Return those of the Message-IDs that a folder holds; none where it cannot be opened.

    Args:
        since: the day before which no mail was written, by its own date: servers' clocks differ.
        written_after: of some Message-IDs, when a mail of that name was written that is not meant.

    Raises:
        MailServerUnreachable: no answer, or one that makes no sense.
    """
    asked = [each for each in message_ids if _SEARCHABLE.fullmatch(each)]
    if not asked:
        return ()
    try:
        with conversing(client, MailboxFolderMissing):
            client.select_folder(folder, readonly=True)
    except MailboxFolderMissing:
        return ()
    return tuple(each for each in asked if _lies_here(client, each, since, written_after.get(each)))


def _lies_here(
    client: ImapClient, message_id: str, since: date | None, after: datetime | None
) -> bool:
    bounds = ["SENTSINCE", since] if since is not None else []
    with conversing(client):
        numbers = client.search([*bounds, "HEADER", "Message-ID", message_id.strip("<>")])
        newest = sorted(int(each) for each in numbers)[-_CANDIDATES_LIMIT:]
        found = client.fetch(newest, [_LINES]) if newest else {}
        # Servers find parts of words too: only the header itself tells.
        return any(_says(data, message_id, after) for data in found.values())


def _says(data: dict[bytes, object], message_id: str, after: datetime | None) -> bool:
    lines = next((v for k, v in data.items() if k.upper().startswith(b"BODY[HEADER")), b"")
    if not isinstance(lines, bytes):
        return False
    headers = read_headers(lines)
    if [each.strip() for each in headers.all("message-id")] != [message_id]:
        return False
    return after is None or _is_later(headers.all("date"), after)


def _is_later(dates: Sequence[str], after: datetime) -> bool:
    """Whether a mail says that it was written after a moment; headers know whole seconds only."""
    try:
        written = parsedate_to_datetime(dates[0].strip())
    except (IndexError, ValueError, OverflowError):
        return False
    return written.tzinfo is not None and written > after.replace(microsecond=0)


def _sent_folders(client: ImapClient) -> tuple[str, ...]:
    """Return the folder the server calls its sent mail, else those that usually are."""
    with conversing(client):
        listed = client.list_folders()[:_FOLDERS_LIMIT]
        usable = [
            ({flag.lower() for flag in flags}, delimiter or b"", str(name))
            for flags, delimiter, name in listed
        ]
    named = [each for each in usable if not each[0] & _NOT_SELECTABLE]
    marked = tuple(name for flags, _delimiter, name in named if _SENT in flags)
    return marked or tuple(n for _flags, d, n in named if _last_name(n, d) in _USUAL_NAMES)


def _last_name(name: str, delimiter: bytes) -> str:
    between = delimiter.decode("ascii", "replace")
    return (name.rpartition(between)[2] if between else name).casefold()
