"""Each reader's own copy of the minutes: shown before, made once, kept as it left the house."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moedeleder.domain import readers
from moedeleder.domain.errors import ChangedElsewhere
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead, MinutesRecord, canonical, record_from_data
from moedeleder.domain.sending import LetterKind
from moedeleder.models import queries
from moedeleder.models.minutes_tables import MinutesCopyRow, PaperRow
from moedeleder.models.tables import AttendeeRow, MeetingRow
from moedeleder.services.answers_files import save_beside
from moedeleder.services.context import Context
from moedeleder.services.readers import Reader, Readers, choice_of, row_of

if TYPE_CHECKING:
    from moedeleder.services.minutes import Minutes
    from moedeleder.services.settings import Settings

Files = tuple[Path, ...]
NamedPapers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class PreparedCopy:
    """One attendee's copy of a version, ready to be kept with it; ``papers`` by file name.

    ``choice_version`` is that of what was chosen for this reader when the copy was made.
    """

    attendee_id: str
    person_id: str
    name: str
    record: MinutesRecord
    papers: NamedPapers
    choice_version: int = 0


@dataclass(frozen=True)
class CopyPreview:
    """What one person would get if the minutes were finished now."""

    attendee_id: str
    name: str
    record: MinutesRecord
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class KeptCopy:
    """What one person received of a finished version; ``papers`` are file names.

    ``place`` is that on the list of attendees, counted from 1.
    """

    id: str
    number: int
    attendee_id: str
    name: str
    record: MinutesRecord
    papers: tuple[str, ...]
    place: int = 0

    @property
    def mark(self) -> str:
        """What tells the files of a copy that is not for others apart; it names nobody."""
        return f"deltager-{self.place}" if self.is_cut else ""

    @property
    def is_cut(self) -> bool:
        """Whether something in the minutes was not for this reader."""
        return self.record.copy is not None and self.record.copy.is_cut


@dataclass(frozen=True)
class CopyAttachments:
    """What goes into the letter of one person's copy, byte for byte as it is kept."""

    record: MinutesRecord
    files: NamedPapers


