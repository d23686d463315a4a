import email
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from icalendar import Calendar
from pypdf import PdfReader

from moedeleder import paths
from moedeleder.app import open_office
from moedeleder.domain.errors import FolderNotWritable
from moedeleder.domain.record import GapKind, PartKey
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.services.demo import Demo, DemoClock, DemoReport, demo_start
from moedeleder.services.exchange import example_files
from moedeleder.services.exchange_reading import read_meeting_file
from moedeleder.services.meeting_file import MeetingFile, as_planned
from moedeleder.services.office import Office
from moedeleder.services.secrets import MemorySecrets
from tests.stores import make_store

EXAMPLES = example_files()
Run = Callable[[MeetingFile], DemoReport]


@contextmanager
def _office(folder: Path, clock: DemoClock) -> Iterator[Office]:
    folder.mkdir(parents=True)
    store = make_store(folder, clock=clock)
    typing = store.edit_writer()
    try:
        yield open_office(store, typing, MemorySecrets(), now=clock)
    finally:
        typing.close()
        store.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "ud"


@pytest.fixture
def run(tmp_path: Path, out: Path) -> Run:
    runs = iter(range(10))

    def demo(file: MeetingFile) -> DemoReport:
        folder = tmp_path / f"store-{next(runs)}"
        clock = DemoClock(demo_start(file))
        with _office(folder, clock) as office:
            return Demo(office, clock, out, folder / "udbakke").run(file)

    return demo


def example(which: int = 0) -> MeetingFile:
    return read_meeting_file(EXAMPLES[which], paths.resources())


def mail(path: Path) -> EmailMessage:
    found = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def docx_text(data: bytes) -> str:
    document = Document(BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    # What keeps words together or lets long ones break is no part of the text.
    return "\n".join(lines).replace("\u00a0", " ").replace("\u00ad", "")


ROUND = (
    {f"mails/{name}.eml" for name in "kladde-01 kladde-02 svar-01 svar-02".split()}
    | {"mails/kvittering-01.eml", "mails/kvittering-02.eml"}
    | {"til-print/kladde-01.pdf", "til-print/svarskema-01.docx"},
    {f"mails/{name}.eml" for name in "kladde-01 svar-01 kvittering-01".split()}
    | {f"til-print/{name}-{i:02d}.pdf" for name in ("kladde", "kvittering") for i in (1, 2)}
    | {f"til-print/svarskema-{i:02d}.docx" for i in (1, 2)},
)


# On paper, too, everybody gets their own copy: the young person has the short one.
OWN_COPIES = (
    {"til-print/referat-01.pdf"},
    {"til-print/kort-og-klart-01.pdf", "til-print/referat-02.pdf"},
)


@pytest.mark.parametrize(("which", "mails", "prints"), [(0, 5, 1), (1, 6, 2)])
def test_the_whole_job_leaves_its_papers_and_mails(
    run: Run, out: Path, which: int, mails: int, prints: int
) -> None:
    file = example(which)

    report = run(file)

    day = file.meeting.starts_at.date().isoformat()
    papers = {f"{n}-{day}.{s}" for n in ("dagsorden", "referat") for s in ("pdf", "docx")}
    kinds = ("dagsorden", "referat")
    letters = {f"mails/{n}-{i:02d}.eml" for n in kinds for i in range(1, mails + 1)}
    copies = {f"til-print/dagsorden-{i:02d}.pdf" for i in range(1, prints + 1)}
    copies |= OWN_COPIES[which]
    whole_job = papers | {f"moede-{day}.ics"} | letters | copies
    assert set(report.files) == whole_job | ROUND[which]
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} == set(
        report.files
    )
    assert report.is_complete
    assert report.version == 1
    assert len(report.without_address) == prints
    assert report.count(LetterKind.MINUTES, DeliveryState.SENT) == mails


@pytest.mark.parametrize("which", [0, 1])
def test_every_attendee_with_an_address_gets_one_mail_of_each_kind(
    run: Run, out: Path, which: int
) -> None:
    file = example(which)
    addresses = sorted(a.person.mail for a in file.meeting.attendees if a.person.mail)

    run(file)

    for kind in ("dagsorden", "referat"):
        found = [mail(path) for path in (out / "mails").glob(f"{kind}-*.eml")]
        assert sorted(str(m["To"].addresses[0].addr_spec) for m in found) == addresses
        names = {each.get_filename() for each in found[0].iter_attachments()}
        assert f"{kind}.pdf" in names


