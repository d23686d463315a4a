"""Sending: what a person does to make letters leave, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import NotAllowedNow, ReasonMissing
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay, Receiver
from moedeleder.domain.settings import MailSettings
from moedeleder.domain.text import optional_text
from moedeleder.mail.transport import MailReport
from moedeleder.models import mapping, outbox_queries, queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.announcing import (
    announce_cancellation,
    announce_invitations,
    never_left,
    refuse_unready,
)
from moedeleder.services.context import Context
from moedeleder.services.deliveries import is_wanted, newest_letters, receivers
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.letter_log import noted
from moedeleder.services.outbox import Outbox, TransportMaker
from moedeleder.services.outbox_job import OnProgress, silent
from moedeleder.services.outbox_job import Progress as Progress
from moedeleder.services.outbox_rows import release, stop
from moedeleder.services.settings import Settings


class Sending:
    """What a person does to make letters leave the house, and what they see of it."""

    def __init__(
        self,
        context: Context,
        settings: Settings,
        envelopes: Envelopes,
        outbox: Outbox,
        transport: TransportMaker,
    ) -> None:
        self._store, self._clock = context.store, context.clock
        self._catalogue = context.catalogue
        self._settings, self._envelopes = settings, envelopes
        self._outbox, self._transport = outbox, transport

    def receivers(self, meeting_id: str) -> tuple[Receiver, ...]:
        """Return who a letter would go to, with what stands in the way of each.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            return receivers(queries.get(session, MeetingRow, meeting_id))

    def deliveries(self, meeting_id: str) -> tuple[Delivery, ...]:
        """Return every letter of a meeting, the oldest first.

        One that never left, to somebody no longer on the list, is left out.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            return tuple(mapping.delivery(each) for each in row.deliveries if is_wanted(each, row))

    def announce_meeting(
        self,
        meeting_id: str,
        version: int,
        only_new: bool = False,
        *,
        choices: Choices = AS_USUAL,
    ) -> Meeting:
        """Freeze the agenda and make the invitations; :meth:`send` lets them leave.

        What people brought and have not been told about is answered in their invitation.

        Args:
            only_new: only for attendees who have none; otherwise an update goes to all.
            choices: what the person chose before.

        Raises:
            NobodyToSendTo: nobody is on the list, or nobody new.
            ChildVoiceMissing: nobody has said how the child is heard.
            TimeNotChosen: times are proposed, and none is chosen.
            MeetingCancelled, NotAllowedNow: the meeting is called off, or over.
            ChangedElsewhere, NotFound: as named.
        """
        desk = self._envelopes.desk()
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_unready(row, self._catalogue)
            now, actor = self._clock.now(), self._store.actor
            announce_invitations(session, row, desk, now, actor, only_new=only_new, choices=choices)
            session.flush()
            return mapping.meeting(row)

    def cancel_meeting(
        self, meeting_id: str, version: int, reason: str, *, choices: Choices = AS_USUAL
    ) -> Meeting:
        """Call a meeting off and make the letters that say so; :meth:`send` lets them leave.

        They are for everybody who had the agenda or may know of it.

        Raises:
            ReasonMissing: no reason is given.
            NotAllowedNow: the meeting has begun, is over, or is called off already.
            ChangedElsewhere, FieldTooLong, NotFound: as named.
        """
        words = optional_text(reason, "reason")
        if not words:
            raise ReasonMissing("reason")
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            if row.state != MeetingState.PLANNED.value:
                raise NotAllowedNow
            row.state, row.cancelled_reason = MeetingState.CANCELLED.value, words
            announce_cancellation(row, choices)
            session.flush()
            return mapping.meeting(row)

    def take_up_again(self, meeting_id: str, version: int) -> Meeting:
        """Plan a meeting again that was called off; the next invitation is an update.

        Letters that say it is off and have not left go away: they are no longer true.

        Raises:
            NotAllowedNow: it is not called off.
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            if row.state != MeetingState.CANCELLED.value:
                raise NotAllowedNow
            row.state, row.cancelled_reason = MeetingState.PLANNED.value, ""
            for letter in never_left(row, LetterKind.CANCELLATION):
                self._take_back(session, row, letter)
            session.flush()
            return mapping.meeting(row)

    def check_ready(self, meeting_id: str) -> None:
        """Do nothing when people can be called to a meeting.

        Raises:
            ChildVoiceMissing, TimeNotChosen, MeetingCancelled, NotAllowedNow, NotFound: as named.
        """
        with self._store.reading() as session:
            refuse_unready(queries.get(session, MeetingRow, meeting_id), self._catalogue)

    def send(
        self,
        meeting_id: str,
        kind: LetterKind,
        *,
        again: Sequence[str] = (),
        progress: OnProgress = silent,
    ) -> tuple[Delivery, ...]:
        """Send the letters that were let leave, or chosen ones, one mail each; takes its time.

        What becomes of each is on record with it; see :class:`Outbox`. One whose receiver is no
        longer on the list is left alone, and so is one that nobody has let leave yet.

        Args:
            again: ids of letters to send once more, and no others, also of those that are
                uncertain or have left; their address is taken anew from the person.
            progress: called after each letter, one call at a time, from any thread.

        Raises:
            MailNotSetUp, DocumentFailed, TemplateMissing, ResourceFault, NotFound: nothing was
                sent.
        """
        wanted = self._outbox.release(again) if again else self._waiting(meeting_id, kind)
        if wanted:
            self._outbox.work_for_person(wanted, progress)
        return tuple(d for d in self.deliveries(meeting_id) if d.kind is kind)

    def send_letters(
        self, ids: Collection[str], progress: OnProgress = silent
    ) -> tuple[Delivery, ...]:
        """Send chosen letters of any kind once more, as a person asks; takes its time.

        Each keeps its Message-ID; its address is taken anew from the person. One that has no
        address, is being sent, or is no longer true, is left as it is.

        Raises:
            MailNotSetUp, DocumentFailed, TemplateMissing, ResourceFault, NotFound: some were not
                sent.
        """
        wanted = self._outbox.release(ids)
        if wanted:
            self._outbox.work_for_person(wanted, progress)
        with self._store.reading() as session:
            return tuple(mapping.delivery(row) for row, _ in outbox_queries.letters(session, ids))

    def mark_printed(self, delivery_id: str) -> Delivery:
        """Say that a letter was handed over on paper.

        Raises:
            NotAllowedNow: it is being sent just now.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, DeliveryRow, delivery_id)
            if row.state == DeliveryState.SENDING.value:
                # Nobody would hear any more what became of it.
                raise NotAllowedNow
            now = self._clock.now()
            row.state, row.way = DeliveryState.PRINTED.value, LetterWay.PAPER.value
            row.sent_at, row.next_try_at, row.reason = now, None, ""
            noted(session, row, LetterEventKind.PRINTED, now, self._store.actor)
            session.flush()
            return mapping.delivery(row)

    def test_connection(self, settings: MailSettings, password: str | None) -> MailReport:
        """Try the way out without sending anything; takes its time.

        Args:
            password: None means the kept one.

        Raises:
            MailError, FileError: what stands in the way.
        """
        checked = settings.checked()
        secret = self._settings.mail_password(checked) if password is None else password
        report = self._transport(checked, secret).test_connection()
        self._outbox.remember_size(checked, report.size_limit)
        return report

    def _take_back(self, session: Any, meeting: MeetingRow, letter: DeliveryRow) -> None:
        """Let a letter that is no longer true go away; its history, if it has any, stays."""
        if outbox_queries.has_history(session, letter.id):
            stop(session, letter, self._clock.now(), self._store.actor)
            return
        meeting.deliveries.remove(letter)
        session.delete(letter)

    def _waiting(self, meeting_id: str, kind: LetterKind) -> tuple[str, ...]:
        """Let the letters leave that are free to, or were and are held back; returns their ids."""
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            newest = newest_letters(meeting, kind)
            ready = [row for row in newest if _is_ready_for_mail(row) and _was_let_leave(row)]
            for row in ready:
                if row.released_at is None:
                    release(session, row, self._clock.now(), self._store.actor)
            return tuple(row.id for row in ready)


def _was_let_leave(row: DeliveryRow) -> bool:
    # Held back, it says why; without a reason, no person has seen yet to whom it would go.
    return row.released_at is not None or bool(row.reason)


def _is_ready_for_mail(row: DeliveryRow) -> bool:
    by_mail = row.channel == LetterWay.MAIL.value and bool(row.address)
    return row.state == DeliveryState.READY.value and by_mail
