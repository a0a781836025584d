"""Tests of the way from a text to the imprints it states."""
