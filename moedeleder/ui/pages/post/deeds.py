"""What a person does with chosen letters of a meeting, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.domain.text import shorten
from moedeleder.services.post_view import PostView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.digital_post import open_digital_post
from moedeleder.ui.dialogs.letter_view import LetterViewDialog
from moedeleder.ui.dialogs.print_letters import open_print_letters
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.pages.post.chosen import Chosen
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.wording import count_text

_NAME, _PATH = 60, 200


class PostDeeds:
    """Does what is wished for chosen letters; the page shows them again afterwards."""

    def __init__(self, desk: Desk, page: ScrollPage, refresh: Callable[[], object]) -> None:
        self._desk, self._page, self._refresh = desk, page, refresh
        self.meeting_id = ""

    def send_again(self, chosen: Sequence[Chosen]) -> None:
        """Show the letters that can leave as they would leave; nothing leaves before that."""
        ids = [each.letter.id for each in chosen if each.can_send]
        if ids:
            self._over(lambda meeting: SendDialog.again(self._desk, meeting, ids, self._page))

    def print(self, chosen: Sequence[Chosen]) -> None:
        """Make one file of the letters for the printer."""
        ids = [each.letter.id for each in chosen if each.can_print]
        if ids:
            self._then(lambda meeting: open_print_letters(self._desk, meeting, ids, self._page))

    def lay_ready(self, chosen: Sequence[Chosen]) -> None:
        """Lay the letters ready for Digital Post."""
        ids = [each.letter.id for each in chosen if each.can_print]
        if ids:
            self._then(lambda meeting: open_digital_post(self._desk, meeting, ids, self._page))

    def open_letter(self, sent_id: str) -> None:
        """Show a letter as it left."""
        self._over(lambda _meeting: LetterViewDialog(self._desk, sent_id, self._page))

    def save_letter(self, sent_id: str) -> None:
        """Write a letter as it left to a folder the person chooses."""
        folder = ask_folder(self._page, _tr("Hvor skal brevet ligge?"))
        if folder is None:
            return
        perform_in_background(
            self._desk.background,
            self._page,
            lambda: self._desk.office.post.save_letter(sent_id, folder),
            success=self._saved,
        )

    def look_for(self, chosen: Sequence[Chosen]) -> None:
        """Search the mailbox for letters that are uncertain."""
        ids = [each.id for each in _uncertain(chosen)]

        def looked(letters: tuple[Delivery, ...]) -> None:
            found = sum(each.state is DeliveryState.SENT for each in letters)
            self._refresh()
            if found == len(ids):
                self._page.show_message(
                    _tr("Fundet. Brevet er sendt.")
                    if found == 1
                    else _tr("Fundet. De {0} breve er sendt.").format(found)
                )
                return
            words = _tr("{0} er ikke fundet i postkassen.").format(_letters(len(ids) - found))
            self._page.show_message(words, Tone.INFO, _tr("Spørg, om mailen er kommet."))

        self._page.show_message(_tr("Leder i postkassen …"), Tone.INFO)
        perform_in_background(
            self._desk.background,
            self._page,
            lambda: self._desk.office.finding.look_up(ids),
            success=looked,
            failed=self._searched_in_vain,
            changes=self._desk.changes,
            change=self._change,
        )

    def say_arrived(self, chosen: Sequence[Chosen]) -> None:
        """Say that uncertain letters came, or else that those laid ready were sent."""
        say = self._desk.office.outbox.say_arrived
        laid = [each.letter for each in chosen if each.is_laid_ready]
        if laid and not _uncertain(chosen):
            self._say(laid, say, _tr("Noteret: {0} er sendt i Digital Post."))
            return
        self._say(_uncertain(chosen), say, _tr("Noteret: {0} kom frem."))

    def say_lost(self, chosen: Sequence[Chosen]) -> None:
        """Say that uncertain letters never came."""
        say = self._desk.office.outbox.say_lost
        self._say(_uncertain(chosen), say, _tr("Noteret: {0} kom ikke frem."))

    def given_on_paper(self, chosen: Sequence[Chosen]) -> None:
        """Say that letters were handed over."""
        letters = [each.letter for each in chosen if each.is_for_paper]
        give = self._desk.office.sending.mark_printed
        self._say(letters, give, _tr("Noteret: {0} er givet på papir."))

    def _say(self, letters: Sequence[Delivery], say: Callable[[str], object], words: str) -> None:
        if not letters:
            return

        def said() -> PostView:
            for each in letters:
                say(each.id)
            return self._desk.office.post.of_meeting(self.meeting_id)

        def done(view: PostView) -> None:
            versions = {
                each.id: each.version
                for cell in (view.cells or {}).values()
                for each in cell.letters
            }
            self._refresh()
            whose = _tr("brevet til {0}").format(shorten(letters[0].name, _NAME))
            what = whose if len(letters) == 1 else _letters(len(letters))
            self._page.offer_undo(words.format(what), lambda: self._take_back(letters, versions))

        perform(self._page, said, success=done, changes=self._desk.changes, change=self._change)

    def _take_back(self, letters: Sequence[Delivery], versions: dict[str, int]) -> None:
        post = self._desk.office.post

        def back() -> None:
            for each in letters:
                post.take_back(each, versions[each.id])

        perform(
            self._page,
            back,
            success=lambda _done: self._refresh(),
            changes=self._desk.changes,
            change=self._change,
        )

    def _searched_in_vain(self) -> None:
        if self._page.banner.tone is Tone.INFO:
            self._page.banner.dismiss()

    def _saved(self, path: Path) -> None:
        self._page.show_message(_tr("Brevet er gemt."), Tone.OK, shorten(str(path), _PATH))

    def _over(self, made: Callable[[Meeting], Dialog]) -> None:
        def show(meeting: Meeting) -> None:
            dialog = made(meeting)
            dialog.finished.connect(lambda _result: self._refresh())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._then(show)

    def _then(self, show: Callable[[Meeting], object]) -> None:
        meetings = self._desk.office.meetings
        perform(self._page, lambda: meetings.get(self.meeting_id), success=show)

    @property
    def _change(self) -> Change:
        return Change.of(Kind.SENDING, Kind.MEETINGS, ids=(self.meeting_id,))


def _uncertain(chosen: Sequence[Chosen]) -> list[Delivery]:
    return [each.letter for each in chosen if each.is_uncertain]


def _letters(count: int) -> str:
    return count_text(count, _tr("brev"), _tr("breve"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PostPage", text)
