"""Qt's own words in Danish: "Annuller", the months, the text menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def load_danish(application: QApplication, folder: Path | None = None) -> bool:
    """Make Qt speak Danish; returns False when the file is not there.

    ``folder`` is where ``qtbase_da.qm`` lies; by default where Qt itself keeps it.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Danish, QLocale.Country.Denmark))
    place = str(folder or QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    translator = QTranslator(application)
    if not translator.load("qtbase_da", place):
        return False
    return application.installTranslator(translator)
