"""The rules of a SARIF log and the law they rest on: descriptors, and one taxonomy for each act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.render.display import visible
from compliance.render.formats.markdown import escape
from compliance.render.said import citation, said, sourced
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compliance.rulebook import Rule, Rulebook

_LONGEST = 1024
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}


def unlinked(text: str) -> str:
    """Return message text in which no words of an ad become a link, as `[text](target)` does in SARIF.

    >>> unlinked("see [here](http://x)")
    'see [here] (http://x)'
    """
    return text.replace("](", "] (")


class Catalogue:
    """Every rule of the rulebooks, and every rule a finding names; every source they cite, by act."""

    def __init__(
        self,
        rulebooks: Iterable[Rulebook],
        findings: list[dict[str, Any]],
        language: str,
        say: Mapping[str, str],
    ) -> None:
        self._language, self._say = language, say
        books = {book.id: book for book in rulebooks}
        self._sources: dict[tuple[str, str], dict[str, Any]] = {}
        self._acts: dict[str, list[tuple[str, str]]] = {}
        self.versions = [{"id": b.id, "version": b.version, "sha256": b.sha256} for _, b in sorted(books.items())]
        rules = {rule.id: (rule, book) for book in books.values() for rule in book.rules}
        for rule, book in rules.values():
            self._cite(book.id, (book.sources[name] for version in rule.versions for name in version.law))
        for finding in findings:
            self._cite(_owner(finding["rule"]), finding["law"])
        self._places = self._number()
        named = {finding["rule"]: finding for finding in findings}
        self._rules = {
            name: self._descriptor(*rules[name]) if name in rules else self._bare(named[name])
            for name in sorted({*rules, *named})
        }
        self._index = {name: number for number, name in enumerate(self._rules)}

    def index(self, rule: str) -> int:
        """Return the place of a rule in `driver.rules`."""
        return self._index[rule]

    def taxa(self, finding: dict[str, Any]) -> list[dict[str, Any]]:
        """Return references to the law of a finding."""
        return [self._reference((_owner(finding["rule"]), law["id"])) for law in finding["law"]]

    @property
    def driver(self) -> dict[str, Any]:
        """The properties of `tool.driver` that turn on the rules."""
        acts = [{"name": act, "index": number} for number, act in enumerate(sorted(self._acts))]
        return {"rules": list(self._rules.values()), **({"supportedTaxonomies": acts} if acts else {})}

    @property
    def taxonomies(self) -> list[dict[str, Any]]:
        """One tool component for each act, a taxon for each source."""
        return [
            {"name": act, "isComprehensive": False, "taxa": [self._taxon(key) for key in self._acts[act]]}
            for act in sorted(self._acts)
        ]

    def _cite(self, owner: str, sources: Iterable[dict[str, Any]]) -> None:
        for source in sources:
            key = (owner, source["id"])
            if key not in self._sources:
                self._sources[key] = source
                self._acts.setdefault(said(source["act"], self._language), []).append(key)

    def _number(self) -> dict[tuple[str, str], tuple[int, int, str]]:
        """Return where each source stands: taxonomy, taxon, and the name of the taxonomy."""
        places = {}
        for number, act in enumerate(sorted(self._acts)):
            self._acts[act].sort()
            places.update({key: (number, taxon, act) for taxon, key in enumerate(self._acts[act])})
        return places

    def _reference(self, key: tuple[str, str]) -> dict[str, Any]:
        number, taxon, act = self._places[key]
        return {"id": key[1], "index": taxon, "toolComponent": {"name": act, "index": number}}

    def _taxon(self, key: tuple[str, str]) -> dict[str, Any]:
        source = self._sources[key]
        taxon: dict[str, Any] = {"id": key[1], "properties": {"status": source["status"], "jurisdiction": key[0]}}
        texts = {"shortDescription": said(source.get("title"), self._language), "fullDescription": source.get("quote")}
        taxon.update({name: {"text": unlinked(visible(text))} for name, text in texts.items() if text})
        if source.get("article"):
            taxon["name"] = fill(self._say["article"], {"number": source["article"]})
        return {**taxon, "helpUri": source["url"]} if _linked(source.get("url")) else taxon

    def _bare(self, finding: dict[str, Any]) -> dict[str, Any]:
        """Return the descriptor of a rule that no rulebook here has: what its finding tells."""
        text = {"text": unlinked(said(finding["message"], self._language))}
        url = next(
            (law["url"] for law in finding["law"] if _linked(law["url"])), f"urn:compliance:rule:{finding['rule']}"
        )
        return {
            **_names(finding["rule"], finding["severity"]),
            **{"shortDescription": text, "fullDescription": text, "help": text, "helpUri": url},
        }

    def _descriptor(self, rule: Rule, book: Rulebook) -> dict[str, Any]:
        summary, why, fix = (
            unlinked(visible(fill(_in(texts, self._language), rule.params, book, self._language)))
            for texts in (rule.summary, rule.why, rule.fix)
        )
        names = dict.fromkeys(name for version in reversed(rule.versions) for name in version.law)
        urls = (source.get("url") for source in sourced(book.sources[name] for name in names))
        relations = [{"target": self._reference((book.id, name)), "kinds": ["relevant"]} for name in names]
        full = f"{summary} {why}".strip()
        entry = {
            **_names(rule.id, rule.severity),
            "shortDescription": {"text": summary},
            "fullDescription": {"text": full if len(full) <= _LONGEST else full[: _LONGEST - 1] + "…"},
            "help": {
                "text": self._help(rule, book, summary, why, fix),
                "markdown": self._markdown(rule, book, full, fix),
            },
            "helpUri": next(filter(_linked, urls), f"urn:compliance:rule:{rule.id}"),
        }
        return {**entry, "relationships": relations} if relations else entry

    def _help(self, rule: Rule, book: Rulebook, *texts: str) -> str:
        law = [f"- {line}" + (f" {url}" if url else "") for line, url in self._law(rule, book)]
        return "\n".join([*filter(None, texts), *law])

    def _markdown(self, rule: Rule, book: Rulebook, full: str, fix: str) -> str:
        law = [f"- {escape(line)}" + (f" <{url}>" if _linked(url) else "") for line, url in self._law(rule, book)]
        lines = [escape(full), *([f"**{self._say['fix']}**: {escape(fix)}"] if fix else []), "\n".join(law)]
        return "\n\n".join(filter(None, lines))

    def _law(self, rule: Rule, book: Rulebook) -> Iterator[tuple[str, str]]:
        for version in rule.versions:
            since = fill(self._say["since"], {"day": version.first.isoformat()})
            if not version.law:
                yield f"{since}: {self._say['ended']}", ""
            for name in version.law:
                source = {"article": None, **book.sources[name]}
                cited = f"{since}: {citation(source, self._language, self._say)}"
                quote = f" — «{visible(source['quote'])}»" if source.get("quote") else ""
                yield unlinked(cited + quote), source.get("url") or ""


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


def _owner(rule: str) -> str:
    return rule.partition("/")[0]


def _linked(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
