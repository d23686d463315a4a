"""What a person does in the round of corrections; every deed can be undone and done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import Correction, CorrectionDraft
from moedeleder.domain.text import shorten
from moedeleder.services.corrections import Corrections, RoundView
from moedeleder.services.labels import possessive
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.room.history import History, Step

Deed = Callable[[], RoundView]
_NAME = 40


class RoundDeeds(QObject):
    """Carries out decisions on one round, and remembers the way back."""

    changed = Signal(object)
    """The ``RoundView`` as it is now."""
    done = Signal(str)
    """What was done, in words; it can be undone."""

    def __init__(self, desk: Desk, place: QWidget, history: History) -> None:
        super().__init__(place)
        self._desk, self._place, self._history = desk, place, history
        self.view: RoundView | None = None

    def take(self, said: Correction) -> bool:
        """Take something said into the next version."""
        words = self.tr("{0} rettelse tages med").format(_whose(said))
        return self._decide(said, words, lambda now: self._service.take_in(now.id, now.version))

    def stand(self, said: Correction) -> bool:
        """Let a remark stand in the next version."""
        words = self.tr("{0} ord kommer til at stå i referatet").format(_whose(said))
        return self._decide(said, words, lambda now: self._service.stand(now.id, now.version))

    def refuse(self, said: Correction, reason: str, place: QWidget) -> bool:
        """Answer that something is not corrected, and why; errors are shown at ``place``."""
        words = self.tr("{0} rettelse er besvaret").format(_whose(said))
        return self._decide(
            said, words, lambda now: self._service.refuse(now.id, now.version, reason), place
        )

    def undecide(self, said: Correction) -> bool:
        """Let something wait again."""
        return self._do(lambda: self._undecided(said))

    def note(
        self, person_id: str, draft: CorrectionDraft, channel: Channel, place: QWidget
    ) -> bool:
        """Write down an answer; errors are shown at ``place``."""
        meeting_id = self._shown.meeting.id
        before = {each.id for each in self._shown.corrections}
        if not self._do(
            lambda: self._service.note(meeting_id, person_id, draft, channel), place=place
        ):
            return False
        made = next(each for each in self._shown.corrections if each.id not in before)

        def again() -> RoundView:
            return self._service.put_back(meeting_id, made)

        self._remember(
            self.tr("Svaret fra {0} er noteret").format(_name(made)),
            lambda: self._take_away(made),
            again,
        )
        return True

    def rewrite(self, said: Correction, draft: CorrectionDraft, place: QWidget) -> bool:
        """Mend what was written down, or sort what came in; errors are shown at ``place``."""

        def write(what: CorrectionDraft) -> Deed:
            return lambda: self._service.rewrite(said.id, self._now(said).version, what)

        if not self._do(write(draft), place=place):
            return False
        words = self.tr("Svaret fra {0} er rettet").format(_name(said))
        self._remember(words, write(said.draft), write(draft))
        return True

    def remove(self, said: Correction) -> bool:
        """Take away what was written down by mistake."""
        meeting_id = self._shown.meeting.id
        if not self._do(lambda: self._take_away(said)):
            return False
        self._remember(
            self.tr("Det noterede fra {0} er fjernet").format(_name(said)),
            lambda: self._service.put_back(meeting_id, said),
            lambda: self._take_away(said),
        )
        return True

    def move_until(self, until: date, place: QWidget) -> bool:
        """Move the day by which people are asked; errors are shown at ``place``."""
        meeting_id, former = self._shown.meeting.id, self._shown.round.until

        def move(day: date) -> Deed:
            return lambda: self._service.move_until(meeting_id, day)

        if not self._do(move(until), place=place):
            return False
        self._remember(self.tr("Fristen er flyttet"), move(former), move(until))
        return True

    def close(self) -> bool:
        """End the round with the minutes as they are."""
        meeting_id = self._shown.meeting.id

        def close() -> RoundView:
            return self._service.close(meeting_id)

        if not self._do(close):
            return False
        words = self.tr("Runden er lukket")
        self._remember(words, lambda: self._service.reopen(meeting_id), close)
        return True

    def reopen(self) -> bool:
        """Let a closed round go on."""
        meeting_id = self._shown.meeting.id
        return self._do(lambda: self._service.reopen(meeting_id))

    @property
    def _service(self) -> Corrections:
        return self._desk.office.corrections

    @property
    def _shown(self) -> RoundView:
        assert self.view is not None
        return self.view

    def _now(self, said: Correction) -> Correction:
        """Return something said as it is now; as it was where it is gone."""
        return next((each for each in self._shown.corrections if each.id == said.id), said)

    def _undecided(self, said: Correction) -> RoundView:
        now = self._now(said)
        return self._service.undecide(now.id, now.version)

    def _take_away(self, said: Correction) -> RoundView:
        now = self._now(said)
        return self._service.take_back(now.id, now.version)

    def _decide(
        self,
        said: Correction,
        words: str,
        deed: Callable[[Correction], RoundView],
        place: QWidget | None = None,
    ) -> bool:
        def again() -> RoundView:
            return deed(self._now(said))

        if not self._do(lambda: deed(said), place=place):
            return False
        self._remember(words, lambda: self._undecided(said), again)
        return True

    def _remember(self, words: str, undo: Deed, redo: Deed) -> None:
        self._history.did(Step(words, lambda: self._do(undo), lambda: self._do(redo)))
        self.done.emit(words)

    def _do(self, deed: Deed, *, place: QWidget | None = None) -> bool:
        meeting_id = self._shown.meeting.id
        done = perform(
            place or self._place,
            deed,
            success=self._took,
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, Kind.ANSWERS, ids=(meeting_id,)),
        )
        if not done:
            # Said already why; what is shown is as it is now.
            perform(self._place, lambda: self._service.view(meeting_id), success=self._took)
        return done

    def _took(self, view: RoundView) -> None:
        self.view = view
        self.changed.emit(view)


def _name(said: Correction) -> str:
    return shorten(said.person.name.split(" ", 1)[0], _NAME)


def _whose(said: Correction) -> str:
    return possessive(_name(said))
