"""Transactions: all or nothing, one writer at a time, nobody overwritten."""

import subprocess
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from moedeleder.domain import errors
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.models.tables import FamilyRow, MeetingRow, MinutesVersionRow, PersonRow
from tests.stores import KEY, NOW, TickingClock, make_file, make_store

SECRET = "Karla Opdigtet"


def add_family(store: Store, name: str = SECRET) -> str:
    with store.transaction() as session:
        row = FamilyRow(child_name=name)
        session.add(row)
        session.flush()
        return row.id


def count(store: Store, table: type = FamilyRow) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_an_error_in_the_block_takes_everything_back(store: Store) -> None:
    with pytest.raises(errors.NotFound):
        _add_and_fail(store)
    assert count(store) == 0


def _add_and_fail(store: Store) -> None:
    with store.transaction() as session:
        session.add(FamilyRow(child_name=SECRET))
        session.flush()
        raise errors.NotFound


def test_reading_keeps_nothing(store: Store) -> None:
    with store.reading() as session:
        session.add(FamilyRow(child_name=SECRET))
        session.flush()
    assert count(store) == 0


def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    with store.reading() as session:
        before = session.scalar(select(func.count()).select_from(FamilyRow))
        add_family(store)
        assert session.scalar(select(func.count()).select_from(FamilyRow)) == before == 0
    assert count(store) == 1


def test_a_row_saved_elsewhere_in_between_is_not_overwritten(store: Store) -> None:
    row_id = add_family(store)
    with store.reading() as session:
        stale = session.get_one(FamilyRow, row_id)
        session.expunge(stale)
    with store.transaction() as session:
        session.get_one(FamilyRow, row_id).note = "skrevet af den første"
    with pytest.raises(errors.ChangedElsewhere) as caught:
        _save(store, stale, "skrevet af den anden")
    assert caught.value.__suppress_context__
    with store.reading() as session:
        row = session.get_one(FamilyRow, row_id)
        assert (row.note, row.version) == ("skrevet af den første", 2)


def _save(store: Store, row: FamilyRow, note: str) -> None:
    with store.transaction() as session:
        session.add(row)
        row.note = note


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(IntegrityError), store.transaction() as session:
        session.add(PersonRow(family_id="nobody", name=SECRET, role="parent"))


def test_what_a_person_wrote_is_in_no_error(store: Store) -> None:
    with pytest.raises(IntegrityError) as caught, store.transaction() as session:
        session.add(PersonRow(family_id="nobody", name=SECRET, role="parent"))
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def finished_minutes(store: Store) -> str:
    family_id = add_family(store)
    with store.transaction() as session:
        meeting = MeetingRow(
            family_id=family_id,
            type_key="network",
            type_name="Netværksmøde",
            starts_at=datetime(2026, 3, 2, 9),
            minutes=90,
        )
        session.add(meeting)
        session.flush()
        version = MinutesVersionRow(
            id="v1",
            meeting_id=meeting.id,
            number=1,
            content="{}",
            checksum="0" * 64,
            finalised_at=NOW,
            finalised_by="Rikke",
        )
        session.add(version)
    return "v1"


def test_finished_minutes_cannot_be_changed(store: Store) -> None:
    version_id = finished_minutes(store)
    with pytest.raises(errors.MeetingFinished), store.transaction() as session:
        session.get_one(MinutesVersionRow, version_id).content = "noget andet"
    with pytest.raises(errors.MeetingFinished), store.transaction() as session:
        session.execute(update(MinutesVersionRow).values(number=2))
    with store.reading() as session:
        row = session.get_one(MinutesVersionRow, version_id)
        assert (row.content, row.number) == ("{}", 1)


def test_finished_minutes_cannot_be_deleted(store: Store) -> None:
    version_id = finished_minutes(store)
    with pytest.raises(errors.MeetingFinished), store.transaction() as session:
        session.delete(session.get_one(MinutesVersionRow, version_id))
    assert count(store, MinutesVersionRow) == 1


def test_a_store_held_by_another_says_so(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    holder = Store(SqliteEngine(path, KEY), clock=TickingClock())
    waiting = Store(SqliteEngine(path, KEY, patience_ms=20), clock=TickingClock())
    with holder.transaction() as session:
        session.add(FamilyRow(child_name=SECRET))
        with pytest.raises(errors.StoreBusy), waiting.transaction():
            pytest.fail("two writers at once")
        assert count(waiting) == 0
    add_family(waiting)
    assert count(holder) == 2
    holder.close()
    waiting.close()


def test_threads_wait_for_each_other(store: Store) -> None:
    def work() -> None:
        for _ in range(25):
            add_family(store)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert count(store) == 100


OTHER_PROGRAM = """
import sys
from pathlib import Path
from moedeleder.models.tables import FamilyRow
from tests.stores import KEY, TickingClock
from moedeleder.models.opening import open_store
store = open_store(Path(sys.argv[1]), KEY, clock=TickingClock())
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    with store.transaction() as session:
        session.add(FamilyRow(child_name="Opdigtet"))
store.close()
"""


def test_two_programs_write_to_one_file(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        for _ in range(40):
            add_family(store)
        assert other.wait(60) == 0
    assert count(store) == 80
    assert store.is_whole()
    store.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_called_kept_once_the_file_is_gone_or_another(
    store: Store, tmp_path: Path, replaced: bool
) -> None:
    add_family(store)
    typing = store.edit_writer()
    assert store.path is not None
    if replaced:
        make_file(tmp_path, "andre.db").replace(store.path)
    else:
        store.path.unlink()
    with pytest.raises(errors.StoreGone):
        add_family(store)
    with pytest.raises(errors.StoreGone):
        count(store)
    typing.put("note:1", "ord")
    assert not typing.flush(1.0)
    assert typing.unsaved() == {"note:1": "ord"}
    assert not typing.close(0.1)
