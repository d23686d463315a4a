"""Everything about the minutes in one folder, for the case system."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.domain.errors import FolderNotWritable, NotFound, ResourceFault
from moedeleder.domain.record import PartKey, canonical, checksum
from moedeleder.domain.sending import LetterKind
from moedeleder.services.journal_metadata import ending_of
from moedeleder.services.journal_places import load_journal_places
from tests.documents.papers import pdf_text
from tests.offices import Bench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as open_one:
        yield open_one


def finished(bench: Bench) -> str:
    """Finish and send minutes; return the meeting's id."""
    meeting = bench.complete().meeting
    bench.office.finishing.finish(meeting.id, meeting.version)
    bench.office.sending.send(meeting.id, LetterKind.MINUTES)
    return meeting.id


def handed_over(bench: Bench, tmp_path: Path) -> tuple[Path, dict[str, object]]:
    folder = bench.office.journal.save(finished(bench), tmp_path / "journal")
    return folder, json.loads((folder / "metadata.json").read_text("utf-8"))


def words_in(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return pdf_text(path.read_bytes()) if path.suffix == ".pdf" else path.read_text("utf-8")


def test_the_metadata_names_every_file_with_its_checksum(bench: Bench, tmp_path: Path) -> None:
    folder, told = handed_over(bench, tmp_path)
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "metadata.json"
    }
    assert isinstance(told["files"], list)
    assert {each["name"]: each["sha256"] for each in told["files"]} == there
    assert {"referat-version-1/referat.pdf", "referat-version-1/referat.docx"} <= there.keys()


def test_the_metadata_tells_where_it_belongs_and_who_took_part(
    bench: Bench, tmp_path: Path
) -> None:
    _, told = handed_over(bench, tmp_path)
    assert (told["case_number"], told["kle"], told["facet"]) == (
        "34.45.00-G01-118-26",
        "34.15.25",
        "P35",
    )
    assert isinstance(told["participants"], list)
    roles = {each["name"]: each["role"] for each in told["participants"]}
    assert roles["Sofie Eksempel"] == "mor"
    assert "Alma" not in str(told["title"])


def test_the_version_is_there_as_it_was_sealed(bench: Bench, tmp_path: Path) -> None:
    folder, told = handed_over(bench, tmp_path)
    text = (folder / "referat-version-1" / "referat.json").read_text("utf-8")
    assert isinstance(told["versions"], list)
    assert told["versions"][0]["checksum"] == checksum(text)


def test_what_each_one_received_is_there_once(bench: Bench, tmp_path: Path) -> None:
    folder, _ = handed_over(bench, tmp_path)
    received = [path for path in (folder / "modtaget").iterdir() if path.suffix == ".pdf"]
    assert received
    assert len({path.read_bytes() for path in received}) == len(received)


def test_no_file_is_named_after_a_person(bench: Bench, tmp_path: Path) -> None:
    folder, _ = handed_over(bench, tmp_path)
    names = " ".join(path.relative_to(folder.parent).as_posix() for path in folder.rglob("*"))
    assert not any(name in names.lower() for name in ("alma", "eksempel", "sofie", "karin"))


def test_private_notes_are_nowhere_in_it(bench: Bench, tmp_path: Path) -> None:
    folder, _ = handed_over(bench, tmp_path)
    texts = [words_in(path) for path in folder.rglob("*") if path.is_file()]
    assert any("11 af 20 dage" in text for text in texts)
    assert not any("ring til kollega" in text for text in texts)


def test_a_zip_holds_the_same(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    folder = bench.office.journal.save(meeting_id, tmp_path / "journal")
    packed = bench.office.journal.save(meeting_id, tmp_path / "journal", as_zip=True)
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        names = {name for name in archive.namelist() if name != "metadata.json"}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert names == there - {"metadata.json"}


def test_what_was_handed_over_before_stays(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    first = bench.office.journal.save(meeting_id, tmp_path)
    before = (first / "metadata.json").read_bytes()
    second = bench.office.journal.save(meeting_id, tmp_path)
    assert second != first
    assert (first / "metadata.json").read_bytes() == before
    assert [each.number for each in bench.office.journal.history(meeting_id)] == [1, 1]


def test_unfinished_minutes_are_not_handed_over(bench: Bench, tmp_path: Path) -> None:
    meeting = bench.complete().meeting
    with pytest.raises(NotFound):
        bench.office.journal.save(meeting.id, tmp_path)
    assert bench.office.journal.history(meeting.id) == ()


def test_a_folder_that_refuses_leaves_nothing_remembered(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    (tmp_path / "fil").write_text("ikke en mappe")
    with pytest.raises(FolderNotWritable):
        bench.office.journal.save(meeting_id, tmp_path / "fil")
    assert bench.office.journal.history(meeting_id) == ()


def test_what_proved_wrong_is_marked_in_what_is_handed_over(bench: Bench, tmp_path: Path) -> None:
    meeting_id = finished(bench)
    words = "11 af 20 dage i skole"
    bench.office.retiring.mark(meeting_id, 1, PartKey.FACTS, words, "Det var 12 dage")
    folder = bench.office.journal.save(meeting_id, tmp_path)
    told = json.loads((folder / "metadata.json").read_text("utf-8"))
    (mark,) = told["no_longer_relevant"]
    assert (mark["part"], mark["reason"]) == ("Oplysninger", "Det var 12 dage")
    version = bench.office.minutes.open(meeting_id).version
    assert version is not None
    # The text itself is as it was sealed.
    text = (folder / "referat-version-1" / "referat.json").read_text("utf-8")
    assert text == canonical(version.record)


def test_a_municipality_may_place_its_minutes_elsewhere(tmp_path: Path) -> None:
    ours = Path(__file__).parents[2] / "resources"
    (tmp_path / "journal.toml").write_text(
        '[[place]]\nkey = "network"\nkle = "34.45.00"\nfacet = "G01"\nverified = true\n'
    )
    places = load_journal_places([ours, tmp_path])
    assert (places["network"].kle, places["network"].verified) == ("34.45.00", True)
    assert places["hearing"].kle == "34.10.10"


def test_every_kind_of_meeting_has_a_place() -> None:
    ours = Path(__file__).parents[2] / "resources"
    kinds = {path.stem for path in (ours / "meeting_types").glob("*.toml")}
    assert kinds <= load_journal_places([ours]).keys()


def test_a_mistake_in_the_file_is_placed(tmp_path: Path) -> None:
    (tmp_path / "journal.toml").write_text('[[place]]\nkey = "other"\nkle = ""\nfacet = "P35"\n')
    with pytest.raises(ResourceFault) as fault:
        load_journal_places([tmp_path])
    assert (fault.value.line, fault.value.field) == (3, "place.1.kle")


@pytest.mark.parametrize(
    ("begins", "ending"),
    [
        (b"PK\x03\x04 word/document.xml", "docx"),
        (b"PK\x03\x04\x14\0 mimetypeapplication/vnd.oasis.opendocument.textPK", "odt"),
        (b"%PDF-1.7", "pdf"),
        (b"From: sofie@mail.example", "eml"),
    ],
)
def test_an_answer_is_named_by_what_it_is(begins: bytes, ending: str) -> None:
    assert ending_of(begins) == ending
