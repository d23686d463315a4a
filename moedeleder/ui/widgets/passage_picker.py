"""Points at a passage of finished minutes: the part, then the paragraph, then the words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from moedeleder.domain.passages import PassagesOf, passages
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_SHOWN = 90
_LINES = 4


class PassagePicker(QWidget):
    """Two lists and the paragraph itself, in which a few words can be marked.

    Without a mark the whole paragraph is meant. With ``with_whole`` the whole minutes or a whole
    part can be meant as well; otherwise nothing is meant until somebody chooses.
    """

    picked = Signal()
    """Another place is meant."""

    def __init__(
        self, record: MinutesRecord, parent: QWidget | None = None, *, with_whole: bool
    ) -> None:
        super().__init__(parent)
        self._with_whole = with_whole
        self._parts = {each.part.value: each for each in passages(record)}
        self._part, self._paragraph = Choice(), Choice()
        self._words = named(QPlainTextEdit(), "passageWords", self.tr("Stykket i referatet"))
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self._words.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self._words.setFixedHeight(_LINES * self._words.fontMetrics().lineSpacing() + 20)
        hint = self.tr("Er det kun nogle af ordene, så markér dem: Shift og pilene, eller musen.")
        self._hint = WrapLabel(hint, TextRole.SMALL, Tone.NEUTRAL)
        self._lay_out()
        first = self.tr("Hele referatet") if with_whole else self.tr("Vælg et afsnit")
        self._part.set_options(
            [(first, ""), *((p.heading, p.part.value) for p in self._parts.values())]
        )
        self._part.chosen.connect(lambda _part: self._show_paragraphs())
        self._paragraph.chosen.connect(lambda _text: self._show_words())
        self._words.selectionChanged.connect(self.picked)
        self._show_paragraphs()

    @property
    def part(self) -> str:
        """The key of the part; empty for the whole."""
        return str(self._part.value() or "")

    @property
    def place(self) -> str:
        """The passage as it stands; empty for the whole part."""
        # Qt writes a line end inside a selection as a paragraph sign.
        marked = self._words.textCursor().selectedText().replace("\u2029", " ").strip()
        return marked or str(self._paragraph.value() or "")

    def show_place(self, part: str, place: str) -> None:
        """Point at a passage; one that stands nowhere leaves the whole part."""
        self._part.set_value(part)
        self._show_paragraphs()
        found = next((each for each in self._lines() if place and place in each), "")
        self._paragraph.set_value(found)
        self._show_words()
        if found and place != found:
            at = found.index(place)
            cursor = self._words.textCursor()
            cursor.setPosition(_units(found[:at]))
            cursor.setPosition(_units(found[: at + len(place)]), cursor.MoveMode.KeepAnchor)
            self._words.setTextCursor(cursor)

    def begin(self) -> None:
        """Put the keyboard on the first list."""
        self._part.setFocus()

    def _lines(self) -> tuple[str, ...]:
        found: PassagesOf | None = self._parts.get(self.part)
        return found.passages if found else ()

    def _show_paragraphs(self) -> None:
        first = self.tr("Hele afsnittet") if self._with_whole else self.tr("Vælg et stykke")
        lines = self._lines()
        whole = [(first, "")] if lines or self._with_whole else []
        self._paragraph.set_options([*whole, *((shorten(each, _SHOWN), each) for each in lines)])
        self._paragraph.setCurrentIndex(0)
        self._paragraph.setEnabled(bool(lines))
        self._show_words()

    def _show_words(self) -> None:
        self._words.setPlainText(str(self._paragraph.value() or ""))
        for widget in (self._words, self._hint):
            widget.setVisible(bool(self._words.toPlainText()))
        self.picked.emit()

    def _lay_out(self) -> None:
        form = Form()
        form.add_beside(
            ("passagePart", self.tr("Hvor i referatet?"), self._part, 2),
            ("passageParagraph", self.tr("Hvilket stykke?"), self._paragraph, 3),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (form, self._words, self._hint):
            column.addWidget(widget)


def _units(text: str) -> int:
    """Return how many UTF-16 units a text is, as Qt counts."""
    return len(text.encode("utf-16-le")) // 2
