"""The whole way by real servers: minutes leave by SMTP, answers come back by IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder.app import mailbox_maker, transport_maker
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionKind, ResponseState
from moedeleder.domain.settings import (
    AfterTaking,
    MailboxSettings,
    MailSettings,
    MailWay,
    Security,
)
from tests.imap_server import PASSWORD, USER, ImapServer, empty_server
from tests.offices import Bench, open_bench
from tests.services.answer_desk import SOFIE, fill, mail
from tests.services.corrections_desk import finished, response
from tests.services.letter_box import body, files_of
from tests.smtp_server import SmtpServer

KARIN = "Karin Dam <karin@skole.example>"


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    folder = tmp_path / "smtp"
    folder.mkdir()
    with SmtpServer(folder) as running:
        yield running


@pytest.fixture
def imap() -> ImapServer:
    return empty_server()


@pytest.fixture
def desk(tmp_path: Path, smtp: SmtpServer, imap: ImapServer) -> Iterator[Bench]:
    """An office that sends by one server and fetches from the other."""
    folder = tmp_path / "office"
    folder.mkdir()
    ways = transport_maker(smtp.ca_file), mailbox_maker(imap.ca_file)
    with open_bench(folder, *ways) as bench:
        out = MailSettings(
            MailWay.SMTP, "", smtp.host, smtp.port, Security.STARTTLS, smtp.user,
            "Børn og Familie", "born@kommune.example",
        )  # fmt: skip
        bench.office.settings.save_mail(out, smtp.password)
        yield bench


def fetch_from(bench: Bench, imap: ImapServer) -> None:
    """Begin to fetch; what comes from now on is looked at."""
    bench.clock.now = datetime.now(UTC)
    box = MailboxSettings(
        host=imap.host,
        port=imap.tls_port,
        security=Security.TLS,
        user=USER,
        after=AfterTaking.KEYWORD,
    )
    bench.office.mailbox.save(box, PASSWORD)


def letter_to(smtp: SmtpServer, address: str) -> EmailMessage:
    return next(each.message for each in smtp.messages if address in each.receivers)


def test_answers_by_mail_and_form_come_into_the_round(
    desk: Bench, smtp: SmtpServer, imap: ImapServer
) -> None:
    meeting_id = finished(desk)
    to_sofie, to_karin = (letter_to(smtp, each) for each in (SOFIE, "karin@skole.example"))
    assert "Svarkode: ML-" in body(to_sofie)
    form = fill(
        files_of(to_karin)["rettelsesskema.docx"],
        {"ml.corrections.1.place": "Konklusion", "ml.corrections.1.words": "Vi ses i januar"},
        [],
    )
    fetch_from(desk, imap)
    imap.deliver(
        mail("Hej Mette\n\nJeg er enig.\n\nHilsen Sofie", answers_to=str(to_sofie["Message-ID"])),
        mail(
            sender=KARIN,
            message_id="<2@skole.example>",
            answers_to=str(to_karin["Message-ID"]),
            files=[("rettelsesskema.docx", form)],
        ),
        mail("Tilbud på støvler", sender="nyheder@butik.example", message_id="<3@butik.example>"),
    )
    fetched = desk.office.mailbox.fetch()
    assert (fetched.taken, fetched.unknown) == (2, 0)
    view = desk.office.corrections.view(meeting_id)
    assert response(view, desk, "sofie").state is ResponseState.AGREES
    (correction,) = response(view, desk, "karin").corrections
    assert (correction.kind, correction.part, correction.words, correction.channel) == (
        CorrectionKind.CORRECT,
        "conclusion",
        "Vi ses i januar",
        Channel.FORM,
    )
    assert response(view, desk, "jonas").state is ResponseState.NOT_SENT
    assert desk.office.mailbox.fetch().taken == 0
    assert len(desk.office.corrections.view(meeting_id).corrections) == 2
