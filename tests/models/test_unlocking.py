"""Where the key comes from: keyring or passphrase, and never a second key for one store."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from moedeleder.domain import errors
from moedeleder.models import passphrase
from moedeleder.models.opening import open_store
from moedeleder.models.unlocking import (
    KeyFound,
    PassphraseNeeded,
    find_key,
    key_from_passphrase,
)
from tests.stores import KEY, TickingClock, make_file

PHRASE = "rødgrød med fløde på"


class HeldKeys:
    """A keyring that works."""

    def __init__(self, key: bytes | None = None) -> None:
        self.key = key
        self.saves = 0

    def load(self) -> bytes | None:
        return self.key

    def save(self, key: bytes) -> None:
        self.key = key
        self.saves += 1


class NoKeyring:
    """A machine without a keyring."""

    def load(self) -> bytes | None:
        raise errors.KeyringUnusable

    def save(self, key: bytes) -> None:
        raise errors.KeyringUnusable


def test_the_first_start_makes_a_key_and_the_next_finds_it(tmp_path: Path) -> None:
    ring, path = HeldKeys(), tmp_path / "data" / "m.db"
    first = find_key(path, ring)
    assert isinstance(first, KeyFound)
    open_store(path, first.key, clock=TickingClock()).close()
    assert find_key(path, ring) == first
    assert ring.saves == 1


def test_a_start_that_was_broken_off_goes_on_with_its_key(tmp_path: Path) -> None:
    ring, path = HeldKeys(), tmp_path / "m.db"
    first = find_key(path, ring)
    path.touch()
    assert find_key(path, ring) == first


def test_a_store_whose_key_is_gone_gets_no_second_one(tmp_path: Path) -> None:
    ring = HeldKeys()
    with pytest.raises(errors.StoreLocked):
        find_key(make_file(tmp_path), ring)
    assert ring.saves == 0


def test_a_store_whose_keyring_is_gone_asks_for_no_new_passphrase(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with pytest.raises(errors.KeyringUnusable):
        find_key(path, NoKeyring())
    assert not passphrase.lock_file(path).exists()


def test_without_a_keyring_a_passphrase_is_chosen_once(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    needed = find_key(path, NoKeyring())
    assert needed == PassphraseNeeded(new=True)
    key = key_from_passphrase(path, needed, PHRASE)
    open_store(path, key, clock=TickingClock()).close()
    needed = find_key(path, NoKeyring())
    assert needed == PassphraseNeeded(new=False)
    assert key_from_passphrase(path, needed, PHRASE) == key
    with pytest.raises(errors.WrongPassphrase):
        key_from_passphrase(path, needed, "noget helt andet")


def test_a_store_with_a_passphrase_keeps_to_it_when_a_keyring_turns_up(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    passphrase.create(path, PHRASE)
    ring = HeldKeys(KEY)
    assert find_key(path, ring) == PassphraseNeeded(new=False)
    assert ring.saves == 0


def test_a_passphrase_chosen_for_nothing_can_be_chosen_again(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    key_from_passphrase(path, PassphraseNeeded(new=True), PHRASE)
    assert find_key(path, NoKeyring()) == PassphraseNeeded(new=True)


def test_a_new_passphrase_never_locks_out_a_store_that_is_there(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with pytest.raises(errors.StoreLocked):
        key_from_passphrase(path, PassphraseNeeded(new=True), PHRASE)
    assert not passphrase.lock_file(path).exists()


class BothAtOnce(HeldKeys):
    """A keyring that two programs find empty at the same time, unless they are kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting = threading.Barrier(2, timeout=0.2)

    def load(self) -> bytes | None:
        key = super().load()
        with contextlib.suppress(threading.BrokenBarrierError):
            self.meeting.wait()
        return key


def test_two_programs_started_at_once_share_one_key(tmp_path: Path) -> None:
    ring = BothAtOnce()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: find_key(tmp_path / "m.db", ring), range(2))
    assert first == second
    assert ring.saves == 1


def test_the_key_is_in_no_repr() -> None:
    assert KEY.hex() not in repr(KeyFound(KEY))
    assert repr(KEY) not in repr(KeyFound(KEY))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    with pytest.raises(errors.FolderNotWritable):
        find_key(tmp_path / "in the way" / "m.db", HeldKeys())
