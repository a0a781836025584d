"""What changed between two days: in the rules, and in what they say of an ad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.checker import Checker
    from compliance.sources import Loaded


def compared(loaded: Loaded, checkers: tuple[Checker, Checker], **known: Any) -> dict[str, Any]:
    """Return an ad's verdict by each of two checkers, and every rule that answers otherwise, as plain JSON values."""
    before, after = (checker.judge(loaded, **known) for checker in checkers)
    return {
        "path": before["path"],
        "pointer": before["pointer"],
        "before": before["verdict"],
        "after": after["verdict"],
        "rules": list(_differing(before["evaluated"], after["evaluated"])),
    }


def _differing(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    answers = {(entry["rule"], entry["imprint"]): entry for entry in before}
    other = {(entry["rule"], entry["imprint"]): entry for entry in after}
    for key in sorted({*answers, *other}, key=lambda key: (key[0], -1 if key[1] is None else key[1])):
        # a rule that is not in force is asked once for the whole ad, not for each imprint
        was = answers.get(key) or answers.get((key[0], None))
        now = other.get(key) or other.get((key[0], None))
        if was and now and was["outcome"] != now["outcome"]:
            yield {"rule": key[0], "imprint": key[1], "before": was["outcome"], "after": now["outcome"]}
