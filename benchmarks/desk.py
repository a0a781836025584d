"""What the page costs: an ad of two kilobytes judged as it is typed, with its question, changes of form and marks.

    python -m benchmarks.desk       # some seconds; the goal is under 100 ms, in time of one core

The best and the middle of several rounds, each with another text; without the way over HTTP.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

from compliance.interfaces.http.page import tasks
from compliance.interfaces.http.page.told import Told

ADS = Path(__file__).resolve().parent.parent / "examples" / "ads"
ROUNDS, SIZE = 25, 2_000


def main() -> None:
    """Print a line for each example."""
    for path in sorted(ADS.glob("*/*.txt")):
        text = path.read_text(encoding="utf-8")
        while len(text.encode()) < SIZE:  # more of what is no imprint stands before it
            text = f"Биз менен бирге болуңуздар, балдарга аянтча салабыз!\n{text}"
        times = []
        for number in range(ROUNDS):
            begun = time.process_time()
            made = json.loads(tasks.typed(f"{number}\n{text}".encode(), options=Told("ky")._asdict()))
            times.append(1000 * (time.process_time() - begun))
        times = times[1:]  # the first loads rules and templates
        print(f"{path.parent.name}/{path.name}: {min(times):.0f} ms, {median(times):.0f} ms ({made['verdict']})")


if __name__ == "__main__":
    main()
