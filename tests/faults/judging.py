"""What must hold after every run, whatever went wrong in it; a complaint says what does not."""

from __future__ import annotations

from collections import Counter

from moedeleder.domain.sending import Delivery, DeliveryState
from tests.faults.ledger import Entry, What
from tests.faults.plans import ALWAYS, LINE, NOISE, Kind, Point
from tests.faults.runs import Outcome
from tests.faults.ways import ADDRESSES, ARCHIVE, LINES

SENT, FAILED, UNCERTAIN = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN
_DOT = frozenset({Point.DOT_BEFORE, Point.DOT_AFTER})
_REFUSING = frozenset({Point.RCPT, Point.DATA, Point.DOT_BEFORE})


def complaints(run: Outcome) -> list[str]:
    """Return everything that does not hold."""
    found = list(run.troubles)
    if not run.rested:
        found.append("it never came to rest")
    by_address = Counter(each.address for each in run.deliveries)
    if by_address != Counter(ADDRESSES):
        found.append(f"not one row for each receiver: {by_address}")
    for delivery in run.deliveries:
        found += [f"{delivery.address}: {each}" for each in _of_letter(run, delivery)]
    if not run.asked_again:
        found += _of_outcomes(run)
    found += _of_copies(run)
    return found


def report(run: Outcome, found: list[str]) -> str:
    """Return a failure for a reader: what does not hold, the plan, the ledger, the rows."""
    concerned = {each.split(":")[0] for each in found}
    rows = [
        f"  {d.address} {d.state} {d.reason} tries={d.attempts} {d.message_id} "
        f"{run.events.get(d.id, [])}"
        for d in run.deliveries
        if d.address in concerned or len(concerned) > 6
    ]
    ledger = [
        f"  {entry}"
        for entry in run.ledger.all()
        if entry.what is What.STRUCK or entry.receiver in concerned
    ]
    parts = ["", str(run.plan), *found[:12], "ledger:", *ledger[:60], "rows:", *rows]
    return "\n".join(parts)


def judge(run: Outcome) -> None:
    """Fail with everything a reader needs to understand what went wrong."""
    found = complaints(run)
    assert not found, report(run, found)


def _of_letter(run: Outcome, delivery: Delivery) -> list[str]:
    """What must hold of every letter, also where a person has decided about it."""
    address, found = delivery.address, list[str]()
    stored = run.ledger.stored(address)
    left = run.left.get(delivery.id, [])
    most = 2 if address in run.asked_again else 1
    if len(stored) > most:
        found.append(f"stored {len(stored)} times")
    if delivery.state not in (SENT, FAILED, UNCERTAIN):
        found.append(f"came to rest as {delivery.state}, {delivery.reason or 'no reason'}")
    if delivery.state is SENT and not stored and not _said_to_have_come(run, delivery):
        found.append("SENT, and the server has it not")
    if stored and delivery.state not in (SENT, UNCERTAIN):
        found.append(f"stored, and the row says {delivery.state}")
    if set(stored) - {delivery.message_id}:
        found.append(f"stored as {set(stored)}, the row says {delivery.message_id}")
    if delivery.state in (SENT, UNCERTAIN) and not left:
        found.append(f"{delivery.state} without a letter as it left")
    if any((each.message_id, each.address) != (delivery.message_id, address) for each in left):
        found.append(f"kept letters are not this one: {left}")
    if len(left) < len(run.ledger.of(What.DOT, address)):
        found.append("handed over more often than letters are kept")
    if run.events.get(delivery.id, []).count("handed_over") != len(left):
        found.append(f"{len(left)} letters kept, events {run.events.get(delivery.id)}")
    return found + _of_words(run, delivery)


def _said_to_have_come(run: Outcome, delivery: Delivery) -> bool:
    return "said_arrived" in run.events.get(delivery.id, [])


def _of_words(run: Outcome, delivery: Delivery) -> list[str]:
    data = run.ledger.letters.get((delivery.message_id, delivery.address))
    if data is None:
        return []
    text = data.decode("utf-8", "replace")
    others = [each for each in ADDRESSES if each != delivery.address and each in text]
    missing = [] if delivery.address in text else ["its own address is not in it"]
    return missing + [f"the address of {each} is in it" for each in others]


