"""Puts the words somebody proposed in place of what stands in a part, where Ctrl+Z undoes it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from moedeleder.domain.corrections import Correction
from moedeleder.domain.record import WRITTEN_PARTS, PartKey
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.section import PartSection


def section_of(form: MinutesForm, said: Correction) -> PartSection | None:
    """Return the written part something is about; None for the whole, a table or a list."""
    if not said.part or PartKey(said.part) not in WRITTEN_PARTS:
        return None
    return form.parts.get(PartKey(said.part))


def stands_there(form: MinutesForm, said: Correction) -> bool:
    """Return whether the proposed words stand in their part by now."""
    section = section_of(form, said)
    if section is None:
        return False
    text = _one_line(section.edit.rich_text().plain)
    words, place = _one_line(said.words), _one_line(said.place)
    return words in text and (not place or place in words or place not in text)


def put_in(form: MinutesForm, said: Correction) -> bool:
    """Write the proposed words in place of the passage, or below the part's text.

    Returns whether it could be done; the new words are marked, and the keyboard is there.
    """
    section = section_of(form, said)
    if section is None:
        return False
    form.go_to(section.key)
    document = section.edit.document()
    cursor = _found(document, said.place) or QTextCursor(document)
    cursor.beginEditBlock()
    if not cursor.hasSelection():
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() > 1:
            cursor.insertBlock()
    start = cursor.selectionStart()
    cursor.insertText(said.words)
    cursor.endEditBlock()
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    section.edit.setTextCursor(cursor)
    section.edit.setFocus()
    section.keeper.save()
    return True


def _found(document: QTextDocument, place: str) -> QTextCursor | None:
    """Return the passage as a selection; None where it does not stand in one paragraph."""
    block = document.begin()
    while place and block.isValid():
        at = block.text().find(place)
        if at >= 0:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + _units(block.text()[:at]))
            end = block.position() + _units(block.text()[: at + len(place)])
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            return cursor
        block = block.next()
    return None


def _units(text: str) -> int:
    """Return how many UTF-16 units a text is, as Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _one_line(text: str) -> str:
    return " ".join(text.split())
