import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from moedeleder import __version__, paths
from moedeleder.cli import UNFORESEEN, main, words
from moedeleder.cli import commands as cli_commands
from moedeleder.cli.parser import in_danish
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.key import KeyringKeys, account_of
from moedeleder.models.unlocking import PassphraseNeeded, find_key, key_from_passphrase
from moedeleder.services.exchange import example_files
from tests.rings import desktop_ring

ROOT = Path(__file__).parents[1]
EXAMPLE, OTHER = example_files()
MEETING_ID = json.loads(EXAMPLE.read_text(encoding="utf-8"))["meeting"]["id"]
OTHER_ID = json.loads(OTHER.read_text(encoding="utf-8"))["meeting"]["id"]
PASSPHRASE = "hyldeblomst og honning"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def ring() -> Iterator[dict[tuple[str, str], str]]:
    with desktop_ring() as held:
        yield held


def said(capsys: Captured) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def one_sentence(err: str) -> bool:
    """Whether the words are one line, with a full stop and nothing technical."""
    line = err.rstrip("\n")
    return "\n" not in line and line.endswith(".") and "Traceback" not in line


# --- called wrongly --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["demo"], "Der mangler: --out."),
        (["demo", "--out"], "Der mangler noget efter --out."),
        (["export", "1"], "Der mangler: --out."),
        (["export", "--out", "x.json"], "Der mangler: MØDE."),
        (["import"], "Der mangler: FIL."),
        (["import", "a.json", "b.json"], "Jeg kender ikke: b.json."),
        (["dans"], "Der er ikke noget, der hedder dans."),
        (["--flyv"], "Jeg kender ikke: --flyv."),
        (["doctor", "--json=ja"], "Der skal ikke stå noget efter --json."),
        (["doctor", "a\nb"], "Jeg kender ikke: a b."),
    ],
)
def test_a_wrong_call_gives_2_and_one_danish_sentence(
    capsys: Captured, arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    out, err = said(capsys)
    assert out == ""
    assert err.startswith(words)
    assert one_sentence(err)


def test_an_unknown_complaint_is_still_danish() -> None:
    assert in_danish("something new") == "Kommandoen er ikke skrevet rigtigt."


@pytest.mark.parametrize("command", ["demo", "list", "export", "import", "verify", "doctor"])
def test_help_is_danish(capsys: Captured, command: str) -> None:
    assert main([command, "--help"]) == 0
    out, _err = said(capsys)
    assert out.startswith(f"Sådan: moedeleder {command}")
    assert out.count("Sådan") == 1
    assert "usage" not in out
    assert "optional" not in out


def test_the_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert said(capsys)[0] == f"Mødeleder {__version__}\n"


# --- demo ------------------------------------------------------------------------------------


def test_the_demo_tells_what_it_did(capsys: Captured, tmp_path: Path, folder: Path) -> None:
    assert main(["demo", "--out", str(tmp_path / "ud")]) == 0
    out, err = said(capsys)
    assert err == ""
    assert out.splitlines()[0] == "Netværksmøde om Alma"
    assert "Kladden til dagsordenen er lagt som mail til 2 deltagere." in out
    assert "6 bidrag til dagsordenen: 4 er med på dagsordenen, 1 er noteret, 1 venter" in out
    assert "Svar på bidragene er lagt som mail til 2 deltagere." in out
    assert "Indkaldelsen er lagt som mail til 5 deltagere." in out
    assert "Bente Vang har ingen mailadresse og får det på papir." in out
    for line in out.split("Filerne ligger her:\n")[1].splitlines():
        assert Path(line.strip()).is_file()
    assert not folder.exists()


def test_the_demo_takes_another_meeting_and_answers_in_json(
    capsys: Captured, tmp_path: Path
) -> None:
    assert main(["demo", "--out", str(tmp_path / "ud"), "--from", str(OTHER), "--json"]) == 0
    report = json.loads(said(capsys)[0])
    assert report["complete"] is True
    assert report["title"] == "Overgangsmøde 16-18 for Samir"
    assert report["version"] == 1
    assert all((tmp_path / "ud" / name).is_file() for name in report["files"])
    assert sum(letter["state"] == "no_address" for letter in report["letters"]) == 8
    decisions = [each["decision"] for each in report["contributions"]]
    assert sorted(decisions) == ["merged", "not_now", "on_agenda", "on_agenda"]


def test_a_meeting_without_minutes_says_what_is_missing(capsys: Captured, tmp_path: Path) -> None:
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data["minutes"] = [part for part in data["minutes"] if part["key"] != "conclusion"]
    data["promises"][0]["due"] = None
    source = tmp_path / "halv.json"
    source.write_text(json.dumps(data), encoding="utf-8")

    assert main(["demo", "--out", str(tmp_path / "ud"), "--from", str(source)]) == 1

    _out, err = said(capsys)
    assert err == ("Referatet er ikke færdigt. Konklusion er tom. Aftale 1 har ingen frist.\n")
    assert (tmp_path / "ud" / "dagsorden-2026-12-03.pdf").is_file()


def test_a_refused_file_is_named_with_field_and_reason(capsys: Captured, tmp_path: Path) -> None:
    source = tmp_path / "fremmed.json"
    source.write_text('{"format": "moedeleder-meeting", "format_version": 9}')
    assert main(["demo", "--out", str(tmp_path / "ud"), "--from", str(source)]) == 1
    _out, err = said(capsys)
    assert "fremmed.json" in err
    assert "format_version" in err
    assert one_sentence(err)
    assert not (tmp_path / "ud").exists()


def test_a_folder_that_cannot_be_made(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    assert main(["demo", "--out", str(tmp_path / "fil" / "ud")]) == 1
    assert said(capsys)[1].startswith("Der kan ikke gemmes i mappen.")


# --- handing over ----------------------------------------------------------------------------


def test_a_meeting_is_handed_over_and_found_again(
    capsys: Captured, tmp_path: Path, ring: dict[tuple[str, str], str]
) -> None:
    assert main(["import", str(EXAMPLE)]) == 0
    assert said(capsys)[0] == "Netværksmøde om Alma er hentet med 7 nye personer.\n"
    assert len(ring) == 1

    assert main(["list"]) == 0
    assert said(capsys)[0] == f"{MEETING_ID}  3. dec. 2026 15.30  Netværksmøde om Alma\n"

    out = tmp_path / "ud.json"
    assert main(["export", MEETING_ID[:13], "--out", str(out)]) == 0
    assert str(out) in said(capsys)[0]
    ours, theirs = (json.loads(path.read_text(encoding="utf-8")) for path in (out, EXAMPLE))
    for name in ("made_at", "made_by"):
        del ours[name], theirs[name]
    assert ours == theirs

    assert main(["import", str(out)]) == 0
    assert "intet er ændret" in said(capsys)[0]


def test_a_beginning_that_two_meetings_share(
    capsys: Captured, tmp_path: Path, ring: dict[tuple[str, str], str]
) -> None:
    main(["import", str(EXAMPLE)])
    main(["import", str(OTHER)])
    said(capsys)
    shared = MEETING_ID[:4]
    assert OTHER_ID.startswith(shared)
    assert main(["export", shared, "--out", str(tmp_path / "ud.json")]) == 1
    assert said(capsys)[1] == f"{words.SEVERAL_MEETINGS}\n"
    assert not (tmp_path / "ud.json").exists()


def test_a_meeting_that_is_not_there(
    capsys: Captured, tmp_path: Path, ring: dict[tuple[str, str], str]
) -> None:
    main(["import", str(EXAMPLE)])
    said(capsys)
    assert main(["export", "nej", "--out", str(tmp_path / "ud.json")]) == 1
    assert said(capsys)[1] == f"{words.NO_SUCH_MEETING}\n"


def test_asking_an_empty_house_makes_no_store(
    capsys: Captured, folder: Path, ring: dict[tuple[str, str], str]
) -> None:
    assert main(["list"]) == 0
    assert said(capsys) == (f"{words.NO_MEETINGS}\n", "")
    assert main(["export", "1", "--out", "x.json"]) == 1
    assert said(capsys) == ("", f"{words.NO_SUCH_MEETING}\n")
    assert not folder.exists()
    assert ring == {}


def test_a_refused_import_makes_no_store(
    capsys: Captured, folder: Path, tmp_path: Path, ring: dict[tuple[str, str], str]
) -> None:
    (tmp_path / "x.json").write_text("{")
    assert main(["import", str(tmp_path / "x.json")]) == 1
    assert "x.json" in said(capsys)[1]
    assert not folder.exists()


def test_without_a_keyring_a_passphrase_file_opens_the_store(
    capsys: Captured, tmp_path: Path
) -> None:
    secret, wrong = tmp_path / "kodeord.txt", tmp_path / "forkert.txt"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    wrong.write_text("noget helt andet", encoding="utf-8")
    assert main(["import", str(EXAMPLE), "--passphrase-file", str(secret)]) == 0
    said(capsys)

    assert main(["list", "--passphrase-file", str(secret)]) == 0
    assert MEETING_ID in said(capsys)[0]
    assert main(["list", "--passphrase-file", str(wrong)]) == 1
    assert said(capsys)[1].startswith("Kodeordet passer ikke.")
    assert main(["list", "--passphrase-file", str(tmp_path / "nej.txt")]) == 1
    assert said(capsys)[1].startswith("Filen kan ikke læses.")


def test_verify_names_the_first_broken_place_and_no_child(capsys: Captured, tmp_path: Path) -> None:
    secret = tmp_path / "kodeord.txt"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    asked = ["verify", "--passphrase-file", str(secret)]
    assert main(asked) == 1
    assert said(capsys) == ("", "Der er ingen møder endnu.\n")
    assert main(["import", str(EXAMPLE), "--passphrase-file", str(secret)]) == 0
    said(capsys)
    assert main(asked) == 0
    assert said(capsys)[0].startswith("Alt er, som det blev låst.")

    _slip_in_a_version(PASSPHRASE)
    assert main(asked) == 1
    out, err = said(capsys)
    assert err == ""
    assert "Referat nr. 1 fra netværksmøde" in out
    assert "er kommet til uden om Mødeleder." in out
    assert "Alma" not in out
    assert main([*asked, "--json"]) == 1
    told = json.loads(said(capsys)[0])
    assert told["whole"] is False
    assert "unsealed" in {each["why"] for each in told["broken"]}


def _slip_in_a_version(passphrase: str) -> None:
    path = paths.store_file()
    found = find_key(path, KeyringKeys(account_of(path)))
    assert isinstance(found, PassphraseNeeded)
    engine = SqliteEngine(path, key_from_passphrase(path, found, passphrase))
    values = "'forged', id, 1, '{}', '', '2026-12-04 10:00:00.000000', ''"
    with engine.sqlalchemy.begin() as connection:
        connection.execute(text(f"INSERT INTO minutes_version SELECT {values} FROM meeting"))
    engine.dispose()


def test_nobody_at_the_terminal_is_not_asked(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull) as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        assert main(["import", str(EXAMPLE)]) == 1
    assert said(capsys)[1].startswith("Dine møder er låst.")


def test_a_fault_nobody_foresaw_ends_in_the_log(
    capsys: Captured,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    ring: dict[tuple[str, str], str],
) -> None:
    main(["import", str(EXAMPLE)])
    said(capsys)
    monkeypatch.setattr(words, "meeting_line", lambda line: 1 // 0)
    assert main(["list"]) == 1
    assert said(capsys) == ("", f"{UNFORESEEN}\n")
    log = (folder / "moedeleder.log").read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in log
    assert "Alma" not in log


# --- doctor and window -----------------------------------------------------------------------


def test_the_doctor_answers_people_and_programs(capsys: Captured) -> None:
    assert main(["doctor"]) == 0
    out, _err = said(capsys)
    assert f"Mødeleder           {__version__}" in out
    assert main(["doctor", "--json"]) == 0
    report = json.loads(said(capsys)[0])
    assert report["ok"] is True
    assert {"program", "library", "keyring", "store:path", "mail", "disk"} <= {
        each["key"] for each in report["findings"]
    }


def test_the_doctor_says_no_when_something_is_wrong(capsys: Captured, folder: Path) -> None:
    folder.mkdir()
    (folder / "moedeleder.db").write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert main(["doctor", "--json"]) == 1
    assert json.loads(said(capsys)[0])["ok"] is False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no screen")
@pytest.mark.parametrize("platform", ["", "xcb", "wayland-egl"])
def test_without_a_screen_the_window_says_so(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert not cli_commands.has_screen()
    assert main([]) == 1
    assert said(capsys) == ("", f"{words.NO_SCREEN}\n")


# --- as a program ----------------------------------------------------------------------------


def program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "moedeleder", *arguments],
        env=os.environ | variables,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_program_takes_an_example_from_invitation_to_sent_minutes(tmp_path: Path) -> None:
    done = program("demo", "--out", str(tmp_path / "ud"), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Netværksmøde om Alma\n")


def test_the_program_called_wrongly() -> None:
    done = program("demo")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Der mangler: --out.")


def test_no_command_but_the_window_loads_qt(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from moedeleder.cli import main\n"
        f"assert main(['demo', '--out', {str(tmp_path / 'ud')!r}]) == 0\n"
        "assert main(['doctor']) == 0\n"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


# --- odd surroundings ------------------------------------------------------------------------


def test_a_home_that_is_not_there_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, "~ingen-med-det-navn/data")
    assert main(["list"]) == 1
    assert one_sentence(said(capsys)[1])


def test_nowhere_to_write_the_answer_is_no_fault() -> None:
    script = "import sys; sys.stdout = None; from moedeleder.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "list"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_an_answer_without_room_is_told_without_a_trace() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "moedeleder", "list"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert one_sentence(done.stderr)


def test_an_unforeseen_fault_says_nothing_of_anybody_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path
) -> None:
    def broken(_folders: object) -> None:
        raise RuntimeError("Alma Eksempel")

    monkeypatch.setattr("moedeleder.services.doctor.examine", broken)
    assert main(["doctor"]) == 1
    assert said(capsys)[1] == UNFORESEEN + "\n"


def test_the_doctor_names_a_mistake_in_danish_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path
) -> None:
    own = tmp_path / "egne" / "meeting_types"
    own.mkdir(parents=True)
    (own / "network.toml").write_text("name =\n", encoding="utf-8")
    monkeypatch.setenv(paths.LOCAL_RESOURCES_VARIABLE, str(tmp_path / "egne"))
    assert main(["doctor"]) == 1
    sentence = "Filen network.toml kan ikke bruges: den er ikke skrevet rigtigt (linje 1)."
    assert sentence in said(capsys)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps dumps elsewhere")
def test_a_fall_leaves_no_copy_of_the_memory() -> None:
    script = (
        "import resource; from moedeleder.cli import main; main(['--version']); "
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX has the signal")
def test_a_demo_that_is_asked_to_end_leaves_nothing_of_the_family_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    left = tmp_path / "tmp"
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))

    def asked_to_end(*_arguments: object) -> None:
        assert list(left.iterdir())
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("moedeleder.services.demo.Demo.run", asked_to_end)
    assert main(["demo", "--out", str(tmp_path / "ud")]) == 1
    assert list(left.iterdir()) == []
    assert one_sentence(said(capsys)[1])
