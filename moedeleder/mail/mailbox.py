"""A mailbox to fetch answers from: always encrypted, nothing read, changed or removed in it.

The only marks it ever gets are a keyword or a place in a folder, on mails that were taken.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from moedeleder.domain.errors import (
    MailboxFolderMissing,
    MailError,
    MailLoginRefused,
    MailServerUnreachable,
)
from moedeleder.domain.settings import AfterTaking, Security, SignIn
from moedeleder.mail.imap_client import ImapClient, conversing
from moedeleder.mail.imap_finding import folders_to_search, found_in
from moedeleder.mail.incoming import MAIL_LIMIT
from moedeleder.mail.smtp import secure_context

KEYWORD = b"$Moedeleder"
_HEAD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM DATE)]"
_HEAD_KEY = re.compile(rb"BODY\[HEADER\.FIELDS", re.IGNORECASE)
_ROOM_FOR_LINES = 5_000_000


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class MailboxAccess:
    """Where and as whom to fetch.

    ``password`` is called when a connection needs it, so that it is not kept; with ``XOAUTH2`` it
    gives the access token. ``timeout`` is the longest silence and ``session_limit`` the longest
    visit, in seconds; ``ca_file`` (PEM) adds a municipality's own certificate authority;
    ``mail_limit`` is in bytes. ``sent_folder`` is where letters that left are looked for; empty:
    where the server says, or where such folders usually are. ``login_refused`` is told when the
    server did not take what ``password`` gave.
    """

    host: str
    port: int
    security: Security
    user: str
    password: Callable[[], str]
    folder: str = "INBOX"
    after: AfterTaking = AfterTaking.NOTHING
    timeout: float = 30.0
    session_limit: float = 1_800.0
    ca_file: Path | None = None
    mail_limit: int = MAIL_LIMIT
    sign_in: SignIn = SignIn.PASSWORD
    sent_folder: str = ""
    login_refused: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class MailboxReport:
    """What a test of the mailbox found; ``mails`` are those in the folder.

    ``can_mark`` is false where the server keeps no keywords of ours, though they are wanted.
    """

    place: str
    encryption: str
    folder: str
    mails: int
    can_mark: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class MailHead:
    """What is asked of a mail before it is fetched; ``size`` is in bytes.

    ``identity`` is what the mail calls itself, empty where it has no Message-ID.
    """

    size: int
    identity: bytes


class Mailbox:
    """A folder of an account on the municipality's mail server."""

    def __init__(self, access: MailboxAccess) -> None:
        self._access = access

    @contextmanager
    def session(self) -> Iterator[MailboxSession]:
        """Connect, encrypt, log in and open the folder.

        Raises:
            MailServerUnreachable: no answer, or not now.
            MailServerNotSecure: no encryption of TLS 1.2 or better, or a certificate not trusted.
            MailLoginRefused: wrong user name or password.
            MailLoginNotOffered: no login of a kind we know.
            MailboxFolderMissing: there is no such folder.
            FileUnreadable: the extra certificate file.
        """
        session = MailboxSession(self._access)
        # A server that says a letter now and then would never be silent for too long.
        curfew = threading.Timer(self._access.session_limit, session.hang_up)
        curfew.daemon = True
        curfew.start()
        try:
            session.open()
            yield session
        finally:
            curfew.cancel()
            session.close()

    def test_connection(self) -> MailboxReport:
        """Do all but fetch; raises as ``session``."""
        with self.session() as session:
            return session.report()


