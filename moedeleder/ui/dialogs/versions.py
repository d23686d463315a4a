"""The dialog of versions: which agenda was shared when, with whom, and what was new in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.agenda_record import AgendaRecord, AgendaStage
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import MailWay
from moedeleder.domain.text import shorten
from moedeleder.services.sharing import SharedVersion
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import caption
from moedeleder.ui.dispatch import perform_in_background
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.private_folder import PrivateFolder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import delivery_text, letter_line, moment_text

_PEOPLE_SHOWN = 12
_CHANGES_SHOWN = 20
_SHOWN = 300
_OTHERS_SHOWN = 20
_WITHOUT_AGENDA = (LetterKind.RECEIPT, LetterKind.CANCELLATION)


def _tr(text: str) -> str:
    return QCoreApplication.translate("VersionsDialog", text)


def open_file(path: Path) -> None:
    """Show a file in the program the person's system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class VersionsDialog(Dialog):
    """Shows every shared agenda, the newest first; nothing in it can be changed."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        parent: QWidget | None = None,
        *,
        show_file: Callable[[Path], object] = open_file,
    ) -> None:
        super().__init__(
            _tr("Hvem har fået hvad"),
            _tr("Luk"),
            parent,
            text=_tr("En delt dagsorden bliver stående, som den var, da den blev delt."),
            object_name="versionsDialog",
            width=660,
        )
        self._desk, self._meeting, self._show_file = desk, meeting, show_file
        self._folder = PrivateFolder()
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        self._in_folder = desk.office.settings.mail().way is MailWay.FOLDER
        versions = desk.office.sharing.versions(meeting.id)
        if versions:
            self._show_versions(versions)
        else:
            self.body.addWidget(
                EmptyState(
                    "document",
                    self.tr("Intet er delt endnu"),
                    self.tr("Når du deler kladden eller indkalder, står udgaverne her."),
                )
            )
        self._show_others()
        self.confirm_button.setFocus()

    def _show_versions(self, versions: Sequence[SharedVersion]) -> None:
        since = self._desk.office.sharing.changes_since(self._meeting.id)
        if since:
            self.body.addWidget(_NotShared(since))
        for shared in reversed(versions):
            card = VersionCard(shared, in_folder=self._in_folder)
            card.open_requested.connect(self._open_version)
            self.body.addWidget(card)

    def _show_others(self) -> None:
        letters = self._desk.office.sending.deliveries(self._meeting.id)
        others = [letter for letter in letters if letter.kind in _WITHOUT_AGENDA]
        if others:
            self.body.addWidget(_OtherLetters(others, self._in_folder))

    def _open_version(self, record: AgendaRecord) -> None:
        papers = self._desk.office.papers
        perform_in_background(
            self._desk.background,
            self,
            lambda: papers.version_file(record, self._folder.path()),
            success=self._show_file,
        )


class VersionCard(Card):
    """One shared agenda: when and by whom, what was new, and who got it."""

    open_requested = Signal(object)
    """The ``AgendaRecord`` that was shared."""

    def __init__(self, shared: SharedVersion, *, in_folder: bool) -> None:
        version = shared.version
        look = secondary(_tr("Åbn"), f"openVersion-{version.number}", "eye", compact=True)
        look.setAccessibleName(_tr("Åbn udgave {0}").format(version.number))
        look.clicked.connect(lambda: self.open_requested.emit(version.record))
        super().__init__(
            version_title(version.number, version.record.stage),
            look,
            object_name=f"version-{version.number}",
        )
        self.add(caption(_shared_words(shared)))
        if shared.changes:
            self.add(_Lines(_tr("Nyt siden udgaven før:"), shared.changes))
        for letter in shared.letters[:_PEOPLE_SHOWN]:
            self.add(_letter(letter, in_folder))
        more = len(shared.letters) - _PEOPLE_SHOWN
        if more > 0:
            self.add(caption(_tr("Og {0} mere.").format(more)))


class _Lines(QWidget):
    """A heading with sentences below it."""

    def __init__(self, heading: str, lines: Sequence[str], tone: Tone | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(WrapLabel(heading, TextRole.STRONG, tone))
        for line in lines[:_CHANGES_SHOWN]:
            column.addWidget(WrapLabel(shorten(line, _SHOWN)))
        more = len(lines) - _CHANGES_SHOWN
        if more > 0:
            column.addWidget(caption(_tr("Og {0} ændringer mere.").format(more)))


class _NotShared(Card):
    """What has been changed since, and nobody has been told."""

    def __init__(self, changes: Sequence[str]) -> None:
        super().__init__(object_name="notShared")
        self.add(_Lines(_tr("Ikke delt endnu:"), changes, Tone.WARN))


class _OtherLetters(Card):
    """The letters that carry no agenda: receipts, and that the meeting is off."""

    def __init__(self, letters: Sequence[Delivery], in_folder: bool) -> None:
        super().__init__(_tr("Andre breve"), object_name="otherLetters")
        for letter in letters[-_OTHERS_SHOWN:]:
            self.add(_letter(letter, in_folder, with_kind=True))
        more = len(letters) - _OTHERS_SHOWN
        if more > 0:
            self.add(caption(_tr("Og {0} før dem.").format(more)))


def version_title(number: int, stage: AgendaStage) -> str:
    """Return e.g. ``Udgave 2 · kladde``."""
    word = _tr("kladde") if stage is AgendaStage.DRAFT else _tr("indkaldelse")
    return _tr("Udgave {0} · {1}").format(number, word)


def _shared_words(shared: SharedVersion) -> str:
    words = _tr("Delt {0}").format(moment_text(shared.version.shared_at))
    by = shorten(shared.version.shared_by.strip(), 60)
    return _tr("{0} af {1}").format(words, by) if by else words


def _letter(letter: Delivery, in_folder: bool, *, with_kind: bool = False) -> QWidget:
    words = letter_line if with_kind else delivery_text
    state = words(letter, in_folder=in_folder)
    return WrapLabel(f"{shorten(letter.name, 48)} · {state}", TextRole.SMALL)
