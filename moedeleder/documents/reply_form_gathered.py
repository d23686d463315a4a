"""What was found on a returned form so far, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from moedeleder.documents import reply_form_fields as fields
from moedeleder.domain.contributions import ContributionDraft, ContributionKind, Importance
from moedeleder.domain.times import Fit

BLANKS = " \t\n\u00a0"
# Each makes a longer text anew: a form has some fifty fields.
_JOINS_LIMIT = 5_000
_IMPORTANCE_WORDS = {importance: words for words, importance in fields.IMPORTANCE.items()}


@dataclass(slots=True)
class Point:
    """One row of the points."""

    words: str = ""
    wanted: str = ""
    importance: Importance = Importance.UNSAID


@dataclass(slots=True)
class Need:
    """One line with a box to tick."""

    ticked: bool = False
    text: str = ""


class Gathered:
    """Texts, ticks and times as they were found; nothing that was written is let go."""

    def __init__(self) -> None:
        self.left_over: list[str] = []
        self._joins = 0
        self._points: list[Point] = []
        self._loose: dict[str, Point] = {}
        self._texts: dict[str, str] = {}
        self._needs: dict[str, Need] = {}
        self._fits: dict[str, Fit] = {}

    def leave(self, text: str) -> None:
        """Keep what fits no field."""
        if text.strip(BLANKS):
            self.left_over.append(text.strip(BLANKS))

    def write(self, key: str, text: str) -> None:
        """Add to a box, on a line of its own."""
        self._texts[key] = self.joined(self._texts.get(key, ""), text)

    def joined(self, first: str, second: str) -> str:
        """Return both texts, each on its own line; what is beyond all measure is left over."""
        self._joins += 1
        if self._joins > _JOINS_LIMIT:
            self.leave(second)
            return first
        return joined(first, second)

    def add_point(self, point: Point) -> None:
        """Add a row of the points."""
        self._points.append(point)

    def loose_point(self, number: str) -> Point:
        """Return the point whose fields stand outside the table."""
        if number not in self._loose:
            self._loose[number] = Point()
            self._points.append(self._loose[number])
        return self._loose[number]

    def need(self, key: str) -> Need:
        """Return the line of a need, or of the support person."""
        return self._needs.setdefault(key, Need())

    def fit(self, key: str, fit: Fit, words: str) -> None:
        """Note whether a time suits; two answers that differ are left to a person."""
        if self._fits.setdefault(key, fit) is not fit:
            self.leave(f"{words}: {fields.YES} / {fields.NO}")
            self._fits.pop(key)

    def fits(self) -> Iterator[tuple[str, Fit]]:
        """Yield the marked times by their id."""
        yield from self._fits.items()

    def contributions(self) -> Iterator[ContributionDraft]:
        """Yield what they brought, in the order of the form; ticks without words are left over."""
        for point in self._points:
            if point.words or point.wanted:
                yield ContributionDraft(
                    ContributionKind.POINT, point.words, point.wanted, point.importance
                )
            elif point.importance is not Importance.UNSAID:
                self.leave(_IMPORTANCE_WORDS[point.importance])
        for section in fields.BOXES:
            if self._texts.get(section.key):
                yield ContributionDraft(section.kind, self._texts[section.key])
        support = self._needs.get(fields.SUPPORT_KEY, Need())
        if support.text or support.ticked:
            yield ContributionDraft(ContributionKind.SUPPORT_PERSON, support.text or fields.YES)
        needs = "\n".join(self._need_lines())
        if needs:
            yield ContributionDraft(ContributionKind.NEEDS, needs)

    def _need_lines(self) -> Iterator[str]:
        for row in fields.NEED_ROWS:
            need = self._needs.get(row.key, Need())
            if need.text:
                yield f"{row.name}: {need.text}"
            elif need.ticked:
                yield row.name


def joined(first: str, second: str) -> str:
    """Return both texts, each on its own line, without outer blanks."""
    return "\n".join(each for each in (first, second.strip(BLANKS)) if each)
