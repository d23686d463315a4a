"""What the send dialog leans on: whom a letter is for, what is new, and copies to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.before import BeforeLine, BeforeView, Choices
from moedeleder.domain.errors import ChildVoiceMissing, MoedelederError, TimeNotChosen
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.sending import (
    Delivery,
    DeliveryState,
    LetterKind,
    LetterWay,
    Receiver,
    newest_calls,
)
from moedeleder.domain.text import shorten
from moedeleder.services.office import Office
from moedeleder.services.sending import Progress
from moedeleder.services.withdrawals import Outdated
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.send_words import again_caption, news_caption, send_caption
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.icons import IconName
from moedeleder.ui.reader_words import copy_words
from moedeleder.ui.texts import error_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.before_words import BY_WORD, mail_count, paper_caption
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.wording import letter_name, moment_text

ChooseFolder = Callable[[QWidget], Path | None]
Hindrance = ChildVoiceMissing | TimeNotChosen
_NAME = 60
_AGAIN = (DeliveryState.READY, DeliveryState.FAILED, DeliveryState.INTERRUPTED)
HINDRANCES = (ChildVoiceMissing, TimeNotChosen)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendDialog", text)


class ProgressNews(QObject):
    """Carries the progress of a sending from the worker's thread to the dialog's."""

    moved = Signal(int, int)

    def tell(self, progress: Progress) -> None:
        """Say how far it has come; from any thread."""
        self.moved.emit(progress.done, progress.total)


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
    if kind is LetterKind.MINUTES and office.copies.newest(meeting_id):
        # Never all of it to somebody who may not read all of it.
        return office.copies.save(meeting_id, own, folder)
    return papers.save(meeting_id, kind, folder)


def marks_told(
    office: Office, meeting_id: str, kind: LetterKind, letters: Sequence[Delivery]
) -> str:
    """Return in words whose the files are that hold a copy not for others."""
    if kind is not LetterKind.MINUTES:
        return ""
    own = {each.attendee_id for each in letters if not is_sent(each)}
    copies = office.copies.newest(meeting_id)
    lines = [
        _tr("Filerne med {0} er til {1}.").format(each.mark, shorten(each.name, _NAME))
        for each in copies
        if each.mark and each.attendee_id in own
    ]
    return " ".join(lines)


def wanted(desk: Desk, meeting: Meeting, kind: LetterKind, only_new: bool) -> tuple[Receiver, ...]:
    """Return who a letter is for; ``only_new`` leaves out those who have one of its kind."""
    office = desk.office
    if kind is LetterKind.WITHDRAWAL:
        return office.withdrawals.pending(meeting.id)
    receivers = office.sending.receivers(meeting.id)
    again = is_sent_for_good(meeting, kind)
    if not only_new and not again and kind is not LetterKind.FEEDBACK:
        return receivers
    letters = office.sending.deliveries(meeting.id)
    if again:
        # The next version is for exactly those who had the one before.
        newest = max((each.number for each in letters if each.kind is kind), default=0)
        had = {each.attendee_id for each in letters if each.kind is kind and each.number == newest}
        return tuple(each for each in receivers if each.attendee_id in had)
    known = {letter.attendee_id for letter in letters if letter.kind is kind}
    if kind is LetterKind.INVITATION:
        known = set(newest_calls(letters))
    if kind is LetterKind.FEEDBACK:
        # Only some are asked; those who are have their letter already.
        return tuple(each for each in receivers if each.attendee_id in known)
    return tuple(each for each in receivers if each.attendee_id not in known)


def before_view(
    desk: Desk,
    meeting: Meeting,
    kind: LetterKind,
    letters: Sequence[str],
    only_new: bool,
    choices: Choices,
) -> BeforeView:
    """Return what is shown before letters leave.

    Args:
        letters: ids of letters made before; none: they are made now.

    Raises:
        ResourceFault, NotFound: as named.
    """
    before = desk.office.before
    if letters:
        return before.view_again(meeting.id, letters)
    ids = [each.attendee_id for each in wanted(desk, meeting, kind, only_new)]
    return before.view(meeting.id, kind, attendee_ids=ids, choices=choices)


def announced(
    office: Office,
    meeting: Meeting,
    kind: LetterKind,
    attendee_ids: Sequence[str],
    only_new: bool,
    choices: Choices,
) -> Meeting:
    """Make the letters that were shown, and keep in whose name they leave.

    Raises:
        MoedelederError: as the service says; no letter is made.
    """
    office.before.remember(choices)
    if kind is LetterKind.WITHDRAWAL:
        return office.withdrawals.announce(meeting.id, attendee_ids, choices=choices)
    return office.sending.announce_meeting(meeting.id, meeting.version, only_new, choices=choices)


def to_send_again(desk: Desk, meeting_id: str, letters: Sequence[Delivery]) -> list[str]:
    """Return letters that did not leave, and those whose address has been found meanwhile."""
    found = {each.attendee_id for each in _receivers(desk, meeting_id) if each.can_get_mail}
    return [
        letter.id
        for letter in letters
        if letter.channel is LetterWay.MAIL
        and (
            letter.state in _AGAIN
            or (letter.state is DeliveryState.NO_ADDRESS and letter.attendee_id in found)
        )
    ]


def is_known_way(
    desk: Desk, meeting_id: str, letters: Sequence[Delivery], wanted_ids: Sequence[str]
) -> bool:
    """Whether letters that are to leave again go just where they were shown to go."""
    now = {each.attendee_id: each.address.casefold() for each in _receivers(desk, meeting_id)}
    return all(
        letter.released_at is not None
        and now.get(letter.attendee_id, letter.address.casefold()) == letter.address.casefold()
        for letter in letters
        if letter.id in wanted_ids
    )


def _receivers(desk: Desk, meeting_id: str) -> tuple[Receiver, ...]:
    return desk.office.sending.receivers(meeting_id)


def show_over(dialog: Dialog) -> None:
    """Show a dialog over another; it is thrown away once it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def set_title(dialog: Dialog, title: str) -> None:
    """Say in the heading of a dialog what it has come to."""
    heading = dialog.findChild(Label, "dialogTitle")
    assert isinstance(heading, Label)
    heading.setText(title)
    dialog.setAccessibleName(title)


