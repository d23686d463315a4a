"""Sending: invitations and minutes to every attendee, with what became of each letter."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from moedeleder.domain.errors import (
    MailUncertain,
    MoedelederError,
    NobodyToSendTo,
    NotAllowedNow,
)
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, Receiver
from moedeleder.domain.settings import MailSettings
from moedeleder.mail.message import new_message_id
from moedeleder.mail.transport import MailReport, MailSession, Transport
from moedeleder.models import mapping, queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.deliveries import announce, is_wanted, reason_name, receivers
from moedeleder.services.envelopes import Envelopes, Papers
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

    def announce_meeting(self, meeting_id: str, version: int, only_new: bool = False) -> Meeting:
        """Make the invitations; :meth:`send` lets them leave.

        Args:
            only_new: only for attendees who have none; otherwise an update goes to all.

        Raises:
            NobodyToSendTo: nobody is on the list, or nobody new.
            NotAllowedNow: the meeting is over.
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            if row.state in (MeetingState.HELD.value, MeetingState.FINISHED.value):
                raise NotAllowedNow
            if row.invited_at is not None and not only_new:
                row.calendar_sequence += 1
            if not announce(row, LetterKind.INVITATION, row.calendar_sequence):
                raise NobodyToSendTo
            row.invited_at = self._clock.now()
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
            self._envelopes.check_words(kind)
            papers = self._envelopes.papers(meeting_id, kind)
            self._send_all(transport, waiting, papers, settings, progress)
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
            numbers = [d.number for d in meeting.deliveries if d.kind == kind.value]
            rows = [
                d
                for d in meeting.deliveries
                if d.kind == kind.value and d.number == max(numbers) and _may_leave(d, again)
            ]
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
        papers: Papers,
        settings: MailSettings,
        progress: Callable[[Progress], None],
    ) -> None:
        left = list(waiting)
        try:
            with transport.session() as mail, self._noted(mail):
                while left and not self._stopping.is_set():
                    self._send_one(mail, left.pop(0), papers, settings)
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
        papers: Papers,
        settings: MailSettings,
    ) -> None:
        try:
            message = self._letter(delivery, papers, settings)
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
            self._mark(delivery.id, DeliveryState.SENT)

    def _letter(self, delivery: Delivery, papers: Papers, settings: MailSettings) -> EmailMessage:
        sender = self._envelopes.sender(settings)
        # The same letter keeps its Message-ID when a person sends it again.
        message_id = delivery.message_id or new_message_id(new_id(), sender)
        return self._envelopes.message(delivery, papers, settings, sender, message_id)

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
            row.state = state.value
            row.reason = reason_name(error) if error else ""
            row.message_id = message_id or row.message_id
            return True

    def _mark(
        self,
        delivery_id: str,
        state: DeliveryState,
        error: MoedelederError | None = None,
    ) -> Delivery:
        with self._store.transaction() as session:
            row = queries.get(session, DeliveryRow, delivery_id)
            row.state = state.value
            row.reason = reason_name(error) if error else ""
            session.flush()
            return mapping.delivery(row)


def _may_leave(row: DeliveryRow, again: Sequence[str]) -> bool:
    states = AGAIN if row.id in again else WAITING
    return DeliveryState(row.state) in states
