"""The report as a page: no script, nothing fetched."""
