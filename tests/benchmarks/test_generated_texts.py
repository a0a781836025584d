from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2]))

from benchmarks.corpus import BLOCKS, Item, ads, articles, mix, pages, write
from benchmarks.disguise import DISGUISES, disguised
from benchmarks.hostile import families, hostile
from benchmarks.verify import faults, faults_of
from compliance.rulebook import Rulebook, load

COMMITTED = Path(__file__).with_name("hashes.json")
SEEDS = {"1": 1, "2": 2}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load("kg")


def digest(items: Iterable[Item]) -> str:
    hashed = hashlib.sha256()
    for item in items:
        hashed.update(f"{item.text}\0{json.dumps(item.record(), ensure_ascii=False)}\0".encode())
    return hashed.hexdigest()[:16]


def hashes() -> dict[str, str]:
    found = {}
    for name, seed in SEEDS.items():
        for kind in (ads, articles, mix, pages):
            found[f"{kind.__name__}-{name}"] = digest(kind(20, seed))
    for kind_of_disguise in DISGUISES:
        found[f"ads-1-{kind_of_disguise}"] = digest(disguised(ads(20), kind_of_disguise))
    for name, unit in families().items():
        found[f"hostile-{name}"] = hashlib.sha256(hostile(unit, 5_000).encode()).hexdigest()[:16]
    return found


def test_a_seed_gives_the_same_bytes_on_every_machine() -> None:
    """Otherwise two people would not time the same texts. `PYTHONPATH=. python <this file>` writes wanted changes."""
    assert hashes() == json.loads(COMMITTED.read_text(encoding="utf-8"))


def test_another_seed_gives_other_texts() -> None:
    assert not {item.text for item in ads(20, 1)} & {item.text for item in ads(20, 2)}


@pytest.mark.parametrize("kind", ["clean", *DISGUISES])
def test_the_truth_points_at_the_words(kind: str) -> None:
    """Every place of the truth cuts the value it speaks of out of the text, disguised or not."""
    clean = list(ads(30))
    for item, original in zip(clean if kind == "clean" else disguised(clean, kind), clean, strict=True):
        ((start, end),) = item.imprints
        (begin, stop), facts = original.imprints[0], dict(original.facts)
        assert len(item.facts) == 8
        for field, fact in item.facts:
            assert start <= fact.start < fact.end <= end
            words = original.text[facts[field].start : facts[field].end]
            now = item.text[fact.start : fact.end]
            if kind == "clean":
                assert begin <= fact.start < fact.end <= stop
                assert fact.value == words or field in ("publication_date", "print_run")
            else:
                assert now == "".join(DISGUISES[kind](original.text)[facts[field].start : facts[field].end])


@pytest.mark.parametrize("kind", DISGUISES)
def test_a_disguise_changes_every_ad(kind: str) -> None:
    for item, original in zip(disguised(ads(10), kind), ads(10), strict=True):
        assert item.text != original.text


def test_what_is_generated_is_read_as_it_was_meant(rulebook: Rulebook) -> None:
    """One imprint with all its values in each ad and disguise, eight places on a page, none in an article."""
    assert faults(rulebook, 25) == []


def test_a_wrong_truth_is_noticed(rulebook: Rulebook) -> None:
    """The check before timing can fail: a verification that cannot is none."""
    item = next(iter(ads(1)))
    wrong = tuple((field, fact._replace(value=77) if field == "print_run" else fact) for field, fact in item.facts)
    assert faults_of(item._replace(facts=wrong), rulebook)
    assert faults_of(item._replace(imprints=(), facts=()), rulebook)
    assert faults_of(next(iter(articles(1)))._replace(imprints=item.imprints), rulebook)


def test_texts_have_the_size_they_should() -> None:
    sizes = [len(item.text.encode()) for item in ads(30)]
    assert 2_000 < min(sizes) < max(sizes) < 2_400
    sizes = [len(item.text.encode()) for item in articles(30)]
    assert 5_100 <= min(sizes) < max(sizes) < 5_600
    assert all(40_000 < len(item.text.encode()) < 52_000 for item in pages(3))


def test_a_page_repeats_its_imprint_word_for_word() -> None:
    for item in pages(3):
        assert len(item.imprints) == BLOCKS
        assert len({item.text[start:end] for start, end in item.imprints}) == 1


def test_a_mix_has_both() -> None:
    kinds = [bool(item.imprints) for item in mix(200)]
    assert 0 < sum(kinds) < 20


def test_hostile_texts_have_the_size_asked_for() -> None:
    assert len(families()) >= 10
    for unit in families().values():
        size = len(hostile(unit, 20_000).encode())
        assert 15_000 < size <= 20_000


def test_a_corpus_is_written_with_its_truth_beside_it(tmp_path: Path) -> None:
    assert write(ads(3), tmp_path / "ads") == 3
    lines = (tmp_path / "ads.truth.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        record = json.loads(line)
        text = (tmp_path / "ads" / f"{record['name']}.txt").read_text(encoding="utf-8")
        fact = record["facts"]["executor.name"]
        assert text[fact["start"] : fact["end"]] == fact["value"]


if __name__ == "__main__":
    COMMITTED.write_text(json.dumps(hashes(), indent=1) + "\n", encoding="utf-8", newline="\n")
