"""A Word file of the minutes that somebody changed, read back as proposed corrections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moedeleder.domain.changed_file import (
    ChangedFile,
    Difference,
    DifferenceKind,
    FileMark,
    ForeignFile,
)
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.errors import AnswerFileError, NotFound, NotOurMinutes
from moedeleder.domain.line_changes import line_changes
from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    canonical,
    checksum,
    record_from_data,
)
from moedeleder.models import queries
from moedeleder.models.minutes_tables import PaperRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.copies import cut_anew
from moedeleder.services.outside_files import read_at_most
from moedeleder.services.settings import Settings

if TYPE_CHECKING:
    from moedeleder.documents.minutes_reading import Line, ReadMinutes

REMOVED_WORDS = "Det skal ikke stå der."
"""What is noted as the words of somebody who struck a paragraph out."""


@dataclass(frozen=True)
class _Original:
    """The file as it left the house, its record, and whose it was if only one person got it."""

    data: bytes
    record: MinutesRecord
    person_id: str


class ChangedFiles:
    """Reads changed Word files; nothing in them is put into the minutes by itself."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._store, self._settings = context.store, settings

    def read(self, path: Path, meeting_id: str = "") -> ChangedFile:
        """Return what somebody changed in a Word file of finished minutes; takes its time.

        Args:
            meeting_id: the meeting it must be of; empty for any.

        Raises:
            FileUnreadable: the file cannot be read from the disk.
            NotOurMinutes: it is not minutes of ours, of another meeting, a draft, or of a text
                that is not kept here.
            DocumentFailed, TemplateMissing: the text it is held against could not be made.
        """
        from moedeleder.documents.minutes_reading import read_minutes
        from moedeleder.documents.safe_zip import FILE_LIMIT

        data = read_at_most(path, FILE_LIMIT + 1)
        try:
            changed = read_minutes(data)
        except AnswerFileError:
            raise NotOurMinutes(ForeignFile.UNREADABLE) from None
        mark = _checked(changed.mark, meeting_id)
        original, newest = self._original(mark)
        kept = read_minutes(original.data)
        return ChangedFile(
            meeting_id=mark.meeting_id,
            number=mark.number,
            paper=mark.paper,
            differences=tuple(_differences(kept, changed, original.record)),
            person_id=original.person_id,
            names=changed.names,
            is_newest=mark.number == newest,
        )

    def _original(self, mark: FileMark) -> tuple[_Original, int]:
        with self._store.reading() as session:
            try:
                meeting = queries.get(session, MeetingRow, mark.meeting_id)
            except NotFound:
                raise NotOurMinutes(ForeignFile.OTHER_MEETING) from None
            version = next((v for v in meeting.versions if v.number == mark.number), None)
            if version is None or version.checksum != mark.checksum:
                raise NotOurMinutes(ForeignFile.OTHER_TEXT)
            newest = meeting.versions[-1].number
            found = _kept_file(session, meeting, version.id, mark)
            if found is not None:
                return found, newest
            record = _record_of(meeting, record_from_data(json.loads(version.content)), mark)
        return self._made_anew(record, mark), newest

    def _made_anew(self, record: MinutesRecord, mark: FileMark) -> _Original:
        from moedeleder.documents import paper_names, papers

        paper = next((key for key, name in paper_names.NAMES.items() if name == mark.paper), None)
        if paper is None:
            raise NotOurMinutes(ForeignFile.OTHER_TEXT)
        made = papers.make(record, self._settings.letterhead(), paper)
        data = next((data for name, data in made if name.endswith(".docx")), b"")
        if not data:
            raise NotOurMinutes(ForeignFile.OTHER_TEXT)
        return _Original(data, record, "")


def as_draft(difference: Difference) -> CorrectionDraft:
    """Return what is noted of a difference as somebody's correction or remark."""
    kinds = {DifferenceKind.COMMENT: CorrectionKind.REMARK}
    kind = kinds.get(difference.kind, CorrectionKind.CORRECT)
    words = difference.after or REMOVED_WORDS
    return CorrectionDraft(kind, difference.part, difference.before, words)


