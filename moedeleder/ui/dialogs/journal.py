"""Til journalen: hands finished minutes to the case system as a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.journal import Journaled
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.letter_folder import open_folder_words, open_letter_folder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text, moment_text

AskFolder = Callable[[QWidget, str], Path | None]
_NAME, _SHOWN = 60, 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalDialog", text)


class JournalDialog(Dialog):
    """Asks how it is to lie, writes it in the background, and says where it lies."""

    saved = Signal()

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        parent: QWidget | None = None,
        *,
        choose_folder: AskFolder = ask_folder,
    ) -> None:
        super().__init__(
            _tr("Til journalen"),
            _tr("Vælg et sted, og gem"),
            parent,
            text=_tr(
                "Alt om referatet samles: alle versioner, bemærkninger, dagsorden, kvitteringer "
                "og det, hver især fik. En fil fortæller fagsystemet, hvad der er hvad."
            ),
            cancel=_tr("Luk"),
            object_name="journalDialog",
            width=620,
        )
        self._desk, self._meeting, self._choose = desk, meeting, choose_folder
        self._folder: Path | None = None
        self._way = Choice(((_tr("En mappe"), False), (_tr("Én zip-fil"), True)))
        self.use_form(Form()).add("way", self.tr("Hvordan skal det ligge?"), self._way)
        self._history = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._history.setObjectName("journalHistory")
        self.body.addWidget(self._history)
        self.confirm_requested.connect(self._save)
        self.banner.action_requested.connect(self._open_folder)
        self._show_history()

    def _show_history(self) -> None:
        journal, meeting_id = self._desk.office.journal, self._meeting.id
        perform(self, lambda: journal.history(meeting_id), success=self._tell_history)

    def _tell_history(self, history: tuple[Journaled, ...]) -> None:
        lines = [history_line(each) for each in reversed(history[-_SHOWN:])]
        self._history.setText("\n".join(lines))
        self._history.setVisible(bool(lines))

    def _save(self) -> None:
        folder = self._choose(self, self.tr("Vælg, hvor det skal ligge"))
        if folder is None:
            return
        journal, meeting_id, as_zip = self._desk.office.journal, self._meeting.id, self._way.value()
        self.confirm_button.setEnabled(False)
        self.banner.show_message(self.tr("Papirerne bliver samlet."), Tone.INFO)
        perform_in_background(
            self._desk.background,
            self,
            lambda: journal.save(meeting_id, folder, as_zip=bool(as_zip)),
            success=self._was_saved,
            failed=lambda: self.confirm_button.setEnabled(True),
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, ids=(meeting_id,)),
        )

    def _was_saved(self, path: Path) -> None:
        self.confirm_button.setEnabled(True)
        self._folder = path.parent
        words = self.tr("Det ligger i {0}.").format(path.name)
        self.banner.show_message(words, Tone.OK, str(path.parent), open_folder_words())
        self._show_history()
        self.cancel_button.setFocus()
        self.saved.emit()

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_letter_folder(str(self._folder), self.banner)


def history_line(made: Journaled) -> str:
    """Return e.g. ``Lagt til journalen 22. november kl. 10.02 · version 1 · 14 filer``."""
    when = _tr("Lagt til journalen {0}").format(moment_text(made.made_at))
    version = _tr("version {0}").format(made.number)
    files = count_text(made.files, _tr("fil"), _tr("filer"))
    by = shorten(made.made_by.strip(), _NAME)
    return " · ".join(filter(None, (when, version, files, by)))
