"""Reading the kinds of meeting: the municipality's own, and every mistake on its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.errors import NotFound, ResourceFault
from moedeleder.domain.meeting_types import Check, Stretch
from moedeleder.domain.record import PartKey
from moedeleder.services.catalogue import Catalogue, load_catalogue

CHECKLISTS = """\
[[before]]
key = "purpose"
text = "Formålet står i én sætning"

[[during]]
key = "parents_first"
text = "Forældrene talte først"

[[after]]
key = "noted"
text = "Notatet er skrevet"
"""
TALK = """\
# En samtale hos os
name = "Stille samtale"
description = "En rolig snak."
minutes = 30
required_parts = [
    "conclusion",
    "problem",  # printed first all the same
]
without_checks = ["parents_first"]

[[agenda]]
title = "Velkomst"
kind = "information"
minutes = 10

[[agenda]]
title = "Jeres punkter"
kind = "discussion"
minutes = 20
from_family = true

[[before]]
key = "tea"
text = "Der er te på kanden"

[[during]]
key = "pause"
text = "Vi holdt en pause"

[[during]]
key = "quiet_end"
text = "Vi sluttede i ro"
stretch = "closing"
"""


def folder(tmp_path: Path, talk: str | bytes = TALK, checklists: str = CHECKLISTS) -> Path:
    types = tmp_path / "meeting_types"
    types.mkdir(parents=True)
    raw = talk if isinstance(talk, bytes) else talk.encode("utf-8")
    (types / "talk.toml").write_bytes(raw)
    (tmp_path / "checklists.toml").write_text(checklists, encoding="utf-8")
    return tmp_path


def fault_of(folders: list[Path]) -> tuple[str, int, str, str]:
    with pytest.raises(ResourceFault) as caught:
        load_catalogue(folders)
    fault = caught.value
    return fault.file_name, fault.line, fault.field, fault.reason


def keys(catalogue: Catalogue) -> list[str]:
    return [each.key for each in catalogue.types]


def test_a_kind_of_meeting_is_read_whole(tmp_path: Path) -> None:
    talk = load_catalogue([folder(tmp_path)]).get("talk")
    assert (talk.name, talk.description) == ("Stille samtale", "En rolig snak.")
    assert (talk.minutes, talk.child_gets_heard, talk.minutes_hints) == (30, True, ())
    assert talk.agenda == (
        ItemDraft("Velkomst", ItemKind.INFORMATION, 10),
        ItemDraft("Jeres punkter", ItemKind.DISCUSSION, 20, from_family=True),
    )
    assert [check.key for check in talk.before] == ["purpose", "tea"]
    assert talk.during == (
        Check("pause", "Vi holdt en pause", Stretch.DURING),
        Check("quiet_end", "Vi sluttede i ro", Stretch.CLOSING),
    )
    assert talk.after == (Check("noted", "Notatet er skrevet"),)
    assert talk.required_parts == (PartKey.PROBLEM, PartKey.CONCLUSION)


def test_an_unknown_kind_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_catalogue([folder(tmp_path)]).get("network")


def test_a_municipality_adds_a_kind_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "meeting_types"
    own.mkdir()
    (own / "talk.toml").write_text(TALK.replace('"parents_first"', '"time_suits"'), "utf-8")
    catalogue = load_catalogue([paths.resources(), tmp_path])
    assert keys(catalogue)[-1] == "talk"
    assert len(catalogue.types) == 12
    assert "tea" in [check.key for check in catalogue.get("talk").before]


def test_a_municipality_changes_a_kind_and_the_checklists(tmp_path: Path) -> None:
    own = folder(tmp_path)
    (own / "meeting_types" / "talk.toml").rename(own / "meeting_types" / "network.toml")
    catalogue = load_catalogue([paths.resources(), own])
    assert len(catalogue.types) == 11
    assert catalogue.get("network").name == "Stille samtale"
    # The program's own kinds leave out checks that are no longer there; that is no mistake.
    after = [check.key for check in catalogue.get("emergency").after]
    assert after == ["noted", "contact_24_hours"]


def test_kinds_come_in_their_order_then_by_name(tmp_path: Path) -> None:
    own = folder(tmp_path)
    for name, order in (("late", 900), ("b", 5), ("a", 5)):
        text = TALK.replace("Stille samtale", name).replace(
            "minutes = 30", f"minutes = 30\norder = {order}"
        )
        (own / "meeting_types" / f"{name}.toml").write_text(text, "utf-8")
    assert keys(load_catalogue([own])) == ["a", "b", "late", "talk"]


def test_windows_files_are_read(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode("utf-8")
    assert load_catalogue([folder(tmp_path, windows)]).get("talk").minutes == 30


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ("name =", "navn =", 2, "navn", "unknown_field"),
        ('name = "Stille samtale"\n', "", 1, "name", "missing"),
        ('"Stille samtale"', '""', 2, "name", "empty"),
        ('"Stille samtale"', '" \\u200a "', 2, "name", "empty"),
        ('"Stille samtale"', "7", 2, "name", "wrong_type"),
        ('"En rolig snak."', '"' + "x" * 301 + '"', 3, "description", "too_long"),
        ("minutes = 30", "minutes = 0", 4, "minutes", "out_of_range"),
        ("minutes = 30", "minutes = 721", 4, "minutes", "out_of_range"),
        ("minutes = 30", "minutes = 30.0", 4, "minutes", "wrong_type"),
        ("minutes = 30", "minutes = true", 4, "minutes", "wrong_type"),
        ("minutes = 30", "minutes = 30\norder = -1", 5, "order", "out_of_range"),
        ("minutes = 30", "minutes = 30\nchild_gets_heard = 1", 5, "child_gets_heard", "wrong_type"),
        ("without", 'minutes_hints = ["a", 2]\nwithout', 9, "minutes_hints.2", "wrong_type"),
        ('"problem"', '"problems"', 7, "required_parts.2", "unknown_value"),
        ('"problem"', '"conclusion"', 7, "required_parts.2", "duplicate_key"),
        ('"conclusion",\n    "problem",', "", 5, "required_parts", "empty"),
        ('["parents_first"]', '["no_such"]', 9, "without_checks.1", "unknown_value"),
        ('["parents_first"]', '"parents_first"', 9, "without_checks", "wrong_type"),
        ('"information"', '"talk"', 13, "agenda.1.kind", "unknown_value"),
        ('kind = "discussion"\n', "", 16, "agenda.2.kind", "missing"),
        ("minutes = 20", "minutes = 481", 19, "agenda.2.minutes", "out_of_range"),
        ("minutes = 20", "minutes = 0", 19, "agenda.2.minutes", "out_of_range"),
        ('"Jeres punkter"', '"  "', 17, "agenda.2.title", "empty"),
        ("from_family = true", 'from_family = "ja"', 20, "agenda.2.from_family", "wrong_type"),
        ("from_family", "fra_familien", 20, "agenda.2.fra_familien", "unknown_field"),
        ('"tea"', '"purpose"', 23, "before.1.key", "duplicate_key"),
        ('"tea"', '"Te på kanden"', 23, "before.1.key", "unknown_value"),
        ("[[before]]", "[before]", 22, "before", "wrong_type"),
        ("[[before]]", "[[befor]]", 22, "befor", "unknown_field"),
        ('"Der er te på kanden"', '["te"]', 24, "before.1.text", "wrong_type"),
        ('"closing"', '"slut"', 33, "during.2.stretch", "unknown_value"),
        ('"closing"', "3", 33, "during.2.stretch", "wrong_type"),
        ('på kanden"', 'på kanden"\nstretch = "opening"', 25, "before.1.stretch", "unknown_field"),
        ('kind = "information"', 'kind = "information', 13, "", "syntax"),
        ('kind = "information"', 'kind = "information"\nkind = "decision"', 14, "", "syntax"),
        ('"En rolig snak."', '"""\n[[agenda]]\nmin = 5\n"""\nmin = 4', 7, "min", "unknown_field"),
    ],
)  # fmt: skip
def test_a_mistake_is_placed(
    tmp_path: Path, old: str, new: str, line: int, field: str, reason: str
) -> None:
    assert old in TALK
    talk = TALK.replace(old, new, 1)
    assert fault_of([folder(tmp_path, talk)]) == ("talk.toml", line, field, reason)


def test_a_kind_without_points_is_refused(tmp_path: Path) -> None:
    head = TALK.split("[[agenda]]", maxsplit=1)[0]
    assert fault_of([folder(tmp_path / "a", head)]) == ("talk.toml", 1, "agenda", "empty")
    bare = head + "agenda = []\n"
    assert fault_of([folder(tmp_path / "b", bare)]) == ("talk.toml", 11, "agenda", "empty")
    numbers = head + "agenda = [1]\n"
    assert fault_of([folder(tmp_path / "c", numbers)])[1:] == (11, "agenda.1", "wrong_type")


def test_a_mistake_in_the_checklists_is_placed(tmp_path: Path) -> None:
    twice = CHECKLISTS.replace('"noted"', '"purpose"')
    place = ("checklists.toml", 10, "after.1.key", "duplicate_key")
    assert fault_of([folder(tmp_path, checklists=twice)]) == place


def test_letters_of_another_encoding_are_refused(tmp_path: Path) -> None:
    latin = TALK.replace("rolig", "skøn").encode("latin-1")
    # The first one is not ASCII in line 3.
    assert fault_of([folder(tmp_path, latin)]) == ("talk.toml", 3, "", "not_utf8")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    padding = "# fyld\n" * 150_000
    assert fault_of([folder(tmp_path, TALK + padding)]) == ("talk.toml", 0, "", "too_large")


def test_a_mistake_in_a_long_file_is_found_at_once(tmp_path: Path) -> None:
    hints = "minutes_hints = [\n" + '    "x",\n' * 90_000 + '    "",\n]\n'
    talk = TALK.replace("[[agenda]]", hints + "\n[[agenda]]", 1)
    place = ("talk.toml", 90_012, "minutes_hints.90001", "empty")
    assert fault_of([folder(tmp_path, talk)]) == place


@pytest.mark.parametrize(
    "junk", ["[" * 50_000, "a = " + "[" * 50_000, "a = 1e" + "9" * 5_000 + "x"]
)
def test_junk_is_refused_as_junk(tmp_path: Path, junk: str) -> None:
    assert fault_of([folder(tmp_path, junk)])[3] == "syntax"


def test_a_number_beyond_counting_is_refused(tmp_path: Path) -> None:
    talk = TALK.replace("minutes = 30", "minutes = " + "9" * 5_000)
    assert fault_of([folder(tmp_path, talk)])[3] == "syntax"


def test_a_file_name_must_do_as_a_key(tmp_path: Path) -> None:
    own = folder(tmp_path)
    (own / "meeting_types" / "talk.toml").rename(own / "meeting_types" / "Vores møde.toml")
    assert fault_of([own]) == ("Vores møde.toml", 0, "", "bad_file_name")


def test_a_file_that_is_not_one_is_refused(tmp_path: Path) -> None:
    own = folder(tmp_path)
    (own / "meeting_types" / "broken.toml").mkdir()
    assert fault_of([own]) == ("broken.toml", 0, "", "unreadable")


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    own = folder(tmp_path)
    os.symlink(tmp_path / "gone", own / "meeting_types" / "lost.toml")
    assert fault_of([own]) == ("lost.toml", 0, "", "unreadable")


def test_nothing_to_read_is_a_fault(tmp_path: Path) -> None:
    assert fault_of([tmp_path]) == ("checklists.toml", 0, "", "missing_file")
    (tmp_path / "checklists.toml").write_text(CHECKLISTS, "utf-8")
    assert fault_of([tmp_path]) == ("meeting_types", 0, "", "missing_file")
