"""The rows of points in the dialog where an answer is typed in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.contributions import ContributionDraft, ContributionKind, Importance
from moedeleder.services.labels import importance_label
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.naming import named

MOST_POINTS = 20


class PointRow(QWidget):
    """One point: what they say, what they want to happen, and how much it matters."""

    edited = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        says = self.tr("Punkt {0}: hvad vil de tale om?").format(number)
        wants = self.tr("Punkt {0}: hvad vil de gerne, at der sker?").format(number)
        matters = self.tr("Punkt {0}: hvor vigtigt er det?").format(number)
        self.words = named(QLineEdit(), f"pointWords{number}", says)
        self.words.setPlaceholderText(self.tr("Skriv det, som de siger det"))
        self.wanted = named(QLineEdit(), f"pointWanted{number}", wants)
        self.wanted.setPlaceholderText(self.tr("Hvad skal der ske?"))
        unsaid = self.tr("Hvor vigtigt?")
        self.importance = named(
            Choice((importance_label(each) or unsaid, each) for each in Importance),
            f"pointImportance{number}",
            matters,
        )
        self.words.textEdited.connect(self.edited)
        self.wanted.textEdited.connect(self.edited)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.words, 0, 0, 1, 2)
        grid.addWidget(self.wanted, 1, 0)
        grid.addWidget(self.importance, 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)

    def draft(self) -> ContributionDraft | None:
        """Return the point, or None when nothing is written."""
        words, wanted = self.words.text().strip(), self.wanted.text().strip()
        if not words and not wanted:
            return None
        return ContributionDraft(ContributionKind.POINT, words, wanted, self.importance.value())

    def show_draft(self, draft: ContributionDraft) -> None:
        """Put a point in the fields."""
        self.words.setText(draft.words)
        self.wanted.setText(draft.wanted)
        self.importance.set_value(draft.importance)


class TypedPoints(QWidget):
    """Rows of points, with a button for one more."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PointRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._more = quiet(self.tr("Et punkt mere"), "anotherPoint", "plus")
        self._more.clicked.connect(self._another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(muted(self.tr("Hvad vil de tale om?")))
        column.addLayout(self._column)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add()

    def drafts(self) -> list[ContributionDraft]:
        """Return the points that are written."""
        return [draft for row in self.rows if (draft := row.draft()) is not None]

    def show_drafts(self, drafts: list[ContributionDraft]) -> None:
        """Show these points, each in a row."""
        while len(self.rows) < len(drafts):
            self._add()
        for row, draft in zip(self.rows, drafts, strict=False):
            row.show_draft(draft)

    def begin(self) -> None:
        """Put the keyboard in the first point."""
        self.rows[0].words.setFocus()

    def _another(self) -> None:
        self._add().words.setFocus(Qt.FocusReason.TabFocusReason)

    def _order_tab(self) -> None:
        # Tab goes through the points first, and then to the button, which was made before them.
        # Qt puts nothing after a list of choices, so all is put after the first field, last first.
        fields = [each for row in self.rows for each in (row.words, row.wanted, row.importance)]
        for each in reversed([*fields[1:], self._more]):
            self.setTabOrder(fields[0], each)

    def _add(self) -> PointRow:
        row = PointRow(len(self.rows) + 1)
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._column.addWidget(row)
        self._order_tab()
        self._more.setEnabled(len(self.rows) < MOST_POINTS)
        return row
