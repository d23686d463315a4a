"""What is done to lines of the minutes that were said: moved, left out, taken up, put in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.completeness import offered_line
from moedeleder.domain.record import PartKey
from moedeleder.services.gathering import Placed
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.limited_question import LimitedQuestion
from moedeleder.ui.pages.minutes.note_rows import NoteRow
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.scroll_page import ScrollPage


class GatheringDeeds(QObject):
    """Carries out what the list and the text wish, and remembers it so that it can be undone."""

    changed = Signal()
    """The texts are other ones now."""
    undo_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        page: ScrollPage,
        form: MinutesForm,
        history: History,
        meeting_id: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._form, self._history = desk, page, form, history
        self._meeting_id = meeting_id
        self._service = desk.office.gathering

    def move(self, row: NoteRow, part: PartKey, then: Callable[[], object] | None = None) -> bool:
        """Let what was said stand in another part; return whether it does.

        What only some heard moves when the person has said yes to everybody reading it.

        Args:
            then: called once it stands there.
        """
        if not row.only_for:
            return self._move(row, part, then)
        self._ask(row, part, lambda: self._move(row, part, then))
        return False

    def leave_out(self, row: NoteRow) -> bool:
        """Let what was said stand nowhere; return whether it does."""
        return self._place(
            row,
            self.tr("udeladt linje"),
            self.tr("Linjen er udeladt. Noten findes stadig under Fra mødet."),
            lambda version: self._service.leave_out(row.id, version),
            tells=False,
        )

    def take_up(self, row: NoteRow) -> bool:
        """Let what was said stand where its kind belongs; return whether it does.

        What only some heard is not put into the text by this.
        """
        words = self.tr("Linjen er med i referatet igen.")
        if row.only_for:
            words = self.tr("Noten er ikke udeladt mere. Den er ikke sat ind i teksten.")
        return self._place(
            row,
            self.tr("linje taget med"),
            words,
            lambda version: self._service.take_up(row.id, version),
            tells=False,
        )

    def put_in(self, row: NoteRow) -> None:
        """Put what was said at the end of its part; what only some heard after a yes."""
        part = row.line.part if row.line else None
        if row.line is None or part is None:
            return
        lines = (offered_line(row.line.statement),)
        section = self._form.parts[part]
        if row.only_for:
            self._ask(row, part, lambda: section.put_in(lines))
        else:
            section.put_in(lines)

    def save_first(self) -> bool:
        """Save what is being typed; where a choice is waited for, say so and return False."""
        self._form.save()
        section = self._form.unsettled()
        if section is None or section.key not in self._form.parts:
            return True
        words = self._page.tr("{0} er ikke gemt endnu.").format(section.title.full_text)
        self._page.show_message(words, Tone.WARN, self._page.tr("Se på det først."))
        self._form.go_to(section.key)
        return False

    def _ask(self, row: NoteRow, part: PartKey, deed: Callable[[], object]) -> None:
        title = self._form.sections[part].title.full_text
        question = LimitedQuestion(row.only_for, title, self._page)
        question.accepted.connect(deed)
        question.open()

    def _move(self, row: NoteRow, part: PartKey, then: Callable[[], object] | None) -> bool:
        title = self._form.sections[part].title.full_text
        words = self.tr("Linjen er flyttet til {0}.").format(title)
        moved = self._place(
            row,
            self.tr("flyttet linje"),
            words if not row.is_waiting else self.tr("Linjen er sat ind i {0}.").format(title),
            lambda version: self._service.move(
                row.id, version, part, for_everybody=bool(row.only_for)
            ),
        )
        if moved and then is not None:
            then()
        return moved

    def _place(
        self,
        row: NoteRow,
        name: str,
        words: str,
        deed: Callable[[int], Placed],
        *,
        tells: bool = True,
    ) -> bool:
        if not self.save_first():
            return False
        meeting_id, placed = self._meeting_id(), [Placed("", "", "", {})]

        def do(version: int) -> bool:
            return self._perform(meeting_id, lambda: placed.append(deed(version)))

        def undo() -> bool:
            self._form.save()
            return self._perform(meeting_id, lambda: self._service.put_back(placed[-1]))

        def redo() -> bool:
            self._form.save()
            now = self._version_now(meeting_id, row.id)
            return now is not None and do(now)

        if not do(row.version):
            return False
        if tells and row.only_for:
            words = self.tr("{0} Nu kan alle, der får referatet, læse den.").format(words)
        self._history.did(Step(name, undo, redo))
        self._page.offer_undo(words, self.undo_requested.emit)
        return True

    def _version_now(self, meeting_id: str, statement_id: str) -> int | None:
        said = self._desk.office.meetings.get(meeting_id).statements
        return next((each.version for each in said if each.id == statement_id), None)

    def _perform(self, meeting_id: str, deed: Callable[[], object]) -> bool:
        change = Change.of(Kind.MINUTES, Kind.NOTES, ids=(meeting_id,))
        done = perform(self._page, deed, changes=self._desk.changes, change=change)
        if done:
            self.changed.emit()
        return done
