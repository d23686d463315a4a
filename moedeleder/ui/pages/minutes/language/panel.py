"""The page Sprog beside the text: how it reads, and what could be said better."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.services.language import SpellerState
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.language import words
from moedeleder.ui.pages.minutes.language.card import SpotCard
from moedeleder.ui.pages.minutes.language.listing import SpotList
from moedeleder.ui.pages.minutes.language.report import Report, Spot
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button, quiet
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class LanguagePanel(QScrollArea):
    """LIX, the place one has come to, and the list of all places."""

    next_requested = Signal()
    previous_requested = Signal()
    unhide_requested = Signal()
    """The kinds that are not shown are to be shown again."""
    escaped = Signal()
    """Esc: the keyboard belongs in the text again."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "languagePanel", words.tr("Sprog"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lix = _label("languageLix", TextRole.SECTION)
        self.aim = _label("languageAim")
        self.child = _label("languageChild")
        self.here = _label("languageHere")
        self.trouble = _label("languageTrouble")
        self.count = _label("languageCount", TextRole.BODY)
        before, after = words.tr("Forrige sted"), words.tr("Næste sted")
        before = f"{before} ({Shortcut.PREVIOUS_FINDING.keys})"
        after = f"{after} ({Shortcut.NEXT_FINDING.keys})"
        self.previous = icon_button("arrow-up", before, "previousFinding")
        self.next = icon_button("arrow-down", after, "nextFinding")
        self.hidden = _label("languageHidden")
        self.unhide = quiet(words.tr("Vis igen"), "showKindsAgain")
        self.unhide.clicked.connect(self.unhide_requested)
        self.card = SpotCard()
        self.list = SpotList()
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self._lay_out()
        self.say_waiting()

    def say_waiting(self) -> None:
        """Say that nothing has been read yet."""
        _show(self.lix, "")
        _show(self.aim, "")
        _show(self.child, "")
        _show(self.here, "")
        _show(self.trouble, "")
        self._show_hidden("")
        self.count.setText(words.tr("Læser teksten …"))
        self._show_walk(False)

    def show_report(self, report: Report, current: Spot | None) -> None:
        """Show how the page reads, and every place to look at."""
        _show(self.lix, words.lix_words(report.lix) if report.lix else "")
        _show(self.aim, words.aim_words(report.lix))
        _show(self.child, words.child_words(report.child_lix) if report.child_lix else "")
        missing = report.speller is SpellerState.MISSING
        sentence = words.tr("Stavekontrollen mangler her på maskinen. Resten virker.")
        _show(self.trouble, sentence if missing else "")
        count = len(report.spots)
        self.count.setText(words.count_words(count))
        self._show_walk(count > 0)
        self._show_hidden(words.hidden_words(report.hidden))
        self.list.show_report(report, current)

    def say_trouble(self, sentence: str) -> None:
        """Say why the text could not be read."""
        self.count.setText("")
        _show(self.trouble, sentence)
        self._show_walk(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an offer by its number; Esc goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isdigit() and self.card.offers.press(int(event.text())):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show_hidden(self, text: str) -> None:
        _show(self.hidden, text)
        self.unhide.setVisible(bool(text))
        self.unhide.setAccessibleDescription(text)

    def _show_walk(self, show: bool) -> None:
        for each in (self.previous, self.next, self.card, self.list):
            each.setVisible(show)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 4, 2)
        column.setSpacing(2)
        for label in (self.lix, self.aim, self.child, self.here, self.trouble):
            column.addWidget(label)
        walk = QHBoxLayout()
        walk.setContentsMargins(0, 2, 0, 2)
        walk.setSpacing(0)
        walk.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        walk.addWidget(self.previous)
        walk.addWidget(self.next)
        column.addLayout(walk)
        hidden = QHBoxLayout()
        hidden.setContentsMargins(0, 0, 0, 0)
        hidden.addWidget(self.hidden, 1, Qt.AlignmentFlag.AlignVCenter)
        hidden.addWidget(self.unhide, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(hidden)
        column.addWidget(self.card)
        column.addSpacing(6)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.setWidget(inside)


def _label(name: str, role: TextRole = TextRole.SMALL) -> WrapLabel:
    tone = Tone.NEUTRAL if role is TextRole.SMALL else None
    return named(WrapLabel("", role, tone), name)


def _show(label: WrapLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    label.updateGeometry()
