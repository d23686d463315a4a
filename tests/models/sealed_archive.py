"""A store with every kind of finished thing in it, and ways to change them by raw SQL."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from moedeleder.domain.ids import new_id
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.seals import CHANGE_LOG, SEAL, ChainReport
from moedeleder.models.engine import freeze_table, thaw_table
from moedeleder.models.engine_sqlite import WRITES
from moedeleder.models.minutes_tables import JournalRow
from moedeleder.models.round_tables import AgendaVersionRow
from moedeleder.models.seals import SEALED
from moedeleder.models.store import Store
from moedeleder.models.verifying import verify
from moedeleder.services.copies import PreparedCopy
from tests.offices import Bench, open_bench

LOCKED = (*SEALED, SEAL, CHANGE_LOG)


@contextmanager
def archive(folder: Path) -> Iterator[Bench]:
    """Give an office with two families' worth of finished minutes, papers, marks and exports."""
    with open_bench(folder) as bench:
        for version in range(2):
            _finish(bench, f"nr. {version}")
        yield bench


def _finish(bench: Bench, words: str) -> None:
    view = bench.complete()
    meeting_id = view.meeting.id
    _lock(bench, meeting_id, "")
    draft = bench.office.minutes.begin_version(meeting_id)
    part = draft.parts[PartKey.CONCLUSION]
    text = from_plain(f"Rettet {words}")
    bench.office.minutes.write(meeting_id, PartKey.CONCLUSION, part.version, text)
    _lock(bench, meeting_id, "En dag var forkert")
    bench.office.retiring.mark(meeting_id, 2, PartKey.CONCLUSION, f"Rettet {words}", "Det var ikke")
    manifest = json.dumps({"nummer": words})
    summed = hashlib.sha256(manifest.encode()).hexdigest()
    with bench.store.transaction() as session:
        session.add(
            AgendaVersionRow(
                id=new_id(),
                meeting_id=meeting_id,
                number=1,
                content=manifest,
                checksum=summed,
                shared_at=bench.clock(),
                shared_by="Mette Holm",
            )
        )
        session.add(
            JournalRow(
                id=new_id(),
                meeting_id=meeting_id,
                number=2,
                manifest=manifest,
                checksum=summed,
                made_at=bench.clock(),
                made_by="Mette Holm",
            )
        )


def _lock(bench: Bench, meeting_id: str, reason: str) -> None:
    minutes, meeting = bench.office.minutes, bench.office.meetings.get(meeting_id)
    record = minutes.as_finished(meeting_id, meeting.version, reason)
    copies = [
        PreparedCopy(
            each.id,
            each.person.id,
            each.person.name,
            record,
            (("referat.pdf", f"{meeting_id} {record.number} {at % 2}".encode()),),
        )
        for at, each in enumerate(meeting.attendees)
    ]
    minutes.finalise(meeting_id, meeting.version, record, copies, reason)


def report(store: Store) -> ChainReport:
    """Return what the store shows as it is."""
    with store.reading() as session:
        return verify(session)


@contextmanager
def tampering(store: Store) -> Iterator[Session]:
    """Give a session with the key that may do anything; what it does is thrown away."""
    engine = store.engine.sqlalchemy.execution_options(**{WRITES: True})
    with Session(engine) as session:
        session.connection()
        yield session
        session.rollback()


