"""The post of a meeting: who got what, when, and what became of it; and each letter as it left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from moedeleder.domain.errors import ChangedElsewhere, NotAllowedNow, NotFound
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.mail.incoming import IncomingFile, IncomingMail, read_mail
from moedeleder.models import mapping, queries, sent_letters
from moedeleder.models.outbox_tables import DeliveryRow, SentLetterRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.announcing import may_leave_now
from moedeleder.services.answers_files import save_beside
from moedeleder.services.context import Context, wall_time
from moedeleder.services.deliveries import is_on_list, is_wanted, newest_letters
from moedeleder.services.labels import person_role
from moedeleder.services.letter_log import noted
from moedeleder.services.outbox_job import as_left
from moedeleder.services.post_view import (
    PERSONS_OWN,
    LetterFile,
    LetterView,
    PostCell,
    PostColumn,
    PostReceiver,
    PostView,
)

_OWN_NUMBER = (LetterKind.DRAFT, LetterKind.MINUTES)
# What a person's word about a letter changes, and what taking it back puts as it was.
_SAID = (
    "reason",
    "attempts",
    "reply_code",
    "reply_words",
    "released_at",
    "next_try_at",
    "sent_at",
)
_Cells = dict[tuple[str, str], list[DeliveryRow]]


class Post:
    """Tells of all letters of a meeting, and shows and saves each as it left."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def of_meeting(self, meeting_id: str) -> PostView:
        """Return every letter of a meeting that left or may, by receiver and by thing sent.

        People come as they stand on the list; those taken off it who have had a letter follow.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            left = sent_letters.times_left(session, meeting_id)
            rows = [row for row in meeting.deliveries if is_wanted(row, meeting) or row.id in left]
            return _view(meeting, rows, left)

    def letter(self, sent_letter_id: str) -> LetterView:
        """Return a letter as it left, to be read.

        Raises:
            NotFound: as named.
        """
        data, mail = self._read(sent_letter_id)
        files = tuple(LetterFile(each.name, len(each.content)) for each in _files(mail))
        text = "\n".join(filter(None, (mail.text, mail.quoted)))
        return LetterView(
            sent_letter_id,
            mail.from_name,
            mail.from_address,
            mail.addressed_to.replace('"', "").replace("\n", ", "),
            mail.subject,
            mail.sent_at,
            mail.message_id,
            text,
            files,
            len(data),
        )

    def save_file(self, sent_letter_id: str, number: int, folder: Path) -> Path:
        """Write a file that went with a letter to a folder, beside what is there.

        Args:
            number: its place among the letter's files, from 0.

        Raises:
            DiskFull, FolderNotWritable, NotFound: as named.
        """
        files = _files(self._read(sent_letter_id)[1])
        if not 0 <= number < len(files):
            raise NotFound
        return save_beside(folder, files[number].name, files[number].content)

    def save_letter(self, sent_letter_id: str, folder: Path) -> Path:
        """Write a letter as it left to a folder, byte for byte; see :meth:`save_file`.

        Its name holds the day and nothing personal.
        """
        with self._store.reading() as session:
            row = queries.get(session, SentLetterRow, sent_letter_id)
            data, at = as_left(row.data), wall_time(row.at)
        return save_beside(folder, f"brev-{at:%Y-%m-%d-%H%M}.eml", data)

    def take_back(self, before: Delivery, version: int) -> Delivery:
        """Take back a person's word about a letter, so that it stands as it did before.

        Args:
            before: the letter as it was.
            version: the letter's version since that word.

        Raises:
            NotAllowedNow: it has left since, or was not about such a word.
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, DeliveryRow, before.id, version)
            if row.version != before.version + 1:
                raise ChangedElsewhere
            if not _is_by_word(before, row):
                raise NotAllowedNow
            row.state, row.way = before.state.value, before.way.value
            for name in _SAID:
                setattr(row, name, getattr(before, name))
            now = self._clock.now()
            noted(session, row, LetterEventKind.TAKEN_BACK, now, self._store.actor)
            session.flush()
            return mapping.delivery(row)

    def _read(self, sent_letter_id: str) -> tuple[bytes, IncomingMail]:
        with self._store.reading() as session:
            data = as_left(queries.get(session, SentLetterRow, sent_letter_id).data)
        return data, read_mail(data)


