"""The kinds of meeting there are: the program's own, and what a municipality changes or adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from moedeleder.domain.agenda import POINT_MINUTES_LIMIT, ItemDraft, ItemKind
from moedeleder.domain.errors import NotFound, ResourceFault
from moedeleder.domain.meeting_types import Check, MeetingType, Phase, Stretch
from moedeleder.domain.meetings import MEETING_MINUTES_LIMIT
from moedeleder.domain.record import PartKey
from moedeleder.services.resource_files import FaultReason, Table, read_resource

TYPES_FOLDER = "meeting_types"
CHECKLISTS_FILE = "checklists.toml"
_FIELDS = (
    "name description minutes order child_gets_heard required_parts minutes_hints "
    "without_checks agenda before during after"
).split()
Checklists = dict[Phase, tuple[Check, ...]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds of meeting, in the order they are offered."""

    types: tuple[MeetingType, ...]

    def get(self, key: str) -> MeetingType:
        """Return the kind of meeting with that key.

        Raises:
            NotFound: there is none (any more).
        """
        for meeting_type in self.types:
            if meeting_type.key == key:
                return meeting_type
        raise NotFound(key)

    def child_gets_heard(self, key: str) -> bool:
        """Return whether a kind of meeting must say how the child is heard.

        A kind that only another office has must.
        """
        return next((kind.child_gets_heard for kind in self.types if kind.key == key), True)


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Return the kinds of meeting found in ``folders`` (each a folder of data files).

    A later folder is the municipality's: a file there takes the place of an earlier one of
    the same name, or adds a kind of meeting. The file's name is the key.

    Raises:
        ResourceFault: a file has a mistake, or there is nothing to read; names file, line, field.
    """
    checklist_files = [
        folder / CHECKLISTS_FILE for folder in folders if (folder / CHECKLISTS_FILE).is_file()
    ]
    if not checklist_files:
        raise ResourceFault(CHECKLISTS_FILE, 0, "", FaultReason.MISSING_FILE)
    read = [_checklists(path) for path in checklist_files]
    # A municipality may drop a common check that the program's own types still leave out.
    known = {check.key for lists in read for checks in lists.values() for check in checks}
    paths = _type_files(folders)
    if not paths:
        raise ResourceFault(TYPES_FOLDER, 0, "", FaultReason.MISSING_FILE)
    types = [_meeting_type(path, read[-1], known) for path in paths]
    return Catalogue(tuple(sorted(types, key=lambda each: (each.order, each.name))))


def _type_files(folders: Iterable[Path]) -> list[Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / TYPES_FOLDER).glob("*.toml")):
            found[path.name] = path
    return list(found.values())


def _checklists(path: Path) -> Checklists:
    table = read_resource(path)
    table.allow(*Phase)
    taken: set[str] = set()
    return {phase: _checks(table, phase, taken) for phase in Phase}


def _checks(table: Table, phase: Phase, taken: set[str]) -> tuple[Check, ...]:
    """Return the checks of ``phase``; adds their keys to ``taken``, where none may be yet."""
    checks = []
    for entry in table.tables(phase):
        check = _check(entry, phase)
        if check.key in taken:
            raise entry.fault("key", FaultReason.DUPLICATE_KEY)
        taken.add(check.key)
        checks.append(check)
    return tuple(checks)


def _check(entry: Table, phase: Phase) -> Check:
    if phase is not Phase.DURING:
        entry.allow("key", "text")
        return Check(entry.key(), entry.text("text"))
    entry.allow("key", "text", "stretch")
    named = entry.holds("stretch")
    stretch = entry.one_of("stretch", Stretch) if named else Stretch.DURING
    return Check(entry.key(), entry.text("text"), stretch)


def _meeting_type(path: Path, common: Checklists, known: set[str]) -> MeetingType:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
        raise ResourceFault(path.name, 0, "", FaultReason.BAD_FILE_NAME)
    table = read_resource(path)
    table.allow(*_FIELDS)
    lists = _all_checks(table, common, known)
    return MeetingType(
        key=path.stem,
        name=table.text("name"),
        description=table.text("description"),
        minutes=table.number("minutes", 1, MEETING_MINUTES_LIMIT),
        agenda=_agenda(table),
        before=lists[Phase.BEFORE],
        during=lists[Phase.DURING],
        after=lists[Phase.AFTER],
        required_parts=_required_parts(table),
        child_gets_heard=table.flag("child_gets_heard", True),
        minutes_hints=table.lines("minutes_hints"),
        order=table.number("order", 0, 10_000, 1_000),
    )


def _all_checks(table: Table, common: Checklists, known: set[str]) -> Checklists:
    """Return the common checks without those the type leaves out, then its own."""
    left_out = table.lines("without_checks")
    for index, key in enumerate(left_out):
        if key not in known:
            raise table.fault("without_checks", FaultReason.UNKNOWN_VALUE, index)
    kept = {
        phase: tuple(check for check in checks if check.key not in left_out)
        for phase, checks in common.items()
    }
    taken = {check.key for checks in kept.values() for check in checks}
    return {phase: kept[phase] + _checks(table, phase, taken) for phase in Phase}


def _agenda(table: Table) -> tuple[ItemDraft, ...]:
    points = tuple(_point(entry) for entry in table.tables("agenda"))
    if not points:
        raise table.fault("agenda", FaultReason.EMPTY)
    return points


def _point(entry: Table) -> ItemDraft:
    entry.allow("title", "kind", "minutes", "from_family")
    return ItemDraft(
        title=entry.text("title"),
        kind=entry.one_of("kind", ItemKind),
        minutes=entry.number("minutes", 1, POINT_MINUTES_LIMIT),
        from_family=entry.flag("from_family", False),
    )


def _required_parts(table: Table) -> tuple[PartKey, ...]:
    named = table.lines("required_parts")
    if not named:
        raise table.fault("required_parts", FaultReason.EMPTY)
    for index, name in enumerate(named):
        if name not in tuple(PartKey):
            raise table.fault("required_parts", FaultReason.UNKNOWN_VALUE, index)
        if name in named[:index]:
            raise table.fault("required_parts", FaultReason.DUPLICATE_KEY, index)
    return tuple(part for part in PartKey if part in named)
