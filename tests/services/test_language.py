"""Checking what is written, on a real store: own words, names, and a dictionary that may lack."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import FieldMissing, FieldTooLong
from moedeleder.domain.settings import Organisation
from moedeleder.language.findings import FindingKind
from moedeleder.language.lix import Lix, LixBand
from moedeleder.services.catalogue import load_catalogue
from moedeleder.services.context import Clock, Context
from moedeleder.services.deadlines import load_deadlines
from moedeleder.services.language import (
    DocumentFindings,
    Language,
    SpellerState,
    folded_words,
    names_at,
)
from tests.offices import Bench


def _texts(found: DocumentFindings) -> list[list[str]]:
    return [[each.text for each in paragraph] for paragraph in found.findings]


def test_a_text_is_checked_before_the_dictionary_is_read(bench: Bench) -> None:
    language = bench.office.language
    found = language.check(["Mor nægter.", "Et godt fravaer.", ""])
    assert _texts(found) == [["nægter"], [], []]
    assert found.speller is SpellerState.NOT_READY


def test_the_dictionary_adds_spelling_when_it_is_ready(bench: Bench) -> None:
    language = bench.office.language
    language.check(["Et godt fravaer."])
    assert language.prepare() is SpellerState.READY
    assert language.prepare() is language.speller is SpellerState.READY
    found = language.check(["Et godt fravaer."])
    assert found.speller is SpellerState.READY
    assert [each.kind for each in found.findings[0]] == [FindingKind.SPELLING]
    assert "fravær" in language.suggest("fravaer")


def test_words_that_take_long_can_be_looked_up_later(bench: Bench) -> None:
    language = bench.office.language
    language.prepare()
    text = ["Mor nægter. Et godt fravaer.", "Alma er glad."]
    quick = language.check(text, wait=False)
    assert (_texts(quick), quick.pending) == ([["nægter"], []], True)
    whole = language.check(text)
    assert (_texts(whole), whole.pending) == ([["nægter", "fravaer"], []], False)
    assert language.check(text, wait=False) == whole


def test_a_text_checked_in_a_hurry_knows_what_was_looked_up_since(bench: Bench) -> None:
    language = bench.office.language
    language.prepare()
    hurried = ["Et godt fravaer for skolen."]
    assert language.check(hurried, wait=False).findings == ((),)
    language.check(["fravaer skolen godt for"])
    again = language.check(hurried, wait=False)
    assert _texts(again) == [["fravaer"]]
    language.check(hurried)
    assert not language.check(hurried, wait=False).pending


def test_each_paragraph_and_the_whole_have_an_index(bench: Bench) -> None:
    found = bench.office.language.check(
        ["Alma er glad.", "", "Til netværksmøde kom forældrene og kommunen."]
    )
    assert found.lix_each == (Lix(3, LixBand.EASY), None, Lix(56, LixBand.VERY_HARD))
    assert found.lix == Lix(38, LixBand.MIDDLE)
    assert bench.office.language.check([]).lix is None


def test_names_are_never_spelling_mistakes(bench: Bench) -> None:
    language = bench.office.language
    language.prepare()
    text = ["Qwistgårds mor bor i Zvindrup. Zvindrup er en by."]
    assert _texts(language.check(text)) == [["Qwistgårds", "Zvindrup"]]
    assert _texts(language.check(text, ["Alma Qwistgård", "Zvindrup Kommune"])) == [[]]


def test_who_is_at_the_meeting_and_where_are_names(bench: Bench) -> None:
    meeting = bench.meeting()
    names = names_at(meeting, Organisation("Zvindrup Kommune", "Børn", "Kvistgyvej 1"))
    assert {"Sofie Eksempel", "Jonas Eksempel", meeting.child_name, "Mette Holm"} <= names
    assert {"Zvindrup Kommune", "Kvistgyvej 1", "Rådhuset, lokale 2.14"} <= names
    bench.office.language.prepare()
    found = bench.office.language.check(["Zvindrup skriver til Kvistgyvej."], names)
    assert _texts(found) == [[]]


def test_own_words_are_right_until_they_are_taken_away(bench: Bench) -> None:
    language = bench.office.language
    language.prepare()
    text = ["Vi bruger kanslukort. Kanslukort er kort."]
    assert _texts(language.check(text)) == [["kanslukort", "Kanslukort"]]
    assert language.add_word(" Kanslukort ") == ("kanslukort",)
    assert language.add_word("kanslukort") == ("kanslukort",)
    assert _texts(language.check(text)) == [[]]
    assert language.remove_word("KANSLUKORT") == ()
    assert language.remove_word("kanslukort") == ()
    assert _texts(language.check(text)) == [["kanslukort", "Kanslukort"]]


def test_own_words_are_kept_in_the_store(bench: Bench) -> None:
    bench.office.language.add_word("kanslukort")
    bench.office.language.add_word("ærtemøde")
    again = Language(_context(bench), [paths.resources()])
    again.prepare()
    assert again.own_words() == ("kanslukort", "ærtemøde")
    assert _texts(again.check(["Vi bruger kanslukort."])) == [[]]


@pytest.mark.parametrize(
    ("word", "error"), [("", FieldMissing), ("  ", FieldMissing), ("a" * 101, FieldTooLong)]
)
def test_what_is_no_word_is_refused(bench: Bench, word: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        bench.office.language.add_word(word)
    assert bench.office.language.own_words() == ()


def test_a_missing_dictionary_stops_nothing(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(paths.resources() / "language", tmp_path / "r" / "language")
    language = Language(_context(bench), [tmp_path / "r"])
    with caplog.at_level(logging.WARNING):
        assert language.prepare() is SpellerState.MISSING
    assert "no dictionary" in caplog.text
    found = language.check(["Mor nægter. Et godt fravaer."])
    assert (_texts(found), found.speller) == ([["nægter"]], SpellerState.MISSING)
    assert found.speller == "speller_missing"
    assert language.suggest("fravaer") == ()


def test_words_of_names_are_compared_in_small_letters() -> None:
    assert folded_words(["Alma Eksempel-Holm", "Eksempelby Kommune", ""]) == {
        "alma",
        "eksempel-holm",
        "eksempel",
        "holm",
        "eksempelby",
        "kommune",
    }


def _context(bench: Bench) -> Context:
    folders = [paths.resources()]
    catalogue, deadlines = load_catalogue(folders), load_deadlines(folders)
    return Context(bench.store, Clock(bench.clock), catalogue, deadlines, bench.typing)
