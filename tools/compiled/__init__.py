"""Holds a compiled installation against the source: equal answers, byte for byte, and how much sooner they come."""
