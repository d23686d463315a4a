"""The packaged program's store: encrypted, behind a passphrase or behind the desktop's keyring."""

from __future__ import annotations

import json
import re
import shutil
import stat
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from frozen import Failure, Frozen, expect

PASSPHRASE = "tre blå cykler i regn"
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
# A log-in: a bus of its own, and the keyring of the home opened with its password. The number of
# the program's process is left in a file, for it is not the one that was started.
LOG_IN = """
printf pw | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
echo $$ > "$XDG_RUNTIME_DIR/program.pid"
exec "$@"
"""


def logged_in() -> Sequence[str]:
    """Return the command line that runs the one after it in a desktop session with a keyring.

    Raises:
        Failure: the machine has no such thing.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise Failure(f"cannot be tried: {' and '.join(missing)} not installed")
    return ("dbus-run-session", "--", "sh", "-c", LOG_IN, "sh")


def check_doctor(frozen: Frozen) -> str:
    """Everything is in its place before anybody has begun, in the versions it was made from."""
    found = _examined(frozen)
    for key in found:
        if key.startswith("package:"):
            wanted = metadata.version(key.removeprefix("package:"))
            expect(found[key] == wanted, f"{key} is {found[key]}, but was made from {wanted}")
    library = found["library"]
    expect(re.match(r"SQLCipher \d+\.\d+.*, SQLite \d+\.\d+", library), f"library: {library}")
    read = [
        found[f"resources:{name}"]
        for name in ("types", "deadlines", "letters", "examples", "language", "dictionary")
    ]
    return f"{library}; {', '.join(read)}"


def check_passphrase(frozen: Frozen) -> str:
    """Without a keyring a meeting is kept behind a passphrase, and can be handed on again."""
    secret = frozen.home / "kodeord.txt"
    secret.parent.mkdir(parents=True)
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    example = frozen.resources / "examples" / "netvaerksmoede.json"
    frozen.run("import", example, "--passphrase-file", secret)
    meeting_id = frozen.run("list", "--passphrase-file", secret).split()[0]
    out = frozen.home / "møde.json"
    frozen.run("export", meeting_id, "--out", out, "--passphrase-file", secret)
    _same_meeting(out, example)
    secret.write_text("noget helt andet\n", encoding="utf-8")
    code, _printed, complained = frozen.call("list", "--passphrase-file", secret)
    expect(code == 1 and complained, f"a wrong passphrase ended with {code}")
    return _check_store(frozen, _examined(frozen))


def check_keyring(frozen: Frozen) -> str:
    """The key is kept in the desktop's own keyring, and found there at the next log-in."""
    if not sys.platform.startswith("linux"):
        return "not tried on this system"
    session = logged_in()
    frozen.run("import", frozen.resources / "examples" / "netvaerksmoede.json", before=session)
    expect(frozen.run("list", before=session).strip(), "no meeting at the next log-in")
    found = _examined(frozen, session)
    expect(found["keyring"] == "keyring.backends.SecretService", f"keyring: {found['keyring']}")
    return f"{found['keyring']}; {_check_store(frozen, found)}"


def _examined(frozen: Frozen, before: Sequence[str] = ()) -> dict[str, str]:
    """Return what the doctor found, by its key; nothing of it may be bad."""
    told = json.loads(frozen.run("doctor", "--json", before=before))
    bad = [
        f"{each['key']} is {each['value']}" for each in told["findings"] if each["state"] == "bad"
    ]
    expect(told["ok"] and not bad, f"the doctor says: {'; '.join(bad)}")
    return {each["key"]: each["value"] for each in told["findings"]}


def _check_store(frozen: Frozen, found: dict[str, str]) -> str:
    (path,) = frozen.data.glob("moedeleder.db")
    expect(found["store:encrypted"] == "ja", f"the store: {found['store:encrypted']}")
    everything = b"".join(each.read_bytes() for each in _files(frozen.data))
    expect(b"Alma" not in everything, "the child's name can be read on the disk")
    mode = stat.S_IMODE(path.stat().st_mode)
    expect(sys.platform == "win32" or mode == 0o600, f"the store has the mode {mode:o}")
    return f"encrypted, mode {mode:o}, {found['store:readable']}"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _same_meeting(out: Path, example: Path) -> None:
    ours, theirs = json.loads(out.read_bytes()), json.loads(example.read_bytes())
    for part in ("family", "agenda", "promises"):
        expect(ours[part] == theirs[part], f"the meeting came back with another {part}")
