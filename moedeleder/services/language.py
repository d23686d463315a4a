"""Plain and gentle words, and spelling, for whatever is being written."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock

from moedeleder.domain.errors import FileUnreadable
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.settings import Organisation
from moedeleder.domain.text import required_line
from moedeleder.language.checker import Checker, at_hand
from moedeleder.language.data import fold
from moedeleder.language.findings import Finding, FindingKind
from moedeleder.language.lix import Lix, lix_of
from moedeleder.language.spelling import Speller
from moedeleder.language.words import words_of
from moedeleder.models import own_word_queries as kept
from moedeleder.models import queries
from moedeleder.models.tables import SettingRow
from moedeleder.services.context import Context
from moedeleder.services.language_data import load_language

DICTIONARY = Path("dictionaries") / "da_DK"
WORD_LENGTH = 100
_HIDDEN = "language_hidden"
_log = logging.getLogger(__name__)


class SpellerState(StrEnum):
    """Whether words can be looked up: not yet, yes, or not at all because the dictionary lacks."""

    NOT_READY = "not_ready"
    READY = "ready"
    MISSING = "speller_missing"


@dataclass(frozen=True, slots=True)
class DocumentFindings:
    """What is found in a text: for each paragraph, and how hard each and the whole are to read.

    Without a ready ``speller`` there are no findings about spelling; ``pending`` says that some
    words have not been looked up yet.
    """

    findings: tuple[tuple[Finding, ...], ...]
    lix_each: tuple[Lix | None, ...]
    lix: Lix | None
    speller: SpellerState
    pending: bool = False


class Language:
    """Checks texts; the dictionary is read when ``prepare`` is called, the lists at first use."""

    def __init__(self, context: Context, folders: Sequence[Path]) -> None:
        """Take the folders of data files; a later one's files win."""
        self._store, self._folders = context.store, folders
        self._own: frozenset[str] | None = None
        self._speller: Speller | None = None
        self._state = SpellerState.NOT_READY
        self._checker: Checker | None = None
        self._preparing, self._taking_turns = Lock(), Lock()

    @property
    def speller(self) -> SpellerState:
        """Whether words can be looked up now."""
        return self._state

    def prepare(self) -> SpellerState:
        """Read the dictionary, once; call it in the background, it takes a quarter of a second.

        A dictionary that is missing stops nothing: texts are then checked without it.

        Raises:
            ResourceFault: a list of words has a mistake.
        """
        with self._preparing:
            if self._state is SpellerState.NOT_READY:
                self._speller = open_dictionary(self._folders)
                checker = Checker(load_language(self._folders), self._speller)
                with self._taking_turns:
                    self._checker = checker
                self._state = SpellerState.READY if self._speller else SpellerState.MISSING
        return self._state

    def check(
        self, paragraphs: Sequence[str], known: Collection[str] = (), *, wait: bool = True
    ) -> DocumentFindings:
        """Return what is found in a text; what has not changed since costs next to nothing.

        Args:
            paragraphs: the text, a paragraph each.
            known: names of people, places and the municipality, as they are written; none of
                their words is a spelling mistake.
            wait: look up every word, in the background: most take microseconds, but some a third
                of a second. Else only what was looked up before is said, and ``pending`` tells
                whether there is more; ask again when a call that waits has come back.

        Raises:
            ResourceFault: a list of words has a mistake.
        """
        checker = self._ready_checker()
        right = self._own_words() | folded_words(known)
        read = [checker.analysis(each, wait=wait) for each in paragraphs]
        seen: set[str] = set()
        return DocumentFindings(
            tuple(at_hand(each, seen, right) for each in read),
            tuple(each.counts.lix for each in read),
            lix_of(each.counts for each in read),
            self._state,
            any(each.pending for each in read),
        )

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant; call it in the background, it takes long.

        The first time it reads the dictionary. Empty when there is no dictionary.
        """
        self.prepare()
        try:
            return self._speller.suggest(word) if self._speller else ()
        except FileUnreadable:
            return ()

    def own_words(self) -> tuple[str, ...]:
        """Return the words that somebody here said are right, in the order of the alphabet."""
        with self._store.reading() as session:
            words = kept.own_words(session)
        self._own = frozenset(words)
        return words

    def add_word(self, word: str) -> tuple[str, ...]:
        """Keep a word that is right; returns all of them.

        Raises:
            FieldMissing, FieldTooLong, StoreReadOnly, DiskFull: as named.
        """
        folded = fold(required_line(word, "word", WORD_LENGTH))
        with self._store.transaction() as session:
            kept.keep_word(session, folded)
        return self.own_words()

    def remove_word(self, word: str) -> tuple[str, ...]:
        """Forget a word that was kept, if it was; returns those that are left.

        Raises:
            StoreReadOnly, DiskFull: as named.
        """
        with self._store.transaction() as session:
            kept.drop_word(session, fold(word.strip()))
        return self.own_words()

    def hidden_kinds(self) -> tuple[FindingKind, ...]:
        """Return the kinds of places that nobody here wants to be shown."""
        with self._store.reading() as session:
            row = queries.setting(session, _HIDDEN)
            hidden = frozenset(row.value.get("kinds", ()) if row else ())
        return tuple(kind for kind in FindingKind if kind.value in hidden)

    def hide_kinds(self, kinds: Iterable[FindingKind]) -> tuple[FindingKind, ...]:
        """Keep which kinds are not shown, instead of those before; returns them.

        Raises:
            StoreReadOnly, DiskFull: as named.
        """
        value = {"kinds": sorted({kind.value for kind in kinds})}
        with self._store.transaction() as session:
            row = queries.setting(session, _HIDDEN) or SettingRow(name=_HIDDEN)
            row.value = value
            session.add(row)
        return self.hidden_kinds()

    def _ready_checker(self) -> Checker:
        """Return the checker there is; never waits for the dictionary."""
        checker = self._checker
        return checker if checker is not None else self._kept(Checker(load_language(self._folders)))

    def _kept(self, plain: Checker) -> Checker:
        """Keep ``plain``, unless one that knows the dictionary has come in the meantime."""
        with self._taking_turns:
            if self._checker is None:
                self._checker = plain
            return self._checker

    def _own_words(self) -> frozenset[str]:
        if self._own is None:
            self.own_words()
        return self._own or frozenset()


def names_at(meeting: Meeting, organisation: Organisation) -> frozenset[str]:
    """Return what is called by a name at a meeting: people, their work places, the office."""
    people = [each.person for each in meeting.attendees]
    offices = (organisation.name, organisation.unit, organisation.address, meeting.place)
    work_places = (person.organisation for person in people)
    names = (meeting.child_name, *(person.name for person in people), *work_places, *offices)
    return frozenset(filter(None, names))


def folded_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of ``texts``, such as names, as they are compared."""
    words = {word.folded for text in texts for word in words_of(text)}
    return frozenset(words.union(*(word.split("-") for word in words)))


def open_dictionary(folders: Sequence[Path]) -> Speller | None:
    """Return the dictionary; the municipality's own before the program's, None without any.

    Takes a quarter of a second.
    """
    from moedeleder.language.hunspell_library import HunspellSpeller

    for folder in reversed(folders):
        try:
            return HunspellSpeller(folder / DICTIONARY)
        except FileUnreadable:
            continue
    _log.warning("no dictionary in any folder of data files: spelling is not checked")
    return None
