"""What is being typed is found again, and what was kept is not offered twice."""

from __future__ import annotations

from dataclasses import replace

from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.statements import StatementKind
from moedeleder.services.notepad import new_draft
from tests.offices import Bench


def test_the_line_under_way_is_found_again(bench: Bench) -> None:
    meeting, pad = bench.meeting(), bench.office.notepad
    draft = new_draft(StatementKind.CHILD_WORDS.value)
    for end in range(1, 12):
        pad.typed(meeting.id, replace(draft, text="Jeg vil gerne"[:end]))
    recovered = pad.recovered(meeting.id)
    assert recovered == replace(draft, text="Jeg vil ger")


def test_a_kept_line_is_not_offered_again(bench: Bench) -> None:
    meeting, pad = bench.meeting(), bench.office.notepad
    draft = replace(new_draft(), text="Sagt")
    pad.typed(meeting.id, draft)
    bench.office.statements.say(meeting.id, StatementKind.FACT, "Sagt", statement_id=draft.id)
    assert pad.recovered(meeting.id) is None
    promise = replace(new_draft("promise"), text="Ringe")
    pad.typed(meeting.id, promise)
    bench.office.promises.add(meeting.id, PromiseDraft("Ringe"), promise.id)
    assert pad.recovered(meeting.id) is None


def test_each_meeting_has_its_own_line(bench: Bench) -> None:
    first, second, pad = bench.meeting(), bench.meeting(), bench.office.notepad
    pad.typed(first.id, replace(new_draft(), text="Her"))
    assert pad.recovered(second.id) is None
    assert pad.recovered(first.id) is not None


def test_nothing_typed_is_nothing_found(bench: Bench) -> None:
    meeting = bench.meeting()
    assert bench.office.notepad.recovered(meeting.id) is None
    bench.office.notepad.typed(meeting.id, replace(new_draft(), text="   "))
    assert bench.office.notepad.recovered(meeting.id) is None