def _is_by_word(before: Delivery, row: DeliveryRow) -> bool:
    """Whether only a person's word made of a letter what it is."""
    if row.state == DeliveryState.PRINTED.value:
        return row.way == LetterWay.PAPER.value
    if before.is_laid_ready:
        return row.state == DeliveryState.SENT.value
    settled = (DeliveryState.SENT.value, DeliveryState.INTERRUPTED.value)
    return before.state is DeliveryState.UNCERTAIN and row.state in settled


def _files(mail: IncomingMail) -> list[IncomingFile]:
    """Return every file of a letter, the entry for the calendar among them."""
    kept = {each.content for each in mail.files}
    entries = dict.fromkeys(each for each in mail.calendars if each not in kept)
    calendars = [IncomingFile("kalender.ics", "text/calendar", each) for each in entries]
    return [*mail.files, *calendars]


def _view(meeting: MeetingRow, rows: Sequence[DeliveryRow], left: Mapping[str, int]) -> PostView:
    true = _true_ids(meeting)
    columns = _columns(rows)
    keys = _person_keys(meeting)
    cells: _Cells = defaultdict(list)
    for row in rows:
        cells[_whose(row, keys), _column_key(row)].append(row)
    return PostView(
        meeting.id,
        _receivers(meeting, rows, keys),
        tuple(columns.values()),
        {at: _cell(found, left, true) for at, found in cells.items()},
    )


def _cell(found: Sequence[DeliveryRow], left: Mapping[str, int], true: frozenset[str]) -> PostCell:
    newest = found[-1]
    return PostCell(tuple(map(mapping.delivery, found)), left.get(newest.id, 0), newest.id in true)


def _true_ids(meeting: MeetingRow) -> frozenset[str]:
    """Return the letters that are still true; as ``outbox_rows.is_true``, for all at once."""
    return frozenset(
        row.id
        for kind in LetterKind
        if may_leave_now(meeting, kind)
        for row in newest_letters(meeting, kind)
        if is_on_list(row, meeting)
    )


def _column_key(row: DeliveryRow) -> str:
    kind = LetterKind(row.kind)
    own = kind in PERSONS_OWN or kind is LetterKind.FEEDBACK
    return kind.value if own else f"{kind.value}-{row.number}"


def _columns(rows: Sequence[DeliveryRow]) -> dict[str, PostColumn]:
    """Return the columns in the order their first letters were made."""
    found: dict[str, list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        found[_column_key(row)].append(row)
    columns: dict[str, PostColumn] = {}
    called: set[str] = set()
    for key, letters in found.items():
        kind = LetterKind(letters[0].kind)
        people = {row.person_id or row.attendee_id for row in letters}
        is_update = kind is LetterKind.INVITATION and bool(people & called)
        called |= people if kind is LetterKind.INVITATION else set()
        alike = [e for e in columns.values() if (e.kind, e.is_update) == (kind, is_update)]
        number = letters[0].number if kind in _OWN_NUMBER else len(alike) + 1
        columns[key] = PostColumn(key, kind, number, is_update)
    return columns


def _person_keys(meeting: MeetingRow) -> dict[str, str]:
    """Return the key of each person by their place on the list, also places they left."""
    keys = {row.attendee_id: row.person_id for row in meeting.deliveries if row.person_id}
    return keys | {each.id: each.person_id for each in meeting.attendees}


def _whose(row: DeliveryRow, keys: Mapping[str, str]) -> str:
    return row.person_id or keys.get(row.attendee_id, row.attendee_id)


def _receivers(
    meeting: MeetingRow, rows: Sequence[DeliveryRow], keys: Mapping[str, str]
) -> tuple[PostReceiver, ...]:
    listed = {each.person_id: _listed(each) for each in meeting.attendees}
    gone: dict[str, Any] = {}
    for row in rows:
        key = _whose(row, keys)
        if key not in listed:
            gone[key] = PostReceiver(key, row.name, "", row.address, is_listed=False)
    return (*listed.values(), *gone.values())


def _listed(attendee: Any) -> PostReceiver:
    person = attendee.person
    role = person_role(mapping.person(person))
    return PostReceiver(person.id, person.name, role, person.mail.strip())
