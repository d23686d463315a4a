"""The rows of a child's page: one person, one meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.domain.people import Person
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.families.words import contact_line, short_name, who_line
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.avatar import Avatar
from moedeleder.ui.widgets.button import icon_button, secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.wording import status_text

_TONES = {
    MeetingState.PLANNED: Tone.INFO,
    MeetingState.CANCELLED: Tone.NEUTRAL,
    MeetingState.RUNNING: Tone.ACCENT,
    MeetingState.HELD: Tone.WARN,
    MeetingState.FINISHED: Tone.OK,
}


class PersonRow(QWidget):
    """One person: who they are, how to reach them, and what they need."""

    edit_requested = Signal(str)
    put_away_requested = Signal(str)

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"person-{person.id}")
        tone = Tone.FAMILY if person.is_family_side else Tone.NEUTRAL
        name = short_name(person.name)
        edit = icon_button("edit", self.tr("Ret {0}").format(name), f"edit-{person.id}")
        away = icon_button("x", self.tr("Tag {0} af listen").format(name), f"putAway-{person.id}")
        edit.clicked.connect(lambda: self.edit_requested.emit(person.id))
        away.clicked.connect(lambda: self.put_away_requested.emit(person.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP - 2, 10, 8, 10)
        row.setSpacing(12)
        row.addWidget(Avatar(person.name, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(person), 1)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        row.setSpacing(6)

    def _words(self, person: Person) -> QVBoxLayout:
        name = ElidedLabel(person.name, TextRole.STRONG)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(name, 0 if person.is_family_side else 1)
        if person.is_family_side:
            head.addWidget(Pill(self.tr("familien"), Tone.FAMILY))
            head.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(ElidedLabel(who_line(person), TextRole.SMALL, Tone.NEUTRAL))
        column.addWidget(ElidedLabel(contact_line(person), TextRole.SMALL, Tone.NEUTRAL))
        if person.needs:
            column.addLayout(_needs(person.needs))
        return column


class FamilyMeetingRow(QWidget):
    """One meeting about the child: when, what, how far it has come, and the way in."""

    open_requested = Signal(str)

    def __init__(self, line: MeetingLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"familyMeeting-{line.id}")
        button = secondary(self.tr("Åbn"), f"openMeeting-{line.id}", compact=True)
        day = short_date(line.starts_at.date())
        button.setAccessibleName(self.tr("Åbn {0}, {1}").format(line.type_name, day))
        button.clicked.connect(lambda: self.open_requested.emit(line.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP - 2, 10, GAP - 4, 10)
        row.setSpacing(12)
        row.addWidget(TwoLines(line.type_name, day), 1)
        tone = Tone.WARN if line.letters_left else _TONES[line.state]
        row.addWidget(Pill(status_text(line), tone))
        row.addWidget(button)


def _needs(needs: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(IconLabel("info", Tone.INFO, size=14))
    row.addWidget(ElidedLabel(needs, TextRole.SMALL, Tone.INFO), 1)
    return row
