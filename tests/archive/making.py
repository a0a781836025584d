"""Small archives to scan, and what stands in the datasets made of them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

POISON, ROOT = Path(__file__).parent / "poison", Path(__file__).resolve().parents[2]
PATIENCE = 1_200  # seconds until a run is taken for one that hangs: a machine may be busy with much else
MAP = "text=body,published=day,outlet=site"
AD = """Урматтуу шайлоочулар! Шайлоого келиңиз, «Ак Булак» партиясына добуш бериңиз! Биз жолдорду оңдойбуз.
Буюртмачы: «Ак Булак» саясий партиясы. Аткаруучу: «Тоо Принт» ЖЧК, Бишкек шаары, Арча көчөсү, 5. Партиянын финансы
маселелери боюнча ыйгарым укуктуу өкүлү Асанов Б.К. тарабынан «Ак Булак» саясий партиясынын шайлоо фондунун каражатынан
төлөндү. Чыгарылган күнү: 2021-жылдын 5-июлу. Нускасы: {run}"""
BARE = "Уважаемые избиратели! Голосуйте за партию «Светлый Путь», № 7 в бюллетене! Мы построим дороги и школы!"
NEWS = "Мэрия сообщила, что мост закрыли на ремонт. По словам пресс-службы, работы закончат к ноябрю. Статья {n}."


def records(count: int) -> list[dict[str, str]]:
    """Return articles, among them ads with an imprint (some of them twice) and ads without."""
    made = []
    for number in range(count):
        text = NEWS.format(n=number)
        if number % 10 == 3:
            text = AD.format(run=500 + number // 200)
        elif number % 10 == 7:
            text = BARE
        day = f"2021-{1 + number % 3:02d}-05"
        made.append(
            {"id": f"r{number}", "body": text, "day": day, "site": ("chon.example", "kichi.example")[number % 2]}
        )
    return made


def written(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def command(*arguments: str | Path) -> list[str]:
    """Return a command line of this program."""
    return [sys.executable, "-m", "compliance", *map(str, arguments)]


def environment(poisoned: bool = False) -> dict[str, str]:
    """Return the environment of a scan by this very tree; poisoned texts take effect in one of them."""
    given = os.environ.get("PYTHONPATH", "")
    path = [*([str(POISON)] if poisoned else []), str(ROOT), *filter(None, given.split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def scan(
    *arguments: str | Path, poisoned: bool = False, code: int = 0, given: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `compliance scan` in an environment, and hold it to an exit code."""
    told = given or environment(poisoned)
    done = subprocess.run(command("scan", *arguments), capture_output=True, text=True, env=told, timeout=PATIENCE)
    assert done.returncode == code, done.stderr[-3000:]
    return done


def files(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a dataset."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a dataset, by id."""
    import pyarrow.parquet as pq

    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("rows/*/*/*.parquet")):
        found += pq.ParquetFile(path).read().to_pylist()
    return sorted(found, key=lambda row: str(row["id"]))
