"""The tool that learns to read: labels find their places, other hands keep them, and scores count what they say."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from compliance.model.imprint import Imprint, Leaf
from tools.learn_reading.__main__ import KINDS, TARGET, fitting
from tools.learn_reading.score import score
from tools.learn_reading.texts import Text, records, tagged
from tools.learn_reading.variants import pieces, pool_of, variants

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "kg.jsonl"
RECORD = {
    "id": "t-1",
    "lang": "ru",
    "jurisdiction": "KG",
    "text": "Темиров Ж.А. — за нас! Заказчик: Темиров Ж.А. Тираж: 2 тыс. экз. Дата: 05.11.2024. Оплатил Темиров.",
    "expected": {
        "has_imprint": True,
        "fields": {"customer": {"name": "Темиров Ж.А."}, "publication_date": "2024-11-05", "print_run": 2000},
    },
}


def stated(text: Text) -> list[tuple[str, str]]:
    return [(field, words) for words, field in pieces(text) if field]


def test_of_several_places_those_that_lie_together_are_labelled() -> None:
    text = tagged(RECORD)
    assert stated(text) == [
        ("customer.name", "Темиров Ж.А."),
        ("print_run", "2 тыс."),
        ("publication_date", "05.11.2024"),
    ]
    first = next(unit for unit, tag in zip(text.units, text.tags, strict=True) if tag == "B-customer.name")
    assert text.window.text[: first.start].endswith("Заказчик: ")


def test_variants_keep_every_label() -> None:
    """All of them, or where values were left out those of the others, the first among them."""
    texts = [tagged(record) for record in records(CORPUS)[:40]]
    pool, chance = pool_of(texts), Random(3)
    thinned = 0
    for text in texts:
        wanted = [field for field, _ in stated(text)]
        for one in variants(text, pool, chance, 3):
            found = [field for field, _ in stated(one)]
            rest = iter(wanted)
            assert all(field in rest for field in found), "in order, and none that the text has not"
            assert found[:1] == wanted[:1]
            thinned += len(found) < len(wanted)
    assert 0 < thinned < len(texts)


def test_a_score_counts_right_lost_and_surely_wrong() -> None:
    def reader(text: str) -> Imprint:
        leaves = {"customer.name": Leaf("Темиров", "Темиров", 0, 7), "print_run": Leaf(2000, "2 тыс", 9, 14)}
        return Imprint(leaves, (), 0, len(text), ((0, len(text)),))

    found = score([RECORD], reader)
    assert (found.right, found.invented, found.lost, found.exact) == (1, 1, 2, 0)
    assert (found.sure, found.sure_wrong) == (2, 1)


def test_a_file_that_is_too_large_loses_its_slightest_weights() -> None:
    content = {"evidence": {"bias": 0.5}, "seen": {"t=": {"num": "a2b-9", "per": "c-1"}, "w=": {"лист": "a30"}}}
    whole = fitting(content, 10_000)
    assert json.loads(whole) == content
    assert json.loads(fitting(content, len(whole.encode()) - 1))["seen"] == {
        "t=": {"num": "a2b-9"},
        "w=": {"лист": "a30"},
    }
    assert json.loads(fitting(content, 0))["seen"] == {}


def test_the_committed_weights_are_as_the_tool_writes_them_and_small() -> None:
    written = TARGET.read_text(encoding="utf-8")
    assert fitting(json.loads(written), 204_800) == written


def test_known_kinds_find_their_labelled_values() -> None:
    texts = [tagged(record) for record in records(KINDS)]
    labelled = [text for text in texts if text.has_imprint]
    assert len(texts) > len(labelled) > 400
    assert all(any(tag != "O" for tag in text.tags) for text in labelled)


def test_equal_texts_give_equal_weights() -> None:
    pytest.importorskip("pycrfsuite", reason="learning needs the extra `learn`")
    from tools.learn_reading.train import GENERATED, OWN, Learner, Settings

    texts = [tagged(record) for record in records(CORPUS)[:30]]
    settings = Settings(variants=1, rounds=10)
    hands = {OWN: texts[:20], GENERATED: texts[20:]}
    first, second = (json.dumps(Learner(hands, settings).labelling()) for _ in range(2))
    assert first == second
