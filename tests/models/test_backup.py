"""Copies of the encrypted file."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from moedeleder.domain import errors
from moedeleder.models import backup
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.opening import open_store
from moedeleder.models.store import Store
from moedeleder.models.tables import FamilyRow
from tests.stores import KEY, NOW, TickingClock


def add_family(store: Store) -> None:
    with store.transaction() as session:
        session.add(FamilyRow(child_name="Karla Opdigtet"))


def families(path: Path) -> int:
    store = open_store(path, KEY, clock=TickingClock())
    with store.reading() as session:
        count = session.scalar(select(func.count()).select_from(FamilyRow)) or 0
    store.close()
    return count


def test_a_copy_holds_what_was_committed_and_is_locked_alike(store: Store, tmp_path: Path) -> None:
    add_family(store)
    copy = tmp_path / "kopi.db"
    with store.transaction() as session:
        session.add(FamilyRow(child_name="endnu ikke gemt"))
        session.flush()
        backup.copy_to(store, copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(errors.WrongPassphrase):
        open_store(copy, bytes(32), clock=TickingClock())
    assert families(copy) == 1
    assert not list(tmp_path.glob("*.part"))


def test_a_copy_replaces_an_older_one(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    backup.copy_to(store, copy)
    add_family(store)
    backup.copy_to(store, copy)
    assert families(copy) == 1


def test_a_copy_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(errors.FolderNotWritable):
        backup.copy_to(store, tmp_path / "ingen mappe" / "kopi.db")


def test_a_damaged_store_spoils_no_older_copy(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    backup.copy_to(store, copy)
    store.close()
    assert store.path is not None
    content = bytearray(store.path.read_bytes())
    content[-3000] ^= 1
    store.path.write_bytes(content)
    with pytest.raises(errors.StoreDamaged):
        backup.copy_to(store, copy)
    assert families(copy) == 0
    assert not list(tmp_path.glob("*.part"))


def test_only_the_last_three_copies_stay(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    made = [
        backup.copy_before(store.engine, store.path, "0001", NOW + timedelta(days=day))
        for day in range(5)
    ]
    assert sorted(tmp_path.glob("*.before-*")) == made[2:]
    assert all(SqliteEngine(each, KEY).is_whole() for each in made[2:])
