"""Reading who and when of a promise at each key, against a plain field taking the same text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from moedeleder.domain.promise_line import KnownPerson, read_promise

TODAY = date(2026, 12, 3)
PEOPLE: tuple[KnownPerson, ...] = tuple(
    (f"Fornavn{at} Efternavn{at}", str(at), "lærer Skovskolen") for at in range(40)
)
_START = "Ringer til skolen og hører, om de kan finde en tid til et møde om støtten "
LINES = {
    "an @ and a day": f"{_START}@Fornavn39 Efternavn39 inden fredag",
    "no @ and no day": f"{_START}efter frokost",
}
ROUNDS = 200


def run(_folder: Path) -> Iterator[Comparison]:
    dressed()
    field = QLineEdit()

    def type_plain(text: str) -> None:
        field.setText(text[:-1])
        field.setText(text)

    for kind, text in LINES.items():
        yield compare(
            f"a promise read among forty people, {kind}",
            partial(read_promise, text, PEOPLE, TODAY),
            "a line edit taking it",
            partial(type_plain, text),
            rounds=ROUNDS,
        )
