"""What the sections of the settings have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.ui.desk import Desk
from moedeleder.ui.icons import IconName
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.field import Form

_WIDEST = 100
"""Widest form, in characters."""


class SettingsSection(QScrollArea):
    """One subject of the settings: shows what is kept, and saves what was typed when asked."""

    edited = Signal()
    """Something was typed, saved or shown afresh: whether it is dirty may be another."""

    def __init__(
        self,
        desk: Desk,
        icon: IconName,
        parent: QWidget | None = None,
        *,
        object_name: str,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.icon: IconName = icon
        self._loaded = False
        self.name = ""
        self.save_words = ""
        self.form: Form | None = None
        self.banner = Banner()
        self.setObjectName(object_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        wide = inside.fontMetrics().averageCharWidth()
        inside.setMaximumWidth(wide * _WIDEST)
        self.column = QVBoxLayout(inside)
        """Where the cards go."""
        self.column.setContentsMargins(0, 0, 8, 8)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.banner)
        self.setWidget(inside)

    def entitle(self, name: str, save_words: str) -> None:
        """Say what the section is about, and what its primary button does."""
        self.name, self.save_words = name, save_words
        self.setAccessibleName(name)

    def refresh(self) -> None:
        """Show what is kept, unless something was typed that is not saved."""
        if not self.is_dirty():
            self.show_kept()
            self._loaded = True
        self.edited.emit()

    def show_kept(self) -> None:
        """Read what is kept and show it."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Return whether something was typed that is not saved."""
        return self._loaded and self.differs()

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return False

    def save(self) -> None:
        """Save what was typed, or say why not."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the last thing back, if there is one."""

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong: at the field where it belongs to one, else at the top."""
        if self.form is not None and field and self.form.set_error(field, error.short):
            self.ensureWidgetVisible(self.form.row(field))
            return
        self.banner.show_message(error.what, Tone.BAD, error.rest)
        self.verticalScrollBar().setValue(0)

    def say(self, text: str, detail: str = "", action: str = "") -> None:
        """Say at the top what was done."""
        self.banner.show_message(text, Tone.OK, detail, action)
        self.verticalScrollBar().setValue(0)
        self.edited.emit()

    def begin_saving(self) -> None:
        """Take away what was said about the try before."""
        self.banner.dismiss()
        if self.form is not None:
            self.form.clear_errors()
