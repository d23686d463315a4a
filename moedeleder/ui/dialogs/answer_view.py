"""An answer as it came: the words, what it quotes, and the files that were with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.answers import Answer, AnswerFile
from moedeleder.ui.contribution_words import channel_text
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import icon_size
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label, muted
from moedeleder.ui.widgets.own_words import OwnWords
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text, moment_text

_LINES = 40


class AnswerView(QWidget):
    """Shows one answer whole; the quoted original is folded away, files can be saved."""

    saved = Signal(str)
    """Files were saved; says how many."""

    def __init__(
        self, desk: Desk, answer: Answer, parent: QWidget | None = None, *, lines: int = _LINES
    ) -> None:
        super().__init__(parent)
        self._desk, self._answer, self._lines = desk, answer, lines
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addWidget(ElidedLabel(_sender(answer), TextRole.STRONG))
        how = f"{moment_text(answer.received_at)} · {channel_text(answer.channel)}"
        self.body.addWidget(muted(how))
        self._add_text()
        self._add_quoted()
        self._add_files()

    def _add_text(self) -> None:
        if self._answer.text.strip():
            self.body.addWidget(
                OwnWords(self._answer.text, self._lines, quoted=False, object_name="answerText")
            )
        else:
            self.body.addWidget(muted(self.tr("Der står ikke noget i selve svaret.")))

    def _add_quoted(self) -> None:
        if not self._answer.quoted.strip():
            return
        show = quiet(self.tr("Vis citeret tekst"), "showQuoted", "chevron-down")
        quoted = OwnWords(
            self._answer.quoted, self._lines, TextRole.SMALL, quoted=False, object_name="quotedText"
        )
        quoted.hide()

        def toggle() -> None:
            quoted.setVisible(quoted.isHidden())
            hidden, shown = self.tr("Vis citeret tekst"), self.tr("Skjul citeret tekst")
            show.set_caption(hidden if quoted.isHidden() else shown, "chevron-down")

        show.clicked.connect(toggle)
        self.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(quoted)

    def _add_files(self) -> None:
        files = self._answer.files
        if not files:
            return
        self.body.addWidget(Label(count_text(len(files), "fil", "filer"), TextRole.STRONG))
        for each in files:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("document"))
            row.addWidget(ElidedLabel(_file_line(each)), 1)
            self.body.addLayout(row)
            if each.fault:
                self.body.addLayout(self._unread())
        words = self.tr("Gem filen…") if len(files) == 1 else self.tr("Gem filerne…")
        save = secondary(words, "saveAnswerFiles", "folder", compact=True)
        save.clicked.connect(self._save_files)
        self.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)

    def _unread(self) -> QHBoxLayout:
        """Return what is said under a file that is kept but could not be read."""
        words = self.tr("Filen kunne ikke læses ind i felter. Den er gemt, som den kom.")
        row = QHBoxLayout()
        # Level with the file's name, which stands after an icon.
        row.setContentsMargins(icon_size() + 8, 0, 0, 0)
        row.addWidget(WrapLabel(words, TextRole.SMALL, Tone.WARN))
        return row

    def _save_files(self) -> None:
        folder = ask_folder(self, self.tr("Hvor skal filerne ligge?"))
        if folder is None:
            return
        answers, answer_id = self._desk.office.answers, self._answer.id
        perform_in_background(
            self._desk.background,
            self,
            lambda: answers.save_files(answer_id, folder),
            success=lambda saved: self.saved.emit(
                self.tr("{0} er gemt.").format(count_text(len(saved), "fil", "filer"))
            ),
        )


def _sender(answer: Answer) -> str:
    name = answer.person_name or answer.from_name
    address = answer.from_address
    if name and address:
        return f"{name} <{address}>"
    return name or address or QCoreApplication.translate("AnswerView", "Ukendt afsender")


def _file_line(file: AnswerFile) -> str:
    kilobytes = max(1, round(file.size / 1000))
    return f"{file.name} · {kilobytes} kB"
