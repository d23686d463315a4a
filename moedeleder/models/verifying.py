"""Looking at every finished thing: is it as it was sealed, and where is the first that is not?

It reads everything and changes nothing; papers are read one at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.seals import (
    CHANGE_LOG,
    FIRST,
    SEAL,
    BrokenLink,
    ChainReport,
    SealLink,
    Why,
    in_order,
)
from moedeleder.domain.sending import LetterKind
from moedeleder.models.engine import missing_locks, rows_ever
from moedeleder.models.seals import (
    LOG_COLUMNS,
    SEAL_COLUMNS,
    SEALED,
    LogDigest,
    link_of,
    raw_rows,
    row_digest,
)
from moedeleder.models.tables import DeliveryRow, MeetingRow, MinutesVersionRow

Name = tuple[str, str]
"""The table and the id of a finished thing."""
Sealed = Mapping[Name, SealLink]
_VERSION = "minutes_version"


def verify(session: Session) -> ChainReport:
    """Return what every finished thing, the chain and the change log show."""
    connection = session.connection()
    links, broken = _chain(connection)
    sealed = {(each.kind, each.row_id): each for each in reversed(links)}
    told: set[Name] = set()
    broken += _log(connection, links, sealed, told)
    broken += _rows(connection, links, sealed, told)
    broken += _numbers(connection)
    broken += (
        BrokenLink(name, "", Why.UNLOCKED)
        for name in missing_locks(connection, (*SEALED, SEAL, CHANGE_LOG))
    )
    return ChainReport(len(links), in_order(broken))


def _chain(connection: Connection) -> tuple[list[SealLink], list[BrokenLink]]:
    """Return the links as they stand, and those that do not follow from the one before."""
    links: list[SealLink] = []
    broken: list[BrokenLink] = []
    before, seq = FIRST, 0
    for values in raw_rows(connection, SEAL, SEAL_COLUMNS, order="seq"):
        link = link_of(values)
        seq += 1
        is_next = (link.seq, link.previous, link.link) == (seq, before, values["link"])
        if not is_next or link.kind not in SEALED:
            broken.append(BrokenLink(link.kind, link.row_id, Why.CHAIN, link.seq))
        # From here on as it stands, so that one broken place is named once.
        before, seq = values["link"], link.seq
        links.append(link)
    if rows_ever(connection, SEAL) != seq:
        broken.append(BrokenLink(SEAL, "", Why.CHAIN, seq + 1))
    return links, broken


def _log(
    connection: Connection, links: list[SealLink], sealed: Sealed, told: set[Name]
) -> list[BrokenLink]:
    """Return where the change log is not as it was sealed; ``told`` gets what it saw finished."""
    broken: list[BrokenLink] = []
    lines = raw_rows(connection, CHANGE_LOG, LOG_COLUMNS, order="seq")
    line = next(lines, None)
    for link in links:
        digest = LogDigest()
        while line is not None and line["seq"] <= link.log_seq:
            broken += _told(line, sealed, told)
            digest.add(line)
            line = next(lines, None)
        if digest.text != link.log_digest:
            broken.append(BrokenLink(CHANGE_LOG, link.row_id, Why.LOG, link.seq))
    seq = links[-1].log_seq if links else 0
    while line is not None:
        broken += _told(line, sealed, told)
        seq += 1
        if line["seq"] != seq:
            broken.append(BrokenLink(CHANGE_LOG, "", Why.LOG))
            seq = line["seq"]
        line = next(lines, None)
    return broken


def _told(line: Mapping[str, Any], sealed: Sealed, told: set[Name]) -> Iterator[BrokenLink]:
    """Yield that a finished thing was changed through the program, which cannot be."""
    name = (line["table_name"], line["row_id"])
    if name[0] not in SEALED:
        return
    if line["action"] == "insert":
        told.add(name)
        return
    link = sealed.get(name)
    yield BrokenLink(*name, Why.CHANGED, link.seq if link else 0)


def _rows(
    connection: Connection, links: list[SealLink], sealed: Sealed, told: set[Name]
) -> Iterator[BrokenLink]:
    """Yield the finished things that are not as they were sealed."""
    digests: dict[Name, str] = {}
    for kind, columns in SEALED.items():
        for values in raw_rows(connection, kind, columns, order="id"):
            name = (kind, values["id"])
            digests[name] = row_digest(values)
            yield from _row(kind, values, sealed.get(name), digests[name])
    yield from (BrokenLink(*name, Why.GONE) for name in told - digests.keys() - sealed.keys())
    for link in links:
        name = (link.kind, link.row_id)
        if name not in digests:
            yield BrokenLink(link.kind, link.row_id, Why.GONE, link.seq)
        elif link.digest != digests[name] and sealed[name] is not link:
            # Sealed a second time, as something else.
            yield BrokenLink(link.kind, link.row_id, Why.CHANGED, link.seq)


def _row(
    kind: str, values: Mapping[str, Any], link: SealLink | None, digest: str
) -> Iterator[BrokenLink]:
    number, meeting_id = values.get("number") or 0, values.get("meeting_id") or ""
    seq = link.seq if link else 0
    if link is None:
        yield BrokenLink(kind, values["id"], Why.UNSEALED, seq, number, meeting_id)
    elif link.digest != digest:
        yield BrokenLink(kind, values["id"], Why.CHANGED, seq, number, meeting_id)
    elif kind in _OWN_CHECKSUMS and not _OWN_CHECKSUMS[kind](values):
        yield BrokenLink(kind, values["id"], Why.CHECKSUM, seq, number, meeting_id)


def _sums_up(name: str) -> Callable[[Mapping[str, Any]], bool]:
    def agrees(values: Mapping[str, Any]) -> bool:
        text = str(values[name])
        return hashlib.sha256(text.encode("utf-8")).hexdigest() == str(values["checksum"])

    return agrees


_OWN_CHECKSUMS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    _VERSION: _sums_up("content"),
    "minutes_copy": _sums_up("content"),
    "agenda_version": _sums_up("content"),
    "journal_export": _sums_up("manifest"),
    "paper": lambda values: hashlib.sha256(values["data"]).hexdigest() == str(values["id"]),
}


def _numbers(connection: Connection) -> Iterator[BrokenLink]:
    """Yield the meetings whose versions are not all there, or whose state denies them."""
    version = MinutesVersionRow.__table__.c
    found = connection.execute(
        select(version.meeting_id, version.number).order_by(version.meeting_id, version.number)
    )
    numbers = {key: [each[1] for each in rows] for key, rows in groupby(found, lambda row: row[0])}
    sent = _sent(connection)
    states = connection.execute(select(MeetingRow.id, MeetingRow.state))
    for meeting_id, state in states:
        there = numbers.get(meeting_id, [])
        is_finished = state == MeetingState.FINISHED.value
        if is_finished and not there:
            yield BrokenLink(_VERSION, "", Why.NO_VERSION, meeting_id=meeting_id)
        elif there and not is_finished:
            yield BrokenLink(_VERSION, "", Why.REOPENED, meeting_id=meeting_id)
        wanted = range(1, max(*there, sent.get(meeting_id, 0), 0) + 1) if there else ()
        missing = next((number for number in wanted if number not in there), 0)
        if missing:
            yield BrokenLink(_VERSION, "", Why.NUMBERS, number=missing, meeting_id=meeting_id)


def _sent(connection: Connection) -> dict[str, int]:
    """Return the newest version of each meeting that there is a letter with."""
    letters = (
        select(DeliveryRow.meeting_id, func.max(DeliveryRow.number))
        .where(DeliveryRow.kind == LetterKind.MINUTES.value)
        .group_by(DeliveryRow.meeting_id)
    )
    return {row[0]: row[1] for row in connection.execute(letters)}
