"""TOML files to a rulebook, or to all the faults in them."""

from __future__ import annotations

import hashlib
import os
import tomllib
from typing import Any

from compliance.errors import Fault, RulebookError
from compliance.model.tuples import NamedTuple
from compliance.rulebook.book import Rulebook
from compliance.rulebook.files.lines import Path, line_of, lines_of
from compliance.rulebook.files.opening import MAX_BYTES, opened
from compliance.text.late import late

SINGLE = (
    "jurisdiction", "law", "elections", "labels", "elections_words", "content_words", "coverage", "compose", "facts",
    "messages", "exceptions", "phrases",
)  # fmt: skip
REQUIRED = ("jurisdiction", "law", "elections")
_AT = late(r"\s*\(at line (\d+), column \d+\)")


class Source(NamedTuple):
    """One TOML file: its name as faults show it, what it says, and its lines."""

    name: str
    content: dict[str, Any]
    lines: dict[Path, int]
    is_read: bool = True

    def fault(self, path: Path, message: str) -> Fault:
        """Return a fault of this file at a key."""
        pointer = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
        return Fault(self.name, line_of(self.lines, path), pointer, message)


class Files(NamedTuple):
    """The files of one jurisdiction: single ones by name, rules by their id as the path gives it.

    `messages` and `facts` are those that every jurisdiction shares; its own are among the single ones.
    """

    single: dict[str, Source]
    rules: dict[str, Source]
    messages: Source
    facts: Source
    sha256: str


def parse(jurisdiction: str, directory: str, own: str = "", above: tuple[str, ...] = ()) -> Rulebook:
    """Return the rulebook in a jurisdiction's folder; raise RulebookError with every fault of every file.

    Files of the folder `own` go before those of the same name: rules, sources and elections by their id.
    `above` are the rulebooks that build on this one.
    """
    from compliance.rulebook.checked.consistency import faults_between
    from compliance.rulebook.checked.faults import faults_within

    faults: list[Fault] = []
    if own:
        from compliance.rulebook.files.layers import read_layered

        files = read_layered(jurisdiction, directory, own, faults)
    else:
        files = read(jurisdiction, directory, faults)
    _is_of(jurisdiction, files)
    bases = _bases(files, directory, (*above, jurisdiction), faults)
    faults += faults_within(files)
    faults += faults_between(files, {fault.file for fault in faults}, bases)
    if faults:
        raise RulebookError(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.pointer)))
    from compliance.rulebook.files.bases import laid
    from compliance.rulebook.files.build import built

    return laid(built(files, directory, own), bases, _replaced(files))


def _is_of(jurisdiction: str, files: Files) -> None:
    """Raise the one fault of a folder that is another jurisdiction's, of which all others would follow."""
    head = files.single.get("jurisdiction")
    own = head.content.get("id") if head else None
    if head and isinstance(own, str) and own != jurisdiction:
        raise RulebookError([head.fault(("id",), f"is {own!r}, asked for was {jurisdiction!r} (see --jurisdiction)")])


def _bases(files: Files, directory: str, above: tuple[str, ...], faults: list[Fault]) -> list[Rulebook]:
    """Return the rulebooks that this one builds on; a name that leads nowhere, or back here, is a fault."""
    from compliance.rulebook.files.bases import base_folder

    head = files.single.get("jurisdiction")
    names = head.content.get("base", []) if head else []
    found = []
    for index, name in enumerate(names if isinstance(names, list) else []):
        folder = base_folder(str(name), directory)
        if head is None:
            continue
        if folder is None:
            faults.append(head.fault(("base", index), f"no rulebook {name!r} to build on"))
        elif name in above:
            faults.append(head.fault(("base", index), f"{name!r} builds on itself"))
        else:
            found.append(parse(str(name), folder, above=above))
    return found


def _replaced(files: Files) -> set[str]:
    return {name for source in files.rules.values() for name in source.content.get("replaces", ())}


def read(jurisdiction: str, directory: str, faults: list[Fault]) -> Files:
    """Return the files of a jurisdiction's folder, with what makes them unreadable added to `faults`."""
    folder = os.path.basename(os.path.abspath(directory))
    digest = hashlib.sha256()
    single: dict[str, Source] = {}
    rules: dict[str, Source] = {}
    for relative in _toml_files(directory):
        stem = relative.removesuffix(".toml")
        source = source_file(
            os.path.join(directory, relative), f"{folder}/{relative}", f"{jurisdiction}/{relative}", digest, faults
        )
        if "/" in stem:
            rules[f"{jurisdiction}/{stem}"] = source
        elif stem in SINGLE:
            single[stem] = source
        else:
            faults.append(
                Fault(source.name, 0, "", f"not a file of a rulebook (known: {', '.join(SINGLE)}; rules lie in topics)")
            )
    for name in REQUIRED:
        if name not in single:
            faults.append(Fault(f"{folder}/{name}.toml", 0, "", "is missing"))
    messages, facts = (
        source_file(_shared(directory, name), name, name, digest, faults) for name in ("messages.toml", "facts.toml")
    )
    return Files(single, rules, messages, facts, digest.hexdigest())


def _toml_files(directory: str) -> list[str]:
    """Return the TOML files below a folder with `/` between the parts, in one order everywhere."""
    found: list[str] = []
    for parent, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(".toml") and not name.startswith("."):
                found.append(os.path.relpath(os.path.join(parent, name), directory).replace(os.sep, "/"))
    return sorted(found)


def _shared(directory: str, name: str) -> str:
    """Return where a file of every jurisdiction is: beside the jurisdiction's folder, or else with the program."""
    from compliance.rulebook.files.load import RULES

    near = os.path.join(os.path.dirname(os.path.abspath(directory)), name)
    return near if os.path.isfile(near) else os.path.join(RULES, name)


def source_file(path: str, name: str, key: str, digest: Any, faults: list[Fault]) -> Source:
    """Read one file; the digest takes its name and its bytes with plain line ends, so that checkouts agree."""
    try:
        with opened(path) as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            faults.append(Fault(name, 0, "", f"is larger than {MAX_BYTES >> 20} MiB"))
            return Source(name, {}, {}, is_read=False)
        content = content.replace(b"\r\n", b"\n")
        digest.update(f"{key}\0{len(content)}\0".encode() + content)
        text = content.decode("utf-8-sig")  # some editors begin a file with a byte order mark
        return Source(name, tomllib.loads(text), lines_of(text))
    except OSError as error:
        faults.append(Fault(name, 0, "", (error.strerror or "cannot be read").lower()))
    except UnicodeDecodeError as error:
        faults.append(Fault(name, content[: error.start].count(b"\n") + 1, "", "is not UTF-8"))
    except RecursionError:
        faults.append(Fault(name, 0, "", "is nested too deeply"))
    except ValueError as error:  # TOMLDecodeError, and what it lets through, such as a number of 5,000 digits
        at = _AT.search(str(error))
        line = int(at[1]) if at else content.count(b"\n") + 1
        faults.append(Fault(name, line, "", f"is not TOML: {_AT.sub('', str(error))}"))
    return Source(name, {}, {}, is_read=False)
