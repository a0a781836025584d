"""What the program says of itself, its errors and its help, in the language of a person.

The code says it in English; `rules/program.json` has each sentence in the other languages, by its English words, with
names in braces for what changes: `{path}: cannot be read: {why}`. What stands in braces is looked up in turn. A
sentence that is not there stays English.
"""

from __future__ import annotations

import os
from functools import cache

from compliance.rulebook.files.load import RULES
from compliance.text.late import late

_SLOT = late(r"\{(\w+)\}")
_DEEPEST = 4
_LONGEST = 2_000  # characters of a message in which several things are looked for


def spoken(message: str, language: str, depth: int = 0) -> str:
    """Return a message of the program in `language`, in English where it has no words for it.

    >>> spoken("is larger than 64 MiB", "ru"), spoken("x.toml: is not UTF-8: byte 3", "ky")
    ('больше 64 МиБ', 'x.toml: бул UTF-8 эмес: byte 3')
    """
    if language == "en" or depth > _DEEPEST:
        return message
    exact, templates = _tables(language)
    if message in exact:
        return exact[message]
    for template, said in templates:
        if (values := _values(template, message)) is not None:
            told = {name: spoken(value, language, depth + 1) for name, value in values.items()}
            return _SLOT.sub(lambda slot, told=told: told[slot[1]], said)  # type: ignore[misc]
    if "; " in message and len(message) <= _LONGEST:  # several things that are wrong with one input
        return "; ".join(spoken(part, language, depth + 1) for part in message.split("; "))
    head, sign, rest = message.partition(": ")
    return f"{head}{sign}{spoken(rest, language, depth + 1)}" if sign else message


@cache
def _tables(language: str) -> tuple[dict[str, str], list[tuple[tuple[str, ...], str]]]:
    """Return sentences without and with slots; of the latter those with most words of their own come first."""
    import json

    with open(os.path.join(RULES, "program.json"), encoding="utf-8") as file:
        table = {english: texts[language] for english, texts in json.load(file).items() if language in texts}
    with_slots = [(tuple(_SLOT.split(english)), said) for english, said in table.items() if _SLOT.search(english)]
    with_slots.sort(key=lambda item: -sum(map(len, item[0][::2])))
    return table, with_slots


def _values(template: tuple[str, ...], message: str) -> dict[str, str] | None:
    """Return what stands in the slots of a template that a message was made from; in one pass, the shortest first."""
    fixed, slots = template[::2], template[1::2]
    if not message.startswith(fixed[0]) or not message.endswith(fixed[-1]):
        return None
    at, end, found = len(fixed[0]), len(message) - len(fixed[-1]), {}
    for number, name in enumerate(slots):
        last = number == len(slots) - 1
        stop = end if last else message.find(fixed[number + 1], at + 1, end)
        if stop <= at:
            return None
        found[name] = message[at:stop]
        at = stop + len(fixed[number + 1])
    return found
