"""The foot of the room: the way on, the two things done most, and a menu with the rest."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from moedeleder.ui.fonts import scaled
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind, primary, secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.naming import named

_GAP = 8


class RoomFoot(QWidget):
    """Says what comes next, and offers what can be done with the meeting."""

    next_requested = Signal()
    previous_requested = Signal()
    end_requested = Signal()
    shared_screen_requested = Signal()
    park_requested = Signal()
    board_requested = Signal()
    read_back_requested = Signal()
    pause_requested = Signal()
    new_point_requested = Signal()
    limit_requested = Signal()
    presence_requested = Signal()
    checks_requested = Signal()
    freeze_requested = Signal()
    blank_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomFoot")
        self._next = named(ElidedLabel("", tone=Tone.NEUTRAL, all_or_much=True), "nextPoint")
        self._make_buttons()
        self._make_menu()
        self._lay_out()

    def show_way(self, following: str | None, *, has_point: bool, has_previous: bool) -> None:
        """Show what comes next: its title, or None after the last point."""
        if following is not None:
            self._next.setText(self.tr("Næste: {0}").format(following))
        else:
            self._next.setText(self.tr("Det er det sidste punkt") if has_point else "")
        caption = self.tr("Næste punkt") if following is not None else self.tr("Læs op og afslut")
        self.go_on.set_caption(caption)
        self.end.setVisible(following is not None)
        self.back.setEnabled(has_previous)
        self.park.setEnabled(has_point)
        self.park_line.setEnabled(has_point)
        self.limit.setEnabled(has_point)

    def show_sharing(self, is_open: bool) -> None:
        """Offer to keep the screen for all still or dark while it is open."""
        for line in (self.freeze, self.blank):
            line.setEnabled(is_open)

    def open_menu(self, menu: QMenu, at: QWidget) -> None:
        """Open a menu above a button of the foot, with its first line chosen."""
        menu.popup(at.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
        first = next((each for each in menu.actions() if each.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def order_tabs(self) -> None:
        """Let Tab go from the note line on, not back: the way on comes first."""
        order = (self.go_on, self.back, self.screen_button, self.park, self.more)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _make_buttons(self) -> None:
        self.back = Button(
            "",
            ButtonKind.SECONDARY,
            icon="arrow-left",
            shortcut=Shortcut.PREVIOUS_POINT,
            object_name="previousPoint",
        )
        back = self.tr("Forrige punkt")
        self.back.setAccessibleName(back)
        self.back.setToolTip(f"{back} ({Shortcut.PREVIOUS_POINT.keys})")
        self.back.clicked.connect(self.previous_requested)
        self.screen_button = Button(
            self.tr("Skærm til alle"),
            icon="screen",
            shortcut=Shortcut.SHARED_SCREEN,
            object_name="sharedScreen",
            # The key works from every page, so it is the main window's.
            takes_keys=False,
        )
        self.screen_button.clicked.connect(self.shared_screen_requested)
        self.park = secondary(self.tr("Parkér punkt"), "parkPoint")
        self.park.setToolTip(f"{self.park.caption} ({Shortcut.PARK_POINT.keys})")
        self.park.clicked.connect(self.park_requested)
        self.more = secondary(self.tr("Mere"), "moreDeeds")
        self.more.clicked.connect(lambda: self.open_menu(self.menu, self.more))
        self.go_on = primary(self.tr("Næste punkt"), "nextPointButton", show_shortcut=True)
        self.go_on.clicked.connect(self.next_requested)

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setObjectName("moreMenu")
        self.new_point = self._entry(
            self.tr("Nyt punkt"), "newPoint", self.new_point_requested, Shortcut.NEW_POINT
        )
        self.park_line = self._entry(
            self.tr("Parkér punkt"), "parkPointLine", self.park_requested, Shortcut.PARK_POINT
        )
        self.limit = self._entry(
            self.tr("Hvem må høre punktet?"), "limitPoint", self.limit_requested
        )
        self.pause = self._entry(
            self.tr("Hold pause"), "pauseMeeting", self.pause_requested, Shortcut.PAUSE
        )
        self.menu.addSeparator()
        self.board = self._entry(
            self.tr("Tre søjler og skala"), "openBoard", self.board_requested, Shortcut.BOARD
        )
        self.read_back = self._entry(
            self.tr("Oplæsning"), "openReadBack", self.read_back_requested, Shortcut.READ_BACK
        )
        self.menu.addSeparator()
        self._make_shown_lines()
        self.menu.addSeparator()
        self.end = self._entry(self.tr("Afslut mødet"), "endMeeting", self.end_requested)

    def _make_shown_lines(self) -> None:
        # Their keys are taken elsewhere, by the room or the main window: here they are shown.
        self.presence = self._shown(
            self.tr("Til stede"), "goToPresence", self.presence_requested, Shortcut.PRESENCE
        )
        self.checks = self._shown(
            self.tr("Tjekliste"), "goToChecks", self.checks_requested, Shortcut.CHECKS
        )
        self.menu.addSeparator()
        self.shared = self._shown(
            self.tr("Skærm til alle"),
            "openSharedScreen",
            self.shared_screen_requested,
            Shortcut.SHARED_SCREEN,
        )
        self.freeze = self._shown(
            self.tr("Frys skærm til alle"),
            "freezeScreen",
            self.freeze_requested,
            Shortcut.FREEZE_SCREEN,
        )
        self.blank = self._shown(
            self.tr("Sluk eller tænd skærm til alle"),
            "blankScreen",
            self.blank_requested,
            Shortcut.BLANK_SCREEN,
        )
        self.show_sharing(False)

    def _shown(self, text: str, name: str, wish: SignalInstance, keys: Shortcut) -> QAction:
        action = self.menu.addAction(f"{text}\t{keys.keys}")
        action.setObjectName(name)
        action.triggered.connect(wish)
        return action

    def _entry(
        self, text: str, name: str, wish: SignalInstance, keys: Shortcut | None = None
    ) -> QAction:
        # Said in our own words: Qt would write "Skift" here alone.
        action = QAction(f"{text}\t{keys.keys}" if keys is not None else text, self)
        action.setObjectName(name)
        if keys is not None:
            action.setShortcut(keys.sequence)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(wish)
        self.menu.addAction(action)
        # The keys work while the menu is closed, and only while the room is to be seen.
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for button in (self.back, self.screen_button, self.park, self.more):
            row.addWidget(button)
        row.addWidget(self._next, 1)
        row.addWidget(self.go_on)

    def minimumSizeHint(self) -> QSize:
        """Return the room of what always stands here."""
        always = (self.back, self.screen_button, self.more, self.go_on)
        width = sum(button.minimumSizeHint().width() + _GAP for button in always)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave parking to the menu where large text leaves no room for its button."""
        super().resizeEvent(event)
        every = (self.back, self.screen_button, self.park, self.more, self.go_on)
        needed = sum(button.sizeHint().width() + _GAP for button in every) + scaled(40)
        self.park.setVisible(self.width() >= needed)
