"""The card of how the child is heard: one slot that must be filled before people are invited."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.services.labels import voice_label
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NOTE_SHOWN = 300


class ChildVoiceCard(Card):
    """How the child's own view reaches the meeting, or that nobody has said yet."""

    edit_requested = Signal()

    def __init__(self) -> None:
        edit = quiet("", "editChildVoice", "edit")
        super().__init__(" ", edit, object_name="childVoiceCard")
        self.set_title(self.tr("Barnets stemme"))
        edit.set_caption(self.tr("Ret"))
        edit.clicked.connect(self.edit_requested)
        self._edit = edit
        self._shown: object = None

    def show_meeting(self, meeting: Meeting, editable: bool, is_missing: bool) -> None:
        """Show how the child is heard; ``is_missing`` when nobody can be invited before."""
        voice = meeting.child_voice
        self._edit.setVisible(voice.is_settled and editable)
        content = (voice, meeting.child_name, editable, is_missing)
        if content == self._shown:
            return
        self._shown = content
        self.clear()
        child = shorten(meeting.child_name.split(" ", 1)[0], 30)
        if voice.is_settled:
            self.add(WrapLabel(voice_label(voice.way)))
            if voice.note.strip():
                note = shorten(voice.note, _NOTE_SHOWN)
                self.add(WrapLabel(note, TextRole.SMALL, Tone.NEUTRAL))
            return
        if not editable:
            self.add(WrapLabel(self.tr("Der står ikke noget."), tone=Tone.NEUTRAL))
            return
        if is_missing:
            asked = self.tr("Det skal stå her, før I indkalder.")
            self.add(Remark("warning", asked, Tone.WARN))
        words = self.tr("Skriv, hvordan {0} bliver hørt").format(child)
        write = secondary(words, "writeChildVoice", "edit", compact=True)
        write.clicked.connect(self.edit_requested)
        self.body.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
