"""Letters without mail: on paper, in a folder, or as files for Digital Post."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moedeleder.documents.files import write_file
from moedeleder.documents.memo import MemoMessage, memo_xml
from moedeleder.documents.post_checklist import checklist_pdf
from moedeleder.documents.post_letter import letter_pdf
from moedeleder.domain.errors import (
    DigitalPostNotSetUp,
    FolderNotWritable,
    NotAllowedNow,
    NotFound,
)
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import FINAL_STATES, Delivery, DeliveryState, LetterWay
from moedeleder.models import queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.answers_files import save_beside
from moedeleder.services.context import Context
from moedeleder.services.envelopes import Contents, Envelopes
from moedeleder.services.letter_log import noted
from moedeleder.services.outbox_rows import is_true
from moedeleder.services.person_numbers import checked_numbers, keep, kept
from moedeleder.services.settings import Settings
from moedeleder.services.without_mail_forms import forms_by_hand
from moedeleder.services.without_mail_memo import message_of
from moedeleder.services.without_mail_papers import (
    PaperEnvelope,
    by_kind,
    loose_papers,
    on_paper,
    receivers_of,
    sorted_papers,
)

if TYPE_CHECKING:
    from moedeleder.documents.post_pdf import PostItem

_ON_PAPER = "Du får brevet på papir. Du kan ringe, skrive eller give os svaret på papir."
_BY_DIGITAL_POST = "Du kan ikke svare på brevet i Digital Post. Ring eller skriv til os i stedet."
Files = tuple[Path, ...]


class WithoutMail:
    """What a person does with letters that are not sent by mail; each call takes its time."""

    def __init__(self, context: Context, settings: Settings, envelopes: Envelopes) -> None:
        self._store, self._clock = context.store, context.clock
        self._settings, self._envelopes = settings, envelopes

    def print_all(self, meeting_id: str, delivery_ids: Collection[str], folder: Path) -> Path:
        """Write all letters as one PDF for the printer: a list first, then letter by letter.

        Nothing is marked: only a person knows when a letter was handed over. Letters that went
        by mail may be printed too.

        Raises:
            NotFound: there are no such letters.
            NotAllowedNow: one of them has not left, and is no longer true.
            DocumentFailed, TemplateMissing, ResourceFault: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """

        # It reads PDFs with a library that takes its time to come in.
        from moedeleder.documents.post_pdf import post_pdf

        day, items = self._clock.today(), self._items(meeting_id, delivery_ids)
        data = post_pdf([item for item, _envelope in items], day, self._settings.letterhead())
        return save_beside(folder, f"breve-{day.isoformat()}.pdf", data)

    def sheets(self, file: Path) -> int:
        """Return how many sheets a file from :meth:`print_all` takes, printed on both sides.

        Raises:
            NotFound: the file is not there any more.
            DocumentFailed: it could not be read.
        """
        from moedeleder.documents.post_pdf import sheets_in

        try:
            return sheets_in(file.read_bytes())
        except OSError:
            raise NotFound from None

    def save_all(self, meeting_id: str, delivery_ids: Collection[str], folder: Path) -> Files:
        """Write each letter with its papers to a folder of its own, and the list beside them.

        Everything lies in a new folder, so that nothing is mixed with what was saved before. The
        folders are numbered as on the list; no name holds a person's.

        Raises:
            As :meth:`print_all`.
        """

        from moedeleder.documents.post_pdf import line_of

        day, head = self._clock.today(), self._settings.letterhead()
        items = self._items(meeting_id, delivery_ids)
        made: list[tuple[str, str, bytes]] = []
        lines = []
        for number, (item, envelope) in enumerate(items, 1):
            letter = letter_pdf(item.letter, head)
            lines.append(line_of(item, letter))
            files = (("brev.pdf", letter), *envelope.papers, *envelope.by_hand)
            made += [(f"brev-{number:02}", name, data) for name, data in files]
        made.append(("", "tjekliste.pdf", checklist_pdf(lines, day, head)))
        place = _new_folder(folder, f"breve-{day.isoformat()}")
        return tuple(save_beside(place / under, name, data) for under, name, data in made)

    def digital_post(self, meeting_id: str, numbers: Mapping[str, str], folder: Path) -> Files:
        """Write a file for Digital Post for each letter, and note that it is laid ready.

        The municipality's own sending system takes the files from there. They hold the numbers
        and can be read by nobody but whoever made them.

        Args:
            numbers: the receiver's CPR number, by the letter's id.

        Raises:
            InvalidPersonNumber: ``field`` is the letter's id.
            DigitalPostNotSetUp, DigitalPostTooLarge: as named.
            NotAllowedNow: a letter is being sent just now, or is no longer true.
            NotFound, DocumentFailed, TemplateMissing, ResourceFault: as named.
            FolderNotWritable, DiskFull: nothing is left behind.
        """

        sender = self._settings.digital_post()
        if not sender.is_set_up:
            raise DigitalPostNotSetUp
        digits = checked_numbers(numbers, self._whose(meeting_id))
        made = [memo_xml(each) for each in self._messages(meeting_id, digits)]
        place = _new_folder(folder, f"digital-post-{self._clock.today().isoformat()}")
        return self._laid_ready(meeting_id, digits, place, made)

    def known_number(self, person_id: str) -> str:
        """Return a person's kept CPR number; empty when none is kept, or none may be."""
        if not self._settings.digital_post().keeps_numbers:
            return ""
        with self._store.reading() as session:
            return kept(session, person_id)

    def _whose(self, meeting_id: str) -> Mapping[str, str]:
        """Return whose each letter of a meeting is."""
        with self._store.reading() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            return {row.id: row.person_id for row in meeting.deliveries}

    def _items(
        self, meeting_id: str, delivery_ids: Collection[str]
    ) -> list[tuple[PostItem, PaperEnvelope]]:
        from moedeleder.documents.post_pdf import PostItem

        day, note = self._clock.today(), self._note(_ON_PAPER)
        return [
            (
                PostItem(
                    each.delivery.kind,
                    on_paper(each, day, note),
                    tuple(data for _name, data in each.papers),
                    tuple(name for name, _data in each.by_hand),
                    loose_papers(each),
                ),
                each,
            )
            for each in self._envelopes_of(meeting_id, delivery_ids)
        ]

    def _messages(self, meeting_id: str, numbers: Mapping[str, str]) -> Iterator[MemoMessage]:

        sender, office = self._settings.digital_post(), self._settings.reachable()
        day, now, head = self._clock.today(), self._clock.now(), self._settings.letterhead()
        note = self._note(_BY_DIGITAL_POST)
        for each in self._envelopes_of(meeting_id, numbers):
            letter = letter_pdf(on_paper(each, day, note), head)
            yield message_of(each, letter, numbers[each.delivery.id], sender, office, now)

    def _note(self, words: str) -> str:
        """Return how to answer, with where to turn."""
        contact = self._settings.reachable().contact
        return f"{words} {contact}" if contact else words

    def _envelopes_of(self, meeting_id: str, delivery_ids: Collection[str]) -> list[PaperEnvelope]:
        """Return the envelopes in the order the letters stand in.

        Raises:
            NotFound, NotAllowedNow: see :meth:`print_all`.
        """
        with self._store.reading() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            letters = receivers_of(session, meeting, _wanted(meeting, delivery_ids))
        contents: dict[str, Contents] = {}
        forms: dict[str, bytes] = {}
        head, desk = self._settings.letterhead(), self._envelopes.desk()
        for kind, ids in by_kind([letter for letter, _address in letters]).items():
            contents |= self._envelopes.contents(meeting_id, kind, frozenset(ids))
            with self._store.reading() as session:
                forms |= forms_by_hand(session, meeting_id, kind, ids, head, desk)
        return [
            _envelope(letter, address, contents[letter.id], forms.get(letter.id))
            for letter, address in letters
        ]

    def _laid_ready(
        self,
        meeting_id: str,
        numbers: Mapping[str, str],
        place: Path,
        made: Sequence[bytes],
    ) -> Files:
        """Write the files and mark the letters, both or neither."""
        written: list[Path] = []
        keeps = self._settings.digital_post().keeps_numbers
        try:
            with self._store.transaction() as session:
                meeting = queries.get(session, MeetingRow, meeting_id)
                now, actor = self._clock.now(), self._store.actor
                for row in _wanted(meeting, numbers):
                    _mark_laid_ready(session, row, now, actor)
                    if keeps and row.person_id:
                        keep(session, row.person_id, numbers[row.id], now, actor)
                session.flush()
                for number, data in enumerate(made, 1):
                    written.append(write_file(place, f"digital-post-{number:02}.xml", data))
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        return tuple(written)


