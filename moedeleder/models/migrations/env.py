"""What alembic runs: migrations on the connection it is given, inside its transaction."""

from alembic import context

from moedeleder.models import tables  # noqa: F401  (fills the metadata)
from moedeleder.models.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite changes a table by making a new one.
    render_as_batch=connection.dialect.name == "sqlite",
    # SQLite can, although alembic does not expect it: all migrations or none.
    transactional_ddl=True,
)
context.run_migrations()
