"""Runs the migrations on the connection that the service hands over."""

from __future__ import annotations

from alembic import context

from compliance.interfaces.http.store.tables import TABLES

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=TABLES, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
