"""Run by alembic: brings a database to the newest schema over the connection that concord.store.schema hands in.

Sets up no logging, because it runs inside the command line and the dashboard.
"""

from __future__ import annotations

from alembic import context

from concord.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
