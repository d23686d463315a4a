"""The codes that tie answers to people."""

from __future__ import annotations

from moedeleder.domain.references import codes_in, new_code
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.references import code_for, find_reference
from tests.offices import Bench
from tests.services.answer_desk import code


def test_a_code_stays_the_same_for_one_person_and_meeting(bench: Bench) -> None:
    meeting = bench.meeting()
    first = code(bench, meeting)
    assert code(bench, meeting) == first
    assert codes_in(f"Svarkode: {first}.") == (first,)


def test_each_person_and_meeting_has_a_code_of_its_own(bench: Bench) -> None:
    one, other = bench.meeting(), bench.meeting()
    found = {code(bench, meeting, name) for meeting in (one, other) for name in ("sofie", "jonas")}
    assert len(found) == 4


def test_a_code_leads_back_to_whom_it_was_made_for(bench: Bench) -> None:
    meeting = bench.meeting()
    made = code(bench, meeting, "jonas")
    with bench.store.reading() as session:
        found = find_reference(session, [new_code(), made])
        assert found is not None
        assert (found.meeting_id, found.person_id) == (meeting.id, bench.people["jonas"].id)


def test_nobody_is_found_by_codes_nobody_made(bench: Bench) -> None:
    code(bench, bench.meeting())
    with bench.store.reading() as session:
        assert find_reference(session, []) is None
        assert find_reference(session, [new_code() for _ in range(2_000)]) is None


def test_a_code_that_was_not_kept_is_not_known(bench: Bench) -> None:
    meeting = bench.meeting()
    with bench.store.reading() as session:
        row, person = (
            session.get(MeetingRow, meeting.id),
            session.get(PersonRow, bench.people["sofie"].id),
        )
        assert row is not None
        assert person is not None
        thrown_away = code_for(session, row, person)
    with bench.store.reading() as session:
        assert find_reference(session, [thrown_away]) is None
