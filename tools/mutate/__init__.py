"""Finds out which mistakes in the package no test would notice: `python -m tools.mutate --help`."""
