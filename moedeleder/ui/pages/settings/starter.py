"""Startpakke: the PDF files that go along when a draft is shared with a family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.services.starter import EVERY_KIND, StarterFile
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.private_folder import PrivateFolder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.widgets.wrap_label import WrapLabel

_KILOBYTE = 1000
_MEGABYTE = 1_000_000


def open_file(path: Path) -> None:
    """Show a file in the program the person's system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class StarterSection(SettingsSection):
    """Which files go along with which kind of meeting; they are kept at once."""

    def __init__(
        self,
        desk: Desk,
        files: Files,
        parent: QWidget | None = None,
        *,
        show_file: Callable[[Path], object] = open_file,
    ) -> None:
        super().__init__(desk, "document", parent, object_name="starterSection")
        self.entitle(self.tr("Startpakke"), self.tr("Tilføj en PDF…"))
        self._files, self._show_file = files, show_file
        self._folder = PrivateFolder()
        self._kind = Choice()
        self._form = Form()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._arrange()
        self._kind.chosen.connect(self._show_files)

    def show_kept(self) -> None:
        """Read the kinds of meeting and the files of the chosen one."""
        kinds = self.desk.office.meetings.types()
        every = (self.tr("Alle slags møder"), EVERY_KIND)
        self._kind.set_options((every, *((kind.name, kind.key) for kind in kinds)))
        self._show_files()

    def save(self) -> None:
        """Ask for a PDF and take it into the pack."""
        title = self.tr("Vælg en PDF til startpakken")
        path = self._files.open_file(self, title, self.tr("PDF (*.pdf)"))
        if path is None:
            return
        self.begin_saving()
        starter, kind = self.desk.office.starter, self._kind.value()
        perform_in_background(
            self.desk.background,
            self,
            lambda: starter.add(path, kind),
            success=self._added,
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _added(self, files: tuple[StarterFile, ...]) -> None:
        self._fill(files)
        words = self.tr("Filen sendes med, når du deler en kladde.")
        self.say(self.tr("”{0}” er lagt i pakken.").format(files[-1].name), words)

    def _remove(self, file: StarterFile) -> None:
        starter = self.desk.office.starter
        words = self.tr("”{0}” er taget ud. Den er stadig i din egen mappe.").format(file.name)
        perform(
            self,
            lambda: starter.remove(file.id, file.version),
            success=lambda files: self._removed(files, words),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _removed(self, files: tuple[StarterFile, ...], words: str) -> None:
        self._fill(files)
        self.say(words)

    def _see(self, file: StarterFile) -> None:
        starter, folder = self.desk.office.starter, self._folder.path()
        perform_in_background(
            self.desk.background,
            self,
            lambda: starter.copy_to(file.id, folder),
            success=self._show_file,
        )

    def _show_files(self) -> None:
        starter, kind = self.desk.office.starter, self._kind.value()
        if kind is not None:
            perform(self, lambda: starter.files(kind), success=self._fill)

    def _fill(self, files: tuple[StarterFile, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for file in files:
            self._rows.addWidget(self._row(file))
        self._empty.setVisible(not files)

    def _row(self, file: StarterFile) -> _FileRow:
        row = _FileRow(file)
        row.see_requested.connect(lambda: self._see(file))
        row.remove_requested.connect(lambda: self._remove(file))
        return row

    def _arrange(self) -> None:
        card = Card(self.tr("Filer, der følger med"), object_name="starterCard")
        words = self.tr(
            "Når du deler en kladde med familien, følger filerne med. "
            "Det kan være et kort, et ark om rettigheder eller en velkomst."
        )
        card.add(WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL))
        self._form.add("starterKind", self.tr("Til hvilke møder?"), self._kind)
        card.add(self._form)
        card.add(self._rows)
        self._empty = WrapLabel(
            self.tr("Her er ingen filer endnu. Vælg ”Tilføj en PDF…”."), tone=Tone.NEUTRAL
        )
        self._empty.setObjectName("starterEmpty")
        card.add(self._empty)
        self.column.addWidget(card)
        self.column.addStretch(1)


class _FileRow(QWidget):
    """One file of the pack: its name, its size, see and take out."""

    see_requested = Signal()
    remove_requested = Signal()

    def __init__(self, file: StarterFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"starterFile-{file.id}")
        see = icon_button("eye", self.tr("Se {0}").format(file.name), "seeStarterFile")
        remove = icon_button(
            "trash", self.tr("Tag {0} ud af pakken").format(file.name), "removeStarterFile"
        )
        see.clicked.connect(self.see_requested)
        remove.clicked.connect(self.remove_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(IconLabel("document", Tone.NEUTRAL))
        row.addWidget(TwoLines(file.name, size_text(file.size)), 1)
        row.addWidget(see)
        row.addWidget(remove)


def size_text(size: int) -> str:
    """Return a number of bytes as e.g. ``1,2 MB``."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE))} kB"
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")
