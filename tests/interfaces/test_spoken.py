"""What the program says of itself is there in every language: help, and why a file cannot be read."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import ROOT, Run
from workspace import ADS, write

from compliance.interfaces.cli.group import COMMANDS, cli
from compliance.interfaces.cli.help import stated_language
from compliance.render import FORMATS
from compliance.render.spoken import spoken
from compliance.rulebook.files.load import RULES
from compliance.sources import decode

TABLE: dict[str, dict[str, str]] = json.loads(Path(RULES, "program.json").read_text(encoding="utf-8"))
SLOT = re.compile(r"\{\w*\}")
LETTERS = re.compile("[А-Яа-яЁёӨөҮүҢң]")


def template(node: ast.expr) -> str | None:
    """Return a text in code with `{}` for what is put in, None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def reasons() -> Iterator[str]:
    """Yield every text by which a reader of files says why it cannot read one."""
    kinds = {"SourceError", "NoAd", "Undecodable", "Source"}
    pipeline = (ROOT / "compliance" / name for name in ("checker.py", "doors.py"))
    for path in [*(ROOT / "compliance" / "sources").glob("*.py"), *pipeline]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                yield from filter(None, map(template, node.args))
            elif isinstance(node, ast.FunctionDef) and node.name in ("_reason", "_odd"):
                returned = [found.value for found in ast.walk(node) if isinstance(found, ast.Return) and found.value]
                yield from (found for value in returned if (found := template(value)) and not SLOT.search(found))


def faults() -> Iterator[str]:
    """Yield every text by which a rulebook is refused, without the hint at a near name that may follow."""
    for path in (ROOT / "compliance" / "rulebook").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("fault", "Fault") and (told := template(node.args[-1])):
                    hint = isinstance(node.args[-1], ast.JoinedStr) and "near" in ast.unparse(node.args[-1].values[-1])
                    yield told.removesuffix("{}") if hint else told


def sentences(command: click.Command) -> Iterator[str]:
    """Yield every sentence of the help of a command and of those below it."""
    yield from (" ".join(part.split()) for part in inspect.cleandoc(command.help or "").split("\n\n"))
    for line in (command.epilog or "").replace("\b", "").splitlines():
        about = re.split(r"\s{3,}", line.strip())
        if re.match(r"(git .*\| )?compliance ", line.strip()):
            yield from about[1:]
        elif not line.startswith("    --"):
            yield line.strip()
    for param in command.params:
        yield getattr(param, "help", None) or ""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from sentences(found)


def test_every_sentence_of_the_help_is_there() -> None:
    told = {sentence for sentence in (*sentences(cli), *COMMANDS.values()) if sentence}
    assert len(told) > 80
    assert sorted(sentence for sentence in told if sentence not in TABLE) == []


def test_every_reason_not_to_read_a_file_is_there() -> None:
    known = {SLOT.sub("{}", sentence) for sentence in TABLE}
    told = {reason for reason in reasons() if reason.strip("{}")}
    assert len(told) > 15
    hints = {"is neither UTF-8, UTF-16 nor windows-1251 text ({}{}): save it as UTF-8", "is not JSON Lines: {}"}
    assert sorted(told - known - hints) == [], "add it to rules/program.json"


def test_every_kind_of_file_that_is_no_text_has_a_name() -> None:
    assert [kind for _, kind in decode._MAGIC if kind not in TABLE] == []
    for language in ("ky", "ru"):
        for message in ("is a gzip archive, not text", "is a damaged archive: File is not a zip file"):
            assert not re.search("archive|file|not", spoken(message, language))


def test_every_fault_of_a_rulebook_is_there() -> None:
    known = {SLOT.sub("{}", sentence) for sentence in TABLE}
    told = set(faults())
    assert len(told) > 45
    by_kind = {"no {} case", "needs one of text, imprint, imprints", "{{}} is never filled (there is: {})"}
    assert {"no passing case", "no failing case", "needs one of {}", "{} is never filled (there is: {})"} <= known
    assert sorted(told - known - by_kind) == [], "add it to rules/program.json"


