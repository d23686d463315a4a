"""What is asked of the tables, in one place, so that no service writes a query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.errors import ChangedElsewhere, NotFound
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.domain.people import FamilyLine
from moedeleder.domain.sending import FINAL_STATES, LetterKind
from moedeleder.models import room_tables as room
from moedeleder.models import round_tables as r
from moedeleder.models import tables as t
from moedeleder.models.base import Base, Tracked
from moedeleder.models.minutes_tables import PaperTemplateRow

Row = TypeVar("Row", bound=Base)
TrackedRow = TypeVar("TrackedRow", bound=Tracked)
PAGE = 200


def get(session: Session, kind: type[Row], row_id: str) -> Row:
    """Return the row with that id.

    Raises:
        NotFound: there is none.
    """
    row = session.get(kind, row_id)
    if row is None:
        raise NotFound
    return row


def get_at(session: Session, kind: type[TrackedRow], row_id: str, version: int) -> TrackedRow:
    """Return the row a person is about to change, as they last saw it.

    Raises:
        NotFound: it is gone.
        ChangedElsewhere: somebody saved it since ``version``.
    """
    row = session.get(kind, row_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise ChangedElsewhere
    return row


def count_up(row: Tracked) -> None:
    """Let a save of ``row`` be a change even when none of its own fields is another.

    Whoever saw it before is then told, instead of doing the same once more.
    """
    flag_modified(row, "changed_by")


def folded(*texts: str) -> str:
    """Return texts as they are searched: small letters in any alphabet, one line."""
    return " ".join(" ".join(texts).casefold().split())


def _contains(column: Any, words: str) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in folded(words).split()]


def family_lines(session: Session, words: str = "", limit: int = PAGE) -> list[FamilyLine]:
    """Return families whose child, case number or people match every word."""
    people = (
        select(func.count())
        .where(t.PersonRow.family_id == t.FamilyRow.id, t.PersonRow.put_away.is_(False))
        .scalar_subquery()
    )
    meetings = (
        select(func.count()).where(t.MeetingRow.family_id == t.FamilyRow.id).scalar_subquery()
    )
    last = (
        select(func.max(t.MeetingRow.starts_at))
        .where(t.MeetingRow.family_id == t.FamilyRow.id)
        .scalar_subquery()
    )
    query = (
        select(t.FamilyRow.id, t.FamilyRow.child_name, t.FamilyRow.case_number)
        .add_columns(people, meetings, last)
        .where(*_contains(t.FamilyRow.search_text, words))
        .order_by(t.FamilyRow.search_text, t.FamilyRow.id)
        .limit(limit)
    )
    return [
        FamilyLine(row[0], row[1], row[2], row[3], row[4], row[5].date() if row[5] else None)
        for row in session.execute(query)
    ]


def colleagues(session: Session) -> Sequence[t.PersonRow]:
    """Return people without a family who are not put away."""
    query = (
        select(t.PersonRow)
        .where(t.PersonRow.family_id.is_(None), t.PersonRow.put_away.is_(False))
        .order_by(t.PersonRow.name, t.PersonRow.id)
    )
    return session.scalars(query).all()


def meeting_lines(
    session: Session,
    *,
    words: str = "",
    family_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    states: Sequence[MeetingState] = (),
    newest_first: bool = True,
    limit: int = PAGE,
) -> list[MeetingLine]:
    """Return meetings as lists show them; ``since`` is included, ``until`` is not."""
    attendees = (
        select(func.count()).where(t.AttendeeRow.meeting_id == t.MeetingRow.id).scalar_subquery()
    )
    supported = (
        select(func.count())
        .select_from(t.AttendeeRow)
        .join(t.PersonRow, t.PersonRow.id == t.AttendeeRow.person_id)
        .where(t.AttendeeRow.meeting_id == t.MeetingRow.id)
        .where(t.PersonRow.role == "support_person")
        .scalar_subquery()
    )
    query = select(t.MeetingRow, t.FamilyRow.child_name, attendees, supported, _left()).join(
        t.FamilyRow, t.FamilyRow.id == t.MeetingRow.family_id
    )
    query = _meeting_filter(query, words, family_id, since, until, states)
    order = t.MeetingRow.starts_at.desc() if newest_first else t.MeetingRow.starts_at
    rows = session.execute(query.order_by(order, t.MeetingRow.id).limit(limit))
    return [
        _meeting_line(row, child, count, helped > 0, left)
        for row, child, count, helped, left in rows
    ]


def _left() -> ColumnElement[int]:
    """Count the letters of the newest minutes that nobody on the list has for certain."""
    other = aliased(t.DeliveryRow)
    minutes = LetterKind.MINUTES.value
    newest = (
        select(func.max(other.number))
        .where(other.meeting_id == t.MeetingRow.id, other.kind == minutes)
        .correlate(t.MeetingRow)
        .scalar_subquery()
    )
    return (
        select(func.count())
        .select_from(t.DeliveryRow)
        .join(t.AttendeeRow, t.AttendeeRow.id == t.DeliveryRow.attendee_id)
        .where(t.DeliveryRow.meeting_id == t.MeetingRow.id, t.DeliveryRow.kind == minutes)
        .where(t.DeliveryRow.number == newest)
        .where(t.DeliveryRow.state.not_in([state.value for state in FINAL_STATES]))
        .correlate(t.MeetingRow)
        .scalar_subquery()
    )


def meetings(session: Session, ids: Sequence[str]) -> list[t.MeetingRow]:
    """Return meetings by id with their family and letters, in the order asked for."""
    query = (
        select(t.MeetingRow)
        .where(t.MeetingRow.id.in_(ids))
        .options(joinedload(t.MeetingRow.family), selectinload(t.MeetingRow.deliveries))
    )
    found = {row.id: row for row in session.scalars(query)}
    return [found[each] for each in ids if each in found]


def _meeting_filter(
    query: Select[Any],
    words: str,
    family_id: str | None,
    since: datetime | None,
    until: datetime | None,
    states: Sequence[MeetingState],
) -> Select[Any]:
    for word in folded(words).split():
        query = query.where(
            or_(
                # The families are asked once, not again for each of their meetings.
                t.MeetingRow.family_id.in_(_families_with(word)),
                t.MeetingRow.search_text.contains(word, autoescape=True),
            )
        )
    if family_id is not None:
        query = query.where(t.MeetingRow.family_id == family_id)
    if since is not None:
        query = query.where(t.MeetingRow.starts_at >= since)
    if until is not None:
        query = query.where(t.MeetingRow.starts_at < until)
    if states:
        query = query.where(t.MeetingRow.state.in_([state.value for state in states]))
    return query


def _families_with(word: str) -> Select[Any]:
    return select(t.FamilyRow.id).where(t.FamilyRow.search_text.contains(word, autoescape=True))


def _meeting_line(
    row: t.MeetingRow, child: str, count: int, supported: bool, left: int
) -> MeetingLine:
    return MeetingLine(
        row.id,
        row.family_id,
        child,
        row.type_name,
        row.starts_at,
        row.minutes,
        row.place,
        MeetingState(row.state),
        count,
        row.invited_at is not None,
        supported,
        letters_left=left,
    )


def open_promises(
    session: Session, *, due_by: date | None = None, limit: int = PAGE
) -> Sequence[tuple[t.PromiseRow, t.MeetingRow]]:
    """Return promises not yet kept with their meeting, the most urgent first."""
    query = (
        select(t.PromiseRow, t.MeetingRow)
        .join(t.MeetingRow, t.MeetingRow.id == t.PromiseRow.meeting_id)
        .options(joinedload(t.MeetingRow.family))
        .where(t.PromiseRow.kept_at.is_(None))
        .order_by(t.PromiseRow.due.is_(None), t.PromiseRow.due, t.PromiseRow.id)
        .limit(limit)
    )
    if due_by is not None:
        query = query.where(t.PromiseRow.due <= due_by)
    return [(promise, meeting) for promise, meeting in session.execute(query)]


def kept_promises(
    session: Session, limit: int = PAGE
) -> Sequence[tuple[t.PromiseRow, t.MeetingRow]]:
    """Return promises that were kept, the latest first."""
    query = (
        select(t.PromiseRow, t.MeetingRow)
        .join(t.MeetingRow, t.MeetingRow.id == t.PromiseRow.meeting_id)
        .options(joinedload(t.MeetingRow.family))
        .where(t.PromiseRow.kept_at.is_not(None))
        .order_by(t.PromiseRow.kept_at.desc())
        .limit(limit)
    )
    return [(promise, meeting) for promise, meeting in session.execute(query)]


def deliveries_in(
    session: Session, states: Sequence[str], limit: int = PAGE
) -> Sequence[tuple[t.DeliveryRow, t.MeetingRow]]:
    """Return letters in one of the states with their meeting, the oldest first."""
    query = (
        select(t.DeliveryRow, t.MeetingRow)
        .join(t.MeetingRow, t.MeetingRow.id == t.DeliveryRow.meeting_id)
        .options(joinedload(t.MeetingRow.family))
        .where(t.DeliveryRow.state.in_(states))
        .order_by(t.DeliveryRow.id)
        .limit(limit)
    )
    return [(delivery, meeting) for delivery, meeting in session.execute(query)]


def setting(session: Session, name: str) -> t.SettingRow | None:
    """Return the row of a setting, if it was ever saved."""
    return session.scalars(select(t.SettingRow).where(t.SettingRow.name == name)).first()


def picture(session: Session, name: str) -> t.PictureRow | None:
    """Return a picture by name, if there is one."""
    return session.scalars(select(t.PictureRow).where(t.PictureRow.name == name)).first()


def paper_template(session: Session) -> PaperTemplateRow | None:
    """Return the municipality's own Word template, if there is one; its data is read when used."""
    return session.scalars(select(PaperTemplateRow)).first()


