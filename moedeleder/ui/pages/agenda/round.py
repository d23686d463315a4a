"""From the wishes about contributions to the use cases: dialogs, deeds and their way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moedeleder.domain.contributions import Contribution, Decision
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person, PersonDraft, PersonRole
from moedeleder.domain.text import shorten
from moedeleder.ui.contribution_words import closer
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.all_contributions import AllContributionsDialog
from moedeleder.ui.dialogs.answer import AnswerDialog
from moedeleder.ui.dialogs.contribution_deeds import (
    ContributionDialog,
    MergeDialog,
    PutOnDialog,
    ReasonDialog,
    SplitDialog,
)
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dialogs.type_in import TypedAnswer, TypeInDialog
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.agenda.decisions import Decisions, Verdict
from moedeleder.ui.pages.agenda.wish import Wish

if TYPE_CHECKING:
    from moedeleder.ui.pages.agenda.step import AgendaStep

_NAME_SHOWN = 60
_REASONS = {
    Wish.ELSEWHERE: Decision.ELSEWHERE,
    Wish.NOT_NOW: Decision.NOT_NOW,
    Wish.WITHDRAW: Decision.WITHDRAWN,
}


class ContributionRound(QObject):
    """Does what the person wants with the contributions of the meeting that a step shows."""

    def __init__(self, step: AgendaStep, desk: Desk) -> None:
        super().__init__(step)
        self._step, self._desk = step, desk
        self._begun: dict[str, TypedAnswer] = {}
        """What was typed and not kept yet, by meeting."""
        card = step.contributions
        card.wished.connect(self.wish)
        card.type_in_requested.connect(self.type_in)
        card.all_requested.connect(self.show_all)

    def wish(self, contribution_id: str, wish: Wish) -> None:
        """Open what a wish needs, or do it at once."""
        contribution = self._found(contribution_id)
        if contribution is None:
            return
        if wish in _REASONS:
            self._ask(ReasonDialog(contribution, _REASONS[wish], self._step))
        elif wish is Wish.PUT_ON:
            self._ask(PutOnDialog(contribution, self._step))
        elif wish is Wish.MERGE:
            self._ask(MergeDialog(contribution, self._step.meeting, self._step))
        elif wish is Wish.NOTE:
            self._decide(contribution, Verdict(Decision.NOTED))
        elif wish is Wish.REOPEN:
            self._decide(contribution, Verdict(Decision.OPEN))
        else:
            self._other(contribution, wish)

    def show_all(self) -> None:
        """List everything that was brought."""
        dialog = AllContributionsDialog(self._step.meeting, self._step.is_editable, self._step)
        dialog.wished.connect(self.wish)
        self._step.open_dialog(dialog)

    def type_in(self) -> None:
        """Take down what somebody says on the phone; what was begun before is there still."""
        meeting = self._step.meeting
        dialog = TypeInDialog(meeting, self._step)
        begun = self._begun.pop(meeting.id, None)
        if begun is not None:
            dialog.show_answer(begun)

        def keep() -> None:
            if self._keep_typed(dialog):
                dialog.accept()

        def put_aside() -> None:
            answer = dialog.answer()
            if not answer.is_empty:
                self._begun[meeting.id] = answer
                self._step.show_message(
                    self.tr("Det, du skrev, er lagt til side."),
                    detail=self.tr("Tryk ”Skriv et svar ind” for at gå videre."),
                )

        dialog.confirm_requested.connect(keep)
        dialog.rejected.connect(put_aside)
        self._step.open_dialog(dialog)

    def _other(self, contribution: Contribution, wish: Wish) -> None:
        if wish is Wish.SPLIT:
            self._split(contribution)
        elif wish is Wish.SHOW_ANSWER and contribution.answer_id:
            self._show_answer(contribution.answer_id)
        elif wish is Wish.SUPPORT_PERSON:
            self._add_support_person(contribution)

    # --- decisions -------------------------------------------------------------------------

    def _ask(self, dialog: ContributionDialog) -> None:
        def confirmed() -> None:
            if self._decide(dialog.contribution, dialog.verdict(), dialog):
                dialog.accept()

        dialog.confirm_requested.connect(confirmed)
        self._step.open_dialog(dialog)

    def _decide(
        self, seen: Contribution, verdict: Verdict, dialog: ContributionDialog | None = None
    ) -> bool:
        # The version people see: if somebody else decided, nothing of theirs is lost.
        fresh = self._found(seen.id) or seen
        text = self._said(seen, verdict)
        done = self._change(lambda: self._decisions.decide(fresh, verdict), text, dialog)
        if done and self._step.contributions.isVisible():
            self._step.contributions.focus_first()
        return done

    def _said(self, contribution: Contribution, verdict: Verdict) -> str:
        title = verdict.title.strip() or contribution.suggested_title
        words = {
            Decision.ON_AGENDA: self.tr("”{0}” er sat på dagsordenen."),
            Decision.MERGED: self.tr("Bidraget fra {0} er lagt til punktet."),
            Decision.ELSEWHERE: self.tr("Bidraget fra {0} tages op et andet sted."),
            Decision.NOT_NOW: self.tr("{0} får at vide, at det ikke er denne gang."),
            Decision.NOTED: self.tr("Bidraget fra {0} er noteret."),
            Decision.WITHDRAWN: self.tr("Bidraget fra {0} er taget ud."),
            Decision.OPEN: self.tr("Bidraget fra {0} venter på svar igen."),
        }[verdict.decision]
        is_point = verdict.decision is Decision.ON_AGENDA
        return words.format(
            shorten(" ".join(title.split()), _NAME_SHOWN)
            if is_point
            else closer(contribution.person)
        )

    def _split(self, contribution: Contribution) -> None:
        dialog = SplitDialog(contribution, self._step)
        why = self.tr("Delt op ved en fejl")

        def split(passage: str) -> None:
            seen = dialog.contribution
            if self._change(
                lambda: self._decisions.split(seen, passage, why),
                self.tr("Stykket er et bidrag for sig."),
                dialog,
            ):
                dialog.note_made(self._found(seen.id) or seen)

        dialog.split_requested.connect(split)
        self._step.open_dialog(dialog)

    def _keep_typed(self, dialog: TypeInDialog) -> bool:
        answer = dialog.answer()
        person = self._person(answer.person_id)
        name = closer(person) if person else ""
        return self._change(
            lambda: self._decisions.type_in(
                answer.person_id,
                answer.channel,
                answer.drafts,
                answer.fits,
                self.tr("Skrevet ind ved en fejl"),
            ),
            self.tr("Svaret fra {0} er gemt.").format(name),
            dialog,
        )

    # --- beside the agenda -----------------------------------------------------------------

    def _show_answer(self, answer_id: str) -> None:
        perform(
            self._step,
            lambda: self._desk.office.answers.get(answer_id),
            success=lambda answer: self._step.open_dialog(
                AnswerDialog(self._desk, answer, self._step)
            ),
        )

    def _add_support_person(self, contribution: Contribution) -> None:
        meeting = self._step.meeting
        dialog = PersonDialog(self._desk, self._step, meeting.family_id)
        first = next(iter(contribution.words.strip().splitlines()), "")
        dialog.show_draft(
            PersonDraft(shorten(first.strip(), _NAME_SHOWN), PersonRole.SUPPORT_PERSON)
        )
        dialog.accepted.connect(lambda: self._invite(dialog.person, contribution))
        self._step.open_dialog(dialog)

    def _invite(self, person: Person | None, contribution: Contribution) -> None:
        if person is None:
            return
        meeting_id = self._step.meeting.id
        invited = perform(
            self._step,
            lambda: self._desk.office.meetings.add_attendee(meeting_id, person.id),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting_id,)),
        )
        if invited:
            self._decide(contribution, Verdict(Decision.NOTED))

    # --- the frame -------------------------------------------------------------------------

    @property
    def _decisions(self) -> Decisions:
        step = self._step
        return Decisions(self._desk.office, step.meeting.id, step.history)

    def _change(
        self,
        deed: Callable[[], Meeting],
        text: str,
        place: ContributionDialog | SplitDialog | TypeInDialog | None = None,
        *,
        undoable: bool = True,
    ) -> bool:
        return self._step.change(deed, text, place, undoable=undoable)

    def _found(self, contribution_id: str) -> Contribution | None:
        brought = self._step.meeting.contributions
        return next((each for each in brought if each.id == contribution_id), None)

    def _person(self, person_id: str) -> Person | None:
        people = (attendee.person for attendee in self._step.meeting.attendees)
        return next((person for person in people if person.id == person_id), None)