@pytest.mark.parametrize(
    ("language", "added", "expected"),
    [
        ("ru", "feild = 1", "свод правил не принят: одна ошибка|feild: неизвестный ключ"),
        ("ky", "feild = 1", "эрежелер жыйнагы кабыл алынган жок: 1 ката|feild: белгисиз ачкыч"),
        (
            "ru",
            'after = ["kg/timing/date-rael"]',
            "нет правила 'kg/timing/date-rael'; может быть, 'kg/timing/date-real'?",
        ),
        ("ky", 'after = ["kg/timing/date-rael"]', "'kg/timing/date-rael' эрежеси жок; балким 'kg/timing/date-real'?"),
    ],
)
def test_what_is_wrong_with_a_rulebook_is_told_in_the_language(
    run: Run, tmp_path: Path, language: str, added: str, expected: str
) -> None:
    """File, line and key stay as they are; what is wrong is said in the language."""
    shutil.copytree(RULES, tmp_path / "rules")
    rule = tmp_path / "rules" / "kg" / "imprint" / "print-run-stated.toml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace('severity = "error"', f'severity = "error"\n{added}', 1), encoding="utf-8")
    ran = run("check", "examples/ads/lawful/ky-leaflet.txt", "--rules", str(tmp_path / "rules"), "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    assert "print-run-stated.toml:" in ran.err
    for words in expected.split("|"):
        assert words in ran.err


def test_every_language_puts_the_same_things_in() -> None:
    for english, texts in TABLE.items():
        assert set(texts) == {"ky", "ru"}, english
        for text in texts.values():
            assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(english)), english
    assert list(TABLE) == sorted(TABLE)


@pytest.mark.parametrize("language", ["ru", "ky"])
@pytest.mark.parametrize("arguments", [[], ["check"], ["compose"], ["rules", "diff"], ["config", "show"], ["extract"]])
def test_help_is_said_in_the_language_wherever_it_is_named(run: Run, language: str, arguments: list[str]) -> None:
    before = run("--lang", language, *arguments, "--help")
    behind = run(*arguments, f"--lang={language}", "--help")
    assert before.code == behind.code == 0
    assert before.out == behind.out
    options = before.out.split("\n\n")
    assert all(LETTERS.search(part) for part in options)
    for line in before.out.splitlines():
        english = re.search(r"\b(the|and|of|with)\b", line)
        assert not english or "compliance " in line, line
    assert run(*arguments, "--help").out != before.out


def test_a_language_before_the_command_holds_for_its_messages(run: Run) -> None:
    ad = str(ADS / "lawful" / "ky-leaflet.txt")
    assert run("--lang", "ru", "check", ad).out == run("check", ad, "--lang", "ru").out
    assert run("--lang", "ru", "extract", ad).out == run("extract", ad, "--lang", "ru").out
    assert run("check", ad).out == run("check", ad, "--lang", "en").out, "it is forgotten with the run"


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("json", "jsonl")])
@pytest.mark.parametrize(("language", "word"), [("ru", "пуст"), ("ky", "бош")])
def test_why_a_file_cannot_be_read_is_said_in_the_language(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, language: str, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "ad.txt", "")
    ran = run("check", "ad.txt", "none.txt", "--format", form, "--lang", language)
    assert ran.code == 2
    assert (
        ran.err
        == f"compliance: ad.txt: {word}\ncompliance: none.txt: {spoken('no such file or directory', language)}\n"
    )
    assert form == "text" or word in ran.out
    assert "is empty" not in ran.out + ran.err


def test_a_configured_language_is_spoken_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "compliance.toml", 'lang = "ru"\n')
    assert run("check", "none.txt").err == "compliance: none.txt: нет такого файла или папки\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "не хватает аргумента 'PATH...'"),
        (["check", "a", "--format", "xml"], "неверное значение '--format': 'xml' — не одно из"),
        (["check", "a", "--formta", "xml"], "нет параметра"),
        (["check", "a", "--jurisdiction", "zz"], "нет юрисдикции"),
        (["chekc"], "нет команды 'chekc'; может быть, 'check'?"),
        (["compose"], "не хватает параметра '--language'"),
    ],
)
def test_mistakes_in_the_arguments_are_told_in_the_language(run: Run, arguments: list[str], said: str) -> None:
    ran = run("--lang", "ru", *arguments)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("language", ["ru", "ky"])
