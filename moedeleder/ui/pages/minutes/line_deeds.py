"""What is done to a line that was written here: moved as text, taken out, given back its words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import Block, RichText
from moedeleder.services.sources import Source
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.widgets.rich_text_lines import current_line, rewrite_lines, take_line
from moedeleder.ui.widgets.scroll_page import ScrollPage

Texts = dict[PartKey, RichText]


class LineDeeds(QObject):
    """Changes the text of one or two parts, and remembers how they stood."""

    undo_requested = Signal()

    def __init__(self, page: ScrollPage, form: MinutesForm, history: History) -> None:
        super().__init__(page)
        self._page, self._form, self._history = page, form, history

    def move(self, section: PartSection, part: PartKey) -> bool:
        """Let the line at the cursor stand at the end of another part; return whether it does."""
        target, line = self._form.parts[part], current_line(section.edit)
        if target is section or not line.text.strip():
            return False
        before = self._texts(section, target)
        take_line(section.edit)
        target.add_text(RichText((line,)))
        words = self.tr("Linjen er flyttet til {0}.").format(target.title.full_text)
        self._did(self.tr("flyttet linje"), words, before)
        return True

    def take_out(self, section: PartSection) -> None:
        """Take the line at the cursor out of the text."""
        before = self._texts(section)
        take_line(section.edit)
        words = self.tr("Linjen er taget ud af {0}.").format(section.title.full_text)
        self._did(self.tr("udeladt linje"), words, before)

    def use_words(self, section: PartSection, source: Source) -> None:
        """Let the lines that come from a source read as it was said."""
        before = self._texts(section)
        rewrite_lines(section.edit, source.id, source.line)
        words = self.tr("Linjen står nu, som det blev sagt.")
        self._did(self.tr("egne ord sat ind"), words, before)

    def _did(self, name: str, words: str, before: Texts) -> None:
        after = self._texts(*(self._form.parts[key] for key in before))
        self._save(before)
        self._history.did(
            Step(
                name,
                lambda: self._set(before, after),
                lambda: self._set(after, before),
            )
        )
        self._page.offer_undo(words, self.undo_requested.emit)

    def _set(self, wanted: Texts, standing: Texts) -> bool:
        """Bring the texts from ``standing`` to ``wanted``; what was written since stays."""
        for key, text in wanted.items():
            section = self._form.parts[key]
            now = section.edit.rich_text()
            if now != standing[key]:
                text = _merged(now, standing[key], text)
            section.replace_text(text)
        return True

    def _texts(self, *sections: PartSection) -> Texts:
        return {each.key: each.edit.rich_text() for each in sections}

    def _save(self, texts: Texts) -> None:
        for key in texts:
            self._form.parts[key].save()


def _merged(now: RichText, standing: RichText, wanted: RichText) -> RichText:
    """Return ``now`` with the lines that ``wanted`` has more than ``standing``, and fewer."""
    kept = list(now.blocks)
    for gone in _beyond(standing, wanted):
        if gone in kept:
            kept.remove(gone)
    for back in _beyond(wanted, standing):
        if back not in kept:
            kept.insert(min(wanted.blocks.index(back), len(kept)), back)
    return RichText(tuple(kept))


def _beyond(one: RichText, other: RichText) -> list[Block]:
    """Return the lines of ``one`` that ``other`` does not have."""
    left = list(other.blocks)
    beyond = []
    for block in one.blocks:
        if block in left:
            left.remove(block)
        else:
            beyond.append(block)
    return beyond