class Tamperer:
    """Somebody with the key who changes finished things by SQL, at random."""

    def __init__(self, connection: Connection, dice: random.Random) -> None:
        self._sql, self._dice = connection, dice

    def strike(self) -> str:
        """Change something in one of many ways; return which, for a message."""
        deeds: tuple[Callable[[], str], ...] = (
            self._edit,
            self._edit,
            self._forge_text,
            self._delete,
            self._insert,
            self._replace,
            self._swap,
            self._swap_ids,
            self._cut_tail,
            self._edit_chain,
            self._delete_link,
            self._edit_log,
            self._delete_log,
            self._reopen,
        )
        deed, hides = self._dice.choice(deeds), self._dice.choice((0, 1, 2))
        tables = LOCKED if hides else ()
        for table in tables:
            self._each(thaw_table("sqlite", table))
        told = deed()
        if hides == 2:
            for table in tables:
                self._each(freeze_table("sqlite", table))
        return f"{told}, locks {('left', 'dropped', 'dropped and put back')[hides]}"

    def _each(self, statements: tuple[str, ...]) -> None:
        for statement in statements:
            self._sql.execute(text(statement))

    def _rows(self, table: str) -> list[Mapping[str, Any]]:
        return list(self._sql.execute(text(f"SELECT * FROM {table}")).mappings())

    def _some(self, count: int = 1) -> tuple[str, list[Mapping[str, Any]]]:
        """Return a table that holds so many rows, and so many of them."""
        tables = [name for name in SEALED if len(self._rows(name)) >= count]
        table = self._dice.choice(tables)
        return table, self._dice.sample(self._rows(table), count)

    def _set(self, table: str, key: str, value: Any, **fields: Any) -> None:
        places = ", ".join(f"{name} = :{name}" for name in fields)
        query = text(f"UPDATE {table} SET {places} WHERE {key} = :key_")
        assert self._sql.execute(query, fields | {"key_": value}).rowcount == 1

    def _other(self, value: Any) -> Any:
        """Return a value of the same sort that is another."""
        if isinstance(value, bytes):
            return value + b"\0"
        if isinstance(value, int):
            return value + self._dice.choice((-1, 1, 7))
        words = str(value or "")
        at = self._dice.randrange(len(words) + 1)
        letter = self._dice.choice([c for c in "0aZæ " if c != words[at : at + 1]])
        return words[:at] + letter + words[at + 1 :]

    def _edit(self) -> str:
        table, (row,) = self._some()
        column = self._dice.choice(sorted(row))
        self._set(table, "id", row["id"], **{column: self._other(row[column])})
        return f"{table}.{column} changed"

    def _forge_text(self) -> str:
        row = self._dice.choice(self._rows("minutes_version"))
        data = json.loads(row["content"])
        field = self._dice.choice(("salt", "place", "author", "title", "number"))
        data[field] = self._other(data.get(field, ""))
        content = json.dumps(data, sort_keys=True, ensure_ascii=False)
        summed = hashlib.sha256(content.encode()).hexdigest()
        self._set("minutes_version", "id", row["id"], content=content, checksum=summed)
        return f"{field} of a version forged with its checksum"

    def _delete(self) -> str:
        table, (row,) = self._some()
        self._sql.execute(text("PRAGMA defer_foreign_keys = ON"))
        self._sql.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": row["id"]})
        return f"{table} row deleted"

    def _put(self, verb: str, table: str, row: Mapping[str, Any]) -> None:
        places = ", ".join(f":{name}" for name in row)
        self._sql.execute(
            text(f"{verb} INTO {table} ({', '.join(row)}) VALUES ({places})"), dict(row)
        )

    def _insert(self) -> str:
        table, (row,) = self._some()
        new = dict(row) | {"id": new_id()}
        if "number" in new:
            new["number"] += self._dice.choice((1, 2, 50))
        if table == "minutes_copy":
            new["attendee_id"] = new_id()
        self._put("INSERT", table, new)
        return f"{table} row slipped in"

    def _replace(self) -> str:
        table, (row,) = self._some()
        column = self._dice.choice([name for name in sorted(row) if name != "id"])
        self._sql.execute(text("PRAGMA defer_foreign_keys = ON"))
        new = dict(row) | {column: self._other(row[column])}
        self._put("INSERT OR REPLACE", table, new)
        return f"{table}.{column} replaced"

    def _swap(self) -> str:
        table, (one, two) = self._some(2)
        columns = [name for name in one if name != "id" and one[name] != two[name]]
        free = [name for name in columns if name not in ("number", "meeting_id", "attendee_id")]
        column = self._dice.choice(free)
        self._set(table, "id", one["id"], **{column: two[column]})
        self._set(table, "id", two["id"], **{column: one[column]})
        return f"{table}.{column} of two rows swapped"

    def _swap_ids(self) -> str:
        table, (one, two) = self._some(2)
        self._sql.execute(text("PRAGMA defer_foreign_keys = ON"))
        for value, key in (("away", one["id"]), (one["id"], two["id"]), (two["id"], "away")):
            self._set(table, "id", key, id=value)
        return f"two rows of {table} swapped"

    def _cut_tail(self) -> str:
        links = self._rows(SEAL)
        gone = links[-self._dice.randrange(1, len(links)) :]
        with_rows, counted = self._dice.random() < 0.7, self._dice.random() < 0.5
        for link in reversed(gone):
            self._sql.execute(text("PRAGMA defer_foreign_keys = ON"))
            self._sql.execute(text("DELETE FROM seal WHERE seq = :seq"), {"seq": link["seq"]})
            if with_rows:
                query = text(f"DELETE FROM {link['kind']} WHERE id = :id")
                self._sql.execute(query, {"id": link["row_id"]})
        if counted:
            query = text("UPDATE sqlite_sequence SET seq = :seq WHERE name = 'seal'")
            self._sql.execute(query, {"seq": gone[0]["seq"] - 1})
        return f"the last {len(gone)} links cut off (rows {with_rows}, counter {counted})"

    def _edit_chain(self) -> str:
        row = self._dice.choice(self._rows(SEAL))
        column = self._dice.choice(sorted(row))
        self._set(SEAL, "seq", row["seq"], **{column: self._other(row[column])})
        return f"seal.{column} changed"

    def _delete_link(self) -> str:
        row = self._dice.choice(self._rows(SEAL))
        self._sql.execute(text("DELETE FROM seal WHERE seq = :seq"), {"seq": row["seq"]})
        return "a link deleted"

    def _sealed_line(self) -> Mapping[str, Any]:
        last = max(row["log_seq"] for row in self._rows(SEAL))
        return self._dice.choice([row for row in self._rows(CHANGE_LOG) if row["seq"] <= last])

    def _edit_log(self) -> str:
        row = self._sealed_line()
        column = self._dice.choice(sorted(row))
        self._set(CHANGE_LOG, "seq", row["seq"], **{column: self._other(row[column])})
        return f"change_log.{column} changed"

    def _delete_log(self) -> str:
        row = self._sealed_line()
        query = text("DELETE FROM change_log WHERE seq = :seq")
        self._sql.execute(query, {"seq": row["seq"]})
        return "a line of the change log deleted"

    def _reopen(self) -> str:
        row = self._dice.choice(self._rows("minutes_version"))
        state = self._dice.choice(("held", "planned", "cancelled"))
        self._set("meeting", "id", row["meeting_id"], state=state)
        return f"a finished meeting made {state}"
