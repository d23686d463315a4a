"""No longer relevant: marked for good, shown in every later paper."""

from __future__ import annotations

import pytest

from moedeleder.domain.errors import (
    FieldMissing,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    WordsNotThere,
)
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from tests.offices import Bench

WORDS = "11 af 20 dage"


@pytest.fixture
def meeting_id(bench: Bench) -> str:
    """A meeting whose minutes are finished."""
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    return view.meeting.id


def test_a_mark_tells_why_when_and_who(bench: Bench, meeting_id: str) -> None:
    (mark,) = bench.office.retiring.mark(meeting_id, 1, PartKey.FACTS, WORDS, "Det var 12")
    assert (mark.part, mark.words, mark.reason) == ("facts", WORDS, "Det var 12")
    assert mark.by == "Mette Holm"
    assert mark.on == bench.office.clock.today()
    assert bench.office.retiring.marks(meeting_id) == (mark,)


def test_the_finished_text_itself_stays(bench: Bench, meeting_id: str) -> None:
    before = bench.office.minutes.open(meeting_id).version
    bench.office.retiring.mark(meeting_id, 1, PartKey.FACTS, WORDS, "Det var 12")
    assert bench.office.minutes.open(meeting_id).version == before
    assert bench.office.verifying.verify().is_whole


def test_what_cannot_be_marked(bench: Bench, meeting_id: str) -> None:
    mark = bench.office.retiring.mark
    with pytest.raises(ReasonMissing):
        mark(meeting_id, 1, PartKey.FACTS, WORDS, " ")
    with pytest.raises(FieldMissing):
        mark(meeting_id, 1, PartKey.FACTS, " ", "Grund")
    with pytest.raises(WordsNotThere):
        mark(meeting_id, 1, PartKey.CONCLUSION, WORDS, "Grund")
    with pytest.raises(NotFound):
        mark(meeting_id, 2, PartKey.FACTS, WORDS, "Grund")
    mark(meeting_id, 1, PartKey.FACTS, WORDS, "Grund")
    with pytest.raises(NotAllowedNow):
        mark(meeting_id, 1, PartKey.FACTS, WORDS, "Igen")


@pytest.mark.parametrize(("words", "marks"), [(f"{WORDS} i skole, og mere", 1), ("Andet", 0)])
def test_the_next_version_shows_it_while_the_passage_stands(
    bench: Bench, meeting_id: str, words: str, marks: int
) -> None:
    bench.office.retiring.mark(meeting_id, 1, PartKey.FACTS, WORDS, "Det var 12")
    minutes = bench.office.minutes
    view = minutes.begin_version(meeting_id)
    version = view.parts[PartKey.FACTS].version
    view = minutes.write(meeting_id, PartKey.FACTS, version, from_plain(words))
    record = minutes.finalise(meeting_id, view.meeting.version, reason="Rettet").record
    assert len(record.retired) == marks
