"""What `compliance extract` prints, as frozen Pydantic models: what was read of ads, without judging them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from compliance.border.imprint import Imprint
from compliance.border.report import _ALIASED, SourceFault, Tool, Unread, _Frozen
from compliance.border.stated import Place, Span


class ExtractionStep(_Frozen):
    """One step: a stretch looked at, a label found, a block accepted or rejected, a value weighed, and why."""

    kind: Literal["window", "label", "accepted", "rejected", "weighed"]
    reason: str
    span: Span
    raw: str


class Layer(_Frozen):
    """A text in the source that readers do not see: its kind as a code, its beginning, and where it stands."""

    kind: str
    raw: str
    place: Place


class ExtractedDocument(_Frozen):
    """What was read of one ad by `compliance extract`, without judging it."""

    path: str
    jurisdiction: str
    imprints: tuple[Imprint, ...]
    pointer: str = ""
    sha256: str | None = None
    bytes: int | None = None
    encoding: str = "utf-8"
    language: str | None = None
    error: SourceFault | None = None
    truncated: bool = False
    steps: tuple[ExtractionStep, ...] = ()
    format: str = "text"
    unread: tuple[Unread, ...] = ()
    layers: tuple[Layer, ...] = ()


class Extraction(_Frozen):
    """What `compliance extract --format json` prints (`schemas/imprint.v1.json`)."""

    schema_: Literal["imprint.v1"] = Field(alias="schema", default="imprint.v1")
    tool: Tool
    documents: tuple[ExtractedDocument, ...]

    model_config = _ALIASED
