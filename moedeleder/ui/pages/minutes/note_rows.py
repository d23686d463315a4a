"""What was said, as rows beside the minutes: part by part, each with how it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from moedeleder.domain.completeness import QUOTES, joined, said_text
from moedeleder.domain.record import TEXT_PARTS
from moedeleder.domain.statements import BOARD
from moedeleder.services.gathering import GatheredLine, Gathering, gathered
from moedeleder.services.labels import part_heading
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.room.words import local_clock, namer
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import count_text


class NoteState(Enum):
    """How something that was said stands in the minutes: in words, with an icon and a colour."""

    IN_TEXT = ("Står i teksten", "check", Tone.OK)
    REWRITTEN = ("Rettet i teksten", "edit", Tone.INFO)
    OTHER_WORDS = ("Ordene er ændret i teksten", "warning", Tone.WARN)
    WAITING = ("Ikke sat ind", "plus", Tone.NEUTRAL)
    LEFT_OUT = ("Udeladt", "x", Tone.NEUTRAL)
    ON_BOARD = ("Står i de tre søjler", "list", Tone.NEUTRAL)

    @property
    def words(self) -> str:
        """What the row says."""
        return self.value[0]

    @property
    def icon(self) -> IconName:
        """The picture before the words."""
        icon: IconName = self.value[1]
        return icon

    @property
    def tone(self) -> Tone:
        """The colour of both."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A heading, or one thing that was said; ``only_for`` tells who alone heard it."""

    heading: str = ""
    line: GatheredLine | None = None
    state: NoteState = NoteState.WAITING
    only_for: str = ""
    words: str = ""
    time: str = ""

    @property
    def id(self) -> str:
        """The statement it shows; a heading has none."""
        return self.line.statement.id if self.line else ""

    @property
    def version(self) -> int:
        """The statement as last seen."""
        return self.line.statement.version if self.line else 0

    @property
    def is_waiting(self) -> bool:
        """Whether it can be put in as it was said."""
        return self.state is NoteState.WAITING

    @property
    def can_be_left_out(self) -> bool:
        """Whether it can be left out: what the board prints is taken away at the board."""
        return self.line is not None and self.state not in (NoteState.LEFT_OUT, NoteState.ON_BOARD)


def note_rows(gathering: Gathering) -> tuple[NoteRow, ...]:
    """Return the rows: the parts in their order, the three columns, then what stands nowhere."""
    child = gathering.meeting.child_name.split(" ", 1)[0]
    groups = [(part_heading(key, child), gathering.of(key)) for key in TEXT_PARTS]
    nowhere = gathering.of(None)
    board = tuple(each for each in nowhere if _is_on_board(each))
    groups.append(("Tre søjler", board))
    groups.append(("Ikke i referatet", tuple(each for each in nowhere if each not in board)))
    return tuple(row for title, lines in groups if lines for row in _group(gathering, title, lines))


def counted(rows: tuple[NoteRow, ...]) -> str:
    """Return in words how many there are and how many are not put in."""
    said = [row for row in rows if row.line]
    waiting = sum(row.is_waiting for row in said)
    words = count_text(len(said), "note", "noter")
    return f"{words} · {waiting} ikke sat ind" if waiting else words


def _group(gathering: Gathering, title: str, lines: tuple[GatheredLine, ...]) -> Iterator[NoteRow]:
    yield NoteRow(f"{title} · {len(lines)}")
    for line in lines:
        yield _row(gathering, line)


def _row(gathering: Gathering, line: GatheredLine) -> NoteRow:
    words, time = said_text(line.statement), local_clock(line.statement.said_at)
    return NoteRow("", line, _state(line), _only_for(gathering, line), words, time)


def _only_for(gathering: Gathering, line: GatheredLine) -> str:
    """Return ``Kun for Sofie og Jonas`` where only some heard it, else nothing."""
    if not line.is_limited:
        return ""
    item_id, meeting = line.statement.item_id, gathering.meeting
    heard = next((item.only_for for item in meeting.items if item.id == item_id), ())
    name = namer(meeting.attendees)
    names = [name(each.person) for each in meeting.attendees if each.person.id in heard]
    return f"Kun for {joined(names)}" if names else "Kun for nogle"


def _is_on_board(line: GatheredLine) -> bool:
    return line.statement.kind in BOARD and not line.is_left_out


def _state(line: GatheredLine) -> NoteState:
    if line.is_left_out:
        return NoteState.LEFT_OUT
    if line.part is None and _is_on_board(line):
        return NoteState.ON_BOARD
    if not line.is_used:
        return NoteState.WAITING
    if line.own_words_changed:
        return NoteState.OTHER_WORDS
    words = " ".join(line.statement.text.split()).strip(QUOTES)
    return NoteState.IN_TEXT if words in line.written else NoteState.REWRITTEN


def note_row_of(view: MinutesView, statement_id: str) -> NoteRow | None:
    """Return one of the rows of a view; None where that was not said, or is private."""
    gathering = gathered(view.meeting, view.parts)
    line = gathering.line(statement_id)
    return _row(gathering, line) if line else None
