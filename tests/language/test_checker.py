"""The checker: places, order, memory, and what it does with any text at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moedeleder.language.checker import Checker
from moedeleder.language.data import LanguageData
from moedeleder.language.findings import Finding, FindingKind
from moedeleder.language.words import quotes_in, read

PIECES = st.sampled_from(
    "barnet nægter iværksættes PPR f.eks. mhp. kl. 15.30 ” \" » « “ „ . : ! ? … , ( ) - / ' ’ \n "
    "bliver bevilget ikke Pædagogisk Psykologisk Rådgivning (PPR) mistanke om overgreb Ærø å 3. "
    "a@b www.x.dk/y søvnn \u00ad \u0301 😀 İ ß ﬁ samarbejder svigter aftaler".split(" ")
)
WRITTEN = st.lists(PIECES, max_size=40).map(" ".join)
GLUED = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.text(max_size=300)


def _words(findings: Sequence[Finding]) -> list[str]:
    return [each.text for each in findings]


# Looking up made-up compounds takes long, so the dictionary is asked for written words alone.
@settings(deadline=None, max_examples=50)
@given(text=st.one_of(WRITTEN, ANYTHING))
def test_any_text_is_taken_with_the_dictionary(checker: Checker, text: str) -> None:
    for each in checker.check(text):
        assert text[each.start : each.end] == each.text


@given(text=st.one_of(WRITTEN, GLUED, ANYTHING))
def test_any_text_is_taken_and_every_finding_names_its_own_words(
    checker: Checker, text: str
) -> None:
    findings = checker.check(text, wait=False)
    assert list(findings) == sorted(findings, key=lambda each: (each.start, each.length))
    for each in findings:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.start + each.length] == each.text
    spans = [
        set(range(each.start, each.end))
        for each in findings
        if each.kind is not FindingKind.LONG_SENTENCE
    ]
    assert sum(map(len, spans)) == len(set().union(*spans))
    assert checker.check(text, wait=False) == findings


@given(text=st.one_of(WRITTEN, GLUED, ANYTHING))
def test_words_and_sentences_cover_each_other(text: str) -> None:
    reading = read(text)
    assert [at for sentence in reading.sentences for at in sentence] == list(
        range(len(reading.words))
    )
    for word in reading.words:
        assert text[word.start : word.end] == word.text
    for one, other in zip(reading.words, reading.words[1:], strict=False):
        assert one.end <= other.start


@given(text=st.one_of(WRITTEN, ANYTHING))
def test_what_is_quoted_is_left_alone(checker: Checker, text: str) -> None:
    plain = text.translate(dict.fromkeys(map(ord, '"”“„»«')))
    found = checker.check(f"”{plain}”", wait=False)
    assert [each for each in found if each.kind is not FindingKind.LONG_SENTENCE] == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Han sagde ”ja” og gik.", ["”ja”"]),
        ('Han sagde "ja" og "nej".', ['"ja"', '"nej"']),
        ("»Ja« og «nej» og “jo” og „ja“", ["»Ja«", "«nej»", "“jo”", "„ja“"]),
        ("”Første. Anden. Tredje.” Slut.", ["”Første. Anden. Tredje.”"]),
        ('Skærmen er 24" bred, og den er 12" høj.', []),
        ("Han sagde ”ja og gik.", []),
        ('”Han sagde "ja" til mig”', ['”Han sagde "ja" til mig”']),
    ],
)
def test_quotations_are_seen(text: str, quoted: list[str]) -> None:
    assert [text[zone.start : zone.stop] for zone in quotes_in(text)] == quoted


def test_quotations_are_checked_when_asked_for(checker: Checker) -> None:
    text = "Mor siger: ”Han nægter.”"
    assert checker.check(text) == ()
    assert _words(checker.check(text, quotes_exempt=False)) == ["nægter"]


def test_an_abbreviation_is_pointed_out_only_where_the_document_uses_it_first(
    checker: Checker,
) -> None:
    found = checker.check_document(["Vi ringer.", "PPR ringer til PPR.", "PPR svarer."])
    assert [_words(each) for each in found] == [[], ["PPR"], []]
    spelled_out = ["Pædagogisk Psykologisk Rådgivning (PPR) ringer.", "PPR svarer."]
    assert checker.check_document(spelled_out) == ((), ())


def test_an_abbreviation_spelled_out_too_late_is_pointed_out(checker: Checker) -> None:
    late = ["PPR svarer.", "Pædagogisk Psykologisk Rådgivning (PPR) ringer."]
    assert [_words(each) for each in checker.check_document(late)] == [["PPR"], []]


def test_an_abbreviation_seen_before_is_left_alone(checker: Checker) -> None:
    assert _words(checker.check("PPR ringer.")) == ["PPR"]
    assert checker.check("PPR ringer.", seen_abbreviations=frozenset({"PPR"})) == ()


def test_a_quoted_abbreviation_does_not_count_as_its_first_use(checker: Checker) -> None:
    found = checker.check_document(["Mor sagde: ”PPR ringer aldrig.”", "PPR ringer."])
    assert [_words(each) for each in found] == [[], ["PPR"]]


def test_names_are_known_from_one_call_to_the_next_only_when_they_are_given(
    checker: Checker,
) -> None:
    text = "Qwistgård kommer på fredag."
    assert checker.check(text, known=frozenset({"qwistgård"})) == ()
    assert _words(checker.check(text)) == ["Qwistgård"]


def test_without_a_dictionary_there_are_no_spelling_mistakes(data: LanguageData) -> None:
    plain = Checker(data)
    assert _words(plain.check("Mor nægter. Han har et godt fravaer.")) == ["nægter"]


def test_a_finding_says_what_may_be_said_instead(checker: Checker) -> None:
    (found,) = checker.check("Mor nægtede at svare.")
    assert (found.kind, found.word, found.offers) == (
        FindingKind.GENTLE,
        "nægter",
        ("ønskede ikke",),
    )
    assert found.explain.endswith(".")
    (passive,) = checker.check("Støtten bliver bevilget.")
    assert passive.word == "bevilge"
    assert "[hvem] bevilger" in passive.explain
    (short,) = checker.check("PPR ringer.")
    assert short.offers == ("Pædagogisk Psykologisk Rådgivning (PPR)",)


def test_a_long_sentence_says_how_long_it_is(checker: Checker, data: LanguageData) -> None:
    limit = data.sentence_words
    assert checker.check("og " * limit) == ()
    (found,) = checker.check(" og" * (limit + 1) + ".")
    assert (found.start, found.text) == (1, " ".join(["og"] * (limit + 1)))
    assert f"{limit + 1} ord" in found.explain


def test_places_are_counted_in_characters_beyond_the_basic_plane(checker: Checker) -> None:
    (found,) = checker.check("😀😀 nægter")
    assert (found.start, found.text) == (3, "nægter")
