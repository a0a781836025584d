"""What the service keeps: keys, sessions and batches; SQLite by default, PostgreSQL by URL."""
