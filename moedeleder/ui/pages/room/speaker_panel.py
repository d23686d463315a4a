"""Alle hørt: who speaks now, for how long each has spoken, and the family's share."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.speaking import family_share, spoken
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.room.times import length_text
from moedeleder.ui.pages.room.words import namer
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.focus_ring import FocusRing
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

KEYS = 9
"""So many people have a key of their own."""


def speakers(meeting: Meeting) -> tuple[Attendee, ...]:
    """Return those who can be marked as speaking, in the order of their keys."""
    return tuple(a for a in meeting.attendees if a.attendance is not Attendance.APOLOGY)


class SpeakerRow(FocusRing):
    """One person: the key, the name, and how long they have spoken; lit while they speak."""

    def __init__(self, number: int, attendee: Attendee, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person_id = attendee.person.id
        self._key = str(number) if number <= KEYS else ""
        self._name, self._time = "", ""
        self.setObjectName(f"speaker-{attendee.person.id}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"Alt+{self._key}" if self._key else "")

    def show_turn(self, name: str, time: str, speaks: bool) -> None:
        """Show how long the person has spoken, and whether they do now."""
        if (name, time, speaks) == (self._name, self._time, self.isChecked()):
            return
        self._name, self._time = name, time
        self.setChecked(speaks)
        now = self.tr("taler nu") if speaks else ""
        self.setAccessibleName(", ".join(filter(None, (name, now, time))))
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the meeting to say who speaks."""

    def sizeHint(self) -> QSize:
        """Return one line with air."""
        return QSize(160, round(QFontMetricsF(font_for(TextRole.BODY)).height()) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key in its box, the name and the time."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(tokens.accent_soft if self.isChecked() else tokens.surface2))
            painter.drawRoundedRect(box, 6, 6)
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, 6, 6)
        self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        tokens, middle = current_tokens(), Qt.AlignmentFlag.AlignVCenter
        small = font_for(TextRole.SMALL)
        side = QFontMetricsF(small).height()
        key = QRectF(box.left() + 6, box.center().y() - side / 2, side, side)
        painter.setFont(small)
        if self._key:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.border_strong), 1))
            painter.drawRoundedRect(key, 4, 4)
            painter.setPen(QColor(tokens.text2))
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key)
        right = self.tr("taler nu") if self.isChecked() else self._time
        width = QFontMetricsF(small).horizontalAdvance(right) + 4
        painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.text2))
        end = QRectF(box.right() - width - 4, box.top(), width, box.height())
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, right)
        font = font_for(TextRole.STRONG if self.isChecked() else TextRole.BODY)
        area = QRectF(key.right() + 8, box.top(), end.left() - key.right() - 14, box.height())
        metrics = QFontMetricsF(font)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, name)


class SpeakerPanel(QWidget):
    """Marks who speaks by a click or Alt and a number; seen by the chair alone."""

    speaks_requested = Signal(object)
    """The id of a person, or None when nobody speaks."""
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("speakerPanel")
        self.setAccessibleName(self.tr("Hvem taler"))
        self._meeting: Meeting | None = None
        self._rows: list[SpeakerRow] = []
        hint = self.tr("Tryk på den, der taler, eller Alt og tallet. Kun du ser det her.")
        self._hint = named(WrapLabel(hint, TextRole.SMALL, Tone.NEUTRAL), "speakerHint")
        self._share = named(Label("", TextRole.SMALL), "familyShare")
        self._forget = quiet(self.tr("Glem taletiden"), "forgetSpeaking")
        self._forget.clicked.connect(self.forget_requested)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._share)
        self._column.addWidget(self._hint)
        self._column.addSpacing(4)
        self._column.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)

    def show_meeting(self, meeting: Meeting, now: datetime) -> None:
        """Show who speaks and has spoken, at ``now`` (aware)."""
        self._meeting = meeting
        people = speakers(meeting)
        if [row.person_id for row in self._rows] != [each.person.id for each in people]:
            self._rebuild(people)
        self._forget.setVisible(bool(meeting.turns))
        self._hint.setVisible(not meeting.turns)
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Show the times as they are at ``now`` (aware)."""
        meeting = self._meeting
        if meeting is None:
            return
        times, short = spoken(meeting, now), namer(meeting.attendees)
        for row, each in zip(self._rows, speakers(meeting), strict=True):
            length = times.get(each.person.id, timedelta())
            words = length_text(length) if each.person.id in times else ""
            row.show_turn(short(each.person), words, each.person.id == meeting.speaker_id)
        share = family_share(meeting, now)
        self._share.setVisible(share is not None)
        if share is not None:
            self._share.setText(self.tr("Familien har haft {0} % af taletiden").format(share))

    def begin(self) -> None:
        """Put the keyboard on whoever speaks, or on the first."""
        speaking = [row for row in self._rows if row.isChecked()]
        for row in (speaking or self._rows)[:1]:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the people by the arrows."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
        else:
            self._rows[max(0, min(len(self._rows) - 1, at + way))].setFocus()

    def _rebuild(self, people: tuple[Attendee, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [SpeakerRow(number, each) for number, each in enumerate(people, 1)]
        for at, row in enumerate(self._rows):
            row.clicked.connect(lambda _on=False, who=row.person_id: self._choose(who))
            self._column.insertWidget(at + 3, row)

    def _choose(self, person_id: str) -> None:
        # Whoever speaks and is pressed again has done speaking.
        speaks_now = self._meeting is not None and self._meeting.speaker_id == person_id
        self.speaks_requested.emit(None if speaks_now else person_id)
