"""A returned form for answering the minutes, read back: agreement, corrections, a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from moedeleder.documents import correction_form_fields as fields
from moedeleder.documents import reply_form_fields as shared
from moedeleder.documents.reply_form_gathered import BLANKS, joined
from moedeleder.documents.reply_form_marks import PrintedLines, pattern_of, read_ticks
from moedeleder.documents.reply_form_rows import cleaned, value_of
from moedeleder.documents.written_text import Block, Cell, Paragraph, Table, WrittenText, paragraphs
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind

_KINDS = fields.KEYS
_HEADINGS = {
    fields.AGREE_HEADING: fields.AGREE_KEY,
    fields.ROWS_HEADING: fields.ROWS_KEY,
    fields.REMARK_HEADING: fields.REMARK_KEY,
}
# No version of any minutes has a number this long.
_DIGITS = 6


def is_correction_form(written: WrittenText) -> bool:
    """Whether a file is the form for answering the minutes, however it was changed on its way."""
    if fields.NUMBER_PROPERTY in written.properties:
        return True
    seen = list(paragraphs(written.body))
    if any(_key(piece.mark) for each in seen for piece in each.pieces):
        return True
    lines = {each.text.strip(BLANKS) for each in seen}
    return {fields.TITLE, fields.ROWS_HEADING} <= lines


def read_corrections(written: WrittenText, codes: Sequence[str]) -> FilledForm:
    """Return what somebody wrote in the form; what fits no field is left over, never dropped."""
    printed = shared.printed_of(written.properties)
    more = tuple(f"{shared.CODE_LABEL} {code}" for code in codes)
    placing = _Placing(PrintedLines((*fields.static_lines(), *printed.lines, *more)))
    placing.place(written.body)
    placing.section = ""
    placing.place(written.beside)
    return FilledForm(
        reference=codes[0] if codes else "",
        left_over="\n".join(placing.left_over),
        corrections=tuple(placing.drafts()),
        is_about_minutes=True,
        minutes_number=_number(written.properties.get(fields.NUMBER_PROPERTY, "")),
    )


def _number(text: str) -> int:
    short = text.strip()[:_DIGITS]
    return int(short) if short.isascii() and short.isdigit() else 0


def _key(mark: str) -> str:
    parts = shared.parts_of(mark)
    return parts[0] if parts and parts[0] in _KINDS else ""


@dataclass
class _Row:
    place: str = ""
    words: str = ""


@dataclass
class _Placing:
    """Goes through the form from top to bottom and gathers what was written."""

    printed: PrintedLines
    section: str = ""
    agrees: bool = False
    remark: str = ""
    rows: list[_Row] = field(default_factory=list)
    loose: dict[str, _Row] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)

    def drafts(self) -> list[CorrectionDraft]:
        """Return what they say about the minutes, in the order of the form."""
        found = [CorrectionDraft(CorrectionKind.AGREE)] if self.agrees else []
        for row in self.rows:
            if row.words or row.place:
                # A place alone says that something is wrong there.
                place = row.place if row.words else ""
                words = row.words or row.place
                found.append(CorrectionDraft(CorrectionKind.CORRECT, "", place, words))
        if self.remark:
            found.append(CorrectionDraft(CorrectionKind.REMARK, words=self.remark))
        return found

    def place(self, blocks: Sequence[Block]) -> None:
        """Gather what blocks say."""
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    self._row(row)
            else:
                self._paragraph(block)

    def _row(self, row: list[Cell]) -> None:
        keys = {key for cell in row for mark in cell.marks if (key := _key(mark))}
        key = keys.pop() if len(keys) == 1 else ""
        nested = any(isinstance(block, Table) for cell in row for block in cell.blocks)
        if nested or keys or _is_heads(row):
            for cell in row:
                self.place(cell.blocks)
        elif key == fields.ROWS_KEY or (not key and len(row) == len(fields.ROW_HEADS)):
            self._correction(row)
        elif key == fields.AGREE_KEY or _has_label(row[0].text if row else ""):
            self._agreement("\n".join(cell.text for cell in row))
        elif len(row) == 1 and fields.REMARK_KEY in (key, self.section):
            self.remark = joined(self.remark, value_of(row[0]))
        else:
            for cell in row:
                self.place(cell.blocks)

    def _correction(self, row: list[Cell]) -> None:
        found = _Row()
        for at, cell in enumerate(row):
            self._into(found, _part_of(cell, at), value_of(cell))
        self.rows.append(found)

    def _into(self, row: _Row, part: str, text: str) -> None:
        if part == fields.PLACE:
            row.place = joined(row.place, text)
        elif part == fields.WORDS:
            row.words = joined(row.words, text)
        else:
            self._leave(text)

    def _agreement(self, text: str) -> None:
        ticks = read_ticks(text, (fields.AGREE_LABEL,))
        self.agrees = self.agrees or bool(ticks.ticked) or ticks.bare
        self._leave(ticks.rest)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if _has_label(paragraph.text):
            self._agreement(paragraph.text)
            return
        rest = ""
        for piece in paragraph.stretches():
            if not self._field(piece.mark, piece.text):
                rest += piece.text
        for line in rest.split("\n"):
            self._line(line)

    def _field(self, mark: str, text: str) -> bool:
        """Read a field that stands outside its table; tell whether the mark is known."""
        parts = shared.parts_of(mark)
        if not _key(mark):
            return False
        if parts[0] == fields.REMARK_KEY:
            self.remark = joined(self.remark, cleaned(text))
        elif parts[0] == fields.ROWS_KEY and len(parts) == 3:
            if parts[1] not in self.loose:
                self.loose[parts[1]] = _Row()
                self.rows.append(self.loose[parts[1]])
            self._into(self.loose[parts[1]], parts[2], cleaned(text))
        else:
            # A tick without the words beside it may stand for anything.
            self._leave(text.strip(BLANKS + shared.EMPTY_BOX))
        return True

    def _line(self, line: str) -> None:
        if not line.strip(BLANKS):
            return
        printed, rest = self.printed.take(line)
        if printed in _HEADINGS:
            self.section = _HEADINGS[printed]
        if printed and rest.strip(BLANKS):
            self._line(rest.lstrip(" \t\u00a0:–—-"))
        elif not printed and self.section == fields.REMARK_KEY:
            self.remark = joined(self.remark, cleaned(line))
        elif not printed:
            self._leave(line)

    def _leave(self, text: str) -> None:
        if text.strip(BLANKS):
            self.left_over.append(text.strip(BLANKS))


def _has_label(text: str) -> bool:
    pattern = pattern_of(fields.AGREE_LABEL)
    # In a sentence of their own the same words may mean something else.
    return bool(pattern and pattern.search(text)) and len(text) < 2 * len(fields.AGREE_LABEL)


def _is_heads(row: list[Cell]) -> bool:
    texts = [cell.text.strip(BLANKS) for cell in row]
    return len(row) == len(fields.ROW_HEADS) and texts == list(fields.ROW_HEADS)


def _part_of(cell: Cell, at: int) -> str:
    marks = [parts[-1] for parts in map(shared.parts_of, sorted(cell.marks)) if parts]
    if marks and marks[0] in (fields.PLACE, fields.WORDS):
        return marks[0]
    return (fields.PLACE, fields.WORDS, "")[min(at, 2)]