def _of_outcomes(run: Outcome) -> list[str]:
    """What each letter must have come to, given all that went wrong on its way."""
    found, unexplained = [], 0
    for delivery in run.deliveries:
        allowed = _allowed(run, delivery.address)
        if delivery.state in allowed:
            found += _of_tries(run, delivery)
        elif run.kills and delivery.state is UNCERTAIN:
            unexplained += 1
        else:
            names = ", ".join(sorted(allowed))
            found.append(f"{delivery.address}: {delivery.state}, but it must be {names}")
    if unexplained > run.kills * LINES:
        found.append(f"{unexplained} letters are uncertain after {run.kills} kills")
    return found


def _allowed(run: Outcome, address: str) -> set[DeliveryState]:
    own = run.ledger.of(What.STRUCK, address)
    decided = _decided(own)
    if decided:
        return decided
    allowed = {SENT}
    if run.plan.has_silence and not run.kills:
        # A short patience may also end where the machine is slow.
        allowed.add(UNCERTAIN)
    for strike in own:
        allowed |= _leeway(strike)
    number = ADDRESSES.index(address)
    if any((fault.times, fault.which) == (ALWAYS, number) for fault in run.plan.faults):
        allowed = {FAILED} if not allowed - {SENT} else allowed | {FAILED}
    if any(_may_refuse_anybody(strike) for strike in run.ledger.of(What.STRUCK, "")):
        allowed.add(FAILED)
    return allowed


def _decided(own: list[Entry]) -> set[DeliveryState]:
    """Return what a strike has decided once and for all; empty where none has."""
    for strike in own:
        if strike.point in _DOT and strike.kind in LINE | NOISE:
            # A part of the answer may hold its number.
            is_half = (strike.point, strike.kind) == (Point.DOT_AFTER, Kind.HALF)
            return {UNCERTAIN, SENT} if is_half else {UNCERTAIN}
        if strike.point in _REFUSING and strike.kind is Kind.PERMANENT:
            return {FAILED}
    return set()


def _leeway(strike: Entry) -> set[DeliveryState]:
    """Return what one strike may lead to besides the letter being sent in the end."""
    if strike.point is Point.BODY:
        refused = {FAILED} if strike.kind in NOISE | {Kind.PERMANENT} else set[DeliveryState]()
        return refused | {UNCERTAIN}
    if strike.point is Point.BETWEEN and strike.kind is Kind.RST:
        # A reset may overtake the answer before it.
        return {UNCERTAIN}
    if strike.point not in _DOT and strike.kind in NOISE:
        return {FAILED}
    return set()


def _may_refuse_anybody(strike: Entry) -> bool:
    """Whether letters that are not named may have been refused by it."""
    is_refusal = strike.kind in NOISE | {Kind.PERMANENT}
    return is_refusal and strike.point not in (Point.BETWEEN, Point.QUIT)


def _of_tries(run: Outcome, delivery: Delivery) -> list[str]:
    """Nothing is tried again without a cause, nor after what ends it."""
    if run.kills or run.plan.has_silence:
        return []
    address = delivery.address
    entries = run.ledger.all()
    tries = [n for n, e in enumerate(entries) if e.what is What.RCPT and e.receiver == address]
    struck = {e.connection for e in entries if e.what is What.STRUCK}
    found = []
    if any(entries[number].connection not in struck for number in tries[:-1]):
        found.append(f"{address}: tried again without a cause")
    for number, entry in enumerate(entries):
        ends = entry.what is What.STRUCK and entry.receiver == address and bool(_decided([entry]))
        if ends and tries and tries[-1] > number:
            found.append(f"{address}: tried again after {entry}")
    return found


def _of_copies(run: Outcome) -> list[str]:
    """The archive has what was stored, but for copies that it refused itself."""
    if not run.plan.archive:
        return ["the archive got letters"] if run.ledger.stored(ARCHIVE) else []
    refused = {e.receiver for e in run.ledger.of(What.STRUCK) if e.point is Point.COPY}
    wanted = Counter(
        entry.message_id
        for entry in run.ledger.of(What.STORED)
        if entry.receiver != ARCHIVE and entry.receiver not in refused
    )
    missing = wanted - Counter(run.ledger.stored(ARCHIVE))
    return [f"the archive has not {each}" for each in missing]
