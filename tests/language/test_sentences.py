"""Every sentence of ``sentences.txt``: what is found is what stands there, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from moedeleder.language.checker import Checker
from moedeleder.language.data import fold
from moedeleder.language.findings import FindingKind

TABLE = Path(__file__).with_name("sentences.txt")
KNOWN = "known:"


@dataclass
class Example:
    """A sentence, the names known at that meeting, and what is to be found."""

    text: str
    known: frozenset[str]
    expected: list[tuple[str, str]] = field(default_factory=list)


def _examples() -> Iterator[Example]:
    example: Example | None = None
    known: frozenset[str] = frozenset()
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith(KNOWN):
            known = frozenset(map(fold, line.removeprefix(KNOWN).split()))
        elif line.startswith("    ") and example:
            kind, _, words = line.strip().partition(" ")
            example.expected.append((FindingKind(kind).value, words))
        elif line and not line.startswith("#"):
            if example:
                yield example
            example, known = Example(line, known), frozenset()
    if example:
        yield example


EXAMPLES = tuple(_examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.text[:150])
def test_exactly_what_is_expected_is_found(checker: Checker, example: Example) -> None:
    found = checker.check_document([example.text], known=example.known)[0]
    assert [(each.kind.value, each.text) for each in found] == example.expected


def test_there_are_enough_sentences_and_traps() -> None:
    texts = [each.text for each in EXAMPLES]
    assert len(set(texts)) == len(texts) >= 300
    assert sum(not each.expected for each in EXAMPLES) >= 120
    assert {kind for each in EXAMPLES for kind, _ in each.expected} == set(FindingKind)
