"""Brings a database up to the tables this program knows, after a copy of the file.

Alembic is imported only when there is something to do: it costs a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from moedeleder.domain.errors import StoreDamaged
from moedeleder.models.engine import StoreEngine

if TYPE_CHECKING:
    from alembic.config import Config

# The newest file in migrations/versions; a test keeps the two alike.
HEAD = "0006"
FOLDER = Path(__file__).resolve().parent / "migrations"


class Age(Enum):
    """How a database's tables stand to this program."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the tables; None when there are none.

    Raises:
        StoreDamaged: there are tables, but no revision.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        raise StoreDamaged
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is None:
        raise StoreDamaged
    return str(found)


def age_of(revision: str | None) -> Age:
    """Return how tables of that revision stand to this program."""
    if revision is None:
        return Age.EMPTY
    if revision == HEAD:
        return Age.CURRENT
    return Age.OLDER if revision in known_revisions() else Age.NEWER


def known_revisions() -> frozenset[str]:
    """Return the revisions this program has migrations for."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(configuration())
    return frozenset(each.revision for each in script.walk_revisions())


def configuration(connection: Connection | None = None) -> Config:
    """Return alembic's settings; there is no alembic.ini, so that it works when packaged too."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def bring_up_to_date(engine: StoreEngine, copy_first: Callable[[str], None]) -> Age:
    """Run the migrations that are missing, all or none.

    Args:
        engine: the database.
        copy_first: called with the revision before tables that hold something are changed.

    Returns:
        How the tables stood before; those of a newer program are left alone.

    Raises:
        StoreDamaged: the tables are not ours.
    """
    with engine.sqlalchemy.connect() as connection:
        revision = revision_of(connection)
    age = age_of(revision)
    if age is Age.OLDER and revision is not None:
        copy_first(revision)
    if age in (Age.OLDER, Age.EMPTY):
        upgrade(engine)
    return age


def upgrade(engine: StoreEngine, to: str = "head") -> None:
    """Run the migrations up to a revision, all or none."""
    from alembic import command

    with engine.migrating() as connection:
        command.upgrade(configuration(connection), to)


def downgrade(engine: StoreEngine, to: str) -> None:
    """Take the migrations after a revision back, all or none; "base" empties the database."""
    from alembic import command

    with engine.migrating() as connection:
        command.downgrade(configuration(connection), to)
