"""What a program that was killed had said: held against what is found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Words = tuple[str, str, str]
"""Kind, text, and the source of an assessment or who and when of a promise."""
PROMISE = "promise"
_KINDS = {
    "f": "fact",
    "v": "assessment",
    "p": "parent_words",
    "b": "child_words",
    "u": "disagreement",
    "r": "guidance",
    "n": "private",
    "a": PROMISE,
}
_COMMAND = re.compile(r"/(\w) (.*)")


@dataclass(frozen=True)
class Line:
    """Words under way; without an id or a kind where nothing was said about those."""

    id: str = ""
    kind: str = ""
    text: str = ""
    source: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.text.strip() or self.source.strip())

    def after(self, place: str, key: str) -> Line:
        """Return the line after a key in one of its places."""
        if place == "source":
            return replace(self, source=_edited(self.source, key))
        text = _edited(self.text, key)
        command = _COMMAND.fullmatch(text)
        if command and command[1] in _KINDS and place == "line":
            return replace(self, kind=_KINDS[command[1]], text=command[2])
        return replace(self, text=text)


@dataclass(frozen=True)
class World:
    """What is found in the store: the notes by id, the words under way, the current point."""

    notes: Mapping[str, Words]
    line: Line
    fields: Mapping[str, str]
    point: str


@dataclass
class Pen:
    """One place to write in: what was last called kept there, and the keys pressed since."""

    kept: Line = field(default_factory=Line)
    keys: list[tuple[str, str]] = field(default_factory=list)

    def says(self, kept: Line) -> None:
        self.kept, self.keys = kept, []

    def could_be(self) -> Iterator[tuple[Line, Line | None]]:
        """Give each line that may be found, with the one that is a note by then, if any."""
        line, noted = self.kept, None
        yield line, noted
        for place, key in self.keys:
            if key == "\n":
                if line.text.strip():
                    line, noted = Line(), line
            else:
                line = line.after(place, key)
            yield line, noted


class Ledger:
    """Keeps account of all runs of the program on one store."""

    def __init__(self, points: Sequence[str], world: World) -> None:
        self._points = list(points)
        self.notes: dict[str, Words] = {}
        self.kept = 0
        self.waits: list[float] = []
        self.begin(world)

    @property
    def line(self) -> str:
        """The words under way as they were last called kept."""
        return self._line.kept.text

    def begin(self, world: World) -> None:
        """Begin a run on what is found: all of it must be there after the run as well."""
        self.notes |= world.notes
        self._found = world
        self._line, self._board = Pen(world.line), {}
        for place, text in world.fields.items():
            self._board[place] = Pen(Line(text=text))
        self._at = [world.point]
        self.seen: Line | None = None

    def note(self, said: Mapping[str, Any]) -> None:
        """Take note of one line that the program wrote."""
        if "key" in said:
            self._pen(said["place"]).keys.append((said["place"], said["key"]))
        elif "kept" in said:
            self._called_kept(said)
        elif "note" in said:
            self.kept += said["note"] not in self.notes
            kind, text, more = said["words"]
            self.notes[said["note"]] = (kind, text, more)
        elif "waited" in said:
            self.waits += said["waited"]
        elif "seen" in said:
            self.seen = Line(**said["seen"])
        else:
            self._moved(said)

    def lost(self, world: World) -> list[str]:
        """Return what was called kept and is not there; nothing when all is well."""
        gone = [
            f"note {words} is {world.notes.get(note_id)}"
            for note_id, words in self.notes.items()
            if world.notes.get(note_id) != words
        ]
        if not any(_fits(line, noted, world.line, world) for line, noted in self._line.could_be()):
            gone.append(f"line {self._line} is {world.line}")
        for place, pen in self._board.items():
            found = Line(text=world.fields.get(place, ""))
            if not any(_fits(line, noted, found, world) for line, noted in pen.could_be()):
                gone.append(f"{place} {pen} is {found}")
        if world.point not in self._at:
            gone.append(f"point {self._at} is {world.point}")
        return [*gone, *self._not_shown()]

    def _not_shown(self) -> list[str]:
        """Return what the store held and the program did not show when it was opened."""
        there = self._found.line
        if self.seen is None or there.is_blank or self.seen == replace(there, source=""):
            return []
        return [f"line {there} was shown as {self.seen}"]

    def _called_kept(self, said: Mapping[str, Any]) -> None:
        self.kept += 1
        what = said["what"]
        is_line = said["kept"] == "line"
        self._pen(said["kept"]).says(Line(**what) if is_line else Line(text=what))

    def _moved(self, said: Mapping[str, Any]) -> None:
        if "at" in said:
            self._at = [said["at"]]
        elif "step" in said:
            # Whatever is written is kept on the way.
            self._line.keys.append(("line", "\n"))
            at = self._points.index(self._at[-1]) + said["step"]
            self._at.append(self._points[at])
        elif "leave" in said:
            for place, pen in self._board.items():
                pen.keys.append((place, "\n"))

    def _pen(self, place: str) -> Pen:
        if place in ("line", "source"):
            return self._line
        return self._board.setdefault(place, Pen())


def _fits(line: Line, noted: Line | None, found: Line, world: World) -> bool:
    return _is_same(line, found) and (noted is None or _is_noted(noted, world))


def _is_same(line: Line, found: Line) -> bool:
    if line.is_blank or found.is_blank:
        return line.is_blank and found.is_blank
    same_kind = not line.kind or line.kind == found.kind
    return same_kind and (line.text, line.source) == (found.text, found.source)


def _is_noted(line: Line, world: World) -> bool:
    if line.kind == PROMISE:
        # Who and when have left the words: that they are right is checked once they are shown.
        return line.id in world.notes
    wanted = (line.text.strip(), line.source.strip())
    if line.id:
        found = world.notes.get(line.id)
        return found is not None and found[1:] == wanted
    return any(found[1:] == wanted for found in world.notes.values())


def _edited(text: str, key: str) -> str:
    return text[:-1] if key == "\b" else text + key
