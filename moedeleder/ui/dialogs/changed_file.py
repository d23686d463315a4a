"""A Word file of the minutes that somebody changed: what is another, and what to note of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.changed_file import ChangedFile, Difference, DifferenceKind
from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft
from moedeleder.domain.text import shorten
from moedeleder.services.changed_files import as_draft
from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_file
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.agenda.points import person_line
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.diff_label import DiffLabel
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.own_words import SoftBox
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

SHOWN = 100
_NAME = 60
_HEADING = 80
_WORDS = 2_000
Note = Callable[[str, CorrectionDraft, Channel, QWidget], bool]
Ask = Callable[[QWidget, str, str], Path | None]


def open_changed_file(
    parent: QWidget,
    desk: Desk,
    meeting_id: str,
    *,
    note: Note | None = None,
    ask: Ask = ask_file,
) -> None:
    """Ask for a Word file, read it, and let a person choose what is noted of it.

    Args:
        parent: the page; what goes wrong with the file is said there.
        note: writes one answer down and returns whether it was; the round itself unless given.
        ask: asks for the file.
    """

    def tr(text: str) -> str:
        return QCoreApplication.translate("ChangedFileDialog", text)

    path = ask(parent, tr("Vælg den rettede Word-fil"), tr("Word (*.docx)"))
    if path is None:
        return
    office = desk.office

    def work() -> tuple[ChangedFile, RoundView]:
        return office.changed_files.read(path, meeting_id), office.corrections.view(meeting_id)

    def show(result: tuple[ChangedFile, RoundView]) -> None:
        dialog = ChangedFileDialog(*result, parent)
        deed = note or _noting(desk, meeting_id)
        dialog.confirm_requested.connect(lambda: _take(dialog, deed))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    perform_in_background(desk.background, parent, work, success=show)


def _noting(desk: Desk, meeting_id: str) -> Note:
    def note(person_id: str, draft: CorrectionDraft, channel: Channel, place: QWidget) -> bool:
        return perform(
            place,
            lambda: desk.office.corrections.note(meeting_id, person_id, draft, channel),
            changes=desk.changes,
            change=Change.of(Kind.MINUTES, ids=(meeting_id,)),
        )

    return note


def _take(dialog: ChangedFileDialog, note: Note) -> None:
    """Note what is ticked, one after the other; what was noted is not offered again."""
    if not dialog.person_id:
        dialog.ask_who()
        return
    for row in dialog.chosen:
        if not note(dialog.person_id, as_draft(row.difference), Channel.MAIL, dialog):
            return
        row.set_noted()
    dialog.accept()


class ChangedFileDialog(Dialog):
    """Lists what is another in the file, paragraph by paragraph, each to be ticked."""

    def __init__(self, file: ChangedFile, view: RoundView, parent: QWidget | None = None) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("ChangedFileDialog", text)

        super().__init__(
            tr("Den rettede fil, version {0}").format(file.number),
            tr("Notér det valgte"),
            parent,
            object_name="changedFileDialog",
            width=760,
        )
        self._file = file
        people = [each.person for each in view.meeting.attendees]
        known = file.person_id or _named(file.names, {p.name: p.id for p in people})
        # Nobody is to be given somebody else's words because their name stood first.
        nobody = () if known else ((tr("Vælg, hvem der har rettet"), ""),)
        named = ((shorten(person_line(each), _NAME), each.id) for each in people)
        self._who = Choice((*nobody, *named))
        self._who.set_value(known)
        self.rows = [DifferenceRow(each, at) for at, each in enumerate(file.differences[:SHOWN])]
        self._fill()
        for row in self.rows:
            row.ticked.connect(self._show_count)
        self._show_count()

    @property
    def person_id(self) -> str:
        """Whose changes they are."""
        return str(self._who.value() or "")

    @property
    def chosen(self) -> list[DifferenceRow]:
        """The rows that are ticked and not noted yet."""
        return [row for row in self.rows if row.is_ticked]

    def ask_who(self) -> None:
        """Say that it must be chosen whose changes they are."""
        assert self.form is not None
        self.form.set_error("person", self.tr("Vælg, hvem der har rettet."))
        self._who.setFocus()

    def _fill(self) -> None:
        self._about = WrapLabel(self._about_text(), TextRole.STRONG)
        self._about.setObjectName("changedFileAbout")
        self.body.addWidget(self._about)
        if not self._file.is_newest:
            words = self.tr("Der er en nyere version. Se, om rettelsen stadig passer.")
            self.body.addWidget(WrapLabel(words, tone=Tone.WARN))
        if self._file.names:
            names = ", ".join(self._file.names)
            words = self.tr("I Word står der ændringer af: {0}").format(shorten(names, 200))
            self.body.addWidget(WrapLabel(words, tone=Tone.NEUTRAL))
        form = self.use_form(Form())
        form.add("person", self.tr("Hvem har rettet?"), self._who)
        form.setVisible(bool(self.rows))
        for row in self.rows:
            self.body.addWidget(row)

    def _about_text(self) -> str:
        count = len(self._file.differences)
        if not count:
            return self.tr("Filen siger det samme som version {0}.").format(self._file.number)
        said = count_text(count, self.tr("afsnit er anderledes"), self.tr("afsnit er anderledes"))
        if count > SHOWN:
            more = self.tr("Her er de første {0}.").format(SHOWN)
            return f"{said}. {more}"
        return f"{said}. " + self.tr("Vælg dem, der skal med i rettelsesrunden.")

    def _show_count(self) -> None:
        count = len(self.chosen)
        words = self.tr("Notér {0}").format(count_text(count, self.tr("svar"), self.tr("svar")))
        self.confirm_button.set_caption(words if count else self.tr("Notér det valgte"))
        self.confirm_button.setEnabled(count > 0)


class DifferenceRow(SoftBox):
    """One changed paragraph: a tick, where it stands, and its words before and now."""

    ticked = Signal()

    def __init__(self, difference: Difference, at: int) -> None:
        super().__init__(Tone.NEUTRAL)
        self.difference = difference
        self._is_noted = False
        self.setObjectName(f"difference-{at}")
        caption = self._caption()
        self.setAccessibleName(caption)
        item = CheckItem(f"difference-{at}", caption, True)
        self.box = CheckRow(item, is_choice=True)
        self.box.setAccessibleDescription(shorten(difference.after or difference.before, 300))
        self.box.clicked.connect(lambda _on: self.ticked.emit())
        self.column.addWidget(self.box)
        words = QVBoxLayout()
        words.setContentsMargins(28, 0, 0, 4)
        self._add_words(words, at)
        self.column.addLayout(words)

    @property
    def is_ticked(self) -> bool:
        """Whether it is to be noted."""
        return self.box.isChecked() and not self._is_noted

    def set_noted(self) -> None:
        """Remember that it stands in the round now."""
        self._is_noted = True
        self.box.setEnabled(False)

    def _caption(self) -> str:
        kinds = {
            DifferenceKind.CHANGED: self.tr("ændret"),
            DifferenceKind.ADDED: self.tr("skrevet til"),
            DifferenceKind.REMOVED: self.tr("taget ud"),
            DifferenceKind.COMMENT: self.tr("bemærkning i margenen"),
        }
        heading = shorten(self.difference.heading, _HEADING) or self.tr("Referatet")
        return f"{heading} · {kinds[self.difference.kind]}"

    def _add_words(self, words: QVBoxLayout, at: int) -> None:
        before = shorten(self.difference.before, _WORDS)
        after = shorten(self.difference.after, _WORDS)
        if self.difference.kind is DifferenceKind.COMMENT:
            words.addWidget(WrapLabel(self.tr("Om det, der står: {0}").format(before)))
            words.addWidget(WrapLabel(f"”{after}”", TextRole.STRONG))
            return
        words.addWidget(DiffLabel(before, after, object_name=f"differenceWords-{at}"))


def _named(names: tuple[str, ...], people: dict[str, str]) -> str:
    """Return whoever on the list has the only name that Word wrote on the changes."""
    found = [people[name] for name in names if name in people]
    return found[0] if len(found) == 1 == len(names) else ""