def _checked(mark: FileMark | None, meeting_id: str) -> FileMark:
    if mark is None:
        raise NotOurMinutes(ForeignFile.UNMARKED)
    if meeting_id and mark.meeting_id != meeting_id:
        raise NotOurMinutes(ForeignFile.OTHER_MEETING)
    if mark.number == 0:
        raise NotOurMinutes(ForeignFile.DRAFT)
    return mark


def _kept_file(session: Any, meeting: MeetingRow, version_id: str, mark: FileMark) -> Any:
    """Return the file as it was kept for its receivers, or None."""
    name = f"{mark.paper}.docx"
    found = [
        (row, each["id"])
        for row in meeting.copies
        if row.version_id == version_id and checksum(row.content) == mark.text
        for each in row.papers
        if each["name"] == name
    ]
    if not found:
        return None
    row, paper_id = found[0]
    people = {each.person_id for each, _ in found}
    person_id = people.pop() if len(people) == 1 else ""
    data = queries.get(session, PaperRow, paper_id).data
    return _Original(data, record_from_data(json.loads(row.content)), person_id)


def _record_of(meeting: MeetingRow, whole: MinutesRecord, mark: FileMark) -> MinutesRecord:
    """Return the record the file was made of: all of it, or what one reader may see."""
    copies = (cut_anew(meeting, each, whole)[0] for each in meeting.attendees)
    for record in (whole, *copies):
        if checksum(canonical(record)) == mark.text:
            return record
    raise NotOurMinutes(ForeignFile.OTHER_TEXT)


def _differences(
    kept: ReadMinutes, changed: ReadMinutes, record: MinutesRecord
) -> Iterator[Difference]:
    headings = _parts(record)
    before, after = kept.lines, changed.lines
    was, now = _places(before, headings), _places(after, headings)
    pairs = line_changes([line.text for line in before], [line.text for line in after])
    for old, new in pairs:
        part, heading = was[old] if old is not None else now[new or 0]
        yield Difference(
            _kind(old, new),
            part,
            heading,
            before[old].text if old is not None else "",
            after[new].text if new is not None else "",
        )
    for comment in changed.comments:
        part, heading = now[comment.at]
        about = after[comment.at].text
        yield Difference(DifferenceKind.COMMENT, part, heading, about, comment.text)


def _kind(old: int | None, new: int | None) -> DifferenceKind:
    if old is None:
        return DifferenceKind.ADDED
    return DifferenceKind.REMOVED if new is None else DifferenceKind.CHANGED


def _parts(record: MinutesRecord) -> dict[str, str]:
    """Return the part below each heading of the papers."""
    from moedeleder.documents import words, words_after
    from moedeleder.documents.lines import agreed_heading

    fixed = {
        words.ATTENDEES: PartKey.ATTENDEES,
        words.ACTION_PLAN: PartKey.ACTION_PLAN,
        words.WHO_DOES_WHAT: PartKey.ACTION_PLAN,
        words.FOLLOW_UP: PartKey.FOLLOW_UP,
        words.NEXT_MEETING: PartKey.FOLLOW_UP,
        words_after.DOCUMENTS: PartKey.DOCUMENTS,
        agreed_heading(record): PartKey.CONCLUSION,
    }
    written = {part.heading: part.key for part in record.parts}
    return {heading: key.value for heading, key in (fixed | written).items()}


def _places(lines: tuple[Line, ...], headings: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return for each line its part and the heading it stands below."""
    places: list[tuple[str, str]] = []
    part = above = heading = ""
    for line in lines:
        if line.level:
            heading = line.text
            if line.level <= 2:
                above = headings.get(heading, "")
            part = headings.get(heading, above if line.level > 2 else "")
        places.append((part, heading))
    return places
