"""Sending the letters of a large meeting over a line of 20 ms, against two plainer ways."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue

from benchmarks.letters import LETTERS, example_letter, settings_of
from benchmarks.measuring import Comparison, compare
from benchmarks.slow_line import SlowLine
from moedeleder.app import transport_maker
from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.mail.message import wire_bytes
from moedeleder.mail.smtp import SmtpSettings, SmtpTransport, secure_context
from tests.offices import Bench, open_bench
from tests.smtp_server import SmtpServer

ROUND_TRIP = 0.020
ADDRESSES = tuple(f"anna{at}@eksempel.example" for at in range(LETTERS))


def run(folder: Path) -> Iterator[Comparison]:
    with (
        SmtpServer(folder, pipelining=True) as server,
        SlowLine(server.port, ROUND_TRIP / 2) as line,
    ):
        settings = settings_of(server, port=line.port)
        ways = _Ways(settings, server)
        ours = f"{LETTERS} letters by the transport, 20 ms away"
        yield compare(ours, ways.ours, "a connection for each letter", ways.one_by_one, rounds=5)
        plain = [(each, wire_bytes(example_letter(each))) for each in ADDRESSES]
        yield compare(
            ours, ways.ours, "a bare pipelined client", lambda: _bare(settings, plain), rounds=7
        )
        received = [mail.receivers for mail in server.messages]
        rounds = len(received) // LETTERS
        assert sorted(received) == sorted([(each,) for each in ADDRESSES] * rounds)
        server.messages.clear()
        yield from _by_the_outbox(folder, server, settings)


def _by_the_outbox(
    folder: Path, server: SmtpServer, settings: SmtpSettings
) -> Iterator[Comparison]:
    """Invitations with their papers, each put on record before and after it left."""
    with open_bench(folder, transport_maker(server.ca_file)) as bench:
        office = bench.office
        mail = MailSettings(
            MailWay.SMTP,
            host=settings.host,
            port=settings.port,
            user=settings.user,
            sender_name="Børn og Familie",
            sender_address="boern@kommune.example",
        )
        office.settings.save_mail(mail, server.password)
        meeting = _large_meeting(bench)
        office.sending.announce_meeting(meeting.id, meeting.version)
        first = office.sending.send(meeting.id, LetterKind.INVITATION)
        ids = [each.id for each in first if each.state is DeliveryState.SENT]
        sent = [(mail.receivers[0], mail.data) for mail in server.messages]
        assert len(ids) == len(sent) == LETTERS
        yield compare(
            f"{LETTERS} letters by the outbox, 20 ms away",
            lambda: office.sending.send_letters(ids),
            "a bare pipelined client, the same mails",
            lambda: _bare(settings, sent),
            rounds=5,
        )
        assert {each.receivers for each in server.messages} == {(each,) for each, _data in sent}
        assert len(server.messages) % LETTERS == 0


def _large_meeting(bench: Bench) -> Meeting:
    families = bench.office.families
    people = [
        families.add_person(
            bench.family.id, PersonDraft(f"Anna {at} Prøve", PersonRole.RELATIVE, mail=address)
        )
        for at, address in enumerate(ADDRESSES)
    ]
    draft = MeetingDraft(datetime(2026, 12, 3, 15, 30), 90, "Lokale 1", "", "En rolig plan.")
    invited = [(person.id, Duty.NONE) for person in people]
    meeting = bench.office.meetings.create(bench.family.id, "network", draft, invited)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "En forælder fortæller.")
    return bench.office.meetings.set_child_voice(meeting.id, meeting.version, voice)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The same letters sent in two ways; each logs in and says goodbye."""

    settings: SmtpSettings
    server: SmtpServer

    def ours(self) -> None:
        """As the program sends: so many sessions at once, each fetching the next letter."""
        transport, waiting = SmtpTransport(self.settings), SimpleQueue[str]()
        for address in ADDRESSES:
            waiting.put(address)

        def work(_number: int) -> None:
            with transport.session() as session:
                while True:
                    try:
                        address = waiting.get_nowait()
                    except Empty:
                        return
                    session.send(example_letter(address), address)

        with ThreadPoolExecutor(transport.parallel) as pool:
            list(pool.map(work, range(transport.parallel)))

    def one_by_one(self) -> None:
        """A connection for each letter, one after the other."""
        transport = SmtpTransport(self.settings)
        for address in ADDRESSES:
            with transport.session() as session:
                session.send(example_letter(address), address)


def _bare(settings: SmtpSettings, letters: Sequence[tuple[str, bytes]]) -> None:
    """One connection, as little as SMTP allows: a letter's end travels with the next start."""
    client = _Bare(settings)
    client.send(_begin(letters[0][0]))
    client.hear(3)
    following = [address for address, _data in letters[1:]]
    for (_address, data), after in zip(letters, (*following, ""), strict=True):
        client.send(data + b".\r\n" + _begin(after))
        client.hear(4 if after else 2)


def _begin(address: str) -> bytes:
    if not address:
        return b"QUIT\r\n"
    return f"MAIL FROM:<boern@kommune.example>\r\nRCPT TO:<{address}>\r\nDATA\r\n".encode()


class _Bare:
    """Says what it is told and counts the replies."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._sock = socket.create_connection((settings.host, settings.port))
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._sock.makefile("rb")
        self.hear(1)
        for command in ("EHLO [127.0.0.1]", "STARTTLS"):
            self.say(command)
            self.hear(1)
        self._encrypt(secure_context(settings.ca_file), settings.host)
        login = b64encode(f"\0{settings.user}\0{settings.password()}".encode()).decode()
        for command in ("EHLO [127.0.0.1]", f"AUTH PLAIN {login}"):
            self.say(command)
            self.hear(1)

    def say(self, line: str) -> None:
        self.send(f"{line}\r\n".encode())

    def send(self, data: bytes) -> None:
        self._sock.sendall(data)

    def hear(self, replies: int) -> None:
        while replies:
            line = self._file.readline()
            assert line[:1] in (b"2", b"3"), line
            replies -= line[3:4] != b"-"
        if line.startswith(b"221"):
            self._file.close()
            self._sock.close()

    def _encrypt(self, context: ssl.SSLContext, host: str) -> None:
        self._file.close()
        self._sock = context.wrap_socket(self._sock, server_hostname=host)
        self._file = self._sock.makefile("rb")
