"""The words of the closing pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont

from moedeleder.domain.completeness import joined
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.ui.fonts import TextRole, font_for

_NAMES = {
    PartKey.PROBLEM: "Problem",
    PartKey.CONCLUSION: "Konklusion",
    PartKey.ACTION_PLAN: "Aftaler",
    PartKey.FOLLOW_UP: "Opfølgning",
}
_QUESTIONS = {
    PartKey.PROBLEM: "Handler det om det her?",
    PartKey.CONCLUSION: "Er vi nået frem til det her?",
    PartKey.ACTION_PLAN: "Har vi aftalt det her?",
    PartKey.FOLLOW_UP: "Er det sådan, vi følger op?",
}
_EMPTY = {
    PartKey.PROBLEM: "Skriv kort, hvad det handler om. Så kan I læse det op.",
    PartKey.CONCLUSION: "Skriv, hvad I er nået frem til. Så kan I læse det op.",
    PartKey.ACTION_PLAN: "I har ingen aftaler endnu.",
    PartKey.FOLLOW_UP: "I har ikke valgt, hvordan I følger op.",
}
_VERDICTS = {
    Verdict.AGREE: ("Enig", "E"),
    Verdict.NOT_QUITE: ("Ikke helt", "I"),
    Verdict.DISAGREE: ("Uenig", "U"),
}
ALL_AGREE_KEY = "A"


def part_name(part: PartKey) -> str:
    """Return what a part is called while it is read aloud."""
    return QCoreApplication.translate("Closing", _NAMES[part])


def part_question(part: PartKey) -> str:
    """Return what people are asked after a part has been read aloud."""
    return QCoreApplication.translate("Closing", _QUESTIONS[part])


def empty_words(part: PartKey) -> str:
    """Return what to say where there is nothing to read yet."""
    return QCoreApplication.translate("Closing", _EMPTY[part])


def verdict_word(verdict: Verdict) -> str:
    """Return the word on the button for an answer."""
    return QCoreApplication.translate("Closing", _VERDICTS[verdict][0])


def verdict_key(verdict: Verdict) -> str:
    """Return the letter that gives an answer by keyboard."""
    return _VERDICTS[verdict][1]


def verdict_of(letter: str) -> Verdict | None:
    """Return the answer a letter stands for, if any."""
    wanted = letter.upper()
    return next((each for each, words in _VERDICTS.items() if words[1] == wanted), None)


def answered_text(answered: int, asked: int, silent: Sequence[str]) -> str:
    """Return how many have answered, and who has not; silence is never an answer."""
    if not asked:
        return ""
    if answered >= asked:
        return QCoreApplication.translate("Closing", "Alle {0} har svaret").format(asked)
    count = QCoreApplication.translate("Closing", "{0} af {1} har svaret").format(answered, asked)
    if len(silent) > 3:
        return count
    left = QCoreApplication.translate("Closing", "Spørg {0}").format(joined(silent))
    return f"{count} · {left}"


def missing_text(waiting: int) -> str:
    """Return the way to the list of who is there; ``waiting`` are noted neither here nor gone."""
    if not waiting:
        return QCoreApplication.translate("Closing", "Mangler nogen?")
    return QCoreApplication.translate("Closing", "{0} er ikke noteret endnu").format(waiting)


def step_names() -> tuple[str, ...]:
    """Return the names of the closing steps, the end last."""
    end = QCoreApplication.translate("Closing", "Afslut")
    return (*(part_name(part) for part in READ_PARTS), end)


def reading_font() -> QFont:
    """Return the large, quiet letters of what is read aloud."""
    font = font_for(TextRole.LARGE)
    font.setWeight(QFont.Weight.Normal)
    return font
