"""`compliance compose`: an imprint from facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from compliance.authoring.compose import Composed, compose
from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.interfaces.cli import console, options
from compliance.render.words import words
from compliance.rulebook import MEDIA
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from datetime import date

# Facts by path, and the options that give them.
OPTIONS = {
    "executor.name": "--executor",
    "executor.address": "--executor-address",
    "customer.kind": "--customer-kind",
    "customer.name": "--customer",
    "payer.kind": "--payer-kind",
    "payer.name": "--payer",
    "funding_source.kind": "--funding-source",
    "publication_date": "--date",
    "print_run": "--print-run",
}


@click.command(
    epilog="""\b
Examples:
  compliance compose --language ru --json facts.json --date 2021-07-06
  compliance compose --language ky --executor '«Ак Кар Басма» ЖЧК' --executor-address 'Бишкек ш., Киев көч., 14' \\
    --customer '«Күмүш Булут»' --customer-kind party --payer 'Токоева Н.С.' --payer-kind finance_representative \\
    --funding-source election_fund --date 2021-07-06 --print-run 500

\b
Exit codes: 0 written, 1 a fact is missing or the ad would break a rule, 2 wrong use.""",
)
@click.option("--language", required=True, metavar="CODE", help="The language of the imprint: ky or ru.")
@click.option("--json", "file", metavar="FILE", help="Facts as JSON, as the imprint of ad.v1.json; - reads stdin.")
@click.option("--executor", metavar="NAME", help="Who makes the ad, with the legal form, as it is written.")
@click.option("--executor-address", metavar="TEXT", help="The address of the producer.")
@click.option("--customer", metavar="NAME", help="Who ordered it: the party's name, or the candidate.")
@click.option("--customer-kind", type=click.Choice(("party", "candidate")), help="What the customer is.")
@click.option("--payer", metavar="NAME", help="Who pays.")
@click.option(
    "--payer-kind", type=click.Choice(("finance_representative", "candidate")), help="In which capacity they pay."
)
@click.option("--funding-source", type=click.Choice(("election_fund",)), help="That the customer's election fund pays.")
@click.option("--date", "day", callback=options.day, metavar="DATE", help="The day on which it appears.")
@click.option("--print-run", type=click.IntRange(min=1), help="The number of copies; one placement is 1.")
@click.option("--medium", type=click.Choice(MEDIA), help="Where it will appear.")
@click.option("--election", metavar="ID", help="The election it is about (see: compliance elections).")
@options.jurisdiction
@options.calendar
@options.languages
def command(
    language: str,
    file: str | None,
    day: date | None,
    medium: str | None,
    election: str | None,
    jurisdiction: str,
    rules_dir: str | None,
    elections_file: str | None,
    languages: tuple[str, ...],
    **given: Any,
) -> int:
    """Write a compliant imprint from facts. What is not given is named, never made up."""
    checker = Checker(jurisdiction, languages=languages, rules=rules_dir, elections=elections_file)
    facts = {path: given.get(option[2:].replace("-", "_")) for path, option in OPTIONS.items()}
    facts["publication_date"] = day
    facts = _from_file(file) | {path: value for path, value in facts.items() if value is not None}
    return _say(compose(facts, checker, language, medium=medium, election=election), checker)


def _say(composed: Composed, checker: Checker) -> int:
    """Write the imprint to standard output, and what stands against it to standard error."""
    language = checker.languages[0]
    say = words(language)
    if composed.missing:
        console.tell(say["missing_facts"])
        for path in composed.missing:
            term = fill("{field}", {"field": path}, checker.rulebook, language)
            console.tell(fill(say["missing_fact"], {"field": term, "option": OPTIONS.get(path, path), "path": path}))
        return 1
    assert composed.result is not None
    findings = composed.result["findings"]
    failed = composed.result["verdict"] == "non_compliant"
    if findings:
        console.tell(say["composed_fails" if failed else "composed_unclear"])
    for finding in findings:
        if finding["outcome"] == "fail" or not failed:
            console.tell(f"{finding['message'][language]} [{finding['rule']}]")
    if not failed:
        console.put(composed.text)
    return 1 if failed else 0


def _from_file(path: str | None) -> dict[str, Any]:
    """Return the facts of a JSON file by path; a whole ad is taken for its imprint."""
    if path is None:
        return {}
    try:
        if path == "-":
            content = console.standard_input().read()
        else:
            with open(path, "rb") as file:
                content = file.read()
        facts = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise UsageError(f"{path}: is not JSON: {error}") from error
    if isinstance(facts, dict) and isinstance(facts.get("imprint"), dict):
        facts = facts["imprint"]
    if not isinstance(facts, dict):
        raise UsageError(f"{path}: holds no facts: an object with executor, customer, payer and the like")
    return _by_path(facts)


def _by_path(facts: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, dict):
            found |= _by_path(value, f"{above}{name}.")
        elif value is not None:
            found[above + name] = value
    return found