def test_the_mails_carry_the_papers_and_say_nothing_in_the_subject(run: Run, out: Path) -> None:
    run(example())

    letter = mail(out / "mails" / "referat-01.eml")
    docx = next(a for a in letter.iter_attachments() if a.get_filename() == "referat.docx")
    saved = (out / "referat-2026-12-03.docx").read_bytes()
    assert docx_text(docx.get_content()) == docx_text(saved)
    assert "Alma" not in str(letter["Subject"])
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Kære Sofie")


@pytest.mark.parametrize("which", [0, 1])
def test_the_minutes_hold_what_was_said_and_promised(run: Run, out: Path, which: int) -> None:
    file = example(which)

    run(file)

    day = file.meeting.starts_at.date().isoformat()
    text = docx_text((out / f"referat-{day}.docx").read_bytes())
    for part in file.parts:
        for block in part.text.blocks:
            assert block.text in text
    for promise in file.meeting.promises:
        assert promise.what in text
    for attendee in file.meeting.attendees:
        assert attendee.person.name in text
    for name in ("dagsorden", "referat"):
        assert (out / f"{name}-{day}.pdf").read_bytes().startswith(b"%PDF-")


def test_the_calendar_entry_is_at_the_time_of_the_meeting(run: Run, out: Path) -> None:
    run(example())

    calendar = Calendar.from_ical((out / "moede-2026-12-03.ics").read_bytes())
    event = calendar.walk("VEVENT")[0]
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert "Alma" not in str(event["SUMMARY"])


def _frozen(report: DemoReport, out: Path) -> dict[str, Any]:
    """Return the record that the finished minutes carry within them: the whole, not a cut copy."""
    papers = (name for name in report.files if name.startswith("referat-") and ".pdf" in name)
    (data,) = PdfReader(out / min(papers, key=len)).attachments["referat.json"]
    record: dict[str, Any] = json.loads(data)
    return record


def test_the_same_file_gives_the_same_minutes(run: Run, out: Path) -> None:
    first = run(example())
    was = _frozen(first, out)
    second = run(example())
    is_now = _frozen(second, out)
    salts = {each.pop("salt") for each in (was, is_now)}
    assert was == is_now
    # Nobody is to guess a text from its checksum, so no two finished texts share one.
    assert len(salts) == 2
    assert first.checksum != second.checksum


@pytest.mark.torture
def test_a_second_run_takes_the_first_ones_place_and_nothing_else(run: Run, out: Path) -> None:
    run(example(1))
    (out / "mails" / "min egen.eml").write_text("behold")

    report = run(example())

    mails = {path.name for path in (out / "mails").iterdir()}
    assert "min egen.eml" in mails
    assert len(mails) == 17
    assert report.is_complete


def test_a_meeting_not_yet_held_says_what_its_minutes_lack(run: Run, out: Path) -> None:
    report = run(as_planned(example()))

    assert not report.is_complete
    assert report.version == 0
    assert {gap.kind for gap in report.gaps} >= {
        GapKind.PART_EMPTY,
        GapKind.PLAN_EMPTY,
        GapKind.FOLLOW_UP_OPEN,
        GapKind.NOBODY_PRESENT,
    }
    assert (out / "dagsorden-2026-12-03.pdf").exists()
    assert not list(out.glob("referat*"))


def test_minutes_are_written_from_the_notes_where_nobody_wrote_them(run: Run, out: Path) -> None:
    file = example()
    kept = tuple(part for part in file.parts if part.key is PartKey.CONCLUSION)

    report = run(replace(file, parts=kept))

    assert report.is_complete
    text = docx_text((out / "referat-2026-12-03.docx").read_bytes())
    assert "”Det værste er ikke fraværet, men at vi er alene med det.”" in text
    assert "Jonas Eksempel (far): Jeg mener, at skemaet skal ændres først." in text


def test_a_file_where_the_folder_should_be(run: Run, out: Path) -> None:
    out.write_text("her er en fil")
    with pytest.raises(FolderNotWritable):
        run(example())
    assert out.read_text() == "her er en fil"


def test_nothing_is_kept_in_the_folder_that_a_run_did_not_name(run: Run, out: Path) -> None:
    report = run(example())
    kept = {path for path in out.rglob("*") if path.is_file()}
    assert kept == {out / name for name in report.files}
    assert all(path.stat().st_size for path in kept)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_clearly_made_up(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    addresses = [person["mail"] for person in data["people"]] + [data["made_by"]["mail"]]
    assert all(address.endswith(".example") for address in addresses if address)
    assert data["family"]["case_number"].startswith("34.45.00-G01-")
    assert data["meeting"]["state"] == "held"
