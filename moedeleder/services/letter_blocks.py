"""The parts a letter is built of, so that the same words read well plain and in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Template


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Things side by side."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One point of the agenda: ``raised`` is who brought it, ``words`` what they wrote."""

    number: int
    title: str
    minutes: int
    raised: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class AgendaTable:
    """The agenda as a short list."""

    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True)
class Replies:
    """What somebody wrote, quoted, each with the answer to it."""

    pairs: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | AgendaTable | Replies
Words = Mapping[str, str | Block]
_FIELD_ALONE = re.compile(r"\$(?:(\w+)|\{(\w+)\})$")
_BLANK_FIELD = re.compile(r"(?<=\S) \$(?:(\w+)|\{(\w+)\})")
_HEADING, _BULLET = "# ", "- "


def filled(template: str, words: Words) -> tuple[Block, ...]:
    """Return the blocks of a template with its fields filled in.

    A line that is a field alone takes a whole block; a line whose fields are all empty is left
    out, and so is a heading when nothing is left right below it. What people typed is never read
    as a template.
    """
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", template):
        lines = part.splitlines()
        made = _joined(_lines(lines, words))
        bare = len(made) == 1 and isinstance(made[0], Heading) and len(lines) > 1
        blocks.extend([] if bare else made)
    return tuple(blocks)


def plain(blocks: Sequence[Block]) -> str:
    """Return the blocks as the text of a plain mail."""
    text = ""
    for at, block in enumerate(blocks):
        # A heading stands right above what it is about.
        below_heading = at > 0 and isinstance(blocks[at - 1], Heading)
        text += ("\n" if below_heading else "\n\n") + plain_block(block)
    return text.strip("\n") + "\n"


def plain_block(block: Block) -> str:
    """Return one block as plain text."""
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Bullets(lines):
            return "\n".join(f"- {_indented(line)}" for line in lines)
        case AgendaTable(rows):
            return "\n".join(_plain_row(row) for row in rows)
        case Replies(pairs):
            return "\n\n".join(f"Dine ord: {words}\nSvar: {answer}" for words, answer in pairs)


def _plain_row(row: AgendaRow) -> str:
    lines = [f"{row.number}. {row.title} ({minutes_text(row.minutes)})"]
    lines += [f"Fra {row.raised}" if row.raised else "", row.words]
    return "\n   ".join(line.replace("\n", "\n   ") for line in lines if line)


def minutes_text(count: int) -> str:
    """Return e.g. ``15 min.``."""
    return f"{count} min."


def _indented(line: str) -> str:
    return line.replace("\n", "\n  ")


def _lines(lines: Sequence[str], words: Words) -> Iterator[Block]:
    for line in lines:
        alone = _FIELD_ALONE.fullmatch(line.strip())
        value = words.get(alone[1] or alone[2]) if alone else None
        if value is not None and not isinstance(value, str):
            yield value
            continue
        text = _substituted(line, words)
        if not text.strip() and line.strip():
            continue
        if line.startswith(_HEADING):
            yield Heading(text.removeprefix(_HEADING).strip())
        elif line.startswith(_BULLET):
            if text[len(_BULLET) :].strip():
                yield Bullets((text.removeprefix(_BULLET).strip(),))
        elif text.strip():
            yield Paragraph(text.strip())


def _substituted(line: str, words: Words) -> str:
    texts = {
        name: value if isinstance(value, str) else plain_block(value)
        for name, value in words.items()
    }
    # An empty field in the middle of a sentence leaves no double blank.
    line = _BLANK_FIELD.sub(lambda m: m[0] if texts.get(m[1] or m[2], "$") else "", line)
    return Template(line).safe_substitute(texts)


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Return blocks with neighbouring lines as one paragraph, neighbouring bullets as one list."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph):
            joined[-1] = Paragraph(f"{last.text}\n{block.text}")
        elif isinstance(block, Bullets) and isinstance(last, Bullets):
            joined[-1] = Bullets(last.lines + block.lines)
        elif not _is_empty(block):
            joined.append(block)
    return joined


def _is_empty(block: Block) -> bool:
    match block:
        case Heading(text) | Paragraph(text):
            return not text
        case Bullets(lines):
            return not lines
        case AgendaTable(rows):
            return not rows
        case Replies(pairs):
            return not pairs
