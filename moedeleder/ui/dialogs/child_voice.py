"""The dialog of how the child is heard at the meeting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import Meeting
from moedeleder.services.labels import voice_label
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named

_WAYS = tuple(way for way in VoiceWay if way is not VoiceWay.UNSAID)


class ChildVoiceDialog(Dialog):
    """Asks how the child's own view reaches the meeting, or why it does not."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("ChildVoiceDialog", "Barnets stemme"),
            QCoreApplication.translate("ChildVoiceDialog", "Gem"),
            parent,
            text=QCoreApplication.translate(
                "ChildVoiceDialog", "Hvordan bliver barnet hørt på mødet?"
            ),
            object_name="childVoiceDialog",
            width=520,
        )
        self._desk, self.meeting = desk, meeting
        self._ways: dict[VoiceWay, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(5 * self._note.fontMetrics().lineSpacing())
        self._add_ways()
        form = self.use_form(Form())
        self._row = form.add("note", self.tr("Mere om det"), self._note)
        self._show(meeting.child_voice)
        self._group.buttonToggled.connect(lambda *_: self._way_changed())
        self._way_changed()
        self.confirm_requested.connect(self._save)

    def voice(self) -> ChildVoice:
        """Return what stands in the dialog."""
        chosen = (way for way, button in self._ways.items() if button.isChecked())
        return ChildVoice(next(chosen, VoiceWay.UNSAID), self._note.toPlainText())

    def _add_ways(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        for way in _WAYS:
            words = voice_label(way)
            if way is VoiceWay.NOT_HEARD:
                words = self.tr("Barnet bliver ikke hørt, fordi …")
            button = named(QRadioButton(words), f"voice-{way.value}", words)
            self._ways[way] = button
            self._group.addButton(button)
            column.addWidget(button)
        self.body.addLayout(column)

    def _show(self, voice: ChildVoice) -> None:
        chosen = self._ways.get(voice.way)
        if chosen is not None:
            chosen.setChecked(True)
        self._note.setPlainText(voice.note)
        (chosen or self._ways[_WAYS[0]]).setFocus()

    def _way_changed(self) -> None:
        way = self.voice().way
        self.confirm_button.setEnabled(way is not VoiceWay.UNSAID)
        question = {
            VoiceWay.ATTENDS: self.tr("Hvad skal der til, for at det er rart for barnet?"),
            VoiceWay.TOLD_BEFORE: self.tr("Hvem har barnet fortalt det til, og hvornår?"),
            VoiceWay.PICTURE: self.tr("Hvad viser det, og hvem viser det på mødet?"),
            VoiceWay.SPOKEN_FOR: self.tr("Hvem fortæller for barnet?"),
            VoiceWay.NOT_HEARD: self.tr("Hvorfor bliver barnet ikke hørt?"),
        }.get(way, self.tr("Mere om det"))
        self._row.set_label(question)

    def _save(self) -> None:
        voice = self.voice()
        if voice.way is not VoiceWay.UNSAID and not voice.is_settled:
            assert self.form is not None
            self.form.set_error("note", self.tr("Skriv hvorfor. Det står i mødets papirer."))
            return
        meetings, meeting = self._desk.office.meetings, self.meeting
        saved = perform(
            self,
            lambda: meetings.set_child_voice(meeting.id, meeting.version, voice),
            success=lambda _meeting: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting.id,)),
        )
        if not saved:
            # What somebody else saved has now been told, so the next try may win.
            perform(self, lambda: meetings.get(meeting.id), success=self._seen)

    def _seen(self, meeting: Meeting) -> None:
        self.meeting = meeting
