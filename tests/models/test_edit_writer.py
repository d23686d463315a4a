"""The typing path: quick to take, durable before it says so, and it never drops a text."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from moedeleder.domain import errors
from moedeleder.models.edit_writer import EditWriter, forget, latest_edits, trim
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.models.tables import TextEditRow
from tests.stores import KEY, NOW, TickingClock, make_file, make_store

Saved = list[tuple[str, int]]


class Listener:
    """Notes what the writer says, and lets a test wait for it."""

    def __init__(self) -> None:
        self.saved: Saved = []
        self.failed: list[tuple[str, errors.MoedelederError]] = []
        self.has_failed = threading.Event()

    def on_saved(self, slot: str, ticket: int) -> None:
        self.saved.append((slot, ticket))

    def on_failed(self, slot: str, error: errors.MoedelederError) -> None:
        self.failed.append((slot, error))
        self.has_failed.set()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def writer(store: Store, listener: Listener) -> Iterator[EditWriter]:
    made = store.edit_writer(listener.on_saved, listener.on_failed)
    yield made
    made.close()


def texts(store: Store, prefix: str = "") -> dict[str, str]:
    with store.reading() as session:
        return {slot: content for slot, (content, _) in latest_edits(session, prefix).items()}


def rows(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(TextEditRow)) or 0


def test_a_text_is_kept_with_who_and_when(
    store: Store, writer: EditWriter, listener: Listener
) -> None:
    ticket = writer.put("meeting:1:note", "Karla trives i 3.b 🙂")
    assert writer.flush(30)
    assert listener.saved == [("meeting:1:note", ticket)]
    with store.reading() as session:
        row = session.scalars(select(TextEditRow)).one()
        assert (row.content, row.by) == ("Karla trives i 3.b 🙂", store.actor)
        assert latest_edits(session, "meeting:1:") == {"meeting:1:note": (row.content, row.at)}
        assert row.at > NOW


def test_it_is_kept_when_the_listener_hears_of_it(store: Store) -> None:
    seen: list[dict[str, str]] = []
    writer = store.edit_writer(on_saved=lambda slot, ticket: seen.append(texts(store)))
    writer.put("a", "ord")
    assert writer.close(30)
    assert seen == [{"a": "ord"}]


def test_what_waits_is_one_text_a_slot_and_one_commit(tmp_path: Path, listener: Listener) -> None:
    path = make_file(tmp_path)
    holder = Store(SqliteEngine(path, KEY), clock=TickingClock())
    store = make_store(tmp_path)
    writer = store.edit_writer(listener.on_saved)
    with holder.transaction():
        writer.put("first", "holder op foran låsen")
        last = {}
        for number in range(100):
            for slot in ("a", "b"):
                last[slot] = (writer.put(slot, f"{slot}{number}"), f"{slot}{number}")
        assert not writer.flush(0)
    assert writer.flush(30)
    assert texts(store) == {"first": "holder op foran låsen", "a": "a99", "b": "b99"}
    assert {("a", last["a"][0]), ("b", last["b"][0])} <= set(listener.saved)
    assert rows(store) <= 5
    writer.close()
    store.close()
    holder.close()


def test_tickets_grow(writer: EditWriter) -> None:
    tickets = [writer.put("a", str(number)) for number in range(50)]
    assert tickets == sorted(set(tickets))


def test_closing_keeps_what_waits(store: Store) -> None:
    writer = store.edit_writer()
    for number in range(200):
        writer.put(f"slot{number}", "tekst")
    assert writer.close(30)
    assert len(texts(store)) == 200
    assert writer.unsaved() == {}
    with pytest.raises(errors.StoreError):
        writer.put("a", "for sent")


def test_a_listeners_mistake_does_not_stop_the_writer(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def mistaken(slot: str, ticket: int) -> None:
        raise LookupError

    writer = store.edit_writer(on_saved=mistaken)
    writer.put("a", "første")
    assert writer.flush(30)
    writer.put("a", "anden")
    assert writer.close(30)
    assert texts(store) == {"a": "anden"}
    assert "første" not in caplog.text


def test_the_text_is_in_no_repr(store: Store, writer: EditWriter) -> None:
    writer.put("a", "hemmeligt")
    assert "hemmeligt" not in repr(writer) + repr(vars(writer))
    writer.flush(30)


def short_of_room(store: Store, pages: int) -> Callable[[int], None]:
    """Let the file grow to so many pages only; the answer changes the limit."""
    limit = [pages]

    def set_limit(connection: object, record: object = None, proxy: object = None) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit[0]}")  # type: ignore[attr-defined]

    event.listen(store.engine.sqlalchemy, "checkout", set_limit)
    return lambda pages: limit.__setitem__(0, pages)


def test_without_room_the_text_is_held_told_of_and_kept_when_there_is_room(
    store: Store, clock: TickingClock, listener: Listener
) -> None:
    set_limit = short_of_room(store, 1)
    writer = EditWriter(
        store.engine,
        clock,
        actor=lambda: "Rikke",
        on_saved=listener.on_saved,
        on_failed=listener.on_failed,
        pauses=(0.01,),
    )
    long_text = "ord " * 50_000
    writer.put("a", "kort, men ældre " + long_text)
    assert listener.has_failed.wait(30)
    slot, error = listener.failed[0]
    assert (slot, type(error)) == ("a", errors.DiskFull)
    assert "ord" not in str(error)
    newest = writer.put("a", long_text)
    other = writer.put("b", "også her")
    assert writer.unsaved() == {"a": long_text, "b": "også her"}
    assert listener.saved == []
    set_limit(1_000_000)
    assert writer.flush(30)
    assert set(listener.saved) == {("a", newest), ("b", other)}
    assert texts(store) == {"a": long_text, "b": "også her"}
    writer.close()


def test_closing_without_room_says_what_is_not_kept(
    store: Store, clock: TickingClock, listener: Listener
) -> None:
    short_of_room(store, 1)
    writer = EditWriter(
        store.engine, clock, actor=lambda: "", on_failed=listener.on_failed, pauses=(0.01,)
    )
    writer.put("a", "x" * 100_000)
    assert not writer.close(0.1)
    assert writer.unsaved() == {"a": "x" * 100_000}
    assert listener.failed
    assert texts(store) == {}


def test_the_room_for_a_transaction_runs_out_and_nothing_is_half_kept(store: Store) -> None:
    short_of_room(store, 1)
    many = [(str(number), "x" * 9000) for number in range(100)]
    with pytest.raises(errors.DiskFull):
        edits(store, *many)
    assert rows(store) == 0
    assert store.is_whole()


def edits(store: Store, *pairs: tuple[str, str]) -> None:
    with store.transaction() as session:
        for slot, content in pairs:
            session.add(TextEditRow(slot=slot, content=content, by="", at=NOW))
            session.flush()


def test_the_newest_text_counts_and_the_prefix_is_taken_as_it_is(store: Store) -> None:
    edits(store, ("m%1:a", "1"), ("m%1:a", "2"), ("mx1:a", "3"), ("M%1:a", "4"), ("m%1:b", "5"))
    assert texts(store, "m%1:") == {"m%1:a": "2", "m%1:b": "5"}
    assert len(texts(store)) == 4


def test_trimming_leaves_the_newest(store: Store) -> None:
    edits(store, ("a", "1"), ("a", "2"), ("a", "3"), ("b", "4"))
    with store.transaction() as session:
        trim(session, "a")
        trim(session, "not there")
    assert texts(store) == {"a": "3", "b": "4"}
    assert rows(store) == 2


def test_forgetting_takes_one_slot(store: Store) -> None:
    edits(store, ("a", "1"), ("a", "2"), ("b", "4"))
    with store.transaction() as session:
        forget(session, "a")
    assert texts(store) == {"b": "4"}


def test_numbers_are_never_used_again(store: Store) -> None:
    edits(store, ("a", "1"))
    with store.reading() as session:
        first = session.scalar(select(func.max(TextEditRow.seq))) or 0
    with store.transaction() as session:
        forget(session, "a")
    edits(store, ("a", "2"))
    with store.reading() as session:
        assert (session.scalar(select(func.max(TextEditRow.seq))) or 0) > first
