"""The dialog of one point on the agenda."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from moedeleder.domain.agenda import POINT_MINUTES_LIMIT, AgendaItem, ItemDraft, ItemKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.labels import kind_label
from moedeleder.ui.pages.agenda.points import person_line
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.number_field import NumberField

_NAME_SHOWN = 60
_NOBODY = ""
_FAMILY = "family"


class AgendaItemDialog(Dialog):
    """Asks for a point's title, kind, minutes, who raised it, and the family's own words.

    Whoever opened it listens to ``confirm_requested``, saves ``draft()`` and accepts.
    """

    def __init__(
        self, meeting: Meeting, item: AgendaItem | None = None, parent: QWidget | None = None
    ) -> None:
        title, confirm = _titles(item)
        super().__init__(title, confirm, parent, object_name="agendaItemDialog", width=560)
        self.item = item
        self._title = QLineEdit()
        self._kind = Choice((kind_label(kind), kind) for kind in ItemKind)
        self._minutes = NumberField(0, POINT_MINUTES_LIMIT, self.tr(" min"), step=5)
        self._raised_by = Choice()
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(5 * self._words.fontMetrics().lineSpacing())
        self._offer_people(meeting)
        self._fill()
        self._show(item.draft if item else ItemDraft(""))

    def draft(self) -> ItemDraft:
        """Return what stands in the fields."""
        raised_by = str(self._raised_by.value())
        return ItemDraft(
            self._title.text(),
            self._kind.value(),
            self._minutes.value(),
            None if raised_by in (_NOBODY, _FAMILY) else raised_by,
            raised_by == _FAMILY,
            self._words.toPlainText(),
        )

    def _offer_people(self, meeting: Meeting) -> None:
        people = [attendee.person for attendee in meeting.attendees]
        raised = self.item.raised_by if self.item else None
        if raised is not None and raised.id not in {person.id for person in people}:
            people.append(raised)
        self._raised_by.set_options(
            [
                (self.tr("Ingen bestemt"), _NOBODY),
                (self.tr("Familien"), _FAMILY),
                *((shorten(person_line(person), _NAME_SHOWN), person.id) for person in people),
            ]
        )

    def _fill(self) -> None:
        form = self.use_form(Form())
        form.add("title", self.tr("Hvad skal I tale om?"), self._title)
        form.add_beside(
            ("kind", self.tr("Hvad skal der ske?"), self._kind, 3),
            ("minutes", self.tr("Tid"), self._minutes, 2),
        )
        form.add("raised_by", self.tr("Hvem kommer med punktet?"), self._raised_by)
        form.add(
            "words",
            self.tr("Familiens egne ord"),
            self._words,
            self.tr("Skriv det, som de siger det. Det står på dagsordenen."),
        )

    def _show(self, draft: ItemDraft) -> None:
        self._title.setText(draft.title)
        self._kind.set_value(draft.kind)
        self._minutes.setValue(draft.minutes)
        raised_by = draft.raised_by_id or (_FAMILY if draft.from_family else _NOBODY)
        self._raised_by.set_value(raised_by)
        self._words.setPlainText(draft.words)
        self._title.setFocus()


def _titles(item: AgendaItem | None) -> tuple[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("AgendaItemDialog", text)

    if item is None:
        return tr("Nyt punkt"), tr("Sæt på dagsordenen")
    return tr("Ret punktet"), tr("Gem punktet")
