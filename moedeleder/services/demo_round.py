"""The round before a meeting, gone through again as its file tells: shared, answered, decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    Decision,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.domain.times import Fit
from moedeleder.services.demo_post import DemoPost
from moedeleder.services.mapped import mapped
from moedeleder.services.meeting_file import MeetingFile, as_planned
from moedeleder.services.office import Office


class Round:
    """Shares the draft of a meeting file, lets its answers come, and decides as it was decided."""

    def __init__(
        self, office: Office, reach: Callable[[datetime], None], post: DemoPost, file: MeetingFile
    ) -> None:
        """Take the services and the file; ``reach`` moves the clock on."""
        self._office, self._reach, self._post, self._file = office, reach, post, file
        there = {each.person.id for each in file.meeting.attendees}
        self._brought = tuple(
            each for each in file.meeting.contributions if each.person.id in there
        )
        self._found: dict[str, str] = {}
        self._items: dict[str, str] = {}
        self._times: dict[str, str] = {}

    def draft(self) -> MeetingFile:
        """Return the meeting before it was shared: without the points the family raised."""
        planned = as_planned(self._file)
        raised = {each.item_id for each in self._on_agenda()}
        items = tuple(each for each in planned.meeting.items if each.id not in raised)
        return replace(planned, meeting=replace(planned.meeting, items=items))

    def go(self, meeting_id: str) -> MeetingFile:
        """Take the meeting through its round, and return the file with the points as they are.

        Raises:
            MoedelederError: what the services raise.
        """
        self._propose_times(meeting_id)
        self._share(meeting_id)
        for answer in self._answers():
            self._take(meeting_id, answer)
        self._say_times()
        self._decide(meeting_id)
        self._order(meeting_id)
        self._choose_time(meeting_id)
        if any(each.lines for each in self._office.receipts.pending(meeting_id)):
            self._office.receipts.announce(meeting_id)
            self._post.send(meeting_id, LetterKind.RECEIPT)
        file: MeetingFile = mapped(self._file, self._renamed)
        return file

    def _meeting(self, meeting_id: str) -> Meeting:
        return self._office.meetings.get(meeting_id)

    def _renamed(self, value: object) -> object:
        return self._items.get(value, value) if isinstance(value, str) else value

    def _on_agenda(self) -> list[Contribution]:
        """Return what became points of its own, in the order of the agenda."""
        order = {item.id: at for at, item in enumerate(self._file.meeting.items)}
        own = (c for c in self._brought if c.decision is Decision.ON_AGENDA)
        return sorted(own, key=lambda each: order[each.item_id or ""])

    def _propose_times(self, meeting_id: str) -> None:
        planned = self._file.meeting
        chosen = [each.starts_at for each in planned.proposed_times if each.chosen_at]
        if chosen != [planned.starts_at]:
            return
        for proposal in planned.proposed_times:
            if proposal.starts_at > self._office.clock.local():
                meeting = self._office.times.propose(meeting_id, proposal.starts_at)
                made = next(t for t in meeting.proposed_times if t.starts_at == proposal.starts_at)
                self._times[proposal.id] = made.id

    def _share(self, meeting_id: str) -> None:
        meeting, plan = self._meeting(meeting_id), self._office.sharing.plan(meeting_id)
        if plan.chosen:
            day = self._answer_by(plan.answer_by)
            self._office.sharing.share(meeting_id, meeting.version, plan.chosen, day)
            self._post.send(meeting_id, LetterKind.DRAFT)

    def _answer_by(self, proposed: date) -> date:
        told, today = self._file.meeting.answer_by, self._office.clock.today()
        last = self._file.meeting.starts_at.date()
        return told if told and today <= told <= last else proposed

    def _answers(self) -> list[tuple[Contribution, ...]]:
        """Return what came together, the earliest first; a mail is one thing each."""

        def key(each: Contribution) -> tuple[datetime, str, str, str]:
            alone = each.id if each.channel is Channel.MAIL else ""
            return each.received_at, each.person.id, each.channel.value, alone

        wholes = sorted((c for c in self._brought if c.part_of_id is None), key=key)
        return [tuple(group) for _key, group in groupby(wholes, key)]

    def _take(self, meeting_id: str, answer: tuple[Contribution, ...]) -> None:
        """Let an answer come the way it came; what that way cannot carry is typed in."""
        first = answer[0]
        self._reach(first.received_at)
        letter = self._letter_to(meeting_id, first)
        if letter and first.channel is Channel.FORM:
            self._take_form(meeting_id, answer, letter)
        elif letter and first.channel is Channel.MAIL and letter.state is DeliveryState.SENT:
            mail = self._post.reply(meeting_id, letter, first.received_at, first.full_words)
            self._office.answers.take_mail(self._post.came(mail, ".eml").read_bytes())
        self._match(meeting_id, answer)
        left = [each for each in answer if each.id not in self._found]
        if left:
            drafts = [_draft(each) for each in left]
            self._office.contributions.type_in(meeting_id, first.person.id, first.channel, drafts)
            self._match(meeting_id, left)

    def _take_form(
        self, meeting_id: str, answer: tuple[Contribution, ...], letter: Delivery
    ) -> None:
        from moedeleder.documents.reply_form_filling import fill_form

        empty = self._post.form_for(meeting_id, letter.attendee_id)
        fits = self._fits(answer[0].person.id, Channel.FORM)
        form = fill_form(empty, [_draft(each) for each in answer], fits)
        if letter.state is DeliveryState.SENT:
            at = answer[0].received_at
            mail = self._post.reply(meeting_id, letter, at, form=form)
            self._office.answers.take_mail(self._post.came(mail, ".eml").read_bytes())
        else:
            self._office.answers.take_file(self._post.came(form, ".docx"), meeting_id)

    def _letter_to(self, meeting_id: str, answer: Contribution) -> Delivery | None:
        attendees = self._meeting(meeting_id).attendees
        theirs = {each.id for each in attendees if each.person.id == answer.person.id}
        return next(
            (
                each
                for each in self._office.sending.deliveries(meeting_id)
                if each.kind is LetterKind.DRAFT and each.attendee_id in theirs
            ),
            None,
        )

    def _match(self, meeting_id: str, answer: Iterable[Contribution]) -> None:
        """Note which contribution here is which in the file."""
        for each in answer:
            taken = set(self._found.values())
            for here in self._meeting(meeting_id).contributions:
                same = here.person.id == each.person.id and _words(here) == _words(each)
                if same and here.id not in taken and each.id not in self._found:
                    self._found[each.id] = here.id

    def _fits(self, person_id: str, channel: Channel) -> list[tuple[str, Fit]]:
        return [
            (self._times[each.proposal_id], each.fit)
            for each in self._file.meeting.time_answers
            if each.person_id == person_id
            and each.channel is channel
            and each.proposal_id in self._times
        ]

    def _say_times(self) -> None:
        """Note the times that were not said in a form."""
        there = {each.person.id for each in self._file.meeting.attendees}
        for said in self._file.meeting.time_answers:
            if said.proposal_id in self._times and said.person_id in there:
                self._office.times.answer(
                    self._times[said.proposal_id], said.person_id, said.fit, said.channel
                )

    def _decide(self, meeting_id: str) -> None:
        decided = [each.decided_at for each in self._brought if each.decided_at]
        if decided:
            self._reach(max(decided))
        for each in self._brought:
            if each.part_of_id is not None:
                self._cut_out(meeting_id, each)
        for each in self._on_agenda():
            self._put_on(meeting_id, each)
        for each in self._brought:
            self._settle(meeting_id, each)

    def _here(self, meeting_id: str, each: Contribution) -> Contribution:
        here = self._found[each.id]
        return next(c for c in self._meeting(meeting_id).contributions if c.id == here)

    def _cut_out(self, meeting_id: str, part: Contribution) -> None:
        whole = self._here(meeting_id, next(c for c in self._brought if c.id == part.part_of_id))
        if part.words.strip() in whole.full_words:
            self._office.contributions.split(whole.id, whole.version, part.words)
        else:
            person, way = part.person.id, part.channel
            self._office.contributions.type_in(meeting_id, person, way, [_draft(part)])
        self._match(meeting_id, [part])

    def _put_on(self, meeting_id: str, each: Contribution) -> None:
        """Make a contribution a point, worded and timed as it was in the file."""
        here, use = self._here(meeting_id, each), self._office.contributions
        wanted = next(item for item in self._file.meeting.items if item.id == each.item_id)
        if wanted.id in self._items:
            use.merge(here.id, here.version, self._items[wanted.id])
            return
        meeting = use.put_on(here.id, here.version, wanted.title, wanted.minutes)
        item_id = next(c.item_id for c in meeting.contributions if c.id == here.id)
        made = next(item for item in meeting.items if item.id == item_id)
        self._office.agenda.update(made.id, made.version, wanted.draft)
        self._items[wanted.id] = made.id

    def _settle(self, meeting_id: str, each: Contribution) -> None:
        here, use = self._here(meeting_id, each), self._office.contributions
        if each.decision is Decision.MERGED:
            item_id = each.item_id or ""
            use.merge(here.id, here.version, self._items.get(item_id, item_id))
        elif each.decision is Decision.NOTED:
            use.note(here.id, here.version)
        elif each.decision is Decision.NOT_NOW:
            use.not_now(here.id, here.version, each.reason)
        elif each.decision is Decision.ELSEWHERE:
            use.elsewhere(here.id, here.version, each.where, each.reason)
        elif each.decision is Decision.WITHDRAWN:
            use.withdraw(here.id, here.version, each.reason)

    def _order(self, meeting_id: str) -> None:
        for at, item in enumerate(self._file.meeting.items):
            self._office.agenda.move(self._items.get(item.id, item.id), at)

    def _choose_time(self, meeting_id: str) -> None:
        for each in self._meeting(meeting_id).proposed_times:
            if each.starts_at == self._file.meeting.starts_at:
                self._office.times.choose(each.id, each.version)


def _draft(each: Contribution) -> ContributionDraft:
    return ContributionDraft(each.kind, each.words, each.wanted, each.importance)


def _words(each: Contribution) -> list[str]:
    return each.full_words.split()