@pytest.mark.parametrize(
    "ad",
    [
        {"text": 5, "medium": "tv"},
        {"text": "x", "published": "2021-13-01"},
        {"text": "x", "published": ["2021-07-01"]},
        {"text": "x", "facts": {"outlet_accredited": "yes"}},
        {"text": "x", "facts": {"paid": True, "nonsense": 1}},
        {"text": "x", "language": "Russian"},
        {"imprint": {"print_run": "abc", "publication_date": []}},
        {"imprint": {"executor": 7, "customer": {"kind": "nobody"}}},
        {"medium": "print"},
        {"text": " "},
        {"text": "...!"},
    ],
)
def test_what_is_wrong_with_an_ad_in_json_is_told_in_the_language(
    run: Run, tmp_path: Path, language: str, ad: dict[str, object]
) -> None:
    said = run("--lang", language, "check", str(write(tmp_path / "ad.json", json.dumps(ad)))).err.partition("ad.json")[
        2
    ]
    bare = re.sub(r"""'[^']*'|"[^"]*"|\(.*\)|\S*[/_.\[]\S*|\b(JSON|true|false|null)\b""", " ", said)
    assert LETTERS.search(said)
    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", bare), said


@pytest.mark.parametrize("language", ["ru", "ky"])
@pytest.mark.parametrize(
    "content", ["x =", "x = [", "[[x]", "x = 1\nx = 2", 'x = "', "= 1", "x = 2021-99-99", "lang = 5"]
)
def test_what_is_wrong_with_a_configuration_is_told_in_the_language(
    run: Run, tmp_path: Path, language: str, content: str
) -> None:
    file = str(write(tmp_path / "own.toml", content))
    said = run("--lang", language, "check", str(ADS), "--config", file).err.partition("own.toml")[2]
    assert LETTERS.search(said)
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", re.sub(r"'[^']*'|: [^ ]+, .*", " ", said)), said


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_what_extraction_did_is_told_in_the_language(run: Run, language: str) -> None:
    lines = run("--lang", language, "extract", str(ADS), "--explain").out.splitlines()
    steps = [line.partition(": “")[0] for line in lines if re.search(r"^  \S[^\[]* \[\d+:\d+–", line)]
    assert len(steps) > 20
    said = [re.sub(r"«[^»]*»|[a-z]+[._][a-z._]+", "", step) for step in steps]  # without codes
    assert not [step for step in said if re.search("[A-Za-z]{2,}", step)]


def reasons_of_steps() -> Iterator[str]:
    """Yield every text by which extraction says why a block is an imprint, or is none."""
    for name in ("decide", "reader"):
        tree = ast.parse((ROOT / "compliance" / "extraction" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Decision", "Step"):
                yield from (text for text in map(template, node.args[2:]) if text)


def test_every_reason_of_extraction_is_there() -> None:
    known = {SLOT.sub("{}", english) for english in TABLE}
    said = {text.replace("«{}»", "{}") for text in reasons_of_steps() if text != "{} ({})"}
    assert len(said) > 10
    assert said <= known


def test_a_message_of_any_length_is_spoken_at_once() -> None:
    assert spoken("a; " * 40_000, "ru") == "a; " * 40_000


def test_a_message_that_nobody_put_into_words_stays_english() -> None:
    assert spoken("out of cheese", "ru") == "out of cheese"
    assert spoken("x: y: out of cheese", "ru") == "x: y: out of cheese"


def test_finding_the_words_is_linear() -> None:
    assert spoken("a: " * 40_000, "ru") == "a: " * 40_000
    assert stated_language(["check", "--", "--lang", "ru"]) == ""
