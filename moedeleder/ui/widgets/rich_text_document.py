"""Between the editor's document and the text that is kept: paragraphs, bullets and bold."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run, tidy

LINE_PERCENT = 118
SOURCE = QTextFormat.Property.UserProperty.value + 1
"""The property of a paragraph that tells what it was made from."""
_LINE_BREAK = "\u2028"
_OBJECT = "\ufffc"
"""Stands where a picture was."""


def read_document(document: QTextDocument) -> RichText:
    """Return what a document says; colours, fonts, tables and pictures are left behind."""
    blocks: list[Block] = []
    block = document.begin()
    while block.isValid():
        blocks.extend(read_block(block))
        block = block.next()
    return tidy(RichText(tuple(blocks)))


def read_html(html: str) -> RichText:
    """Return what a piece of HTML says, as far as paragraphs, bullets and bold go."""
    document = QTextDocument()
    document.setHtml(html)
    rich = read_document(document)
    return RichText(tuple(block for block in rich.blocks if block.text.strip()))


def write_document(document: QTextDocument, rich: RichText) -> None:
    """Make a document say ``rich``; this cannot be undone by the person."""
    undo = document.isUndoRedoEnabled()
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(block_format())
    insert_rich_text(cursor, rich)
    document.setUndoRedoEnabled(undo)


def insert_rich_text(cursor: QTextCursor, rich: RichText) -> None:
    """Write ``rich`` at the cursor; the first paragraph joins the line that is there."""
    cursor.beginEditBlock()
    for index, block in enumerate(rich.blocks):
        alone = index == 0 and cursor.block().length() == 1
        if index > 0:
            cursor.insertBlock()
        cursor.mergeBlockFormat(block_format())
        if index > 0 or alone:
            set_source(cursor, block.source)
            set_bullet(cursor, block.kind is BlockKind.BULLET)
        for run in block.runs:
            cursor.insertText(run.text.replace("\n", " "), char_format(bold=run.bold))
    cursor.endEditBlock()


def set_bullet(cursor: QTextCursor, wanted: bool) -> None:
    """Make the cursor's paragraph a bullet or an ordinary paragraph."""
    current: QTextList | None = cursor.currentList()
    if wanted and current is None:
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDisc)
        style.setIndent(1)
        cursor.createList(style)
    elif not wanted and current is not None:
        source = source_of(cursor.block())
        current.remove(cursor.block())
        plain = block_format()
        plain.setIndent(0)
        cursor.setBlockFormat(plain)
        set_source(cursor, source)


def set_source(cursor: QTextCursor, source: str) -> None:
    """Note what the cursor's paragraph was made from; empty: somebody wrote it anew."""
    looks = cursor.blockFormat()
    if source:
        looks.setProperty(SOURCE, source)
    else:
        looks.clearProperty(SOURCE)
    cursor.setBlockFormat(looks)


def source_of(block: QTextBlock) -> str:
    """Return what a paragraph was made from, empty when somebody wrote it anew."""
    return str(block.blockFormat().property(SOURCE) or "")


def block_format() -> QTextBlockFormat:
    """Return the looks of every paragraph: air between its lines."""
    result = QTextBlockFormat()
    result.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return result


def char_format(*, bold: bool) -> QTextCharFormat:
    """Return the looks of a run; weight is all there is."""
    result = QTextCharFormat()
    result.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return result


def read_line(block: QTextBlock) -> Block:
    """Return one paragraph with its looks and what it was made from."""
    lines = read_block(block)
    return Block(tuple(run for line in lines for run in line.runs), lines[0].kind, lines[0].source)


def read_block(block: QTextBlock) -> list[Block]:
    """Return one paragraph as it stands; several where it has line breaks inside."""
    kind = BlockKind.BULLET if block.textList() is not None else BlockKind.PARAGRAPH
    lines: list[list[Run]] = [[]]
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        bold = fragment.charFormat().fontWeight() >= QFont.Weight.DemiBold
        pieces = fragment.text().replace(_OBJECT, "").split(_LINE_BREAK)
        for index, piece in enumerate(pieces):
            if index:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, bold))
        iterator += 1
    source = source_of(block)
    return [Block(tuple(runs), kind, source) for runs in lines]
