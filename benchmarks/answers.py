"""Answers that come back: reading a filled form, and taking in a hundred mails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from benchmarks.measuring import Comparison, compare
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.answers import FilledForm
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.services.answers_taken import TakenKind
from tests.documents.forms import filled
from tests.offices import Bench, open_bench
from tests.services.answer_desk import code, mail
from tests.stores import KEY, make_file

MAILS, MEETINGS = 100, 10
_WORDS = "Vi vil gerne tale om morgenerne, for det er der, det er sværest. Nummer {}.\r\n" * 3


def run(folder: Path) -> Iterator[Comparison]:
    yield from _reading()
    yield from _taking(folder)


def _reading() -> Iterator[Comparison]:
    form = filled()

    def read() -> FilledForm:
        return read_form(form)

    assert len(read().contributions) >= 6
    yield compare(
        "read a filled form back into fields",
        read,
        "unzip it and parse its XML",
        partial(_unzipped, form),
        rounds=51,
    )


def _unzipped(data: bytes) -> list[Any]:
    with ZipFile(BytesIO(data)) as package:
        return [
            ElementTree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        ]


def _taking(folder: Path) -> Iterator[Comparison]:
    """Take the mails in an office as new each time, so that none is fuller than another."""
    folders, numbers = count(), count()
    desk: list[tuple[Bench, list[bytes]]] = []
    connection = SqliteEngine(make_file(folder, "bare.db"), KEY).connect()
    connection.execute("CREATE TABLE raw (content BLOB NOT NULL)")

    with ExitStack() as still_open:

        def new_office() -> None:
            still_open.close()
            at = folder / f"office-{next(folders)}"
            at.mkdir()
            bench = still_open.enter_context(open_bench(at))
            desk[:] = [(bench, _mails(bench, numbers))]

        def at_hand() -> tuple[Bench, list[bytes]]:
            if not desk:
                new_office()
            return desk.pop()

        def take() -> None:
            bench, mails = at_hand()
            for raw in mails:
                taken = bench.office.answers.take_mail(raw)
                assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 1)

        def insert() -> None:
            for raw in at_hand()[1]:
                connection.execute("INSERT INTO raw VALUES (?)", (raw,))

        yield compare(
            f"take in {MAILS} mails, each safe before the next",
            take,
            "a bare SQLCipher insert of each",
            insert,
            rounds=9,
            before=new_office,
        )
    connection.close()


def _mails(bench: Bench, numbers: Iterator[int]) -> list[bytes]:
    found = []
    for _ in range(MEETINGS):
        meeting = bench.meeting()
        reference = code(bench, meeting)
        for _ in range(MAILS // MEETINGS):
            number = next(numbers)
            text = _WORDS.format(number, number, number) + f"\n> Svarkode: {reference}\n"
            found.append(mail(text, message_id=f"<{number}@mail.example>"))
    return found
