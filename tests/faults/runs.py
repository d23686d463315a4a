"""One run: an office sends through the fault server until nothing is due any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.models.outbox_tables import DeliveryRow, LetterEventRow, SentLetterRow
from tests.faults.ledger import Ledger
from tests.faults.offices import Clock, Desk, Wrapped, cheap_folder, copy_office, opened
from tests.faults.plans import Plan
from tests.faults.server import FaultServer
from tests.faults.ways import LONG_PATIENCE, SHORT_PATIENCE, Way

ROUNDS = 60
"""More than the pauses of four days need; a run that is not at rest then never will be."""


@dataclass(frozen=True)
class Left:
    """A letter as it was handed over, and to which address."""

    message_id: str
    address: str


@dataclass
class Outcome:
    """What a run came to, from both sides: the rows of the office and the server's ledger."""

    plan: Plan
    ledger: Ledger
    deliveries: tuple[Delivery, ...]
    left: dict[str, list[Left]]
    """By delivery id."""
    events: dict[str, list[str]]
    troubles: list[str]
    kills: int = 0
    asked_again: frozenset[str] = frozenset()
    """Addresses whose letter a person asked for once more."""
    rested: bool = True


@dataclass
class Run:
    """A plan under way: the server, the store, and what passed between them."""

    plan: Plan
    server: FaultServer
    path: Path
    clock: Clock = field(default_factory=Clock)
    kills: int = 0
    asked_again: frozenset[str] = frozenset()
    rested: bool = True

    @property
    def way(self) -> Way:
        """How the office reaches the server in this run."""
        patience = SHORT_PATIENCE if self.plan.has_silence else LONG_PATIENCE
        server, plan = self.server, self.plan
        return Way(server.port, server.ca_file, plan.implicit_tls, plan.archive, patience)

    @contextmanager
    def office(self, wrapped: Wrapped = lambda each: each) -> Iterator[Desk]:
        """The office of the run, opened as at a start of the program.

        Args:
            wrapped: what a test plants around the transport.
        """
        with opened(self.path, self.way, self.clock, wrapped) as desk:
            self.server.at_dot = witness(desk, killed=bool(self.kills))
            desk.office.outbox.settle()
            yield desk

    def send(self, desk: Desk) -> Outcome:
        """Send until all is at rest, and say what it came to."""
        self.rested = until_rest(desk, self.server.next_round)
        return self.seen(desk)

    def person_decides(self, desk: Desk) -> Outcome:
        """Let a person settle what is uncertain: every other letter is sent again."""
        uncertain = [d for d in letters(desk) if d.state is DeliveryState.UNCERTAIN]
        for delivery in uncertain[1::2]:
            desk.office.outbox.say_arrived(delivery.id)
        again = uncertain[::2]
        for delivery in again:
            desk.office.outbox.say_lost(delivery.id)
        self.asked_again = frozenset(each.address for each in again)
        if again:
            desk.office.sending.send_letters([each.id for each in again])
        return self.send(desk)

    def seen(self, desk: Desk) -> Outcome:
        """Read everything there is to hold against each other."""
        left: dict[str, list[Left]] = {}
        events: dict[str, list[str]] = {}
        with desk.store.reading() as session:
            for letter in session.query(SentLetterRow).order_by(SentLetterRow.at):
                left.setdefault(letter.delivery_id, []).append(
                    Left(letter.message_id, letter.address)
                )
            for event in session.query(LetterEventRow).order_by(LetterEventRow.seq):
                events.setdefault(event.delivery_id, []).append(event.kind)
        return Outcome(
            self.plan,
            self.server.ledger,
            letters(desk),
            left,
            events,
            list(self.server.troubles),
            self.kills,
            self.asked_again,
            self.rested,
        )


@contextmanager
def begun(plan: Plan) -> Iterator[Run]:
    """A run that has a server and a store of its own, and has sent nothing."""
    with cheap_folder() as folder, FaultServer(plan) as server:
        yield Run(plan, server, copy_office(folder))


def letters(desk: Desk) -> tuple[Delivery, ...]:
    """Return the letters that the run is about."""
    found = desk.office.sending.deliveries(desk.meeting_id)
    return tuple(each for each in found if each.kind is LetterKind.CANCELLATION)


def until_rest(desk: Desk, next_round: Callable[[], None] = lambda: None) -> bool:
    """Send, wait for what is put off, send again; False where it never comes to rest."""
    for _ in range(ROUNDS):
        desk.office.outbox.work()
        next_round()
        due = desk.office.outbox.next_try_at()
        if due is not None:
            desk.clock.move_to(due + timedelta(seconds=1))
            continue
        # A refused login holds every letter back until a person has seen to the settings.
        if not desk.office.outbox.release_held():
            return True
    return False


def witness(desk: Desk, *, killed: bool = False) -> Callable[[str, str], None]:
    """Return what looks into the store at the very dot: the letter must be on record there.

    Args:
        killed: a dot may still come from a client that is dead, and whose letter is settled.
    """
    fitting = [DeliveryState.SENDING.value, *([DeliveryState.UNCERTAIN.value] if killed else [])]

    def look(receiver: str, message_id: str) -> None:
        with desk.store.reading() as session:
            row = (
                session.query(DeliveryRow)
                .filter_by(kind=LetterKind.CANCELLATION.value, address=receiver)
                .one()
            )
            assert row.state in fitting, f"the row says {row.state}"
            assert row.message_id == message_id, f"the row's Message-ID is {row.message_id}"
            kept = session.query(SentLetterRow).filter_by(message_id=message_id).count()
            assert kept >= 1, "no letter is kept"

    return look
