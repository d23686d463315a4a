"""Choosing the child a meeting is about, or writing a new one on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QWidget,
)

from moedeleder.domain.people import FamilyDraft, FamilyLine
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.wrap_label import WrapLabel

_SHOWN = 80


class FamilyField(QWidget):
    """The children to choose from, with the way to a new one beside them."""

    chosen = Signal(str)
    """The id of the family, or nothing when the words fit none or several."""
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = FamilyChoice()
        self.choice.chosen.connect(self.chosen)
        self.choice.unknown_entered.connect(self.new_requested)
        self.new_button = secondary(self.tr("Nyt barn"), "newFamily", "plus")
        self.new_button.clicked.connect(self.new_requested)
        self.setFocusProxy(self.choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.new_button)

    def setAccessibleName(self, name: str) -> None:
        """Name the list inside, since that is what has the focus."""
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)


class FamilyChoice(QComboBox):
    """The children to choose from; typing a part of a name or case number finds one."""

    chosen = Signal(str)
    sought = Signal(str)
    """Words somebody types: children beyond the first on the list may be meant."""
    unknown_entered = Signal()
    """Enter on words that fit no child."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("familyChoice")
        self.setEditable(True)
        edit = self.lineEdit()
        assert edit is not None
        self._edit = edit
        self.setView(QListView(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._hits = QListView()
        completer.setPopup(self._hits)
        self._told = ""
        self._edit.setObjectName("familyText")
        self._edit.setPlaceholderText(self.tr("Skriv navn eller sagsnummer"))
        self._edit.editingFinished.connect(self._settle)
        self._edit.textEdited.connect(self.sought)
        self.currentTextChanged.connect(lambda _text: self._tell())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling past never changes the child."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the child that is meant on Enter, so that the dialog is not confirmed yet."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The list of hits, which has the keyboard until it is closed.
            self._hits.hide()
            self._settle()
            if self.unknown_words:
                self.unknown_entered.emit()
        else:
            super().keyPressEvent(event)

    def show_families(self, families: Sequence[FamilyLine], wanted: str = "") -> None:
        """Offer these families; ``wanted`` is chosen, else the text stays empty."""
        self.blockSignals(True)
        self.clear()
        for family in families:
            self.addItem(_line(family), family.id)
        self.setCurrentIndex(self.findData(wanted) if wanted else -1)
        if not wanted:
            self.setEditText("")
        self._edit.setCursorPosition(0)
        self.blockSignals(False)
        self._tell()

    def offer(self, families: Sequence[FamilyLine]) -> None:
        """Offer these families too; what is typed or chosen stays as it is."""
        for family in families:
            if self.findData(family.id) < 0:
                self.addItem(_line(family), family.id)

    @property
    def family_id(self) -> str:
        """The family that is meant: written in full, or the only one the words fit."""
        text = self.currentText().strip().casefold()
        if not text:
            return ""
        lines = [self.itemText(at).casefold() for at in range(self.count())]
        if self.currentIndex() >= 0 and lines[self.currentIndex()] == text:
            return str(self.currentData())
        found = [at for at, line in enumerate(lines) if line == text]
        found = found or [at for at, line in enumerate(lines) if text in line]
        return str(self.itemData(found[0])) if len(found) == 1 else ""

    @property
    def unknown_words(self) -> str:
        """What is typed, where it fits no child at all; else nothing."""
        text = self.currentText().strip()
        lines = (self.itemText(at).casefold() for at in range(self.count()))
        return "" if any(text.casefold() in line for line in lines) else text

    def _settle(self) -> None:
        at = self.findData(self.family_id) if self.family_id else -1
        if at >= 0:
            self.setCurrentIndex(at)
            self._edit.setText(self.itemText(at))
            self._edit.setCursorPosition(0)
        self._tell()

    def _tell(self) -> None:
        if self.family_id != self._told:
            self._told = self.family_id
            self.chosen.emit(self._told)


class NewFamilyForm(Form):
    """A child's name and case number; Enter saves."""

    save_requested = Signal(object)
    """A ``FamilyDraft``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._case = QLineEdit()
        self._unknown = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._unknown.setObjectName("unknownChild")
        self._unknown.hide()
        self.add_widget(self._unknown)
        self._save = secondary(self.tr("Opret barnet"), "saveFamily", "plus", compact=True)
        self._save.clicked.connect(self._ask)
        self.add_beside(
            ("child_name", self.tr("Barnets navn"), self._name, 3),
            ("case_number", self.tr("Sagsnummer"), self._case, 2),
        )
        self.add_widget(self._save)

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self._name.text().strip() or self._case.text().strip())

    def draft(self) -> FamilyDraft:
        """Return what stands in the fields."""
        return FamilyDraft(self._name.text(), self._case.text())

    def begin(self, name: str = "") -> None:
        """Put the cursor in the first field; ``name`` is a child that was looked for in vain."""
        self.clear_errors()
        self._name.setText(name)
        self._case.clear()
        words = self.tr("Der er ikke noget barn, der hedder {0}. Opret barnet?")
        self._unknown.setText(words.format(shorten(name, _SHOWN)) if name else "")
        self._unknown.setVisible(bool(name))
        self._name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, so that the dialog around it does not take it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.clear_errors()
        self.save_requested.emit(self.draft())


def _line(family: FamilyLine) -> str:
    name = shorten(family.child_name, _SHOWN)
    return " · ".join(filter(None, (name, shorten(family.case_number, _SHOWN))))
