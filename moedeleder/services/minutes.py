"""The minutes: prefilled from the notes, written, checked, frozen as a version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from moedeleder.domain import completeness, rich_text
from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import ChangedElsewhere, MinutesIncomplete, NotAllowedNow, NotFound
from moedeleder.domain.gaps import gaps
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingState
from moedeleder.domain.people import Actor
from moedeleder.domain.record import (
    TEXT_PARTS,
    WRITTEN_PARTS,
    MinutesPart,
    MinutesRecord,
    MinutesVersion,
    PartKey,
    canonical,
)
from moedeleder.domain.rich_text import RichText
from moedeleder.domain.settings import Organisation
from moedeleder.domain.text import optional_line
from moedeleder.models import mapping, minutes_mapping, queries
from moedeleder.models.edit_writer import forget, latest_edits
from moedeleder.models.tables import MeetingRow, MinutesPartRow
from moedeleder.services import minutes_drafting as drafting
from moedeleder.services.context import Context
from moedeleder.services.copies import PreparedCopy
from moedeleder.services.deadlines import add_working_days
from moedeleder.services.meetings import refuse_finished, refuse_locked
from moedeleder.services.minutes_after import afterwards
from moedeleder.services.minutes_drafting import DiscardedDraft
from moedeleder.services.minutes_freezing import checked_reason, freeze
from moedeleder.services.minutes_view import MinutesView, reasons_of, round_of, version_value
from moedeleder.services.records import minutes_record
from moedeleder.services.settings import Settings

__all__ = ["Minutes", "MinutesView", "version_value"]

# A disk that refuses must not hold the window for long; the text waits in memory meanwhile.
DISK_PATIENCE = 2.0  # seconds
_SALT_BYTES = 16


class Minutes:
    """What a person does with the minutes of one meeting."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._store, self._clock = context.store, context.clock
        self._typing, self._catalogue = context.typing, context.catalogue
        self._settings = settings
        self._closed = context.deadlines.also_closed

    def open(self, meeting_id: str) -> MinutesView:
        """Return the minutes; parts nobody has written in are filled from the notes.

        Raises:
            NotFound: there is no such meeting.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.reading() as session:
            return self._view(session, queries.get(session, MeetingRow, meeting_id))

    def saved(self, meeting_id: str, key: PartKey) -> MinutesPart:
        """Return a part as it was last saved, without what has been typed since.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            for part in row.parts:
                if part.key == key.value:
                    return mapping.part(part)
            return MinutesPart(key, 0, completeness.prefilled(mapping.meeting(row), key))

    def slot(self, meeting_id: str, key: PartKey) -> str:
        """Return the name of the slot, as the typing path reports it when it is saved."""
        return f"minutes:{meeting_id}:{key.value}"

    def typed(self, meeting_id: str, key: PartKey, text: RichText) -> int:
        """Hand over a part's newest text: durable at once, whatever happens before the save."""
        content = json.dumps(rich_text.to_data(text), ensure_ascii=False)
        return self._typing.put(self.slot(meeting_id, key), content)

    def write(self, meeting_id: str, key: PartKey, version: int, text: RichText) -> MinutesView:
        """Save a part as last seen at ``version`` (0 when it was never written).

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_locked(meeting)
            row = next((part for part in meeting.parts if part.key == key.value), None)
            if (row.version if row else 0) != version:
                raise ChangedElsewhere
            if row is None:
                row = MinutesPartRow(key=key.value)
                meeting.parts.append(row)
            row.text = rich_text.to_data(rich_text.tidy(text))
            forget(session, self.slot(meeting_id, key))
            session.flush()
            return self._view(session, meeting)

    def set_follow_up(self, meeting_id: str, version: int, follow_up: FollowUp) -> MinutesView:
        """Say when the next meeting is, or why there is none.

        Raises:
            ChangedElsewhere, FieldTooLong, InvalidDate, MeetingFinished, NotFound: as named.
        """
        if follow_up.at is not None:
            checked_day(follow_up.at, "follow_up_at")
        reason = optional_line(follow_up.none_reason, "none_reason")
        with self._store.transaction() as session:
            meeting = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_locked(meeting)
            meeting.follow_up_at = follow_up.at
            meeting.follow_up_none_reason = "" if follow_up.at else reason
            session.flush()
            return self._view(session, meeting)

    def preview(self, meeting_id: str) -> MinutesRecord:
        """Return the record as it is now: the finished version, or the draft.

        Raises:
            NotFound: as named.
        """
        view = self.open(meeting_id)
        if view.version is not None and view.is_finished:
            return view.version.record
        return self.draft_of(view)

    def draft_of(self, view: MinutesView) -> MinutesRecord:
        """Return the draft record of a view, without reading the store's meeting again."""
        office, actor = self._settings.reachable(), self._settings.actor()
        until = self._corrections_until()
        return minutes_record(
            view.meeting, view.parts, office, actor, corrections_until=until, after=view.after
        )

    def as_finished(self, meeting_id: str, version: int, reason: str = "") -> MinutesRecord:
        """Return the record as it would be frozen now, so that its papers can be made first.

        Raises:
            MinutesIncomplete, ReasonMissing, NotAllowedNow, ChangedElsewhere, MeetingFinished,
            NotFound: as :meth:`finalise` would.
        """
        self._typing.flush(DISK_PATIENCE)
        office, actor = self._settings.reachable(), self._settings.actor()
        with self._store.reading() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            stamp = (token_hex(_SALT_BYTES), self._clock.now())
            return self._finished_record(session, row, office, actor, stamp, reason)

    def finalise(
        self,
        meeting_id: str,
        version: int,
        record: MinutesRecord | None = None,
        copies: Sequence[PreparedCopy] = (),
        reason: str = "",
        *,
        choices: Choices = AS_USUAL,
    ) -> MinutesVersion:
        """Freeze the text as the next version, with what each reader gets and a letter for each.

        Args:
            version: the meeting as last seen.
            record: what :meth:`as_finished` gave, and the papers were made of.
            copies: each reader's own.
            reason: why there is a version after the first.
            choices: what the person chose before.

        Raises:
            MinutesIncomplete: something is missing; ``count`` things.
            ReasonMissing: a later version does not say why there is one.
            NotAllowedNow: the meeting has not been held.
            ChangedElsewhere: so also when the text is another than ``record``.
            MeetingFinished, NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        office, actor = self._settings.reachable(), self._settings.actor()
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            stamp = (token_hex(_SALT_BYTES), self._clock.now())
            if record is not None and record.finalised_at is not None:
                stamp = (record.salt, record.finalised_at)
            found = self._finished_record(session, row, office, actor, stamp, reason)
            if record is not None and canonical(found) != canonical(record):
                raise ChangedElsewhere
            actor_name = self._store.actor
            return version_value(freeze(session, row, found, copies, actor_name, choices))

    def begin_version(self, meeting_id: str) -> MinutesView:
        """Open finished minutes for the next version; one that was begun already goes on.

        Raises:
            NotAllowedNow: there is no finished version yet.
            NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            parts = self.parts_of(session, row, mapping.meeting(row))
            edits = latest_edits(session, f"minutes:{row.id}:")
            typed = [key for key in parts if self.slot(row.id, key) in edits]
            drafting.begin(session, row, parts, typed, self._clock.now())
            for key in parts:
                forget(session, self.slot(meeting_id, key))
            return self._view(session, row)

    def drop_version(self, meeting_id: str) -> MinutesView:
        """Give up the next version: everything is as the finished version left it.

        Raises:
            NotAllowedNow: nobody is writing one.
            NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            drafting.drop(session, row, self.slot)
            return self._view(session, row)

    def discard_draft(self, meeting_id: str) -> DiscardedDraft:
        """Throw away what is written in minutes never finished; :meth:`restore_draft` undoes it.

        Each part begins with what comes from the notes again.

        Raises:
            MeetingFinished: finished text cannot be thrown away.
            NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(row)
            parts = self.parts_of(session, row, mapping.meeting(row))
            return drafting.discard(session, row, parts, self.slot)

    def restore_draft(self, draft: DiscardedDraft) -> MinutesView:
        """Bring back what :meth:`discard_draft` threw away, what was written since stays below it.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, draft.meeting_id)
            refuse_finished(row)
            meeting = mapping.meeting(row)
            parts = self.parts_of(session, row, meeting)
            begun = {key: completeness.prefilled(meeting, key) for key in draft.texts}
            drafting.restore(session, row, draft, parts, begun)
            for key in draft.texts:
                forget(session, self.slot(row.id, key))
            session.flush()
            return self._view(session, row)

    def parts_of(
        self,
        session: Any,
        row: MeetingRow,
        meeting: Meeting,
        keys: Sequence[PartKey] = WRITTEN_PARTS,
    ) -> dict[PartKey, MinutesPart]:
        """Return written parts within a session, with what was typed since the last save."""
        saved = {PartKey(part.key): part for part in row.parts}
        typed = latest_edits(session, f"minutes:{row.id}:")
        parts = {}
        for key in keys:
            if key in saved:
                part = mapping.part(saved[key])
            else:
                part = MinutesPart(key, 0, completeness.prefilled(meeting, key))
            found = typed.get(self.slot(row.id, key))
            # A save forgets what was typed before it, so these words came after: they win. No
            # clock is asked, for it may have been set back.
            if found:
                part = replace(part, text=rich_text.from_data(json.loads(found[0])))
            parts[key] = part
        return parts

    def _finished_record(
        self,
        session: Any,
        row: MeetingRow,
        office: Organisation,
        actor: Actor | None,
        stamp: tuple[str, datetime],
        reason: str,
    ) -> MinutesRecord:
        refuse_locked(row)
        view, number = self._view(session, row), len(row.versions) + 1
        _refuse_incomplete(view)
        return minutes_record(
            view.meeting,
            view.parts,
            office,
            actor,
            number=number,
            corrections_until=self._corrections_until(),
            finalised_at=stamp[1],
            after=view.after,
            salt=stamp[0],
            reason=checked_reason(reason, number),
        )

    def _view(self, session: Any, row: MeetingRow) -> MinutesView:
        meeting = mapping.meeting(row)
        parts = self.parts_of(session, row, meeting)
        kind = self._known_type(meeting.type_key)
        required = kind.required_parts if kind else tuple(TEXT_PARTS)
        used = completeness.sources_in(parts[key] for key in TEXT_PARTS)
        left = {k: completeness.not_yet_in(part, meeting, used) for k, part in parts.items()}
        kept = {k: completeness.kept_from_some(part, meeting, used) for k, part in parts.items()}
        documents = tuple(map(minutes_mapping.used_document, row.used_documents))
        versions = tuple(map(version_value, row.versions))
        missing, reasons = gaps(meeting, parts, required, documents), reasons_of(row)
        return MinutesView(
            meeting,
            parts,
            missing,
            {key: lines for key, lines in left.items() if lines},
            {key: lines for key, lines in kept.items() if lines},
            required,
            kind.minutes_hints if kind else (),
            versions[-1] if versions else None,
            documents,
            reasons,
            round_of(row),
            versions,
            afterwards(row, missing, reasons),
        )

    def _known_type(self, key: str) -> Any:
        try:
            return self._catalogue.get(key)
        except NotFound:
            # A meeting from a colleague may be of a kind only their office has.
            return None

    def _corrections_until(self) -> date:
        days = self._settings.organisation().correction_days
        return add_working_days(self._clock.today(), days, self._closed)


def _refuse_incomplete(view: MinutesView) -> None:
    if view.meeting.state is MeetingState.PLANNED:
        raise NotAllowedNow
    if view.open_gaps:
        raise MinutesIncomplete(len(view.open_gaps))
