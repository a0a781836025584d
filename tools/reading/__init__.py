"""Training texts with their labels, the harness that measures readers, and the token baseline."""
