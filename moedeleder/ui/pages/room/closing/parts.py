"""What is read aloud, large: a text to correct in its place, promises, or the next meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from moedeleder.domain.record import PartKey
from moedeleder.domain.text import shorten
from moedeleder.services.labels import part_heading
from moedeleder.services.read_back import ReadBackView
from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.minutes.next_meeting import FollowUpSection
from moedeleder.ui.pages.minutes.plan import PlanSection
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.pages.room.closing.words import empty_words, part_name, reading_font
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_COLUMNS = 52
_LONGEST = 2000


class ReadPart(QWidget):
    """One thing that is read aloud."""

    def __init__(self, key: PartKey) -> None:
        super().__init__()
        self.key = key
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_view(self, view: ReadBackView, *, can_change: bool) -> None:
        """Show the part as it is now; what is being typed stays."""
        raise NotImplementedError

    def edit(self) -> None:
        """Stand where the part is corrected."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what is under way."""


class ReadText(ReadPart):
    """The problem or the conclusion: large, and corrected where it stands."""

    def __init__(self, desk: Desk, key: PartKey) -> None:
        super().__init__(key)
        self.section = PartSection(desk, key, part_heading(key), empty_words(key))
        # The step above names the part already.
        self.section.title.hide()
        self.section.edit.setFont(reading_font())
        self.section.edit.document().setDefaultFont(reading_font())
        self.column.addWidget(self.section)

    @property
    def text(self) -> str:
        """The text as it stands, with what is being typed."""
        return self.section.edit.rich_text().plain

    def show_view(self, view: ReadBackView, *, can_change: bool) -> None:
        """Show the text; nobody's typing is disturbed."""
        self.section.show_part(view.meeting.id, view.parts[self.key], ())
        self.section.edit.setReadOnly(not can_change)

    def edit(self) -> None:
        """Stand at the end of the text."""
        self.section.go()

    def save(self) -> None:
        """Save what was typed."""
        self.section.save()


class ReadPlan(ReadPart):
    """The promises, numbered, with the table to correct them in at hand."""

    plan_shown = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(PartKey.ACTION_PLAN)
        self._said = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.change = secondary(self.tr("Ret aftalerne (F2)"), "changePlan", "edit", compact=True)
        self.plan = PlanSection(part_heading(PartKey.ACTION_PLAN), today)
        self._card = _card(self._lines, part_name(self.key))
        self.change.clicked.connect(self._toggle)
        self.column.addWidget(self._card)
        self.column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.plan)
        self.plan.hide()

    def show_view(self, view: ReadBackView, *, can_change: bool) -> None:
        """Show the promises as they are read aloud."""
        self._say(view.texts[self.key] or empty_words(self.key))
        self.plan.show_meeting(view.meeting)
        self.change.setVisible(can_change)

    def edit(self) -> None:
        """Open the table and stand in it."""
        self.plan.show()
        self._card.hide()
        self._name_button()
        self.plan_shown.emit()
        self.plan.go()

    def save(self) -> None:
        """Save what stands in the table."""
        if not self.plan.isHidden():
            self.plan.save()

    def _toggle(self) -> None:
        if self.plan.isHidden():
            self.edit()
            return
        self.plan.save()
        self.plan.hide()
        self._card.show()
        self._name_button()

    def _say(self, text: str) -> None:
        if text == self._said:
            return
        self._said = text
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, line in enumerate(text.split("\n"), 1):
            words = _read_words(f"readPromise-{at}")
            words.setText(shorten(line, _LONGEST))
            self._lines.addWidget(words)

    def _name_button(self) -> None:
        closed = self.plan.isHidden()
        words = self.tr("Ret aftalerne (F2)") if closed else self.tr("Færdig med at rette")
        self.change.set_caption(words, "edit" if closed else "check")


class ReadFollowUp(ReadPart):
    """When people meet again, chosen in the same place as it is read aloud."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(PartKey.FOLLOW_UP)
        self.words = _read_words("readFollowUp")
        self.section = FollowUpSection(self.tr("Næste møde"), today)
        self._card = _card(self.words, part_name(self.key))
        self.column.addWidget(self._card)
        self.column.addWidget(self.section)

    def show_view(self, view: ReadBackView, *, can_change: bool) -> None:
        """Show the next meeting as it is read aloud, and the fields to choose it in."""
        self.words.setText(view.texts[self.key] or empty_words(self.key))
        self._card.setVisible(bool(view.texts[self.key]) or not can_change)
        self.section.show_meeting(view.meeting)
        self.section.setVisible(can_change)

    def edit(self) -> None:
        """Stand at the choice."""
        self.section.go()

    def save(self) -> None:
        """Keep what stands in the fields."""
        self.section.save()


def _read_words(name: str) -> WrapLabel:
    words = named(WrapLabel("", columns=_COLUMNS), name)
    words.setFont(reading_font())
    words.setMaximumWidth(round(words.fontMetrics().averageCharWidth() * _COLUMNS))
    return words


def _card(words: QWidget | QLayout, name: str) -> Card:
    card = Card()
    card.setAccessibleName(name)
    card.add(words)
    return card
