"""The small dialogs that decide what becomes of a contribution; its words stand in each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from moedeleder.domain.agenda import POINT_MINUTES_LIMIT, ItemKind
from moedeleder.domain.contributions import Contribution, ContributionKind, Decision
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.agenda.contribution_card import ContributionBox, sender
from moedeleder.ui.pages.agenda.decisions import Verdict
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_MINUTES = 10
_TITLE_SHOWN = 90


def _tr(text: str) -> str:
    return QCoreApplication.translate("ContributionDialog", text)


class ContributionDialog(Dialog):
    """Shows a contribution and asks what a decision about it needs.

    Whoever opened it listens to ``confirm_requested``, acts on ``verdict()`` and accepts.
    """

    def __init__(
        self,
        contribution: Contribution,
        title: str,
        confirm: str,
        parent: QWidget | None,
        object_name: str,
    ) -> None:
        super().__init__(title, confirm, parent, object_name=object_name, width=560)
        self.contribution = contribution
        self.body.addWidget(ContributionBox(contribution))

    def verdict(self) -> Verdict:
        """Return what is decided."""
        raise NotImplementedError


class PutOnDialog(ContributionDialog):
    """Makes a contribution a point of its own: a title, and how long it takes."""

    def __init__(self, contribution: Contribution, parent: QWidget | None = None) -> None:
        title, confirm = _tr("Sæt på dagsordenen"), _tr("Sæt på dagsordenen")
        super().__init__(contribution, title, confirm, parent, "putOnDialog")
        self._title = QLineEdit(contribution.suggested_title)
        self._minutes = NumberField(0, POINT_MINUTES_LIMIT, self.tr(" min"), step=5)
        self._minutes.setValue(_MINUTES)
        form = self.use_form(Form())
        form.add_beside(
            ("title", self.tr("Punktets titel"), self._title, 3),
            ("minutes", self.tr("Tid"), self._minutes, 1),
        )
        form.add_widget(
            WrapLabel(
                self.tr("Deres egne ord står under punktet, som de er sendt."),
                TextRole.SMALL,
                Tone.NEUTRAL,
            )
        )
        # Marked from the end, so that a long title shows how it begins.
        whole = len(self._title.text())
        self._title.setSelection(whole, -whole)
        self._title.setFocus()

    def verdict(self) -> Verdict:
        """Return the new point."""
        return Verdict(Decision.ON_AGENDA, title=self._title.text(), minutes=self._minutes.value())


class MergeDialog(ContributionDialog):
    """Lays a contribution under a point that is on the agenda already."""

    def __init__(
        self, contribution: Contribution, meeting: Meeting, parent: QWidget | None = None
    ) -> None:
        title, confirm = _tr("Læg til et punkt"), _tr("Læg til punktet")
        super().__init__(contribution, title, confirm, parent, "mergeDialog")
        self._point = Choice(
            (f"{at}. {shorten(item.title, _TITLE_SHOWN)}", item.id)
            for at, item in enumerate(meeting.items, 1)
        )
        form = self.use_form(Form())
        form.add(
            "point",
            self.tr("Hvilket punkt?"),
            self._point,
            self.tr("Deres egne ord kommer til at stå under punktet."),
        )
        self._point.set_value(_likely_point(contribution, meeting))
        self._point.setFocus()

    def verdict(self) -> Verdict:
        """Return the point it goes to."""
        return Verdict(Decision.MERGED, item_id=str(self._point.value()))


def _likely_point(contribution: Contribution, meeting: Meeting) -> str | None:
    """Return the family's first point; the child's only for the child's own words."""
    is_childs = contribution.kind is ContributionKind.CHILD_WORDS
    familys = [item for item in meeting.items if item.is_familys]
    fitting = [item for item in familys if (item.kind is ItemKind.CHILD_VOICE) is is_childs]
    return next((item.id for item in (*fitting, *familys)), None)


class ReasonDialog(ContributionDialog):
    """Asks for a reason, and for another place where one is needed; the family reads both."""

    def __init__(
        self, contribution: Contribution, decision: Decision, parent: QWidget | None = None
    ) -> None:
        title, confirm, name = _reason_words(decision)
        super().__init__(contribution, title, confirm, parent, name)
        self._decision = decision
        self._where, self._reason = QLineEdit(), QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(5 * self._reason.fontMetrics().lineSpacing())
        form = self.use_form(Form())
        first: QWidget = self._reason
        if decision is Decision.ELSEWHERE:
            self._where.setPlaceholderText(self.tr("F.eks. i en samtale med skolen"))
            form.add("where", self.tr("Hvor tager I det op?"), self._where)
            first = self._where
        if decision is Decision.WITHDRAWN:
            note = self.tr("Ordene bliver stående i listen over alle bidrag.")
        else:
            note = self.tr("Familien læser det i sin kvittering.")
        form.add("reason", self.tr("Hvorfor?"), self._reason, note)
        first.setFocus()

    def verdict(self) -> Verdict:
        """Return the decision with its reason."""
        reason = self._reason.toPlainText()
        return Verdict(self._decision, where=self._where.text(), reason=reason)


def _reason_words(decision: Decision) -> tuple[str, str, str]:
    if decision is Decision.ELSEWHERE:
        return _tr("Tag op et andet sted"), _tr("Tag op et andet sted"), "elsewhereDialog"
    if decision is Decision.NOT_NOW:
        return _tr("Ikke denne gang"), _tr("Svar, at det ikke er denne gang"), "notNowDialog"
    return _tr("Fejl eller trukket tilbage"), _tr("Tag bidraget ud"), "withdrawDialog"


class SplitDialog(Dialog):
    """Lets somebody mark a passage of a long mail and make it a contribution of its own.

    ``split_requested`` carries the passage; the dialog stays open for the next one.
    """

    split_requested = Signal(str)

    def __init__(self, contribution: Contribution, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Del op i flere"),
            _tr("Gør det markerede til et bidrag"),
            parent,
            text=_tr("Markér et stykke med musen eller med Shift og pilene."),
            cancel=_tr("Luk"),
            object_name="splitDialog",
            width=640,
        )
        self.contribution = contribution
        self._words = named(
            QPlainTextEdit(contribution.words), "splitWords", self.tr("Deres egne ord")
        )
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self._words.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self._words.setMinimumHeight(12 * self._words.fontMetrics().lineSpacing())
        self._words.copyAvailable.connect(self.confirm_button.setEnabled)
        self._made = Label("", TextRole.SMALL, Tone.OK)
        self._made.setObjectName("splitCount")
        self._made.hide()
        self._count = 0
        self.confirm_button.setEnabled(False)
        self.confirm_requested.connect(self._split)
        self.body.addWidget(sender(contribution))
        self.body.addWidget(self._words)
        self.body.addWidget(self._made)
        self._words.setFocus()

    def note_made(self, contribution: Contribution) -> None:
        """Say that a passage is a contribution now; ``contribution`` is the whole, as saved."""
        self.contribution = contribution
        self._count += 1
        one, many = self.tr("1 nyt bidrag er lavet."), self.tr("{0} nye bidrag er lavet.")
        self._made.setText(one if self._count == 1 else many.format(self._count))
        self._made.show()
        cursor = self._words.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self._words.setTextCursor(cursor)
        self._words.setFocus()

    def _split(self) -> None:
        # Qt writes a line end inside a selection as a paragraph sign.
        passage = self._words.textCursor().selectedText().replace("\u2029", "\n").strip()
        if passage:
            self.split_requested.emit(passage)
