"""From something that was found in minutes to its place on the page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from moedeleder.domain.record import PartKey
from moedeleder.domain.search import SearchHit
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.steps import Step


def show_found(page: MeetingPage, hit: SearchHit) -> None:
    """Lead to where something stands: in the text that is being written, marked there.

    Minutes that are finished are pages to read; what was found is said above them. Nothing
    happens where the page could not show those minutes.
    """
    step = page.step(Step.MINUTES)
    is_there = page.meeting is not None and page.meeting.id == hit.meeting_id
    if not is_there or page.current_step is not Step.MINUTES or not isinstance(step, MinutesStep):
        return
    if step.finished.isVisibleTo(step):
        words = QCoreApplication.translate("FoundInMinutes", "Fundet under {0}: {1}")
        step.show_found(words.format(hit.heading, hit.text))
    else:
        _go_to(step, hit)


def _go_to(step: MinutesStep, hit: SearchHit) -> None:
    key = next((each for each in PartKey if each == hit.part), None)
    if key is None or key not in step.form.sections:
        return
    step.form.go_to(key)
    part = step.form.parts.get(key)
    if part is not None:
        _mark(part.edit, hit.found_words)


def _mark(edit: QTextEdit, words: tuple[str, ...]) -> None:
    """Select the first of the words that stands there, so that it is seen at once."""
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    for word in words:
        if edit.find(word):
            edit.ensureCursorVisible()
            return
    edit.moveCursor(QTextCursor.MoveOperation.End)
