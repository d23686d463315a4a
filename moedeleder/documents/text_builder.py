"""Paragraphs and tables put together while the XML is heard, however oddly they are nested."""

from __future__ import annotations

from moedeleder.documents.written_text import Block, Cell, Paragraph, Table

# Tables within tables within tables are pasted now and then; deeper ones are read as text.
NESTED_LIMIT = 4


class TextBuilder:
    """Holds what is open; text that stands where none belongs gets a paragraph of its own."""

    def __init__(self) -> None:
        self.body: list[Block] = []
        self.beside: list[Block] = []
        self._holders: list[list[Block]] = [self.body]
        self._tables: list[Table | None] = [None]
        self._rows: list[list[Cell] | None] = [None]
        self._paragraphs: list[Paragraph | None] = [None]
        self._depths = [0]

    def write(self, text: str, mark: str = "") -> None:
        """Add text to the open paragraph."""
        paragraph = self._paragraphs[-1]
        if paragraph is None:
            paragraph = Paragraph()
            self._holders[-1].append(paragraph)
            self._paragraphs[-1] = paragraph
        paragraph.add(text, mark)

    @property
    def is_in_paragraph(self) -> bool:
        """Whether a paragraph is open."""
        return self._paragraphs[-1] is not None

    def open_paragraph(self) -> None:
        """Begin a paragraph; one within another stands behind it."""
        paragraph = Paragraph()
        self._holders[-1].append(paragraph)
        self._push(paragraph=paragraph)

    def open_table(self) -> None:
        """Begin a table."""
        if self._depths[-1] >= NESTED_LIMIT:
            self._push()
            return
        table = Table()
        self._holders[-1].append(table)
        self._push(table=table)

    def open_row(self) -> None:
        """Begin a row, in a table of its own where there is none."""
        if self._depths[-1] >= NESTED_LIMIT:
            self._push()
            return
        table = self._tables[-1] or self._stray_table()
        row: list[Cell] = []
        table.rows.append(row)
        self._push(table=table, row=row)

    def open_cell(self) -> None:
        """Begin a cell, in a row of its own where there is none."""
        if self._depths[-1] >= NESTED_LIMIT:
            self._push()
            return
        row = self._rows[-1]
        if row is None:
            row = []
            self._stray_table().rows.append(row)
        cell = Cell()
        row.append(cell)
        self._push(holder=cell.blocks, deeper=1)

    def open_aside(self) -> None:
        """Begin what stands beside the text: a text box, a note, a comment."""
        self._push(holder=self.beside)

    def close(self) -> None:
        """End what was begun last."""
        for stack in (self._holders, self._tables, self._rows, self._paragraphs, self._depths):
            if len(stack) > 1:
                stack.pop()

    def _stray_table(self) -> Table:
        table = Table()
        self._holders[-1].append(table)
        return table

    def _push(
        self,
        *,
        holder: list[Block] | None = None,
        table: Table | None = None,
        row: list[Cell] | None = None,
        paragraph: Paragraph | None = None,
        deeper: int = 0,
    ) -> None:
        self._depths.append(self._depths[-1] + deeper)
        self._holders.append(self._holders[-1] if holder is None else holder)
        self._tables.append(table)
        self._rows.append(row)
        self._paragraphs.append(paragraph)
