"""What each person received of a version, byte for byte as it left the house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.copies import KeptCopy
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.private_folder import PrivateFolder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, secondary
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME = 60
_PAPERS = {
    "referat": "Referatet",
    "kort-og-klart": "Kort og klart",
    "til-barnet": "Til barnet",
}
_KINDS = {".pdf": "PDF", ".docx": "Word"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReceivedDialog", text)


def open_file(path: Path) -> bool:
    """Show a file in the program the person's system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ReceivedDialog(Dialog):
    """One row for each receiver with their own papers; each can be opened and looked at."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        number: int,
        parent: QWidget | None = None,
        *,
        show_file: Callable[[Path], bool] = open_file,
    ) -> None:
        super().__init__(
            _tr("Hvem fik hvad"),
            _tr("Luk"),
            parent,
            text=_tr("Her er papirerne til version {0}, præcis som de blev lavet.").format(number),
            object_name="receivedDialog",
            width=680,
        )
        self._desk, self._show_file = desk, show_file
        self._folder = PrivateFolder()
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        self._rows = Card(object_name="received")
        self.body.addWidget(self._rows)
        copies = desk.office.copies
        perform(self, lambda: copies.kept(meeting.id, number), success=self._show_copies)
        self.confirm_button.setFocus()

    def _show_copies(self, copies: Sequence[KeptCopy]) -> None:
        for copy in copies:
            self._rows.add_row(self._row(copy))
        if not copies:
            nothing = self.tr("Versionen er fra før, kopierne blev gemt.")
            self._rows.add(WrapLabel(nothing, tone=Tone.NEUTRAL))

    def _row(self, copy: KeptCopy) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(ROW_MARGIN, 9, ROW_MARGIN, 9)
        column.setSpacing(4)
        column.addWidget(WrapLabel(shorten(copy.name, _NAME), TextRole.STRONG))
        if copy.is_cut:
            cut = self.tr("Noget i referatet var kun for andre og stod ikke i denne kopi.")
            column.addWidget(WrapLabel(cut, TextRole.SMALL, Tone.NEUTRAL))
        column.addWidget(Flow([self._button(copy, name) for name in copy.papers]))
        return holder

    def _button(self, copy: KeptCopy, name: str) -> Button:
        caption = paper_text(name)
        button = secondary(caption, f"open-{copy.place}-{name}", "eye", compact=True)
        button.setAccessibleName(self.tr("Åbn {0} til {1}").format(caption, copy.name))
        button.clicked.connect(lambda: self._open(copy, name))
        return button

    def _open(self, copy: KeptCopy, name: str) -> None:
        copies = self._desk.office.copies
        perform(
            self, lambda: copies.paper(copy.id, name), success=lambda d: self._see(copy, name, d)
        )

    def _see(self, copy: KeptCopy, name: str, data: bytes) -> None:
        path = self._folder.path() / f"deltager-{copy.place}-version-{copy.number}-{name}"
        path.write_bytes(data)
        if not self._show_file(path):
            self.banner.show_message(self.tr("Papiret kan ikke åbnes her."), Tone.WARN)


def paper_text(name: str) -> str:
    """Return e.g. ``Referatet, PDF`` for a file name; a name of another kind as it is."""
    path = Path(name)
    paper, kind = _PAPERS.get(path.stem), _KINDS.get(path.suffix)
    return f"{paper}, {kind}" if paper and kind else name
