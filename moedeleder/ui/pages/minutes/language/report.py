"""What the check of language says about the whole page; made off the GUI thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from moedeleder.domain.record import READER_PARTS, STRUCTURED_PARTS, PartKey
from moedeleder.language.findings import Finding, FindingKind
from moedeleder.language.lix import Lix
from moedeleder.services.language import DocumentFindings, Language, SpellerState

AIM = 40
"""Minutes should be below this LIX."""
CHILD_AIM = 25
"""What the child reads should be below this one."""
HARD = 45
"""From here on a paragraph is hard to read, and is worth a look by itself."""
_MEASURABLE = 25
"""Words in a paragraph before its own LIX says anything."""
_WHOLE = 0.8
Skip = tuple[PartKey, FindingKind | None, str]
"""What somebody wants to hear no more about: where, what kind, and the words."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """The paragraphs of one editor at the moment of the check.

    ``caret`` is the paragraph and the character somebody is writing at, if any.
    """

    name: str
    part: PartKey
    paragraphs: tuple[str, ...]
    caret: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One place to look at. Without a ``finding`` it is a paragraph that is hard to read."""

    sheet: str
    part: PartKey
    block: int
    paragraph: str
    finding: Finding | None
    lix: Lix | None = None

    @property
    def kind(self) -> FindingKind | None:
        """What it is about; None for a hard paragraph."""
        return self.finding.kind if self.finding else None

    @property
    def start(self) -> int:
        """The first character of the words in the paragraph."""
        return self.finding.start if self.finding else 0

    @property
    def text(self) -> str:
        """The words that stand there."""
        return self.finding.text if self.finding else self.paragraph

    @property
    def skip(self) -> Skip:
        """What to keep when nobody wants to hear of it again."""
        return self.part, self.kind, self.text.casefold()


@dataclass(frozen=True, slots=True)
class PartReport:
    """What there is to look at in one part, and how hard it is to read."""

    part: PartKey
    lix: Lix | None
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole page: its parts in their order, and how hard each paper is to read.

    ``marks`` holds for each editor what is to be underlined in each paragraph, ``each_lix`` how
    hard each is to read; ``held_back`` says that a word still being written was left out.
    """

    parts: tuple[PartReport, ...] = ()
    lix: Lix | None = None
    child_lix: Lix | None = None
    speller: SpellerState = SpellerState.NOT_READY
    marks: dict[str, tuple[tuple[str, tuple[Finding, ...]], ...]] = field(default_factory=dict)
    each_lix: dict[str, tuple[Lix | None, ...]] = field(default_factory=dict)
    held_back: bool = False
    hidden: tuple[FindingKind, ...] = ()
    """The kinds that nobody wants to be shown."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place to look at, in the order of the page."""
        return tuple(spot for part in self.parts for spot in part.spots)


def examine(
    language: Language,
    sheets: Sequence[SheetText],
    known: Collection[str],
    skipped: Collection[Skip],
) -> Report:
    """Check every text of the page; waits for the dictionary, so not on the GUI thread.

    Args:
        known: names that are spelled right.
        skipped: what nobody wants to hear of again.

    Raises:
        ResourceFault: a list of words has a mistake.
    """
    hidden = language.hidden_kinds()
    desk = _Desk(language, known, skipped, hidden)
    full = desk.check([sheet for sheet in sheets if sheet.part not in READER_PARTS])
    for key in READER_PARTS:
        # Papers of their own: a short form is spelled out anew, and they have their own aim.
        desk.check([sheet for sheet in sheets if sheet.part is key])
    order = dict.fromkeys(sheet.part for sheet in sheets)
    parts = tuple(
        PartReport(key, desk.lix_of(key), tuple(desk.spots.get(key, ()))) for key in order
    )
    lix = language.check(full, known).lix if full else None
    return Report(
        parts,
        lix,
        desk.lix_of(PartKey.CHILD_PAGE),
        language.speller,
        desk.marks,
        desk.each_lix,
        desk.held_back,
        hidden,
    )


class _Desk:
    """Gathers what is found, paper by paper."""

    def __init__(
        self,
        language: Language,
        known: Collection[str],
        skipped: Collection[Skip],
        hidden: Collection[FindingKind],
    ) -> None:
        self._hidden = hidden
        self._language, self._known, self._skipped = language, known, skipped
        self._texts: dict[PartKey, list[str]] = {}
        self.spots: dict[PartKey, list[Spot]] = {}
        self.marks: dict[str, tuple[tuple[str, tuple[Finding, ...]], ...]] = {}
        self.each_lix: dict[str, tuple[Lix | None, ...]] = {}
        self.held_back = False

    def check(self, sheets: Sequence[SheetText]) -> list[str]:
        """Check the texts of one paper; returns those that its LIX is made of."""
        whole = [text for sheet in sheets for text in sheet.paragraphs]
        found = self._language.check(whole, self._known)
        at = 0
        running: list[str] = []
        for sheet in sheets:
            self._take(sheet, found, at)
            at += len(sheet.paragraphs)
            if sheet.part not in STRUCTURED_PARTS:
                running += sheet.paragraphs
                self._texts.setdefault(sheet.part, []).extend(sheet.paragraphs)
        return running

    def lix_of(self, part: PartKey) -> Lix | None:
        """Return how hard a part is to read; the short lines of a table are not measured."""
        texts = self._texts.get(part)
        return self._language.check(texts, self._known).lix if texts else None

    def _take(self, sheet: SheetText, found: DocumentFindings, at: int) -> None:
        marks = []
        end = at + len(sheet.paragraphs)
        self.each_lix[sheet.name] = found.lix_each[at:end]
        for block, text in enumerate(sheet.paragraphs):
            findings = tuple(self._wanted(sheet, block, found.findings[at + block]))
            marks.append((text, findings))
            lix = found.lix_each[at + block]
            spots = [Spot(sheet.name, sheet.part, block, text, each, lix) for each in findings]
            if self._is_hard(sheet, text, lix) and not _said_already(text, findings):
                hard = Spot(sheet.name, sheet.part, block, text, None, lix)
                if hard.skip not in self._skipped:
                    spots.insert(0, hard)
            self.spots.setdefault(sheet.part, []).extend(spots)
        self.marks[sheet.name] = tuple(marks)

    def _wanted(
        self, sheet: SheetText, block: int, findings: Sequence[Finding]
    ) -> Iterator[Finding]:
        for each in findings:
            if each.kind in self._hidden:
                continue
            if each.kind is FindingKind.SPELLING and sheet.caret == (block, each.end):
                # Nobody is told of a mistake in a word that is still being written.
                self.held_back = True
            elif (sheet.part, each.kind, each.text.casefold()) not in self._skipped:
                yield each

    def _is_hard(self, sheet: SheetText, text: str, lix: Lix | None) -> bool:
        if lix is None or sheet.part in STRUCTURED_PARTS:
            return False
        aim = CHILD_AIM if sheet.part is PartKey.CHILD_PAGE else HARD
        return lix.value >= aim and len(text.split()) >= _MEASURABLE


def _said_already(text: str, findings: Sequence[Finding]) -> bool:
    """Whether the paragraph is little more than one sentence that is said to be long."""
    long = (each for each in findings if each.kind is FindingKind.LONG_SENTENCE)
    return any(each.length > _WHOLE * len(text) for each in long)
