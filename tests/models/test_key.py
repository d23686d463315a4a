"""The key in the keyring, and the keyrings that are refused."""

import subprocess
import sys
import threading
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from moedeleder.domain import errors
from moedeleder.models.key import KeyringKeys, account_of, new_key
from moedeleder.models.keyring_entry import KeyringEntry, usable_keyring

ROOT = Path(__file__).parents[2]


class MemoryRing(KeyringBackend):
    """Stands in for a desktop's keyring, under its name."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


def named(module: str, kind: type[KeyringBackend] = MemoryRing) -> KeyringBackend:
    """Return a keyring that says it comes from that module."""
    return type(kind.__name__, (kind,), {"__module__": module})()


@pytest.fixture(autouse=True)
def the_librarys_choice_is_put_back():
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def desktop_ring() -> MemoryRing:
    ring = named("keyring.backends.SecretService")
    keyring.set_keyring(ring)
    assert isinstance(ring, MemoryRing)
    return ring


def test_a_key_is_kept_for_each_database(tmp_path: Path) -> None:
    desktop_ring()
    first = KeyringKeys(account_of(tmp_path / "a.db"))
    second = KeyringKeys(account_of(tmp_path / "b.db"))
    assert first.load() is None
    key = new_key()
    first.save(key)
    assert first.load() == key
    assert second.load() is None


def test_a_password_can_be_kept_changed_and_forgotten() -> None:
    ring = desktop_ring()
    entry = KeyringEntry("mail")
    assert entry.load() is None
    entry.forget()
    entry.save("blåbærgrød")
    entry.save("hyldebær")
    assert (entry.load(), entry.backend()) == ("hyldebær", "keyring.backends.SecretService")
    entry.forget()
    assert entry.load() is None
    assert not ring.held


def test_the_account_tells_nothing_and_is_the_same_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert account_of(Path("signe.db")) == account_of(tmp_path / "signe.db")
    assert "signe" not in account_of(Path("signe.db"))


def test_new_keys_are_new() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


def chain_of(*links: KeyringBackend) -> KeyringBackend:
    chain = named("keyring.backends.chainer", chainer.ChainerBackend)
    type(chain).backends = links  # type: ignore[attr-defined]
    return chain


REFUSED = {
    "none": fail.Keyring,
    "null": null.Keyring,
    "plain text": lambda: named("keyrings.alt.file"),
    "home-made encryption": lambda: named("keyrings.alt.file_base"),
    "unknown": lambda: named("somebody.elses.keyring"),
    "chain of nothing": chain_of,
    "chain of bad ones": lambda: chain_of(
        named("keyrings.alt.file"), null.Keyring(), fail.Keyring()
    ),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_an_unsafe_keyring_is_refused_and_gets_nothing(make) -> None:
    ring = make()
    keyring.set_keyring(ring)
    keys = KeyringKeys("account")
    with pytest.raises(errors.KeyringUnusable):
        keys.load()
    with pytest.raises(errors.KeyringUnusable):
        keys.save(new_key())
    for each in (ring, *getattr(ring, "backends", ())):
        assert not getattr(each, "held", {})


def test_of_a_chain_only_the_safe_link_gets_the_key() -> None:
    plain, safe = named("keyrings.alt.file"), named("keyring.backends.kwallet")
    keyring.set_keyring(chain_of(plain, safe))
    assert usable_keyring() is safe
    KeyringKeys("account").save(new_key())
    assert isinstance(plain, MemoryRing)
    assert not plain.held


def test_a_keyring_that_stores_nothing_is_found_out() -> None:
    class Forgetful(MemoryRing):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    keyring.set_keyring(named("keyring.backends.SecretService", Forgetful))
    with pytest.raises(errors.KeyringUnusable):
        KeyringKeys("account").save(new_key())


@pytest.mark.parametrize("held", ["", "no hex", "00" * 31, "00" * 33, "æøå"])
def test_an_entry_that_is_no_key_is_refused(held: str) -> None:
    desktop_ring().held["moedeleder", "account"] = held
    with pytest.raises(errors.KeyringUnusable):
        KeyringKeys("account").load()


def test_a_failing_keyring_is_named_without_its_words() -> None:
    class Failing(MemoryRing):
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("the secret is 1234")

    keyring.set_keyring(named("keyring.backends.SecretService", Failing))
    with pytest.raises(errors.KeyringUnusable) as caught:
        KeyringKeys("account").load()
    assert "1234" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_keyring_that_never_answers_is_given_up() -> None:
    answer = threading.Event()

    class Silent(MemoryRing):
        def get_password(self, service: str, username: str) -> str | None:
            answer.wait()
            return None

    keyring.set_keyring(named("keyring.backends.SecretService", Silent))
    with pytest.raises(errors.KeyringUnusable):
        KeyringKeys("account", patience=0.05).load()
    answer.set()


ASK = """
from moedeleder.domain.errors import KeyringUnusable
from moedeleder.models.key import KeyringKeys
try:
    print(KeyringKeys("account").load())
except KeyringUnusable:
    print("unusable")
"""


@pytest.mark.parametrize("choice", ["", " ", "keyring.backends.null.Keyring", "no.such.Backend"])
def test_an_odd_choice_in_the_environment_ends_in_a_plain_answer(
    choice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", choice)
    done = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.stdout, done.stderr) == ("unusable\n", "")


def test_without_a_desktop_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    done = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.stdout, done.stderr) == ("unusable\n", "")
