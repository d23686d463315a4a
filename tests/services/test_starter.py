"""The starter pack: which files go along with which kind of meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from moedeleder.domain.errors import (
    ChangedElsewhere,
    FileUnreadable,
    NotFound,
    StarterFileRefused,
)
from moedeleder.services import starter
from tests.offices import Bench

PDF = b"%PDF-1.7\n%one page\ntrailer <<>>\n%%EOF\n"


def a_file(folder: Path, name: str = "Velkommen til mødet.pdf", data: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_for_one_kind_goes_with_that_kind_only(bench: Bench, tmp_path: Path) -> None:
    packs = bench.office.starter
    (kept,) = packs.add(a_file(tmp_path), "network")
    assert (kept.name, kept.size, kept.type_key) == ("Velkommen til mødet.pdf", len(PDF), "network")
    assert packs.pack("network") == (kept,)
    assert packs.pack("parent_talk") == ()
    assert packs.data("network") == (("Velkommen til mødet.pdf", PDF),)
    assert packs.one(kept.id) == ("Velkommen til mødet.pdf", PDF)


def test_a_file_for_all_kinds_comes_first(bench: Bench, tmp_path: Path) -> None:
    packs = bench.office.starter
    packs.add(a_file(tmp_path, "om netværk.pdf"), "network")
    packs.add(a_file(tmp_path, "dine rettigheder.pdf"))
    packs.add(a_file(tmp_path, "kort.pdf"))
    names = [each.name for each in packs.pack("network")]
    assert names == ["dine rettigheder.pdf", "kort.pdf", "om netværk.pdf"]
    assert [each.name for each in packs.files()] == ["dine rettigheder.pdf", "kort.pdf"]


def test_a_file_is_taken_out_as_it_was_seen(bench: Bench, tmp_path: Path) -> None:
    packs = bench.office.starter
    (kept,) = packs.add(a_file(tmp_path), "network")
    with pytest.raises(ChangedElsewhere):
        packs.remove(kept.id, kept.version + 1)
    assert packs.remove(kept.id, kept.version) == ()
    with pytest.raises(NotFound):
        packs.one(kept.id)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kind"),
        (b"PK\x03\x04 a Word file", "kind"),
        (b"%PDF-1.7 cut off", "kind"),
        (b"%PDF-1.7\ntrailer <</Encrypt 4 0 R>>\n%%EOF", "locked"),
        (PDF + b" " * starter.FILE_LIMIT, "size"),
    ],
)
def test_what_people_could_not_open_is_refused(
    bench: Bench, tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(StarterFileRefused) as caught:
        bench.office.starter.add(a_file(tmp_path, data=data))
    assert caught.value.reason == reason
    assert bench.office.starter.files() == ()


def test_a_pack_too_heavy_for_mail_is_refused(bench: Bench, tmp_path: Path) -> None:
    packs = bench.office.starter
    heavy = PDF[:-6] + b" " * (starter.FILE_LIMIT - len(PDF)) + b"%%EOF\n"
    packs.add(a_file(tmp_path, "a.pdf", heavy), "network")
    with pytest.raises(StarterFileRefused) as caught:
        packs.add(a_file(tmp_path, "b.pdf", heavy))
    assert caught.value.reason == "pack_size"
    packs.add(a_file(tmp_path, "b.pdf", heavy), "parent_talk")


def test_a_file_or_kind_that_is_not_there(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        bench.office.starter.add(tmp_path / "mangler.pdf")
    with pytest.raises(NotFound):
        bench.office.starter.add(a_file(tmp_path), "no_such_kind")
