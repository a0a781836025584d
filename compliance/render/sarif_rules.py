"""The rules of a SARIF log and the law they rest on: descriptors, and one taxonomy for each act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.said import citation, said, sourced
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.border import report_wire as wire
    from compliance.render.books import Books

_LONGEST = 1024
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}


def unlinked(text: str) -> str:
    """Return message text in which no words of an ad become a link, as `[text](target)` does in SARIF.

    >>> unlinked("see [here](http://x)")
    'see [here] (http://x)'
    """
    return text.replace("](", "] (")


class Catalogue:
    """The rules that findings name and the sources these rest on, by act, numbered as they are named."""

    def __init__(self, books: Books, language: str, say: Mapping[str, str]) -> None:
        self._books, self._language, self._say = books, language, say
        self._rules: dict[str, dict[str, Any]] = {}
        self._index: dict[str, int] = {}
        self._acts: dict[str, dict[tuple[str, str], dict[str, Any]]] = {}
        self._places: dict[tuple[str, str], tuple[str, int]] = {}

    def index(self, result: wire.AdResult, finding: wire.Finding) -> int:
        """Return the place of a finding's rule in `driver.rules`."""
        name = finding["rule"]
        if name not in self._index:
            self._index[name] = len(self._index)
            self._rules[name] = self._descriptor(result, finding)
        return self._index[name]

    def taxa(self, result: wire.AdResult, finding: wire.Finding) -> list[dict[str, Any]]:
        """Return references to the law of a finding."""
        return [self._reference(result["jurisdiction"], law) for law in self._books.laws(result, finding)]

    def versions(self) -> list[dict[str, Any]]:
        """Return which rulebooks judged, and which rules of theirs were not asked."""
        return [
            {"id": book.id, "version": book.version, "sha256": book.sha256}
            | ({"not_asked": sorted(book.not_asked)} if book.not_asked else {})
            for book in self._books.used()
        ]

    def driver(self) -> dict[str, Any]:
        """Return the properties of `tool.driver` that turn on the rules."""
        acts = [{"name": act, "index": number} for number, act in enumerate(self._acts)]
        return {"rules": list(self._rules.values()), **({"supportedTaxonomies": acts} if acts else {})}

    def taxonomies(self) -> list[dict[str, Any]]:
        """Return one tool component for each act, a taxon for each source."""
        return [
            {"name": act, "isComprehensive": False, "taxa": [self._taxon(*item) for item in sources.items()]}
            for act, sources in self._acts.items()
        ]

    def _reference(self, owner: str, law: dict[str, Any]) -> dict[str, Any]:
        key = (owner, law["id"])
        if key not in self._places:
            act = said(law["act"], self._language)
            sources = self._acts.setdefault(act, {})
            self._places[key] = (act, len(sources))
            sources[key] = law
        act, taxon = self._places[key]
        return {"id": law["id"], "index": taxon, "toolComponent": {"name": act, "index": list(self._acts).index(act)}}

    def _taxon(self, key: tuple[str, str], source: dict[str, Any]) -> dict[str, Any]:
        taxon: dict[str, Any] = {"id": key[1], "properties": {"status": source["status"], "jurisdiction": key[0]}}
        texts = {"shortDescription": said(source["title"], self._language), "fullDescription": source["quote"]}
        taxon.update({name: {"text": unlinked(visible(text))} for name, text in texts.items() if text})
        if source["article"]:
            taxon["name"] = fill(self._say["article"], {"number": source["article"]})
        return {**taxon, "helpUri": source["url"]} if _linked(source["url"]) else taxon

    def _descriptor(self, result: wire.AdResult, finding: wire.Finding) -> dict[str, Any]:
        """Return what a rule says in short; of one that no rulebook here has, what its finding tells."""
        book = self._books.of(result)
        rule = book.rule(finding["rule"]) if book else None
        if rule is None or book is None:
            summary = full = unlinked(said(finding["message"], self._language))
        else:
            summary, why = (
                unlinked(visible(fill(_in(texts, self._language), rule.params, book, self._language)))
                for texts in (rule.summary, rule.why)
            )
            full = f"{summary} {why}".strip()
        laws = sourced(self._books.laws(result, finding))
        url = next((law["url"] for law in laws if _linked(law["url"])), f"urn:compliance:rule:{finding['rule']}")
        cited = [f"{self._say['law']}: {unlinked(citation(law, self._language, self._say))}" for law in laws[:2]]
        entry = {
            **_names(finding["rule"], finding["severity"]),
            "shortDescription": {"text": summary},
            "fullDescription": {"text": full if len(full) <= _LONGEST else full[: _LONGEST - 1] + "…"},
            "help": {"text": "\n".join([summary, *cited])},
            "helpUri": url,
        }
        relations = [
            {"target": self._reference(result["jurisdiction"], law), "kinds": ["relevant"]}
            for law in self._books.laws(result, finding)
        ]
        return {**entry, "relationships": relations} if relations else entry


def _names(rule: str, severity: str) -> dict[str, Any]:
    parts = rule.split("/")
    return {
        "id": rule,
        "name": "".join(word.capitalize() for word in parts[-1].replace("_", "-").split("-")),
        "defaultConfiguration": {"level": severity},
        "properties": {
            "tags": ["election-advertising", *parts[:-1]][:20],
            "precision": "high",
            "problem.severity": _PROBLEMS[severity],
        },
    }


def _linked(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
