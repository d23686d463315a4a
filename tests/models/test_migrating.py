"""Migrations: agree with the models, all or none, after a copy."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from moedeleder.domain import errors
from moedeleder.domain.sending import DeliveryState
from moedeleder.models import mapping, migrating, outbox_queries
from moedeleder.models.base import Base
from moedeleder.models.engine import freeze_table, thaw_table
from moedeleder.models.engine_sqlite import SqliteEngine, full_text_tables
from moedeleder.models.opening import open_store
from moedeleder.models.store import Store
from moedeleder.models.tables import DeliveryRow, FamilyRow, MeetingRow, PersonRow
from moedeleder.models.verifying import verify
from tests.offices import open_bench
from tests.stores import KEY, TickingClock, make_file, make_store

SECOND = '''
"""A second migration, as a later version of the program would bring."""
import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "HEAD"


def upgrade():
    with op.batch_alter_table("family", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.Text(), server_default="ingen"))
    LAST


def downgrade():
    with op.batch_alter_table("family") as batch:
        batch.drop_column("nickname")
'''


FULL_TEXT = full_text_tables("search_words")


def tables_of(engine: SqliteEngine) -> set[str]:
    with engine.sqlalchemy.connect() as connection:
        return set(inspect(connection).get_table_names())


def empty_engine(tmp_path: Path) -> SqliteEngine:
    (tmp_path / "m.db").touch()
    return SqliteEngine(tmp_path / "m.db", KEY)


def a_later_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str = "pass") -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder)
    following = f"{int(migrating.HEAD) + 1:04}"
    text = SECOND.replace("NEXT", following).replace("HEAD", migrating.HEAD).replace("LAST", last)
    (folder / "versions" / f"{following}_second.py").write_text(text)
    monkeypatch.setattr(migrating, "FOLDER", folder)
    monkeypatch.setattr(migrating, "HEAD", following)


def store_with_data(tmp_path: Path) -> Path:
    store = make_store(tmp_path)
    with store.transaction() as session:
        family = FamilyRow(child_name="Karla Opdigtet")
        family.people.append(PersonRow(name="Mor Opdigtet", role="parent"))
        session.add(family)
    path = store.path
    assert path is not None
    store.close()
    return path


def opened(path: Path) -> Store:
    return open_store(path, KEY, clock=TickingClock())


def people(store: Store) -> list[str]:
    with store.reading() as session:
        return list(
            session.scalars(text("SELECT name FROM person JOIN family ON family_id=family.id"))
        )


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    script = ScriptDirectory.from_config(migrating.configuration())
    assert script.get_current_head() == migrating.HEAD
    assert migrating.HEAD in migrating.known_revisions()


def test_migrations_and_models_agree(tmp_path: Path) -> None:
    engine = SqliteEngine(make_file(tmp_path), KEY)
    with engine.sqlalchemy.connect() as connection:
        # The full-text index is the database's own, and no model of ours.
        opts = {
            "compare_server_default": True,
            "include_name": lambda name, kind, _: kind != "table" or name not in FULL_TEXT,
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    assert tables_of(engine) >= FULL_TEXT
    engine.dispose()


def test_constraints_have_the_same_names_as_in_the_models(tmp_path: Path) -> None:
    engine = SqliteEngine(make_file(tmp_path), KEY)
    made = empty_engine(tmp_path)
    with made.migrating() as connection:
        Base.metadata.create_all(connection)
    for each in (engine, made):
        assert tables_of(each) >= set(Base.metadata.tables)
    for table in Base.metadata.tables:
        assert _names(engine, table) == _names(made, table), table
    engine.dispose()
    made.dispose()


def _names(engine: SqliteEngine, table: str) -> set[str | None]:
    with engine.sqlalchemy.connect() as connection:
        look = inspect(connection)
        found = [
            *look.get_foreign_keys(table),
            *look.get_unique_constraints(table),
            *look.get_check_constraints(table),
            *look.get_indexes(table),
            look.get_pk_constraint(table),
        ]
        return {str(each["name"]) + str(each.get("options", "")) for each in found}


def test_up_from_nothing_and_down_to_nothing(tmp_path: Path) -> None:
    engine = empty_engine(tmp_path)
    migrating.upgrade(engine)
    assert tables_of(engine) == {*Base.metadata.tables, *FULL_TEXT, "alembic_version"}
    migrating.downgrade(engine, "base")
    assert tables_of(engine) == {"alembic_version"}
    migrating.upgrade(engine)
    assert tables_of(engine) == {*Base.metadata.tables, *FULL_TEXT, "alembic_version"}
    engine.dispose()


def test_down_with_data(tmp_path: Path) -> None:
    engine = SqliteEngine(store_with_data(tmp_path), KEY)
    migrating.downgrade(engine, "base")
    assert tables_of(engine) == {"alembic_version"}
    engine.dispose()


def test_a_current_store_is_not_copied(tmp_path: Path) -> None:
    path = store_with_data(tmp_path)
    opened(path).close()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_up_with_data_after_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store_with_data(tmp_path)
    a_later_program(tmp_path, monkeypatch)
    store = opened(path)
    assert people(store) == ["Mor Opdigtet"]
    with store.reading() as session:
        assert session.scalar(text("SELECT nickname FROM family")) == "ingen"
    store.close()
    (copy,) = tmp_path.glob("moedeleder.db.before-*")
    assert copy.stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    before = opened(copy)
    assert not before.newer
    assert people(before) == ["Mor Opdigtet"]
    before.close()


def test_a_migration_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_with_data(tmp_path)
    a_later_program(tmp_path, monkeypatch, last="raise LookupError")
    with pytest.raises(LookupError):
        opened(path)
    monkeypatch.undo()
    store = opened(path)
    assert not store.newer
    assert people(store) == ["Mor Opdigtet"]
    with store.reading() as session:
        assert session.scalars(select(FamilyRow.child_name)).all() == ["Karla Opdigtet"]
    store.close()


def test_a_migration_that_leaves_orphans_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_with_data(tmp_path)
    a_later_program(tmp_path, monkeypatch, last='op.execute("DELETE FROM family")')
    with pytest.raises(errors.StoreDamaged):
        opened(path)
    monkeypatch.undo()
    store = opened(path)
    assert people(store) == ["Mor Opdigtet"]
    store.close()


def test_another_database_system_needs_its_own_rule() -> None:
    with pytest.raises(NotImplementedError):
        freeze_table("oracle", "minutes_version")
    with pytest.raises(NotImplementedError):
        thaw_table("oracle", "minutes_version")


def test_a_store_from_before_the_round_keeps_its_letters_and_stays_final(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        view = bench.complete()
        bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
        meeting = bench.meeting()
        bench.office.sending.announce_meeting(meeting.id, meeting.version)
        letters = bench.office.sending.deliveries(meeting.id)
    path = tmp_path / "moedeleder.db"
    engine = SqliteEngine(path, KEY)
    migrating.downgrade(engine, "0001")
    _assert_minutes_are_final(engine)
    engine.dispose()
    opened(path).close()
    with closing(opened(path)) as store, store.reading() as session:
        kept = session.get(MeetingRow, meeting.id)
        assert kept is not None
        assert [each.id for each in kept.deliveries] == [each.id for each in letters]
        assert {each.reply for each in kept.attendees} == {"none"}
        assert mapping.meeting(kept).contributions == ()
    engine = SqliteEngine(path, KEY)
    _assert_minutes_are_final(engine)
    engine.dispose()


def test_letters_of_an_older_store_keep_their_state_and_wait_for_a_person(tmp_path: Path) -> None:
    """Not even mending what they were held for lets them leave."""
    states = [each.value for each in DeliveryState if each is not DeliveryState.INTERRUPTED]
    with open_bench(tmp_path) as bench:
        meeting = bench.meeting()
        bench.office.sending.announce_meeting(meeting.id, meeting.version)
        with bench.store.transaction() as session:
            letter = session.scalars(select(DeliveryRow).where(DeliveryRow.address != "")).first()
            assert letter is not None
            letter.reason = "MailLoginRefused"
            ids = {letter.id: DeliveryState.READY.value}
            for number, state in enumerate(states, 1):
                copy = DeliveryRow(
                    meeting_id=meeting.id,
                    kind="draft",
                    number=number,
                    attendee_id=letter.attendee_id,
                    name=letter.name,
                    address=letter.address,
                    state=state,
                    reason="KeyringUnusable",
                )
                session.add(copy)
                session.flush()
                ids[copy.id] = state
    path = tmp_path / "moedeleder.db"
    engine = SqliteEngine(path, KEY)
    migrating.downgrade(engine, "0005")
    engine.dispose()
    with closing(opened(path)) as store:
        with store.transaction() as session:
            assert outbox_queries.let_go(session, store.clock()) == []
            assert outbox_queries.waiting(session) == []
        with store.reading() as session:
            kept = {each: session.get_one(DeliveryRow, each).state for each in ids}
            assert kept == ids
            assert {session.get_one(DeliveryRow, each).released_at for each in ids} == {None}


def _assert_minutes_are_final(engine: SqliteEngine) -> None:
    for change in ("UPDATE minutes_version SET content = ''", "DELETE FROM minutes_version"):
        with pytest.raises(DBAPIError, match="final"), engine.sqlalchemy.begin() as connection:
            connection.execute(text(change))


def test_what_was_finished_from_before_the_seal_is_sealed_on_the_way(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        view = bench.complete()
        version = bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
        assert bench.office.verifying.verify().is_whole
    path = tmp_path / "moedeleder.db"
    engine = SqliteEngine(path, KEY)
    migrating.downgrade(engine, "0003")
    engine.dispose()
    opened(path).close()
    with closing(opened(path)) as store, store.reading() as session:
        shown = verify(session)
        assert shown.is_whole
        sealed = session.execute(text("SELECT kind, row_id FROM seal ORDER BY seq")).all()
        assert [tuple(each) for each in sealed] == [("minutes_version", version.id)]
    engine = SqliteEngine(path, KEY)
    _assert_minutes_are_final(engine)
    engine.dispose()
