"""What the log tells of letters on their way: no name, no address, no word of a server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.logs import start_log, stop_log
from moedeleder.services.outbox_job import Progress
from tests.services.outbox_desk import KARIN, METTE, SOFIE, invite, mailing_office
from tests.smtp_server import SmtpServer

STRANGE = "Zebrafink"
PERSONAL = (SOFIE, KARIN, METTE, "Sofie", "Karin", "Mette", "Alma", "Eksempel", "118-26", STRANGE)


def _falls(_progress: Progress) -> None:
    raise ValueError(f"Sofie {SOFIE}")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = start_log(tmp_path / "log")
    assert path is not None
    yield path
    stop_log()


def test_no_line_names_anybody_whatever_becomes_of_the_letters(
    tmp_path: Path, log_file: Path
) -> None:
    server_folder = tmp_path / "smtp"
    server_folder.mkdir()
    logging.getLogger("moedeleder.tests").info("begun")
    with SmtpServer(server_folder) as server, mailing_office(tmp_path / "o", server) as bench:
        outbox = bench.office.outbox
        server.refuse(SOFIE, f"450 4.2.0 {STRANGE} <{SOFIE}>")
        server.refuse(KARIN, f"550 5.1.1 {STRANGE} <{KARIN}>")
        invite(bench)
        run = outbox.work()
        assert (run.sent, run.put_off, run.refused) == (1, 1, 1)
        invite(bench)
        with pytest.raises(ValueError, match="Sofie"):
            outbox.work(progress=_falls)
        server.accept(SOFIE)
        bench.office.settings.save_mail(bench.office.settings.mail(), f"{STRANGE}-forkert")
        invite(bench)
        assert outbox.work().put_off
    stop_log()
    text = log_file.read_text(encoding="utf-8")
    assert "begun" in text
    assert not [each for each in PERSONAL if each in text]
