"""What was said, brought into the right part of the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.domain.errors import ChangedElsewhere, MeetingFinished, NotFound, PrivateStays
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.models.tables import AgendaItemRow
from moedeleder.services.minutes import MinutesView
from tests.offices import Bench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as open_one:
        yield open_one


def said(bench: Bench, meeting_id: str, kind: StatementKind) -> Statement:
    meeting = bench.office.meetings.get(meeting_id)
    return next(each for each in meeting.statements if each.kind is kind)


def rewritten(bench: Bench, meeting_id: str, key: PartKey, words: str) -> MinutesView:
    """Rewrite the first line of a part, as somebody would in the editor."""
    part = bench.office.minutes.open(meeting_id).parts[key]
    first = part.text.blocks[0]
    text = RichText((Block((Run(words),), BlockKind.BULLET, first.source), *part.text.blocks[1:]))
    return bench.office.minutes.write(meeting_id, key, part.version, text)


def test_each_line_tells_who_said_it_where_and_whether_it_stands_in_the_text(
    bench: Bench,
) -> None:
    meeting = bench.held()
    view = bench.office.gathering.view(meeting.id)
    (words,) = view.of(PartKey.PARENT_PERSPECTIVE)
    assert (words.who, words.line) == (
        "Sofie Eksempel (mor)",
        "Sofie Eksempel (mor): ”Vi er alene”",
    )
    assert words.point == meeting.items[0].title
    assert words.is_used
    assert not words.own_words_changed


def test_private_notes_are_never_gathered(bench: Bench) -> None:
    meeting = bench.held()
    assert "kollega" not in repr(bench.office.gathering.view(meeting.id).lines)
    secret = said(bench, meeting.id, StatementKind.PRIVATE)
    for deed in (bench.office.gathering.leave_out, bench.office.gathering.take_up):
        with pytest.raises(PrivateStays):
            deed(secret.id, secret.version)
    with pytest.raises(PrivateStays):
        bench.office.gathering.move(secret.id, secret.version, PartKey.FACTS)


def test_a_moved_line_stands_in_the_other_part_alone(bench: Bench) -> None:
    meeting = bench.held()
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.PROBLEM)
    parts = bench.office.minutes.open(meeting.id).parts
    assert "11 af 20 dage" not in parts[PartKey.FACTS].text.plain
    assert parts[PartKey.PROBLEM].text.plain.count("11 af 20 dage i skole") == 1
    assert bench.office.minutes.open(meeting.id).left_in_notes == {}


def test_a_rewritten_line_moves_as_it_was_rewritten_and_keeps_its_source(bench: Bench) -> None:
    meeting = bench.held()
    rewritten(bench, meeting.id, PartKey.FACTS, "Alma var der 11 dage ud af 20")
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.CONCLUSION)
    block = bench.office.minutes.open(meeting.id).parts[PartKey.CONCLUSION].text.blocks[-1]
    assert (block.text, block.source) == ("Alma var der 11 dage ud af 20", fact.id)


def test_what_is_left_out_is_not_offered_again_and_can_be_taken_up(bench: Bench) -> None:
    meeting = bench.held()
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.leave_out(fact.id, fact.version)
    view = bench.office.minutes.open(meeting.id)
    assert view.parts[PartKey.FACTS].text.is_empty
    assert PartKey.FACTS not in view.left_in_notes
    (line,) = bench.office.gathering.view(meeting.id).of(None)
    assert line.is_left_out
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.take_up(fact.id, fact.version)
    part = bench.office.minutes.open(meeting.id).parts[PartKey.FACTS]
    assert part.text.plain == "11 af 20 dage i skole"


def test_a_move_is_put_back_with_the_texts_as_they_stood(bench: Bench) -> None:
    meeting = bench.held()
    rewritten(bench, meeting.id, PartKey.FACTS, "Elleve dage")
    before = {k: part.text for k, part in bench.office.minutes.open(meeting.id).parts.items()}
    fact = said(bench, meeting.id, StatementKind.FACT)
    placed = bench.office.gathering.move(fact.id, fact.version, PartKey.GUIDANCE)
    bench.office.gathering.put_back(placed)
    after = {k: part.text for k, part in bench.office.minutes.open(meeting.id).parts.items()}
    assert after == before
    assert said(bench, meeting.id, StatementKind.FACT).part == ""
    # The part that nobody had written in follows the notes again.
    assert bench.office.minutes.open(meeting.id).parts[PartKey.GUIDANCE].version == 0


def test_own_words_that_read_otherwise_are_told(bench: Bench) -> None:
    meeting = bench.held()
    rewritten(bench, meeting.id, PartKey.PARENT_PERSPECTIVE, "Mor føler sig alene")
    (line,) = bench.office.gathering.view(meeting.id).of(PartKey.PARENT_PERSPECTIVE)
    assert line.own_words_changed
    assert line.written == "Mor føler sig alene"


def test_a_rewritten_line_is_not_offered_anew(bench: Bench) -> None:
    meeting = bench.held()
    view = rewritten(bench, meeting.id, PartKey.FACTS, "Elleve dage")
    assert PartKey.FACTS not in view.left_in_notes


def test_words_typed_a_moment_ago_move_along(bench: Bench) -> None:
    meeting = bench.held()
    part = bench.office.minutes.open(meeting.id).parts[PartKey.FACTS]
    source = part.text.blocks[0].source
    typed = RichText((Block((Run("Lige skrevet"),), BlockKind.BULLET, source),))
    bench.office.minutes.typed(meeting.id, PartKey.FACTS, typed)
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.ASSESSMENTS)
    parts = bench.office.minutes.open(meeting.id).parts
    assert parts[PartKey.ASSESSMENTS].text.plain == "Lige skrevet"
    assert parts[PartKey.FACTS].text.is_empty


def test_moving_home_leaves_no_trace(bench: Bench) -> None:
    meeting = bench.held()
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.GUIDANCE)
    fact = said(bench, meeting.id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.FACTS)
    assert said(bench, meeting.id, StatementKind.FACT).part == ""


def test_what_cannot_be_is_refused(bench: Bench) -> None:
    meeting = bench.held()
    fact = said(bench, meeting.id, StatementKind.FACT)
    with pytest.raises(NotFound):
        bench.office.gathering.move(fact.id, fact.version, PartKey.ACTION_PLAN)
    with pytest.raises(ChangedElsewhere):
        bench.office.gathering.leave_out(fact.id, fact.version + 1)


def test_finished_minutes_stay(bench: Bench) -> None:
    view = bench.complete()
    fact = said(bench, view.meeting.id, StatementKind.FACT)
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    with pytest.raises(MeetingFinished):
        bench.office.gathering.leave_out(fact.id, fact.version)


def test_the_sources_are_not_frozen_with_the_text(bench: Bench) -> None:
    view = bench.complete()
    version = bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    blocks = [block for part in version.record.parts for block in part.text.blocks]
    assert blocks
    assert not any(block.source for block in blocks)


def limited(bench: Bench) -> tuple[str, Statement]:
    """Hold a meeting where only one person heard the fact."""
    meeting = bench.held()
    with bench.store.transaction() as session:
        row = session.get(AgendaItemRow, meeting.items[0].id)
        assert row is not None
        row.only_for = [bench.people["sofie"].id]
    return meeting.id, said(bench, meeting.id, StatementKind.FACT)


def written(bench: Bench, meeting_id: str) -> str:
    parts = bench.office.minutes.open(meeting_id).parts
    return "\n".join(part.text.plain for part in parts.values())


def test_what_only_some_heard_does_not_come_to_all_by_being_taken_up(bench: Bench) -> None:
    meeting_id, fact = limited(bench)
    assert fact.text not in written(bench, meeting_id)
    bench.office.gathering.leave_out(fact.id, fact.version)
    fact = said(bench, meeting_id, StatementKind.FACT)
    bench.office.gathering.take_up(fact.id, fact.version)
    assert fact.text not in written(bench, meeting_id)
    assert said(bench, meeting_id, StatementKind.FACT).part == ""
    (kept,) = bench.office.minutes.open(meeting_id).kept_from_some[PartKey.FACTS]
    assert kept.source == fact.id


def test_what_only_some_heard_comes_to_all_by_a_deliberate_yes_alone(bench: Bench) -> None:
    meeting_id, fact = limited(bench)
    bench.office.gathering.move(fact.id, fact.version, PartKey.PROBLEM)
    assert fact.text not in written(bench, meeting_id)
    fact = said(bench, meeting_id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.FACTS, for_everybody=True)
    assert fact.text in bench.office.minutes.open(meeting_id).parts[PartKey.FACTS].text.plain
    # Once it stands there, it moves as any other line.
    fact = said(bench, meeting_id, StatementKind.FACT)
    bench.office.gathering.move(fact.id, fact.version, PartKey.GUIDANCE)
    assert fact.text in bench.office.minutes.open(meeting_id).parts[PartKey.GUIDANCE].text.plain


def test_a_part_that_begins_with_empty_lines_is_put_back_as_it_stood(bench: Bench) -> None:
    meeting = bench.held()
    fact = said(bench, meeting.id, StatementKind.FACT)
    blank = Block((Run(" "),))
    mine = Block((Run("11 af 20 dage i skole"),), BlockKind.BULLET, fact.id)
    before = RichText((mine, blank, Block((Run("Mere."),))))
    version = bench.office.minutes.open(meeting.id).parts[PartKey.FACTS].version
    bench.office.minutes.write(meeting.id, PartKey.FACTS, version, before)
    placed = bench.office.gathering.move(fact.id, fact.version, PartKey.GUIDANCE)
    bench.office.gathering.put_back(placed)
    parts = bench.office.minutes.open(meeting.id).parts
    assert parts[PartKey.FACTS].text == before


def test_words_from_before_that_stand_in_another_part_are_not_offered_by_their_own(
    bench: Bench,
) -> None:
    meeting = bench.held()
    view = bench.office.minutes.open(meeting.id)
    own, other = view.parts[PartKey.PARENT_PERSPECTIVE], view.parts[PartKey.CONCLUSION]
    # Moved as text and rewritten there: the note itself knows of nothing.
    moved = RichText((Block((Run("Familien står alene"),), source=own.text.blocks[0].source),))
    bench.office.minutes.write(meeting.id, other.key, other.version, moved)
    view = bench.office.minutes.write(meeting.id, own.key, own.version, RichText(()))
    assert PartKey.PARENT_PERSPECTIVE not in view.left_in_notes
