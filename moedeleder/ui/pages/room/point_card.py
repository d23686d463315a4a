"""The point that is being talked about, large, with the time that is left."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.board import calls_for_board
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.running import spent_on
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.limit_note import joined
from moedeleder.ui.pages.room.words import namer, point_line, short_name
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.elided_label import ElidedLabel, plain_tooltip
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.time_ring import TimeRing
from moedeleder.ui.widgets.wrap_label import WrapLabel

_TITLE = 110
_WORDS = 160


class PointCard(Surface):
    """Shows number, who raised it, title, the family's own words, and the time ring."""

    board_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pointCard")
        self._meta = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._meta.setObjectName("pointMeta")
        self._family_pill = Pill("", Tone.FAMILY, object_name="pointFamily")
        self._family_pill.set_text(self.tr("familien"))
        self._limit_pill = Pill("", Tone.NEUTRAL, "lock", object_name="pointLimited")
        self._speaker_pill = Pill("", Tone.ACCENT, object_name="speakerNow")
        self._title = WrapLabel("", TextRole.LARGE)
        self._title.setObjectName("pointTitle")
        self._words = WrapLabel("", tone=Tone.NEUTRAL, italic=True)
        self._words.setObjectName("pointWords")
        self.board = Button(
            self.tr("Tre søjler og skala"),
            icon="chart",
            shortcut=Shortcut.BOARD,
            show_shortcut=True,
            object_name="offerBoard",
            compact=True,
            # The key is the menu's, and works where nothing is offered.
            takes_keys=False,
        )
        self.board.clicked.connect(self.board_requested)
        self.ring = TimeRing()
        self._lay_out()

    def show_point(self, meeting: Meeting, item: AgendaItem | None) -> None:
        """Show a point of the meeting; None says that the agenda is empty."""
        self._show_speaker(meeting)
        self._show_limit(meeting, item)
        self.board.setVisible(item is not None and calls_for_board(meeting, item))
        if item is None:
            empty = self.tr("Dagsordenen er tom") if not meeting.items else self.tr("Intet punkt")
            self._show(empty, self.tr("Skriv frit herunder"), "", False)
            return
        words = meeting.words_of(item)
        self._show(self._meta_of(meeting, item), item.title, words, item.is_familys)

    def show_time(self, meeting: Meeting, item: AgendaItem | None, now: datetime) -> None:
        """Show the time left on the point at ``now`` (aware)."""
        has_time = item is not None and item.minutes > 0
        self.ring.setVisible(has_time)
        if item is not None and has_time:
            spent = spent_on(meeting.visits, item.id, now).total_seconds()
            self.ring.set_time(spent, item.minutes * 60)

    def _meta_of(self, meeting: Meeting, item: AgendaItem) -> str:
        parts = [point_line(meeting, item)]
        if item.minutes:
            parts.append(self.tr("{0} min").format(item.minutes))
        if item.added_at is not None:
            parts.append(self.tr("nyt i mødet"))
        return " · ".join(parts)

    def _show_speaker(self, meeting: Meeting) -> None:
        speaker = next((a for a in meeting.attendees if a.person.id == meeting.speaker_id), None)
        self._speaker_pill.setVisible(speaker is not None)
        if speaker is not None:
            name = short_name(speaker.person, meeting.attendees)
            self._speaker_pill.set_text(self.tr("{0} taler").format(name))

    def _show_limit(self, meeting: Meeting, item: AgendaItem | None) -> None:
        allowed = item.only_for if item is not None else ()
        self._limit_pill.setVisible(bool(allowed))
        if allowed:
            short = namer(meeting.attendees)
            names = [short(a.person) for a in meeting.attendees if a.person.id in allowed]
            self._limit_pill.set_text(self.tr("kun for nogle"))
            self._limit_pill.setToolTip(plain_tooltip(self.tr("Kun for {0}").format(joined(names))))

    def _show(self, meta: str, title: str, words: str, family: bool) -> None:
        self.set_family(family)
        self._family_pill.setVisible(family)
        self._meta.setText(meta)
        _fill(self._title, title, _TITLE)
        _fill(self._words, f"”{words}”" if words and words[0] not in '”"“' else words, _WORDS)
        self._words.setVisible(bool(words))
        self.setAccessibleName(f"{meta}. {title[:_TITLE]}")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._meta, 0)
        top.addWidget(self._family_pill)
        top.addWidget(self._limit_pill)
        top.addWidget(self._speaker_pill)
        top.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addLayout(top)
        words.addWidget(self._title)
        words.addWidget(self._words)
        offer = QHBoxLayout()
        offer.setContentsMargins(0, 6, 0, 0)
        offer.addWidget(self.board)
        offer.addStretch(1)
        words.addLayout(offer)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + 6, GAP, GAP + 4, GAP)
        row.setSpacing(GAP)
        row.addLayout(words, 1)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)


def _fill(label: WrapLabel, text: str, longest: int) -> None:
    """Show ``text``, cut where it would push the notes off the screen."""
    line = " ".join(text[: longest * 4].split())
    shown = line if len(line) <= longest else line[:longest].rstrip() + "…"
    if label.text() != shown:
        label.setText(shown)
    label.setToolTip(plain_tooltip(text[:1000]) if shown != line or len(text) > len(line) else "")
