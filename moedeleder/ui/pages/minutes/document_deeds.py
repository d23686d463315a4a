"""What is done to the used documents: save, move, take away, put back, choose between two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.errors import ChangedElsewhere
from moedeleder.domain.used_documents import DocumentDraft, UsedDocument
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.minutes.document_row import DocumentRow
from moedeleder.ui.pages.minutes.documents import DocumentList
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.widgets.scroll_page import ScrollPage

Documents = tuple[UsedDocument, ...]


class DocumentDeeds(QObject):
    """Carries out what the list wishes, and remembers it so that it can be taken back."""

    changed = Signal()
    """The list is another one now."""
    undo_requested = Signal()

    def __init__(
        self, desk: Desk, page: ScrollPage, documents: DocumentList, history: History
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._list, self._history = desk, page, documents, history
        self._service = desk.office.used_documents
        documents.save_requested.connect(self._save)
        documents.remove_requested.connect(self._remove)
        documents.move_requested.connect(self._move)
        documents.conflict_settled.connect(self._settle)

    def _save(self, row: DocumentRow, draft: DocumentDraft) -> None:
        if not draft.title:
            row.say(self.tr("Skriv, hvad det hedder. Så gemmes det."))
        elif row.document is None:
            self._add(row.row_id, draft)
        else:
            self._update(row, row.document, draft)

    def _add(self, document_id: str, draft: DocumentDraft) -> None:
        meeting_id = self._list.meeting_id
        if self._perform(lambda: self._service.add(meeting_id, draft, document_id)):
            self._remember(
                self.tr("nyt dokument"),
                lambda: self._take_away(document_id),
                lambda: self._perform(lambda: self._service.add(meeting_id, draft, document_id)),
            )

    def _update(self, row: DocumentRow, before: UsedDocument, draft: DocumentDraft) -> None:
        old, document_id = before.draft, before.id

        def update() -> Documents | None:
            try:
                return self._service.update(document_id, before.version, draft)
            except ChangedElsewhere:
                # The choice belongs at the row, beside what was typed.
                return None

        def after(documents: Documents | None) -> None:
            if documents is None:
                self._show_conflict(row)
                return
            self._remember(
                self.tr("ændret dokument"),
                lambda: self._rewrite(document_id, old),
                lambda: self._rewrite(document_id, draft),
            )
            self._tell()

        perform(row, update, success=after)

    def _remove(self, document: UsedDocument) -> None:
        meeting_id, at = self._list.meeting_id, self._place_of(document.id)
        if not self._perform(lambda: self._service.remove(document.id, document.version)):
            return
        self._remember(
            self.tr("fjernet dokument"),
            lambda: self._perform(lambda: self._service.put_back(meeting_id, document, at)),
            lambda: self._take_away(document.id),
        )
        # The bar and Ctrl+Z take back the same thing, through the same history.
        self._page.offer_undo(self.tr("Dokumentet er fjernet."), self.undo_requested.emit)

    def _move(self, document: UsedDocument, to: int) -> None:
        before = self._place_of(document.id)
        if self._perform(lambda: self._service.move(document.id, to)):
            self._remember(
                self.tr("flyttet dokument"),
                lambda: self._perform(lambda: self._service.move(document.id, before)),
                lambda: self._perform(lambda: self._service.move(document.id, to)),
            )

    def _settle(self, row: DocumentRow, mine: bool) -> None:
        draft, fresh = row.draft(), self._find(row.row_id)
        if fresh is None:
            self.changed.emit()
        elif mine and draft is not None:
            self._update(row, fresh, draft)
        else:
            row.document = fresh
            row.reset()
            self.changed.emit()

    def _show_conflict(self, row: DocumentRow) -> None:
        fresh = self._find(row.row_id)
        if fresh is None:
            row.show_conflict(self.tr("En anden har fjernet dokumentet imens."))
            return
        now = self.tr("En anden har ændret dokumentet imens til: {0}")
        row.show_conflict(now.format(" · ".join(filter(None, (fresh.title, fresh.author)))))

    def _rewrite(self, document_id: str, draft: DocumentDraft) -> bool:
        now = self._find(document_id)
        if now is None:
            return False
        return self._perform(lambda: self._service.update(document_id, now.version, draft))

    def _take_away(self, document_id: str) -> bool:
        now = self._find(document_id)
        if now is None:
            return False
        return self._perform(lambda: self._service.remove(document_id, now.version))

    def _place_of(self, document_id: str) -> int:
        ids = [each.id for each in self._list.documents]
        return ids.index(document_id) if document_id in ids else len(ids)

    def _find(self, document_id: str) -> UsedDocument | None:
        now = self._service.list(self._list.meeting_id)
        return next((each for each in now if each.id == document_id), None)

    def _perform(self, deed: Callable[[], Documents]) -> bool:
        done = perform(self._page, deed)
        if done:
            self._tell()
        return done

    def _tell(self) -> None:
        self.changed.emit()
        change = Change.of(Kind.MINUTES, ids=(self._list.meeting_id,))
        self._desk.changes.changed.emit(change)

    def _remember(self, name: str, undo: Callable[[], bool], redo: Callable[[], bool]) -> None:
        # An older offer to take something back would now take back the wrong thing.
        self._page.undo_bar.dismiss()
        self._history.did(Step(name, undo, redo))
