"""Tells other systems that a batch has ended, by Standard Webhooks: signed, and tried again ever more seldom.

Only origins of the service's own settings are ever called, and no redirect is followed.
"""

from __future__ import annotations

import http.client
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standardwebhooks.webhooks import Webhook

from compliance.errors import UsageError
from compliance.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE = 15  # seconds that a receiver may take
_GONE = 410


def origin(url: str) -> str:
    """Return scheme, host and port of an address; `UsageError` for one that is none, or that says who is calling.

    >>> origin("https://Hooks.example.org/x?y=1"), origin("http://127.0.0.1:9000/")
    ('https://hooks.example.org', 'http://127.0.0.1:9000')
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError("a webhook is an https address") from error
    usual = {"https": 443, "http": 80}
    host = parts.hostname or ""
    if parts.scheme not in usual or not host or "@" in parts.netloc or not url.isascii() or not url.isprintable():
        raise UsageError("a webhook is an https address")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual[parts.scheme]) else "")


def secrets_of(path: str) -> dict[str, str]:
    """Return the origins that may be told, with their secrets, from a TOML file (`"https://…" = "whsec_…"`)."""
    import tomllib

    try:
        with open(path, "rb") as file:
            stated: dict[str, Any] = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise UsageError(f"--webhooks {path}: cannot be read as TOML") from error
    for name, secret in stated.items():
        if origin(name) != name or not isinstance(secret, str) or not _is_secret(secret):
            raise UsageError(f'--webhooks {path}: each line is an origin and its secret: "https://…" = "whsec_…"')
    return stated


def _is_secret(text: str) -> bool:
    try:
        Webhook(text)
    except (ValueError, RuntimeError):
        return False
    except Exception:  # the package has an error of its own for an empty secret
        return False
    return text.startswith("whsec_")


def message(batch: Mapping[str, Any], now: datetime) -> bytes:
    """Return what is told of a batch that has ended; its result must be fetched."""
    told = {"type": f"batch.{batch['state']}", "timestamp": now.isoformat(timespec="seconds"), "data": batch}
    return json.dumps(told, sort_keys=True).encode()


def told(url: str, secret: str, name: str, body: bytes) -> tuple[bool, bool]:
    """Send a message, and return whether it was taken, and whether there is use in trying again. Never raises."""
    now = datetime.now(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"compliance/{VERSION}",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(msg_id=name, timestamp=now, data=body.decode()),
    }
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=_PATIENCE)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError):
        return False, True
    return 200 <= status < 300, status != _GONE
