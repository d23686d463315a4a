"""Words in small fields wait on the disk until they are kept elsewhere."""

from __future__ import annotations

from tests.offices import Bench


def test_the_newest_words_of_each_field_wait(bench: Bench) -> None:
    meeting, scratch = bench.meeting(), bench.office.scratch
    for end in range(1, 5):
        scratch.typed(meeting.id, "board:worry", "Larm"[:end])
    scratch.typed(meeting.id, "scale:new", "Hvor trygt?")
    scratch.typed(bench.meeting().id, "scale:new", "Et andet møde")
    waiting = {"board:worry": "Larm", "scale:new": "Hvor trygt?"}
    assert scratch.waiting(meeting.id) == waiting
    scratch.tidy(meeting.id)
    assert scratch.waiting(meeting.id) == waiting


def test_what_is_kept_elsewhere_waits_no_more(bench: Bench) -> None:
    meeting, scratch = bench.meeting(), bench.office.scratch
    scratch.typed(meeting.id, "board:worry", "Larm")
    scratch.typed(meeting.id, "board:worry", "")
    assert scratch.waiting(meeting.id) == {}
    scratch.tidy(meeting.id)
    scratch.typed(meeting.id, "board:worry", "Mere larm")
    assert scratch.waiting(meeting.id) == {"board:worry": "Mere larm"}
