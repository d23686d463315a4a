"""Til journalen: everything about the minutes in one folder or zip, for the case system."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from moedeleder.documents.files import write_file
from moedeleder.domain.errors import FolderNotWritable, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import heading
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead, MinutesVersion, canonical
from moedeleder.models import journal_queries, mapping, minutes_mapping, queries
from moedeleder.models.minutes_tables import JournalRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context, wall_time
from moedeleder.services.journal_metadata import (
    METADATA_FILE,
    JournalFacts,
    JournalFile,
    document_title,
    ending_of,
    metadata,
    unlike,
)
from moedeleder.services.journal_places import OTHER, load_journal_places
from moedeleder.services.minutes import version_value
from moedeleder.services.retiring import marks_of, with_marks
from moedeleder.services.settings import Settings


@dataclass(frozen=True, slots=True)
class Journaled:
    """That a version was handed to the case system; its text can then only be added to."""

    number: int
    made_at: datetime
    made_by: str
    files: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is read from the store before any paper is made."""

    facts: JournalFacts
    kept: tuple[JournalFile, ...]


class Journal:
    """Hands minutes to the case system, and remembers that it was done."""

    def __init__(self, context: Context, settings: Settings, folders: Sequence[Path]) -> None:
        self._store, self._clock = context.store, context.clock
        self._settings, self._folders = settings, tuple(folders)

    def history(self, meeting_id: str) -> tuple[Journaled, ...]:
        """Return when the minutes were handed over, the oldest first.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            queries.get(session, MeetingRow, meeting_id)
            return tuple(
                Journaled(each.number, each.made_at, each.made_by, journal_queries.files_in(each))
                for each in journal_queries.exports(session, meeting_id)
            )

    def save(self, meeting_id: str, folder: Path, *, as_zip: bool = False) -> Path:
        """Write everything into a new folder, or one zip, inside ``folder``; takes its time.

        What lies there already stays: another hand-over gets a number. File names hold no name
        of a person. It is remembered when all is written.

        Returns the new folder or zip.

        Raises:
            NotFound: there is no such meeting, or no finished minutes.
            DocumentFailed, TemplateMissing, ResourceFault: as named.
            FolderNotWritable, DiskFull: what was begun may lie there; nothing is remembered.
        """
        gathered = self._gather(meeting_id)
        facts = gathered.facts
        files = (*self._papers(facts), *gathered.kept, *self._receipts(facts))
        text = metadata(facts, files)
        everything = (*files, JournalFile(METADATA_FILE, "Metadata", text.encode("utf-8")))
        day = f"{facts.newest.record.starts_at:%Y-%m-%d}"
        name = f"til-journalen-{day}-version-{facts.newest.number}"
        target = _free(folder, name, ".zip" if as_zip else "")
        if as_zip:
            write_file(folder, target.name, _zipped(everything, facts.made_at))
        else:
            for each in everything:
                write_file(target / Path(each.name).parent, Path(each.name).name, each.data)
        self._remember(meeting_id, facts, text)
        return target

    def _gather(self, meeting_id: str) -> _Gathered:
        places = load_journal_places(self._folders)
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if not row.versions:
                raise NotFound
            meeting = mapping.meeting(row)
            facts = JournalFacts(
                meeting=meeting,
                place=places.get(meeting.type_key, places[OTHER]),
                versions=tuple(map(version_value, row.versions)),
                corrections=tuple(map(minutes_mapping.correction, row.corrections)),
                retired=marks_of(row),
                letters=tuple(map(mapping.delivery, row.deliveries)),
                made_at=self._clock.now(),
                made_by=self._store.actor,
            )
            kept = (*_copies(session, row), *_answers(session, row))
            agendas = tuple(map(mapping.agenda_version, row.agenda_versions))
        return _Gathered(facts, (*kept, *self._agendas(agendas)))

    def _agendas(self, versions: Sequence[Any]) -> Iterator[JournalFile]:
        from moedeleder.documents.pdf import agenda_pdf

        head = self._settings.letterhead()
        for each in versions:
            yield JournalFile(
                f"dagsorden/dagsorden-{each.number}.pdf",
                f"{each.record.title}, udgave {each.number}",
                agenda_pdf(each.record, head),
                each.shared_at,
            )

    def _papers(self, facts: JournalFacts) -> Iterator[JournalFile]:
        """Return every version whole, drawn with what is marked as no longer relevant."""
        head = self._settings.letterhead()
        for version in facts.versions:
            yield from _version_papers(version, facts, head)

    def _receipts(self, facts: JournalFacts) -> Iterator[JournalFile]:
        from moedeleder.documents.pdf import receipt_pdf
        from moedeleder.documents.receipt import ReceiptPaper

        head, contact = self._settings.letterhead(), facts.newest.record.contact
        meeting = facts.meeting
        with self._store.reading() as session:
            told = [(each, queries.receipt_lines(session, each.id)) for each in facts.letters]
        for number, (letter, lines) in enumerate([each for each in told if each[1]], 1):
            paper = ReceiptPaper(
                name=letter.name,
                meeting=heading(meeting.type_name, meeting.child_name),
                starts_at=meeting.starts_at,
                lines=lines,
                contact=contact,
            )
            yield JournalFile(
                f"kvitteringer/kvittering-{number}.pdf",
                f"Kvittering {number}",
                receipt_pdf(paper, head),
                letter.changed_at,
            )

    def _remember(self, meeting_id: str, facts: JournalFacts, manifest: str) -> None:
        with self._store.transaction() as session:
            session.add(
                JournalRow(
                    id=new_id(),
                    meeting_id=meeting_id,
                    number=facts.newest.number,
                    manifest=manifest,
                    checksum=hashlib.sha256(manifest.encode("utf-8")).hexdigest(),
                    made_at=facts.made_at,
                    made_by=facts.made_by,
                )
            )


def _version_papers(
    version: MinutesVersion, facts: JournalFacts, head: Letterhead
) -> Iterator[JournalFile]:
    from moedeleder.documents import papers

    title, folder = document_title(version), f"referat-version-{version.number}"
    record = with_marks(version.record, facts.retired)
    wanted = [Paper.FULL]
    wanted += [] if record.plain_summary.is_empty else [Paper.SUMMARY]
    wanted += [] if record.child_page.is_empty else [Paper.CHILD]
    for paper in wanted:
        for name, data in papers.make(record, head, paper):
            yield JournalFile(f"{folder}/{name}", title, data, version.finalised_at)
    text = canonical(version.record).encode("utf-8")
    yield JournalFile(f"{folder}/referat.json", title, text, version.finalised_at)


def _copies(session: Any, row: MeetingRow) -> tuple[JournalFile, ...]:
    """Return what people received, byte by byte; what several received alike is there once."""
    numbers = {each.id: each.number for each in row.versions}
    kept = journal_queries.kept_papers(session, [each.id for each in row.copies])
    found = []
    for place, copy in enumerate(row.copies, 1):
        for paper in copy.papers:
            number = numbers[copy.version_id]
            name = f"modtaget/version-{number}-eksemplar-{place}-{paper['name']}"
            title = f"Modtaget eksemplar {place} af version {number}"
            found.append(JournalFile(name, title, kept[paper["id"]], copy.made_at))
    return unlike(found)


def _answers(session: Any, row: MeetingRow) -> Iterator[JournalFile]:
    """Return the letters and forms in which people answered, as they came."""
    raw: Mapping[str, tuple[bytes, datetime]] = journal_queries.answers_as_they_came(
        session, row.id
    )
    for number, (data, came) in enumerate(raw.values(), 1):
        yield JournalFile(f"svar/svar-{number}.{ending_of(data)}", f"Svar {number}", data, came)


def _free(folder: Path, name: str, ending: str) -> Path:
    """Return a name in ``folder`` that nothing has yet."""
    try:
        for number in range(1, 10_000):
            told = name if number == 1 else f"{name} ({number})"
            if not (folder / f"{told}{ending}").exists():
                return folder / f"{told}{ending}"
    except OSError:
        raise FolderNotWritable from None
    raise FolderNotWritable


def _zipped(files: Sequence[JournalFile], made_at: datetime) -> bytes:
    stream, stamp = io.BytesIO(), wall_time(made_at).timetuple()[:6]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.writestr(zipfile.ZipInfo(each.name, stamp), each.data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
