"""Our named tuples are those of `typing` in everything that the program uses of them."""

from __future__ import annotations

import pickle
import typing

import pytest

from compliance.model.tuples import NamedTuple


class Ours(NamedTuple):
    """A stretch of text."""

    start: int
    end: int = 7
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How long it is."""
        return self.end - self.start

    def moved(self, by: int) -> Ours:
        """Return it elsewhere."""
        return self._replace(start=self.start + by, end=self.end + by)


class Theirs(typing.NamedTuple):
    """A stretch of text."""

    start: int
    end: int = 7
    notes: tuple[str, ...] = ()


def test_fields_defaults_and_words_are_the_same() -> None:
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert (Ours.__doc__, Ours.__module__, Ours.__qualname__) == (Theirs.__doc__, Theirs.__module__, "Ours")
    assert Ours.__match_args__ == Theirs.__match_args__
    assert repr(Ours(1)) == repr(Theirs(1)).replace("Theirs", "Ours")
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)


def test_it_is_a_tuple_with_its_own_methods() -> None:
    made = Ours(1, notes=("a",))
    assert Ours._make([1, 7, ("a",)]) == made
    assert tuple(made) == (1, 7, ("a",))
    assert made.size == 6
    assert made.moved(2) == Ours(3, 9, ("a",))
    assert made._asdict() == {"start": 1, "end": 7, "notes": ("a",)}
    assert pickle.loads(pickle.dumps(made)) == made
    assert isinstance(pickle.loads(pickle.dumps(made)), Ours)


def test_what_cannot_be_made_is_refused() -> None:
    with pytest.raises(TypeError, match="start"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="unexpected"):
        Ours(1)._replace(stop=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Ours(1).start = 2  # type: ignore[misc]
