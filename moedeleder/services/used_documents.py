"""The documents and experts' statements that the minutes of one meeting rest on."""

from __future__ import annotations

from dataclasses import replace

from moedeleder.domain.danish import checked_day
from moedeleder.domain.text import optional_line, required_line
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed, UsedDocument
from moedeleder.models import minutes_mapping, queries
from moedeleder.models.minutes_tables import UsedDocumentRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_locked

Documents = tuple[UsedDocument, ...]


class UsedDocuments:
    """What a person does with the list of used documents; each change returns it anew."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def list(self, meeting_id: str) -> Documents:
        """Return the documents in their order.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            return _all(queries.get(session, MeetingRow, meeting_id))

    def add(
        self,
        meeting_id: str,
        draft: DocumentDraft,
        document_id: str = "",
        at: int | None = None,
    ) -> Documents:
        """Put a document on the list; the same ``document_id`` never stands there twice.

        Args:
            at: its place in the list, from 0; last when not given.

        Raises:
            FieldMissing: it has no title.
            FieldTooLong, InvalidDate, MeetingFinished, NotFound: as named.
        """
        checked = checked_document(draft)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_locked(meeting)
            if all(row.id != document_id for row in meeting.used_documents):
                row = UsedDocumentRow()
                if document_id:
                    row.id = document_id
                _write(row, checked)
                _place(meeting, row, len(meeting.used_documents) if at is None else at)
            session.flush()
            return _all(meeting)

    def update(self, document_id: str, version: int, draft: DocumentDraft) -> Documents:
        """Save changes to a document as last seen at ``version``.

        Raises:
            ChangedElsewhere, FieldMissing, FieldTooLong, InvalidDate, MeetingFinished, NotFound:
                as named.
        """
        checked = checked_document(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, UsedDocumentRow, document_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_locked(meeting)
            _write(row, checked)
            session.flush()
            return _all(meeting)

    def remove(self, document_id: str, version: int) -> Documents:
        """Take a document off the list; :meth:`put_back` undoes it.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, UsedDocumentRow, document_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_locked(meeting)
            meeting.used_documents.remove(row)
            session.flush()
            return _all(meeting)

    def put_back(self, meeting_id: str, document: UsedDocument, at: int | None = None) -> Documents:
        """Put a removed document back as it was, under the same id; once is enough.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        return self.add(meeting_id, document.draft, document.id, at)

    def move(self, document_id: str, to: int) -> Documents:
        """Move a document to another place in the list, from 0; past the end means last.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, UsedDocumentRow, document_id)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_locked(meeting)
            _place(meeting, row, to)
            session.flush()
            return _all(meeting)


def checked_document(draft: DocumentDraft) -> DocumentDraft:
    """Return the draft cleaned; only an expert's statement can be followed or not.

    Raises:
        FieldMissing, FieldTooLong, InvalidDate: as named.
    """
    if draft.dated is not None:
        checked_day(draft.dated, "dated")
    is_expert = draft.kind is DocumentKind.STATEMENT
    departs = is_expert and draft.followed in (Followed.PARTLY, Followed.NOT)
    return replace(
        draft,
        title=required_line(draft.title, "document_title"),
        author=optional_line(draft.author, "author"),
        followed=draft.followed if is_expert else Followed.UNSAID,
        reason=optional_line(draft.reason, "reason") if departs else "",
    )


def _all(meeting: MeetingRow) -> Documents:
    rows = sorted(meeting.used_documents, key=lambda row: (row.position, row.id))
    return tuple(minutes_mapping.used_document(row) for row in rows)


def _write(row: UsedDocumentRow, draft: DocumentDraft) -> None:
    row.title, row.kind, row.author = draft.title, draft.kind.value, draft.author
    row.dated, row.followed, row.reason = draft.dated, draft.followed.value, draft.reason


def _place(meeting: MeetingRow, row: UsedDocumentRow, at: int) -> None:
    others = [each for each in meeting.used_documents if each is not row]
    others.insert(max(0, at), row)
    for position, each in enumerate(others):
        each.position = position
    if row not in meeting.used_documents:
        meeting.used_documents.append(row)
