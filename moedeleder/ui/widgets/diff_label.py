"""Two texts as one: what went out struck through, what came in underlined, and both in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from moedeleder.domain.word_diff import Piece, PieceKind, spaced, word_diff
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.wrap_label import WrapLabel


class DiffLabel(WrapLabel):
    """Shows how one text became another; colour never says it alone."""

    def __init__(
        self,
        before: str,
        after: str,
        role: TextRole = TextRole.BODY,
        parent: QWidget | None = None,
        *,
        object_name: str = "diff",
    ) -> None:
        self._pieces = spaced(word_diff(before, after))
        super().__init__("".join(each.text for each in self._pieces), role, parent=parent)
        self.setObjectName(object_name)
        self.setAccessibleName(diff_words(self._pieces))

    def _layout(self) -> QTextLayout:
        layout = super()._layout()
        ranges, at = [], 0
        for piece in self._pieces:
            # Qt counts UTF-16 units.
            length = len(piece.text.encode("utf-16-le")) // 2
            if piece.kind is not PieceKind.SAME:
                one = QTextLayout.FormatRange()
                one.start, one.length, one.format = at, length, diff_format(piece.kind)
                ranges.append(one)
            at += length
        layout.setFormats(ranges)
        return layout


def diff_format(kind: PieceKind) -> QTextCharFormat:
    """Return how a piece looks: struck through or underlined, on the ground of its tone."""
    look, tokens = QTextCharFormat(), current_tokens()
    if kind is PieceKind.SAME:
        return look
    tone = Tone.OK if kind is PieceKind.ADDED else Tone.BAD
    look.setForeground(QColor(tokens.ink(tone)))
    look.setBackground(QColor(tokens.soft(tone)))
    look.setFontStrikeOut(kind is PieceKind.REMOVED)
    look.setFontUnderline(kind is PieceKind.ADDED)
    return look


def diff_words(pieces: Sequence[Piece]) -> str:
    """Return what went out and what came in, as it is read aloud."""
    out, came = _tr("taget ud: ”{0}”"), _tr("sat ind: ”{0}”")
    words = {PieceKind.REMOVED: out, PieceKind.ADDED: came, PieceKind.SAME: "{0}"}
    said = (words[each.kind].format(each.text.strip()) for each in pieces if each.text.strip())
    return " ".join(said)


def is_alike(before: str, after: str) -> bool:
    """Return whether two texts have so much in common that a change can be read word by word."""
    same = sum(len(p.text) for p in word_diff(before, after) if p.kind is PieceKind.SAME)
    return bool(before) and same >= 0.3 * min(len(before), len(after))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DiffLabel", text)
