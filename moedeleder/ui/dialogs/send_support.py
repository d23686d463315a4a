"""What the send dialog leans on: whom a letter is for, what is new, and copies to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import ChildVoiceMissing, TimeNotChosen
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, Receiver
from moedeleder.services.office import Office
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.send_words import send_caption
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.widgets.dialog import Dialog

ChooseFolder = Callable[[QWidget], Path | None]
Hindrance = ChildVoiceMissing | TimeNotChosen
_AGAIN = (DeliveryState.READY, DeliveryState.FAILED)
HINDRANCES = (ChildVoiceMissing, TimeNotChosen)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


class ProgressNews(QObject):
    """Carries the progress of a sending from the worker's thread to the dialog's."""

    moved = Signal(int, int)


def choose_folder(parent: QWidget) -> Path | None:
    """Ask where the copies shall lie; None when the person changed their mind."""
    return ask_folder(parent, _tr("Vælg en mappe til kopierne"))


def save_copies(
    office: Office, meeting_id: str, kind: LetterKind, letters: Sequence[Delivery], folder: Path
) -> tuple[Path, ...]:
    """Write what is to be handed over on paper; drafts and receipts are each person's own.

    Raises:
        NotFound, DocumentFailed, TemplateMissing: as named.
        FolderNotWritable, DiskFull: nothing half is left behind.
    """
    papers = office.papers
    own = [each.attendee_id for each in letters if not is_sent(each)]
    if kind is LetterKind.DRAFT:
        return tuple(path for each in own for path in papers.save_share(meeting_id, each, folder))
    if kind is LetterKind.FEEDBACK:
        return (office.feedback.paper(meeting_id, folder),)
    if kind is LetterKind.RECEIPT:
        return tuple(papers.save_receipt(meeting_id, each, folder) for each in own)
    return papers.save(meeting_id, kind, folder)


def wanted(desk: Desk, meeting: Meeting, kind: LetterKind, only_new: bool) -> tuple[Receiver, ...]:
    """Return who a letter is for; ``only_new`` leaves out those who have one of its kind."""
    receivers = desk.office.sending.receivers(meeting.id)
    if not only_new and kind is not LetterKind.FEEDBACK:
        return receivers
    letters = desk.office.sending.deliveries(meeting.id)
    known = {letter.attendee_id for letter in letters if letter.kind is kind}
    if kind is LetterKind.FEEDBACK:
        # Only some are asked; those who are have their letter already.
        return tuple(each for each in receivers if each.attendee_id in known)
    return tuple(each for each in receivers if each.attendee_id not in known)


def to_send_again(desk: Desk, meeting: Meeting, letters: Sequence[Delivery]) -> list[str]:
    """Return letters that did not leave, and those whose address has been found meanwhile."""
    receivers = desk.office.sending.receivers(meeting.id)
    found = {each.attendee_id for each in receivers if each.can_get_mail}
    return [
        letter.id
        for letter in letters
        if letter.state in _AGAIN
        or (letter.state is DeliveryState.NO_ADDRESS and letter.attendee_id in found)
    ]


def show_over(dialog: Dialog) -> None:
    """Show a dialog over another; it is thrown away once it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def is_sent(delivery: Delivery) -> bool:
    """Whether a letter has left."""
    return delivery.state is DeliveryState.SENT


def remedy_caption(hindrance: Hindrance) -> str:
    """Return what to do about what stands in the way of an invitation."""
    if isinstance(hindrance, TimeNotChosen):
        return _tr("Vælg tid")
    return _tr("Skriv det nu")


def remedy(desk: Desk, meeting: Meeting, hindrance: Hindrance, parent: QWidget) -> Dialog:
    """Return the dialog in which it is put right."""
    if isinstance(hindrance, TimeNotChosen):
        return TimesDialog(desk, meeting, parent)
    return ChildVoiceDialog(desk, meeting, parent)


def changes_told(desk: Desk, meeting: Meeting, kind: LetterKind, only_new: bool) -> tuple[str, ...]:
    """Return in words what a letter says is new since the agenda people have."""
    if kind is not LetterKind.INVITATION or only_new:
        return ()
    return desk.office.sharing.changes_since(meeting.id)


def caption_of(
    meeting: Meeting, kind: LetterKind, count: int, only_new: bool, changes: Sequence[str]
) -> str:
    """Return what the dialog does, for its heading and its button."""
    again = meeting.invited_at is not None
    return send_caption(kind, count, only_new, again=again, changed=bool(changes))
