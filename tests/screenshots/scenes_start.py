"""The screens before the desk."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from moedeleder.domain import errors
from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.start.passphrase_screen import PassphraseScreen
from moedeleder.ui.start.screens import (
    CurtainScreen,
    IntroductionScreen,
    MessageScreen,
    WelcomeScreen,
)
from moedeleder.ui.texts import error_text
from tests.screenshots.registry import SIZES, scene

_SMALL = SIZES[:1]


def in_window(screen: QWidget) -> MainWindow:
    folder = Path(tempfile.mkdtemp(prefix="moedeleder-scene-"))
    window = MainWindow(QSettings(str(folder / "vindue.ini"), QSettings.Format.IniFormat))
    window.show_screen(screen)
    return window


@scene("indgang-velkommen")
def welcome() -> QWidget:
    return in_window(WelcomeScreen())


@scene("indgang-hvem-er-du", sizes=_SMALL)
def introduction() -> QWidget:
    return in_window(IntroductionScreen(example=False))


@scene("indgang-eksempel", sizes=_SMALL)
def introduction_example() -> QWidget:
    return in_window(IntroductionScreen(example=True))


@scene("indgang-kodeord-nyt", sizes=_SMALL)
def passphrase_new() -> QWidget:
    screen = PassphraseScreen(new=True, can_go_back=True)
    screen.show_error(error_text(errors.PassphraseTooShort(12)), "passphrase")
    return in_window(screen)


@scene("indgang-kodeord", sizes=_SMALL)
def passphrase() -> QWidget:
    return in_window(PassphraseScreen(new=False))


@scene("indgang-fejl", sizes=_SMALL)
def damaged() -> QWidget:
    return in_window(MessageScreen(error_text(errors.StoreDamaged())))


@scene("indgang-skjult", sizes=_SMALL)
def curtain() -> QWidget:
    return in_window(CurtainScreen())
