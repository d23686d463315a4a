"""Kvalitet: what people have said about the meetings, once enough have said it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.feedback import FEWEST, Figures, Group
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.quality.rows import GroupTable, QuestionRow
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

_Told = tuple[Figures | None, int]


class QualityPage(ScrollPage):
    """Shows the figures of the feedback, of which nobody's answer can be told."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="qualityPage")
        self._desk = desk
        self._shown: _Told | None = None
        self._content: QWidget | None = None
        header = PageHeader(self.tr("Kvalitet"), self.tr("Sådan oplever deltagerne jeres møder"))
        self.set_header(header)
        desk.changes.changed.connect(self._changed)

    @Slot()
    def refresh(self) -> None:
        """Read the figures again and show them."""
        feedback = self._desk.office.feedback
        perform(self, lambda: (feedback.figures(), feedback.count()), success=self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _show(self, told: _Told) -> None:
        if told == self._shown:
            return
        self._shown = told
        figures, count = told
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = self._empty(count) if figures is None else self._full(figures)
        self.add(self._content, 0 if figures else 1)
        self._content.show()

    def _empty(self, count: int) -> QWidget:
        if count == 0:
            title = self.tr("Ingen har svaret endnu")
        else:
            title = self.tr("{0} har svaret indtil nu").format(count)
        words = self.tr(
            "Tallene kommer her, når mindst {0} har svaret på en mødekvittering. "
            "Så kan ingen se, hvem der har svaret hvad. "
            "Du beder om svar, når et møde slutter, eller under Opfølgning."
        )
        return EmptyState("chart", title, words.format(FEWEST))

    def _full(self, figures: Figures) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._total(figures.total))
        waits = self._waiting_words(figures.waiting)
        column.addWidget(WrapLabel(waits, tone=Tone.NEUTRAL, columns=96))
        kinds = GroupTable(self.tr("Slags møde"), figures.by_type, self._type_names())
        column.addWidget(_card(self.tr("Efter slags møde"), kinds, "byTypeCard"))
        names = {each.key: _quarter(each.key) for each in figures.by_quarter}
        quarters = GroupTable(self.tr("Kvartal"), figures.by_quarter, names)
        column.addWidget(_card(self.tr("Efter kvartal"), quarters, "byQuarterCard"))
        return content

    def _total(self, group: Group) -> Card:
        count = muted(count_text(group.count, self.tr("svar"), self.tr("svar")))
        card = Card(self.tr("Alle møder"), count, object_name="allMeetingsCard")
        for each in group.questions:
            card.add_row(QuestionRow(each))
        return card

    def _waiting_words(self, waiting: int) -> str:
        scale = self.tr("1 er slet ikke, og 5 er helt.")
        rule = self.tr("Svar tælles med, når mindst fem kan lægges sammen.")
        if not waiting:
            return f"{scale} {rule}"
        left = self.tr("{0} svar venter.").format(waiting)
        return f"{scale} {rule} {left}"

    def _type_names(self) -> dict[str, str]:
        types = self._desk.office.meetings.types()
        return {"": self.tr("Flere slags"), **{each.key: each.name for each in types}}

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.concerns(Kind.MEETINGS, Kind.ANSWERS):
            self.refresh()


def _card(title: str, table: GroupTable, name: str) -> Card:
    card = Card(title, object_name=name)
    card.add_row(table)
    return card


def _quarter(key: str) -> str:
    """Return e.g. ``4. kvartal 2026``."""
    year, _, number = key.partition("-")
    return f"{number}. kvartal {year}"
