"""What the dialogs of a child and of a person share: saving without losing what was typed."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox

from moedeleder.domain.errors import ChangedElsewhere
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, perform
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog

V = TypeVar("V")
D = TypeVar("D")


class RecordDialog(Dialog, Generic[V, D]):
    """Saves one thing; when somebody else saved it meanwhile, both versions can be looked at.

    A subclass reads and fills its fields, writes, and fetches the newest value.
    """

    desk: Desk
    _aside: D | None = None
    """The version that is not in the fields: the newest one, or what the person typed."""
    _overtaken = False
    _shows_newest = False
    _began: D | None = None
    _warned: D | None = None

    def typed(self) -> D:
        """Return what stands in the fields."""
        raise NotImplementedError

    def show_draft(self, draft: D) -> None:
        """Put a draft in the fields."""
        raise NotImplementedError

    def write(self, draft: D) -> V:
        """Save the draft; raises what the service raises."""
        raise NotImplementedError

    def newest(self) -> D:
        """Fetch the value as it is now, so that the next save is on top of it."""
        raise NotImplementedError

    def news(self, saved: V) -> Change:
        """Return what to tell the pages."""
        raise NotImplementedError

    def kept(self, saved: V) -> None:
        """Remember what was saved."""
        raise NotImplementedError

    def complaint(self) -> tuple[str, str] | None:
        """Return a field that cannot be read and what is wrong with it, if there is one."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        """Remember what stood in the fields, to know later whether something was typed."""
        super().showEvent(event)
        if self._began is None:
            self._began = self.typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes an open list first, and throws nothing away before it is said."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self._holds_back():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _holds_back(self) -> bool:
        for choice in self.findChildren(QComboBox):
            if choice.view().isVisible():
                choice.hidePopup()
                return True
        now = self.typed()
        if now in (self._began, self._warned):
            return False
        self._warned = now
        self.banner.show_message(
            self.tr("Det, du har skrevet, er ikke gemt."),
            Tone.WARN,
            self.tr("Tryk Esc igen, hvis du vil lukke uden at gemme."),
            self._other_version(),
        )
        return True

    def _other_version(self) -> str:
        """Return the words that lead to the version that is not in the fields."""
        if self._aside is None:
            return ""
        mine, newest = self.tr("Vis det, jeg skrev"), self.tr("Vis det nyeste")
        return mine if self._shows_newest else newest

    def save(self) -> None:
        """Save what stands in the fields and close, or say why not."""
        assert self.form is not None
        self.form.clear_errors()
        self.banner.dismiss()
        wrong = self.complaint()
        if wrong is not None:
            self.form.set_error(*wrong)
            return
        self._overtaken = False
        done = perform(self, lambda: self._write(self.typed()), success=self._saved)
        if not done and self._overtaken:
            perform(self, self.newest, success=self._offer_newest)

    def switch_versions(self) -> None:
        """Show the newest version instead of what was typed, or the other way round."""
        if self._aside is None:
            return
        in_fields = self.typed()
        self.show_draft(self._aside)
        self._aside = in_fields
        self._shows_newest = not self._shows_newest
        self._say_versions()

    def _write(self, draft: D) -> V:
        try:
            return self.write(draft)
        except ChangedElsewhere:
            self._overtaken = True
            raise

    def _saved(self, saved: V) -> None:
        self.kept(saved)
        self.desk.changes.changed.emit(self.news(saved))
        self.accept()

    def _offer_newest(self, newest: D) -> None:
        self._aside, self._shows_newest = newest, False
        self._say_versions()

    def _say_versions(self) -> None:
        if self._shows_newest:
            self.banner.show_message(
                self.tr("Her er det nyeste."),
                Tone.INFO,
                self.tr("Det, du skrev, er gemt til side."),
                self._other_version(),
            )
            return
        self.banner.show_message(
            self.tr("En anden har ændret det samme imens."),
            Tone.WARN,
            self.tr("Det, du har skrevet, er her stadig. Gem igen for at bruge det."),
            self._other_version(),
        )
