"""How fast the checker is, against anchors measured in the same run: `python -m benchmarks`."""
