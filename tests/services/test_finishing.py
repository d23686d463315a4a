"""The papers are made once, and only then is the text locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import ChangedElsewhere, MinutesIncomplete, TemplateMissing
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.sending import DeliveryState, LetterKind
from tests.offices import Bench


def test_finished_minutes_can_be_sent_whatever_the_clock_shows(bench: Bench) -> None:
    assert bench.clock.now.microsecond
    view = bench.complete()
    version = bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    letters = bench.office.sending.send(view.meeting.id, LetterKind.MINUTES)
    assert version.number == 1
    assert {letter.state for letter in letters} == {DeliveryState.SENT, DeliveryState.NO_ADDRESS}


def test_nothing_is_locked_when_a_paper_cannot_be_made(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = bench.complete()
    (tmp_path / "documents").mkdir()
    (tmp_path / "fonts").symlink_to(paths.resources() / "fonts")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(TemplateMissing):
        bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    monkeypatch.undo()
    assert bench.office.meetings.get(view.meeting.id).state is MeetingState.HELD
    assert bench.office.sending.deliveries(view.meeting.id) == ()
    assert bench.office.finishing.finish(view.meeting.id, view.meeting.version).number == 1


def test_what_is_missing_or_changed_is_said_before_any_paper(bench: Bench) -> None:
    meeting = bench.held()
    with pytest.raises(MinutesIncomplete):
        bench.office.finishing.finish(meeting.id, meeting.version)
    view = bench.complete()
    with pytest.raises(ChangedElsewhere):
        bench.office.finishing.finish(view.meeting.id, view.meeting.version - 1)
