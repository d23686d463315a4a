"""The middle of the minutes page: every part in one column that scrolls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.record import READER_PARTS, WRITTEN_PARTS, Gap, PartKey
from moedeleder.services.labels import part_heading
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.attendance import AttendanceSection
from moedeleder.ui.pages.minutes.documents import DocumentsSection
from moedeleder.ui.pages.minutes.from_meeting import FromMeeting
from moedeleder.ui.pages.minutes.next_meeting import FollowUpSection
from moedeleder.ui.pages.minutes.plan import PlanSection
from moedeleder.ui.pages.minutes.reader_section import ReaderSection
from moedeleder.ui.pages.minutes.section import PartSection, Section
from moedeleder.ui.widgets.card import Line
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.tab_order import chain_part

ORDER = (PartKey.ATTENDEES, *(key for key in PartKey if key is not PartKey.ATTENDEES))
"""The parts as the page shows them, from the top."""
_EDGE = 48
_HINTS = {
    PartKey.PROBLEM: "Hvad er det, vi skal finde en vej i?",
    PartKey.FACTS: "Det, vi ved: dage, tal og hændelser",
    PartKey.CHILD_PERSPECTIVE: "Barnets egne ord, og hvordan I spurgte",
    PartKey.PARENT_PERSPECTIVE: "Forældrenes egne ord",
    PartKey.ASSESSMENTS: "Hvem vurderer hvad, og hvad bygger det på?",
    PartKey.GUIDANCE: "Hvad har I vejledt om?",
    PartKey.CONCLUSION: "Hvad er I enige om?",
    PartKey.DISAGREEMENTS: "Hvem ser hvad anderledes? Skriv det med deres egne ord",
    PartKey.DOCUMENTS: "Breve, udtalelser og andet, I har brugt",
    PartKey.PLAIN_SUMMARY: "Er her tomt, bruges konklusionen",
    PartKey.CHILD_PAGE: "Et par linjer, som barnet selv kan læse",
}


class MinutesForm(QScrollArea):
    """Holds the sections, knows which one the person is in, and leads to any of them."""

    entered = Signal(object)
    """The ``PartKey`` the person is in or has scrolled to."""
    edited = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("minutesForm")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.attendance = AttendanceSection(part_heading(PartKey.ATTENDEES))
        self.plan = PlanSection(part_heading(PartKey.ACTION_PLAN), today)
        self.next = FollowUpSection(part_heading(PartKey.FOLLOW_UP), today)
        self.documents = self._documents(desk, today)
        self.parts = {key: self._part(desk, key) for key in WRITTEN_PARTS}
        self.room = FromMeeting()
        structured = {each.key: each for each in (self.attendance, self.plan, self.next)}
        self.sections: dict[PartKey, Section] = {
            key: structured[key] if key in structured else self.parts[key] for key in ORDER
        }
        self._leading = False
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        for rows in (self.plan, self.documents.list):
            rows.arranged.connect(lambda part=rows: chain_part(self, part))

    def show_view(self, view: MinutesView) -> None:
        """Show the minutes as they are now; what is being typed stays."""
        child = view.meeting.child_name.split(" ", 1)[0]
        for key, section in self.parts.items():
            if key is PartKey.CHILD_PERSPECTIVE:
                section.set_heading(part_heading(key, child))
            left, kept = view.left_in_notes.get(key, ()), view.kept_from_some.get(key, ())
            section.show_part(view.meeting.id, view.parts[key], left, kept)
        self.documents.list.show_documents(view.meeting.id, view.documents)
        self.attendance.show_meeting(view.meeting)
        self.plan.show_meeting(view.meeting)
        self.next.show_meeting(view.meeting)
        self.room.show_view(view)
        for key in READER_PARTS:
            reader = self.parts[key]
            if isinstance(reader, ReaderSection):
                reader.show_view(view)

    def go_to(self, key: PartKey, gap: Gap | None = None) -> None:
        """Bring a part to the top and put the focus where it, or what it lacks, is written."""
        section = self.sections[key]
        self._leading = True
        section.go(gap)
        self.verticalScrollBar().setValue(max(0, self._top_of(section) - 4))
        self._leading = False
        self.entered.emit(key)

    def show_line(self, key: PartKey, source: str, words: str, *, stand: bool) -> None:
        """Bring a paragraph of a part into view; ``stand`` puts the keyboard there as well."""
        section = self.parts[key]
        self._leading = True
        if not section.go_to_line(source, words, stand=stand):
            section.go()
        top = self._top_of(section) + section.line_top()
        self.ensureVisible(0, top, 0, self.viewport().height() // 3)
        self._leading = False
        self.entered.emit(key)

    def scroll_near(self, place: QPoint) -> None:
        """Scroll on where something is held near the upper or lower edge of the page."""
        at, height = self.viewport().mapFromGlobal(place).y(), self.viewport().height()
        bar = self.verticalScrollBar()
        if at < _EDGE:
            bar.setValue(bar.value() - _EDGE // 2)
        elif at > height - _EDGE:
            bar.setValue(bar.value() + _EDGE // 2)

    def save(self) -> None:
        """Save everything under way."""
        for section in self.sections.values():
            section.save()

    def typing_saved(self, slot: str, ticket: int) -> None:
        """Hear that a text is durable."""
        for section in self.parts.values():
            section.keeper.typing_saved(slot, ticket)

    def typing_failed(self, slot: str) -> None:
        """Hear that a text could not be kept yet."""
        for section in self.parts.values():
            section.keeper.typing_failed(slot)

    def unsettled(self) -> Section | None:
        """Return the first part that could not be saved as it stands, if any."""
        return next((each for each in self.sections.values() if not each.is_settled), None)

    def _documents(self, desk: Desk, today: Callable[[], date]) -> DocumentsSection:
        key = PartKey.DOCUMENTS
        hint = QCoreApplication.translate("MinutesForm", _HINTS[key])
        section = DocumentsSection(desk, part_heading(key), hint, today)
        section.edited.connect(self.edited)
        return section

    def _part(self, desk: Desk, key: PartKey) -> PartSection:
        if key is PartKey.DOCUMENTS:
            return self.documents
        hint = QCoreApplication.translate("MinutesForm", _HINTS[key])
        made = ReaderSection if key in READER_PARTS else PartSection
        section = made(desk, key, part_heading(key), hint)
        section.edited.connect(self.edited)
        return section

    def _scrolled(self, value: int) -> None:
        focus: QWidget | None = self.window().focusWidget()
        if self._leading or (focus is not None and self.isAncestorOf(focus)):
            return
        seen = [s.key for s in self.sections.values() if self._top_of(s) <= value + 40]
        if seen:
            self.entered.emit(seen[-1])

    def _top_of(self, section: Section) -> int:
        inside = self.widget()
        return section.mapTo(inside, QPoint(0, 0)).y() if inside is not None else 0

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 8, 8)
        column.setSpacing(20)
        for key, section in self.sections.items():
            if key is READER_PARTS[0]:
                column.addWidget(self.room)
                column.addWidget(_readers_heading(self.tr("Til læserne")))
            section.entered.connect(self.entered)
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(inside)


def _readers_heading(words: str) -> QWidget:
    """Return what sets the papers to the readers apart from the record itself."""
    heading = QWidget()
    column = QVBoxLayout(heading)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(12)
    column.addWidget(Line())
    column.addWidget(named(Label(words, TextRole.LARGE), "readersHeading"))
    return heading
