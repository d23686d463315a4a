"""What a line says of a promise, together with what a person has put right by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import InvalidDate
from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.promise_line import (
    KnownPerson,
    ReadPromise,
    Span,
    SpanKind,
    read_promise,
    together,
    without,
)
from moedeleder.domain.vague_times import vague_time
from moedeleder.services.notepad import Draft
from moedeleder.ui.widgets.person_field import meant

OWNER, DUE = "owner", "due"
PIECES = (OWNER, DUE)


@dataclass(frozen=True)
class PromiseReading:
    """A promise under way: the line and the pieces in it, unless somebody said otherwise.

    What was chosen by hand stands in the draft's ``owner`` and ``due``, with the words of the
    line it stands instead of in ``over_owner`` and ``over_due``. Newer words in the line count
    again. ``kept_words`` names the pieces whose words are just words and stay in what.
    """

    draft: Draft
    people: tuple[KnownPerson, ...]
    today: date

    @cached_property
    def _read(self) -> ReadPromise:
        return read_promise(self.draft.text, self.people, self.today)

    @cached_property
    def _owner(self) -> tuple[str | None, str]:
        """Return the id and the name read: a few letters that fit one person are enough."""
        return together([self._meant(*each) for each in self._read.owners])

    def _meant(self, owner_id: str | None, typed: str) -> tuple[str | None, str]:
        name = meant(typed, (name for name, _, _ in self.people))
        if owner_id is not None or name is None:
            return owner_id, typed
        return next(key for known, key, _ in self.people if known == name), name

    @property
    def what(self) -> str:
        """What is to happen: the line without the pieces."""
        gone = [s for s in self._read.spans if not self._is_just_words(s)]
        return without(self.draft.text, gone)

    @property
    def owner_name(self) -> str:
        """Who will do it, as read or as chosen; empty for nobody."""
        return self._owner[1] if self._counts(OWNER) else self.draft.owner.strip()

    @property
    def owner_id(self) -> str | None:
        """The id of the attendee who will do it, or None for a free name or nobody."""
        if self._counts(OWNER):
            return self._owner[0]
        wanted = self.owner_name.casefold()
        return next((key for name, key, _ in self.people if name.casefold() == wanted), None)

    @property
    def all_are_known(self) -> bool:
        """Whether everybody who will do it is at the meeting."""
        known = {name.casefold() for name, _, _ in self.people}
        names = re.split(r", | og ", self.owner_name.casefold())
        return self.owner_id is not None or known.issuperset(names)

    @property
    def due_words(self) -> str:
        """The words that say when, as typed; empty where nothing does."""
        return self.words(DUE) if self._counts(DUE) else self.draft.due.strip()

    @property
    def due(self) -> date | None:
        """The day that was understood, or None."""
        if self._counts(DUE):
            return self._read.due
        try:
            return parse_date(self.due_words, self.today) if self.due_words else None
        except InvalidDate:
            return None

    @property
    def promise_draft(self) -> PromiseDraft:
        """The promise as it would be kept now, at no point yet."""
        name = "" if self.owner_id else self.owner_name
        return PromiseDraft(self.what, self.owner_id, name, self.due)

    @property
    def vague_time(self) -> str:
        """The words that say when without saying a day, e.g. ``snart``; empty for none."""
        return "" if self.due_words else vague_time(self.what)

    @property
    def has_wrong_day(self) -> bool:
        """Whether something is said of when that is no day."""
        return bool(self.due_words) and self.due is None

    @property
    def has_pieces(self) -> bool:
        """Whether it says who or when."""
        return bool(self.owner_name or self.due_words)

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces of the line that count, in their order."""
        return tuple(s for s in self._read.spans if self._counts(piece_of(s)))

    @property
    def overruled(self) -> tuple[Span, ...]:
        """The pieces of the line that something was chosen instead of."""
        spans = self._read.spans
        return tuple(
            s for s in spans if not self._counts(piece_of(s)) and not self._is_just_words(s)
        )

    def words(self, piece: str) -> str:
        """Return the words of the line that were read as a piece."""
        return " ".join(self._text(s) for s in self._read.spans if piece_of(s) == piece)

    def chosen(self, piece: str, value: str, *, kept_words: bool) -> Draft:
        """Return the draft with something chosen by hand, or nothing, instead of what is read."""
        kept = set(self.draft.kept_words.split()) - {piece}
        kept |= {piece} if kept_words or not value.strip() else set()
        fresh = replace(self.draft, kept_words=" ".join(sorted(kept)))
        if piece == OWNER:
            return replace(fresh, owner=value, over_owner=self.words(OWNER))
        return replace(fresh, due=value, over_due=self.words(DUE))

    def without_day(self) -> Draft:
        """Return the draft with no day: the words that were to say when stay in what."""
        text = self.draft.text
        if not self._counts(DUE) and self.due_words:
            text = f"{text.rstrip()} {self.due_words}"
        line = replace(self, draft=replace(self.draft, text=text))
        return line.chosen(DUE, "", kept_words=True)

    def keeps_words(self, piece: str) -> bool:
        """Return whether the words read as a piece were said to be just words."""
        return piece in self.draft.kept_words.split() and not self._counts(piece)

    def _counts(self, piece: str) -> bool:
        over = self.draft.over_owner if piece == OWNER else self.draft.over_due
        words = self.words(piece)
        return bool(words) and words != over

    def _is_just_words(self, span: Span) -> bool:
        return self.keeps_words(piece_of(span))

    def _text(self, span: Span) -> str:
        return self.draft.text[span.start : span.end]


def piece_of(span: Span) -> str:
    """Return which piece a span of the line is."""
    return OWNER if span.kind is SpanKind.OWNER else DUE


def as_kept(draft: Draft, people: Sequence[KnownPerson], today: date) -> Draft:
    """Return the draft of a promise that is kept already: nothing in its words is read anew."""
    reading = PromiseReading(draft, tuple(people), today)
    over = {piece: reading.words(piece) for piece in PIECES}
    kept = " ".join(piece for piece in PIECES if over[piece])
    return replace(draft, over_owner=over[OWNER], over_due=over[DUE], kept_words=kept)
