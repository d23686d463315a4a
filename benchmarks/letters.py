"""Sending the letters of a large meeting: one connection for all, against one for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from moedeleder.domain.ids import new_id
from moedeleder.domain.settings import Security
from moedeleder.mail.message import Letter, build_message, new_message_id
from moedeleder.mail.smtp import SmtpSettings, SmtpTransport
from tests.smtp_server import SmtpServer

LETTERS = 30


def example_letter(address: str) -> EmailMessage:
    """Return a letter such as the program sends."""
    return build_message(
        Letter(
            to_name="Anna Prøve",
            to_address=address,
            sender_name="Børn og Familie",
            sender_address="boern@kommune.example",
            reply_to="",
            subject="Referat af mødet",
            text="Kære Anna\n\nHer er referatet.\n",
            message_id=new_message_id(new_id(), "boern@kommune.example"),
            date=datetime(2026, 12, 4, 9, 0, tzinfo=UTC),
        )
    )


def settings_of(server: SmtpServer, port: int) -> SmtpSettings:
    """Return what leads to the test's own mail server, by ``port``."""
    return SmtpSettings(
        host=server.host,
        port=port,
        security=Security.STARTTLS,
        user=server.user,
        password=lambda: server.password,
        ca_file=server.ca_file,
    )


def run(folder: Path) -> Iterator[Comparison]:
    message = example_letter("anna@eksempel.example")
    with SmtpServer(folder) as server:
        transport = SmtpTransport(settings_of(server, server.port))

        def together() -> None:
            with transport.session() as session:
                for at in range(LETTERS):
                    session.send(message, f"anna{at}@eksempel.example")

        def one_by_one() -> None:
            for at in range(LETTERS):
                with transport.session() as session:
                    session.send(message, f"anna{at}@eksempel.example")

        yield compare(
            f"{LETTERS} letters over one connection",
            together,
            "the same, a connection for each",
            one_by_one,
            rounds=7,
        )
        assert len(server.messages) % LETTERS == 0
