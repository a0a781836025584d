"""What the service answers under `/v1`, and how it tells of itself."""
