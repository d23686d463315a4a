"""Digital Post: a file for each letter, for the municipality's own sending system."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.letter_pile import AskFolder, OpenFile, open_path, pile_of, show_where
from moedeleder.ui.dialogs.send_support import show_over
from moedeleder.ui.dispatch import Change, Kind, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import letter_name

_NAME, _PATH = 60, 200
# Ten digits, and a hyphen or blank between.
_LONGEST = 14


class DigitalPostDialog(Dialog):
    """Asks for each receiver's CPR number at this moment, and lays the files ready."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        delivery_ids: Collection[str],
        parent: QWidget | None = None,
        *,
        ask: AskFolder = ask_folder,
        show: OpenFile = open_path,
    ) -> None:
        super().__init__(
            _tr("Læg breve klar til Digital Post"),
            "",
            parent,
            text=_tr(
                "Mødeleder laver en fil til hvert brev. Den sender ikke selv. Jeres eget system "
                "til Digital Post tager filerne derfra."
            ),
            icon="document",
            object_name="digitalPostDialog",
            width=600,
        )
        self._desk, self._meeting, self._ask, self._show_file = desk, meeting, ask, show
        self._settings = desk.office.settings.digital_post()
        pile = pile_of(desk.office, meeting.id, delivery_ids)
        self._letters = tuple(each.delivery for each in pile)
        self._fields: dict[str, QLineEdit] = {}
        self._folder: Path | None = None
        self._note = WrapLabel("", tone=Tone.NEUTRAL)
        self._note.setObjectName("numbersNote")
        self._is_done = False
        self._fill()
        self._count()
        self.confirm_requested.connect(self._confirmed)
        self.banner.action_requested.connect(self._open)
        self.finished.connect(self._forget)

    def _fill(self) -> None:
        self.body.addWidget(self._note)
        if not self._settings.is_set_up:
            self.banner.show_message(
                self.tr("Det mangler, hvem der er afsender i Digital Post."),
                Tone.WARN,
                self.tr("Skriv kommunens CVR-nummer og navn under Indstillinger, Digital Post."),
            )
            self._note.hide()
            self.cancel_button.setFocus()
            return
        self._note.setText(self._note_words())
        form = self.use_form(Form())
        for letter in self._letters:
            self._fields[letter.id] = self._add_field(form, letter)
        empty = (field for field in self._fields.values() if not field.text())
        next(empty, self.confirm_button).setFocus()

    def _add_field(self, form: Form, letter: Delivery) -> QLineEdit:
        field = QLineEdit(self._desk.office.without_mail.known_number(letter.person_id))
        field.setMaxLength(_LONGEST)
        field.setPlaceholderText(self.tr("ddmmåå-xxxx"))
        hints = Qt.InputMethodHint
        field.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        field.textChanged.connect(lambda _text: self._count())
        label = self.tr("Cpr-nummer for {0} · {1}")
        name = shorten(letter.name, _NAME)
        form.add(letter.id, label.format(name, letter_name(letter.kind).lower()), field)
        return field

    def _note_words(self) -> str:
        empty = self.tr("Lad feltet stå tomt, hvis brevet ikke skal i Digital Post.")
        if self._settings.keeps_numbers:
            return self.tr("Numrene bliver gemt til næste gang.") + " " + empty
        return self.tr("Numrene bruges kun nu og bliver ikke gemt i Mødeleder.") + " " + empty

    def _typed(self) -> dict[str, str]:
        return {key: text for key, field in self._fields.items() if (text := field.text().strip())}

    def _count(self) -> None:
        if self._is_done:
            return
        count = len(self._typed())
        words = self.tr("Lav 1 fil…") if count == 1 else self.tr("Lav {0} filer…").format(count)
        self.confirm_button.set_caption(words if count else self.tr("Lav filerne…"), "document")
        self.confirm_button.setEnabled(count > 0)

    def _confirmed(self) -> None:
        if self._is_done:
            self.accept()
            return
        folder = self._ask(self, self.tr("Vælg en mappe til filerne"))
        if folder is None:
            return
        if self.form is not None:
            self.form.clear_errors()
        self.banner.show_message(self.tr("Filerne bliver lavet."), Tone.INFO)
        self._busy(True)
        without_mail, meeting_id, numbers = (
            self._desk.office.without_mail,
            self._meeting.id,
            self._typed(),
        )
        perform_in_background(
            self._desk.background,
            self,
            lambda: without_mail.digital_post(meeting_id, numbers, folder),
            success=self._made,
            failed=self._not_made,
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, Kind.MEETINGS, ids=(meeting_id,)),
        )

    def _busy(self, busy: bool) -> None:
        self.confirm_button.setEnabled(not busy)
        for field in self._fields.values():
            field.setReadOnly(busy)

    def _not_made(self) -> None:
        self._busy(False)
        if self.banner.tone is Tone.INFO:
            # What is wrong is said at the field.
            self.banner.dismiss()

    def _made(self, paths: tuple[Path, ...]) -> None:
        self._is_done = True
        self._forget()
        if self.form is not None:
            self.form.hide()
        self._note.hide()
        count, self._folder = len(paths), paths[0].parent
        one = self.tr("1 brev er lagt klar til Digital Post.")
        many = self.tr("{0} breve er lagt klar til Digital Post.").format(count)
        where = shorten(str(self._folder), _PATH)
        then = self.tr("Der er cpr-numre i filerne. Slet dem, når de er sendt.")
        self.banner.show_message(
            one if count == 1 else many, Tone.OK, f"{where}. {then}", self.tr("Åbn mappen")
        )
        self.cancel_button.hide()
        self.confirm_button.set_caption(self.tr("Luk"), "check")
        self.confirm_button.setEnabled(True)
        self.confirm_button.setFocus()

    def _open(self) -> None:
        words = self.tr("Mappen kan ikke åbnes herfra. Den ligger her:")
        show_where(self, self._folder, self._show_file, words)

    def _forget(self) -> None:
        """Keep no number in a field longer than it is needed."""
        for field in self._fields.values():
            field.clear()


def open_digital_post(
    desk: Desk, meeting: Meeting, delivery_ids: Collection[str], parent: QWidget
) -> DigitalPostDialog:
    """Show the dialog over a page or another dialog; it is thrown away once it is closed."""
    dialog = DigitalPostDialog(desk, meeting, delivery_ids, parent)
    show_over(dialog)
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("DigitalPostDialog", text)