class MailboxSession:
    """One visit to the mailbox."""

    def __init__(self, access: MailboxAccess) -> None:
        self._access = access
        self._context = secure_context(access.ca_file)
        self._client: ImapClient | None = None
        self._socket: socket.socket | None = None
        self._hung_up = False
        self._opened: dict[bytes, Any] = {}

    @property
    def uid_validity(self) -> int:
        """The number under which the folder's mails keep their numbers; another, all are new."""
        return int(self._opened.get(b"UIDVALIDITY", 0))

    @property
    def can_mark(self) -> bool:
        """Whether the server keeps a keyword of ours on a mail."""
        kept = self._opened.get(b"PERMANENTFLAGS", ())
        names = {flag.lower() for flag in kept}
        return b"\\*" in names or KEYWORD.lower() in names

    def open(self) -> None:
        """Connect, encrypt, log in and open the folder."""
        access = self._access
        self._client = client = ImapClient(
            access.host,
            access.port,
            self._context,
            implicit_tls=access.security is Security.TLS,
            timeout=access.timeout,
            answer_limit=access.mail_limit + _ROOM_FOR_LINES,
            noted=self._note,
        )
        by_token = access.sign_in is SignIn.XOAUTH2
        log_in = client.log_in_by_token if by_token else client.log_in
        try:
            log_in(access.user, access.password())
        except MailLoginRefused:
            access.login_refused()
            raise
        with conversing(client, MailboxFolderMissing):
            self._opened = self._select(client)

    def close(self) -> None:
        """Say goodbye where the server still listens, and let go."""
        client, self._client = self._client, None
        if client is None:
            return
        if self._hung_up:
            client.let_go()
        else:
            client.leave()

    def hang_up(self) -> None:
        """Cut the line, so that whoever waits for the server on another thread stops waiting."""
        self._hung_up = True
        if self._socket is not None:
            with suppress(OSError):
                # Past TLS, whose own goodbye would wait for the server too.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def report(self) -> MailboxReport:
        """Return what the connection and the folder are like."""
        access = self._access
        return MailboxReport(
            f"{access.host}:{access.port}",
            self._at_hand().encryption,
            access.folder,
            int(self._opened.get(b"EXISTS", 0)),
            access.after is not AfterTaking.KEYWORD or self.can_mark,
        )

    def numbers(self, since: date, after: int) -> list[int]:
        """Return the numbers of the mails that came on or after a day, above a number, in order.

        Raises:
            MailServerUnreachable: no answer, or one that makes no sense.
        """
        client = self._at_hand()
        with conversing(client):
            found = client.search(["SINCE", since, "UID", f"{after + 1}:*"])
            # "n:*" always names the last mail, even where its number is lower.
            return sorted({int(number) for number in found if int(number) > after})

    def heads(self, numbers: Sequence[int]) -> dict[int, MailHead]:
        """Return size and identity of mails, without fetching them.

        Raises:
            MailServerUnreachable: no answer, or one that makes no sense.
        """
        client = self._at_hand()
        with conversing(client):
            found = client.fetch(list(numbers), ["RFC822.SIZE", _HEAD]) if numbers else {}
            return {int(number): _head(data) for number, data in found.items()}

    def fetch(self, number: int) -> bytes | None:
        """Return a mail as it came, without marking it as read; None where it is gone.

        At most ``mail_limit`` bytes and one are asked for, whatever the mail's size.

        Raises:
            MailServerUnreachable: no answer, or one that makes no sense.
        """
        client = self._at_hand()
        with conversing(client):
            found = client.fetch([number], [f"BODY.PEEK[]<0.{self._access.mail_limit + 1}>"])
            data = found.get(number, {})
            raw = next((value for key, value in data.items() if key.startswith(b"BODY[]")), None)
            return raw if isinstance(raw, bytes) else None

    def find(
        self,
        message_ids: Sequence[str],
        since: date | None = None,
        written_after: Mapping[str, datetime] | None = None,
    ) -> dict[str, str]:
        """Return in which folder mails lie, by Message-ID; those that are nowhere are left out.

        Looks where sent letters are kept, and where answers come: a copy may be laid there.
        Nothing is marked, not even as seen. When it fails, the visit is over.

        Args:
            since: the day before which they were not written.
            written_after: of some Message-IDs, when a mail of that name was written that is not
                meant: the letter left more than once.

        Raises:
            MailServerUnreachable: no answer, or one that makes no sense.
            MailboxFolderMissing: the folder of this visit is gone meanwhile.
        """
        client, found, meant = self._at_hand(), dict[str, str](), written_after or {}
        try:
            for folder in folders_to_search(client, self._access.sent_folder, self._access.folder):
                missing = [each for each in message_ids if each not in found]
                found |= dict.fromkeys(found_in(client, folder, missing, since, meant), folder)
            # Numbers mean something in the folder of this visit only.
            with conversing(client, MailboxFolderMissing):
                self._opened = self._select(client)
        except MailError:
            # Nobody knows which folder is open now: what follows must not touch a wrong one.
            self.hang_up()
            raise
        return found

    def put_keyword(self, number: int) -> bool:
        """Mark a mail with our keyword; False where the server keeps none.

        Raises:
            MailServerUnreachable: no answer.
        """
        client = self._at_hand()
        if not self.can_mark:
            return False
        try:
            with conversing(client, MailboxFolderMissing):
                client.add_flags([number], [KEYWORD], silent=True)
        except MailboxFolderMissing:
            return False
        return True

    def put_in_folder(self, number: int, folder: str) -> bool:
        """Move a mail to a folder, made when it is not there; False where the server will not.

        A server that cannot move gets a copy there and our keyword on the mail: nothing is
        ever deleted.

        Raises:
            MailServerUnreachable: no answer.
        """
        client = self._at_hand()
        try:
            with conversing(client, MailboxFolderMissing):
                if not client.folder_exists(folder):
                    client.create_folder(folder)
                if client.has_capability("MOVE"):
                    client.move([number], folder)
                    return True
                client.copy([number], folder)
        except MailboxFolderMissing:
            return False
        self.put_keyword(number)
        return True

    def _select(self, client: ImapClient) -> dict[bytes, Any]:
        """Open the folder, for writing only where something is to be marked in it."""
        folder = self._access.folder
        if self._access.after is not AfterTaking.NOTHING:
            try:
                return dict(client.select_folder(folder))
            except client.ReadOnlyError:
                # It may be read; marking is then left out.
                client.begin()
        return dict(client.select_folder(folder, readonly=True))

    def _at_hand(self) -> ImapClient:
        if self._client is None or self._hung_up:
            raise MailServerUnreachable
        return self._client

    def _note(self, sock: socket.socket) -> None:
        self._socket = sock
        if self._hung_up:
            raise MailServerUnreachable


def _head(data: dict[bytes, Any]) -> MailHead:
    lines = next((value for key, value in data.items() if _HEAD_KEY.match(key)), b"") or b""
    has_id = re.search(rb"^message-id[ \t]*:\s*<", lines, re.IGNORECASE | re.MULTILINE)
    identity = b" ".join(lines.split()) if has_id else b""
    return MailHead(int(data.get(b"RFC822.SIZE", 0)), identity)
