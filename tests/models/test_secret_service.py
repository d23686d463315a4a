"""The desktop's own keyring: a real Secret Service on a bus of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [each for each in NEEDED if shutil.which(each) is None]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs the system's {' and '.join(MISSING)}, which could not be found"
)

DAY = """
import sys
from pathlib import Path
from moedeleder.domain.errors import KeyringUnusable, StoreLocked
from moedeleder.models.key import KeyringKeys, account_of
from moedeleder.models.opening import open_store
from moedeleder.models.tables import FamilyRow
from moedeleder.models.unlocking import KeyFound, PassphraseNeeded, find_key
from tests.stores import TickingClock

path = Path(sys.argv[1])
try:
    match find_key(path, KeyringKeys(account_of(path), patience=20)):
        case KeyFound(key):
            store = open_store(path, key, clock=TickingClock())
            with store.transaction() as session:
                session.add(FamilyRow(child_name="Karla Opdigtet"))
            with store.reading() as session:
                print("families", session.query(FamilyRow).count())
            store.close()
        case PassphraseNeeded(new):
            print("passphrase", new)
except StoreLocked:
    print("locked")
except KeyringUnusable:
    print("unusable")
"""


def session(home: Path, shell: str, path: Path) -> list[str]:
    """Run a shell script as one log-in: a bus of its own, the keyring of ``home``."""
    kept = ("PATH", "LANG", "PYTHONPATH")
    runtime = home / "run"
    runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
    environment |= {"DAY": DAY, "PYTHON": sys.executable, "STORE": str(path)}
    environment |= {"PYTHON_KEYRING_BACKEND": ""}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-ec", shell],
        env=environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


UNLOCK = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n"
RUN = '"$PYTHON" -c "$DAY" "$STORE"\n'


def test_the_key_lives_in_the_desktops_keyring(tmp_path: Path) -> None:
    path = tmp_path / "data" / "m.db"
    assert session(tmp_path / "home", UNLOCK + RUN + RUN, path) == ["families 1", "families 2"]
    assert session(tmp_path / "home", UNLOCK + RUN, path) == ["families 3"]


def test_a_store_without_its_key_gets_no_second_one(tmp_path: Path) -> None:
    path = tmp_path / "data" / "m.db"
    assert session(tmp_path / "home", UNLOCK + RUN, path) == ["families 1"]
    assert session(tmp_path / "another home", UNLOCK + RUN, path) == ["locked"]
    assert session(tmp_path / "home", UNLOCK + RUN, path) == ["families 2"]


def test_a_locked_keyring_that_nobody_opens_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "data" / "m.db"
    assert session(tmp_path / "home", UNLOCK + RUN, path) == ["families 1"]
    assert session(tmp_path / "home", LOCKED + RUN, path) == ["unusable"]
    new = tmp_path / "data" / "new.db"
    assert session(tmp_path / "home", LOCKED + RUN, new) == ["passphrase True"]
