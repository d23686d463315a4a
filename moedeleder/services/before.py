"""Before letters leave: who gets what which way, and what a person should look at first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from moedeleder.domain.before import AS_USUAL, BeforeLine, BeforeView, Choices
from moedeleder.domain.people import Person
from moedeleder.domain.sending import LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay, UnitSender
from moedeleder.models import before_queries, mapping, queries
from moedeleder.models.starter_queries import FOR_ALL
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow, SettingRow
from moedeleder.services.before_concerns import Known, concerns_of, is_usable
from moedeleder.services.before_domains import load_private_domains
from moedeleder.services.context import Context
from moedeleder.services.labels import person_role
from moedeleder.services.settings import Settings
from moedeleder.services.withdrawals import withdrawn

SETTING = "before"
_NO_LIMIT = 0


@dataclass(frozen=True)
class _Facts:
    """What is the same for every line of a page."""

    known: Known
    has_digital_post: bool
    channels: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Of what goes along, in bytes, by attendee."""


@dataclass(frozen=True)
class _Receiver:
    """Somebody a letter may be for; ``id`` is of their place on the list."""

    id: str
    person: Person


class Before:
    """What a person sees and chooses before letters leave; without it nothing does."""

    def __init__(
        self,
        context: Context,
        settings: Settings,
        resources: Sequence[Path],
        size_limit: Callable[[], int] = lambda: _NO_LIMIT,
    ) -> None:
        """Make it.

        Args:
            resources: folders of data files; a later one's files win.
            size_limit: the mail server's, in bytes, 0 where it is not known.
        """
        self._store, self._settings = context.store, settings
        self._folders, self._size_limit = tuple(resources), size_limit

    def view(
        self,
        meeting_id: str,
        kind: LetterKind,
        *,
        attendee_ids: Collection[str] | None = None,
        choices: Choices = AS_USUAL,
    ) -> BeforeView:
        """Return who would get a letter of that kind now, and what is to be looked at.

        Args:
            attendee_ids: only these; None is everybody on the list.
            choices: what was chosen already.

        Raises:
            ResourceFault, NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            people = _people(session, row, kind)
            facts = self._facts(session, row, people, _sizes(session, row, kind))
            lines = tuple(
                _line(each, facts, choices.channels.get(each.id))
                for each in people
                if attendee_ids is None or each.id in attendee_ids
            )
            return self._view(kind, row, lines, facts, choices)

    def view_again(self, meeting_id: str, delivery_ids: Collection[str]) -> BeforeView:
        """Return the page for letters that were made before and are to leave once more, by mail.

        The addresses are those people have now.

        Raises:
            ResourceFault, NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            letters = [each for each in row.deliveries if each.id in delivery_ids]
            sizes = _sizes(session, row, LetterKind.MINUTES)
            people = {each.id: each for each in _people(session, row, LetterKind.MINUTES)}
            for each in letters:
                _add_gone(session, people, each)
            facts = self._facts(session, row, list(people.values()), sizes)
            lines = tuple(
                _line_again(people[each.attendee_id], each, row, facts)
                for each in letters
                if each.attendee_id in people
            )
            kinds = [LetterKind(each.kind) for each in letters]
            kind = kinds[0] if kinds else LetterKind.INVITATION
            return self._view(kind, row, lines, facts, AS_USUAL)

    def left_out(self, meeting_id: str) -> frozenset[str]:
        """Return whom on the list a person chose to call by no invitation.

        They were on the list when people were called last, and have none.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            return left_out_of(queries.get(session, MeetingRow, meeting_id))

    def remember(self, choices: Choices) -> None:
        """Keep in whose name letters left, for the next time; ways are kept with the letters."""
        value = {"sender": asdict(choices.sender) if choices.sender else None}
        with self._store.transaction() as session:
            row = queries.setting(session, SETTING) or SettingRow(name=SETTING, value={})
            if row.value.get("sender") != value["sender"]:
                row.value = value
                session.add(row)

    def _view(
        self,
        kind: LetterKind,
        row: MeetingRow,
        lines: tuple[BeforeLine, ...],
        facts: _Facts,
        choices: Choices,
    ) -> BeforeView:
        mail = self._settings.mail()
        senders = self._senders(mail)
        return BeforeView(
            kind,
            lines,
            mail.way,
            senders,
            choices.sender or self._last_sender(senders),
            mail.relay_enforces_tls,
            facts.known.size_limit,
            facts.has_digital_post,
            is_first=not facts.known.used,
            child=row.family.child_name.split(" ", 1)[0],
            left_out=left_out_of(row) if kind is LetterKind.INVITATION else frozenset(),
        )

    def _facts(
        self,
        session: Any,
        row: MeetingRow,
        people: Sequence[_Receiver],
        sizes: Mapping[str, int],
    ) -> _Facts:
        actor = self._settings.actor()
        known = Known(
            before_queries.addresses_used(session, row.family_id),
            load_private_domains(self._folders),
            _by_address(people),
            actor.person_id if actor else "",
            # Only a mail server has a limit.
            self._size_limit() if self._settings.mail().way is MailWay.SMTP else _NO_LIMIT,
        )
        channels = before_queries.last_channels(session, [each.person.id for each in people])
        return _Facts(known, self._has_digital_post(), channels, sizes)

    def _has_digital_post(self) -> bool:
        digital = getattr(self._settings, "digital_post", None)
        return bool(digital and digital().is_set_up)

    def _senders(self, mail: MailSettings) -> tuple[UnitSender, ...]:
        """Return the office and its units; none where there is nothing to choose."""
        if not mail.senders:
            return ()
        office = self._settings.reachable()
        name = mail.sender_name or office.unit or office.name
        own = UnitSender(office.unit or office.name, name, mail.sender_address or office.mail)
        return (own, *mail.senders)

    def _last_sender(self, senders: Sequence[UnitSender]) -> UnitSender | None:
        with self._store.reading() as session:
            row = queries.setting(session, SETTING)
            data = row.value.get("sender") if row else None
        last = UnitSender(**data) if data else None
        # A unit that is no longer there sends nothing more.
        return last if last in senders[1:] else None


def _people(session: Any, row: MeetingRow, kind: LetterKind) -> list[_Receiver]:
    """Return who a letter of a kind may be for: everybody on the list, or those taken off it."""
    if kind is LetterKind.WITHDRAWAL:
        return [_Receiver(each.id, mapping.person(each.person)) for each in withdrawn(session, row)]
    return [_Receiver(each.id, mapping.person(each.person)) for each in row.attendees]


def left_out_of(row: MeetingRow) -> frozenset[str]:
    """Return who was on the list when people were called last, and has never been called.

    Whoever was called once is not among them: they must hear of what is new.
    """
    called = {
        each.attendee_id for each in row.deliveries if each.kind == LetterKind.INVITATION.value
    }
    if row.invited_at is None or not called:
        return frozenset()
    return frozenset(
        each.id
        for each in row.attendees
        if each.id not in called
        and each.created_at is not None
        and each.created_at <= row.invited_at
    )


def _add_gone(session: Any, people: dict[str, _Receiver], letter: DeliveryRow) -> None:
    """Add whom a letter that was made before is for, who is no longer on the list."""
    if letter.attendee_id not in people and letter.person_id:
        person = session.get(PersonRow, letter.person_id)
        if person is not None:
            found = _Receiver(letter.attendee_id, mapping.person(person))
            people[letter.attendee_id] = found


def _by_address(people: Sequence[_Receiver]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of people by their folded address."""
    found: dict[str, tuple[str, ...]] = {}
    for each in people:
        mail = each.person.mail.strip().casefold()
        if mail:
            found[mail] = (*found.get(mail, ()), each.person.name)
    return found


