"""A real Postfix with a real Dovecot behind it, on this machine alone: what a municipality has.

Postfix takes letters by SMTP (STARTTLS and a login, asked of Dovecot), hands them on by LMTP, and
writes its own report where Dovecot has no such mailbox. Nothing can leave the machine.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from imapclient import IMAPClient

from moedeleder.mail.smtp import secure_context
from tests.imap_server import ImapServer, free_ports

PASSWORD = "en-solsort-i-haven"
OFFICE_PASSWORD = "blåbærgrød på bålet"
_PATIENCE_SECONDS = 15.0
_LOOKS_AGAIN_SECONDS = 0.02
_MASTER = Path("/usr/lib/postfix/sbin/master")


def postfix() -> Path:
    """Return the server's program, or skip the test where it is missing or cannot be started."""
    if not _MASTER.exists():
        pytest.skip("Postfix is not installed here (Debian package postfix)")
    if not Path("/usr/lib/dovecot/lmtp").exists():
        pytest.skip("Dovecot takes no mail by LMTP here (Debian package dovecot-lmtpd)")
    if os.geteuid() != 0:
        pytest.skip("Postfix can be started by root only")
    return _MASTER


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it lies in a mailbox."""

    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as a reader parses it."""
        message = message_from_bytes(self.data, policy=default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def message_id(self) -> str:
        """What it is called, as written."""
        return str(self.message["Message-ID"]).strip()


class PostfixServer:
    """``with PostfixServer(mailboxes) as server:`` gives ``host``, ``port`` and ``ca_file``.

    The first mailbox is the office's, with ``OFFICE_PASSWORD``; the others have ``PASSWORD``, for
    Python's own mail program can say no letter beyond ASCII. An address in one of the mailboxes'
    domains that has no mailbox is taken by Postfix and comes back later, as behind most
    municipalities' servers.
    """

    host = "127.0.0.1"
    password = OFFICE_PASSWORD

    def __init__(self, mailboxes: list[str]) -> None:
        self._master = postfix()
        self.user = mailboxes[0]
        self.mailboxes = mailboxes
        self._auth, self._lmtp = free_ports()
        self.port, _unused = free_ports()
        self.imap = ImapServer(extra=self._behind())
        users = "".join(f"{each}:{{PLAIN}}{self._password(each)}\n" for each in mailboxes)
        (self.imap.folder / "users").write_text(users)
        self.ca_file = self.imap.ca_file
        # A Unix socket's path may hold 108 bytes only, so not in the test's own long folder.
        self._folder = tempfile.TemporaryDirectory(prefix="mdpost-")
        self.folder = Path(self._folder.name)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._lay_out()
        self.imap.__enter__()
        try:
            self._process = subprocess.Popen(
                [self._master, "-d", "-c", self.folder / "etc"],
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "MAIL_CONFIG": f"{self.folder}/etc"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Its own group: it ends its helpers by ending the group.
                start_new_session=True,
            )
            self._wait_until_it_answers()
        except BaseException:
            self.__exit__(None, None, None)
            raise
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
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self.imap.__exit__(None, None, None)
        # A helper that is about to end may still write.
        shutil.rmtree(self.folder, ignore_errors=True)
        self._folder.cleanup()

    # --- what people do with it ---------------------------------------------------------------

    def make_folder(self, user: str, folder: str) -> None:
        """Make a folder in somebody's mailbox."""
        with self._hands(user) as client:
            client.create_folder(folder)

    def send(self, mail: EmailMessage, user: str) -> None:
        """Send a mail as somebody's own mail program does."""
        with smtplib.SMTP(self.host, self.port, timeout=_PATIENCE_SECONDS) as line:
            line.starttls(context=secure_context(self.ca_file))
            line.login(user, PASSWORD)
            line.send_message(mail)

    def mails(self, user: str, folder: str = "INBOX") -> list[Arrived]:
        """Return what lies in somebody's mailbox now, the oldest first."""
        with self._hands(user) as client:
            return _all_in(client, folder)

    def waits_for(self, user: str, at_least: int) -> list[Arrived]:
        """Return somebody's mails once there are so many; the server tells of each that comes."""
        with self._hands(user) as client:
            until = time.monotonic() + _PATIENCE_SECONDS
            while len(found := _all_in(client, "INBOX")) < at_least:
                if time.monotonic() > until:
                    log = self.log()
                    raise AssertionError(f"{user} has {len(found)} of {at_least} mails\n{log}")
                client.idle()
                client.idle_check(timeout=0.25)
                client.idle_done()
            return found

    def waits_until_quiet(self) -> None:
        """Wait until Postfix has nothing left to do: every mail has its mailbox or its report."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while left := self.queued():
            assert time.monotonic() < until, f"Postfix still holds {left}\n{self.log()}"
            threading.Event().wait(_LOOKS_AGAIN_SECONDS)

    def queued(self) -> list[str]:
        """Return the mails Postfix holds."""
        places = ("maildrop", "incoming", "active", "deferred", "hold", "corrupt")
        queue = self.folder / "queue"
        return [each.name for place in places for each in _files(queue / place)]

    def log(self) -> str:
        """Return what Postfix wrote down."""
        path = self.folder / "mail.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def statuses(self, address: str) -> list[str]:
        """Return what became of each try to deliver to an address: sent, bounced, deferred."""
        return re.findall(rf"to=<{re.escape(address)}>.* status=(\w+)", self.log())

    def _hands(self, user: str) -> IMAPClient:
        client = IMAPClient(
            self.imap.host,
            self.imap.tls_port,
            ssl_context=secure_context(self.ca_file),
            timeout=_PATIENCE_SECONDS,
        )
        client.plain_login(user, self._password(user))
        return client

    def _password(self, user: str) -> str:
        return OFFICE_PASSWORD if user == self.user else PASSWORD

    # --- how it is set up ----------------------------------------------------------------------

    def _behind(self) -> str:
        """Return what Dovecot does for Postfix, besides the mailboxes: it takes in and knows all.

        What comes for ``name+folder`` is laid in that folder of ``name``, or in the inbox.
        """
        return f"""
protocols = imap lmtp
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
postmaster_address = postmaster@kommune.example
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self._lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {self._auth}
  }}
}}
"""

    def _lay_out(self) -> None:
        """Make the folders Postfix wants, each of the right owner, and its two configurations."""
        etc, queue, data = (self.folder / name for name in ("etc", "queue", "data"))
        self.folder.chmod(0o755)
        for each in (etc, queue, data):
            each.mkdir()
        owner = pwd.getpwnam("postfix")
        drop = os.stat("/usr/sbin/postdrop").st_gid
        os.chown(data, owner.pw_uid, owner.pw_gid)
        for name in _OWN:
            _make(queue / name, 0o700, owner.pw_uid, -1)
        _make(queue / "maildrop", 0o1730, owner.pw_uid, drop)
        _make(queue / "public", 0o2710, owner.pw_uid, drop)
        _make(queue / "pid", 0o755, 0, 0)
        (etc / "main.cf").write_text(self._main())
        (etc / "master.cf").write_text(_services(self.host, self.port))

    def _main(self) -> str:
        domains = sorted({each.rpartition("@")[2] for each in self.mailboxes})
        return f"""
