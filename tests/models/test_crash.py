"""Programs that are killed, and a disk that is really full."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from moedeleder.domain import errors
from moedeleder.models import backup
from moedeleder.models.edit_writer import latest_edits
from moedeleder.models.opening import open_store
from moedeleder.models.store import Store
from moedeleder.models.tables import FamilyRow
from tests.stores import KEY, TickingClock, make_file

ROOT = Path(__file__).parents[2]

# Types without end into three texts; each line says which text is safe, and how far.
TYPIST = """
import os, sys
from pathlib import Path
from moedeleder.models.opening import open_store
from tests.stores import KEY, TickingClock

store = open_store(Path(sys.argv[1]), KEY, clock=TickingClock())
writer = store.edit_writer(on_saved=lambda slot, at: os.write(1, f"{slot} {at}\\n".encode()))
number = 0
while True:
    number += 1
    slot, text = f"{sys.argv[2]}.{number % 3}", f"{number} " + "ord " * (number % 400)
    assert writer.put(slot, text) == number
    if number % 50 == 0:
        writer.flush()
"""


def typed_until_killed(path: Path, run: int, lines: int) -> dict[str, int]:
    """Return the last ticket acknowledged for each text before the program was killed."""
    command = [sys.executable, "-c", TYPIST, str(path), str(run)]
    acknowledged: dict[str, int] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as typist:
        assert typist.stdout is not None
        for count, line in enumerate(typist.stdout, start=1):
            if not line.endswith("\n"):
                break
            slot, ticket = line.split()
            acknowledged[slot] = int(ticket)
            if count == lines:
                typist.kill()
    assert typist.returncode == -9
    return acknowledged


def kept(path: Path) -> dict[str, int]:
    store = open_store(path, KEY, clock=TickingClock())
    with store.reading() as session:
        found = {
            slot: int(text.split()[0]) for slot, (text, _) in latest_edits(session, "").items()
        }
    assert store.is_whole()
    store.close()
    return found


def no_acknowledged_text_is_lost(folder: Path, kills: int) -> None:
    path = make_file(folder)
    acknowledged: dict[str, int] = {}
    for run in range(kills):
        acknowledged |= typed_until_killed(path, run, random.randint(1, 60))
        found = kept(path)
        lost = {slot: at for slot, at in acknowledged.items() if found.get(slot, 0) < at}
        assert not lost
    assert len(acknowledged) >= kills


def test_what_was_said_to_be_kept_survives_a_kill(tmp_path: Path) -> None:
    no_acknowledged_text_is_lost(tmp_path, kills=5)


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_what_was_said_to_be_kept_survives_a_hundred_kills(tmp_path: Path) -> None:
    no_acknowledged_text_is_lost(tmp_path, kills=100)


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of its own with two megabytes, where the machine lets us make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("this system has no mount command")
    if made.returncode:
        pytest.skip("making a small disk takes the right to mount, which this user lacks")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return ballast
    raise AssertionError("the disk has no end")


def family_names(store: Store) -> list[str]:
    with store.reading() as session:
        return [row.child_name for row in session.query(FamilyRow)]


def add_family(store: Store, name: str) -> None:
    with store.transaction() as session:
        session.add(FamilyRow(child_name=name, note="x" * 20_000))


def add_families_without_end(store: Store) -> None:
    while True:
        add_family(store, "Får måske plads")


def test_a_full_disk_is_named_and_loses_nothing(small_disk: Path) -> None:
    store = open_store(make_file(small_disk), KEY, clock=TickingClock())
    add_family(store, "Karla Opdigtet")
    ballast = fill(small_disk)
    with pytest.raises(errors.DiskFull):
        add_families_without_end(store)
    with pytest.raises(errors.DiskFull):
        backup.copy_to(store, small_disk / "kopi.db")
    assert not list(small_disk.glob("kopi*"))
    kept_before = family_names(store)
    writer = store.edit_writer()
    writer.put("note", "ord " * 5000)
    assert not writer.flush(0.2)
    ballast.unlink()
    assert writer.close(30)
    add_family(store, "Fik plads")
    assert family_names(store) == [*kept_before, "Fik plads"]
    assert kept_before[0] == "Karla Opdigtet"
    assert store.is_whole()
    with store.reading() as session:
        assert latest_edits(session, "note")["note"][0] == "ord " * 5000
    store.close()


def test_a_store_cannot_be_made_on_a_full_disk_but_later(small_disk: Path) -> None:
    ballast = fill(small_disk)
    path = small_disk / "m.db"
    with pytest.raises(errors.DiskFull):
        open_store(path, KEY, clock=TickingClock())
    os.unlink(ballast)
    store = open_store(path, KEY, clock=TickingClock())
    add_family(store, "Karla Opdigtet")
    assert family_names(store) == ["Karla Opdigtet"]
    store.close()
