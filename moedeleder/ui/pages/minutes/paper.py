"""Looks at the minutes as paper: large on the screen, or in the system's own PDF reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from moedeleder.domain.readers import Paper
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform_in_background
from moedeleder.ui.pages.minutes.preview import PreviewPane
from moedeleder.ui.private_folder import PrivateFolder
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.dialog import APPLICATION_NAME


class PaperReader:
    """Writes the minutes as PDF into a private folder and lets the system open them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._folder = PrivateFolder()
        self.open_file: Callable[[Path], bool] = _open_file
        """Opens a file in the system's reader; returns whether it could."""

    def open(self, meeting_id: str, widget: QWidget, told: Callable[[bool], object]) -> None:
        """Make the PDF in the background and open it; ``told`` hears whether it was opened."""
        folder = self._folder.path()
        perform_in_background(
            self._desk.background,
            widget,
            lambda: self._desk.office.papers.draft_file(meeting_id, folder),
            success=lambda path: told(self.open_file(path)),
        )


class LargePages(QDialog):
    """The pages as large as the screen allows; Esc closes."""

    def __init__(
        self, desk: Desk, view: MinutesView, parent: QWidget, paper: Paper = Paper.FULL
    ) -> None:
        super().__init__(parent)
        self.setObjectName("largePages")
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(self.tr("Sådan ser referatet ud"))
        self.preview = PreviewPane(desk, name="large", widest=1000)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.preview)
        close = secondary(self.tr("Luk"), "closeLarge")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        window = parent.window().size()
        self.resize(min(960, round(window.width() * 0.85)), round(window.height() * 0.94))
        self.preview.show_view(view)
        self.preview.show_paper(paper)
        self.preview.pages.setFocus()


def _open_file(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
