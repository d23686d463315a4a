"""Text files from strangers as paragraphs and tables: Word's and OpenDocument's XML alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(slots=True)
class Piece:
    """A stretch of text, and the mark of the field it stands in."""

    text: str
    mark: str = ""


@dataclass(slots=True)
class Paragraph:
    """One paragraph in pieces; a line break is a line end."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, text: str, mark: str) -> None:
        """Write on, in the field ``mark``."""
        self.pieces.append(Piece(text, mark))

    def stretches(self) -> Iterator[Piece]:
        """Yield its text, whole as far as the same field goes."""
        for mark, pieces in groupby(self.pieces, key=lambda piece: piece.mark):
            yield Piece("".join(piece.text for piece in pieces), mark)


@dataclass(slots=True)
class Cell:
    """One cell, with whatever stands in it."""

    blocks: list[Block] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its paragraphs, those of tables within it too."""
        return paragraphs(self.blocks)

    @property
    def text(self) -> str:
        """All of it, a line for each paragraph."""
        return "\n".join(each.text for each in self.paragraphs())

    @property
    def marks(self) -> set[str]:
        """The marks of the fields in it."""
        return {piece.mark for each in self.paragraphs() for piece in each.pieces if piece.mark}


@dataclass(slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


@dataclass(slots=True)
class WrittenText:
    """A whole file: its body, what stands beside it, and its own properties."""

    body: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs of ``blocks`` from top to bottom."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)