compatibility_level = 3.6
queue_directory = {self.folder}/queue
data_directory = {self.folder}/data
daemon_directory = {_MASTER.parent}
command_directory = /usr/sbin
maillog_file = {self.folder}/mail.log
maillog_file_prefixes = {self.folder}
myhostname = post.kommune.example
mydomain = kommune.example
mydestination =
inet_interfaces = {self.host}
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:nobody lives here
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
virtual_transport = lmtp:inet:{self.host}:{self._lmtp}
virtual_mailbox_domains = {" ".join(domains)}
# As at a gateway: who has a mailbox is known by the server behind it alone.
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {self.imap.folder}/server.pem
smtpd_tls_key_file = {self.imap.folder}/server.pem
smtpd_tls_protocols = >=TLSv1.2
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{self.host}:{self._auth}
smtpd_banner = $myhostname ESMTP
smtputf8_enable = yes
message_size_limit = 31457280
biff = no
"""

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            with suppress(OSError), socket.create_connection((self.host, self.port), 1) as line:
                if line.recv(4).startswith(b"220"):
                    return
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Postfix did not start\n{self.log()}")
            threading.Event().wait(_LOOKS_AGAIN_SECONDS)


_OWN = (
    "incoming", "active", "deferred", "hold", "corrupt",
    "bounce", "defer", "trace", "flush", "saved", "private",
)  # fmt: skip
# Name, kind, private, unprivileged, chroot, wake up, at most, program.
_SERVICES = """
pickup    unix  n  -  n  60   1  pickup
cleanup   unix  n  -  n  -    0  cleanup
qmgr      unix  n  -  n  300  1  qmgr
tlsmgr    unix  -  -  n  1000?  1  tlsmgr
rewrite   unix  -  -  n  -    -  trivial-rewrite
bounce    unix  -  -  n  -    0  bounce
defer     unix  -  -  n  -    0  bounce
trace     unix  -  -  n  -    0  bounce
proxymap  unix  -  -  n  -    -  proxymap
error     unix  -  -  n  -    -  error
retry     unix  -  -  n  -    -  error
lmtp      unix  -  -  n  -    -  lmtp
anvil     unix  -  -  n  -    1  anvil
scache    unix  -  -  n  -    1  scache
postlog   unix-dgram  n  -  n  -  1  postlogd
"""


def _services(host: str, port: int) -> str:
    return f"{host}:{port}  inet  n  -  n  -  -  smtpd{_SERVICES}"


def _make(folder: Path, mode: int, user: int, group: int) -> None:
    folder.mkdir()
    os.chown(folder, user, group)
    folder.chmod(mode)


def _files(folder: Path) -> list[Path]:
    # A mail goes from folder to folder while one looks.
    found: list[Path] = []
    for here, _folders, names in os.walk(folder):
        found += [Path(here) / name for name in names]
    return found


def _all_in(client: IMAPClient, folder: str) -> list[Arrived]:
    if not client.folder_exists(folder):
        return []
    client.select_folder(folder, readonly=True)
    numbers = client.search("ALL")
    found = client.fetch(numbers, ["BODY.PEEK[]"]) if numbers else {}
    return [Arrived(found[each][b"BODY[]"]) for each in sorted(found)]
