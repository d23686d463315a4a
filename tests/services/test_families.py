"""Children, families and people: saved, found, never silently overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    FieldTooLong,
    InvalidAddress,
    NotFound,
)
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from tests.offices import Bench


def test_a_family_comes_back_as_it_was_saved(bench: Bench) -> None:
    draft = FamilyDraft("Ib Prøve", "34.10.10-1", date(2012, 2, 29), "To hjem")
    made = bench.office.families.create(draft)
    assert bench.office.families.get(made.id).draft == draft


@pytest.mark.parametrize(
    "words", ["alma", "ALMA", "118-26", "bente", "eksempel vang", "  Sofie   34.45 "]
)
def test_finds_by_child_case_number_and_people(bench: Bench, words: str) -> None:
    bench.office.families.create(FamilyDraft("Ib Prøve"))
    assert [line.child_name for line in bench.office.families.find(words)] == ["Alma Eksempel"]


@pytest.mark.parametrize("words", ["100%", "_", "Olga", "alma ib"])
def test_finds_nothing_where_nothing_fits(bench: Bench, words: str) -> None:
    assert bench.office.families.find(words) == []


def test_danish_letters_are_found_however_they_are_typed(bench: Bench) -> None:
    bench.office.families.create(FamilyDraft("A\u030age Øster Ærø"))
    assert bench.office.families.find("åge ØSTER ærø")


def test_an_old_version_overwrites_nothing(bench: Bench) -> None:
    families, first = bench.office.families, bench.family
    families.update(first.id, first.version, replace(first.draft, note="Ny"))
    with pytest.raises(ChangedElsewhere):
        families.update(first.id, first.version, replace(first.draft, note="Gammel"))
    assert families.get(first.id).note == "Ny"


def test_a_person_can_be_changed_and_is_found_by_the_new_name(bench: Bench) -> None:
    karin = bench.people["karin"]
    bench.office.families.update_person(
        karin.id, karin.version, replace(karin.draft, name="Karin Dam Nygaard")
    )
    assert bench.office.families.find("nygaard")


def test_a_person_put_away_can_be_put_back(bench: Bench) -> None:
    families, bente = bench.office.families, bench.people["bente"]
    families.put_away(bente.id)
    assert bente.id not in [p.id for p in families.get(bench.family.id).people]
    assert families.find("bente") == []
    families.put_away(bente.id, away=False)
    assert families.find("bente")


def test_colleagues_belong_to_no_family(bench: Bench) -> None:
    made = bench.office.families.add_person(None, PersonDraft("Ole", PersonRole.MANAGER))
    assert [p.id for p in bench.office.families.colleagues()] == [bench.me.person_id, made.id]


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_child_needs_a_name(bench: Bench, name: str) -> None:
    with pytest.raises(FieldMissing) as caught:
        bench.office.families.create(FamilyDraft(name))
    assert caught.value.field == "child_name"


def test_a_long_name_is_kept_and_one_beyond_reason_refused(bench: Bench) -> None:
    long = "Å" * 10_000
    assert bench.office.families.create(FamilyDraft(long)).child_name == long
    with pytest.raises(FieldTooLong):
        bench.office.families.create(FamilyDraft("x" * 30_000))


def test_a_wrong_address_is_refused_and_nothing_saved(bench: Bench) -> None:
    count = len(bench.office.families.get(bench.family.id).people)
    with pytest.raises(InvalidAddress):
        bench.office.families.add_person(
            bench.family.id, PersonDraft("Ida", PersonRole.OTHER, mail="ida@@x")
        )
    assert len(bench.office.families.get(bench.family.id).people) == count


@pytest.mark.parametrize("text", ["<script>x</script>", "'; DROP TABLE family;--", "שלום", "🙂"])
def test_any_text_is_kept_as_the_text_it_is(bench: Bench, text: str) -> None:
    made = bench.office.families.create(FamilyDraft(text, note=text))
    kept = bench.office.families.get(made.id)
    assert (kept.child_name, kept.note) == (text, text)


def test_what_is_not_there_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.families.get("nothing")


def test_a_postal_address_is_kept_line_by_line(bench: Bench) -> None:
    families, jonas = bench.office.families, bench.people["jonas"]
    typed = "  c/o Ida Vang \r\n\r\nMøllevej 4,  2. th.\n9999 Eksempelby\n"
    families.update_person(jonas.id, jonas.version, replace(jonas.draft, postal_address=typed))
    kept = families.person(jonas.id)
    assert kept.postal_address == "c/o Ida Vang\nMøllevej 4, 2. th.\n9999 Eksempelby"
    assert kept.draft.postal_address == kept.postal_address


def test_an_address_longer_than_any_envelope_is_refused(bench: Bench) -> None:
    with pytest.raises(FieldTooLong) as caught:
        bench.office.families.add_person(
            bench.family.id, PersonDraft("Ida", PersonRole.OTHER, postal_address="x" * 301)
        )
    assert caught.value.field == "postal_address"
