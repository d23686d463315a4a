"""What is to go wrong in a conversation, as data: a seed gives the same plan again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

RECEIVERS = 30


class Point(StrEnum):
    """Where in the conversation; the later ones are met once for each letter."""

    CONNECT = "connect"
    BANNER = "banner"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    HANDSHAKE = "handshake"
    EHLO_TLS = "ehlo-tls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    COPY = "copy"
    """The second receiver: the office's archive."""
    DATA = "data"
    BODY = "body"
    DOT_BEFORE = "dot-before"
    """The last word has come and nothing is stored."""
    DOT_AFTER = "dot-after"
    """It is stored, and the answer not given."""
    BETWEEN = "between"
    QUIT = "quit"


class Kind(StrEnum):
    """What goes wrong there."""

    REFUSED = "refused"
    """Nobody listens at the port."""
    RST = "rst"
    FIN = "fin"
    SILENT = "silent"
    """No answer for as long as the client waits."""
    TEMPORARY = "4xx"
    PERMANENT = "5xx"
    CLOSING = "421"
    GARBAGE = "garbage"
    HALF = "half"
    """A part of the answer, then the end of the line."""
    WRONG = "wrong"
    """An answer that belongs somewhere else."""


LINE = frozenset({Kind.RST, Kind.FIN, Kind.SILENT})
WORDS = frozenset({Kind.TEMPORARY, Kind.PERMANENT, Kind.CLOSING})
NOISE = frozenset({Kind.GARBAGE, Kind.HALF, Kind.WRONG})

KINDS: dict[Point, frozenset[Kind]] = {
    **dict.fromkeys(Point, LINE | WORDS | NOISE),
    Point.CONNECT: LINE | {Kind.REFUSED},
    Point.HANDSHAKE: LINE | {Kind.GARBAGE, Kind.HALF},
    Point.BODY: LINE | WORDS | {Kind.GARBAGE, Kind.HALF},
    # A server that stores a mail and says that it did not makes duplicates; nobody can help it.
    Point.DOT_AFTER: LINE | NOISE,
}
BY_RECEIVER = frozenset(
    {Point.RCPT, Point.COPY, Point.DATA, Point.BODY, Point.DOT_BEFORE, Point.DOT_AFTER}
)
BY_LETTER = BY_RECEIVER | {Point.MAIL, Point.BETWEEN}
ONLY_STARTTLS = frozenset({Point.EHLO, Point.STARTTLS})
ALWAYS = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    ``which`` is the number of the receiver (from 0) at points of one letter, elsewhere the
    first arrival (from 0) that is struck; ``times`` is how often it happens from there on.
    """

    point: Point
    kind: Kind
    which: int = 0
    times: int = 1

    def __str__(self) -> str:
        often = "always" if self.times == ALWAYS else f"x{self.times}"
        return f"{self.point}/{self.kind}@{self.which}{often}"


@dataclass(frozen=True, slots=True)
class Plan:
    """One run: what goes wrong, how the office is set up, and who kills the client where."""

    name: str
    faults: tuple[Fault, ...]
    implicit_tls: bool = False
    archive: bool = False

    def __str__(self) -> str:
        way = "TLS" if self.implicit_tls else "STARTTLS"
        copy = ", archive" if self.archive else ""
        return f"{self.name} [{', '.join(map(str, self.faults))}; {way}{copy}]"

    @property
    def has_silence(self) -> bool:
        """Whether the client's patience must be short for this run to end."""
        return any(fault.kind is Kind.SILENT for fault in self.faults)


class Fate:
    """Counts the arrivals at each point and says when one is struck; for many threads."""

    def __init__(self, plan: Plan) -> None:
        self._faults, self._lock = plan.faults, Lock()
        self._arrivals: Counter[tuple[Point, int]] = Counter()

    def strikes(self, point: Point, receiver: int = -1) -> Kind | None:
        """Return what goes wrong with this arrival, if anything."""
        with self._lock:
            key = receiver if point in BY_RECEIVER else -1
            count = self._arrivals[point, key]
            self._arrivals[point, key] += 1
        for fault in self._faults:
            if fault.point is not point or fault.kind is Kind.REFUSED:
                continue
            if point in BY_RECEIVER:
                if fault.which == receiver and count < fault.times:
                    return fault.kind
            elif fault.which <= count < fault.which + fault.times:
                return fault.kind
        return None


