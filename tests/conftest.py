"""What holds for every test: no screen, no network, nobody's real folders or keys."""

import gc
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Set before anything imports Qt, platformdirs or keyring, for they read these only once.
_session_home = tempfile.TemporaryDirectory(prefix="moedeleder-tests-")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)


def _home_variables(home: Path) -> dict[str, str]:
    """Every variable that leads a program to a person's own folders, led to `home` instead."""
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / ".run",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {name: str(folder) for name, folder in folders.items()}


os.environ.update(_home_variables(Path(_session_home.name)))

# What counts as this machine; its own name too, for mail programs say it in their greeting.
_OWN_NAMES = ("", "localhost", "0.0.0.0", "::", socket.gethostname())

_refused: list[str] = []


class NetworkRefused(RuntimeError):
    """A test tried to reach something outside this machine."""


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in _OWN_NAMES:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _guard_network(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse look-ups and connections that leave this machine (a Unix socket is a path)."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        _refused.append(f"{event} {host!r}")
        raise NetworkRefused(_refused[-1])


sys.addaudithook(_guard_network)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail the test that tried to leave the machine, even where its code swallowed the refusal."""
    _refused.clear()
    yield _refused
    assert not _refused, f"reached for the network: {_refused}"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own, with every user folder inside it."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in _home_variables(folder).items():
        monkeypatch.setenv(name, value)
    return folder


# A window is thousands of objects that all live until its test is over.
gc.set_threshold(100_000, 50, 100)
_SET_APART_EVERY = 25
_finished = 0


def pytest_runtest_logfinish() -> None:
    """Set what earlier tests left behind apart from what is searched for rubbish.

    Widgets keep some of their windows' objects for as long as a process runs. Looking through all
    of them again and again would cost more time than the tests.
    """
    global _finished
    _finished += 1
    if _finished % _SET_APART_EVERY == 0:
        gc.collect()
        gc.freeze()
