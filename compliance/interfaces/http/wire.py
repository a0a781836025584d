"""How the service and its workers speak: frames of a small JSON head and a body, over pipes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from asyncio import StreamReader

LENGTHS = struct.Struct(">II")


def frame(head: dict[str, Any], body: bytes) -> bytes:
    """Return what goes over the pipe before the body, lengths first."""
    said = json.dumps(head).encode()
    return LENGTHS.pack(len(said), len(body)) + said


async def received(stream: StreamReader) -> tuple[dict[str, Any], bytes]:
    """Return the next frame; `IncompleteReadError` where the other side went away."""
    first, second = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    head = json.loads(await stream.readexactly(first))
    return head, await stream.readexactly(second)


def taken(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next frame, None where the other side went away."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    first, second = LENGTHS.unpack(lengths)
    head, body = stream.read(first), stream.read(second)
    return None if len(head) < first or len(body) < second else (json.loads(head), body)
