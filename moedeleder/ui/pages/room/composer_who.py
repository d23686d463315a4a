"""Who said it: the box before the words, and whom it shows when nobody was chosen by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSignalBlocker
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.room.words import OWN_WORDS, PROMISE, short_name
from moedeleder.ui.widgets.naming import named

_BARE = (
    "QComboBox { border: none; border-radius: 6px; background: transparent;"
    " padding: 2px 2px 2px 0px; }"
    "QComboBox:hover, QComboBox:focus, QComboBox:on { border: none;"
    " background: palette(alternate-base); padding: 2px 2px 2px 0px; }"
    "QComboBox::drop-down { width: 20px; }"
)
_AIR = 8
_NOBODYS = frozenset({StatementKind.GUIDANCE.value, StatementKind.PRIVATE.value, PROMISE})
"""The chair guides; a private note and a promise have nobody who said them."""
_BY_ROLE = frozenset(
    {
        StatementKind.PARENT_WORDS.value,
        StatementKind.CHILD_WORDS.value,
        StatementKind.ASSESSMENT.value,
    }
)


def can_say(kind: str, person: Person) -> bool:
    """Return whether a kind of note is likely to be that person's words."""
    is_child = person.role is PersonRole.CHILD
    if kind == StatementKind.PARENT_WORDS.value:
        return person.is_family_side and not is_child
    if kind == StatementKind.CHILD_WORDS.value:
        return is_child
    if kind == StatementKind.ASSESSMENT.value:
        return not person.is_family_side and person.role is not PersonRole.INTERPRETER
    return kind not in _NOBODYS


def can_stay(kind: str, person_id: str | None, attendees: Iterable[Attendee]) -> bool:
    """Return whether a person chosen by hand stays when the note becomes of another kind."""
    if kind == PROMISE or kind not in (*OWN_WORDS, StatementKind.PRIVATE.value):
        return True
    return any(a.person.id == person_id and can_say(kind, a.person) for a in attendees)


def is_unclear(kind: str, attendees: Iterable[Attendee]) -> bool:
    """Return whether nobody can tell which of several parents the words are from."""
    parents = sum(each.person.role is PersonRole.PARENT for each in attendees)
    return kind == StatementKind.PARENT_WORDS.value and parents > 1


def natural_speaker(
    kind: str, attendees: Iterable[Attendee], speaking: str | None, before: str | None
) -> str | None:
    """Return the id of whoever a new note is by until somebody says otherwise, or None.

    Args:
        speaking: the id of the person marked as speaking now.
        before: the id of who said the note before, where that was of the same kind.
    """
    able = [each.person for each in attendees if can_say(kind, each.person)]
    known = {person.id for person in able}
    if speaking in known:
        return speaking
    if kind not in _BY_ROLE:
        # Nobody is left over from the note before: a fact is not theirs for that.
        return None
    if before in known:
        return before
    if kind == StatementKind.PARENT_WORDS.value:
        able = [person for person in able if person.role is PersonRole.PARENT]
    is_clear = len(able) == 1 and kind != StatementKind.ASSESSMENT.value
    return able[0].id if is_clear else None


class SpeakerBox(QComboBox):
    """Names one of the attendees, as wide as the name, so that the words follow as in speech."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "composerWho", self.tr("Hvem sagde det?"))
        self.setStyleSheet(_BARE)
        self.setFont(font_for(TextRole.STRONG))
        self.setToolTip(self.tr("Hvem sagde det? Skriv også @ og de første bogstaver"))
        self.currentTextChanged.connect(self.fit)

    @property
    def person_id(self) -> str | None:
        """The id of the person shown, or None for nobody."""
        found = self.currentData()
        return str(found) if found else None

    def show_people(self, attendees: tuple[Attendee, ...], chosen: str | None) -> None:
        """Offer these people, with one of them chosen; nothing is said to have changed."""
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self.tr("Hvem?"), None)
            for attendee in attendees:
                name = short_name(attendee.person, attendees)
                self.addItem(name if len(name) <= 28 else f"{name[:27]}…", attendee.person.id)
        self.choose(chosen)

    def choose(self, person_id: str | None) -> None:
        """Show a person, or nobody; nothing is said to have changed."""
        at = max(0, self.findData(person_id)) if person_id else 0
        if at != self.currentIndex():
            with QSignalBlocker(self):
                self.setCurrentIndex(at)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Choose nobody by the wheel."""
        event.ignore()

    def fit(self) -> None:
        """Take the width of the name, as the style writes it."""
        if not self.count():
            return
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        self.view().setMinimumWidth(round(widest) + 40)
        words = math.ceil(metrics.horizontalAdvance(self.currentText()))
        self.setFixedWidth(words + self._around())

    def _around(self) -> int:
        # Asked of the style, which alone knows how much its arrow takes.
        option = QStyleOptionComboBox()
        option.initFrom(self)
        option.rect = QRect(0, 0, 200, 40)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return option.rect.width() - field.width() + _AIR


def id_of(item: AgendaItem | None) -> str | None:
    """Return the id of a point, or None where there is none."""
    return item.id if item else None
