"""Meetings handed over as files: written for a colleague, and brought in from one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from moedeleder import paths
from moedeleder.domain.errors import MeetingFileRefused, NotFound
from moedeleder.models import files, queries
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services import exchange_rows
from moedeleder.services.context import Context
from moedeleder.services.exchange_reading import read_meeting_file
from moedeleder.services.meeting_file import (
    Maker,
    MeetingFile,
    as_planned,
    is_same,
    on_day,
    to_data,
    without_minutes,
)
from moedeleder.services.settings import Settings

EXAMPLES_FOLDER = "examples"
FIRST_EXAMPLE = "netvaerksmoede.json"


class Outcome(StrEnum):
    """What came of bringing in a meeting."""

    ADDED = "added"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of a meeting file; people already here kept what was written about them."""

    meeting_id: str
    title: str
    outcome: Outcome
    people_added: int = 0
    people_known: int = 0


class Exchange:
    """What two colleagues without a shared server do to hand over a meeting."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._store, self._clock, self._typing = context.store, context.clock, context.typing
        self._settings = settings

    def gather(self, meeting_id: str) -> MeetingFile:
        """Return a whole meeting as a value; private notes are left out.

        Raises:
            NotFound: there is no such meeting.
        """
        self._typing.flush()
        maker = self._maker()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            return exchange_rows.gathered(session, row, maker, self._clock.now())

    def export(self, meeting_id: str, path: Path) -> None:
        """Write a whole meeting to a file only the user can read; an older one is replaced whole.

        Raises:
            NotFound: there is no such meeting.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        data = to_data(self.gather(meeting_id))
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        with files.explained():
            files.create_folder(path.parent)
            files.write_private(path, text)

    def read(self, path: Path) -> MeetingFile:
        """Return the meeting in a file without keeping it.

        Raises:
            FileUnreadable: the file is not there or cannot be read.
            MeetingFileRefused: it is no meeting file of ours; names file, field and reason.
        """
        return read_meeting_file(path, paths.resources())

    def bring_in(self, path: Path) -> BroughtIn:
        """Add the meeting in a file, with its family and people; all of it or nothing.

        Raises:
            FileUnreadable, MeetingFileRefused: as for :meth:`read`; the meeting is already here
                and differs (``already_here``), or an id belongs to something else (``id_taken``).
            StoreReadOnly, DiskFull: nothing was changed.
        """
        return self.keep(self.read(path), path.name)

    def keep(self, file: MeetingFile, file_name: str) -> BroughtIn:
        """Add a meeting that was read; all of it or nothing.

        Args:
            file_name: names the file in an error.

        Raises:
            MeetingFileRefused, StoreReadOnly, DiskFull: as for :meth:`bring_in`.
        """
        self._typing.flush()
        title, everybody = file.meeting.title, len(file.people)
        with self._store.transaction() as session:
            row = session.get(MeetingRow, file.meeting.id)
            if row is not None:
                known = exchange_rows.gathered(session, row, file.made_by, file.made_at)
                if not is_same(known, file):
                    raise MeetingFileRefused(file_name, "meeting.id", "already_here")
                return BroughtIn(row.id, title, Outcome.UNCHANGED, 0, everybody)
            taken = exchange_rows.taken(session, file)
            if taken:
                raise MeetingFileRefused(file_name, taken, "id_taken")
            new = exchange_rows.added(session, file)
        return BroughtIn(file.meeting.id, title, Outcome.ADDED, new, everybody - new)

    def add_example(self, day: date | None = None) -> BroughtIn:
        """Add the example family with a meeting still to be held.

        Args:
            day: when the meeting is; None means today.

        Raises:
            FileUnreadable, MeetingFileRefused: the program's own example is missing or broken.
            StoreReadOnly, DiskFull: nothing was changed.
        """
        path = example_files()[0]
        file = as_planned(self.read(path))
        return self._keep_example(on_day(file, day or self._clock.today()), path.name)

    def add_held_example(self, day: date) -> BroughtIn:
        """Add the second example family with a meeting held on ``day``, its minutes not written.

        Raises:
            FileUnreadable, MeetingFileRefused: the program's own example is missing or broken.
            StoreReadOnly, DiskFull: nothing was changed.
        """
        path = example_files()[1]
        return self._keep_example(on_day(without_minutes(self.read(path)), day), path.name)

    def _keep_example(self, file: MeetingFile, file_name: str) -> BroughtIn:
        with self._store.reading() as session:
            if session.get(MeetingRow, file.meeting.id) is not None:
                # The person may have worked in it since: it is theirs now.
                title, everybody = file.meeting.title, len(file.people)
                return BroughtIn(file.meeting.id, title, Outcome.UNCHANGED, 0, everybody)
        return self.keep(file, file_name)

    def _maker(self) -> Maker:
        actor, office = self._settings.actor(), self._settings.organisation()
        if actor is None:
            return Maker("", "", office.name, office.unit, office.phone, office.mail)
        with self._store.reading() as session:
            row = session.get(PersonRow, actor.person_id)
            phone, mail = (row.phone, row.mail) if row else ("", "")
        return Maker(
            actor.name,
            actor.title,
            office.name,
            office.unit,
            phone or office.phone,
            mail or office.mail,
        )


def example_files() -> tuple[Path, ...]:
    """Return the program's example meetings, the one for newcomers first.

    Raises:
        NotFound: they are not there.
    """
    folder = paths.resources() / EXAMPLES_FOLDER
    found = sorted(folder.glob("*.json"), key=lambda path: (path.name != FIRST_EXAMPLE, path.name))
    if not found:
        raise NotFound
    return tuple(found)
