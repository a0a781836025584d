"""What is wrong within each file of a rulebook: keys, types, forms."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from compliance.border import refused
from compliance.rulebook.checked.files import (
    ComposeFile,
    ContentWordsFile,
    CoverageFile,
    ElectionsFile,
    ElectionWordsFile,
    ExceptionsFile,
    FactsFile,
    Jurisdiction,
    LawFile,
    MessagesFile,
    RuleBase,
)
from compliance.rulebook.checked.labels import LabelsFile
from compliance.rulebook.checked.phrases import PhrasesFile
from compliance.rulebook.checked.rules import rule_shape
from compliance.rulebook.contract import names

if TYPE_CHECKING:
    from compliance.errors import Fault
    from compliance.rulebook.files.lines import Path
    from compliance.rulebook.files.parse import Files, Source

_MODELS: dict[str, type[BaseModel]] = {
    "jurisdiction": Jurisdiction, "law": LawFile, "elections": ElectionsFile, "content_words": ContentWordsFile,
    "coverage": CoverageFile, "labels": LabelsFile, "elections_words": ElectionWordsFile, "compose": ComposeFile,
    "facts": FactsFile, "messages": MessagesFile, "exceptions": ExceptionsFile, "phrases": PhrasesFile,
}  # fmt: skip


def faults_within(files: Files) -> list[Fault]:
    """Return every fault that one file shows by itself; a file that could not be read has been reported already."""
    faults: list[Fault] = []
    shared = [("messages", files.messages), ("facts", files.facts)]
    for name, source in [*files.single.items(), *shared]:
        if source.is_read:
            faults += validated(source, _MODELS[name])
    for source in files.rules.values():
        if source.is_read:
            faults += _rule_faults(source)
    return faults


def _rule_faults(source: Source) -> list[Fault]:
    check = source.content.get("check")
    if check not in names():
        return [source.fault(("check",), _unknown_check(check)), *validated(_without_check(source), RuleBase)]
    return validated(source, rule_shape(str(check)))


def _without_check(source: Source) -> Source:
    """Return what can be checked of a rule whose check is not known: everything but the check's own keys."""
    known = set(RuleBase.model_fields)
    return source._replace(content={key: value for key, value in source.content.items() if key in known})


def _unknown_check(check: Any) -> str:
    if check is None:
        return f"is missing; one of {', '.join(names())}"
    near = get_close_matches(str(check), names(), 1)
    return f"no check {check!r}" + (f"; did you mean {near[0]!r}?" if near else f" (there is: {', '.join(names())})")


def validated(source: Source, model: type[BaseModel]) -> list[Fault]:
    """Return what is wrong with a file by the model of its shape."""
    try:
        model.model_validate(source.content)
    except ValidationError as error:
        return [_fault(source, path, reason) for path, reason in refused.faults(error, model)]
    return []


def _fault(source: Source, path: Path, reason: str) -> Fault:
    if not path and "check" in source.content:
        path = ("check",)  # what is wrong with a rule as a whole is wrong with what it gives its check
    return source.fault(path, reason)
