"""The one pattern of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import primary, secondary
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

APPLICATION_NAME = "Mødeleder"


class Dialog(QDialog):
    """A title, a body, and a footer with the one thing to do at its right.

    The primary button emits ``confirm_requested``; whoever opened the dialog does the work and
    calls ``accept()``, or shows why it could not be done. Esc cancels. The window's own title
    never holds anything personal.
    """

    confirm_requested = Signal()

    def __init__(
        self,
        title: str,
        confirm: str,
        parent: QWidget | None = None,
        *,
        text: str = "",
        icon: IconName | None = None,
        cancel: str = "",
        object_name: str = "dialog",
        width: int = 520,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(title)
        self.setModal(True)
        self.form: Form | None = None
        self.banner = Banner()
        self.body = QVBoxLayout()
        """Where the content goes."""
        self.body.setSpacing(12)
        self.confirm_button = primary(confirm, f"{object_name}Confirm", icon)
        self.confirm_button.setDefault(True)
        self.confirm_button.clicked.connect(self.confirm_requested)
        self.cancel_button = secondary(cancel or self.tr("Annuller"), f"{object_name}Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out(title, text)
        self._wanted_width = width
        self._is_fitted = False
        self.setMinimumWidth(min(width, 360))

    def use_form(self, form: Form) -> Form:
        """Put a form in the body; errors about its fields are shown at the fields."""
        self.form = form
        self.body.addWidget(form)
        return form

    def show_top(self) -> None:
        """Bring what is said at the top into sight."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong: at the field where it belongs to one, else at the top."""
        if self.form is not None and field:
            self.form.clear_errors()
            if self.form.set_error(field, error.short):
                return
        self.banner.show_message(error.what, Tone.BAD, error.rest)
        self.show_top()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size the content needs, as far as the screen has room."""
        super().showEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow when the content does, such as when an error is said under a field."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def arrange(self, width: int) -> None:
        """Place the content for a width in pixels; a dialog of two columns decides here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the content anew; before the first fitting the size means nothing."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.arrange(event.size().width())

    def _fit(self) -> None:
        column = self._column
        room = self.screen().availableGeometry().size() * 0.9
        self.arrange(min(max(self._wanted_width, self.width()), room.width()))
        self._is_fitted = True
        column.activate()
        # With large text the fields need more than the width that was wanted.
        least = (
            column.totalMinimumSize().width() + self._scroll.verticalScrollBar().sizeHint().width()
        )
        width = max(self._wanted_width, self.width(), least)
        needed = column.totalHeightForWidth(width) if column.hasHeightForWidth() else 0
        content = max(needed, column.totalMinimumSize().height())
        height = content + self._foot.sizeHint().height() + 2
        self.resize(min(width, room.width()), min(max(height, self.height()), room.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the primary button on Enter (but not in a field of several lines)."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm_button.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str, text: str) -> None:
        inside = QWidget()
        inside.setObjectName("scrollBody")
        inside.installEventFilter(self)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        heading = Label(title, TextRole.LARGE)
        heading.setWordWrap(True)
        heading.setObjectName("dialogTitle")
        column.addWidget(heading)
        if text:
            column.addWidget(WrapLabel(text, tone=Tone.NEUTRAL))
        column.addWidget(self.banner)
        column.addLayout(self.body)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = _scrolling(inside)
        self._foot = self._footer()
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setObjectName("dialogFooter")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.footer = QHBoxLayout(footer)
        self.footer.setContentsMargins(MARGIN, GAP - 4, MARGIN, GAP - 4)
        self.footer.setSpacing(8)
        self.footer.addStretch(1)
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.confirm_button)
        return footer


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
