"""Sending: invitations and minutes to every attendee, with what became of each letter."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import (
    MailUncertain,
    MoedelederError,
    NotAllowedNow,
    ReasonMissing,
)
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay, Receiver
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.domain.text import optional_text
from moedeleder.mail.message import new_message_id
from moedeleder.mail.transport import MailReport, MailSession, Transport
from moedeleder.models import mapping, queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.announcing import (
    announce_cancellation,
    announce_invitations,
    may_leave_now,
    never_left,
    refuse_unready,
)
from moedeleder.services.context import Context
from moedeleder.services.deliveries import is_wanted, newest_letters, reason_name, receivers
from moedeleder.services.envelopes import Contents, Envelopes
from moedeleder.services.settings import Settings

# Made from the settings and the password; ``app`` knows which transport is which.
TransportMaker = Callable[[MailSettings, str], Transport]
WAITING = (DeliveryState.READY,)
AGAIN = (
    DeliveryState.READY,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.NO_ADDRESS,
)


@dataclass(frozen=True)
class Progress:
    """How far a sending has come."""

    done: int
    total: int


class Sending:
    """What a person does to make letters leave the house, and what they see of it."""

    def __init__(
        self,
        context: Context,
        settings: Settings,
        envelopes: Envelopes,
        transport: TransportMaker,
    ) -> None:
        self._store, self._clock = context.store, context.clock
        self._catalogue = context.catalogue
        self._settings, self._envelopes = settings, envelopes
        self._transport = transport
        self._stopping = threading.Event()
        self._under_way: list[MailSession] = []

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
                row.deliveries.remove(letter)
                session.delete(letter)
            session.flush()
            return mapping.meeting(row)

    def send(
        self,
        meeting_id: str,
        kind: LetterKind,
        *,
        again: Sequence[str] = (),
        progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> tuple[Delivery, ...]:
        """Send the letters that are ready, one mail each; takes its time.

        A letter that fails does not stop the others. One that was cut off after the last
        word is marked uncertain and never sent again by itself. One that another sending has
        taken meanwhile, or whose receiver is no longer on the list, is left alone.

        Args:
            again: ids of failed or uncertain letters to send once more; their address is
                taken anew from the person.
            progress: called after each letter, from the calling thread.

        Raises:
            MailNotSetUp, DocumentFailed, TemplateMissing, ResourceFault, NotFound: nothing was
                sent.
        """
        waiting = self._waiting(meeting_id, kind, again)
        if waiting:
            settings = self._settings.mail().checked()
            transport = self._transport(settings, self._settings.mail_password(settings))
            ids = frozenset(each.id for each in waiting)
            contents = self._envelopes.contents(meeting_id, kind, ids)
            self._send_all(transport, waiting, contents, settings, progress)
        return tuple(d for d in self.deliveries(meeting_id) if d.kind is kind)

    def mark_printed(self, delivery_id: str) -> Delivery:
        """Say that a letter was handed over on paper.

        Raises:
            NotFound: as named.
        """
        return self._mark(delivery_id, DeliveryState.PRINTED)

    def settle_interrupted(self) -> int:
        """Mark letters that were on their way when the program stopped as uncertain.

        Returns how many; called once at start.
        """
        with self._store.transaction() as session:
            rows = queries.deliveries_in(session, [DeliveryState.SENDING.value])
            for row, _meeting in rows:
                row.state = DeliveryState.UNCERTAIN.value
                row.reason = MailUncertain.__name__
            return len(rows)

    def stop(self) -> None:
        """Let no letter begin any more; those that have not begun stay ready.

        For the end of the program; callable from any thread.
        """
        self._stopping.set()

    def hang_up(self) -> None:
        """Stop waiting for a server that does not answer; the letter is then uncertain."""
        self.stop()
        for mail in tuple(self._under_way):
            mail.hang_up()

    def test_connection(self, settings: MailSettings, password: str | None) -> MailReport:
        """Try the way out without sending anything; takes its time.

        Args:
            password: None means the kept one.

        Raises:
            MailError, FileError: what stands in the way.
        """
        checked = settings.checked()
        secret = self._settings.mail_password(checked) if password is None else password
        return self._transport(checked, secret).test_connection()

    def _waiting(self, meeting_id: str, kind: LetterKind, again: Sequence[str]) -> list[Delivery]:
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            if not may_leave_now(meeting, kind):
                return []
            rows = [row for row in newest_letters(meeting, kind) if _may_leave(row, again)]
            people = {each.id: each.person for each in meeting.attendees}
            # Somebody taken off the list since is not to get what is still here.
            rows = [row for row in rows if row.attendee_id in people]
            for row in rows:
                if row.id in again:
                    row.address = people[row.attendee_id].mail
            # The versions as they are kept: what changes them takes the letter.
            session.flush()
            return [mapping.delivery(row) for row in rows if row.address]

    def _send_all(
        self,
        transport: Transport,
        waiting: Sequence[Delivery],
        contents: Mapping[str, Contents],
        settings: MailSettings,
        progress: Callable[[Progress], None],
    ) -> None:
        left = list(waiting)
        try:
            with transport.session() as mail, self._noted(mail):
                while left and not self._stopping.is_set():
                    self._send_one(mail, left.pop(0), contents, settings)
                    progress(Progress(len(waiting) - len(left), len(waiting)))
        except MoedelederError as error:
            # The way out could not be opened: nothing of what is left has been sent.
            for delivery in left:
                self._take(delivery, DeliveryState.FAILED, error)

    @contextmanager
    def _noted(self, mail: MailSession) -> Iterator[None]:
        self._under_way.append(mail)
        try:
            yield
        finally:
            self._under_way.remove(mail)

    def _send_one(
        self,
        mail: MailSession,
        delivery: Delivery,
        contents: Mapping[str, Contents],
        settings: MailSettings,
    ) -> None:
        try:
            message = self._letter(delivery, contents[delivery.id], settings)
        except MoedelederError as error:
            self._take(delivery, DeliveryState.FAILED, error)
            return
        message_id = str(message["Message-ID"])
        if not self._take(delivery, DeliveryState.SENDING, message_id=message_id):
            return
        try:
            mail.send(message, delivery.address)
        except MailUncertain as error:
            self._mark(delivery.id, DeliveryState.UNCERTAIN, error)
        except MoedelederError as error:
            self._mark(delivery.id, DeliveryState.FAILED, error)
        except Exception:
            # A fault of ours tells nothing of how far the letter came.
            self._mark(delivery.id, DeliveryState.UNCERTAIN, MailUncertain())
            raise
        else:
            self._mark(delivery.id, DeliveryState.SENT, way=way_of(settings))

    def _letter(
        self, delivery: Delivery, contents: Contents, settings: MailSettings
    ) -> EmailMessage:
        sender = self._envelopes.sender(settings)
        # The same letter keeps its Message-ID when a person sends it again.
        message_id = delivery.message_id or new_message_id(new_id(), sender)
        return self._envelopes.message(delivery, contents, settings, sender, message_id)

    def _take(
        self,
        delivery: Delivery,
        state: DeliveryState,
        error: MoedelederError | None = None,
        message_id: str = "",
    ) -> bool:
        """Mark a letter that nobody else has touched since it was read; tell whether it was so."""
        with self._store.transaction() as session:
            row = session.get(DeliveryRow, delivery.id)
            if row is None or row.version != delivery.version:
                return False
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            counts = may_leave_now(meeting, delivery.kind) and is_wanted(row, meeting)
            if not (counts and row in newest_letters(meeting, delivery.kind)):
                # Called off, changed, or its receiver taken off the list, while others were sent.
                return False
            row.state = state.value
            row.reason = reason_name(error) if error else ""
            row.message_id = message_id or row.message_id
            return True

    def _mark(
        self,
        delivery_id: str,
        state: DeliveryState,
        error: MoedelederError | None = None,
        way: LetterWay | None = None,
    ) -> Delivery:
        with self._store.transaction() as session:
            row = queries.get(session, DeliveryRow, delivery_id)
            row.state = state.value
            row.reason = reason_name(error) if error else ""
            if way is not None:
                row.way = way.value
            session.flush()
            return mapping.delivery(row)


def way_of(settings: MailSettings) -> LetterWay:
    """Return which way letters go by these settings."""
    return LetterWay.FOLDER if settings.way is MailWay.FOLDER else LetterWay.MAIL


def _may_leave(row: DeliveryRow, again: Sequence[str]) -> bool:
    states = AGAIN if row.id in again else WAITING
    return DeliveryState(row.state) in states
