"""Where a mail lies in a mailbox, found by its Message-ID without touching anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

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
_ID_LINE = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


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
    client: ImapClient, folder: str, message_ids: Sequence[str], since: date | None
) -> tuple[str, ...]:
    """Return those of the Message-IDs that a folder holds; none where it cannot be opened.

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
    return tuple(each for each in asked if _lies_here(client, each, since))


def _lies_here(client: ImapClient, message_id: str, since: date | None) -> bool:
    bounds = ["SINCE", since] if since is not None else []
    with conversing(client):
        numbers = client.search([*bounds, "HEADER", "Message-ID", message_id.strip("<>")])
        newest = sorted(int(each) for each in numbers)[-_CANDIDATES_LIMIT:]
        found = client.fetch(newest, [_ID_LINE]) if newest else {}
        # Servers find parts of words too: only the header itself tells.
        return any(_says(data, message_id) for data in found.values())


def _says(data: dict[bytes, object], message_id: str) -> bool:
    lines = next((v for k, v in data.items() if k.upper().startswith(b"BODY[HEADER")), b"")
    if not isinstance(lines, bytes):
        return False
    return [each.strip() for each in read_headers(lines).all("message-id")] == [message_id]


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
