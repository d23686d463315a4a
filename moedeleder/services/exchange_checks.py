"""Whether data is a meeting file: its form against the schema, then what points at what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from moedeleder.domain.contributions import PLACED
from moedeleder.domain.danish import YEARS
from moedeleder.domain.errors import MeetingFileRefused, TemplateMissing
from moedeleder.domain.record import checksum, record_from_data
from moedeleder.services.meeting_file import FORMAT, FORMAT_VERSION, Data

SCHEMA_FILE = "meeting_file.schema.json"
DEEPEST = 32
REASONS = {
    "required": "missing",
    "additionalProperties": "unknown_field",
    "type": "wrong_type",
    "const": "unknown_value",
    "enum": "unknown_value",
    "pattern": "wrong_form",
    "minLength": "wrong_form",
    "maxLength": "too_long",
    "minItems": "empty",
    "maxItems": "too_many",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
    "format": "wrong_date",
}


class Checks:
    """Looks for the first thing that makes data no meeting file of ours, and says where."""

    def __init__(self, file_name: str, resources: Path) -> None:
        self._file_name, self._resources = file_name, resources

    def refused(self, field: str, reason: str) -> MeetingFileRefused:
        """Return the error that names file, field and reason."""
        return MeetingFileRefused(self._file_name, field, reason)

    def decode(self, raw: bytes, field: str = "") -> Any:
        """Return the JSON data in bytes.

        Raises:
            MeetingFileRefused: it is no JSON, says a name twice or is nested too deep.
        """
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise self.refused(field, "not_utf8") from None
        try:
            data = json.loads(
                text, object_pairs_hook=self._object, parse_constant=self._no_constant
            )
        except RecursionError:
            raise self.refused(field, "too_deep") from None
        except ValueError:
            # Numbers of thousands of digits are refused here too.
            raise self.refused(field, "syntax") from None
        if _is_deeper(data, DEEPEST):
            raise self.refused(field, "too_deep")
        return data

    def _object(self, pairs: Sequence[tuple[str, Any]]) -> Data:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise self.refused(_first_twice([name for name, _ in pairs]), "duplicate_key")
        return found

    def _no_constant(self, _name: str) -> None:
        raise ValueError

    def check(self, data: Any) -> None:
        """Return when ``data`` can be read as a meeting.

        Raises:
            MeetingFileRefused: it is foreign, newer, of the wrong form or does not hang together.
        """
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise self.refused("format", "foreign")
        number = data.get("format_version")
        if isinstance(number, int) and number > FORMAT_VERSION:
            raise self.refused("format_version", "newer")
        self._form(data, "")
        self._links(data)
        self._states(data)
        self._versions(data)

    def _form(self, data: Any, part: str, where: str = "") -> None:
        # Only the first: a huge file full of faults must not keep a person waiting.
        error = next(_validator(self._resources, part).iter_errors(data), None)
        if error is None:
            return
        path = [*error.absolute_path]
        if error.validator == "required":
            path.append(next(name for name in error.validator_value if name not in error.instance))
        elif error.validator == "additionalProperties":
            known = error.schema["properties"]
            path.append(next(name for name in error.instance if name not in known))
        reason = REASONS.get(str(error.validator), "wrong_form")
        raise self.refused(".".join(filter(None, (where, dotted(path)))), reason)

    def _links(self, data: Data) -> None:
        people, items = _ids(data, "people"), _ids(data, "agenda")
        for name in ("people", "attendees", "agenda", "statements", "promises", "letters"):
            self._unique(data, name, "id")
        self._unique(data, "versions", "id")
        self._unique(data, "attendees", "person_id")
        self._unique(data, "checks", "phase", "key")
        self._unique(data, "minutes", "key")
        self._unique(data, "letters", "kind", "number", "attendee_id")
        self._known(data, "attendees", "person_id", people, "unknown_person")
        self._known(data, "agenda", "raised_by_id", people, "unknown_person")
        self._known(data, "statements", "person_id", people, "unknown_person")
        self._known(data, "promises", "owner_id", people, "unknown_person")
        for name in ("statements", "promises", "visits"):
            self._known(data, name, "item_id", items, "unknown_item")
        self._round_links(data, people, items)
        self._room_links(data, people, items)
        self._after_links(data, people)

    def _round_links(self, data: Data, people: set[str], items: set[str]) -> None:
        before = {f"round.{name}": value for name, value in data.get("round", {}).items()}
        brought, times = "round.contributions", "round.proposed_times"
        said, present = "round.time_answers", "round.attendees"
        self._unique(before, present, "attendee_id")
        self._unique(before, brought, "id")
        self._unique(before, times, "id")
        self._unique(before, times, "starts_at")
        self._unique(before, said, "proposal_id", "person_id")
        self._known(before, present, "attendee_id", _ids(data, "attendees"), "unknown_person")
        self._known(before, brought, "person_id", people, "unknown_person")
        self._known(before, said, "person_id", people, "unknown_person")
        self._known(before, brought, "item_id", items, "unknown_item")
        if times in before or said in before:
            proposals = {each["id"] for each in before.get(times, [])}
            self._known(before, said, "proposal_id", proposals, "unknown_item")
        self._order_of_parts(before.get(brought, []), brought)

    def _room_links(self, data: Data, people: set[str], items: set[str]) -> None:
        held = {f"room.{name}": value for name, value in data.get("room", {}).items()}
        turns, scales, read = "room.turns", "room.scales", "room.read_back"
        self._unique(held, scales, "id")
        self._unique(held, read, "id")
        self._unique(held, read, "part", "person_id")
        self._known(held, read, "person_id", people, "unknown_person")
        self._known(held, turns, "person_id", people, "unknown_person")
        self._known(held, turns, "item_id", items, "unknown_item")
        for index, scale in enumerate(held.get(scales, [])):
            where = f"{scales}[{index}].marks"
            marks = {where: scale.get("marks", [])}
            self._unique(marks, where, "person_id")
            self._known(marks, where, "person_id", people, "unknown_person")

    def _after_links(self, data: Data, people: set[str]) -> None:
        told = {f"after.{name}": value for name, value in data.get("after", {}).items()}
        keys = {
            "used_documents": "id",
            "gap_reasons": "gap",
            "readers": "attendee_id",
            "rounds": "number",
            "corrections": "id",
            "retired": "id",
        }
        for name, key in keys.items():
            self._unique(told, f"after.{name}", key)
        self._unique(told, "after.rounds", "id")
        self._known(told, "after.readers", "attendee_id", _ids(data, "attendees"), "unknown_person")
        self._known(told, "after.corrections", "person_id", people, "unknown_person")

    def _order_of_parts(self, brought: Sequence[Data], name: str) -> None:
        seen: set[str] = set()
        for index, entry in enumerate(brought):
            whole, decision = entry.get("part_of_id"), entry.get("decision", "open")
            if whole is not None and whole not in seen:
                raise self.refused(f"{name}[{index}].part_of_id", "out_of_order")
            if (decision in PLACED) != (entry.get("item_id") is not None):
                raise self.refused(f"{name}[{index}].item_id", "state_conflict")
            seen.add(entry["id"])

    def _unique(self, data: Data, name: str, *fields: str) -> None:
        seen = set()
        for index, entry in enumerate(data.get(name, [])):
            key = tuple(entry[field] for field in fields)
            if key in seen:
                raise self.refused(f"{name}[{index}].{fields[-1]}", "duplicate")
            seen.add(key)

    def _known(self, data: Data, name: str, field: str, known: set[str], reason: str) -> None:
        for index, entry in enumerate(data.get(name, [])):
            if entry.get(field) is not None and entry[field] not in known:
                raise self.refused(f"{name}[{index}].{field}", reason)

    def _states(self, data: Data) -> None:
        meeting, versions = data["meeting"], data.get("versions", [])
        started, ended = _moment(meeting.get("started_at")), _moment(meeting.get("ended_at"))
        if ended and not started:
            raise self.refused("meeting.started_at", "missing")
        if started and ended and ended < started:
            raise self.refused("meeting.ended_at", "ends_before_start")
        state = meeting["state"]
        if state in ("planned", "cancelled") and (started or versions):
            raise self.refused("meeting.state", "state_conflict")
        if state == "running" and (ended or not started):
            raise self.refused("meeting.state", "state_conflict")
        if state == "finished" and not versions:
            raise self.refused("versions", "missing")
        self._stretches("visits", data.get("visits", []))
        self._room_states(data)
        self._after_states(data)

    def _room_states(self, data: Data) -> None:
        held, running = data.get("room", {}), data["meeting"]["state"] == "running"
        for name in ("pauses", "turns"):
            where = f"room.{name}"
            self._stretches(where, held.get(name, []))
            for index, each in enumerate(held.get(name, [])):
                last = index + 1 == len(held[name])
                if each["ended"] is None and not (running and last):
                    raise self.refused(f"{where}[{index}].ended", "state_conflict")
        for index, item in enumerate(data["agenda"]):
            if bool(item.get("parked")) != bool(item.get("parked_at")):
                raise self.refused(f"agenda[{index}].parked_at", "state_conflict")
        for index, said in enumerate(data.get("statements", [])):
            if not said.get("formal") and (said.get("formal_due") or said.get("formal_done_at")):
                raise self.refused(f"statements[{index}].formal", "state_conflict")

    def _after_states(self, data: Data) -> None:
        told, newest = data.get("after", {}), len(data.get("versions", []))
        for name in ("rounds", "corrections", "retired"):
            for index, each in enumerate(told.get(name, [])):
                if each["number"] > newest:
                    raise self.refused(f"after.{name}[{index}].number", "out_of_range")
        for index, each in enumerate(told.get("rounds", [])):
            # Only the newest version has a next one that is being written.
            if each.get("drafting_since") and each["number"] != newest:
                raise self.refused(f"after.rounds[{index}].drafting_since", "state_conflict")
        for index, each in enumerate(told.get("corrections", [])):
            decided = each.get("decision", "open") != "open"
            if decided != bool(each.get("decided_at")):
                raise self.refused(f"after.corrections[{index}].decided_at", "state_conflict")

    def _stretches(self, where: str, stretches: Sequence[Data]) -> None:
        for index, each in enumerate(stretches):
            stopped = _moment(each["ended"])
            if stopped and stopped < datetime.fromisoformat(each["began"]):
                raise self.refused(f"{where}[{index}].ended", "ends_before_start")

    def _versions(self, data: Data) -> None:
        for index, version in enumerate(data.get("versions", [])):
            where = f"versions[{index}]"
            if version["number"] != index + 1:
                raise self.refused(f"{where}.number", "out_of_order")
            if not _is_plain(version["content"]):
                raise self.refused(f"{where}.content", "not_utf8")
            if checksum(version["content"]) != version["checksum"]:
                raise self.refused(f"{where}.checksum", "wrong_checksum")
            content = self.decode(version["content"].encode(), f"{where}.content")
            self._form(content, "record", f"{where}.content")
            if content["meeting_id"] != data["meeting"]["id"]:
                raise self.refused(f"{where}.content.meeting_id", "other_meeting")
            if content["number"] != version["number"]:
                raise self.refused(f"{where}.content.number", "out_of_order")
            record_from_data(content)


def dotted(path: Iterable[str | int]) -> str:
    """Return a path into data as people write it: ``people[2].mail``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text[:200]


