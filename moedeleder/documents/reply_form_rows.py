"""The rows of the form's tables: points, needs and times, read cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.reply_form_gathered import BLANKS, Gathered, Point, joined
from moedeleder.documents.reply_form_marks import is_tick, pattern_of, read_ticks, without_tail
from moedeleder.documents.written_text import Cell
from moedeleder.domain.contributions import Importance
from moedeleder.domain.times import Fit

_WORDS, _WANTED, _IMPORTANCE = fields.POINT_PARTS
_TICK = "tick"
_TICKED_ROWS = {fields.SUPPORT_KEY: fields.SUPPORT_ROW} | {
    need.key: need.label for need in fields.NEED_ROWS
}
_ANSWERS = {fields.YES: Fit.YES, fields.NO: Fit.NO}


def value_of(cell: Cell) -> str:
    """Return what was written in a cell, without the blanks it was made with."""
    return cleaned(cell.text)


def cleaned(text: str) -> str:
    """Return the text without outer blanks, and empty when only Word's own hint stands there."""
    written = text.strip(BLANKS)
    return "" if written in fields.PLACEHOLDERS else written


class RowReader:
    """Reads rows and loose fields into what is gathered."""

    def __init__(self, gathered: Gathered, times: Sequence[tuple[str, str]]) -> None:
        self._gathered = gathered
        self._times = tuple(times)

    def point(self, row: Sequence[Cell]) -> None:
        """Read one row of the points; cells beyond the three are left over."""
        point = Point()
        for at, cell in enumerate(row):
            marks = [parts[-1] for parts in map(fields.parts_of, sorted(cell.marks)) if parts]
            place = fields.POINT_PARTS[at] if at < len(fields.POINT_PARTS) else ""
            part = marks[0] if marks and marks[0] in fields.POINT_PARTS else place
            self._into(point, part, value_of(cell))
        self._gathered.add_point(point)

    def _into(self, point: Point, part: str, text: str) -> None:
        if part == _WORDS:
            point.words = self._gathered.joined(point.words, text)
        elif part == _WANTED:
            point.wanted = self._gathered.joined(point.wanted, text)
        elif part == _IMPORTANCE:
            self._importance(point, text)
        else:
            self._gathered.leave(text)

    def _importance(self, point: Point, text: str) -> None:
        ticks = read_ticks(text, tuple(fields.IMPORTANCE))
        chosen = ticks.ticked or (ticks.seen if len(ticks.seen) == 1 else ())
        if len(chosen) == 1:
            point.importance = fields.IMPORTANCE[chosen[0]]
        elif chosen:
            self._gathered.leave(f"{point.words or point.wanted}: {' / '.join(chosen)}")
        if ticks.rest:
            self._gathered.leave(ticks.rest)
        elif ticks.bare and not chosen and point.importance is Importance.UNSAID:
            self._gathered.leave(text)

    def ticked(self, row: Sequence[Cell]) -> bool:
        """Read a row with a box to tick on the left; return whether it is one."""
        key = _ticked_key(row)
        if not key:
            return False
        ticks = read_ticks(row[0].text, (_TICKED_ROWS[key],))
        text = "\n".join(value for cell in row[1:] if (value := value_of(cell)))
        tick = is_tick(text)
        need = self._gathered.need(key)
        need.ticked = need.ticked or tick or ticks.bare or bool(ticks.ticked)
        need.text = self._gathered.joined(
            joined(need.text, cleaned(ticks.rest)), "" if tick else text
        )
        return True

    def time(self, row: Sequence[Cell]) -> None:
        """Read one row of the times; a time that was retyped is left over with its answer."""
        words = row[0].text.strip(BLANKS) if row else ""
        key, rest = self._time_of(words, row)
        said, others = _answers(row[1:3])
        others = [rest, *others] if key else others
        others += [value_of(cell) for cell in row[3:] if value_of(cell)]
        if key and len(said) == 1:
            self._gathered.fit(key, _ANSWERS[said[0]], words)
            said = []
        if said or any(others):
            self._gathered.leave(" – ".join(filter(None, (words, *said, *others))))
        elif not key:
            self._gathered.leave(words)

    def _time_of(self, words: str, row: Sequence[Cell]) -> tuple[str, str]:
        """Return the id of the row's time, and what else stands beside it."""
        for key, printed in self._times:
            pattern = pattern_of(printed)
            found = pattern.search(words) if pattern else None
            if found:
                before = words[: found.start()].strip(BLANKS)
                return key, joined(before, without_tail(words[found.end() :], printed))
        marks = {mark for cell in row for mark in cell.marks}
        keys = {parts[1] for parts in map(fields.parts_of, marks) if len(parts) == 3}
        if not self._times and len(keys) == 1:
            return keys.pop(), ""
        return "", words

    def field(self, mark: str, text: str) -> bool:
        """Read a field that stands outside its table; return whether the mark is known."""
        parts = fields.parts_of(mark)
        if parts[0] == fields.POINTS_KEY and len(parts) == 3:
            self._loose_point(parts[1], parts[2], cleaned(text))
        elif parts[0] == fields.TIMES_KEY and len(parts) == 3:
            self._loose_time(parts[1], parts[2], text)
        elif parts[-1] == _TICK:
            return self._loose_tick(parts[-2], text)
        elif parts[-1] in _TICKED_ROWS:
            need = self._gathered.need(parts[-1])
            need.text = self._gathered.joined(need.text, cleaned(text))
        elif parts[0] in {section.key for section in fields.BOXES}:
            self._gathered.write(parts[0], cleaned(text))
        else:
            return False
        return True

    def _loose_point(self, number: str, part: str, text: str) -> None:
        if part == _IMPORTANCE:
            # Which of the boxes it was stands beside it, no longer within it.
            self._gathered.leave(text.strip(BLANKS + fields.EMPTY_BOX))
        elif text:
            self._into(self._gathered.loose_point(number), part, text)

    def _loose_time(self, key: str, answer: str, text: str) -> None:
        known = dict(self._times)
        if is_tick(text) and answer in ("yes", "no"):
            fit = Fit.YES if answer == "yes" else Fit.NO
            self._gathered.fit(key, fit, known.get(key, ""))
        else:
            self._gathered.leave(text.strip(BLANKS + fields.EMPTY_BOX))

    def _loose_tick(self, key: str, text: str) -> bool:
        if key not in _TICKED_ROWS:
            return False
        if is_tick(text):
            self._gathered.need(key).ticked = True
        else:
            self._gathered.leave(text.strip(BLANKS + fields.EMPTY_BOX))
        return True


def _answers(row: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """Return the answers ticked, and what else the two cells say."""
    said, alone, others = [], [], []
    for answer, cell in zip(_ANSWERS, row, strict=False):
        ticks = read_ticks(cell.text, (answer,))
        if ticks.ticked or ticks.bare:
            said.append(answer)
        elif ticks.seen and fields.EMPTY_BOX not in cell.text:
            alone.append(answer)
        if ticks.rest:
            others.append(ticks.rest)
    # Programs that know no boxes leave both words; a person who chose left one.
    return (said or (alone if len(alone) == 1 else [])), others


def _ticked_key(row: Sequence[Cell]) -> str:
    """Return which line this is, by its mark or by its words."""
    for cell in row:
        for mark in sorted(cell.marks):
            parts = [part for part in fields.parts_of(mark) if part != _TICK]
            if parts and parts[-1] in _TICKED_ROWS:
                return parts[-1]
    if len(row) < 2:
        return ""
    text = row[0].text
    for key, label in _TICKED_ROWS.items():
        pattern = pattern_of(label)
        if pattern and pattern.search(text) and read_ticks(text, (label,)).seen:
            return key
    return ""
