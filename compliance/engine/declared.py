"""What an export or a register states of an ad beside its text, taken in where the text states nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.model.fields import part_of
from compliance.model.imprint import Imprint, Leaf


def declared_in(imprints: Sequence[Imprint], declared: Mapping[str, str]) -> tuple[Imprint, ...]:
    """Return the imprints with what is declared of parts that none of them states; alone, it is an imprint of fields.

    >>> declared_in((), {"customer.name": "партия «Күмүш Булут»"})[0].leaves["customer.name"].start
    'customer.name'
    """
    stated = {part_of(path) for imprint in imprints for path in imprint.leaves}
    leaves = {path: Leaf(said, said, path, path) for path, said in declared.items() if part_of(path) not in stated}
    if not imprints:
        return (Imprint(leaves, (), "", "", ()),)
    first, *others = imprints
    return (first._replace(leaves={**first.leaves, **leaves}), *others)
