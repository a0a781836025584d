"""Phrases to imprints: what belongs together, what is shared, and whether it is an imprint at all."""

from __future__ import annotations

from compliance.extraction.phrased.block import Block
from compliance.extraction.phrased.heads import FAR, Found, heads_of
from compliance.extraction.phrased.vocabulary import Vocabulary
from compliance.model.imprint import Imprint

Traced = list[tuple[str, int, int, str]]


def read_phrased(
    text: str, source: str, words: Vocabulary, trace: Traced | None = None, told: bool = False
) -> list[Imprint]:
    """Return the imprints of `text`, in order of place; values are cut from `source`, which has the same places.

    Where the text is `told` to be an ad, words of elections and of trade in it no longer count.
    """
    blocks: list[Block] = []
    for group in _groups(text, heads_of(text, words)):
        block = Block(text, group, words, told)
        accepted, reason = block.judged()
        if trace is not None:
            trace.append(("accepted" if accepted else "rejected", block.start, block.end, reason))
        if accepted:
            blocks.append(block)
    merged: list[Block] = []
    for block in blocks:
        if merged and merged[-1].takes(block):
            merged[-1].join(block)
        else:
            merged.append(block)
    return [block.imprint(source) for block in merged if not block.slight()]


def _groups(text: str, heads: list[Found]) -> list[list[Found]]:
    """Group heads that stand near each other; statements by themselves join whatever is near."""
    groups: list[list[Found]] = []
    for found in heads:
        last = groups[-1][-1] if groups else None
        if last is not None and found.start - max(last.end, min(last.stop, found.start)) <= FAR:
            groups[-1].append(found)
        else:
            groups.append([found])
    return groups
