"""Finders of the pieces an imprint is made of, one file a kind."""
