"""The key behind a passphrase."""

import json
import unicodedata
from pathlib import Path

import pytest

from moedeleder.domain import errors
from moedeleder.models import passphrase
from moedeleder.models.opening import open_store
from moedeleder.models.passphrase import Effort
from tests.stores import TickingClock

PHRASE = "rødgrød med fløde på"
# The default costs a tenth of a second a guess.
QUICK = Effort(rounds=1, memory_kib=64, lanes=1)


def test_the_passphrase_opens_what_it_locked(tmp_path: Path) -> None:
    path = tmp_path / "data" / "m.db"
    key = passphrase.create(path, PHRASE)
    open_store(path, key, clock=TickingClock()).close()
    assert len(key) == 32
    assert passphrase.unlock(path, PHRASE) == key
    open_store(path, passphrase.unlock(path, PHRASE), clock=TickingClock()).close()


def test_another_passphrase_does_not(tmp_path: Path) -> None:
    passphrase.create(tmp_path / "m.db", PHRASE, QUICK)
    for typed in ("", PHRASE.upper(), PHRASE + " ", PHRASE[:-1]):
        with pytest.raises(errors.WrongPassphrase):
            passphrase.unlock(tmp_path / "m.db", typed)


def test_letters_typed_in_two_ways_are_the_same(tmp_path: Path) -> None:
    phrase = "så står der århus"
    key = passphrase.create(tmp_path / "m.db", unicodedata.normalize("NFD", phrase), QUICK)
    assert passphrase.unlock(tmp_path / "m.db", unicodedata.normalize("NFC", phrase)) == key


def test_a_short_passphrase_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(errors.PassphraseTooShort) as caught:
        passphrase.create(tmp_path / "m.db", "x" * 11, QUICK)
    assert caught.value.minimum == 12
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(errors.PassphraseTooShort):
        # Twelve signs as stored on a Mac, but ten letters to the person.
        passphrase.create(tmp_path / "m.db", unicodedata.normalize("NFD", "åå" + "x" * 8), QUICK)
    passphrase.create(tmp_path / "m.db", "x" * 12, QUICK)


def test_the_key_file_is_private_and_shows_neither_key_nor_passphrase(tmp_path: Path) -> None:
    key = passphrase.create(tmp_path / "m.db", PHRASE, QUICK)
    file = passphrase.lock_file(tmp_path / "m.db")
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text(encoding="utf-8")
    assert key.hex() not in text
    assert "fløde" not in text
    assert [each.name for each in tmp_path.iterdir()] == ["m.db.key"]


def test_the_same_passphrase_gives_another_key_each_time(tmp_path: Path) -> None:
    made = {passphrase.create(tmp_path / f"{each}.db", PHRASE, QUICK) for each in range(5)}
    assert len(made) == 5


def test_a_changed_passphrase_opens_the_same_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    key = passphrase.create(path, PHRASE, QUICK)
    before = passphrase.lock_file(path).read_text()
    passphrase.change_passphrase(path, PHRASE, "en helt anden sætning", QUICK)
    assert passphrase.unlock(path, "en helt anden sætning") == key
    with pytest.raises(errors.WrongPassphrase):
        passphrase.unlock(path, PHRASE)
    assert json.loads(before)["salt"] != json.loads(passphrase.lock_file(path).read_text())["salt"]


def test_a_refused_change_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    key = passphrase.create(path, PHRASE, QUICK)
    with pytest.raises(errors.WrongPassphrase):
        passphrase.change_passphrase(path, "gættet forkert her", "en helt anden sætning", QUICK)
    with pytest.raises(errors.PassphraseTooShort):
        passphrase.change_passphrase(path, PHRASE, "kort", QUICK)
    assert passphrase.unlock(path, PHRASE) == key


def test_the_usual_effort_is_what_the_standard_asks(tmp_path: Path) -> None:
    passphrase.create(tmp_path / "m.db", PHRASE)
    effort = json.loads(passphrase.lock_file(tmp_path / "m.db").read_text())["effort"]
    assert effort == {"rounds": 3, "memory_kib": 65536, "lanes": 4}


def spoiled(content: dict[str, object], **changes: object) -> str:
    return json.dumps({**content, **changes})


SPOILERS = {
    "empty": lambda content: "",
    "no json": lambda content: "{",
    "a list": lambda content: "[]",
    "no salt": lambda content: json.dumps({"format": 1}),
    "short salt": lambda content: spoiled(content, salt="00"),
    "short key": lambda content: spoiled(content, key="00"),
    "no hex": lambda content: spoiled(content, seal="øø"),
    "newer format": lambda content: spoiled(content, format=2),
    "endless work": lambda content: spoiled(
        content, effort={"rounds": 10**9, "memory_kib": 64, "lanes": 1}
    ),
    "all memory": lambda content: spoiled(
        content, effort={"rounds": 1, "memory_kib": 1 << 30, "lanes": 1}
    ),
    "no work": lambda content: spoiled(content, effort={"rounds": 0, "memory_kib": 64, "lanes": 1}),
    "unknown effort": lambda content: spoiled(content, effort={"speed": 1}),
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS.keys())
def test_a_spoiled_key_file_is_named_as_such(tmp_path: Path, spoil) -> None:
    path = tmp_path / "m.db"
    passphrase.create(path, PHRASE, QUICK)
    file = passphrase.lock_file(path)
    file.write_text(spoil(json.loads(file.read_text())), encoding="utf-8")
    with pytest.raises(errors.StoreDamaged):
        passphrase.unlock(path, PHRASE)


@pytest.mark.parametrize("field", ["salt", "key", "seal"])
def test_a_changed_key_file_opens_nothing(tmp_path: Path, field: str) -> None:
    path = tmp_path / "m.db"
    passphrase.create(path, PHRASE, QUICK)
    file = passphrase.lock_file(path)
    content = json.loads(file.read_text())
    first = "0" if content[field][0] != "0" else "1"
    file.write_text(spoiled(content, **{field: first + content[field][1:]}))
    with pytest.raises(errors.WrongPassphrase):
        passphrase.unlock(path, PHRASE)


def test_a_missing_key_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(errors.FileUnreadable):
        passphrase.unlock(tmp_path / "m.db", PHRASE)


@pytest.mark.parametrize(
    "effort", ["[1]", '"x"', '{"rounds": Infinity, "memory_kib": 64, "lanes": 1}', "[" * 100_000]
)
def test_a_key_file_of_the_wrong_form_is_called_damaged(tmp_path: Path, effort: str) -> None:
    path = tmp_path / "m.db"
    passphrase.create(path, PHRASE, QUICK)
    known = json.loads(passphrase.lock_file(path).read_text(encoding="utf-8"))
    text = json.dumps(known | {"effort": "HER"}).replace('"HER"', effort)
    passphrase.lock_file(path).write_text(text, encoding="utf-8")
    with pytest.raises(errors.StoreDamaged):
        passphrase.unlock(path, PHRASE)


def test_half_an_emoji_is_a_wrong_passphrase_and_no_fault(tmp_path: Path) -> None:
    passphrase.create(tmp_path / "m.db", PHRASE, QUICK)
    with pytest.raises(errors.WrongPassphrase):
        passphrase.unlock(tmp_path / "m.db", PHRASE + "\ud83d")
