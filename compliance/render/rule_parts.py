"""Parts of a rule's page: its law on a line, how it is checked, and an example ad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.rulebook import Rule, Rulebook

# Parameters of checks whose values are leaf paths, or names of facts: people read the law's terms for them.
_PATHS = ("field", "of", "first", "second", "fields")
_FACTS = ("fact", "facts", "given")


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text in `language`, else in English, else in whatever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def law_line(source: Mapping[str, Any], say: Mapping[str, str], language: str) -> str:
    """Return act, article and how well a source is known."""
    article = ", " + fill(say["article"], {"number": source["article"]}) if source.get("article") else ""
    return f"{in_language(source['act'], language)}{article} ({say[source['status']]})"


def checked_how(rule: Rule, rulebook: Rulebook, say: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield in plain words how a rule is checked, and then its parameters as its file has them."""
    told = {name: _told(name, value, rulebook, language) for name, value in rule.params.items()}
    yield fill(in_language(rulebook.checks.get(rule.check, {}), language) or rule.check, told, rulebook, language)
    listed = [f"check = {rule.check}", *(f"{name} = {_written(value)}" for name, value in sorted(rule.params.items()))]
    yield f"{say['parameters']}: {', '.join(listed)}"


def shown_example(case: Mapping[str, Any], rulebook: Rulebook, say: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield an example ad as lines: its text or its fields, and what else is known of it."""
    if "text" in case:
        yield from case["text"].strip().splitlines()
    for imprint in case.get("imprints") or ([case["imprint"]] if "imprint" in case else ()):
        for path, value in sorted(_leaves(imprint)):
            term = fill("{field}", {"field": path}, rulebook, language)
            yield f"{term}: {_day(value, rulebook, language)}"
    for key, words, slot in (
        ("published", "published_on", "day"),
        ("on", "judged_on", "day"),
        ("medium", "medium_is", "medium"),
    ):
        if key in case:
            value = case[key]
            shown = value.isoformat() if hasattr(value, "isoformat") else str(value)
            yield f"({fill(say[words], {slot: shown}, rulebook, language)})"
    for name, value in case.get("metadata", {}).items():
        yield f"({fill('{fact}', {'fact': name}, rulebook, language)}: {_written(value)})"


def _leaves(imprint: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the stated values of an imprint given as fields; a code that repeats what the words say is left out."""
    for name, value in imprint.items():
        path = f"{above}{name}"
        if not isinstance(value, dict):
            if name not in ("kind", "legal_form", "notes", "confidence"):
                yield path, value
        elif "value" in value or "raw" in value:
            yield path, value.get("value") or value.get("raw", "")
            if "owner" in value:
                yield f"{path}.owner", value["owner"]
        else:
            yield from _leaves(value, f"{path}.")


def _day(value: Any, rulebook: Rulebook, language: str) -> str:
    iso = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return fill("{value}", {"value": iso}, rulebook, language)


def _told(name: str, value: Any, rulebook: Rulebook, language: str) -> Any:
    """Return a parameter as people say it: a field by the law's term, a fact by its name, several with commas."""
    slot = "field" if name in _PATHS else "fact" if name in _FACTS else ""
    if not slot:
        return value
    parts = value if isinstance(value, (list, tuple)) else [value]
    shown = [fill(f"{{{slot}}}", {slot: part}, rulebook, language) for part in parts]
    return ", ".join(dict.fromkeys(shown))


def _written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
