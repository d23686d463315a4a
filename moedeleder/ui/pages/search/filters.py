"""What a search is narrowed to: a child, a person, a kind of meeting, a place and a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.search import SearchFilter
from moedeleder.services.search import SearchChoices
from moedeleder.ui.fonts import scaled
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import FieldRow
from moedeleder.ui.widgets.flow import FlowLayout
from moedeleder.ui.widgets.moment_fields import DateField
from moedeleder.ui.widgets.pick_field import PickField

_WIDTH = 184


class Period(Enum):
    """A stretch of time that is often meant."""

    ANY = auto()
    MONTH = auto()
    HALF_YEAR = auto()
    YEAR = auto()
    OLDER = auto()
    OWN = auto()


_DAYS = {Period.MONTH: 31, Period.HALF_YEAR: 183, Period.YEAR: 365}


class SearchFilters(QWidget):
    """Calm fields in a row, each of which means any until somebody chooses."""

    changed = Signal()

    def __init__(
        self, choices: SearchChoices, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchFilters")
        self._today = today
        self.child = PickField(self.tr("Alle børn"))
        self.person = PickField(self.tr("Alle deltagere"))
        self.kind = Choice([(self.tr("Alle slags"), ""), *_turned(choices.types)])
        self.part = Choice([(self.tr("Hele referatet"), ""), *_turned(choices.parts)])
        self.period = Choice(self._periods())
        self.since, self.until = DateField(today), DateField(today)
        self.reset_button = quiet(self.tr("Søg i alt"), "resetFilters", "x")
        self._rows: list[FieldRow] = []
        self._arrange()
        self._connect()
        self._show_days()

    @property
    def is_set(self) -> bool:
        """Whether the search is narrowed to anything."""
        return self.chosen() != SearchFilter()

    def chosen(self) -> SearchFilter:
        """Return what the search is narrowed to."""
        since, until = self._span()
        return SearchFilter(
            self.child.value,
            self.person.value,
            self.kind.value() or "",
            since,
            until,
            self.part.value() or "",
        )

    def reset(self) -> None:
        """Mean everything again."""
        for field in (self.child, self.person):
            field.reset()
        for choice in (self.kind, self.part):
            choice.set_value("")
        self.period.set_value(Period.ANY)
        for day in (self.since, self.until):
            day.set_value(None)
        self._tell()

    def _span(self) -> tuple[date | None, date | None]:
        period, today = self.period.value(), self._today()
        if period is Period.OWN:
            return self.since.value(), self.until.value()
        if period is Period.OLDER:
            return None, today - timedelta(days=_DAYS[Period.YEAR] + 1)
        days = _DAYS.get(period)
        return (today - timedelta(days=days) if days else None), None

    def _periods(self) -> list[tuple[str, Period]]:
        return [
            (self.tr("Når som helst"), Period.ANY),
            (self.tr("Den seneste måned"), Period.MONTH),
            (self.tr("Det seneste halve år"), Period.HALF_YEAR),
            (self.tr("Det seneste år"), Period.YEAR),
            (self.tr("For mere end et år siden"), Period.OLDER),
            (self.tr("Vælg dage"), Period.OWN),
        ]

    def _tell(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        own = self.period.value() is Period.OWN
        for row in self._rows[-2:]:
            row.setVisible(own)
        self.reset_button.setVisible(self.is_set)

    def _connect(self) -> None:
        for field in (self.child, self.person):
            field.chosen.connect(self._tell)
        for choice in (self.kind, self.part, self.period):
            choice.chosen.connect(self._tell)
        for day in (self.since, self.until):
            day.value_changed.connect(self._tell)
        self.reset_button.clicked.connect(self.reset)

    def _arrange(self) -> None:
        fields = (
            (self.tr("Barn"), self.child, "searchChild"),
            (self.tr("Deltager"), self.person, "searchPerson"),
            (self.tr("Slags møde"), self.kind, "searchKind"),
            (self.tr("Sted i referatet"), self.part, "searchPart"),
            (self.tr("Tid"), self.period, "searchPeriod"),
            (self.tr("Fra og med"), self.since, "searchSince"),
            (self.tr("Til og med"), self.until, "searchUntil"),
        )
        inside = QWidget()
        flow = FlowLayout(inside)
        for label, field, name in fields:
            row = FieldRow(label, field, object_name=name)
            row.setFixedWidth(scaled(_WIDTH))
            self._rows.append(row)
            flow.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(inside)


def _turned(names: object) -> list[tuple[str, str]]:
    assert isinstance(names, dict)
    return [(name, key) for key, name in names.items()]
