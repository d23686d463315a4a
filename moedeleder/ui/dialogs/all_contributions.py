"""All that people have brought to a meeting: what became of each thing, and what they know."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.contributions import Contribution
from moedeleder.domain.meetings import Meeting
from moedeleder.services.context import wall_time
from moedeleder.ui.contribution_words import closer, decision_text
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.agenda.contribution_card import ContributionBox, wish_menu
from moedeleder.ui.pages.agenda.wish import Wish
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, secondary
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import day_text

_LINES = 4


class ContributionEntry(ContributionBox):
    """One contribution in the list, with its decision, who decided, and what they were told."""

    wished = Signal(str, object)
    """The contribution's id and a ``Wish``."""

    def __init__(self, meeting: Meeting, contribution: Contribution, editable: bool) -> None:
        # Only what waits has the full colour, so that it is seen first.
        super().__init__(contribution, _LINES, quiet=not contribution.is_open)
        self._has_items = bool(meeting.items)
        self.setObjectName(f"entry-{contribution.id}")
        self.column.addLayout(self._decided(meeting, contribution))
        known = (_who_decided(contribution), _what_told(contribution))
        if line := ". ".join(filter(None, known)):
            self.column.addWidget(WrapLabel(line, TextRole.SMALL, Tone.NEUTRAL))
        if editable:
            words = self.tr("Vælg svar…") if contribution.is_open else self.tr("Lav om…")
            change = self._button(words, f"change-{contribution.id}")
            change.clicked.connect(lambda: self._open_menu(change))
        elif contribution.answer_id:
            answer = self._button(Wish.SHOW_ANSWER.words, f"showAnswer-{contribution.id}")
            answer.clicked.connect(lambda: self.wished.emit(contribution.id, Wish.SHOW_ANSWER))

    def _button(self, words: str, name: str) -> Button:
        button = secondary(words, name, compact=True)
        button.setAccessibleName(f"{words} {closer(self.contribution.person)}")
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _decided(self, meeting: Meeting, contribution: Contribution) -> QHBoxLayout:
        icon: IconName = "clock" if contribution.is_open else "check"
        tone = Tone.WARN if contribution.is_open else Tone.OK
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(decision_text(meeting, contribution), TextRole.STRONG), 1)
        return row

    def _open_menu(self, button: Button) -> None:
        menu = wish_menu(self.contribution, self._has_items, self)
        menu.triggered.connect(lambda action: self.wished.emit(self.contribution.id, action.data()))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


class AllContributionsDialog(Dialog):
    """Lists everything that was brought; a wish closes it, so that no dialog covers another."""

    wished = Signal(str, object)
    """The contribution's id and a ``Wish``."""

    def __init__(
        self, meeting: Meeting, editable: bool = True, parent: QWidget | None = None
    ) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("AllContributionsDialog", text)

        super().__init__(
            tr("Alle bidrag"), tr("Luk"), parent, object_name="allContributionsDialog", width=640
        )
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        if not meeting.contributions:
            none = tr("Ingen har sagt noget endnu. Ringer nogen, så vælg Skriv et svar ind.")
            self.body.addWidget(muted(none))
        for each in _in_order(meeting):
            entry = ContributionEntry(meeting, each, editable)
            entry.wished.connect(self._wish)
            self.body.addWidget(entry)
        self.confirm_button.setFocus()

    def _wish(self, contribution_id: str, wish: object) -> None:
        self.accept()
        self.wished.emit(contribution_id, wish)


def _in_order(meeting: Meeting) -> list[Contribution]:
    """Return those that wait first; what was cut out stands right after the whole."""
    parts: dict[str, list[Contribution]] = {}
    for each in meeting.contributions:
        if each.part_of_id:
            parts.setdefault(each.part_of_id, []).append(each)
    whole = [each for each in meeting.contributions if not each.part_of_id]
    ordered: list[Contribution] = []
    for each in sorted(whole, key=lambda one: not one.is_open):
        ordered += [each, *parts.pop(each.id, ())]
    return ordered + [each for left in parts.values() for each in left]


def _who_decided(contribution: Contribution) -> str:
    if contribution.decided_at is None or contribution.is_open:
        return ""
    day = day_text(wall_time(contribution.decided_at).date())
    words = QCoreApplication.translate("ContributionEntry", "Besluttet {0} af {1}")
    return words.format(day, contribution.decided_by) if contribution.decided_by else day


def _what_told(contribution: Contribution) -> str:
    def tr(text: str) -> str:
        return QCoreApplication.translate("ContributionEntry", text)

    if not contribution.told:
        return "" if contribution.is_open else tr("De har ikke fået det at vide endnu.")
    if contribution.told_at is None:
        return tr("De har fået at vide: ”{0}”").format(contribution.told)
    day = day_text(wall_time(contribution.told_at).date())
    if contribution.told_in_folder:
        return tr("Svaret er lagt i mappen {0}: ”{1}”").format(day, contribution.told)
    return tr("De fik at vide {0}: ”{1}”").format(day, contribution.told)