def _ids(data: Data, name: str) -> set[str]:
    return {entry["id"] for entry in data[name]}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _is_plain(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _first_twice(names: Sequence[str]) -> str:
    return next((name for index, name in enumerate(names) if name in names[:index]), "")[:200]


def _is_deeper(data: Any, levels: int) -> bool:
    """Whether lists and objects stand more than ``levels`` deep; walks level by level."""
    layer = [data]
    for _level in range(levels + 1):
        inner: list[Any] = []
        for each in layer:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        if not inner:
            return False
        layer = inner
    return True


@lru_cache(maxsize=8)
def _validator(resources: Path, part: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend

    try:
        schema = json.loads((resources / SCHEMA_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise TemplateMissing(SCHEMA_FILE) from None
    if part:
        schema = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    formats = FormatChecker(formats=())
    for name, good in _FORMATS.items():
        formats.checks(name, raises=ValueError)(good)
    # The standard counts 30.0 as an integer; we want what can be stored as one.
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer)
    strict = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]
    return strict(schema, format_checker=formats)


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_moment(text: object) -> bool:
    if not isinstance(text, str):
        return True
    found = datetime.fromisoformat(text)
    # As it will be kept: an offset can carry a moment into another year.
    return found.tzinfo is not None and found.year in YEARS and _in_utc(found).year in YEARS


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError from None


def _is_wall_time(text: object) -> bool:
    if not isinstance(text, str):
        return True
    found = datetime.fromisoformat(text)
    return found.tzinfo is None and "T" in text and found.year in YEARS


def _is_day(text: object) -> bool:
    return not isinstance(text, str) or date.fromisoformat(text).year in YEARS


_FORMATS: dict[str, Callable[[object], bool]] = {
    "date-time": _is_moment,
    "wall-time": _is_wall_time,
    "date": _is_day,
}
