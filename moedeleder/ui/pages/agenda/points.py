"""The points of the agenda as rows that can be put in order, with how the time is shared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem, family_standing, time_share
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.text import shorten
from moedeleder.services.labels import kind_label, people_text, role_label
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.label import Label, section_title
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.reorder_list import ReorderList, RowSpec
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import standing_texts

_WORDS_SHOWN = 240


class AgendaItemRow(QWidget):
    """One point: number, title, kind and who raised it, the family's words, minutes."""

    def __init__(
        self, number: int, item: AgendaItem, also: str = "", parent: QWidget | None = None
    ) -> None:
        """Show a point; ``also`` names others who brought something to it."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        figure = Label(str(number), TextRole.STRONG)
        figure.setMinimumWidth(22)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(item, also), 1)
        if item.is_familys:
            pill = Pill(self.tr("familien"), Tone.FAMILY)
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        minutes = Label(self.tr("{0} min").format(item.minutes), TextRole.SMALL, Tone.NEUTRAL)
        minutes.setMinimumWidth(52)
        minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(minutes, 0, Qt.AlignmentFlag.AlignTop)

    def _words(self, item: AgendaItem, also: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(ElidedLabel(item.title, TextRole.STRONG))
        column.addWidget(ElidedLabel(item_line(item, also), TextRole.SMALL, Tone.NEUTRAL))
        if item.words.strip():
            words = shorten(" ".join(item.words.split()), _WORDS_SHOWN)
            quote = WrapLabel(f"”{words}”", TextRole.SMALL, Tone.NEUTRAL, italic=True)
            # Running text is never wider than 72 letters; the title above may be.
            line = QHBoxLayout()
            line.addWidget(quote, 1)
            line.addStretch(0)
            column.addLayout(line)
        return column


class AgendaList(QWidget):
    """The heading with the time, the rows, and what to say when there are none."""

    add_requested = Signal()
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    move_requested = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = Pill("", object_name="agendaTime")
        self._family = Pill("", Tone.FAMILY, object_name="familyTime")
        self._standing = Remark("info", "", Tone.FAMILY)
        self._standing.setObjectName("familyStanding")
        self._standing.hide()
        self._add = secondary(self.tr("Nyt punkt"), "newItem", "plus")
        self._add.clicked.connect(self.add_requested)
        self.rows = ReorderList(self.tr("Dagsordenens punkter"), object_name="agendaItems")
        self.rows.edit_requested.connect(self.edit_requested)
        self.rows.remove_requested.connect(self.remove_requested)
        self.rows.move_requested.connect(self.move_requested)
        self.rows.current_changed.connect(self._remember_choice)
        self._empty = EmptyState(
            "list",
            self.tr("Ingen punkter endnu"),
            self.tr("Her står det, I skal tale om. Begynd med det, familien vil tale om."),
            self.tr("Skriv det første punkt"),
            button_icon="plus",
            button_name="firstItem",
        )
        self._empty.action_requested.connect(self.add_requested)
        self._shown: tuple[tuple[AgendaItem, str], ...] | None = None
        self._chosen = ""
        self._lay_out()

    @property
    def chosen_at(self) -> int | None:
        """The place of the point somebody has chosen; None when nobody has chosen one."""
        ids = self.rows.ids
        return ids.index(self._chosen) if self._chosen in ids else None

    def bring_up(self, item_id: str) -> None:
        """Select a point and scroll to it; that is no choice of the person's."""
        self.rows.select(item_id)
        self._chosen = ""
        # A row that was made just now has its place only once the page is laid out.
        QTimer.singleShot(0, self, lambda: self.rows.select(self.rows.current_id))

    def _remember_choice(self, item_id: str) -> None:
        self._chosen = item_id

    def show_meeting(self, meeting: Meeting, editable: bool) -> None:
        """Show the agenda; rows are made anew only when a point has changed."""
        share = time_share(meeting.items, meeting.minutes)
        planned = self.tr("{0} af {1} min").format(share.planned, share.available)
        if share.over:
            over = self.tr("{0} · {1} min for meget").format(planned, share.over)
            self._time.set_text(over, Tone.WARN, "warning")
        else:
            self._time.set_text(planned, Tone.NEUTRAL)
        family = self.tr("Familien: {0} min · {1} %")
        self._family.set_text(family.format(share.family, share.family_percent))
        self._family.setVisible(bool(meeting.items))
        said = " ".join(standing_texts(family_standing(meeting.items, share)))
        self._standing.set_text(said)
        self._standing.setVisible(bool(said))
        self._add.setEnabled(editable)
        self._empty.setVisible(not meeting.items)
        self.rows.setVisible(bool(meeting.items))
        items = tuple(replace(item, words=_quotes(meeting, item)) for item in meeting.items)
        points = tuple((item, _also(meeting, item)) for item in items)
        if points != self._shown:
            self._shown = points
            self.rows.set_rows([_spec(at, *point) for at, point in enumerate(points, 1)])

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(section_title(self.tr("Dagsorden")))
        heading.addWidget(self._time)
        heading.addWidget(self._family)
        heading.addStretch(1)
        heading.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(heading)
        column.addWidget(self._standing)
        column.addWidget(self.rows)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


def item_line(item: AgendaItem, also: str = "") -> str:
    """Return the line below a point's title: its kind, who raised it, and who else joined."""
    return " · ".join(filter(None, (kind_label(item.kind), person_line(item.raised_by), also)))


def _also(meeting: Meeting, item: AgendaItem) -> str:
    """Return who brought something that another's point takes in.

    E.g. ``også Sofie, mor`` or ``også Sofie (mor) og Jonas (far)``.
    """
    raised = item.raised_by.id if item.raised_by else ""
    brought = (each.person for each in meeting.contributions_of(item.id))
    others = {person.id: person for person in brought if person.id != raised}
    if not others:
        return ""
    words = QCoreApplication.translate("AgendaList", "også {0}")
    return words.format(people_text(others.values(), first_names=True))


def person_line(person: Person | None) -> str:
    """Return e.g. ``Sofie Eksempel, mor``; nothing for nobody."""
    if person is None:
        return ""
    closer = person.relation or role_label(person.role)
    return f"{person.name}, {closer[:1].lower()}{closer[1:]}"


def _spec(number: int, item: AgendaItem, also: str) -> RowSpec:
    parts = [
        QCoreApplication.translate("AgendaList", "Punkt {0}").format(number),
        item.title,
        item_line(item, also),
        QCoreApplication.translate("AgendaList", "{0} minutter").format(item.minutes),
        QCoreApplication.translate("AgendaList", "familiens") if item.is_familys else "",
        item.words,
    ]
    name = shorten(", ".join(filter(None, parts)), 600)
    return RowSpec(item.id, AgendaItemRow(number, item, also), name, item.is_familys)


def _quotes(meeting: Meeting, item: AgendaItem) -> str:
    """Return what the family said about a point; two people's words stay two quotations."""
    brought = (each.full_words for each in meeting.contributions_of(item.id))
    # A stroke where they began a new line, so that two things they said do not run together.
    said = (_in_a_line(words) for words in (*brought, item.words))
    return "” · ”".join(words for words in said if words)


def _in_a_line(words: str) -> str:
    lines = (" ".join(line.split()) for line in words.splitlines())
    return " / ".join(line for line in lines if line)
