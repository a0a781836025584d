"""Learns what the signs of campaigning count, and measures how well ads without imprint are found."""
