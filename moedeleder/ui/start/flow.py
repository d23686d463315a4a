"""The way from an empty window to an open office: which screen comes after which."""

from __future__ import annotations

from PySide6.QtCore import QLockFile, QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import (
    FolderNotWritable,
    InvalidInput,
    MoedelederError,
    StoreLocked,
    WrongPassphrase,
)
from moedeleder.ui.background import Runner
from moedeleder.ui.start.doorway import (
    Door,
    Doorway,
    House,
    Introduction,
    OpenOffice,
    PassphraseAsked,
)
from moedeleder.ui.start.passphrase_screen import PassphraseScreen
from moedeleder.ui.start.screens import (
    IntroductionScreen,
    MessageScreen,
    WaitingScreen,
    WelcomeScreen,
)
from moedeleder.ui.texts import ErrorText, error_text

_HOUSE = "house"


class TypingRelay(QObject):
    """Brings what the typing path tells on its own thread over to the GUI thread."""

    saved = Signal(str, int)
    failed = Signal(str)

    def tell_saved(self, slot: str, ticket: int) -> None:
        """Pass on that a text is safe; called on the writer's thread."""
        self.saved.emit(slot, ticket)

    def tell_failed(self, slot: str) -> None:
        """Pass on that a text could not be kept yet; called on the writer's thread."""
        self.failed.emit(slot)


class StartFlow(QObject):
    """Shows one screen at a time until a store is open and somebody sits at the desk."""

    screen_requested = Signal(QWidget)
    """A screen to show instead of the one before."""
    entered = Signal(object)
    """An ``OpenOffice``."""
    close_requested = Signal()

    def __init__(
        self,
        doorway: Doorway,
        background: Runner,
        remembered: QSettings,
        relay: TypingRelay,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._doorway, self._background = doorway, background
        self._remembered, self._relay = remembered, relay
        self._house = House.OWN
        self._door: Door | None = None
        self._guard: QLockFile | None = None
        self._asking: PassphraseScreen | None = None
        self._introducing: IntroductionScreen | None = None

    @Slot()
    def begin(self) -> None:
        """Go where the person was last, or say welcome where nobody has been yet."""
        last = str(self._remembered.value(_HOUSE, House.OWN.value))
        furnished = [house for house in House if self._doorway.is_furnished(house)]
        if not furnished:
            self._welcome()
        elif last == House.EXAMPLE.value and House.EXAMPLE in furnished:
            self.enter(House.EXAMPLE)
        elif House.OWN in furnished:
            self.enter(House.OWN)
        else:
            self.enter(House.EXAMPLE)

    @Slot(object)
    def enter(self, house: House) -> None:
        """Go into a house: find its key, open it, and see who is there."""
        self._house = house
        if not self._keep_others_out():
            return
        self._door = door = self._doorway.door(house)
        self._show(WaitingScreen())
        self._background.run(door.approach, self._approached, self._failed, self)

    def leave(self) -> None:
        """Let others in again; the store must be closed first."""
        if self._guard is not None:
            self._guard.unlock()
            self._guard = None

    def _welcome(self) -> None:
        self.leave()
        screen = WelcomeScreen()
        screen.house_chosen.connect(self.enter)
        self._show(screen)

    def _keep_others_out(self) -> bool:
        self.leave()
        try:
            self._doorway.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self._failed(FolderNotWritable())
            return False
        guard = QLockFile(str(self._doorway.folder / f"{self._house.value}.lock"))
        # A program that runs all day is not stale; one that has crashed is found by its number.
        guard.setStaleLockTime(0)
        if guard.tryLock(0):
            self._guard = guard
            return True
        if guard.error() is not QLockFile.LockError.LockFailedError:
            self._failed(FolderNotWritable())
            return False
        self._show_message(
            ErrorText(
                self.tr("Mødeleder er allerede åben."),
                self.tr("Alt er, som det var."),
                self.tr("Find det andet vindue, eller luk det, og prøv igen."),
            )
        )
        return False

    def _approached(self, asked: PassphraseAsked | None) -> None:
        if asked is None:
            self._open()
            return
        alone = not self._doorway.is_furnished(House.OWN)
        screen = PassphraseScreen(new=asked.new, can_go_back=asked.new and alone)
        screen.typed.connect(self._unlock)
        screen.back_requested.connect(self._welcome)
        self._asking = screen
        self._show(screen)

    def _unlock(self, typed: str) -> None:
        door, screen = self._door, self._asking
        assert door is not None
        assert screen is not None
        screen.set_busy(True)
        self._background.run(
            lambda: door.unlock(typed), lambda _done: self._open(), self._not_unlocked, screen
        )

    def _not_unlocked(self, error: Exception) -> None:
        assert self._asking is not None
        if not isinstance(error, MoedelederError):
            raise error
        self._asking.set_busy(False)
        text = error_text(error)
        if isinstance(error, WrongPassphrase | InvalidInput):
            self._asking.show_error(text, "passphrase")
        else:
            self._asking.show_error(text)

    def _open(self) -> None:
        door, relay = self._door, self._relay
        assert door is not None
        self._background.run(
            lambda: door.open(relay.tell_saved, relay.tell_failed),
            self._opened,
            self._failed,
            self,
        )

    def _opened(self, opened: OpenOffice) -> None:
        self._asking = None
        if opened.read_only or opened.office.settings.actor() is not None:
            self._enter(opened)
            return
        screen = IntroductionScreen(example=opened.house is House.EXAMPLE, can_go_back=False)
        screen.introduced.connect(lambda who: self._move_in(opened, who))
        self._introducing = screen
        self._show(screen)

    def _move_in(self, opened: OpenOffice, who: Introduction) -> None:
        door, screen = self._door, self._introducing
        assert door is not None
        assert screen is not None
        screen.set_busy(True)
        self._background.run(
            lambda: door.move_in(opened, who),
            lambda _done: self._enter(opened),
            self._not_moved_in,
            screen,
        )

    def _not_moved_in(self, error: Exception) -> None:
        assert self._introducing is not None
        if not isinstance(error, MoedelederError):
            raise error
        self._introducing.set_busy(False)
        field = error.field if isinstance(error, InvalidInput) else ""
        self._introducing.show_error(error_text(error), field)

    def _enter(self, opened: OpenOffice) -> None:
        self._introducing = None
        self._remembered.setValue(_HOUSE, opened.house.value)
        self.entered.emit(opened)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MoedelederError):
            raise error
        self._show_message(self._said(error))

    def _said(self, error: MoedelederError) -> ErrorText:
        if isinstance(error, StoreLocked | WrongPassphrase):
            # There is no passphrase to type: the key was in a keyring, and is not there now.
            return ErrorText(
                self.tr("Nøglen til dine møder er ikke på denne computer."),
                self.tr("Dine møder ligger stadig låst og er ikke rørt."),
                self.tr(
                    "Log ind med den bruger, du plejer, "
                    "eller spørg den, der står for jeres computere."
                ),
            )
        return error_text(error)

    def _show_message(self, text: ErrorText) -> None:
        screen = MessageScreen(text)
        screen.retry_requested.connect(lambda: self.enter(self._house))
        screen.close_requested.connect(self.close_requested)
        self._show(screen)

    def _show(self, screen: QWidget) -> None:
        self.screen_requested.emit(screen)
