"""Every keyboard shortcut of the program, in one list."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


class Shortcut(Enum):
    """A key combination and what it does, in Danish as menus and the help overview say it."""

    STEP_1 = ("Ctrl+1", "Gå til Dagsorden")
    STEP_2 = ("Ctrl+2", "Gå til Mødet")
    STEP_3 = ("Ctrl+3", "Gå til Referat")
    STEP_4 = ("Ctrl+4", "Gå til Opfølgning")
    FIND = ("Ctrl+K", "Find et møde, et barn eller en aftale")
    SEARCH = ("Ctrl+Shift+F", "Søg i alle referater")
    OUTBOX = ("Ctrl+Shift+O", "Vis udbakken")
    POST = ("Ctrl+Shift+B", "Vis mødets breve: hvem har fået hvad")
    MAIN_ACTION = ("Ctrl+Return", "Gør det vigtigste på siden")
    PREVIOUS_POINT = ("Ctrl+Shift+Return", "Gå til forrige punkt")
    UNDO = ("Ctrl+Z", "Fortryd")
    REDO = ("Ctrl+Shift+Z", "Gør om")
    NEW_MEETING = ("Ctrl+N", "Nyt møde")
    LOCK = ("Ctrl+L", "Skjul skærmen")
    HELP = ("F1", "Vis genveje")
    BOLD = ("Ctrl+B", "Fed skrift")
    BULLETS = ("Ctrl+Shift+L", "Punktliste")
    EDIT = ("F2", "Ret det valgte")
    REMOVE = ("Del", "Fjern det valgte")
    APPLICATION = ("Ctrl+Shift+A", "Markér noten som ansøgning")
    DECISION = ("Ctrl+Shift+D", "Markér noten: kræver afgørelse")
    MOVE_UP = ("Alt+Up", "Flyt det valgte op")
    MOVE_DOWN = ("Alt+Down", "Flyt det valgte ned")
    NEW_POINT = ("Ctrl+Shift+N", "Nyt punkt, mens mødet er i gang")
    PARK_POINT = ("Ctrl+Shift+P", "Parkér punktet")
    PAUSE = ("F4", "Hold pause, og fortsæt mødet")
    BOARD = ("F3", "Vis tre søjler og skala")
    READ_BACK = ("F6", "Vis oplæsning")
    SHARED_SCREEN = ("F8", "Vis eller luk skærm til alle")
    FREEZE_SCREEN = ("F9", "Frys skærm til alle")
    BLANK_SCREEN = ("F12", "Sluk eller tænd billedet på skærm til alle")
    CHECKS = ("Ctrl+T", "Gå til tjeklisten")
    PRESENCE = ("Ctrl+Shift+T", "Gå til, hvem der er til stede")
    MINUTES_NOTES = ("Ctrl+Shift+I", "Gå til noterne ved siden af referatet")
    SOURCE = ("Ctrl+Shift+K", "Se, hvem der sagde linjen i referatet")
    MOVE_TO = ("Ctrl+Shift+M", "Flyt linjen til en anden del af referatet")
    LEAVE_OUT = ("Ctrl+Shift+Del", "Udelad linjen af referatet")
    LINE_UP = ("Alt+Shift+Up", "Flyt linjen op i referatet")
    LINE_DOWN = ("Alt+Shift+Down", "Flyt linjen ned i referatet")
    READERS = ("Ctrl+Shift+H", "Vælg, hvem der får hvad i referatet")
    READERS_COPY = ("F5", "Se en deltagers kopi af referatet")
    PUT_IN = ("F11", "Sæt den næste rettelse ind i referatet")
    NEXT_FINDING = ("F7", "Næste sted i sproget. Alt+1 til Alt+9 skriver et forslag")
    PREVIOUS_FINDING = ("Shift+F7", "Forrige sted i sproget")
    SPEAKING = ("Alt+1", "Mærk, hvem der taler: Alt+1 til Alt+9")
    NOBODY_SPEAKS = ("Alt+0", "Ingen taler lige nu")

    @property
    def sequence(self) -> QKeySequence:
        """The keys, for QAction and QShortcut."""
        return QKeySequence(self.value[0])

    @property
    def keys(self) -> str:
        """The keys as people read them, e.g. ``Ctrl+Enter``."""
        return self.value[0].replace("Return", "Enter").replace("Up", "↑").replace("Down", "↓")

    @property
    def description(self) -> str:
        """What it does, in Danish."""
        return QCoreApplication.translate("Shortcut", self.value[1])


STEPS = (Shortcut.STEP_1, Shortcut.STEP_2, Shortcut.STEP_3, Shortcut.STEP_4)
