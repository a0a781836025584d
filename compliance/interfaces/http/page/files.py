"""The addresses of files that were given: the list with its progress, each ad, its pages, and the reports."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from compliance.interfaces.http.page import forms
from compliance.interfaces.http.page.rendering import render
from compliance.interfaces.http.page.uploads import DONE, FAILED, READING, STOPPED, WAITING
from compliance.interfaces.http.page.words import page_words
from compliance.render import FORMATS
from compliance.render.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import APIRouter
    from starlette.requests import Request

    from compliance.interfaces.http.page.routes import Desk
    from compliance.interfaces.http.page.told import Told
    from compliance.interfaces.http.page.uploads import Found, Item, Upload

_TASKS = "compliance.interfaces.http.page.tasks"
_WORST_FIRST = ("non_compliant", "unreadable", "unclear", "partial", "compliant")
_MOST_ROWS = 1_000  # that are shown: a file may hold any number of ads
_STATES = {WAITING: "files_waiting", READING: "files_reading", STOPPED: "files_stopped"}


def add(router: APIRouter, desk: Desk) -> None:
    """Add the routes."""
    here = Files(desk)
    for path, method, endpoint in (
        ("/files/{id}", "GET", here.overview),
        ("/files/{id}/state", "GET", here.state),
        ("/files/{id}/cancel", "POST", here.cancel),
        ("/files/{id}/save", "POST", here.save),
        ("/files/{id}/{number:int}", "GET", here.show),
        ("/files/{id}/{number:int}", "POST", here.answer),
        ("/files/{id}/{number:int}/judge", "POST", here.judge),
        ("/files/{id}/{number:int}/save", "POST", here.save),
        ("/files/{id}/{number:int}/imprint", "POST", here.imprint),
        ("/files/{id}/{number:int}/page/{page:int}", "GET", here.page),
    ):
        router.add_route(path, desk.guarded(endpoint, path), [method], include_in_schema=False)


class Files:
    """Answers about uploads."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._answers = desk, desk.answers

    async def overview(self, request: Request) -> Response:
        """Answer with the list and its progress; of a single ad with the ad itself."""
        upload, language = self._upload(request), forms.language_of(request)
        if upload is None:
            return self._gone(request)
        if (url := _single(upload)) is not None:
            return self._desk.guard.finish(request, RedirectResponse(f"{url}?lang={language}", 303), language)
        return self._answers.page(request, "files.html", language, **self._listed(upload, language))

    async def state(self, request: Request) -> Response:
        """Answer the script with the list as it stands, and where the ad is if it is a single one."""
        upload, language = self._upload(request), forms.language_of(request)
        if upload is None:
            return self._answers.json(request, {"done": True, "url": request.url.path.removesuffix("/state")}, 404)
        token = self._desk.guard.token(request)
        say = page_words(language)
        html = render("files_state.html", say=say, language=language, csrf=token, **self._listed(upload, language))
        url = _single(upload)
        return self._answers.json(request, {"html": html, "done": upload.done, "url": url and f"{url}?lang={language}"})

    async def cancel(self, request: Request) -> Response:
        """Stop reading, and answer with the list."""
        form, upload = await self._desk.form(request), self._upload(request)
        if upload is None:
            return self._gone(request)
        if self._desk.holds(request, form):
            upload.cancel()
        url = f"/files/{upload.id}?lang={form.language}"
        return self._desk.guard.finish(request, RedirectResponse(url, 303), form.language)

    async def show(self, request: Request) -> Response:
        """Answer with one ad."""
        upload, found = self._found(request)
        if upload is None or found is None:
            return self._gone(request)
        language = forms.language_of(request)
        return await self._ad(request, upload, found, upload.told._replace(language=language))

    async def answer(self, request: Request) -> Response:
        """Answer with one ad, judged by what was told of it."""
        form = await self._desk.form(request)
        upload, found = self._found(request)
        if upload is None or found is None:
            return self._gone(request)
        told = form.told() if self._desk.holds(request, form) else upload.told._replace(language=form.language)
        return await self._ad(request, upload, found, told)

    async def judge(self, request: Request) -> Response:
        """Answer the script with what is said of one ad."""
        form = await self._desk.form(request)
        upload, found = self._found(request)
        if upload is None or found is None:
            return self._answers.json(request, {}, 404)
        if not self._desk.holds(request, form):
            return self._answers.json(request, {"csrf": self._desk.guard.token(request)}, 403)
        return self._answers.json(request, await self._held(upload, found, form.told()))

    async def save(self, request: Request) -> Response:
        """Answer with the report on one ad or all of them, as a file."""
        form = await self._desk.form(request)
        upload, found = self._found(request)
        wanted = form.get("form") or form.get("other")
        if upload is None or ("number" in request.path_params and found is None):
            return self._gone(request)
        if not self._desk.holds(request, form) or wanted not in FORMATS:
            return self._answers.message(request, form.language, 403, "desk_failed")
        items = [found.item] if found else [item for item in upload.items if item.state == DONE]
        content = await asyncio.to_thread(_joined, items)
        number = found.number if found else None
        told = form.told() if found else upload.told._replace(language=form.language)
        made = await self._desk.work.call(f"{_TASKS}:saved", content, told._asdict(), form=wanted, only=number)
        return self._answers.report(request, made, wanted, "report")

    async def imprint(self, request: Request) -> Response:
        """Answer with the form for an imprint, filled in with what one ad states."""
        form = await self._desk.form(request)
        upload, found = self._found(request)
        if upload is None or found is None:
            return self._gone(request)
        return await self._desk.written(request, form, await asyncio.to_thread(found.item.ads), number=found.number)

    async def page(self, request: Request) -> Response:
        """Answer with a page of an ad as a picture."""
        _, found = self._found(request)
        pages = await self._desk.uploads.pages(found) if found else []
        page = next((one for one in pages if one["page"] == request.path_params["page"]), None)
        if page is None:
            return self._gone(request)
        with open(page["path"], "rb") as file:
            return self._answers.picture(request, file.read(), page["type"])

    async def _ad(self, request: Request, upload: Upload, found: Found, told: Told) -> Response:
        shown = await self._held(upload, found, told)
        from markupsafe import Markup

        return self._answers.page(
            request,
            "file.html",
            told.language,
            name=found.row["location"],
            several=len(upload.found()) > 1 or len(upload.items) > 1,
            list=f"/files/{upload.id}",
            base=_base(upload, found),
            switching="desk",
            text=shown["text"],
            sheet=Markup(shown["html"]),
            known=Markup(shown["known"]),
        )

    async def _held(self, upload: Upload, found: Found, told: Told) -> dict[str, Any]:
        base = _base(upload, found)
        pages = await self._desk.uploads.pages(found)
        drawn = [{**_bare(page), "url": f"{base}/page/{page['page']}"} for page in pages]
        content = await asyncio.to_thread(found.item.ads)
        more = {"number": found.number, "drawn": drawn, "base": base}
        made: dict[str, Any] = json.loads(await self._desk.work.call(f"{_TASKS}:held", content, told._asdict(), **more))
        return made

    def _listed(self, upload: Upload, language: str) -> dict[str, Any]:
        say, rows, number = page_words(language), [], 0
        for item in upload.items:
            if item.state == DONE:
                rows += [{**row, "number": number + at, "state": ""} for at, row in enumerate(item.rows)]
                number += len(item.rows)
            else:
                rows.append(_pending(item, say, language))
        counts = Counter(row["verdict"] for row in rows if row["verdict"])
        finished = sum(item.state not in (WAITING, READING) for item in upload.items)
        return {
            "title": say["files_done" if upload.done else "files_title"],
            "base": f"/files/{upload.id}",
            "rows": rows[:_MOST_ROWS],
            "left_out": max(0, len(rows) - _MOST_ROWS),
            "counts": [(verdict, counts[verdict]) for verdict in _WORST_FIRST if counts[verdict]],
            "done": upload.done,
            "cancelled": upload.cancelled,
            "finished": finished,
            "total": len(upload.items),
            "formats": FORMATS,
        }

    def _upload(self, request: Request) -> Upload | None:
        return self._desk.uploads.find(request.path_params["id"])

    def _found(self, request: Request) -> tuple[Upload | None, Found | None]:
        upload = self._upload(request)
        number = request.path_params.get("number")
        ads = upload.found() if upload is not None and number is not None else []
        return upload, ads[number] if number is not None and number < len(ads) else None

    def _gone(self, request: Request) -> Response:
        return self._answers.message(request, forms.language_of(request), 404, "desk_gone")


def _pending(item: Item, say: Any, language: str) -> dict[str, Any]:
    """Return the row of a file that was not read, or not yet."""
    failed = item.state == FAILED
    return {
        "location": item.name,
        "verdict": "unreadable" if failed else "",
        "tally": spoken(item.fault, language) if failed else "",
        "state": "" if failed else say[_STATES[item.state]],
        "number": None,
    }


def _single(upload: Upload) -> str | None:
    """Return where the ad is, if the upload is a single one that was read."""
    found = upload.found()
    return f"/files/{upload.id}/0" if upload.done and len(upload.items) == len(found) == 1 else None


def _base(upload: Upload, found: Found) -> str:
    number = next(at for at, one in enumerate(upload.found()) if one[:2] == found[:2])
    return f"/files/{upload.id}/{number}"


def _bare(page: dict[str, Any]) -> dict[str, Any]:
    return {key: page[key] for key in ("page", "width", "height")}


def _joined(items: Sequence[Item]) -> bytes:
    return b"".join(item.ads() for item in items)
