"""The frame of every screen before the desk: the mark, a title, a few words, and the one thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.shell import Mark
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel


class StartScreen(QWidget):
    """A calm column in the middle of the window; it scrolls where the text is large."""

    def __init__(self, title: str, text: str = "", *, object_name: str, columns: int = 62) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self.form: Form | None = None
        self.banner = Banner()
        self.body = QVBoxLayout()
        """Where the content goes."""
        self.body.setSpacing(GAP)
        self._lay_out(title, text, columns)

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong: at the field where it belongs to one, else at the top."""
        if self.form is not None and field and self.form.set_error(field, error.short):
            return
        self.banner.show_message(error.what, Tone.BAD, error.rest)

    def clear_errors(self) -> None:
        """Take away what was said to be wrong."""
        self.banner.dismiss()
        if self.form is not None:
            self.form.clear_errors()

    def add_buttons(self, *buttons: Button) -> None:
        """Put buttons at the right of the foot, the primary one last."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.body.addLayout(row)

    def _lay_out(self, title: str, text: str, columns: int) -> None:
        column = QWidget()
        # In characters, so that the column is as wide for who needs large text.
        width = round(QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth() * columns)
        column.setMaximumWidth(width)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, MARGIN, 0, MARGIN)
        inside.setSpacing(12)
        inside.addLayout(_brand())
        inside.addSpacing(8)
        heading = WrapLabel(title, TextRole.TITLE)
        heading.setObjectName("startTitle")
        inside.addWidget(heading)
        if text:
            inside.addWidget(WrapLabel(text, tone=Tone.NEUTRAL))
        inside.addWidget(self.banner)
        inside.addSpacing(4)
        inside.addLayout(self.body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_centred(column, width))


def _centred(column: QWidget, width: int) -> QScrollArea:
    holder = QWidget()
    holder.setObjectName("scrollBody")
    across = QHBoxLayout(holder)
    across.setContentsMargins(MARGIN, 0, MARGIN, 0)
    across.addStretch(1)
    across.addWidget(column, width, Qt.AlignmentFlag.AlignVCenter)
    across.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area


def _brand() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Mark())
    row.addWidget(Label("Mødeleder", TextRole.SECTION), 1)
    return row
