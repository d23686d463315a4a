"""Who changed what."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from moedeleder.models.store import Store
from moedeleder.models.tables import (
    AgendaItemRow,
    ChangeRow,
    FamilyRow,
    MeetingRow,
    TextEditRow,
    VisitRow,
)
from tests.stores import NOW, TickingClock

RIKKE = "Rikke Rådgiver, socialrådgiver"
SØREN = "Søren Afløser, rådgiver"


def changes(store: Store) -> list[tuple[str, str, str, str]]:
    with store.reading() as session:
        rows = session.scalars(select(ChangeRow).order_by(ChangeRow.seq))
        return [(row.table_name, row.row_id, row.action, row.actor) for row in rows]


def a_meeting(store: Store) -> tuple[str, str]:
    with store.transaction() as session:
        family = FamilyRow(child_name="Opdigtet")
        session.add(family)
        session.flush()
        meeting = MeetingRow(
            family_id=family.id,
            type_key="network",
            type_name="Netværksmøde",
            starts_at=datetime(2026, 3, 2, 9),
            minutes=90,
        )
        meeting.items.append(AgendaItemRow(position=0, title="Velkomst", kind="inform", minutes=5))
        session.add(meeting)
        session.flush()
        return meeting.id, meeting.items[0].id


def test_a_new_row_says_who_made_it_and_when(store: Store) -> None:
    meeting_id, _ = a_meeting(store)
    with store.reading() as session:
        row = session.get_one(MeetingRow, meeting_id)
        assert (row.created_by, row.changed_by, row.version) == (RIKKE, RIKKE, 1)
        assert row.created_at is not None
        assert NOW < row.created_at < NOW + timedelta(minutes=1)
        assert row.created_at.tzinfo is UTC


def test_a_change_says_who_and_leaves_the_maker(store: Store, clock: TickingClock) -> None:
    meeting_id, _ = a_meeting(store)
    store.actor = SØREN
    clock.now = NOW + timedelta(days=1)
    with store.transaction() as session:
        session.get_one(MeetingRow, meeting_id).purpose = "At finde ro i hverdagen"
    with store.reading() as session:
        row = session.get_one(MeetingRow, meeting_id)
        assert (row.created_by, row.changed_by, row.version) == (RIKKE, SØREN, 2)
        assert row.changed_at is not None
        assert row.changed_at > NOW + timedelta(days=1)
    assert changes(store)[-1] == ("meeting", meeting_id, "update", SØREN)


def test_a_row_that_did_not_change_is_not_said_to_have(store: Store) -> None:
    meeting_id, _ = a_meeting(store)
    before = changes(store)
    with store.transaction() as session:
        row = session.get_one(MeetingRow, meeting_id)
        row.purpose = row.purpose + ""
    assert changes(store) == before


def test_a_new_line_on_a_list_is_no_change_of_its_owner(store: Store) -> None:
    meeting_id, _ = a_meeting(store)
    with store.transaction() as session:
        row = session.get_one(MeetingRow, meeting_id)
        row.items.append(AgendaItemRow(position=1, title="Formål", kind="discuss", minutes=5))
    assert [each[0] for each in changes(store)] == [
        "family",
        "meeting",
        "agenda_item",
        "agenda_item",
    ]
    with store.reading() as session:
        assert session.get_one(MeetingRow, meeting_id).version == 1


def test_a_row_taken_off_its_list_is_logged_as_deleted(store: Store) -> None:
    meeting_id, item_id = a_meeting(store)
    with store.transaction() as session:
        meeting = session.get_one(MeetingRow, meeting_id)
        meeting.items.clear()
    assert changes(store)[-1] == ("agenda_item", item_id, "delete", RIKKE)


def test_rows_without_the_stamps_are_logged_too(store: Store) -> None:
    meeting_id, item_id = a_meeting(store)
    with store.transaction() as session:
        session.add(VisitRow(id="visit", meeting_id=meeting_id, item_id=item_id, began=NOW))
    assert changes(store)[-1] == ("visit", "visit", "insert", RIKKE)


def test_typing_does_not_fill_the_log(store: Store) -> None:
    with store.transaction() as session:
        session.add(TextEditRow(slot="s", content="tekst", by=RIKKE, at=NOW))
    assert changes(store) == []


def test_the_log_repeats_no_words(store: Store) -> None:
    with store.transaction() as session:
        session.add(FamilyRow(child_name="Karla Opdigtet", note="et følsomt ord"))
    with store.reading() as session:
        row = session.scalars(select(ChangeRow)).one()
        held = [getattr(row, each.key) for each in ChangeRow.__table__.columns]
    assert not any("Karla" in str(each) or "følsomt" in str(each) for each in held)
