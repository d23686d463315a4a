"""Servers, settings and letters for the mail tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from moedeleder.domain.settings import Security
from moedeleder.mail.message import Letter
from moedeleder.mail.smtp import SmtpSettings
from tests.smtp_server import SmtpServer

MakeLetter = Callable[..., Letter]


@pytest.fixture
def make_letter() -> MakeLetter:
    def make(**changes: object) -> Letter:
        values: dict[str, object] = {
            "to_name": "Anna Ærøskov",
            "to_address": "anna@eksempel.dk",
            "sender_name": "Børn og Familie, Eksempelkommune",
            "sender_address": "boern@eksempelkommune.dk",
            "reply_to": "bo@eksempelkommune.dk",
            "subject": "Indbydelse til møde",
            "text": "Kære Anna\n\nVi glæder os til at se dig.\n",
            "message_id": "<0190f3a1-7c3e-7b1a-9d2e-1f2a3b4c5d6e@eksempelkommune.dk>",
            "date": datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        }
        return Letter(**(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


def settings_for(server: SmtpServer, **changes: object) -> SmtpSettings:
    values: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "security": Security.STARTTLS,
        "user": server.user,
        "password": lambda: server.password,
        "timeout": 20.0,
        "ca_file": server.ca_file,
    }
    return SmtpSettings(**(values | changes))  # type: ignore[arg-type]
