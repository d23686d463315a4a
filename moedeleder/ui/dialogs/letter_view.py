"""A letter as it left: to whom, what it said, and what went with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.text import shorten
from moedeleder.services.post_view import LetterFile, LetterView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.post_words import size_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.own_words import OwnWords
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text, moment_text

_LINES = 11
_LINE, _PATH = 300, 200


class LetterViewDialog(Dialog):
    """Shows a letter in plain words; nothing in it is fetched or run, and files can be saved."""

    def __init__(self, desk: Desk, sent_letter_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Brevet, som det gik"),
            _tr("Luk"),
            parent,
            icon="check",
            object_name="letterViewDialog",
            width=680,
        )
        self._desk, self._id = desk, sent_letter_id
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        self._save = secondary(_tr("Gem brevet (.eml)…"), "saveLetter", "folder")
        self._save.clicked.connect(self._save_letter)
        self.footer.insertWidget(1, self._save)
        self._save.setEnabled(False)
        perform(self, lambda: desk.office.post.letter(sent_letter_id), success=self._show)
        self.confirm_button.setFocus()

    def _show(self, letter: LetterView) -> None:
        self._save.setEnabled(True)
        subject = WrapLabel(shorten(letter.subject, _LINE), TextRole.SECTION)
        subject.setObjectName("letterSubject")
        self.body.addWidget(subject)
        head = QVBoxLayout()
        head.setSpacing(2)
        for name, words in (
            (self.tr("Fra"), _named(letter.from_name, letter.from_address)),
            (self.tr("Til"), letter.to),
            (self.tr("Sendt"), moment_text(letter.sent_at)),
        ):
            head.addWidget(WrapLabel(f"{name}: {shorten(words, _LINE)}", tone=Tone.NEUTRAL))
        self.body.addLayout(head)
        self.body.addSpacing(4)
        self.body.addWidget(OwnWords(letter.text, _LINES, quoted=False, object_name="letterText"))
        self._add_files(letter.files)
        mark = ElidedLabel(
            self.tr("Mailens nummer: {0}").format(letter.message_id), TextRole.SMALL, Tone.NEUTRAL
        )
        mark.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.body.addWidget(mark)

    def _add_files(self, files: tuple[LetterFile, ...]) -> None:
        if not files:
            return
        self.body.addWidget(Label(count_text(len(files), "fil", "filer"), TextRole.STRONG))
        for number, each in enumerate(files):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("document"))
            row.addWidget(ElidedLabel(f"{each.name} · {size_text(each.size)}"), 1)
            save = secondary(self.tr("Gem…"), f"saveFile-{number}", compact=True)
            save.setAccessibleName(self.tr("Gem {0}").format(each.name))
            save.clicked.connect(lambda _checked=False, at=number: self._save_file(at))
            row.addWidget(save)
            self.body.addLayout(row)

    def _save_letter(self) -> None:
        post, sent_id = self._desk.office.post, self._id
        self._save_in(lambda folder: post.save_letter(sent_id, folder))

    def _save_file(self, number: int) -> None:
        post, sent_id = self._desk.office.post, self._id
        self._save_in(lambda folder: post.save_file(sent_id, number, folder))

    def _save_in(self, write: Callable[[Path], Path]) -> None:
        folder = ask_folder(self, self.tr("Hvor skal filen ligge?"))
        if folder is None:
            return
        perform_in_background(
            self._desk.background,
            self,
            lambda: write(folder),
            success=lambda path: self.banner.show_message(
                self.tr("Filen er gemt."), Tone.OK, shorten(str(path), _PATH)
            ),
        )


def _named(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address else name or address


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterViewDialog", text)