def each_alone(
    whiches: tuple[int, ...] = (0,),
    times: tuple[int, ...] = (1,),
    ways: tuple[bool, ...] = (False,),
) -> Iterator[Plan]:
    """Yield a plan for each point and kind: the whole product, one fault each."""
    for implicit in ways:
        for point in Point:
            if implicit and point in ONLY_STARTTLS:
                continue
            for kind in sorted(KINDS[point]):
                # The first line is the only one that is sure to be there.
                for which in whiches if point in BY_LETTER else (0,):
                    for often in times:
                        fault = Fault(point, kind, which, often)
                        yield Plan(f"alone-{fault}", (fault,), implicit, point is Point.COPY)


def packed() -> list[Plan]:
    """Return few plans that hold every kind of fault at every point between them.

    At points of one letter each fault strikes another receiver; elsewhere one arrival after the
    other. What is silent has plans of its own, for it costs real time.
    """
    loud = {point: sorted(kinds - {Kind.SILENT, Kind.REFUSED}) for point, kinds in KINDS.items()}
    of_letters = [(point, kind) for point in Point if point in BY_RECEIVER for kind in loud[point]]
    plans = [_one_each(f"letters-{n}", of_letters[n::3], bool(n % 2)) for n in range(3)]
    for point in Point:
        if point not in BY_RECEIVER:
            # A run has four lines, so it has only four goodbyes.
            step = 4 if point is Point.QUIT else 8
            for n in range(0, len(loud[point]), step):
                faults = [
                    Fault(point, kind, at) for at, kind in enumerate(loud[point][n : n + step])
                ]
                implicit = point not in ONLY_STARTTLS and bool(len(plans) % 2)
                plans.append(Plan(f"lines-{point}-{n}", tuple(faults), implicit))
    silent = [(point, Kind.SILENT) for point in Point if point in BY_RECEIVER]
    plans.append(_one_each("silent-letters", silent))
    quiet = [Fault(point, Kind.SILENT) for point in Point if point not in BY_RECEIVER]
    plans.append(Plan("silent-lines", tuple(quiet)))
    early = (Point.BANNER, Point.EHLO, Point.STARTTLS, Point.EHLO_TLS, Point.AUTH)
    # Four times, so that all lines of a run are refused and no letter gets through.
    shut = tuple(Fault(point, Kind.PERMANENT, times=4) for point in early)
    plans.append(Plan("all-lines-refused", shut))
    plans.append(Plan("nobody-listens", (Fault(Point.CONNECT, Kind.REFUSED, times=3),)))
    return plans


def _one_each(name: str, what: list[tuple[Point, Kind]], implicit_tls: bool = False) -> Plan:
    """Return a plan in which each fault strikes another receiver."""
    faults = tuple(Fault(point, kind, number) for number, (point, kind) in enumerate(what))
    return Plan(name, faults, implicit_tls, archive=True)


def by_seed(seed: int) -> Plan:
    """Return the plan of a seed: one to four faults, each once or a few times, seldom for ever."""
    chance = random.Random(f"faults {seed}")
    implicit = chance.random() < 0.3
    points = [point for point in Point if not (implicit and point in ONLY_STARTTLS)]
    faults = tuple(_fault(chance, chance.choice(points)) for _ in range(chance.randint(1, 4)))
    archive = any(fault.point is Point.COPY for fault in faults) or chance.random() < 0.2
    return Plan(f"seed-{seed}", faults, implicit, archive)


def _fault(chance: random.Random, point: Point) -> Fault:
    kind = chance.choice(sorted(KINDS[point]))
    which = chance.randrange(RECEIVERS) if point in BY_RECEIVER else chance.randrange(4)
    if kind is Kind.SILENT:
        # Each costs the client's patience in real time.
        return Fault(point, kind, which, 1)
    if point in BY_RECEIVER and kind is Kind.TEMPORARY and chance.random() < 0.1:
        return Fault(point, kind, which, ALWAYS)
    return Fault(point, kind, which, chance.choice((1, 1, 1, 2, 3, 7)))
