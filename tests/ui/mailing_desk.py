"""A desk whose letters leave by a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from moedeleder.domain.settings import MailSettings, MailWay
from tests.smtp_server import SmtpServer
from tests.ui.office_fixture import TestDesk, opened_desk


@contextmanager
def mailing_desk(folder: Path, server: SmtpServer, **named: Any) -> Iterator[TestDesk]:
    """Open a desk that sends by the server, whose certificate it trusts unless told another."""
    with opened_desk(folder, **{"ca_file": server.ca_file, **named}) as made:
        mail = MailSettings(
            MailWay.SMTP,
            host=server.host,
            port=server.port,
            user=server.user,
            sender_address="boern@eksempelby.example",
        )
        made.office.settings.save_mail(mail, server.password)
        yield made
