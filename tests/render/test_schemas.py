"""SARIF and JUnit as the published schemas and the readers of those formats want them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .frozen import REPORTS, RULEBOOK, Ad, failing, finding, judged, rendered

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"


def run_of(ads: list[Ad]) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(rendered("sarif", ads))["runs"][0]
    return run


def valid_junit(text: str) -> ET.Element:
    """Return the root; `testcase@file`, which GitLab reads and junit-10 does not know, is left out for the schema."""
    xmlschema = pytest.importorskip("xmlschema")
    root = ET.fromstring(text)
    stripped = re.sub(r'(<testcase [^>]*?) file="[^"]*"', r"\1", text)
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(stripped)
    return root


@pytest.mark.parametrize("case", sorted(REPORTS))
def test_sarif_is_valid(case: str) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    log = json.loads(rendered("sarif", REPORTS[case]))
    assert not list(Draft202012Validator(schema).iter_errors(log))
    run = log["runs"][0]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert "startTimeUtc" not in json.dumps(log)


def test_sarif_rules_are_complete_and_rightly_numbered() -> None:
    run = run_of(REPORTS["mixed"])
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {rule.id for rule in RULEBOOK.rules}
    for rule in rules:
        assert rule["name"]
        assert rule["shortDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert re.match(r"https?://|urn:", rule["helpUri"])
        assert 0 < len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["precision"] == "high"
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_statutes_are_taxonomies_that_rules_and_results_name() -> None:
    run = run_of(REPORTS["failing"])
    names = [taxonomy["name"] for taxonomy in run["taxonomies"]]
    assert names == ["Act on elections of Xanadu", "A newspaper"]  # in the order in which findings name them
    targets = [relation["target"] for rule in run["tool"]["driver"]["rules"] for relation in rule["relationships"]]
    for reference in [taxon for result in run["results"] for taxon in result["taxa"]] + targets:
        taxonomy = run["taxonomies"][reference["toolComponent"]["index"]]
        assert taxonomy["name"] == reference["toolComponent"]["name"]
        assert taxonomy["taxa"][reference["index"]]["id"] == reference["id"]


def test_sarif_unclear_is_open_and_waived_is_suppressed_and_known_is_unchanged() -> None:
    entry, document = failing()
    assert document is not None
    entry["findings"][0]["waived"] = {"by": "A. Editor", "reason": "printed before", "until": "2031-01-01"}
    entry["findings"][1]["baseline"] = "known"
    first, second, third = run_of([(entry, document)])["results"]
    assert first["suppressions"][0]["status"] == "accepted"
    assert "A. Editor" in first["suppressions"][0]["justification"]
    assert (first["level"], first["kind"]) == ("error", "fail")
    assert second["baselineState"] == "unchanged"
    assert "suppressions" not in third
    (doubt,) = run_of(REPORTS["unclear"])["results"]
    assert (doubt["kind"], doubt["level"]) == ("open", "none")


def test_sarif_unreadable_is_a_notification() -> None:
    run = run_of(REPORTS["unreadable"])
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "binary" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_paths_are_relative_uris() -> None:
    run = run_of([*REPORTS["mixed"], failing("a b/c:d#e%f.txt")])
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris[-2:] == ["ads/%D3%A9%20%D0%B9.txt", "a%20b/c%3Ad%23e%25f.txt"]
    for result in run["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location["uri"] == uris[location["index"]]
        assert location["uriBaseId"] == "%SRCROOT%"


def test_sarif_message_makes_no_link_of_an_ads_words() -> None:
    entry, document = failing()
    entry["findings"][0]["message"] = {"en": "“[win](http://x.example)”"}
    assert "](" not in run_of([(entry, document)])["results"][0]["message"]["text"]


@pytest.mark.parametrize("case", sorted(REPORTS))
def test_junit_is_valid(case: str) -> None:
    root = valid_junit(rendered("junit", REPORTS[case]))
    cases = list(root.iter("testcase"))
    names = [(each.get("classname"), each.get("name")) for each in cases]
    assert len(names) == len(set(names))
    assert (root.get("tests"), root.get("failures")) == (str(len(cases)), str(len(list(root.iter("failure")))))
    assert root.get("errors") == str(len(list(root.iter("error"))))
    assert not any("timestamp" in each.attrib or "hostname" in each.attrib for each in root.iter())


def test_junit_tells_passes_failures_doubts_and_what_does_not_apply() -> None:
    root = valid_junit(rendered("junit", REPORTS["mixed"]))
    kinds = {suite.get("name"): [child.tag for case in suite for child in case] for suite in root}
    assert kinds == {
        "ads/good.txt": ["skipped"],
        "ads/bad.txt": ["system-out", "failure", "failure"],
        "ads/unclear.txt": ["skipped", "system-out"],
        "ads/broken.txt": ["error"],
        "ads/ө й.txt": ["skipped", "failure", "system-out"],
    }


def test_junit_has_no_two_cases_of_one_name_though_a_rule_fires_twice_and_an_ad_comes_twice() -> None:
    entry, document = failing()
    assert document is not None
    again = finding(document, "xx/form/spelling", "Vote")
    twice = judged(document, entry["imprints"][0], [*entry["findings"], again])
    root = valid_junit(rendered("junit", [twice, twice]))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 10
    assert len(list(root.iter("failure"))) == len(list(root.iter("system-out"))) == 4


def test_junit_waived_is_skipped_with_its_reason() -> None:
    entry, document = failing()
    entry["findings"][0]["waived"] = {"by": "A. Editor", "reason": "printed before", "until": "2031-01-01"}
    root = valid_junit(rendered("junit", [(entry, document)]))
    (skipped,) = root.iter("skipped")
    assert "printed before" in (skipped.get("message") or "")
