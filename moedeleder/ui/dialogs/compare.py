"""Sammenlign: any two versions of the minutes beside each other, with the changes in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from moedeleder.domain.record import MinutesVersion
from moedeleder.domain.record_changes import side_by_side
from moedeleder.domain.word_diff import around_change
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import APPLICATION_NAME
from moedeleder.ui.widgets.label import Label, muted
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.side_by_side import SideBySide
from moedeleder.ui.widgets.side_text import ChangedRow, SideText
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text, moment_text

_SHOWN = 90


class CompareDialog(QDialog):
    """A list of what became another, each line a way to its place; Esc closes."""

    def __init__(
        self, versions: Sequence[MinutesVersion], number: int, parent: QWidget | None = None
    ) -> None:
        """Compare a version with the one before it, or the first with the next.

        Args:
            versions: at least two, the oldest first.
            number: of the version that is looked at.
        """
        super().__init__(parent)
        self.setObjectName("compareDialog")
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(self.tr("Sammenlign versioner"))
        self.setModal(True)
        self._versions = {each.number: each for each in versions}
        self._older, self._newer = self._choices(sorted(self._versions), number)
        self._count = WrapLabel("", TextRole.STRONG)
        self._count.setObjectName("changeCount")
        self._reason = WrapLabel("", tone=Tone.NEUTRAL, columns=120)
        self._reason.setObjectName("versionReason")
        self.changes = named(QListWidget(), "changeList", self.tr("Ændringerne"))
        self.changes.setWordWrap(True)
        self.changes.setSpacing(4)
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = SideText("sideText", self.tr("De to versioner ved siden af hinanden"))
        self._rows: tuple[ChangedRow, ...] = ()
        self._lay_out()
        self._older.chosen.connect(lambda _number: self._show())
        self._newer.chosen.connect(lambda _number: self._show())
        self.changes.currentRowChanged.connect(self._go)
        self.changes.itemActivated.connect(lambda _item: self.text.setFocus())
        size = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(max(820, round(size.width() * 0.92)), max(560, round(size.height() * 0.94)))
        self._show()
        self.changes.setFocus()

    def _choices(self, numbers: list[int], number: int) -> tuple[Choice, Choice]:
        words = [(self._caption(each), each) for each in numbers]
        older, newer = Choice(words), Choice(words)
        at = max(1, numbers.index(number) if number in numbers else len(numbers) - 1)
        older.set_value(numbers[at - 1])
        newer.set_value(numbers[at])
        named(older, "olderVersion", self.tr("Den ene version"))
        named(newer, "newerVersion", self.tr("Den anden version"))
        return older, newer

    def _caption(self, number: int) -> str:
        version = self._versions[number]
        when = moment_text(version.finalised_at)
        return self.tr("Version {0}, {1}").format(number, when)

    def _show(self) -> None:
        chosen = sorted((self._older.value(), self._newer.value()))
        old, new = (self._versions[number] for number in chosen)
        titles = (self._caption(old.number), self._caption(new.number))
        self._rows = self.text.show_sections(titles, side_by_side(old.record, new.record))
        self.changes.blockSignals(True)
        self.changes.clear()
        for row in self._rows:
            item = QListWidgetItem(change_text(row))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, change_text(row))
            self.changes.addItem(item)
        self.changes.blockSignals(False)
        # The first change is what one wants to see first.
        self.changes.setCurrentRow(0)
        self.changes.setVisible(bool(self._rows))
        counted = count_text(len(self._rows), self.tr("ændring"), self.tr("ændringer"))
        self._count.setText(counted if self._rows else self.tr("De to versioner er ens"))
        why = new.record.reason if old.number != new.number else ""
        self._reason.setText(self.tr("Grund: {0}").format(why) if why else "")
        self._reason.setVisible(bool(why))

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.text.go_to(self._rows[at].row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._older, 1)
        head.addWidget(muted(self.tr("og")))
        head.addWidget(self._newer, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._count)
        column.addWidget(self.changes, 1)
        close = secondary(self.tr("Luk"), "closeCompare")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        legend = self.tr("Overstreget er taget ud. Understreget er sat ind.")
        foot.addWidget(muted(legend), 1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        outer.setSpacing(10)
        outer.addWidget(Label(self.tr("Sammenlign versioner"), TextRole.LARGE))
        outer.addLayout(head)
        outer.addWidget(self._reason)
        outer.addWidget(SideBySide(left, self.text, (1, 3), (1, 2)), 1)
        outer.addLayout(foot)


def change_text(row: ChangedRow) -> str:
    """Return one change in words, e.g. ``Konklusion: ”…” er blevet til ”…”``."""
    before, after = around_change(row.before, row.after, _SHOWN)
    if not before:
        return f"{row.heading}: sat ind: ”{after}”"
    if not after:
        return f"{row.heading}: taget ud: ”{before}”"
    return f"{row.heading}: ”{before}” er blevet til ”{after}”"
