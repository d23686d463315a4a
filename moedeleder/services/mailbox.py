"""The mailbox: where answers are fetched, each one once, and whatever is not ours left alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from moedeleder.domain.errors import (
    AnswerFileError,
    FileError,
    KeyringUnusable,
    MailError,
    StoreError,
    StoreReadOnly,
)
from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security, SignIn
from moedeleder.mail.incoming import MAIL_LIMIT
from moedeleder.models import queries
from moedeleder.models.round_tables import SeenMailRow
from moedeleder.services.answers_taken import Taken, TakenKind
from moedeleder.services.context import Context
from moedeleder.services.finding_letters import UncertainLetters
from moedeleder.services.mailbox_counts import Count
from moedeleder.services.mailbox_counts import Fetched as Fetched
from moedeleder.services.mailbox_counts import FetchProgress as FetchProgress
from moedeleder.services.mailbox_place import (
    PLACE,
    Place,
    account_of,
    as_kept,
    key_of,
    place_of,
    put,
    secret_name,
)
from moedeleder.services.settings import Secrets
from moedeleder.services.sign_in import checked_secret

if TYPE_CHECKING:
    # The protocol's library costs time at start, and many offices have no mailbox.
    from moedeleder.mail.mailbox import MailboxReport, MailboxSession, MailHead

_LOG = logging.getLogger(__name__)
FETCH_LIMIT = 200
"""Mails looked at in one fetch; the next one goes on from there."""
_TRIED_AGAIN = 50
_SETTINGS = "mailbox"
_KEPT = frozenset(
    {
        TakenKind.PLACED,
        TakenKind.UNKNOWN,
        TakenKind.COUNTED,
        TakenKind.ALREADY,
        TakenKind.BOUNCE,
        TakenKind.REPORT,
    }
)


class MailboxWay(Protocol):
    """A way to a mailbox."""

    def session(self) -> AbstractContextManager[MailboxSession]:
        """Open the mailbox; raises when it cannot be used."""

    def test_connection(self) -> MailboxReport:
        """Try the way without fetching; raises what ``session`` raises."""


# Made from the settings and the password; ``app`` knows how.
MailboxMaker = Callable[[MailboxSettings, str], MailboxWay]


class MailTaker(Protocol):
    """Whoever takes answers in; a mail taken before is told apart and not taken again."""

    def take_mail(self, raw: bytes) -> Taken:
        """Take one mail, whole or not at all."""


class _Outcome(Enum):
    PASSED = "passed"
    LEFT = "left"
    BEYOND_US = "beyond us"


class MailboxFetching:
    """What a person does to have answers come in by themselves."""

    def __init__(
        self,
        context: Context,
        secrets: Secrets,
        answers: MailTaker,
        way: MailboxMaker,
        uncertain: UncertainLetters | None = None,
    ) -> None:
        """Say who takes what comes.

        Args:
            uncertain: the letters that are looked for while the mailbox is open.
        """
        self._store, self._clock = context.store, context.clock
        self._secrets, self._answers, self._way = secrets, answers, way
        self._uncertain = uncertain
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._under_way: list[MailboxSession] = []

    def settings(self) -> MailboxSettings:
        """Return where answers are fetched; without a host there is no mailbox yet."""
        data = self._read(_SETTINGS)
        if not data:
            return MailboxSettings()
        data["security"] = Security(data["security"])
        data["after"] = AfterTaking(data["after"])
        # Kept by an older version, it knows one way of signing in.
        data["sign_in"] = SignIn(data.get("sign_in", SignIn.PASSWORD))
        return MailboxSettings(**data)

    def save(self, settings: MailboxSettings, password: str | None = None) -> MailboxSettings:
        """Save where answers are fetched; the password goes to the keyring and nowhere else.

        From another mailbox or folder than before, mails are taken from yesterday on. Without a
        host nothing is fetched any more.

        Args:
            password: None leaves the kept one as it is.

        Raises:
            MailNotSetUp: a needed setting is missing.
            TokenUnreadable: it is to be a token, and cannot be one.
            KeyringUnusable: the password could not be kept.
        """
        cleaned = as_kept(settings)
        if cleaned.is_set_up:
            cleaned.checked()
            if password is not None:
                secret = checked_secret(cleaned.sign_in, password)
                self._secrets.write(secret_name(cleaned), secret)
        with self._store.transaction() as session:
            put(session, _SETTINGS, asdict(cleaned))
            place = place_of(session)
            if place.account != account_of(cleaned):
                put(session, PLACE, asdict(self._start(cleaned)))
        return cleaned

    def password_is_kept(self, settings: MailboxSettings) -> bool:
        """Return whether a password of that account is at hand; may wait for the keyring."""
        try:
            return bool(self._password(settings))
        except KeyringUnusable:
            return False

    def test(self, settings: MailboxSettings, password: str | None) -> MailboxReport:
        """Try the mailbox without fetching anything; takes its time.

        Args:
            password: None means the kept one.

        Raises:
            MailError, FileError, KeyringUnusable: what stands in the way.
        """
        checked = as_kept(settings).checked()
        secret = self._password(checked) if password is None else password
        return self._way(checked, secret).test_connection()

    def fetch(self, progress: Callable[[FetchProgress], None] = lambda _progress: None) -> Fetched:
        """Take the answers that have come; takes its time.

        Each mail is taken whole before the next is looked at, so that whatever stops the fetch
        loses nothing and takes nothing twice.

        Args:
            progress: called after each mail, from the calling thread.

        Raises:
            MailNotSetUp: there is no mailbox yet.
            MailError, FileError, StoreError: what stood in the way; what was taken is kept.
        """
        settings = self.settings().checked()
        with self.visit(settings) as visit:
            fetched = self._look_through(visit, settings, progress)
            found = self._look_for_letters(visit)
        meetings = tuple(dict.fromkeys((*fetched.meetings, *found)))
        return replace(fetched, found=len(found), meetings=meetings)

    @contextmanager
    def visit(self, settings: MailboxSettings | None = None) -> Iterator[MailboxSession]:
        """Open the mailbox, one visit at a time; whoever comes second waits.

        Args:
            settings: checked ones; None are the kept ones.

        Raises:
            MailNotSetUp: there is no mailbox yet.
            MailError, FileError, KeyringUnusable: what stands in the way.
        """
        settings = settings or self.settings().checked()
        with self._one_at_a_time:
            way = self._way(settings, self._password(settings))
            with way.session() as visit, self._noted(visit):
                yield visit

    def is_stopping(self) -> bool:
        """Return whether the program is about to end."""
        return self._stopping.is_set()

    def last_fetch(self) -> datetime | None:
        """Return when the mailbox was last looked through, if ever."""
        with self._store.reading() as session:
            told = place_of(session).fetched_at
        return datetime.fromisoformat(told) if told else None

    def stop(self) -> None:
        """Begin with no mail any more; for the end of the program, from any thread."""
        self._stopping.set()

    def hang_up(self) -> None:
        """Stop waiting for a server that does not answer; nothing is lost by it."""
        self.stop()
        for visit in tuple(self._under_way):
            visit.hang_up()

    def _look_through(
        self,
        visit: MailboxSession,
        settings: MailboxSettings,
        progress: Callable[[FetchProgress], None],
    ) -> Fetched:
        place = self._begin(settings, visit.uid_validity)
        new = visit.numbers(date.fromisoformat(place.since), place.last)
        stuck = list(place.try_again)
        batch = [*stuck, *new[:FETCH_LIMIT]]
        heads, count, done = visit.heads(batch), Count(), 0
        for number in batch:
            if self._stopping.is_set():
                break
            self._look_at(visit, settings, place, number, heads.get(number), count)
            done += 1
            progress(FetchProgress(done, len(batch)))
        place.fetched_at = self._clock.now().isoformat()
        self._keep(place)
        return Fetched(
            count.taken,
            count.unknown,
            count.left,
            datetime.fromisoformat(place.fetched_at),
            len(stuck) + len(new) - done,
            tuple(count.meetings),
            count.bounced,
            count.reports,
        )

    def _look_for_letters(self, visit: MailboxSession) -> tuple[str, ...]:
        """Look for letters that may have left; return the meetings of those that did."""
        if self._uncertain is None or self._stopping.is_set():
            return ()
        ids = self._uncertain.to_look_for()
        try:
            return self._uncertain.look(visit, ids, is_over=self.is_stopping, by_itself=True)
        except MailError as error:
            # The answers are in; the letters are looked for at the next fetch.
            _LOG.warning("letters could not be looked for: %s", type(error).__name__)
            return ()

    def _look_at(
        self,
        visit: MailboxSession,
        settings: MailboxSettings,
        place: Place,
        number: int,
        head: MailHead | None,
        count: Count,
    ) -> None:
        """Take one mail if it is for us, and note that it was looked at."""
        key = key_of(head.identity) if head and head.identity else ""
        outcome = _Outcome.PASSED
        if head is not None and not (key and self._was_seen(key)):
            outcome, raw = self._take(visit, settings, number, head, count)
            key = key or (key_of(raw) if raw else "")
        count.left += outcome is not _Outcome.PASSED
        place.last = max(place.last, number)
        place.try_again = [each for each in place.try_again if each != number]
        if outcome is _Outcome.BEYOND_US:
            place.try_again = [*place.try_again, number][-_TRIED_AGAIN:]
        # After the mail was taken and marked: cut off before this, it is recognised and not
        # taken again.
        self._keep(place, key if outcome is _Outcome.PASSED else "")

    def _take(
        self,
        visit: MailboxSession,
        settings: MailboxSettings,
        number: int,
        head: MailHead,
        count: Count,
    ) -> tuple[_Outcome, bytes]:
        if head.size > MAIL_LIMIT:
            return _Outcome.LEFT, b""
        raw = visit.fetch(number)
        if raw is None:
            return _Outcome.PASSED, b""
        try:
            taken = self._answers.take_mail(raw)
        except AnswerFileError:
            return _Outcome.LEFT, raw
        except (StoreError, StoreReadOnly, FileError, OSError):
            # The store or the disk, not the mail: the next ones would fare no better.
            raise
        except Exception as error:  # noqa: BLE001 - one mail must not keep the others out
            _LOG.warning("a mail could not be taken: %s", type(error).__name__)
            return _Outcome.BEYOND_US, raw
        count.add(taken)
        if taken.kind in _KEPT:
            _mark(visit, settings, number)
        return _Outcome.PASSED, raw

    def _begin(self, settings: MailboxSettings, uid_validity: int) -> Place:
        """Return where to go on; after a change of numbers everything is looked at anew."""
        with self._store.reading() as session:
            place = place_of(session)
        if place.account != account_of(settings) or not place.since:
            place = self._start(settings)
        if place.uid_validity != uid_validity:
            place = replace(place, uid_validity=uid_validity, last=0, try_again=[])
        return place

    def _start(self, settings: MailboxSettings) -> Place:
        # Servers count days in a zone of their own: just after midnight theirs may be yesterday.
        since = self._clock.today() - timedelta(days=1)
        return Place(account_of(settings), since.isoformat())

    def _keep(self, place: Place, seen: str = "") -> None:
        with self._store.transaction() as session:
            if seen and session.get(SeenMailRow, seen) is None:
                session.add(SeenMailRow(key=seen, at=self._clock.now()))
            put(session, PLACE, asdict(place))

    def _was_seen(self, key: str) -> bool:
        with self._store.reading() as session:
            return session.get(SeenMailRow, key) is not None

    def _password(self, settings: MailboxSettings) -> str:
        return self._secrets.read(secret_name(settings)) or ""

    def _read(self, name: str) -> Any:
        with self._store.reading() as session:
            row = queries.setting(session, name)
            return dict(row.value) if row else None

    @contextmanager
    def _noted(self, visit: MailboxSession) -> Iterator[None]:
        self._under_way.append(visit)
        try:
            yield
        finally:
            self._under_way.remove(visit)


def _mark(visit: MailboxSession, settings: MailboxSettings, number: int) -> None:
    if settings.after is AfterTaking.KEYWORD:
        visit.put_keyword(number)
    elif settings.after is AfterTaking.FOLDER:
        visit.put_in_folder(number, settings.taken_folder)
