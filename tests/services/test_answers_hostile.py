"""500 broken and hostile mails and forms: no crash, nothing lost, nothing written elsewhere."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from moedeleder.domain.answers import Answer
from moedeleder.domain.errors import AnswerFileError, MoedelederError
from moedeleder.domain.meetings import Meeting
from moedeleder.models.round_tables import AnswerRow
from moedeleder.services.answers import TakenKind
from tests.offices import Bench, open_bench
from tests.services.answer_desk import SOFIE, code, form
from tests.services.hostile_answers import hostile_form, hostile_mail, sender_survives

MAILS, FORMS, SLICES = 300, 200, 5


def _slice(part: int) -> object:
    """Two slices of the seeds in every run, the rest in the long one."""
    return pytest.param(part, marks=[pytest.mark.torture] if part > 1 else [])


KEPT = (TakenKind.PLACED, TakenKind.UNKNOWN)
WORDS = {"ml.points.1.words": "Fraværet", "ml.worries": "Søvnen", "ml.wishes": "Ro"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    folder = tmp_path / "kontor"
    folder.mkdir()
    with open_bench(folder) as bench:
        yield bench


@pytest.fixture
def outside(desk: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give home, working and temporary folder a place that can be looked through.

    The office is open before: what it needs for itself lies elsewhere.
    """
    outside = tmp_path / "udenfor"
    for name in ("hjem", "arbejde", "midlertidig"):
        (outside / name).mkdir(parents=True)
    (outside / "hjem" / ".bashrc").write_text("uskyldig")
    for variable in ("HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(outside / "hjem"))
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(outside / "midlertidig"))
    monkeypatch.setattr(tempfile, "tempdir", str(outside / "midlertidig"))
    monkeypatch.chdir(outside / "arbejde")
    return outside


def listing(*folders: Path) -> dict[str, tuple[int, int]]:
    """Return everything below the folders with its size and when it was written."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for folder in folders
        for path in folder.rglob("*")
    }


def kept_bytes(bench: Bench) -> dict[str, bytes | None]:
    with bench.store.reading() as session:
        return {row.id: row.raw for row in session.scalars(select(AnswerRow))}


def read_everything(bench: Bench, answers: list[Answer]) -> None:
    for answer in answers:
        now = bench.office.answers.get(answer.id)
        for index, file in enumerate(now.files):
            name, data = bench.office.answers.file(now.id, index)
            assert (name, len(data)) == (file.name, file.size)


def place_all(bench: Bench, meeting: Meeting) -> Counter[str]:
    """Place everything that waits, as a person in a hurry would."""
    became: Counter[str] = Counter()
    for answer in bench.office.answers.unknown():
        try:
            sofie = bench.people["sofie"].id
            bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
            became["placed"] += 1
        except MoedelederError as error:
            became[type(error).__name__] += 1
    return became


@pytest.mark.parametrize("part", [_slice(part) for part in range(SLICES)])
def test_hostile_mails(desk: Bench, outside: Path, tmp_path: Path, part: int) -> None:
    meeting = desk.meeting()
    given = code(desk, meeting)
    good = form(meeting, given, WORDS)
    office_files = {path.name for path in (tmp_path / "kontor").iterdir()}
    before = listing(outside)
    sent: dict[str, bytes] = {}
    kinds: Counter[TakenKind] = Counter()
    for seed in range(part, MAILS, SLICES):
        sender = f"Sofie <{SOFIE}>" if seed % 7 else "Ukendt <ond@andet.example>"
        raw = hostile_mail(seed, sender, given, good)
        taken = desk.office.answers.take_mail(raw)
        kinds[taken.kind] += 1
        if SOFIE in sender and sender_survives(seed):
            assert taken.kind in KEPT, f"mail {seed} of a known sender was lost"
        if taken.kind in KEPT:
            assert taken.answer is not None
            sent[taken.answer.id] = raw
    assert kept_bytes(desk) == sent
    assert kinds[TakenKind.PLACED] > 5
    assert kinds[TakenKind.UNKNOWN] > 5
    read_everything(desk, [desk.office.answers.get(each) for each in sent])
    assert set(place_all(desk, meeting)) == {"placed"}
    assert desk.office.answers.unknown() == ()
    assert kept_bytes(desk) == sent
    assert listing(outside) == before
    assert {path.name for path in (tmp_path / "kontor").iterdir()} == office_files
    assert desk.store.is_whole()


@pytest.mark.parametrize("part", [_slice(part) for part in range(SLICES)])
def test_hostile_forms(desk: Bench, outside: Path, tmp_path: Path, part: int) -> None:
    meeting = desk.meeting()
    good = form(meeting, code(desk, meeting), WORDS)
    inbox = tmp_path / "ind"
    inbox.mkdir()
    seeds = range(part, FORMS, SLICES)
    for seed in seeds:
        ending = ".odt" if seed % 10 == 9 else ".docx"
        (inbox / f"svar{seed}{ending}").write_bytes(hostile_form(seed, good))
    before = listing(outside, inbox)
    sent: dict[str, bytes] = {}
    became: Counter[str] = Counter()
    for path in sorted(inbox.iterdir()):
        try:
            taken = desk.office.answers.take_file(path, meeting.id)
        except AnswerFileError as error:
            became[type(error).__name__] += 1
            continue
        became[taken.kind.value] += 1
        if taken.kind in KEPT:
            assert taken.answer is not None
            sent[taken.answer.id] = path.read_bytes()
    assert sum(became.values()) == len(seeds)
    assert len(became) > 1
    assert kept_bytes(desk) == sent
    place_all(desk, meeting)
    assert listing(outside, inbox) == before
    assert desk.store.is_whole()
