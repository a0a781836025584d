"""Reads every text of a directory and prints the names of those that hold an imprint: the least a scan can do."""

from __future__ import annotations

import os
import sys

from compliance.extraction import read
from compliance.model.document import Document
from compliance.rulebook import load


def main(folder: str) -> None:
    """Read all files of `folder`."""
    rulebook = load("kg")
    for entry in os.scandir(folder):
        with open(entry.path, "rb") as file:
            content = file.read()
        if read(Document(content.decode(), entry.path), rulebook).imprints:
            print(entry.path)


if __name__ == "__main__":
    main(sys.argv[1])
