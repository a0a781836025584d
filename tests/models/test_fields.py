"""The table of fields, and its typed twins: the models of an imprint, and the types of its wire format."""

from __future__ import annotations

import json
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel, ValidationError

from compliance.border import imprint
from compliance.border.imprint import AlsoWire, Imprint, ImprintWire
from compliance.border.stated import Stated, StatedCount, StatedDate
from compliance.border.wire import wire_imprint
from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.model.fields import FIELDS, LEAVES, Field, walk
from compliance.model.imprint import Imprint as Read
from compliance.model.imprint import Leaf
from compliance.sources.loading import load_bytes

BESIDE = ["also", "language", "confidence", "span", "occurrences"]  # what an imprint has that it does not state
CODED = [path for path, leaf in LEAVES.items() if leaf.kind == "code"]


def lone(annotation: Any) -> Any:
    """Return what an attribute holds: without None, or without the tuple it is in."""
    return next(kind for kind in get_args(annotation) or (annotation,) if kind not in (type(None), ...))


def check_field(field: Field, model: type[BaseModel]) -> None:
    """The attribute is of the field's kind, and what is below it too."""
    annotation = model.model_fields[field.name].annotation
    kind = lone(annotation)
    if field.kind == "list":
        assert annotation == tuple[Stated[str], ...]
    elif field.kind in ("date", "count"):
        whole = {"date": StatedDate, "count": StatedCount}[field.kind]
        assert (kind.__base__ if field.parts else kind) is whole
    elif field.kind == "code":
        assert get_args(lone(kind.model_fields["value"].annotation)) == field.codes
    elif field.kind != "party" and not field.parts:
        assert kind is Stated[str]
    if field.parts:
        own = [name for name in kind.model_fields if name not in Stated.model_fields]
        assert own == [part.name for part in field.parts]
        assert issubclass(kind, Stated) == (field.kind != "party")
    for part in field.parts:
        check_field(part, kind)


def test_an_imprint_has_the_parts_of_the_table_in_its_order() -> None:
    """So has what it says again, where each part is a list of statements."""
    parts = [field.name for field in FIELDS]
    assert [name for name in Imprint.model_fields if name not in BESIDE] == parts
    assert list(imprint.Also.model_fields) == parts
    for field in FIELDS:
        check_field(field, Imprint)
        first = lone(Imprint.model_fields[field.name].annotation)
        assert get_args(imprint.Also.model_fields[field.name].annotation) == (first, ...)


def test_the_types_of_the_wire_have_the_same_parts() -> None:
    """A further statement of a part is of the type of its first one."""
    first, again = get_type_hints(ImprintWire), get_type_hints(AlsoWire)
    assert {name: (kind,) for name, kind in first.items() if name not in BESIDE} == {
        name: get_args(kind) for name, kind in again.items()
    }


def everything() -> dict[str, Leaf]:
    """Return a leaf for everything that the table has, and for the second statement of each part."""
    leaves = {}
    for head in ("", "[1]"):
        for path, field in LEAVES.items():
            part, dot, rest = path.partition(".")
            value = field.codes[0] if field.codes else 7 if field.kind == "count" else None
            leaves[f"{part}{head}{dot}{rest}"] = Leaf(value or f"words of {path}", f"words of {path}", "", "")
            if field.kind == "list":
                leaves[f"{part}{head}{dot}{rest}[1]"] = Leaf("second", "second", "", "")
    for path in ("publication_date", "publication_date[1]"):
        leaves[path] = Leaf(None, "some day", "", "")
    return leaves


def test_everything_that_the_table_has_goes_out_and_comes_in_again() -> None:
    """Every leaf of every statement: to the wire, into a model, back into what the pipeline reads."""
    leaves = everything()
    wire = wire_imprint(Read(leaves, (), 0, 0, ()), Document("x"))
    assert {path for path, _ in walk(wire)} == set(leaves)
    model = Imprint.model_validate(wire)
    assert {path: (leaf.value, leaf.raw) for path, leaf in model.stated()} == {
        path: (leaf.value, leaf.raw) for path, leaf in leaves.items()
    }
    again = model.to_reading().leaves
    assert {path: leaf[:2] for path, leaf in again.items()} == {path: leaf[:2] for path, leaf in leaves.items()}
    assert Imprint.model_validate_json(model.model_dump_json()) == model


def nested(path: str, value: Any) -> dict[str, Any]:
    """Return the fields of an imprint that states one value."""
    name, _, rest = path.partition(".")
    return {name: nested(rest, value) if rest else value}


@pytest.mark.parametrize("path", CODED)
@pytest.mark.parametrize("again", [False, True])
def test_a_misspelt_code_is_an_error_of_input_that_names_the_codes(path: str, again: bool) -> None:
    """It is no finding: what an ad states was read wrongly by whoever holds it as fields."""
    for given in ("misspelt", {"value": "misspelt", "raw": "words"}, {"raw": "words"}):
        fields: Any = nested(path, given)
        if again:
            fields = {"also": {name: [part] for name, part in fields.items()}}
        with pytest.raises(SourceError) as caught:
            load_bytes(json.dumps({"imprint": fields}).encode(), "ad.json")
        assert path.replace(".", "/").rpartition("/")[2] in caught.value.pointer
        listed = caught.value.reason.partition("there is: ")[2].rstrip(")").split(", ")
        assert listed == list(LEAVES[path].codes)


@pytest.mark.parametrize("path", CODED)
def test_a_code_may_be_given_plainly_with_its_words_or_as_unreadable(path: str) -> None:
    """Words that mean no code known are stated all the same."""
    code = LEAVES[path].codes[0]
    for given, value, raw in (
        (code, code, code),
        ({"raw": code}, code, code),
        ({"value": code, "raw": "words"}, code, "words"),
        ({"value": None, "raw": "words"}, None, "words"),
    ):
        found = dict(Imprint.model_validate(nested(path, given)).stated())
        assert (found[path].value, found[path].raw) == (value, raw)


def test_a_field_that_the_table_does_not_have_is_refused() -> None:
    """Neither in a party nor beside it."""
    for fields in ({"printer": {"name": "A"}}, {"promoter": {"phone": "1"}}, {"payer": {"address": {"city": "A"}}}):
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            Imprint.model_validate(fields)
