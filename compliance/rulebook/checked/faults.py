"""What is wrong within each file of a rulebook: keys, types, forms."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from compliance.rulebook.checked.files import (
    RULE_FILE,
    ContentWordsFile,
    CoverageFile,
    ElectionsFile,
    Jurisdiction,
    LawFile,
    RuleBase,
)
from compliance.rulebook.checked.reasons import FAILS

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Files, Source

_MODELS: dict[str, type[BaseModel]] = {
    "jurisdiction": Jurisdiction, "law": LawFile, "elections": ElectionsFile, "content_words": ContentWordsFile,
    "coverage": CoverageFile,
}  # fmt: skip


def faults_within(files: Files) -> list[Fault]:
    """Return every fault that one file shows by itself; a file that could not be read has been reported already."""
    faults: list[Fault] = []
    for name, model in _MODELS.items():
        source = files.single.get(name)
        if source is not None and source.content:
            faults += validated(source, model.model_validate)
    for source in files.rules.values():
        if source.content:
            faults += _rule_faults(source)
    return faults


def _rule_faults(source: Source) -> list[Fault]:
    check = source.content.get("check")
    if check not in FAILS:
        return [source.fault(("check",), _unknown_check(check)), *validated(source, _without_check)]
    return validated(source, RULE_FILE.validate_python)


def _without_check(content: dict[str, Any]) -> None:
    """Check what can be checked of a rule whose check is not known: everything but the check's own keys."""
    known = set(RuleBase.model_fields)
    RuleBase.model_validate({key: value for key, value in content.items() if key in known})


def _unknown_check(check: Any) -> str:
    if check is None:
        return f"is missing; one of {', '.join(sorted(FAILS))}"
    near = get_close_matches(str(check), FAILS, 1)
    return f"no check {check!r}" + (
        f"; did you mean {near[0]!r}?" if near else f" (there is: {', '.join(sorted(FAILS))})"
    )


def validated(source: Source, validate: Any) -> list[Fault]:
    """Return what is wrong with a file by a model's validation."""
    try:
        validate(source.content)
    except ValidationError as error:
        return [_fault(source, dict(item)) for item in error.errors(include_url=False, include_input=False)]
    return []


def _fault(source: Source, item: dict[str, Any]) -> Fault:
    path: Path = tuple(item["loc"])
    if path and path[0] in FAILS:  # pydantic puts the discriminator first
        path = path[1:]
    kind = item["type"]
    if kind == "missing":
        return source.fault(path, "is missing")
    if kind == "extra_forbidden":
        return source.fault(path, "unknown key")
    return source.fault(path, str(item["msg"]))
