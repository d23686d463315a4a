"""Text with paragraphs, bullets and bold: all that minutes need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from moedeleder.domain.text import clean_text


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is bold or not."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one bullet.

    ``source`` names what it was made from (the id of a statement or of a contribution), empty for
    what somebody wrote anew. It is never printed.
    """

    runs: tuple[Run, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    source: str = ""

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RichText:
    """A text as it is written, kept, compared and printed."""

    blocks: tuple[Block, ...] = ()

    @property
    def plain(self) -> str:
        """The words, one block a line, without their looks."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.plain.strip()

    def __add__(self, other: RichText) -> RichText:
        return RichText(self.blocks + other.blocks)


EMPTY = RichText()


def from_plain(text: str) -> RichText:
    """Return ``text`` as paragraphs, one a line; lines beginning with "- " become bullets."""
    blocks = []
    for line in clean_text(text).split("\n"):
        if not line.strip():
            continue
        if line.lstrip().startswith(("- ", "• ")):
            blocks.append(Block((Run(line.lstrip()[2:].strip()),), BlockKind.BULLET))
        else:
            blocks.append(Block((Run(line.strip()),)))
    return RichText(tuple(blocks))


def bullets(lines: Iterable[str]) -> RichText:
    """Return one bullet for each line that holds anything."""
    cleaned = (clean_text(line).strip() for line in lines)
    return RichText(tuple(Block((Run(line),), BlockKind.BULLET) for line in cleaned if line))


def tidy(rich: RichText) -> RichText:
    """Return the text cleaned: neighbours of one look joined, empty edges dropped."""
    blocks = [Block(_joined(block.runs), block.kind, block.source) for block in rich.blocks]
    while blocks and not blocks[-1].text.strip():
        blocks.pop()
    while blocks and not blocks[0].text.strip():
        blocks.pop(0)
    return RichText(tuple(blocks))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        text = clean_text(run.text)
        if joined and joined[-1].bold == run.bold:
            # Cleaned again: an accent of its own joins the letter before it.
            joined[-1] = Run(clean_text(joined[-1].text + text), run.bold)
        elif text:
            joined.append(Run(text, run.bold))
    return tuple(joined)


def without_sources(rich: RichText) -> RichText:
    """Return the text as it is frozen and printed: what it was made from is ours alone."""
    return RichText(tuple(Block(block.runs, block.kind) for block in rich.blocks))


def to_data(rich: RichText) -> list[dict[str, Any]]:
    """Return the text as plain lists and dicts, as the meeting file and store keep it."""
    return [
        {
            "kind": block.kind.value,
            "runs": [
                {"text": run.text, "bold": True} if run.bold else {"text": run.text}
                for run in block.runs
            ],
        }
        | ({"source": block.source} if block.source else {})
        for block in rich.blocks
    ]


def from_data(data: Iterable[dict[str, Any]]) -> RichText:
    """Return the text that :func:`to_data` wrote.

    Raises:
        KeyError, ValueError: the data is not of that form (callers check the schema first).
    """
    return RichText(
        tuple(
            Block(
                tuple(Run(run["text"], bool(run.get("bold", False))) for run in block["runs"]),
                BlockKind(block["kind"]),
                block.get("source", ""),
            )
            for block in data
        )
    )