class Copies:
    """What a person sees of each reader's copy, before the minutes are finished and after."""

    def __init__(
        self, context: Context, settings: Settings, minutes: Minutes, readers: Readers
    ) -> None:
        self._store, self._settings = context.store, settings
        self._minutes, self._readers = minutes, readers

    def preview(self, meeting_id: str, attendee_id: str) -> CopyPreview:
        """Return the minutes as somebody on the list would get them now.

        Raises:
            NotFound: the meeting or attendee is not there.
        """
        record = self._minutes.preview(meeting_id)
        reader = self._readers.view(meeting_id).of(attendee_id)
        return _preview(record, reader)

    def pages(self, preview: CopyPreview, paper: Paper, ppi: int = 110) -> tuple[bytes, ...]:
        """Return the pages of one of somebody's papers as PNG pictures; takes its time.

        Args:
            ppi: dots an inch.

        Raises:
            DocumentFailed, TemplateMissing: as named.
        """
        from moedeleder.documents import papers

        return papers.pages(preview.record, self._settings.letterhead(), paper, ppi)

    def prepared(self, meeting_id: str, record: MinutesRecord) -> tuple[PreparedCopy, ...]:
        """Make the papers of everybody who is to get a version; takes its time.

        What several people get alike is made once.

        Args:
            record: the whole version, as it will be frozen.

        Raises:
            DocumentFailed, TemplateMissing, NotFound: as named.
        """
        printer = Printer(self._settings.letterhead())
        # The whole minutes are for the case itself, also where nobody is sent all of them.
        printer.papers(record, (Paper.FULL,))
        wanted = self._receivers(meeting_id, record.number)
        return tuple(
            _prepared(record, each, printer)
            for each in self._readers.view(meeting_id).readers
            if wanted is None or each.attendee.id in wanted
        )

    def kept(self, meeting_id: str, number: int) -> tuple[KeptCopy, ...]:
        """Return what each person received of a version; none for one from before copies.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            places = {each.id: at for at, each in enumerate(meeting.attendees, 1)}
            return tuple(
                _kept(each, number, places.get(each.attendee_id, 0))
                for each in _rows(meeting, number)
            )

    def newest(self, meeting_id: str) -> tuple[KeptCopy, ...]:
        """Return what each person received of the newest version.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            versions = queries.get(session, MeetingRow, meeting_id).versions
            number = versions[-1].number if versions else 0
        return self.kept(meeting_id, number)

    def save(self, meeting_id: str, attendee_ids: Collection[str], folder: Path) -> Files:
        """Write the papers some people got of the newest version to a folder, as they left.

        Files that several got alike are one; a cut copy's carry its :attr:`KeptCopy.mark`.
        A file that lies there and was changed by hand stays; the new one gets a number.

        Raises:
            NotFound: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        found = []
        for copy in self.newest(meeting_id):
            if copy.attendee_id in attendee_ids:
                found += [self._save(copy, name, folder) for name in copy.papers]
        return tuple(dict.fromkeys(found))

    def _save(self, copy: KeptCopy, name: str, folder: Path) -> Path:
        stem, _, ending = name.rpartition(".")
        day = copy.record.starts_at.date().isoformat()
        marked = "-".join(filter(None, (stem, day, copy.mark)))
        return save_beside(folder, f"{marked}.{ending}", self.paper(copy.id, name))

    def paper(self, copy_id: str, name: str) -> bytes:
        """Return a paper as it left the house.

        Args:
            name: the file name, as in :attr:`KeptCopy.papers`.

        Raises:
            NotFound: there is no such copy, or no such paper in it.
        """
        with self._store.reading() as session:
            row = queries.get(session, MinutesCopyRow, copy_id)
            found = next((each["id"] for each in row.papers if each["name"] == name), "")
            return queries.get(session, PaperRow, found).data

    def _receivers(self, meeting_id: str, number: int) -> frozenset[str] | None:
        """Return who is sent a version: of one after the first, those who had the one before."""
        if number < 2:
            return None
        with self._store.reading() as session:
            return had_version(queries.get(session, MeetingRow, meeting_id), number - 1)


def had_version(meeting: MeetingRow, number: int) -> frozenset[str]:
    """Return the ids of the attendees for whom there is a letter with that version."""
    return frozenset(
        each.attendee_id
        for each in meeting.deliveries
        if each.kind == LetterKind.MINUTES.value and each.number == number
    )


def refuse_stale(meeting: MeetingRow, copies: Collection[PreparedCopy]) -> None:
    """Do nothing when what was chosen for each reader is still what their copy was made from.

    Raises:
        ChangedElsewhere: somebody chose otherwise meanwhile.
    """
    for copy in copies:
        row = row_of(meeting, copy.attendee_id)
        if (row.version if row else 0) != copy.choice_version:
            raise ChangedElsewhere


def attachments_of(
    session: Any, meeting: MeetingRow, number: int, attendee_id: str
) -> CopyAttachments | None:
    """Return the papers kept for one person of a version; None from before copies were kept."""
    row = next((e for e in _rows(meeting, number) if e.attendee_id == attendee_id), None)
    if row is None:
        return None
    files = tuple(
        (each["name"], queries.get(session, PaperRow, each["id"]).data) for each in row.papers
    )
    return CopyAttachments(record_from_data(json.loads(row.content)), files)


def cut_anew(
    meeting: MeetingRow, attendee: AttendeeRow | None, record: MinutesRecord
) -> tuple[MinutesRecord, tuple[Paper, ...]]:
    """Return a finished version as somebody may read it of whom no copy is kept here.

    Where nobody chose for them it is the minutes, without the points that are not for them.

    Args:
        attendee: None for somebody no longer on the list.
    """
    papers: tuple[Paper, ...] = (Paper.FULL,)
    hidden = frozenset[readers.Hidden]()
    if attendee is not None and row_of(meeting, attendee.id) is not None:
        choice = choice_of(meeting, attendee)
        papers = readers.papers_of(choice.papers, child_page=not record.child_page.is_empty)
        hidden = choice.hidden
    person_id = attendee.person_id if attendee else ""
    return readers.cut(record, person_id, hidden, papers), papers


def _rows(meeting: MeetingRow, number: int) -> Sequence[MinutesCopyRow]:
    ids = {each.id for each in meeting.versions if each.number == number}
    return [each for each in meeting.copies if each.version_id in ids]


def _kept(row: MinutesCopyRow, number: int, place: int) -> KeptCopy:
    record = record_from_data(json.loads(row.content))
    names = tuple(each["name"] for each in row.papers)
    return KeptCopy(row.id, number, row.attendee_id, row.name, record, names, place)


def _preview(record: MinutesRecord, reader: Reader) -> CopyPreview:
    person = reader.attendee.person
    child_page = not record.child_page.is_empty
    papers = readers.papers_of(reader.choice.papers, child_page=child_page)
    cut = readers.cut(record, person.id, reader.choice.hidden, papers)
    return CopyPreview(reader.attendee.id, person.name, cut, papers)


class Printer:
    """Makes papers, each only once."""

    def __init__(self, head: Letterhead) -> None:
        self._head = head
        self._made: dict[tuple[str, Paper], NamedPapers] = {}

    def papers(self, record: MinutesRecord, wanted: Sequence[Paper]) -> NamedPapers:
        """Return the files of all papers somebody gets, in order."""
        text = canonical(record)
        return tuple(file for paper in wanted for file in self._files(text, record, paper))

    def _files(self, text: str, record: MinutesRecord, paper: Paper) -> NamedPapers:
        from moedeleder.documents import papers

        if (text, paper) not in self._made:
            self._made[text, paper] = papers.make(record, self._head, paper)
        return self._made[text, paper]


def _prepared(record: MinutesRecord, reader: Reader, printer: Printer) -> PreparedCopy:
    found = _preview(record, reader)
    return PreparedCopy(
        found.attendee_id,
        reader.attendee.person.id,
        found.name,
        found.record,
        printer.papers(found.record, found.papers),
        reader.choice.version,
    )
