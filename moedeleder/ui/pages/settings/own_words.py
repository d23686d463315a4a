"""Mine ord: the words that are spelled right here, whatever the dictionary says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LINES = 8


class OwnWordsSection(SettingsSection):
    """Lists one's own words, to take out or to add; each is kept at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "edit", parent, object_name="wordsSection")
        self.entitle(self.tr("Mine ord"), self.tr("Tilføj ordet"))
        self.word = QLineEdit()
        self.list = named(QListWidget(), "ownWords", self.tr("Mine ord"))
        self.remove = secondary(self.tr("Fjern ordet"), "removeWord", "trash", compact=True)
        hint = f"{self.remove.caption} ({Shortcut.REMOVE.keys})"
        self.remove.setToolTip(hint)
        words = self.tr("Her er ingen ord endnu. Læg dem til fra Sprog i referatet, eller her.")
        self.none = WrapLabel(words, tone=Tone.NEUTRAL)
        self.none.setObjectName("noOwnWords")
        self._removed = ""
        self._arrange()
        self.word.textChanged.connect(lambda _text: self.edited.emit())
        self.word.returnPressed.connect(self.save)
        self.remove.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        key = QShortcut(QKeySequence(Shortcut.REMOVE.sequence), self.list)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._remove)

    def show_kept(self) -> None:
        """Read the words and show them."""
        perform(self, self.desk.office.language.own_words, success=self._show)

    def differs(self) -> bool:
        """Return whether a word is typed that is not kept yet."""
        return bool(self.word.text().strip())

    def save(self) -> None:
        """Keep the word that is typed."""
        self.begin_saving()
        word = self.word.text().strip()
        language = self.desk.office.language
        perform(
            self,
            lambda: language.add_word(word),
            success=lambda words: self._added(words, word),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def undo(self) -> None:
        """Put the word back that was taken out last."""
        word, self._removed = self._removed, ""
        if word:
            language = self.desk.office.language
            perform(
                self,
                lambda: language.add_word(word),
                success=lambda words: self._added(words, word),
                changes=self.desk.changes,
                change=Change.of(Kind.SETTINGS),
            )

    def _added(self, words: tuple[str, ...], word: str) -> None:
        self.word.clear()
        self._show(words)
        self.say(self.tr("”{0}” er et af dine ord nu.").format(word))

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        word = self.list.currentItem().text()
        language = self.desk.office.language
        perform(
            self,
            lambda: language.remove_word(word),
            success=lambda words: self._taken_out(words, word, row),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _taken_out(self, words: tuple[str, ...], word: str, row: int) -> None:
        self._show(words)
        self._removed = word
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        place: QWidget = self.list if words else self.word
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        said = self.tr("”{0}” er taget ud.").format(word)
        self.say(said, self.tr("Ctrl+Z lægger det tilbage."))

    def _show(self, words: tuple[str, ...]) -> None:
        shown = tuple(self.list.item(row).text() for row in range(self.list.count()))
        if shown != words:
            row = self.list.currentRow()
            self.list.clear()
            self.list.addItems(words)
            self.list.setCurrentRow(min(row, len(words) - 1))
        self.list.setVisible(bool(words))
        self.remove.setVisible(bool(words))
        self.remove.setEnabled(self.list.currentRow() >= 0)
        self.none.setVisible(not words)

    def _arrange(self) -> None:
        form = self.form = Form()
        hint = self.tr("Stavekontrollen siger ikke mere til de ord, der står her.")
        form.add("word", self.tr("Nyt ord"), self.word, hint)
        self.list.setStyleSheet("QListWidget::item { padding: 6px 10px; }")
        line = self.fontMetrics().lineSpacing() + 14
        self.list.setMinimumHeight(_LINES * line)
        card = Card(self.tr("Mine ord"), object_name="wordsCard")
        about = self.tr("Navne på mødets deltagere, barnet og kommunen er altid rigtige.")
        card.add(form)
        card.add(self.list)
        card.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(self.none)
        card.add(WrapLabel(about, TextRole.SMALL, Tone.NEUTRAL))
        self.column.addWidget(card)
        self.column.addStretch(1)
