"""What is wrong with a request, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEDIA = "application/problem+json"


class Problem(Exception):
    """A request that is not answered as asked: status, a short `kind` that programs know, and why, for a person.

    `errors` are the single faults of what was sent, each with its JSON Pointer; `after` is how many seconds later
    another try may do.
    """

    def __init__(
        self, status: int, kind: str, detail: str, *, errors: Sequence[Mapping[str, str]] = (), after: int = 0
    ) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail
        self.errors, self.after = list(errors), after

    def response(self, request_id: str = "") -> Response:
        """Return the answer that tells of it."""
        told: dict[str, Any] = {
            "type": f"urn:compliance:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            told["errors"] = self.errors
        if request_id:
            told["request_id"] = request_id
        headers = {"Retry-After": str(self.after)} if self.after else {}
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = 'Bearer realm="compliance"'
        return Response(json.dumps(told, ensure_ascii=True), self.status, headers, MEDIA)
