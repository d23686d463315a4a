"""From notes to minutes: what goes where, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.completeness import (
    for_everybody,
    kept_from_some,
    left_out,
    not_yet_in,
    note_line,
    note_lines,
    prefilled,
    quoted,
)
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import TEXT_PARTS, MinutesPart, PartKey
from moedeleder.domain.rich_text import BlockKind, RichText, Run, from_plain
from moedeleder.domain.statements import BOARD, LEFT_OUT, Statement, StatementKind

SOFIE = Person("p1", 1, "f", "Sofie Eksempel", PersonRole.PARENT, "mor")
KARIN = Person("p2", 1, "f", "Karin Dam", PersonRole.TEACHER, "", "Skolen")
AT = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
DONE = Meeting(
    id="m",
    version=1,
    family_id="f",
    child_name="Alma Eksempel",
    case_number="",
    type_key="network",
    type_name="Netværksmøde",
    starts_at=datetime(2026, 12, 3, 15, 30),
    minutes=90,
    place="",
    link="",
    purpose="At gøre det trygt",
    state=MeetingState.HELD,
    attendees=(Attendee("a", 1, SOFIE, attendance=Attendance.PRESENT),),
    promises=(Promise("x", 1, "Ringe", KARIN, due=date(2026, 12, 7)),),
    follow_up=FollowUp(None, "Ikke nødvendigt"),
)


def offered(part: MinutesPart, meeting: Meeting) -> tuple[str, ...]:
    return tuple(line.text for line in not_yet_in(part, meeting))


def kept_back(part: MinutesPart, meeting: Meeting) -> tuple[str, ...]:
    return tuple(line.text for line in kept_from_some(part, meeting))


def said(kind: StatementKind, text: str, person: Person | None = None) -> Statement:
    return Statement(f"{kind}{text}", 1, kind, text, AT, None, person)


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (said(StatementKind.FACT, "11 af 20 dage"), "11 af 20 dage"),
        (said(StatementKind.FACT, "11  af\n20", KARIN), "Karin Dam (Skolen): 11 af 20"),
        (said(StatementKind.PARENT_WORDS, "Hjælp", SOFIE), "Sofie Eksempel (mor): ”Hjælp”"),
        (said(StatementKind.PARENT_WORDS, "”Hjælp”", SOFIE), "Sofie Eksempel (mor): ”Hjælp”"),
        (said(StatementKind.CHILD_WORDS, '"Ro"'), "”Ro”"),
        (said(StatementKind.DISAGREEMENT, "Nej", SOFIE), "Sofie Eksempel (mor): Nej"),
    ],
)
def test_a_note_says_who_and_quotes_own_words(statement: Statement, line: str) -> None:
    assert note_line(statement) == line


@pytest.mark.parametrize("key", TEXT_PARTS)
def test_private_notes_belong_nowhere(key: PartKey) -> None:
    private = said(StatementKind.PRIVATE, "hemmeligt")
    meeting = replace(DONE, statements=(private,))
    assert note_lines([private], key) == ()
    assert "hemmeligt" not in prefilled(meeting, key).plain
    assert offered(MinutesPart(key), meeting) == ()


def test_every_public_kind_reaches_exactly_one_part() -> None:
    for kind in StatementKind:
        if kind is not StatementKind.PRIVATE and kind not in BOARD:
            places = [key for key in TEXT_PARTS if note_lines([said(kind, "x")], key)]
            assert len(places) == 1, kind


@pytest.mark.parametrize("kind", BOARD)
def test_the_board_has_a_place_of_its_own(kind: StatementKind) -> None:
    assert all(note_lines([said(kind, "x")], key) == () for key in TEXT_PARTS)


@pytest.mark.parametrize("kind", StatementKind)
def test_only_an_assessment_names_what_it_rests_on(kind: StatementKind) -> None:
    line = note_line(replace(said(kind, "Skift er svære", KARIN), source="PPV 2026"))
    assert line.endswith(" (kilde: PPV 2026)") is (kind is StatementKind.ASSESSMENT)


def test_what_only_some_heard_is_never_filled_in_but_offered() -> None:
    point = AgendaItem("i", 1, 0, "Økonomi", ItemKind.DISCUSSION, 10, SOFIE, words="Vi mangler råd")
    limited = replace(point, only_for=(SOFIE.id, KARIN.id))
    told = replace(said(StatementKind.PARENT_WORDS, "Det er stramt", SOFIE), item_id="i")
    people = (Attendee("a", 1, SOFIE), Attendee("b", 1, KARIN))
    open_to_all = replace(DONE, items=(point,), statements=(told,), attendees=people)
    key = PartKey.PARENT_PERSPECTIVE
    assert "Det er stramt" in prefilled(open_to_all, key).plain
    meeting = replace(open_to_all, items=(limited,))
    assert prefilled(meeting, key).is_empty
    assert for_everybody(meeting) == ()
    assert offered(MinutesPart(key), meeting) == ()
    assert kept_back(MinutesPart(key), meeting) == (
        "Sofie Eksempel (mor), før mødet: ”Vi mangler råd”",
        "Sofie Eksempel (mor): ”Det er stramt”",
    )
    assert left_out(meeting, [MinutesPart(key)]) == (1, 0)
    assert left_out(open_to_all, [MinutesPart(key)]) == (0, 0)
    written = MinutesPart(key, 1, from_plain("”Det er stramt” og ”Vi mangler råd”"))
    assert kept_back(written, meeting) == ()
    assert left_out(meeting, [written]) == (0, 0)


def test_private_notes_of_a_point_for_some_are_not_missed() -> None:
    item = AgendaItem("i", 1, 0, "Økonomi", ItemKind.DISCUSSION, 10, SOFIE, only_for=(SOFIE.id,))
    private = replace(said(StatementKind.PRIVATE, "hemmeligt"), item_id="i")
    worry = replace(said(StatementKind.WORRY, "Huslejen"), item_id="i")
    promise = replace(DONE.promises[0], item_id="i")
    meeting = replace(
        DONE, items=(item,), statements=(private, worry), promises=(promise, *DONE.promises)
    )
    assert left_out(meeting, [MinutesPart(key) for key in TEXT_PARTS]) == (1, 1)


@pytest.mark.parametrize("verdict", Verdict)
def test_whoever_did_not_agree_is_heard_among_the_disagreements(verdict: Verdict) -> None:
    part = PartKey.CONCLUSION
    answer = ReadBackAnswer("r", 1, part, SOFIE, verdict, "”Ikke om\nnatten”", "Læst", AT)
    silent = replace(answer, id="s", person=KARIN, words=" ")
    told = said(StatementKind.DISAGREEMENT, "Skemaet er for tæt", SOFIE)
    meeting = replace(DONE, statements=(told,), read_back=(silent, answer))
    line = "Sofie Eksempel (mor), om konklusionen: ”Ikke om natten”"
    key = PartKey.DISAGREEMENTS
    text = prefilled(meeting, key)
    heard = [line] if verdict is not Verdict.AGREE else []
    assert [block.text for block in text.blocks] == [
        "Sofie Eksempel (mor): Skemaet er for tæt",
        *heard,
    ]
    assert offered(MinutesPart(key, 1, text), meeting) == ()
    assert list(offered(MinutesPart(key, 1), meeting))[1:] == heard
    others = [each for each in TEXT_PARTS if each is not key]
    assert all("natten" not in prefilled(meeting, each).plain for each in others)


def test_notes_become_bullets_in_the_order_they_were_said() -> None:
    meeting = replace(
        DONE, statements=tuple(said(StatementKind.FACT, text) for text in ("b", "a", "c"))
    )
    text = prefilled(meeting, PartKey.FACTS)
    assert [(block.kind, block.text) for block in text.blocks] == [
        (BlockKind.BULLET, letter) for letter in "bac"
    ]


def test_only_notes_that_are_not_written_yet_are_offered() -> None:
    meeting = replace(
        DONE,
        statements=(said(StatementKind.FACT, "Et"), said(StatementKind.FACT, "To  ting")),
    )
    part = MinutesPart(PartKey.FACTS, 1, from_plain("Vi ved, at Et er sket.\nTo ting"))
    assert offered(part, meeting) == ()
    assert offered(MinutesPart(PartKey.FACTS, 1), meeting) == (
        "Et",
        "To  ting".replace("  ", " "),
    )


def point(words: str, person: Person | None, kind: ItemKind = ItemKind.DISCUSSION) -> AgendaItem:
    return AgendaItem("i", 1, 0, "Punkt", kind, 10, person, False, words)


@pytest.mark.parametrize(
    ("item", "key", "line"),
    [
        (
            point("Vi er trætte", SOFIE),
            PartKey.PARENT_PERSPECTIVE,
            "Sofie Eksempel (mor), før mødet: ”Vi er trætte”",
        ),
        (
            point("”Ro”", SOFIE, ItemKind.CHILD_VOICE),
            PartKey.CHILD_PERSPECTIVE,
            "Sofie Eksempel (mor), før mødet: ”Ro”",
        ),
        (
            point("Ro", None, ItemKind.CHILD_VOICE),
            PartKey.CHILD_PERSPECTIVE,
            "Før mødet: ”Ro”",
        ),
    ],
)
def test_what_the_family_wrote_before_the_meeting_is_in_the_minutes(
    item: AgendaItem, key: PartKey, line: str
) -> None:
    meeting = replace(DONE, items=(item,))
    assert prefilled(meeting, key).plain == line
    assert offered(MinutesPart(key, 1), meeting) == (line,)
    assert offered(MinutesPart(key, 1, from_plain(f"Her: {item.words}")), meeting) == ()


def test_words_with_a_professionals_point_are_not_the_familys() -> None:
    meeting = replace(DONE, items=(point("Se bilag", KARIN), point("  ", SOFIE)))
    assert all(prefilled(meeting, key).is_empty for key in TEXT_PARTS if key != PartKey.PROBLEM)


def brought(
    words: str,
    person: Person = SOFIE,
    kind: ContributionKind = ContributionKind.POINT,
    decision: Decision = Decision.MERGED,
) -> Contribution:
    unsaid, mail = Importance.UNSAID, Channel.MAIL
    one = Contribution(words, 1, kind, words, "", unsaid, person, mail, AT)
    return replace(one, decision=decision, item_id="i" if decision is Decision.MERGED else None)


def test_what_the_family_brought_opens_their_part_before_words_typed_on_the_point() -> None:
    item = AgendaItem("i", 1, 0, "Ro", ItemKind.DISCUSSION, 10, SOFIE, words="Også om aftenen")
    own = brought("Vi mangler\n ro")
    meeting = replace(DONE, items=(item,), contributions=(own, brought("Skema", KARIN)))
    part = prefilled(meeting, PartKey.PARENT_PERSPECTIVE)
    assert part.plain.splitlines() == [
        "Sofie Eksempel (mor), før mødet: ”Vi mangler ro”",
        "Sofie Eksempel (mor), før mødet: ”Også om aftenen”",
    ]
    assert offered(MinutesPart(PartKey.PARENT_PERSPECTIVE, 1, part), meeting) == ()
    assert all("Skema" not in prefilled(meeting, key).plain for key in TEXT_PARTS)


@pytest.mark.parametrize("decision", Decision)
def test_the_childs_words_are_in_the_minutes_whatever_became_of_them(decision: Decision) -> None:
    item = AgendaItem("i", 1, 0, "Ro", ItemKind.DISCUSSION, 10)
    words = brought("Jeg vil bade", kind=ContributionKind.CHILD_WORDS, decision=decision)
    placed = decision in (Decision.MERGED, Decision.ON_AGENDA)
    words = replace(words, item_id="i" if placed else None)
    part = prefilled(
        replace(DONE, items=(item,), contributions=(words,)), PartKey.CHILD_PERSPECTIVE
    )
    line = "Sofie Eksempel (mor), før mødet: ”Jeg vil bade”"
    assert part.plain == ("" if decision is Decision.WITHDRAWN else line)


def test_what_is_not_on_the_agenda_is_not_in_the_minutes() -> None:
    waiting = brought("Bolig", decision=Decision.NOT_NOW)
    meeting = replace(DONE, contributions=(waiting,))
    assert all("Bolig" not in prefilled(meeting, key).plain for key in TEXT_PARTS)


def test_each_line_tells_what_it_was_made_from_and_one_rewritten_is_not_offered_again() -> None:
    meeting = replace(DONE, statements=(said(StatementKind.FACT, "11 dage"),))
    text = prefilled(meeting, PartKey.FACTS)
    (block,) = text.blocks
    assert block.source == meeting.statements[0].id
    rewritten = RichText((replace(block, runs=(Run("Elleve dage"),)),))
    assert offered(MinutesPart(PartKey.FACTS, 1, rewritten), meeting) == ()


def test_a_moved_statement_stands_there_and_one_left_out_nowhere() -> None:
    moved = replace(said(StatementKind.WORRY, "Søvn"), part=PartKey.PROBLEM.value)
    out = replace(said(StatementKind.FACT, "11 dage"), part=LEFT_OUT)
    secret = replace(said(StatementKind.PRIVATE, "hemmeligt"), part=PartKey.FACTS.value)
    meeting = replace(DONE, statements=(moved, out, secret))
    assert offered(MinutesPart(PartKey.PROBLEM, 1), meeting) == ("Søvn",)
    assert prefilled(meeting, PartKey.FACTS).is_empty


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ('Hun sagde "nej"', '”Hun sagde "nej"”'),
        ("”Nej” sagde hun", "””Nej” sagde hun”"),
        ("”Vi er alene”", "”Vi er alene”"),
        ("»Ro«", "”Ro”"),
        ("”Kun et tegn", "”Kun et tegn”"),
        ("”A”\n”B”", "”A”\n”B”"),
        ("  ", ""),
        ("””", ""),
    ],
)
def test_a_quotation_within_somebodys_words_stays_whole(words: str, shown: str) -> None:
    assert quoted(words) == shown
