"""Print alle breve: one file for the printer, and a person's word that they were handed over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import DeliveryState
from moedeleder.domain.text import shorten
from moedeleder.services.without_mail import WithoutMail
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.letter_pile import (
    AskFolder,
    OpenFile,
    PileLetter,
    open_path,
    pile_of,
    show_where,
)
from moedeleder.ui.dialogs.send_support import show_over
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import letter_name

_NAME, _ADDRESS = 300, 200


class PrintLettersDialog(Dialog):
    """Makes one PDF of chosen letters; afterwards a person can say that all are handed over."""

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
        self._letters = pile_of(desk.office, meeting.id, delivery_ids)
        count = len(self._letters)
        super().__init__(
            _tr("Print 1 brev") if count == 1 else _tr("Print {0} breve").format(count),
            _tr("Lav filen til print…"),
            parent,
            text=_tr(
                "Alt kommer i én PDF. Først en tjekliste. Så hvert brev med adresse til en "
                "rudekuvert og modtagerens egne papirer. Hvert brev begynder på et nyt ark."
            ),
            icon="printer",
            object_name="printLettersDialog",
            width=620,
        )
        self._desk, self._meeting, self._ask, self._show_file = desk, meeting, ask, show
        self._file: Path | None = None
        self._sheets = 0
        self._hand_over = secondary(self._hand_over_words(), "handedOver", "check")
        self._save_each = secondary(self.tr("Gem hvert brev for sig…"), "saveEach", "folder")
        self._rows = Card(object_name="lettersToPrint")
        self._fill()
        self._save_each.clicked.connect(self._save_all)
        self._hand_over.clicked.connect(self._handed_over)
        self.confirm_requested.connect(self._print)
        self.banner.action_requested.connect(self._open)

    def _fill(self) -> None:
        for letter in self._letters:
            self._rows.add_row(_row(letter))
        self._hand_over.hide()
        self.body.addWidget(Flow([self._hand_over, self._save_each]))
        self.body.addWidget(self._rows)
        self.confirm_button.setEnabled(bool(self._letters))
        self._save_each.setEnabled(bool(self._letters))
        lacking = sum(1 for each in self._letters if not each.postal_address)
        if lacking:
            one = self.tr("1 modtager har ingen postadresse.")
            many = self.tr("{0} modtagere har ingen postadresse.").format(lacking)
            then = self.tr("Skriv den hos personen, eller giv brevet i hånden.")
            self.banner.show_message(one if lacking == 1 else many, Tone.INFO, then)
        first = self.confirm_button if self._letters else self.cancel_button
        first.setFocus()

    @property
    def _open_ids(self) -> list[str]:
        """The letters whose handing over is worth noting: not those that went by mail."""
        sent = (DeliveryState.SENT, DeliveryState.SENDING)
        return [e.delivery.id for e in self._letters if e.delivery.state not in sent]

    def _hand_over_words(self) -> str:
        count = len(self._open_ids)
        one, many = _tr("Jeg har afleveret brevet"), _tr("Jeg har afleveret de {0} breve")
        return one if count == 1 else many.format(count)

    def _print(self) -> None:
        folder = self._ask(self, self.tr("Vælg en mappe til filen"))
        if folder is None:
            return
        without_mail, meeting_id, ids = self._call()

        def printed() -> Path:
            made = without_mail.print_all(meeting_id, ids, folder)
            self._sheets = without_mail.sheets(made)
            return made

        self._work(printed, lambda path: self._made(path, path, self._sheets))

    def _save_all(self) -> None:
        folder = self._ask(self, self.tr("Vælg en mappe til brevene"))
        if folder is None:
            return
        without_mail, meeting_id, ids = self._call()
        self._work(
            lambda: without_mail.save_all(meeting_id, ids, folder)[-1],
            lambda path: self._made(path.parent, path.parent),
        )

    def _call(self) -> tuple[WithoutMail, str, list[str]]:
        ids = [each.delivery.id for each in self._letters]
        return self._desk.office.without_mail, self._meeting.id, ids

    def _work(self, make: Callable[[], Path], done: Callable[[Path], object]) -> None:
        self._busy(True)
        self.banner.show_message(self.tr("Brevene bliver lavet."), Tone.INFO)

        def over() -> None:
            self._busy(False)

        def made(path: Path) -> None:
            over()
            done(path)

        perform_in_background(self._desk.background, self, make, success=made, failed=over)

    def _busy(self, busy: bool) -> None:
        for button in (self.confirm_button, self._save_each, self._hand_over):
            button.setEnabled(not busy)

    def _made(self, shown: Path, opened: Path, sheets: int = 0) -> None:
        self._file = opened
        on = self.tr("De fylder {0} ark, når der printes på begge sider.").format(sheets)
        is_file = opened.suffix == ".pdf"
        self.banner.show_message(
            self.tr("Brevene ligger klar."),
            Tone.OK,
            " ".join(filter(None, (on if sheets else "", shorten(str(shown), _ADDRESS)))),
            self.tr("Åbn filen") if is_file else self.tr("Åbn mappen"),
        )
        self.cancel_button.set_caption(self.tr("Luk"))
        self.confirm_button.set_caption(self.tr("Lav filen igen…"), "printer")
        self._hand_over.setVisible(bool(self._open_ids))
        # Enter shall not say that something was handed over that is not even printed.
        self.cancel_button.setFocus()

    def _open(self) -> None:
        words = self.tr("Den kan ikke åbnes herfra. Den ligger her:")
        show_where(self, self._file, self._show_file, words)

    def _handed_over(self) -> None:
        sending, ids = self._desk.office.sending, self._open_ids

        def mark() -> None:
            for each in ids:
                sending.mark_printed(each)

        perform(
            self,
            mark,
            success=lambda _done: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, Kind.MEETINGS, ids=(self._meeting.id,)),
        )


def open_print_letters(
    desk: Desk, meeting: Meeting, delivery_ids: Collection[str], parent: QWidget
) -> PrintLettersDialog:
    """Show the dialog over a page or another dialog; it is thrown away once it is closed."""
    dialog = PrintLettersDialog(desk, meeting, delivery_ids, parent)
    show_over(dialog)
    return dialog


def _row(letter: PileLetter) -> QWidget:
    delivery = letter.delivery
    address = ", ".join(letter.postal_address.split("\n"))
    missing = _tr("Ingen postadresse")
    row = QWidget()
    column = QVBoxLayout(row)
    column.setSpacing(2)
    column.setContentsMargins(ROW_MARGIN, 10, ROW_MARGIN, 10)
    column.addWidget(ElidedLabel(delivery.name, TextRole.STRONG))
    words = f"{letter_name(delivery.kind)} · {shorten(address, _ADDRESS) or missing}"
    tone = Tone.NEUTRAL if address else Tone.WARN
    column.addWidget(WrapLabel(words, TextRole.SMALL, tone))
    row.setAccessibleName(f"{shorten(delivery.name, _NAME)}: {words}")
    return row


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintLettersDialog", text)
