"""The proposed reason for a next version: everybody reads it, so it names nobody."""

from __future__ import annotations

from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.ui.correction_words import reason_offer
from tests.ui.correction_round import REMARK, decided, note, sent
from tests.ui.office_fixture import TestDesk


def test_the_proposed_reason_names_nobody(desk: TestDesk) -> None:
    meeting = decided(desk)
    view = desk.office.corrections.view(meeting.id)
    offer = reason_offer(view)
    assert "rettet" in offer
    assert "Nye bemærkninger står nu i referatet." in offer
    for each in view.corrections:
        assert each.person.name.split(" ", 1)[0] not in offer


def test_one_remark_is_told_without_whose_it_is(desk: TestDesk) -> None:
    meeting = sent(desk)
    corrections = desk.office.corrections
    said = note(desk, meeting, "Jonas", CorrectionDraft(CorrectionKind.REMARK, "", "", REMARK))
    corrections.stand(said.id, said.version)
    offer = reason_offer(corrections.view(meeting.id))
    assert offer == "En bemærkning står nu i referatet."
