"""The dialog where an answer to the minutes from the phone or from paper is written down."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import Correction, CorrectionDraft, CorrectionKind
from moedeleder.domain.text import shorten
from moedeleder.services.correction_rows import RoundView
from moedeleder.services.labels import channel_label
from moedeleder.ui.pages.agenda.points import person_line
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.passage_picker import PassagePicker

_NAME_SHOWN = 60
_WAYS = (Channel.PHONE, Channel.PAPER, Channel.MAIL)
_LINES = 4


class NoteCorrectionDialog(Dialog):
    """Asks who answers, whether they agree, and what should stand instead.

    Whoever opened it listens to ``confirm_requested``, keeps ``draft()`` and accepts. With
    ``said`` it mends something noted, or sorts what came in: of that the words are its sender's.
    """

    def __init__(
        self,
        view: RoundView,
        parent: QWidget | None = None,
        *,
        person_id: str = "",
        said: Correction | None = None,
    ) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("NoteCorrectionDialog", text)

        super().__init__(
            tr("Notér et svar på referatet") if said is None else tr("Ret det noterede"),
            tr("Gem svaret"),
            parent,
            object_name="noteCorrectionDialog",
            width=680,
        )
        self._said = said
        people = [each.person for each in view.meeting.attendees]
        self._who = Choice((shorten(person_line(p), _NAME_SHOWN), p.id) for p in people)
        self._how = Choice((channel_label(each), each) for each in _WAYS)
        self._kind = Choice(
            (
                (tr("Har en rettelse"), CorrectionKind.CORRECT),
                (tr("Har en bemærkning"), CorrectionKind.REMARK),
                (tr("Er enig i referatet"), CorrectionKind.AGREE),
            )
        )
        self._picker = PassagePicker(view.version.record, with_whole=True)
        self._words = QPlainTextEdit()
        self._begin = quiet(self.tr("Begynd med teksten, som den står"), "beginWithPlace", "edit")
        self._add_fields()
        self._who.set_value(person_id)
        if said is not None:
            self._show_said(said)
        self._show_kind()
        self._kind.chosen.connect(lambda _kind: self._show_kind())
        self._picker.picked.connect(self._show_begin)
        self._words.textChanged.connect(self._show_begin)
        self._begin.clicked.connect(self._begin_with_place)
        (self._kind if person_id or said else self._who).setFocus()

    @property
    def person_id(self) -> str:
        """Who answers."""
        return str(self._who.value() or "")

    @property
    def channel(self) -> Channel:
        """How they answered."""
        return Channel(self._how.value())

    def draft(self) -> CorrectionDraft:
        """Return what stands in the fields."""
        kind = CorrectionKind(self._kind.value())
        words = self._words.toPlainText().strip()
        if self._said is not None and self._said.answer_id is not None:
            words = self._said.words
        if kind is CorrectionKind.AGREE:
            return CorrectionDraft(kind, words=words)
        return CorrectionDraft(kind, self._picker.part, self._picker.place, words)

    def _add_fields(self) -> None:
        form = self.use_form(Form())
        form.add_beside(
            ("person", self.tr("Hvem svarer?"), self._who, 3),
            ("channel", self.tr("Hvordan?"), self._how, 2),
        )
        form.add("kind", self.tr("Hvad svarer de?"), self._kind)
        form.add_widget(self._picker)
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(_LINES * self._words.fontMetrics().lineSpacing() + 20)
        form.add("words", self.tr("Hvad skal der stå i stedet?"), self._words)
        form.add_widget(self._begin)

    def _show_said(self, said: Correction) -> None:
        self._who.set_value(said.person.id)
        self._how.set_value(said.channel)
        self._kind.set_value(said.kind)
        self._picker.show_place(said.part, said.place)
        self._words.setPlainText(said.words)
        self._who.setEnabled(False)
        self._how.setEnabled(False)
        # What came in by itself stands as its sender wrote it.
        self._words.setReadOnly(said.answer_id is not None)

    def _show_kind(self) -> None:
        assert self.form is not None
        kind = CorrectionKind(self._kind.value())
        row = self.form.row("words")
        remark = self.tr("Bemærkningen, med deres egne ord")
        instead = self.tr("Hvad skal der stå i stedet?")
        row.set_label(remark if kind is CorrectionKind.REMARK else instead)
        came_in = self._said is not None and self._said.answer_id is not None
        row.setVisible(kind is not CorrectionKind.AGREE or came_in)
        self._picker.setVisible(kind is not CorrectionKind.AGREE)
        self._show_begin()

    def _show_begin(self) -> None:
        corrects = self._kind.value() is CorrectionKind.CORRECT
        can_begin = bool(self._picker.place) and not self._words.toPlainText().strip()
        self._begin.setVisible(corrects and can_begin and not self._words.isReadOnly())

    def _begin_with_place(self) -> None:
        self._words.setPlainText(self._picker.place)
        self._words.setFocus()
        self._words.moveCursor(self._words.textCursor().MoveOperation.End)
