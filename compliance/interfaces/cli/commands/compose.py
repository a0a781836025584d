"""`compliance compose`: an imprint from facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from compliance.authoring.composer import Composed, Fact, compose, facts_of
from compliance.checker import Checker
from compliance.errors import UsageError
from compliance.interfaces.cli import console, options
from compliance.interfaces.cli.inputs import content_of
from compliance.interfaces.cli.tongue import language
from compliance.model.fields import LEAVES, PARTS, part_of
from compliance.render.display import visible
from compliance.render.words import words
from compliance.rulebook import HOME, MEDIA
from compliance.rulebook.texts import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.rulebook import Rulebook


class _Composer(click.Command):
    """A command that takes the facts of the chosen jurisdiction's imprint as options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        chooser = click.Command(
            "rulebook",
            params=[param for param in self.params if param.name in ("jurisdiction", "rules_dir")],
            add_help_option=False,
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        )
        chosen = chooser.make_context("rulebook", list(args), resilient_parsing=ctx.resilient_parsing).params
        ctx.obj = Checker(chosen["jurisdiction"] or HOME, rules=chosen["rules_dir"]).rulebook
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        params = super().get_params(ctx)
        if ctx.obj is None:
            return params
        named = names(facts_of(ctx.obj))
        return [*params[:2], *(_option(fact, name, ctx.obj) for fact, name in named.items()), *params[2:]]


def names(facts: Iterable[Fact]) -> dict[Fact, str]:
    """Return the option of each fact; the first one of a part is called like the part.

    >>> from compliance.model.fields import LEAVES
    >>> list(names([Fact(path, LEAVES[path]) for path in ("payer.name", "payer.address")]).values())
    ['--payer', '--payer-address']
    """
    facts = tuple(facts)
    paths = {fact.path for fact in facts}
    found: dict[Fact, str] = {}
    for fact in facts:
        part = part_of(fact.path)
        of_part = [path for path in paths if part_of(path) == part]
        main = fact.path == f"{part}.name" or len(of_part) == 1
        found[fact] = "--" + (part if main else fact.path).replace(".", "-").replace("_", "-")
    return found


def _option(fact: Fact, name: str, rulebook: Rulebook) -> click.Option:
    """Return the option of a fact; its parameter has two underscores where the path has a dot."""
    said = [name, "--date"] if fact.field.kind == "date" else [name]
    about = fill("{field}", {"field": fact.path}, rulebook, language())
    if "." in fact.path:
        say = words(language())
        about += "".join(f": {say.get(f'part_{part}', part)}" for part in fact.path.split(".")[1:])
    attributes: dict[str, Any] = {"metavar": "TEXT"}
    if fact.codes:
        attributes = {"type": click.Choice(fact.codes)}
    elif fact.field.kind == "date":
        attributes = {"metavar": "DATE", "callback": options.day}
    elif fact.field.kind == "count":
        attributes = {"metavar": "NUMBER", "type": click.IntRange(min=1)}
    return click.Option([*said, fact.path.replace(".", "__")], help=f"{about[:1].upper()}{about[1:]}.", **attributes)


@click.command(
    cls=_Composer,
    epilog="""\b
Examples:
  compliance compose --language ru --json facts.json --date 2021-07-06
  compliance compose --language ky --executor '«Ак Кар Басма» ЖЧК' --executor-address 'Бишкек ш., Киев көч., 14' \\
    --customer '«Күмүш Булут»' --customer-kind party --payer 'Токоева Н.С.' --payer-kind finance_representative \\
    --funding-source election_fund --date 2021-07-06 --print-run 500

\b
Exit codes: 0 written, 1 a fact is missing or the ad would break a rule, 2 wrong use.""",
)
@click.option("--language", required=True, metavar="CODE", help="The language of the imprint, such as ky or ru.")
@click.option(
    "--json",
    "file",
    metavar="FILE",
    help="Facts as JSON: an ad by its fields, or its imprint alone (schema ad.v1); - reads stdin.",
)
@click.option("--medium", type=click.Choice(MEDIA), help="Where it will appear.")
@click.option("--election", metavar="ID", help="The election it is about (see: compliance elections).")
@options.jurisdiction
@options.calendar
@options.languages
def command(
    language: str,
    file: str | None,
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
    stated = {name.replace("__", "."): value for name, value in given.items() if value is not None}
    ad = _from_file(file)
    imprint = ad.get("imprint")
    try:
        named = _by_path(imprint if isinstance(imprint, dict) else ad)
    except RecursionError as error:
        raise UsageError(f"{file}: is nested too deeply") from error
    facts = _written(named, checker) | stated
    if isinstance(imprint, dict):
        medium, election = medium or ad.get("medium"), election or ad.get("election")
    return _say(compose(facts, checker, language, medium=medium, election=election), checker)


def _written(facts: dict[str, Any], checker: Checker) -> dict[str, Any]:
    """Return the facts that the wording has a place for; what else an ad may state is named, and left out."""
    asked = {fact.path for fact in facts_of(checker.rulebook)}
    left_out = [path for path in facts if path not in asked and path.removesuffix(".value") in {*LEAVES, *PARTS}]
    if left_out:
        console.tell(fill(words(checker.languages[0])["facts_left_out"], {"names": ", ".join(left_out)}))
    return {path: value for path, value in facts.items() if path not in left_out}


def _say(composed: Composed, checker: Checker) -> int:
    """Write the imprint to standard output, and what stands against it to standard error."""
    language = checker.languages[0]
    say = words(language)
    if composed.missing:
        named = {fact.path: name for fact, name in names(facts_of(checker.rulebook)).items()}
        console.tell(say["missing_facts"])
        for path in composed.missing:
            term = fill("{field}", {"field": path}, checker.rulebook, language)
            console.tell(fill(say["missing_fact"], {"field": term, "option": named.get(path, path), "path": path}))
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
        console.put(_shown(composed.text))
    return 1 if failed else 0


def _shown(text: str) -> str:
    """Return the imprint with its line ends, and nothing in it that steers a terminal or turns writing round."""
    return "".join(visible(line) + "\n" for line in text.splitlines())


def _from_file(path: str | None) -> dict[str, Any]:
    """Return the object in a JSON file: an ad with its imprint, or the imprint alone."""
    if path is None:
        return {}
    try:
        facts = json.loads(content_of(path).decode("utf-8-sig"))
    except RecursionError as error:
        raise UsageError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        raise UsageError(f"{path}: is not JSON: {error}") from error
    if not isinstance(facts, dict):
        raise UsageError(f"{path}: holds no facts: an object with executor, customer, payer and the like")
    return facts


def _by_path(facts: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, dict):
            found |= _by_path(value, f"{above}{name}.")
        elif value is not None:
            found[above + name] = value
    return found
