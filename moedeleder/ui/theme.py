"""Dresses the application: palette, font and style sheet, following the system's light or dark."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from moedeleder.ui.fonts import base_font
from moedeleder.ui.icons import add_icon_folder
from moedeleder.ui.tokens import DARK, LIGHT, Tokens, build_palette


class Scheme(StrEnum):
    """Whether the person wants light, dark, or whatever the system has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Keeps the application's looks in step with the system's light or dark setting."""

    scheme_changed = Signal(bool)
    """Emitted with True for dark after the application has been dressed again."""

    def __init__(
        self, application: QApplication, resources: Path, scheme: Scheme = Scheme.SYSTEM
    ) -> None:
        """Dress ``application`` at once, with looks from the folder ``resources``."""
        super().__init__(application)
        self._application = application
        self._style_folder = resources / "style"
        self._scheme = scheme
        add_icon_folder(resources / "icons")
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(base_font())
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The colours in use now."""
        return DARK if self._is_dark() else LIGHT

    def set_scheme(self, scheme: Scheme) -> None:
        """Choose light, dark, or the system's own; every open window follows at once."""
        self._scheme = scheme
        self._dress()

    @Slot()
    def _system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress()

    def _is_dark(self) -> bool:
        if self._scheme is not Scheme.SYSTEM:
            return self._scheme is Scheme.DARK
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _dress(self) -> None:
        tokens = self.tokens
        self._application.setPalette(build_palette(tokens))
        self._application.setStyleSheet(build_style_sheet(self._style_folder, tokens))
        self.scheme_changed.emit(tokens.dark)


def build_style_sheet(style_folder: Path, tokens: Tokens) -> str:
    """Return the style sheet with every colour name filled in.

    Raises KeyError when the sheet names a colour that does not exist.
    """
    sheet = Template((style_folder / "moedeleder.qss").read_text(encoding="utf-8"))
    names = {key: str(value) for key, value in asdict(tokens).items()}
    names["shade"] = "dark" if tokens.dark else "light"
    names["style"] = style_folder.resolve().as_posix()
    return sheet.substitute(names)
