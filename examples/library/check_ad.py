"""The check as a step before publishing: python examples/library/check_ad.py AD.txt [AD.txt ...]

A newsroom system does the same with the text it holds, or with the imprint as fields:

    Ad(imprint=Imprint.model_validate({"print_run": 1, ...}), medium="online", published=now)
"""

from __future__ import annotations

import sys
from pathlib import Path

from compliance import AdResult, Checker


def held_back(result: AdResult) -> list[str]:
    """Return why an ad may not go out: each failed error with the words it turns on and the smallest fix."""
    reasons = []
    for finding in result.findings:
        if finding.severity == "error" and finding.outcome == "fail":
            words = f" (“{' '.join(finding.evidence.split())[:60]}”)" if finding.evidence else ""
            fix = f" {finding.fix['en']}" if finding.fix else ""
            reasons.append(f"{finding.message['en']}{words}{fix}")
    return reasons


def main(paths: list[str]) -> int:
    """Check the files named; 1 if one of them is held back."""
    checker = Checker("kg")  # loads the rules once; share it between threads
    held = 0
    for result in checker.check_many(map(Path, paths)):
        if result.error:
            print(f"{result.path}: {result.error.message}")
        for reason in held_back(result):
            print(f"{result.path}: {reason}")
        held += result.verdict in ("non_compliant", "unreadable")
    print(f"{len(paths) - held} of {len(paths)} may go out")
    return 1 if held else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