def took_part_somewhere(session: Session, person_id: str) -> bool:
    """Whether a person is named anywhere in a meeting and so must be kept."""
    for column in (
        t.AttendeeRow.person_id,
        t.AgendaItemRow.raised_by_id,
        t.StatementRow.person_id,
        t.PromiseRow.owner_id,
        r.ContributionRow.person_id,
        r.AnswerRow.person_id,
        r.TimeAnswerRow.person_id,
        room.TurnRow.person_id,
        room.ScaleMarkRow.person_id,
        room.ReadBackRow.person_id,
    ):
        if session.scalar(select(func.count()).where(column == person_id)):
            return True
    return False


def has_words(session: Session, item_id: str) -> bool:
    """Whether anything was said or promised at a point."""
    for kind in (t.StatementRow, t.PromiseRow):
        if session.scalar(select(func.count()).where(kind.item_id == item_id)):
            return True
    return False


def has_answers(session: Session, meeting_id: str) -> bool:
    """Whether anything that came in belongs, or may belong, to a meeting."""
    query = select(func.count()).where(r.AnswerRow.meeting_id == meeting_id)
    return bool(session.scalar(query))


def receipt_lines(session: Session, delivery_id: str) -> tuple[ReceiptLine, ...]:
    """Return what a letter tells about contributions, in its order."""
    line = r.ReceiptLineRow
    query = select(line).where(line.delivery_id == delivery_id).order_by(line.id)
    return tuple(
        ReceiptLine(row.contribution_id, row.words, row.answer) for row in session.scalars(query)
    )
