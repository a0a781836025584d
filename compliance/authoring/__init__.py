"""Tools for those who write ads and rules: compose, fix, compare days, run a rule's cases."""
