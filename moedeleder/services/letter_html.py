"""A letter as HTML: the same words, nothing fetched from anywhere, every typed sign escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from moedeleder.services.letter_blocks import (
    AgendaRow,
    AgendaTable,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Replies,
    minutes_text,
)
from moedeleder.services.letters import LetterText

_TEXT = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1b1f24"
_HEADING = "font-size:18px;margin:24px 0 6px"
_CELL = "padding:6px 10px;border-bottom:1px solid #c9ced6;text-align:left;vertical-align:top"
_QUOTE = "margin:12px 0 4px;padding-left:12px;border-left:3px solid #8a94a3"
_PAGE = """<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px">
<div style="{style};max-width:640px">
{body}
</div>
</body>
</html>
"""


def letter_html(text: LetterText) -> str:
    """Return the letter as a whole HTML page in Danish, for mail programs that show it."""
    body = "\n".join(_block(block) for block in _blocks(text))
    return _PAGE.format(title=escape(text.subject), style=_TEXT, body=body)


def _blocks(text: LetterText) -> Sequence[Block]:
    return text.blocks or tuple(Paragraph(part) for part in text.body.strip().split("\n\n"))


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f'<h2 style="{_HEADING}">{escape(text)}</h2>'
        case Paragraph(text):
            return f"<p>{_lines(text)}</p>"
        case Bullets(lines):
            items = "".join(f"<li>{_lines(line)}</li>" for line in lines)
            return f"<ul>{items}</ul>"
        case AgendaTable(rows):
            return _table(rows)
        case Replies(pairs):
            return "\n".join(
                f'<blockquote style="{_QUOTE}">{_lines(words)}</blockquote>\n'
                f"<p>{_lines(answer)}</p>"
                for words, answer in pairs
            )


def _table(rows: Sequence[AgendaRow]) -> str:
    names = ("Nr.", "Punkt", "Tid")
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in names)
    body = "\n".join(_row(row) for row in rows)
    return (
        '<table style="border-collapse:collapse;width:100%">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _row(row: AgendaRow) -> str:
    point = f"<strong>{_lines(row.title)}</strong>"
    point += f"<br>Fra {_lines(row.raised)}" if row.raised else ""
    point += f"<br>{_lines(row.words)}" if row.words else ""
    cells = (str(row.number), point, minutes_text(row.minutes))
    return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
