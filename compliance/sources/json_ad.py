"""JSON ads (`schemas/ad.v1.json`): one object, or an array of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from compliance.border.ad import Ad
from compliance.errors import SourceError
from compliance.model.document import Document
from compliance.sources.assembling import Origin
from compliance.sources.formats import ASKED, Asked
from compliance.sources.loading import Loaded, NoAd
from compliance.text.damage import unreadable

if TYPE_CHECKING:
    from pydantic import ValidationError

_MAX_FAULTS = 5
_AD_ITSELF = frozenset(("text", "imprint"))
_OF_ADS = {"published", "text", "imprint", "medium", "election", "election_date", "facts"}


def load_json(
    text: str, shown: str, encoding: str, size: int, sha256: str, named: bool = True, asked: Asked = ASKED
) -> list[Loaded]:
    """Return the ads in a JSON text. A fault is a `SourceError` with the line, or the JSON Pointer of the value.

    `NoAd` for JSON that nobody `named` and that has nothing of an ad: settings of other programs, reports.
    """
    try:
        content = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        if not named and _are_lines_without_ads(text):
            raise NoAd(shown, "is JSON Lines without an ad") from error
        raise SourceError(shown, f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise SourceError(shown, "is nested too deeply") from error
    except ValueError as error:
        raise SourceError(shown, f"is not JSON that can be read: {error}") from error
    if found := _other_than_ads(content, Origin(shown, encoding, size, sha256, "json"), asked):
        return found
    if not named and not _speaks_of_ads(content):
        raise NoAd(shown, "is JSON without an ad")
    if isinstance(content, list):
        if not content:
            raise SourceError(shown, "holds no ads: the array is empty")
        return [_load(item, shown, f"/{index}", encoding, size, sha256) for index, item in enumerate(content)]
    return [_load(content, shown, "", encoding, size, sha256)]


def load_lines(
    text: str, shown: str, encoding: str, size: int, sha256: str, named: bool = True, asked: Asked = ASKED
) -> list[Loaded]:
    """Return the ads in JSON Lines, an object a line; each is named by its line, the first being 0."""
    found = []
    for number, line in enumerate(text.lstrip("\ufeff").split("\n")):
        if not line.strip():
            continue
        try:
            content = json.loads(line, object_pairs_hook=_without_repeats)
        except json.JSONDecodeError as error:
            fault = f"line {number + 1}, column {error.colno}: {error.msg}"
            raise SourceError(shown, f"is not JSON Lines: {fault}") from error
        except RecursionError as error:
            raise SourceError(shown, "is nested too deeply") from error
        except ValueError as error:
            raise SourceError(shown, f"is not JSON that can be read: {error}") from error
        origin = Origin(shown, encoding, size, sha256, "json-lines")
        if others := _other_than_ads(content, origin, asked, f"/{number}"):
            found += others
            continue
        if not named and not _speaks_of_ads(content):
            raise NoAd(shown, "is JSON Lines without an ad")
        found.append(_load(content, shown, f"/{number}", encoding, size, sha256))
    return found


def _other_than_ads(content: Any, origin: Origin, asked: Asked, pointer: str = "") -> list[Loaded]:
    """Return the ads in JSON that is not in the shape of `ad.v1`: items of newsrooms, records of an export."""
    one = content[0] if isinstance(content, list) and content else content
    if not isinstance(one, dict) or (not asked.table_map and not _AD_ITSELF.isdisjoint(one)):
        return []
    _refuse_surrogates(content, origin.shown, pointer)
    from compliance.sources.newsroom import ads_in, items_in

    if items := items_in(content, pointer):
        return ads_in(items, origin, asked.table_map)
    from compliance.sources.records import exported

    return exported(content, origin._replace(format="json-lines"), asked, pointer)


def _refuse_surrogates(content: Any, shown: str, pointer: str) -> None:
    """Raise `SourceError` for half of a pair of surrogates, which JSON can spell and nothing can write."""
    try:
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise SourceError(shown, "is nested too deeply", pointer) from error
    except UnicodeEncodeError as error:
        reason = f"holds a lone surrogate at {error.start}, which is no character"
        raise SourceError(shown, reason, pointer) from error


def _load(content: Any, shown: str, pointer: str, encoding: str, size: int, sha256: str) -> Loaded:
    ad = parse_ad(content, shown, pointer)
    place = pointer + ("/text" if ad.text is not None else "/imprint")
    if ad.text and (damage := unreadable(ad.text)):
        raise SourceError(shown, damage, place)
    return Loaded(Document(ad.text or "", shown, encoding, size, sha256, place), ad)


def parse_notice(content: bytes, shown: str) -> Ad:
    """Return the one ad of a JSON text that holds a notice; `SourceError` for anything else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(shown, "is not UTF-8") from error
    found = load_json(text, shown, "utf-8", len(content), "")
    if len(found) != 1 or found[0].ad is None or found[0].ad.notice is None:
        raise SourceError(shown, "is no ad with a notice")
    return found[0].ad


def _speaks_of_ads(content: Any) -> bool:
    """Return whether JSON has a key that only ads have, or is meant to be one that went wrong."""
    items = content if isinstance(content, list) else [content]
    return any(isinstance(item, dict) and not _OF_ADS.isdisjoint(item) and "verdict" not in item for item in items)


def _are_lines_without_ads(text: str) -> bool:
    first, end, _ = text.partition("\n")
    try:
        return bool(end) and not _speaks_of_ads(json.loads(first))
    except (ValueError, RecursionError):
        return False


def parse_ad(content: Any, shown: str, pointer: str = "") -> Ad:
    """Return the ad that a parsed JSON value states; `SourceError` names the first faulty value and what is wrong."""
    from pydantic import ValidationError

    if not isinstance(content, dict):
        raise SourceError(shown, f"an ad is an object, this is {_kind(content)}", pointer)
    try:
        return Ad.model_validate(content)
    except ValidationError as error:
        raise SourceError(shown, *_said(error, content, pointer)) from error


def _said(error: ValidationError, content: Any, pointer: str) -> tuple[str, str]:
    """Return what is wrong with an ad, and the JSON Pointer of the first fault."""
    from compliance.border.refused import faults, path_in

    found = [(path_in(content, path), reason) for path, reason in faults(error, Ad)]
    (place, first), others = found[0], found[1:_MAX_FAULTS]
    again = place[:1] == ("imprint",) and place[1:] and isinstance(content["imprint"].get(place[1]), list)
    told = [first + "; what is stated again goes into also" if again else first]
    told += [f"{'/'.join(map(str, path))}: {reason}" for path, reason in others]
    return "; ".join(told), pointer + "".join(f"/{_escape(part)}" for part in place)


def _escape(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _kind(content: Any) -> str:
    names = {str: "a string", bool: "a truth value", int: "a number", float: "a number", list: "an array"}
    return names.get(type(content), "null")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {repeated!r} stands twice in one object")
    return found