def is_sent_for_good(meeting: Meeting, kind: LetterKind) -> bool:
    """Whether these are minutes of which a version is finished already."""
    return kind is LetterKind.MINUTES and meeting.state is MeetingState.FINISHED


def is_sent(delivery: Delivery) -> bool:
    """Whether a letter has left."""
    return delivery.state is DeliveryState.SENT


def hindrance_of(desk: Desk, meeting: Meeting, kind: LetterKind) -> Hindrance | None:
    """Return what keeps people from being called to a meeting and can be put right at once."""
    if kind is not LetterKind.INVITATION:
        return None
    try:
        desk.office.sending.check_ready(meeting.id)
    except HINDRANCES as error:
        return error
    except MoedelederError:
        # Said when it is tried.
        pass
    return None


def offer_remedy(banner: Banner, hindrance: Hindrance | None) -> None:
    """Say what keeps people from being called, with the button that puts it right."""
    if hindrance is not None:
        said = error_text(hindrance)
        banner.show_message(said.what, Tone.WARN, said.rest, remedy_caption(hindrance))


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


def gets_told(
    desk: Desk, meeting: Meeting, kind: LetterKind, letters: Sequence[str], reason: str = ""
) -> Mapping[str, str]:
    """Return in words what is in each letter, by the line's key; nothing where all are alike.

    Args:
        letters: ids of letters made before.
        reason: why there is a version of the minutes after the first.
    """
    if letters:
        made = desk.office.sending.deliveries(meeting.id)
        return {each.id: letter_words(each) for each in made if each.id in letters}
    return copies_told(desk, meeting, kind, reason)


