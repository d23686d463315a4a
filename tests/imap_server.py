"""A real mailbox server (Dovecot) on this machine, without root's help, and a line that breaks."""

from __future__ import annotations

import atexit
import functools
import imaplib
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
import trustme
from imapclient import IMAPClient

from moedeleder.domain.settings import AfterTaking, Security
from moedeleder.mail.mailbox import MailboxAccess
from moedeleder.mail.smtp import secure_context

USER = "jørgen@kommune.example"
PASSWORD = "blåbærgrød-på-bålet"
_PATIENCE_SECONDS = 10.0


def dovecot() -> str:
    """Return the server's program, or skip the test where the machine has none."""
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("Dovecot is not installed here (Debian package dovecot-imapd)")
    return found


class ImapServer:
    """``with ImapServer() as server:`` gives ``host``, two ports, ``ca_file`` and an empty inbox.

    ``tls_port`` is encrypted from the first byte, ``plain_port`` asks for STARTTLS.
    """

    host = "127.0.0.1"

    def __init__(self, certificate_for: str = "127.0.0.1", extra: str = "") -> None:
        self.tls_port, self.plain_port = free_ports()
        # A Unix socket's path may hold 108 bytes only, so not in the test's own long folder.
        self._folder = tempfile.TemporaryDirectory(prefix="mdimap-")
        self.folder = Path(self._folder.name)
        self.folder.chmod(0o755)
        self.authority = trustme.CA()
        self.ca_file = self.folder / "authority.pem"
        self.authority.cert_pem.write_to_path(self.ca_file)
        certificate = self.authority.issue_cert(certificate_for)
        certificate.private_key_and_cert_chain_pem.write_to_path(self.folder / "server.pem")
        self._program = dovecot()
        self._configuration = self.folder / "dovecot.conf"
        self._configuration.write_text(self._settings() + extra)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [self._program, "-F", "-c", str(self._configuration)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(_PATIENCE_SECONDS)
        self._folder.cleanup()

    def access(self, **changes: object) -> MailboxAccess:
        values: dict[str, object] = {
            "host": self.host,
            "port": self.tls_port,
            "security": Security.TLS,
            "user": USER,
            "password": lambda: PASSWORD,
            "after": AfterTaking.NOTHING,
            "timeout": 10.0,
            "ca_file": self.ca_file,
        }
        return MailboxAccess(**(values | changes))  # type: ignore[arg-type]

    def hands(self) -> IMAPClient:
        """Return a second person's connection, logged in, who sees what happened; close it."""
        client = IMAPClient(
            self.host, self.tls_port, ssl_context=secure_context(self.ca_file), timeout=10
        )
        client.plain_login(USER, PASSWORD)
        return client

    def deliver(
        self, *mails: bytes, folder: str = "INBOX", at: datetime | None = None
    ) -> list[int]:
        """Put mails in a folder and return their numbers."""
        with self.hands() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            before = int(client.folder_status(folder, ["UIDNEXT"])[b"UIDNEXT"])
            for mail in mails:
                client.append(folder, mail, msg_time=at or datetime.now(UTC))
            return list(range(before, before + len(mails)))

    def flags(self, folder: str = "INBOX") -> dict[int, set[bytes]]:
        """Return what is marked on each mail, apart from what only says that it is new."""
        with self.hands() as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search("ALL"), ["FLAGS"]) if client.search("ALL") else {}
            return {int(n): set(data[b"FLAGS"]) - {b"\\Recent"} for n, data in found.items()}

    def empty(self) -> None:
        """Take all mails and folders away, for the next test."""
        with self.hands() as client:
            for _flags, _delimiter, name in client.list_folders():
                if name != "INBOX":
                    client.delete_folder(name)
            client.select_folder("INBOX")
            if found := client.search("ALL"):
                client.delete_messages(found)
                client.expunge()

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            with suppress(OSError, imaplib.IMAP4.error):
                imaplib.IMAP4(self.host, self.plain_port, timeout=1).shutdown()
                return
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the mailbox server did not start")
            threading.Event().wait(0.005)

    def _settings(self) -> str:
        owner = _unprivileged()
        mails = self.folder / "mails"
        mails.mkdir()
        os.chown(mails, owner.pw_uid, owner.pw_gid)
        (self.folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        own = pwd.getpwuid(os.geteuid()).pw_name
        group = _group_name(os.getegid())
        return f"""
protocols = imap
listen = {self.host}
base_dir = {self.folder}/run
state_dir = {self.folder}/state
log_path = {self.folder}/log
default_internal_user = {owner.pw_name if os.geteuid() == 0 else own}
default_login_user = {owner.pw_name if os.geteuid() == 0 else own}
default_internal_group = {_group_name(owner.pw_gid) if os.geteuid() == 0 else group}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{self.folder}/server.pem
ssl_key = <{self.folder}/server.pem
ssl_min_protocol = TLSv1.2
auth_mechanisms = plain login
auth_username_chars =
auth_failure_delay = 0
mail_location = maildir:{mails}/%u
mailbox_list_index = no
mail_uid = {owner.pw_uid}
mail_gid = {owner.pw_gid}
mail_fsync = never
passdb {{
  driver = passwd-file
  args = username_format=%u {self.folder}/users
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={mails}
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.plain_port}
  }}
  inet_listener imaps {{
    port = {self.tls_port}
    ssl = yes
  }}
}}
service imap {{
  vsz_limit = 512M
}}
"""


class BreakingLine:
    """A line to a server that is cut after so many bytes have come back, once for each number."""

    host = "127.0.0.1"

    def __init__(self, port: int, cut_after: list[int]) -> None:
        self._far, self._cuts = port, list(cut_after)
        self._listener = socket.create_server((self.host, 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closing alone does not wake an accept.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(_PATIENCE_SECONDS)

    @property
    def cuts_left(self) -> int:
        """How many connections are still to be cut."""
        return len(self._cuts)

    def _serve(self) -> None:
        while True:
            try:
                near, _address = self._listener.accept()
            except OSError:
                return
            limit = self._cuts.pop(0) if self._cuts else None
            with near, socket.create_connection((self.host, self._far)) as far:
                there = threading.Thread(target=_carry, args=(near, far, None), daemon=True)
                there.start()
                _carry(far, near, limit)
                for end in (near, far):
                    with suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                there.join(_PATIENCE_SECONDS)


def _carry(source: socket.socket, target: socket.socket, limit: int | None) -> None:
    left = limit
    with suppress(OSError):
        while left is None or left > 0:
            data = source.recv(65536 if left is None else min(65536, left))
            if not data:
                return
            target.sendall(data)
            left = None if left is None else left - len(data)


def tls_context(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    """Return what a server of ours needs to speak TLS under that name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def _unprivileged() -> pwd.struct_passwd:
    """Return the user whose the mails are: Dovecot opens none as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _group_name(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def free_ports() -> tuple[int, int]:
    """Return two ports nobody listens on just now."""
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return one.getsockname()[1], two.getsockname()[1]


@functools.cache
def running_server() -> ImapServer:
    """Return the one server all tests of this process share; each empties it first."""
    server = ImapServer()
    atexit.register(server.__exit__, None, None, None)
    return server.__enter__()


def empty_server() -> ImapServer:
    """Return the shared server with nothing in it."""
    server = running_server()
    server.empty()
    return server
