"""An office on a real encrypted store, with the fictional family Eksempel in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.app import transport_maker
from tests.offices import Bench, open_bench
from tests.services.outbox_desk import MeddlingMaker, mailing_office
from tests.smtp_server import SmtpServer


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """An office where Mette Holm has said who she is, and the family Eksempel is known."""
    with open_bench(tmp_path) as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    """A mail server that takes mails of up to 20 MB."""
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder, data_size_limit=20_000_000) as running:
        yield running


@pytest.fixture
def mailing(tmp_path: Path, server: SmtpServer) -> Iterator[Bench]:
    """An office that sends by that server."""
    with mailing_office(tmp_path / "office", server) as bench:
        yield bench


@pytest.fixture
def maker(server: SmtpServer) -> MeddlingMaker:
    """A way to that server at whose steps a test puts a hand in."""
    return MeddlingMaker(transport_maker(server.ca_file))


@pytest.fixture
def meddled(tmp_path: Path, server: SmtpServer, maker: MeddlingMaker) -> Iterator[Bench]:
    """An office that sends by that way."""
    with mailing_office(tmp_path / "office", server, maker) as bench:
        yield bench
