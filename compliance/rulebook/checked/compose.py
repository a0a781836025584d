"""What is wrong in compose.toml beyond its shape: facts that no imprint has, texts that nothing chooses or fills."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from compliance.model.fields import LEAVES
from compliance.rulebook.texts import slots

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.parse import Source

# What is made of facts: the customer's name without quotes, the parts of the day.
MADE = ("core", "day", "month", "year")


def compose_faults(source: Source) -> Iterator[Fault]:
    """Yield what would stop an imprint from being written, or leave a slot in it."""
    parts = source.content["part"]
    for index, part in enumerate(parts):
        yield from _path_faults(source, index, part)
        yield from _text_faults(source, index, part)


def _path_faults(source: Source, index: int, part: dict[str, Any]) -> Iterator[Fault]:
    stated = [(("needs", number), path) for number, path in enumerate(part["needs"])]
    stated += [(("only", path), path) for path in part.get("only", ())]
    for at, path in stated:
        if path not in LEAVES:
            yield source.fault(("part", index, *at), f"no part of an imprint is called {path!r}{_near(path)}")


def _near(path: str) -> str:
    near = get_close_matches(path, LEAVES, 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _text_faults(source: Source, index: int, part: dict[str, Any]) -> Iterator[Fault]:
    texts = {name: said for name, said in part.items() if isinstance(said, dict) and name != "only"}
    of = part.get("of")
    if of is None and list(texts) != ["text"]:
        yield source.fault(
            ("part", index), "needs one table of texts, text, or with of one for each value of that fact"
        )
    if of is not None and of not in part["needs"]:
        yield source.fault(("part", index, "of"), f"{of!r} is not in needs")
    known = {path.replace(".", "_") for path in LEAVES}.union(MADE)
    for name, said in texts.items():
        for language, text in said.items():
            for slot in sorted(slots(text) - known):
                shown = ", ".join((*MADE, *(path.replace(".", "_") for path in part["needs"])))
                yield source.fault(("part", index, name, language), f"{{{slot}}} is never filled (there is: {shown})")