def _wanted(meeting: MeetingRow, delivery_ids: Collection[str]) -> list[DeliveryRow]:
    """Return letters that have left, or still may.

    Raises:
        NotFound: none of them, or not all of them, are this meeting's.
        NotAllowedNow: one has not left and is no longer true, or is being sent just now.
    """
    rows = [row for row in meeting.deliveries if row.id in delivery_ids]
    if not rows or len(rows) != len(frozenset(delivery_ids)):
        raise NotFound
    for row in rows:
        state = DeliveryState(row.state)
        has_left = state in FINAL_STATES
        if state is DeliveryState.SENDING or not (has_left or is_true(row, meeting)):
            raise NotAllowedNow
    return rows


def _envelope(
    letter: Delivery, address: str, contents: Contents, form: bytes | None
) -> PaperEnvelope:
    papers, by_hand = sorted_papers(contents.attachments, form)
    return PaperEnvelope(letter, address, contents.text, papers, by_hand, contents.calendar)


def _mark_laid_ready(session: Any, row: DeliveryRow, at: datetime, by: str) -> None:
    """Note on a letter that it lies ready; one that was sent by mail stays sent."""
    if row.state != DeliveryState.SENT.value:
        row.state, row.sent_at = DeliveryState.PRINTED.value, at
        row.way = row.channel = LetterWay.DIGITAL_POST.value
        row.next_try_at, row.reason = None, ""
    noted(session, row, LetterEventKind.FILED, at, by)


def _new_folder(folder: Path, name: str) -> Path:
    """Return where nothing lies yet: the folder of that name, or one with a number.

    Raises:
        FolderNotWritable: the folder cannot be looked into.
    """
    for number in count(1):
        place = folder / (name if number == 1 else f"{name} ({number})")
        try:
            if not place.exists() and not place.is_symlink():
                return place
        except OSError:
            raise FolderNotWritable from None
    raise AssertionError("numbers do not end")
