"""Paragraphs that a mail program broke into short lines, put together again (RFC 3676)."""

from __future__ import annotations


def unflow(text: str, joined: bool = False) -> str:
    """Return the text with its soft line breaks taken out.

    Args:
        joined: the blank before each soft break was added by the program (``DelSp=yes``).
    """
    lines: list[str] = []
    pieces: list[str] = []
    depth_before = -1
    for line in text.split("\n"):
        depth, words = _unstuffed(line)
        if pieces and depth != depth_before:
            lines.append(_shown(depth_before, pieces))
            pieces = []
        depth_before = depth
        soft = words.endswith(" ") and words != "-- "
        if words == "-- " and pieces:
            lines.append(_shown(depth, pieces))
            pieces = []
        pieces.append(words[:-1] if soft and joined else words)
        if not soft:
            lines.append(_shown(depth, pieces))
            pieces = []
    if pieces:
        lines.append(_shown(depth_before, pieces))
    return "\n".join(lines)


def _unstuffed(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")


def _shown(depth: int, pieces: list[str]) -> str:
    marks = ">" * depth + " " if depth else ""
    return marks + "".join(pieces)
