"""A meeting file read: whole and clean, or refused with file, field and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.agenda import AgendaItem, ItemDraft, ItemKind
from moedeleder.domain.attendees import Attendance, Attendee, Duty
from moedeleder.domain.errors import (
    FieldMissing,
    FieldTooLong,
    InvalidAddress,
    InvalidDuration,
    InvalidInput,
    TimesOutOfOrder,
)
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import (
    CheckState,
    FollowUp,
    Meeting,
    MeetingDraft,
    MeetingState,
    Promise,
    PromiseDraft,
)
from moedeleder.domain.people import Family, FamilyDraft, Person, PersonDraft, PersonRole
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.running import Visit
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.domain.text import clean_line, optional_text, required_line
from moedeleder.services import exchange_room as room
from moedeleder.services.agenda import checked_item
from moedeleder.services.exchange_after import read_after
from moedeleder.services.exchange_checks import Checks
from moedeleder.services.exchange_round import with_round
from moedeleder.services.families import checked_family, checked_person
from moedeleder.services.meeting_file import Data, FrozenText, Maker, MeetingFile
from moedeleder.services.meeting_file_after import After
from moedeleder.services.meetings import checked_meeting
from moedeleder.services.outside_files import read_at_most
from moedeleder.services.promises import checked_promise

SIZE_LIMIT = 20_000_000
_WHY: Mapping[type[InvalidInput], str] = {
    FieldMissing: "empty",
    FieldTooLong: "too_long",
    InvalidAddress: "wrong_address",
    InvalidDuration: "out_of_range",
    TimesOutOfOrder: "out_of_order",
}


def read_meeting_file(path: Path, resources: Path) -> MeetingFile:
    """Return the meeting in a file.

    Args:
        path: the file; at most 20 MB.
        resources: the folder that holds the schema.

    Raises:
        FileUnreadable: the file is not there or cannot be read.
        MeetingFileRefused: it is not a meeting file of ours; names file, field and reason.
        TemplateMissing: our own schema is not there.
    """
    checks = Checks(path.name, resources)
    raw = read_at_most(path, SIZE_LIMIT + 1)
    if len(raw) > SIZE_LIMIT:
        raise checks.refused("", "too_large")
    data = checks.decode(raw)
    checks.check(data)
    return _Reader(checks, data).meeting_file()


class _Reader:
    """Turns checked data into values; text is cleaned just as if it had been typed."""

    def __init__(self, checks: Checks, data: Data) -> None:
        self._checks, self._data = checks, data
        self._people: dict[str, Person] = {}

    def meeting_file(self) -> MeetingFile:
        data = self._data
        family_id = data["family"]["id"]
        for index, entry in enumerate(data["people"]):
            with self._at(f"people[{index}]"):
                self._people[entry["id"]] = _person(entry, family_id)
        people = tuple(self._people.values())
        with self._at("family"):
            family = _family(data["family"], tuple(p for p in people if p.family_id))
        return MeetingFile(
            made_at=_utc(data["made_at"]),
            made_by=Maker(**{k: clean_line(v) for k, v in data.get("made_by", {}).items()}),
            family=family,
            colleagues=tuple(p for p in people if not p.family_id),
            meeting=self._whole_meeting(family),
            parts=tuple(self._part(i, entry) for i, entry in self._each("minutes")),
            versions=tuple(_version(entry) for _, entry in self._each("versions")),
            letters=tuple(_letter(entry) for _, entry in self._each("letters")),
            after=self._after(),
        )

    def _whole_meeting(self, family: Family) -> Meeting:
        data = self._data
        meeting = with_round(self._meeting(family), data.get("round", {}), self._people)
        with self._at("room.scales"):
            return room.with_room(meeting, data.get("room", {}), self._people)

    def _after(self) -> After:
        return read_after(self._data.get("after", {}), self._people, self._at)

    def _each(self, name: str) -> Iterator[tuple[int, Data]]:
        return enumerate(self._data.get(name, []))

    @contextmanager
    def _at(self, where: str) -> Iterator[None]:
        try:
            yield
        except InvalidInput as error:
            field = f"{where}.{error.field}" if error.field else where
            raise self._checks.refused(field, _WHY.get(type(error), "wrong_form")) from None

    def _meeting(self, family: Family) -> Meeting:
        data = self._data["meeting"]
        with self._at("meeting"):
            draft = checked_meeting(
                MeetingDraft(
                    datetime.fromisoformat(data["starts_at"]),
                    data["minutes"],
                    data.get("place", ""),
                    data.get("link", ""),
                    data.get("purpose", ""),
                )
            )
            type_name = required_line(data["type_name"], "type_name")
            follow_up = _follow_up(data.get("follow_up", {}))
        return Meeting(
            id=data["id"],
            version=0,
            family_id=family.id,
            child_name=family.child_name,
            case_number=family.case_number,
            type_key=data["type_key"],
            type_name=type_name,
            starts_at=draft.starts_at,
            minutes=draft.minutes,
            place=draft.place,
            link=draft.link,
            purpose=draft.purpose,
            state=MeetingState(data["state"]),
            attendees=tuple(self._attendee(i, entry) for i, entry in self._each("attendees")),
            items=tuple(self._item(i, entry) for i, entry in self._each("agenda")),
            checks=tuple(self._check(i, entry) for i, entry in self._each("checks")),
            statements=tuple(self._statement(i, entry) for i, entry in self._each("statements")),
            promises=tuple(self._promise(i, entry) for i, entry in self._each("promises")),
            visits=tuple(_visit(entry) for _, entry in self._each("visits")),
            started_at=_moment(data.get("started_at")),
            ended_at=_moment(data.get("ended_at")),
            follow_up=follow_up,
            invited_at=_moment(data.get("invited_at")),
            calendar_sequence=data.get("calendar_sequence", 0),
            calendar_uid=data.get("calendar_uid", ""),
        )

    def _who(self, person_id: str | None) -> Person | None:
        return self._people[person_id] if person_id else None

    def _attendee(self, index: int, data: Data) -> Attendee:
        with self._at(f"attendees[{index}]"):
            extras = room.attendee_extras(data)
        return Attendee(
            data["id"],
            0,
            self._people[data["person_id"]],
            Duty(data.get("duty", "none")),
            Attendance(data.get("attendance", "expected")),
            _moment(data.get("came_at")),
            _moment(data.get("left_at")),
            **extras,
        )

    def _item(self, index: int, data: Data) -> AgendaItem:
        with self._at(f"agenda[{index}]"):
            draft = checked_item(
                ItemDraft(
                    data["title"],
                    ItemKind(data["kind"]),
                    data["minutes"],
                    data.get("raised_by_id"),
                    data.get("from_family", False),
                    data.get("words", ""),
                )
            )
        return AgendaItem(
            data["id"],
            0,
            index,
            draft.title,
            draft.kind,
            draft.minutes,
            self._who(draft.raised_by_id),
            draft.from_family,
            draft.words,
            **room.item_extras(data),
        )

    def _check(self, index: int, data: Data) -> CheckState:
        with self._at(f"checks[{index}]"):
            text = required_line(data["text"], "text")
            key = required_line(data["key"], "key")
        done_at = _moment(data.get("done_at"))
        done_by = clean_line(data.get("done_by", ""))
        phase, extras = Phase(data["phase"]), room.check_extras(data)
        return CheckState(phase, key, text, done_at is not None, done_by, done_at, **extras)

    def _statement(self, index: int, data: Data) -> Statement:
        with self._at(f"statements[{index}]"):
            text = optional_text(data["text"], "text")
            if not text:
                raise FieldMissing("text")
        return Statement(
            data["id"],
            0,
            StatementKind(data["kind"]),
            text,
            _utc(data["said_at"]),
            data.get("item_id"),
            self._who(data.get("person_id")),
            **room.statement_extras(data),
            part=data.get("part", ""),
        )

    def _promise(self, index: int, data: Data) -> Promise:
        with self._at(f"promises[{index}]"):
            draft = checked_promise(
                PromiseDraft(
                    data["what"],
                    data.get("owner_id"),
                    data.get("owner_name", ""),
                    _day(data.get("due")),
                    data.get("goal", ""),
                    data.get("item_id"),
                    data.get("worry", ""),
                    data.get("need", ""),
                    data.get("sign", ""),
                )
            )
        return Promise(
            data["id"],
            0,
            draft.what,
            self._who(draft.owner_id),
            draft.owner_name,
            draft.due,
            draft.goal,
            draft.item_id,
            _moment(data.get("kept_at")),
            worry=draft.worry,
            need=draft.need,
            sign=draft.sign,
        )

    def _part(self, index: int, data: Data) -> MinutesPart:
        text = rich_text.tidy(rich_text.from_data(data["text"]))
        with self._at(f"minutes[{index}]"):
            # Only measured here: trimming would lose the bullets and the bold.
            optional_text(text.plain, "text")
        return MinutesPart(PartKey(data["key"]), 0, text)


def _person(data: Data, family_id: str) -> Person:
    draft = checked_person(
        PersonDraft(
            data["name"],
            PersonRole(data["role"]),
            relation=data.get("relation", ""),
            organisation=data.get("organisation", ""),
            mail=data.get("mail", ""),
            phone=data.get("phone", ""),
            needs=data.get("needs", ""),
            has_custody=data.get("has_custody", False),
            postal_address=data.get("postal_address", ""),
        )
    )
    return Person(
        data["id"],
        0,
        family_id if data["in_family"] else None,
        draft.name,
        draft.role,
        draft.relation,
        draft.organisation,
        draft.mail,
        draft.phone,
        draft.needs,
        draft.has_custody,
        draft.postal_address,
    )


def _family(data: Data, people: tuple[Person, ...]) -> Family:
    draft = checked_family(
        FamilyDraft(
            data["child_name"],
            data.get("case_number", ""),
            _day(data.get("birth_date")),
            data.get("note", ""),
        )
    )
    return Family(
        data["id"], 0, draft.child_name, draft.case_number, draft.birth_date, draft.note, people
    )


def _follow_up(data: Data) -> FollowUp:
    # Danish wall time, unlike the moments.
    at = datetime.fromisoformat(data["at"]) if data.get("at") else None
    return FollowUp(at, "" if at else clean_line(data.get("none_reason", "")))


def _visit(data: Data) -> Visit:
    began = _utc(data["began"])
    return Visit(data["item_id"], began, _moment(data["ended"]))


def _version(data: Data) -> FrozenText:
    known: dict[str, Any] = data | {"finalised_at": _utc(data["finalised_at"])}
    return FrozenText(**known)


def _letter(data: Data) -> Delivery:
    return Delivery(
        data["id"],
        0,
        LetterKind(data["kind"]),
        data["number"],
        data["attendee_id"],
        clean_line(data["name"]),
        clean_line(data["address"]),
        DeliveryState(data["state"]),
        data["reason"],
        clean_line(data["message_id"]),
        way=LetterWay(data.get("way", "")),
        about=data.get("about", ""),
    )


def _moment(text: str | None) -> datetime | None:
    return _utc(text) if text else None


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
