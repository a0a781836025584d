"""The service: what it answers, what it bears, and what it lets nobody do."""
