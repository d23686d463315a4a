"""The encrypted file: made, opened, refused."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from moedeleder.domain import errors
from moedeleder.models.engine_sqlite import SqliteEngine, check_library, library_versions
from moedeleder.models.opening import open_store
from moedeleder.models.store import Store
from moedeleder.models.tables import FamilyRow
from tests.stores import KEY, TickingClock, make_file, make_store

OTHER_KEY = bytes(32)
NAME = "Signe Opdigtet Ærøskøbing"


def opened(path: Path, key: bytes = KEY) -> Store:
    return open_store(path, key, clock=TickingClock(), actor="Rikke")


def add_family(store: Store, name: str = NAME) -> None:
    with store.transaction() as session:
        session.add(FamilyRow(child_name=name))


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(FamilyRow.child_name).order_by(FamilyRow.id)))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_store_keeps_what_is_written_until_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "et" / "nyt sted" / "møder.db"
    first = opened(path)
    add_family(first)
    first.close()
    second = opened(path)
    assert names(second) == [NAME]
    assert (second.read_only, second.newer, second.path) == (False, False, path)
    second.close()


def test_nobody_else_may_read_the_files_or_enter_the_folder(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        store = opened(tmp_path / "data" / "m.db")
        add_family(store)
        found = {each.name: mode(each) for each in (tmp_path / "data").iterdir()}
    finally:
        os.umask(umask)
    store.close()
    assert found == {"m.db": 0o600, "m.db-wal": 0o600, "m.db-shm": 0o600}
    assert mode(tmp_path / "data") == 0o700


def test_a_file_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    path.chmod(0o644)
    opened(path).close()
    assert mode(path) == 0o600


def test_the_file_tells_nothing_without_the_key(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    add_family(store)
    raw = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    store.close()
    after = (tmp_path / "moedeleder.db").read_bytes()
    assert not after.startswith(b"SQLite format 3")
    for word in (NAME.encode(), b"CREATE TABLE", b"family"):
        assert word not in raw
        assert word not in after


def test_plain_sqlite_cannot_read_the_file(tmp_path: Path) -> None:
    connection = sqlite3.connect(make_file(tmp_path))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()


def test_another_key_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    before = path.read_bytes()
    with pytest.raises(errors.WrongPassphrase) as caught:
        opened(path, OTHER_KEY)
    assert path.read_bytes() == before
    assert caught.value.__suppress_context__
    opened(path).close()


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(errors.WrongPassphrase):
        opened(make_file(tmp_path), b"k" * length)


def damaged_start(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:140] = bytes(40)
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 // 4096 * 4096])


def cut_within_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


def cut_to_a_stump(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def text_instead(path: Path) -> None:
    path.write_text("Kære forældre. " * 2000, encoding="utf-8")


def zeros_instead(path: Path) -> None:
    path.write_bytes(bytes(40 * 4096))


def plain_database_instead(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE family (child_name)")
    connection.close()


def foreign_tables(path: Path) -> None:
    path.write_bytes(b"")
    engine = SqliteEngine(path, KEY)
    with engine.migrating() as connection:
        connection.execute(text("CREATE TABLE something_else (a)"))
    engine.dispose()


DAMAGES = [
    damaged_start,
    cut_short,
    cut_within_a_page,
    cut_to_a_stump,
    text_instead,
    zeros_instead,
    plain_database_instead,
    foreign_tables,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_a_damaged_or_foreign_file_is_named_as_such_and_left_alone(tmp_path, damage) -> None:
    path = make_file(tmp_path)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(errors.StoreDamaged):
        opened(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_store_that_was_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    path.touch()
    store = opened(path)
    assert names(store) == []
    store.close()


def test_damage_deep_in_the_file_is_found(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    add_family(store, "x" * 50_000)
    assert store.is_whole()
    store.close()
    path = tmp_path / "moedeleder.db"
    content = bytearray(path.read_bytes())
    content[-5 * 4096 + 100] ^= 1
    path.write_bytes(content)
    store = opened(path)
    assert not store.is_whole()
    with pytest.raises(errors.StoreDamaged):
        names(store)
    store.close()


def newer_file(tmp_path: Path) -> Path:
    store = make_store(tmp_path)
    add_family(store)
    with store.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.execute(text("ALTER TABLE family ADD COLUMN from_the_future TEXT"))
    store.close()
    return tmp_path / "moedeleder.db"


def test_a_newer_programs_store_is_read_but_never_written(tmp_path: Path) -> None:
    path = newer_file(tmp_path)
    before = path.read_bytes()
    store = opened(path)
    assert (store.read_only, store.newer) == (True, True)
    assert names(store) == [NAME]
    with pytest.raises(errors.StoreReadOnly), store.transaction():
        pytest.fail("a transaction began")
    with pytest.raises(errors.StoreReadOnly):
        store.edit_writer()
    with pytest.raises(errors.StoreReadOnly), store.reading() as session:
        session.execute(text("DELETE FROM family"))
    store.close()
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    with pytest.raises(errors.FolderNotWritable) as caught:
        opened(tmp_path / "in the way" / "Signe" / "m.db")
    assert "Signe" not in str(caught.value)


@pytest.mark.parametrize(
    ("sqlite", "cipher"),
    [("3.51.2", "4.19.0 community"), ("3.40.1", "4.5"), ("3.53.4", ""), ("2.9.9", "4")],
)
def test_a_library_that_cannot_keep_things_safe_is_refused(sqlite: str, cipher: str) -> None:
    with pytest.raises(errors.StoreUnsafe):
        check_library(sqlite, cipher)


def test_the_library_at_hand_is_safe() -> None:
    check_library()
    assert all(library_versions().values())
    check_library("3.51.3", "4.19.0 community")


def test_the_key_shows_nowhere(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with pytest.raises(OperationalError) as caught, store.reading() as session:
        session.execute(text("SELECT :a FROM nowhere"), {"a": NAME})
    shown = [repr(store), repr(store.engine), repr(store.engine.sqlalchemy), str(caught.value)]
    assert not any(KEY.hex() in each or NAME in each for each in shown)
    store.close()


def test_connections_are_set_for_safety(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store.reading() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    store.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
