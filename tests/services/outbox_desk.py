"""An office that mails by a real server, for tests of the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from moedeleder.app import transport_maker
from moedeleder.domain.errors import MailServerError
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.mail.transport import MailReport, MailSession, Transport
from moedeleder.services.outbox import TransportMaker
from tests.offices import Bench, open_bench
from tests.smtp_server import SmtpServer

SOFIE, KARIN, METTE = "sofie@mail.example", "karin@skole.example", "mette@kommune.example"


@contextmanager
def mailing_office(
    folder: Path, server: SmtpServer, transport: TransportMaker | None = None
) -> Iterator[Bench]:
    """Open an office that sends by the server."""
    folder.mkdir()
    with open_bench(folder, transport or transport_maker(server.ca_file)) as bench:
        bench.office.settings.save_mail(mail_by(server), server.password)
        yield bench


def mail_by(server: SmtpServer) -> MailSettings:
    return MailSettings(
        MailWay.SMTP,
        "",
        server.host,
        server.port,
        Security.STARTTLS,
        server.user,
        "Børn og Familie",
        "born@kommune.example",
    )


def invite(bench: Bench) -> str:
    """Call people to a meeting; their letters are free to leave."""
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    return meeting.id


def letters_of(bench: Bench, meeting_id: str) -> dict[str, Delivery]:
    """Return the invitations by address."""
    found = bench.office.sending.deliveries(meeting_id)
    return {each.address: each for each in found if each.kind is LetterKind.INVITATION}


def letter_to(bench: Bench, meeting_id: str, address: str) -> Delivery:
    return letters_of(bench, meeting_id)[address]


def states_of(bench: Bench, meeting_id: str) -> dict[str, DeliveryState]:
    """Return what became of each invitation that has an address."""
    return {a: each.state for a, each in letters_of(bench, meeting_id).items() if a}


def history(bench: Bench, letter: Delivery) -> list[LetterEventKind]:
    return [each.kind for each in bench.office.outbox.events(letter.id)]


def received(server: SmtpServer) -> list[str]:
    """Return who has been mailed, in the order of their names."""
    return sorted(address for mail in server.messages for address in mail.receivers)


def without_login(bench: Bench) -> None:
    """Let the office send to a server that asks for no login."""
    settings = bench.office.settings
    settings.save_mail(replace(settings.mail(), user=""))


class Meddling:
    """A real way out at whose steps a test puts a hand in."""

    parallel = 1

    def __init__(self, real: Transport) -> None:
        self._real = real
        self.opened = 0
        self.before_opening: Callable[[], None] = lambda: None
        self.before_sending: Callable[[str], None] = lambda _address: None
        self.before_last_word: Callable[[], None] = lambda: None
        self.after_last_word: Callable[[], None] = lambda: None

    @contextmanager
    def session(self) -> Iterator[MeddledSession]:
        self.before_opening()
        with self._real.session() as mail:
            self.opened += 1
            yield MeddledSession(self, mail)

    def test_connection(self) -> MailReport:
        return self._real.test_connection()


class MeddledSession:
    """One line of it."""

    def __init__(self, way: Meddling, real: MailSession) -> None:
        self._way, self._real = way, real

    def send(
        self,
        message: EmailMessage,
        to_address: str,
        *,
        before_last_word: Callable[[], None] = lambda: None,
        **named: Any,
    ) -> None:
        self._way.before_sending(to_address)

        def last_word() -> None:
            self._way.before_last_word()
            before_last_word()
            self._way.after_last_word()

        self._real.send(message, to_address, before_last_word=last_word, **named)

    @property
    def copy_refused(self) -> MailServerError | None:
        return self._real.copy_refused

    def hang_up(self) -> None:
        self._real.hang_up()


class MeddlingMaker:
    """Makes the same meddled way out each time, whatever the settings."""

    def __init__(self, real: TransportMaker, parallel: int = 1) -> None:
        self._real, self._parallel = real, parallel
        self.way: Meddling | None = None
        self.meddle: Callable[[Meddling], None] = lambda _way: None

    def __call__(self, settings: MailSettings, password: str) -> Transport:
        self.way = Meddling(self._real(settings, password))
        self.way.parallel = self._parallel
        self.meddle(self.way)
        return self.way
