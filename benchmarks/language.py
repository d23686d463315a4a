"""Checking language: one more key in 20,000 words against the whole, and what typing waits for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from moedeleder import paths
from moedeleder.language.checker import Checker
from moedeleder.language.hunspell_library import HunspellSpeller
from moedeleder.services.language_data import load_language

SENTENCES = (
    "Mor fortæller, at Alma sover dårligt og har svært ved at komme op om morgenen.",
    "Skolen har holdt øje med fraværet siden august, og det er faldet til fire dage.",
    "Det aftales, at PPR ringer til klasselæreren inden jul mhp. et nyt skema.",
    "Far er ikke enig i, at støttetimerne virker, og vil gerne se en plan.",
    "Alma siger selv, at frikvartererne er det værste, og at hun savner sin veninde.",
)
WORDS = 20_000


def run(_folder: Path) -> Iterator[Comparison]:
    data = load_language([paths.resources()])
    speller = HunspellSpeller(paths.resources() / "dictionaries" / "da_DK")
    paragraphs = _paragraphs()
    kept, keys = Checker(data, speller), count()

    def type_a_key() -> None:
        middle = len(paragraphs) // 2
        paragraphs[middle] = f"{SENTENCES[0]} {next(keys)}"
        for paragraph in paragraphs:
            kept.check(paragraph, wait=False)

    def check_whole() -> None:
        Checker(data, speller).check_document(paragraphs)

    def split_whole() -> None:
        for paragraph in paragraphs:
            paragraph.split()

    yield compare(
        "20,000 words checked after one more key", type_a_key, "checking all of them", check_whole
    )
    yield compare("20,000 words checked", check_whole, "splitting them at blanks", split_whole)
    yield compare(
        "a word looked up that was seen before",
        lambda: [speller.knows("støttetimerne") for _ in range(1_000)],
        "finding it in a set",
        lambda: ["støttetimerne" in data.known_words for _ in range(1_000)],
    )


def _paragraphs() -> list[str]:
    """Return some 20,000 words in paragraphs that are all different."""
    found: list[str] = []
    words = 0
    while words < WORDS:
        at = len(found)
        text = " ".join(SENTENCES[(at + k) % len(SENTENCES)] for k in range(3)) + f" {at}"
        found.append(text)
        words += len(text.split())
    return found
