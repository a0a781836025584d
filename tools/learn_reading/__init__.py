"""Learns the weights of rules/reading.json from labelled texts: `python -m tools.learn_reading [FOLDER ...]`.

The same texts give the same bytes. Needs the extra `learn`; the library needs nothing of it.
"""
