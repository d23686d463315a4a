import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from moedeleder import __version__, paths
from moedeleder.app import open_office, resource_folders
from moedeleder.domain.settings import MailboxSettings, MailSettings, MailWay
from moedeleder.models import passphrase
from moedeleder.models.key import KeyringKeys, account_of, new_key
from moedeleder.models.opening import open_store
from moedeleder.models.passphrase import Effort
from moedeleder.services.doctor import PACKAGES, examine
from moedeleder.services.finding import BAD, OK, WARNING, Finding
from moedeleder.services.secrets import MemorySecrets
from tests.rings import desktop_ring


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path / "data"))
    monkeypatch.delenv(paths.LOCAL_RESOURCES_VARIABLE, raising=False)
    return tmp_path / "data"


@pytest.fixture
def ring() -> Iterator[dict[tuple[str, str], str]]:
    with desktop_ring() as held:
        yield held


def found() -> dict[str, Finding]:
    return {each.key: each for each in examine(resource_folders())}


def make_users_store(
    mail: MailSettings | None = None, mailbox: MailboxSettings | None = None
) -> Path:
    """Make the user's store as the program does, its key in the keyring."""
    path, key = paths.store_file(), new_key()
    KeyringKeys(account_of(path)).save(key)
    store = open_store(path, key, clock=lambda: datetime.now(UTC))
    typing = store.edit_writer()
    office = open_office(store, typing, MemorySecrets())
    if mail:
        office.settings.save_mail(mail, "hemmeligt")
    if mailbox:
        office.mailbox.save(mailbox, "hemmeligt")
    typing.close()
    store.close()
    return path


def test_versions_and_resources_are_told() -> None:
    report = found()
    assert report["program"].value == __version__
    assert report["python"].value == ".".join(map(str, sys.version_info[:3]))
    assert report["resources:types"].value == "11 mødetyper"
    assert report["resources:examples"].value == "2 eksempler"
    assert report["resources:language"].state == OK
    assert report["resources:dictionary"].value == "dansk ordbog"
    assert "SQLCipher 4" in report["library"].value
    for name in PACKAGES:
        assert report[f"package:{name.lower()}"].state == OK


def test_looking_makes_nothing(folder: Path, ring: dict[tuple[str, str], str]) -> None:
    report = found()
    assert report["store:state"].value == "er ikke lavet endnu"
    assert not any(each.is_bad for each in report.values())
    assert not folder.exists()
    assert ring == {}


def test_an_unusable_keyring_is_told() -> None:
    assert found()["keyring"].state == WARNING


def test_a_store_in_order(ring: dict[tuple[str, str], str]) -> None:
    make_users_store()
    report = found()
    assert report["keyring"].value == "keyring.backends.SecretService"
    assert report["store:encrypted"] == Finding("store:encrypted", "Låst", "ja")
    assert report["store:readable"].state == OK
    assert report["store:readable"].value.startswith("ja, udgave ")
    assert report["mail"].value == "en mappe med mails"
    if sys.platform != "win32":
        assert report["store:mode"].value == "0600"


def test_mail_is_told_without_user_and_password(ring: dict[tuple[str, str], str]) -> None:
    mail = MailSettings(
        MailWay.SMTP,
        host="post.kommune.example",
        user="mette.holm",
        sender_address="mette.holm@kommune.example",
    )
    make_users_store(mail)
    values = [each.value for each in found().values()]
    assert "SMTP post.kommune.example:587 (starttls)" in values
    assert not any("mette" in value or "hemmeligt" in value for value in values)


def test_where_answers_are_fetched_is_told_without_user_and_password(
    ring: dict[tuple[str, str], str],
) -> None:
    make_users_store(mailbox=MailboxSettings("post.kommune.example", user="mette.holm"))
    values = {key: each.value for key, each in found().items()}
    assert values["mailbox"] == "IMAP post.kommune.example:993 (tls), ikke hentet endnu"
    assert not any("mette" in value or "hemmeligt" in value for value in values.values())


def test_without_a_mailbox_nothing_is_wrong(ring: dict[tuple[str, str], str]) -> None:
    make_users_store()
    assert found()["mailbox"].state == OK
    assert found()["mailbox"].value.startswith("ikke valgt")


def test_a_lost_key_is_told(ring: dict[tuple[str, str], str]) -> None:
    make_users_store()
    ring.clear()
    report = found()
    assert report["store:readable"] == Finding(
        "store:readable", "Kan åbnes", "nej (KeyringUnusable)", BAD
    )
    assert ring == {}


def test_a_wrong_key_is_told(ring: dict[tuple[str, str], str]) -> None:
    path = make_users_store()
    KeyringKeys(account_of(path)).save(new_key())
    assert found()["store:readable"].state == BAD


def test_a_file_that_is_not_locked_is_told(folder: Path, ring: dict[tuple[str, str], str]) -> None:
    folder.mkdir()
    paths.store_file().write_bytes(b"SQLite format 3\0" + bytes(5000))
    report = found()
    assert report["store:encrypted"].state == BAD
    assert report["store:readable"].state == BAD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_a_file_open_to_others_is_told(ring: dict[tuple[str, str], str]) -> None:
    make_users_store().chmod(0o644)
    assert found()["store:mode"] == Finding("store:mode", "Adgang til filen", "0644", BAD)


def test_a_passphrase_is_told_and_not_asked_for(folder: Path) -> None:
    key = passphrase.create(paths.store_file(), "et langt kodeord", Effort(1, 8 * 4, 4))
    open_store(paths.store_file(), key, clock=lambda: datetime.now(UTC)).close()
    assert found()["store:readable"].value == "med et kodeord"


def test_a_mistake_in_the_municipalitys_own_file_is_told(folder: Path) -> None:
    types = folder / "resources" / "meeting_types"
    types.mkdir(parents=True)
    (types / "own.toml").write_text('name = "Eget møde"\nfarve = "blå"\n', encoding="utf-8")
    report = found()
    assert report["resources:types"].state == BAD
    assert report["resources:types"].value.startswith("own.toml, linje 2, farve")


def test_the_home_folder_is_not_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, ring: dict[tuple[str, str], str]
) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(home / "data"))
    assert found()["store:path"].value == "~/data/moedeleder.db"
    assert not any(str(home) in each.value for each in found().values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no screen")
@pytest.mark.parametrize(("display", "state"), [(":99", OK), ("", WARNING)])
def test_the_screen_is_told(monkeypatch: pytest.MonkeyPatch, display: str, state: str) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert found()["screen"].state == state
    assert os.environ["DISPLAY"] == display
