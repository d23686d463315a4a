"""The seal: whole where nobody touched it, broken wherever somebody did."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from moedeleder.domain.seals import Why
from moedeleder.models.base import Base
from moedeleder.models.engine import thaw_table
from moedeleder.models.seals import SEALED
from moedeleder.models.store import Store
from moedeleder.models.verifying import verify
from moedeleder.services.verifying import proof
from tests.models.sealed_archive import Tamperer, archive, report, tampering
from tests.offices import Bench

SAMPLE, ALL = 120, 1000


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Every kind of finished thing; tests change it only in what they throw away."""
    with archive(tmp_path_factory.mktemp("archive")) as bench:
        yield bench


@pytest.fixture
def sealed(bench: Bench) -> Store:
    return bench.store


def found_or_refused(store: Store, seed: int) -> str:
    """Let somebody change something; return what, if nobody noticed."""
    with tampering(store) as session:
        try:
            told = Tamperer(session.connection(), random.Random(seed)).strike()
        except DBAPIError:
            return ""
        # That a lock is gone would be told anyway: the change itself must be seen.
        found = any(each.why is not Why.UNLOCKED for each in verify(session).broken)
        return "" if found else f"{seed}: {told}"


def test_an_untouched_store_is_whole(sealed: Store) -> None:
    shown = report(sealed)
    assert shown.broken == ()
    with sealed.reading() as session:
        rows = sum(
            session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in SEALED
        )
    assert shown.checked == rows > 20


def test_everything_of_a_finished_row_is_sealed() -> None:
    tables = Base.metadata.tables
    assert {name: set(tables[name].columns.keys()) for name in SEALED} == {
        name: set(columns) for name, columns in SEALED.items()
    }


def test_changes_by_raw_sql_are_refused_or_found(sealed: Store) -> None:
    unseen = [found_or_refused(sealed, seed) for seed in range(SAMPLE)]
    assert [each for each in unseen if each] == []
    assert report(sealed).is_whole


@pytest.mark.torture
def test_a_thousand_changes_by_raw_sql_are_refused_or_found(sealed: Store) -> None:
    unseen = [found_or_refused(sealed, seed) for seed in range(ALL)]
    assert [each for each in unseen if each] == []
    assert report(sealed).is_whole


@pytest.mark.parametrize("table", [*SEALED, "seal", "change_log"])
@pytest.mark.parametrize("action", ["UPDATE {0} SET rowid = rowid", "DELETE FROM {0}"])
def test_the_database_itself_refuses(sealed: Store, table: str, action: str) -> None:
    with tampering(sealed) as session, pytest.raises(DBAPIError, match="is final"):
        session.execute(text(action.format(table)))


def test_a_lock_that_was_taken_off_is_found_although_nothing_is_changed(sealed: Store) -> None:
    with tampering(sealed) as session:
        for statement in thaw_table("sqlite", "paper"):
            session.execute(text(statement))
        assert [(each.kind, each.why) for each in verify(session).broken] == [
            ("paper", Why.UNLOCKED)
        ]


def test_the_first_broken_place_is_named_in_words(sealed: Store) -> None:
    with tampering(sealed) as session:
        for statement in thaw_table("sqlite", "minutes_version"):
            session.execute(text(statement))
        session.execute(text("UPDATE minutes_version SET finalised_by = 'En anden'"))
        shown = proof(session)
    assert shown.report.first is not None
    assert shown.report.first.why is Why.CHANGED
    assert shown.sentences[0] == (
        "Referat nr. 1 fra netværksmøde 3. december 2026 er ændret, efter at det blev låst."
    )
    assert shown.sentences[0] in shown.headline
    assert "Eksempel" not in "".join(shown.sentences)
