"""What a model refuses, said to whoever wrote it: what was found, and what would do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

_CODE = re.compile(r"'([^']*)'")
_TABLE = "a table of keys and values"
_LONGEST = 60  # characters of what was found
_KINDS = {
    "string_type": "a text", "dict_type": _TABLE, "model_type": _TABLE, "model_attributes_type": _TABLE,
    "list_type": "a list", "tuple_type": "a list", "set_type": "a list", "bool_type": "true or false",
    "bool_parsing": "true or false", "int_type": "a whole number", "int_parsing": "a whole number",
}  # fmt: skip


def faults(error: ValidationError, model: type[BaseModel]) -> list[tuple[tuple[int | str, ...], str]]:
    """Return where each fault is and what is wrong, in words; `model` is that which refused."""
    return [(tuple(one["loc"]), said(dict(one), model)) for one in error.errors(include_url=False)]


def said(fault: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Return what is wrong, in one line.

    >>> from compliance.border.ad import Ad
    >>> said({"type": "extra_forbidden", "loc": ("mediun",), "msg": "", "input": "online"}, Ad)
    'unknown key; did you mean medium?'
    >>> said({"type": "literal_error", "ctx": {"expected": "'high' or 'low'"}, "input": "hihg", "msg": ""}, Ad)
    "there is no 'hihg' (there is: high, low); did you mean 'high'?"
    """
    kind = fault["type"]
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        near = get_close_matches(str(fault["loc"][-1]), keys(model), 1)
        return f"unknown key; did you mean {near[0]}?" if near else "unknown key"
    found = _shown(fault["input"])
    if kind == "literal_error":
        known = _CODE.findall(fault["ctx"]["expected"])
        near = get_close_matches(str(fault["input"]), known, 1)
        return f"there is no {found} (there is: {', '.join(known)})" + (f"; did you mean {near[0]!r}?" if near else "")
    if kind in _KINDS:
        return f"{found} is not {_KINDS[kind]}"
    words = str(fault["msg"]).replace("\n", " ")
    return words.removeprefix("Value error, ") if kind == "value_error" else f"{words} (found {found})"


def path_in(content: Any, path: Sequence[int | str]) -> tuple[int | str, ...]:
    """Return the path of a fault as `content` has it: a plain value may stand for the table that it is short for.

    >>> path_in({"kind": "partty"}, ("kind", "value")), path_in({"span": {}}, ("span", "start"))
    (('kind',), ('span', 'start'))
    """
    for index, part in enumerate(path):
        if not isinstance(content, (Mapping, list)):
            return tuple(path[:index])
        try:
            content = content[part]  # type: ignore[index]
        except (LookupError, TypeError):  # a key that is missing is a place too
            return tuple(path[: index + 1])
    return tuple(path)


@cache
def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return every key that data of this shape may have, in whichever table."""
    schema = model.model_json_schema()
    tables = (schema, *schema.get("$defs", {}).values())
    return tuple(sorted({key for table in tables for key in table.get("properties", ())}))


def _shown(found: Any) -> str:
    shown = repr(found)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
