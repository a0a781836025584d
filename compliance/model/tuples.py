"""Named tuples as `typing` makes them, but for its reading of every annotation: half of the time that a class takes.

One ad on the command line makes fifty such classes. A type checker sees `typing.NamedTuple`; annotations stay the text
that `from __future__ import annotations` makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    _MADE = frozenset(("__annotations__", "__classcell__", "__module__", "__qualname__"))

    class _Maker(type):
        def __new__(cls, name, bases, namespace):
            fields = namespace["__annotations__"]
            defaults = [namespace[field] for field in fields if field in namespace]
            made = namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
            made.__annotations__ = made.__new__.__annotations__ = fields
            made.__qualname__ = namespace["__qualname__"]
            for key, value in namespace.items():
                if key not in _MADE and key not in fields:
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