def _sizes(session: Any, row: MeetingRow, kind: LetterKind) -> Mapping[str, int]:
    """Return what is known of the size of what goes along; papers not yet made weigh nothing."""
    if kind is LetterKind.DRAFT:
        pack = before_queries.pack_size(session, [FOR_ALL, row.type_key])
        return {each.id: pack for each in row.attendees}
    if kind is LetterKind.MINUTES:
        return before_queries.copy_sizes(session, row.id)
    return {}


def _line(receiver: _Receiver, facts: _Facts, chosen: LetterWay | None) -> BeforeLine:
    person = receiver.person
    address = person.mail.strip()
    ways = _ways(address, facts)
    last = LetterWay(facts.channels.get(person.id, ways[0].value))
    channel = chosen if chosen in ways else last if last in ways else ways[0]
    size = facts.sizes.get(receiver.id, 0)
    concerns, shares = concerns_of(person, facts.known, size)
    return BeforeLine(
        receiver.id,
        person.id,
        person.name,
        person_role(person),
        address,
        channel,
        concerns=concerns,
        shares=shares,
        size=size,
        ways=ways,
    )


def _line_again(
    receiver: _Receiver, letter: DeliveryRow, row: MeetingRow, facts: _Facts
) -> BeforeLine:
    person = receiver.person
    address = person.mail.strip()
    # Only the papers of the newest minutes are kept with a size.
    newest = letter.kind == LetterKind.MINUTES.value and letter.number == len(row.versions)
    size = facts.sizes.get(receiver.id, 0) if newest else 0
    concerns, shares = concerns_of(person, facts.known, size)
    ways = (LetterWay.MAIL,) if is_usable(address) else ()
    return BeforeLine(
        receiver.id,
        person.id,
        person.name,
        person_role(person),
        address,
        LetterWay.MAIL if ways else LetterWay.PAPER,
        concerns=concerns,
        shares=shares,
        size=size,
        delivery_id=letter.id,
        ways=ways,
    )


def _ways(address: str, facts: _Facts) -> tuple[LetterWay, ...]:
    found = [LetterWay.MAIL] if is_usable(address) else []
    found.append(LetterWay.PAPER)
    if facts.has_digital_post:
        found.append(LetterWay.DIGITAL_POST)
    return tuple(found)
