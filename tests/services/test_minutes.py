"""The minutes: prefilled, written, checked, frozen."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from moedeleder.domain.errors import (
    ChangedElsewhere,
    MeetingFinished,
    MinutesIncomplete,
    NotAllowedNow,
)
from moedeleder.domain.meetings import FollowUp, MeetingState, PromiseDraft
from moedeleder.domain.record import GapKind, PartKey, canonical, checksum
from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run, from_plain
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.statements import StatementKind
from tests.offices import Bench

RICH = RichText(
    (
        Block((Run("Vi er "), Run("enige", True), Run(" om dét."))),
        Block((Run("æøå <script> #let $x$"),), BlockKind.BULLET),
    )
)


def test_the_notes_fill_the_parts_they_belong_to(bench: Bench) -> None:
    view = bench.office.minutes.open(bench.held().id)
    assert (
        view.parts[PartKey.PARENT_PERSPECTIVE].text.plain == "Sofie Eksempel (mor): ”Vi er alene”"
    )
    assert view.parts[PartKey.FACTS].text.plain == "11 af 20 dage i skole"
    assert view.parts[PartKey.PROBLEM].text.plain == "At gøre det trygt"


def test_a_private_note_is_in_no_part_and_no_paper(bench: Bench) -> None:
    view = bench.complete()
    version = bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    assert "kollega" not in canonical(version.record)
    assert "kollega" not in canonical(bench.office.minutes.draft_of(view))


def test_a_part_is_kept_as_it_was_written(bench: Bench) -> None:
    meeting = bench.held()
    bench.office.minutes.write(meeting.id, PartKey.CONCLUSION, 0, RICH)
    assert bench.office.minutes.open(meeting.id).parts[PartKey.CONCLUSION].text == RICH


def test_new_notes_reach_an_untouched_part_and_are_offered_to_a_written_one(bench: Bench) -> None:
    meeting = bench.held()
    bench.office.minutes.write(meeting.id, PartKey.FACTS, 0, from_plain("Mit eget"))
    bench.office.statements.say(meeting.id, StatementKind.FACT, "Nyt")
    bench.office.statements.say(meeting.id, StatementKind.GUIDANCE, "Om § 8")
    view = bench.office.minutes.open(meeting.id)
    assert view.parts[PartKey.FACTS].text.plain == "Mit eget"
    offered = [line.text for line in view.left_in_notes[PartKey.FACTS]]
    assert offered == ["11 af 20 dage i skole", "Nyt"]
    assert view.parts[PartKey.GUIDANCE].text.plain == "Om § 8"
    assert PartKey.GUIDANCE not in view.left_in_notes


def test_an_old_version_overwrites_nothing(bench: Bench) -> None:
    meeting = bench.held()
    bench.office.minutes.write(meeting.id, PartKey.CONCLUSION, 0, from_plain("Første"))
    with pytest.raises(ChangedElsewhere):
        bench.office.minutes.write(meeting.id, PartKey.CONCLUSION, 0, from_plain("Anden"))
    view = bench.office.minutes.open(meeting.id)
    assert view.parts[PartKey.CONCLUSION].text.plain == "Første"


def test_words_typed_after_the_last_save_win(bench: Bench) -> None:
    meeting, minutes = bench.held(), bench.office.minutes
    minutes.write(meeting.id, PartKey.CONCLUSION, 0, from_plain("Gemt"))
    minutes.typed(meeting.id, PartKey.CONCLUSION, from_plain("Gemt og mere"))
    part = minutes.open(meeting.id).parts[PartKey.CONCLUSION]
    assert (part.text.plain, part.version) == ("Gemt og mere", 1)
    view = minutes.write(meeting.id, PartKey.CONCLUSION, part.version, from_plain("Til sidst"))
    assert view.parts[PartKey.CONCLUSION].text.plain == "Til sidst"
    assert minutes.open(meeting.id).parts[PartKey.CONCLUSION].text.plain == "Til sidst"


def test_what_is_missing_is_named_and_stops_the_finish(bench: Bench) -> None:
    meeting = bench.held()
    bench.office.promises.add(meeting.id, PromiseDraft("Uden ejer og frist"))
    view = bench.office.minutes.open(meeting.id)
    kinds = {gap.kind for gap in view.gaps}
    assert {
        GapKind.PART_EMPTY,
        GapKind.PROMISE_WITHOUT_OWNER,
        GapKind.PROMISE_WITHOUT_DUE,
        GapKind.FOLLOW_UP_OPEN,
    } <= kinds
    with pytest.raises(MinutesIncomplete) as caught:
        bench.office.minutes.finalise(meeting.id, view.meeting.version)
    assert caught.value.count == len(view.gaps)
    assert bench.office.meetings.get(meeting.id).state is MeetingState.HELD
    assert bench.office.sending.deliveries(meeting.id) == ()


def test_a_meeting_not_held_has_no_minutes_to_finish(bench: Bench) -> None:
    meeting = bench.meeting()
    with pytest.raises(NotAllowedNow):
        bench.office.minutes.finalise(meeting.id, meeting.version)


def test_follow_up_is_a_date_or_a_reason(bench: Bench) -> None:
    meeting = bench.held()
    reason = FollowUp(None, "Familien flytter")
    view = bench.office.minutes.set_follow_up(meeting.id, meeting.version, reason)
    assert view.meeting.follow_up == reason
    both = FollowUp(datetime(2027, 1, 5, 9, 0), "glemt grund")
    view = bench.office.minutes.set_follow_up(meeting.id, view.meeting.version, both)
    assert view.meeting.follow_up == FollowUp(datetime(2027, 1, 5, 9, 0))


def test_a_finished_version_is_frozen_with_checksum_and_letters(bench: Bench) -> None:
    view = bench.complete()
    version = bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    assert version.number == 1
    assert version.finalised_by == "Mette Holm"
    assert version.checksum == checksum(canonical(version.record))
    letters = bench.office.sending.deliveries(view.meeting.id)
    assert [letter.kind for letter in letters] == [LetterKind.MINUTES] * 4
    assert [letter.state for letter in letters].count(DeliveryState.NO_ADDRESS) == 1
    again = bench.office.minutes.open(view.meeting.id)
    assert again.version == version
    with pytest.raises(MeetingFinished):
        bench.office.minutes.write(view.meeting.id, PartKey.FACTS, 0, RICH)


def test_corrections_are_asked_for_within_seven_working_days(bench: Bench) -> None:
    # Tuesday 24 November and seven working days: Thursday 3 December.
    view = bench.complete()
    assert bench.office.minutes.draft_of(view).corrections_until == date(2026, 12, 3)


def test_the_frozen_text_is_json_that_others_can_read(bench: Bench) -> None:
    view = bench.complete()
    version = bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    data = json.loads(canonical(version.record))
    assert data["child_name"] == "Alma Eksempel"
    assert [attendee["attendance"] for attendee in data["attendees"]] == ["Til stede"] * 4


def test_words_typed_after_a_save_are_found_although_the_clock_was_set_back(bench: Bench) -> None:
    minutes = bench.office.minutes
    view = minutes.open(bench.held().id)
    meeting_id, version = view.meeting.id, view.parts[PartKey.PROBLEM].version
    minutes.write(meeting_id, PartKey.PROBLEM, version, from_plain("Gemt"))
    bench.clock.now -= timedelta(hours=1)
    minutes.typed(meeting_id, PartKey.PROBLEM, from_plain("Gemt, og skrevet videre"))
    reopened = minutes.open(meeting_id)
    assert reopened.parts[PartKey.PROBLEM].text.plain == "Gemt, og skrevet videre"
    handed_over = bench.office.exchange.gather(meeting_id)
    assert "Gemt, og skrevet videre" in [part.text.plain for part in handed_over.parts]


def test_a_save_wins_over_what_was_typed_before_it_although_the_clock_was_set_back(
    bench: Bench,
) -> None:
    minutes = bench.office.minutes
    view = minutes.open(bench.held().id)
    meeting_id, version = view.meeting.id, view.parts[PartKey.PROBLEM].version
    minutes.typed(meeting_id, PartKey.PROBLEM, from_plain("Skrevet"))
    bench.clock.now -= timedelta(hours=1)
    minutes.write(meeting_id, PartKey.PROBLEM, version, from_plain("Skrevet, og gemt"))
    assert minutes.open(meeting_id).parts[PartKey.PROBLEM].text.plain == "Skrevet, og gemt"
