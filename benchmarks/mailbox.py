"""Looking through a mailbox full of mail that is not for us, against fetching it plainly."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from moedeleder.app import mailbox_maker
from moedeleder.domain.settings import MailboxSettings, Security
from moedeleder.services.mailbox import Fetched
from tests.imap_server import PASSWORD, USER, ImapServer
from tests.offices import Bench, open_bench
from tests.services.answer_desk import mail

MAILS = 200
_TEXT = "Her er nyt fra butikken. Kom forbi og se de nye varer, når du har tid.\r\n" * 40


def run(folder: Path) -> Iterator[Comparison]:
    if shutil.which("dovecot", path="/usr/bin:/usr/sbin:/usr/local/sbin") is None:
        print("Dovecot is not installed: no mailbox is measured.", file=sys.stderr)
        return
    with ImapServer() as server, ExitStack() as still_open:
        sender = "Butikken <nyheder@butik.example>"
        ids = (f"<{number}@butik.example>" for number in range(MAILS))
        server.deliver(*(mail(_TEXT, sender=sender, message_id=each) for each in ids))
        folders, desk = count(), list[Bench]()

        def new_office() -> None:
            still_open.close()
            at = folder / f"office-{next(folders)}"
            at.mkdir()
            maker = mailbox_maker(server.ca_file)
            bench = still_open.enter_context(open_bench(at, mailbox=maker))
            bench.clock.now = datetime.now(UTC)
            bench.office.mailbox.save(_settings(server), PASSWORD)
            desk[:] = [bench]

        def look_through() -> Fetched:
            # Nobody looks through the same mail twice: the first turn has its office too.
            if not desk:
                new_office()
            return desk.pop().office.mailbox.fetch()

        def fetch_plainly() -> None:
            with server.hands() as client:
                client.select_folder("INBOX", readonly=True)
                found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
                assert len(found) == MAILS

        first = look_through()
        assert (first.taken, first.unknown, first.left, first.waiting) == (0, 0, 0, 0)
        yield compare(
            f"look through {MAILS} mails that are not ours",
            look_through,
            "fetch them all with IMAPClient",
            fetch_plainly,
            rounds=9,
            before=new_office,
        )


def _settings(server: ImapServer) -> MailboxSettings:
    return MailboxSettings(host=server.host, port=server.tls_port, security=Security.TLS, user=USER)