def copies_told(
    desk: Desk, meeting: Meeting, kind: LetterKind, reason: str = ""
) -> Mapping[str, str]:
    """Return in words what each attendee gets of the minutes, by id; other letters are alike.

    Args:
        reason: why there is a version after the first.
    """
    if kind is not LetterKind.MINUTES:
        return {}
    child_page = not desk.office.minutes.preview(meeting.id).child_page.is_empty
    view = desk.office.readers.view(meeting.id)
    return {
        each.attendee.id: copy_words(
            view.meeting, each, child_page=child_page, has_reason=bool(reason.strip())
        )
        + interpreter_hint(each.attendee.person)
        for each in view.readers
    }


def letter_words(letter: Delivery) -> str:
    """Return which letter it is, e.g. ``Referat, version 2``, and a word of care."""
    name = letter_name(letter.kind)
    if letter.kind is LetterKind.MINUTES:
        name = _tr("{0}, version {1}").format(name, letter.number)
    if letter.state is DeliveryState.UNCERTAIN:
        return _tr("{0}. Den kan være kommet frem, så får de den to gange").format(name)
    if has_got(letter):
        when = moment_text(letter.sent_at or letter.changed_at)
        return _tr("{0}. Har fået den {1}").format(name, when).strip()
    if letter.is_laid_ready:
        return _tr("{0}. Lagt klar til Digital Post").format(name)
    return name


def has_got(letter: Delivery) -> bool:
    """Whether somebody has a letter: it was sent, or handed over on paper."""
    if letter.state is DeliveryState.SENT:
        return not letter.lies_in_folder()
    return letter.state is DeliveryState.PRINTED and not letter.is_laid_ready


def proposed_again(desk: Desk, meeting: Meeting, ids: Sequence[str]) -> frozenset[str] | None:
    """Return :func:`not_yet_got` of letters made before; None where there are none."""
    if not ids:
        return None
    made = desk.office.sending.deliveries(meeting.id)
    return not_yet_got([each for each in made if each.id in ids])


def not_yet_got(letters: Sequence[Delivery]) -> frozenset[str] | None:
    """Return which of several letters to propose once more, by id; None is all of them.

    Whoever has it, or may have, is not written to twice unasked. One letter alone was asked for.
    """
    if len(letters) == 1:
        return None
    may_have = (DeliveryState.UNCERTAIN, DeliveryState.SENDING)
    return frozenset(
        each.id
        for each in letters
        if not (has_got(each) or each.is_laid_ready or each.state in may_have)
    )


def interpreter_hint(person: Person) -> str:
    """Return gently that an interpreter seldom needs the minutes; they are ticked like all."""
    if person.role is not PersonRole.INTERPRETER:
        return ""
    return _tr(". En tolk har sjældent brug for referatet: tag krydset væk, hvis det er så")


def caption_of(
    meeting: Meeting,
    kind: LetterKind,
    chosen: Sequence[BeforeLine],
    *,
    only_new: bool = False,
    changed: bool = False,
    again: bool = False,
    news: Outdated | None = None,
) -> tuple[str, IconName]:
    """Return what the dialog does, for its heading and its button, and the button's icon.

    Args:
        changed: the agenda is another than the one people have.
        again: letters that were made before leave once more.
        news: what of time and place is another than people know.
    """
    by_mail = mail_count(chosen)
    if again:
        return again_caption(by_mail), "mail"
    if chosen and not by_mail and kind not in BY_WORD:
        on_paper = {each.channel for each in chosen} == {LetterWay.PAPER}
        return paper_caption(chosen), ("printer" if on_paper else "document")
    invited = meeting.invited_at is not None
    # Everybody who gets it counts, whatever the way, as on the page behind.
    count = len(chosen) if by_mail else 0
    told = news_caption(news, count) if news and kind is LetterKind.INVITATION else ""
    if told and not only_new:
        return told, "mail"
    return send_caption(kind, count, only_new, again=invited, changed=changed), "mail"
