"""What writes schemas and reference pages, and measures the tests; not part of the wheel."""
