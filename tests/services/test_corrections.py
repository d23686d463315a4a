"""The round of corrections: what receivers say about finished minutes, and what comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    CorrectionDecision,
    CorrectionDraft,
    CorrectionKind,
    ResponseState,
)
from moedeleder.domain.errors import (
    ChangedElsewhere,
    CorrectionsOpen,
    FieldMissing,
    NextVersionNeeded,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    TimeIsPast,
)
from tests.offices import Bench
from tests.services.corrections_desk import SOFIE_WANTS, finished, note, response

AGREES = CorrectionDraft(CorrectionKind.AGREE)
REMARK = CorrectionDraft(CorrectionKind.REMARK, "", "", "Jeg var ked af tonen")


def test_silence_is_silence_and_never_agreement(bench: Bench) -> None:
    view = bench.office.corrections.view(finished(bench))
    assert response(view, bench, "sofie").state is ResponseState.SILENT
    # Jonas has no address: the letter is still here.
    assert response(view, bench, "jonas").state is ResponseState.NOT_SENT
    assert (view.open_count, view.corrections, view.is_over) == (0, (), False)
    assert view.round.until == view.version.record.corrections_until


def test_without_finished_minutes_there_is_no_round(bench: Bench) -> None:
    meeting = bench.held()
    with pytest.raises(NotFound):
        bench.office.corrections.view(meeting.id)
    with pytest.raises(NotFound):
        note(bench, meeting.id)


def test_what_is_said_on_the_phone_waits_with_its_place(bench: Bench) -> None:
    meeting_id = finished(bench)
    said = note(bench, meeting_id)
    assert (said.draft, said.channel, said.is_open) == (SOFIE_WANTS, Channel.PHONE, True)
    view = bench.office.corrections.view(meeting_id)
    assert view.open_count == 1
    assert response(view, bench, "sofie").state is ResponseState.CORRECTED
    assert response(view, bench, "sofie").corrections == (said,)


def test_a_later_correction_outweighs_an_agreement(bench: Bench) -> None:
    meeting_id = finished(bench)
    note(bench, meeting_id, AGREES)
    view = bench.office.corrections.view(meeting_id)
    assert response(view, bench, "sofie").state is ResponseState.AGREES
    assert view.open_count == 0
    note(bench, meeting_id)
    view = bench.office.corrections.view(meeting_id)
    assert response(view, bench, "sofie").state is ResponseState.CORRECTED
    assert len(view.corrections) == 2


def test_a_correction_needs_words_and_somebody_on_the_list(bench: Bench) -> None:
    meeting_id = finished(bench)
    with pytest.raises(FieldMissing):
        note(bench, meeting_id, CorrectionDraft(CorrectionKind.CORRECT, "", "Her", " "))
    with pytest.raises(NotFound):
        note(bench, meeting_id, name="bente")
    assert not bench.office.corrections.view(meeting_id).corrections


def test_a_code_never_stands_in_words_that_others_read(bench: Bench) -> None:
    words = CorrectionDraft(CorrectionKind.REMARK, words="Hej\nML-7K3F-9QXR-2MTD-VB4W")
    assert note(bench, finished(bench), words).words == "Hej\nML-…"


def test_what_was_typed_in_can_be_mended_taken_away_and_put_back(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    said = note(bench, meeting_id)
    mended = corrections.rewrite(said.id, said.version, REMARK).corrections[0]
    assert mended.draft == REMARK
    with pytest.raises(ChangedElsewhere):
        corrections.take_back(said.id, said.version)
    assert corrections.take_back(said.id, mended.version).corrections == ()
    back = corrections.put_back(meeting_id, mended).corrections[0]
    assert (back.id, back.draft, back.received_at) == (said.id, REMARK, said.received_at)
    with pytest.raises(NotAllowedNow):
        corrections.put_back(meeting_id, mended)


def test_taking_a_stand_is_kept_with_who_and_why_and_can_be_done_over(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    said = note(bench, meeting_id)
    taken = corrections.take_in(said.id, said.version, "Du har ret").corrections[0]
    assert (taken.decision, taken.reason) == (CorrectionDecision.TAKEN, "Du har ret")
    assert taken.decided_by
    assert taken.decided_at is not None
    with pytest.raises(NotAllowedNow):
        corrections.refuse(taken.id, taken.version, "Nej")
    with pytest.raises(NotAllowedNow):
        corrections.rewrite(taken.id, taken.version, REMARK)
    with pytest.raises(NotAllowedNow):
        corrections.take_back(taken.id, taken.version)
    again = corrections.undecide(taken.id, taken.version).corrections[0]
    assert (again.decision, again.reason, again.decided_at, again.decided_by) == (
        CorrectionDecision.OPEN,
        "",
        None,
        "",
    )
    with pytest.raises(NotAllowedNow):
        corrections.undecide(again.id, again.version)


def test_a_refusal_takes_a_reason_and_a_remark_is_never_refused(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    said, remark = note(bench, meeting_id), note(bench, meeting_id, REMARK, "karin")
    with pytest.raises(ReasonMissing):
        corrections.refuse(said.id, said.version, " ")
    with pytest.raises(NotAllowedNow):
        corrections.refuse(remark.id, remark.version, "Nej")
    with pytest.raises(NotAllowedNow):
        corrections.stand(said.id, said.version)
    corrections.refuse(said.id, said.version, "Det blev ikke sagt")
    view = corrections.stand(remark.id, remark.version)
    assert [each.decision for each in view.corrections] == [
        CorrectionDecision.REFUSED,
        CorrectionDecision.STANDS,
    ]
    assert (view.open_count, view.needs_version, view.can_close) == (0, True, False)


def test_nobody_takes_a_stand_on_an_agreement(bench: Bench) -> None:
    said = note(bench, finished(bench), AGREES)
    with pytest.raises(NotAllowedNow):
        bench.office.corrections.take_in(said.id, said.version)


def test_the_day_can_be_moved_but_not_into_the_past(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    later = bench.clock.now.date() + timedelta(days=30)
    assert corrections.move_until(meeting_id, later).round.until == later
    with pytest.raises(TimeIsPast):
        corrections.move_until(meeting_id, bench.clock.now.date() - timedelta(days=1))


def test_what_comes_late_is_kept_and_told(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    early = note(bench, meeting_id, AGREES)
    bench.clock.now += timedelta(days=60)
    late = note(bench, meeting_id)
    view = corrections.view(meeting_id)
    assert view.is_over
    assert [view.is_late(each) for each in (early, late)] == [False, True]
    assert view.open_count == 1


def test_a_round_ends_only_when_nothing_waits_and_nothing_must_be_told(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    said = note(bench, meeting_id)
    with pytest.raises(CorrectionsOpen) as refusal:
        corrections.close(meeting_id)
    assert refusal.value.count == 1
    said = corrections.take_in(said.id, said.version).corrections[0]
    with pytest.raises(NextVersionNeeded):
        corrections.close(meeting_id)
    said = corrections.undecide(said.id, said.version).corrections[0]
    view = corrections.take_back(said.id, said.version)
    assert view.can_close
    assert corrections.close(meeting_id).round.closed_at is not None
    with pytest.raises(NotAllowedNow):
        corrections.close(meeting_id)
    with pytest.raises(NotAllowedNow):
        corrections.move_until(meeting_id, bench.clock.now.date())
    assert corrections.reopen(meeting_id).round.closed_at is None
    with pytest.raises(NotAllowedNow):
        corrections.reopen(meeting_id)


def test_a_correction_after_the_end_opens_the_round_again_an_agreement_does_not(
    bench: Bench,
) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    corrections.close(meeting_id)
    note(bench, meeting_id, AGREES)
    assert corrections.view(meeting_id).round.closed_at is not None
    note(bench, meeting_id, name="karin")
    assert corrections.view(meeting_id).round.closed_at is None


def test_the_rounds_that_run_are_listed_with_what_waits(bench: Bench) -> None:
    meeting_id, corrections = finished(bench), bench.office.corrections
    note(bench, meeting_id, AGREES)
    note(bench, meeting_id, REMARK, "karin")
    other = finished(bench, send=False)
    corrections.move_until(other, bench.clock.now.date())
    bench.clock.now += timedelta(days=1)
    first, second = corrections.running()
    assert (first.meeting_id, first.open_count, first.is_over) == (other, 0, True)
    assert (second.meeting_id, second.open_count, second.is_over) == (meeting_id, 1, False)
    assert "Alma" in second.title
    corrections.close(other)
    assert [each.meeting_id for each in corrections.running()] == [meeting_id]
