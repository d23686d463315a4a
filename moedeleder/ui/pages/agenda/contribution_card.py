"""One contribution that waits: who, how, their words, and what can become of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from moedeleder.domain.contributions import (
    PRACTICAL,
    Channel,
    Contribution,
    ContributionKind,
    Importance,
)
from moedeleder.domain.text import shorten
from moedeleder.services.labels import importance_label
from moedeleder.ui.contribution_words import closer, kind_text, sender_line
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.pages.agenda.wish import Wish
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, secondary
from moedeleder.ui.widgets.button import quiet as quiet_button
from moedeleder.ui.widgets.focus_memory import focus_on
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.own_words import OwnWords, SoftBox

CHANNEL_ICONS: dict[Channel, IconName] = {
    Channel.MAIL: "mail",
    Channel.FORM: "document",
    Channel.PHONE: "phone",
    Channel.PAPER: "edit",
    Channel.CALENDAR: "calendar",
}
_LINES = 6


def sender(contribution: Contribution) -> Remark:
    """Return who brought something, with an icon for how it came."""
    return Remark(CHANNEL_ICONS[contribution.channel], sender_line(contribution), Tone.FAMILY)


class ContributionBox(SoftBox):
    """What somebody brought, as it stands everywhere: sender, heading, words and wish."""

    def __init__(
        self, contribution: Contribution, lines: int = _LINES, *, quiet: bool = False
    ) -> None:
        super().__init__(Tone.FAMILY, quiet=quiet)
        self.contribution = contribution
        self.column.addWidget(sender(contribution))
        if kind := kind_text(contribution.kind):
            self.column.addWidget(Label(kind, TextRole.STRONG))
        self.words = OwnWords(contribution.words, lines, object_name=f"words-{contribution.id}")
        self.column.addWidget(self.words)
        if contribution.wanted.strip():
            self.column.addWidget(
                Label(self.tr("Vil gerne, at der sker dette:"), TextRole.SMALL, Tone.FAMILY)
            )
            self.column.addWidget(
                OwnWords(contribution.wanted, 3, object_name=f"wanted-{contribution.id}")
            )
        if contribution.importance is not Importance.UNSAID:
            importance = importance_label(contribution.importance)
            self.column.addWidget(Label(importance, TextRole.SMALL, Tone.FAMILY))


class ContributionCard(ContributionBox):
    """A waiting contribution with the three buttons; ``wished`` tells which way was chosen."""

    wished = Signal(str, object)
    """The contribution's id and a ``Wish``."""
    times_requested = Signal()
    """The times they write of are to be noted."""

    def __init__(
        self,
        contribution: Contribution,
        has_items: bool,
        editable: bool = True,
        *,
        may_tell_times: bool = False,
    ) -> None:
        """Show a contribution.

        Args:
            may_tell_times: remind of noting the times that a mail may tell of.
        """
        super().__init__(contribution)
        self.setObjectName(f"contribution-{contribution.id}")
        self._has_items = has_items
        self._first: Button | None = None
        if editable:
            self._add_buttons()
        if editable and may_tell_times:
            self._remind_of_times()

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        self.column.addSpacing(2)
        self.column.addLayout(row)

    def _remind_of_times(self) -> None:
        words = self.tr("Skriver de om tider? Notér dem")
        button = quiet_button(words, f"noteTimes-{self.contribution.id}", "calendar")
        button.clicked.connect(self.times_requested)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_first(self) -> bool:
        """Put the keyboard on the first way; return whether there is one."""
        if self._first is not None:
            focus_on(self._first)
        return self._first is not None

    def _buttons(self) -> tuple[Button, ...]:
        put = self._button(self.tr("Sæt på"), "putOn", Wish.PUT_ON)
        other = self._button(self.tr("Andet…"), "other", None)
        other.clicked.connect(lambda: self._open_menu(other))
        if self.contribution.kind in PRACTICAL:
            self._first = note = self._button(self.tr("Notér"), "note", Wish.NOTE)
            return (note, put, other)
        self._first = put
        merge = self._button(self.tr("Læg til…"), "merge", Wish.MERGE)
        merge.setEnabled(self._has_items)
        return (put, merge, other)

    def _button(self, words: str, name: str, wish: Wish | None) -> Button:
        button = secondary(words, f"{name}-{self.contribution.id}", compact=True)
        about = shorten(" ".join(self.contribution.words.split()), 80)
        button.setAccessibleName(f"{words} {closer(self.contribution.person)}: {about}")
        if wish is not None:
            button.clicked.connect(lambda: self.wished.emit(self.contribution.id, wish))
        return button

    def _open_menu(self, button: Button) -> None:
        menu = wish_menu(self.contribution, self._has_items, self)
        menu.triggered.connect(lambda action: self.wished.emit(self.contribution.id, action.data()))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


def wish_menu(contribution: Contribution, has_items: bool, parent: QWidget) -> QMenu:
    """Return the menu of all that can be done with a contribution; it deletes itself."""
    menu = QMenu(parent)
    menu.setObjectName("contributionMenu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for wish in wishes_for(contribution, has_items):
        if wish is None:
            menu.addSeparator()
            continue
        action = menu.addAction(wish.words)
        action.setObjectName(wish.name)
        action.setData(wish)
    return menu


def wishes_for(contribution: Contribution, has_items: bool) -> list[Wish | None]:
    """Return what can be done with a contribution now; None is a line between."""
    if not contribution.is_open:
        ways: list[Wish | None] = [Wish.REOPEN, None]
    elif contribution.kind is ContributionKind.SUPPORT_PERSON:
        ways = [Wish.SUPPORT_PERSON, None]
    else:
        ways = []
    ways += [Wish.PUT_ON, *([Wish.MERGE] if has_items else ()), Wish.ELSEWHERE]
    ways += [Wish.NOT_NOW, Wish.NOTE, None, Wish.SPLIT]
    if contribution.answer_id:
        ways.append(Wish.SHOW_ANSWER)
    return [*ways, Wish.WITHDRAW]
