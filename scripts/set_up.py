"""Install what Mødeleder needs on this machine: system packages, a virtual environment, the lock.

Call it as `python3 scripts/set_up.py run`, `... test` or `... build`. Standard library only, since
it runs before anything is installed. Calling it again does nothing that is already done.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
LOCKS = {"run": "run.lock.txt", "test": "dev.lock.txt", "build": "dev.lock.txt"}


class SetUpError(Exception):
    """Says in one Danish sentence why Mødeleder cannot be set up here."""


def main(arguments: list[str]) -> int:
    """Set up for one purpose; 0 when ready, 1 when something is missing, 2 if called wrongly."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("Kald: set_up.py run | test | build", file=sys.stderr)
        return 2
    try:
        ensure_python()
        left_out = system_packages.ensure(arguments[0])
        ensure_venv()
        ensure_packages(LOCKS[arguments[0]])
        if left_out:
            ensure_qt_loads()
    except SetUpError as error:
        print(f"Mødeleder kan ikke sættes op: {error}", file=sys.stderr)
        return 1
    return 0


def ensure_python() -> None:
    """Go on in a newer Python when this one is too old and a newer one is at hand."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(14, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    raise SetUpError("her skal bruges Python 3.11 eller nyere.")


def venv_python() -> Path:
    """The virtual environment's own Python."""
    if os.name == "nt":
        return VENV / "Scripts" / "python.exe"
    return VENV / "bin" / "python"


def ensure_venv() -> None:
    """Make the virtual environment, or make it anew when its Python has gone or is too old."""
    check = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    if venv_python().exists() and _succeeds([venv_python(), "-c", check]):
        return
    print("Gør Mødeleders egen Python klar i .venv", flush=True)
    # On Debian an environment gets its pip from python3-venv; without it, pip works from outside.
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if not _succeeds([sys.executable, "-c", "import ensurepip"]):
        command.insert(3, "--without-pip")
    if not _succeeds(command):
        raise SetUpError("Python kunne ikke lave et virtuelt miljø (pakken python3-venv mangler).")


def pip_command() -> list[object]:
    """How pip is called for the virtual environment: from inside it, else from this Python."""
    if _succeeds([venv_python(), "-c", "import pip"]):
        return [venv_python(), "-m", "pip"]
    if _succeeds([sys.executable, "-c", "import pip"]):
        return [sys.executable, "-m", "pip", "--python", venv_python()]
    raise SetUpError("pip mangler (pakken python3-pip).")


def ensure_packages(lock_name: str) -> None:
    """Install the lock and the checkout itself, unless a stamp says that this was done."""
    stamps = {name: VENV / f".set-up-{name}" for name in LOCKS.values()}
    # The big lock holds all of the small one: what is set up for tests can also be run.
    for name in {lock_name, "dev.lock.txt"}:
        if stamps[name].exists() and stamps[name].read_text() == _fingerprint(name):
            return
    print("Henter de pakker, Mødeleder bruger. Det tager et minut eller to.", flush=True)
    install = [*pip_command(), "install", "-qq", "--disable-pip-version-check"]
    lock = ROOT / "requirements" / lock_name
    checkout = ["--no-deps", "--no-build-isolation", "--editable", ROOT]
    for what in (["--require-hashes", "--requirement", lock], checkout):
        if not _succeeds([*install, *what], quiet=False):
            raise SetUpError("pakkerne kunne ikke hentes. Er der forbindelse til nettet?")
    stamps[lock_name].write_text(_fingerprint(lock_name))


def ensure_qt_loads() -> None:
    """Some system packages are missing: find out whether windows can be made all the same."""
    if not _succeeds([venv_python(), "-c", "import PySide6.QtWidgets, PySide6.QtSvg"]):
        raise SetUpError("der mangler systempakker, som vinduet ikke kan undvære.")


def _fingerprint(lock_name: str) -> str:
    """What the installation depends on; the folder too, for it is written into the environment."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "requirements" / lock_name, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _succeeds(command: list[object], quiet: bool = True) -> bool:
    """Run a command and tell whether it went well."""
    sink = subprocess.DEVNULL if quiet else None
    done = subprocess.run([str(part) for part in command], stdout=sink, stderr=sink, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
