"""The page's addresses: the desk for a text, the form for an imprint, and the files that were given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from compliance.interfaces.http.page import files, forms
from compliance.interfaces.http.page.answers import Answers
from compliance.interfaces.http.page.guard import Guard
from compliance.interfaces.http.page.uploads import Uploads
from compliance.interfaces.http.page.words import page_words
from compliance.interfaces.http.problems import Problem
from compliance.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from compliance.interfaces.http.access import Access
    from compliance.interfaces.http.page.forms import Form
    from compliance.interfaces.http.settings import Settings
    from compliance.interfaces.http.work import Work

    Endpoint = Callable[[Request], Awaitable[Response]]

TASKS = "compliance.interfaces.http.page.tasks"
_SAID = {401: "desk_expired", 403: "desk_expired", 404: "desk_none", 405: "desk_none", 503: "desk_heavy"}


def router(desk: Desk) -> APIRouter:
    """Return the routes of the page."""
    made = APIRouter(include_in_schema=False)
    for path, method, endpoint in (
        ("/", "GET", desk.index),
        ("/", "POST", desk.submit),
        ("/judge", "POST", desk.judge),
        ("/save", "POST", desk.save),
        ("/imprint", "GET", desk.blank_imprint),
        ("/imprint", "POST", desk.imprint),
    ):
        made.add_route(path, desk.guarded(endpoint, path), [method], include_in_schema=False)
    made.add_route("/login", desk.login, ["GET"], include_in_schema=False)
    made.add_route("/static/{name}", desk.static, ["GET"], include_in_schema=False)
    files.add(made, desk)
    return made


class Desk:
    """What all addresses of the page share."""

    def __init__(self, work: Work, access: Access, settings: Settings) -> None:
        self.work, self._access = work, access
        self.guard = Guard(settings.secure_cookies)
        self.answers, self.uploads = Answers(self.guard, settings.largest), Uploads(work)

    def guarded(self, endpoint: Endpoint, path: str) -> Endpoint:
        """Return an endpoint that tells in words what cannot be answered: too much, no worker, a fault of ours.

        Logs and counts know it by its `path`.
        """

        async def answered(request: Request) -> Response:
            request.state.route = path
            try:
                if not await self._admitted(request):
                    return self._login(request)
                return await endpoint(request)
            except forms.TooLarge:
                return self._too_large(request)
            except Problem as problem:
                return self.failed(request, problem)

        return answered

    async def form(self, request: Request) -> Form:
        """Return the form that was sent."""
        return await forms.form_of(request)

    def holds(self, request: Request, form: Form) -> bool:
        """Tell whether the form came from the page."""
        return self.guard.holds(request, form.get("csrf"))

    async def index(self, request: Request) -> Response:
        """Answer with an empty desk."""
        language = forms.language_of(request)
        return await self._desk(request, forms.Form([], [], language), "")

    async def submit(self, request: Request) -> Response:
        """Answer with what is said of a text, or take files and lead to them."""
        form = await self.form(request)
        if not self.holds(request, form):
            return await self._desk(request, form, form.text(), 403, page_words(form.language)["desk_again"])
        if form.files:
            upload = await self.uploads.take(form.files, form.told())
            url = f"/files/{upload.id}?lang={form.language}"
            if "application/json" in request.headers.get("accept", ""):
                return self.answers.json(request, {"url": url})
            return self.guard.finish(request, RedirectResponse(url, 303), form.language)
        text = form.text()
        if form.get("put"):
            text = (await self._imprint(form, form.content(), asked=True))["text"] or text
        return await self._desk(request, form, text)

    async def judge(self, request: Request) -> Response:
        """Answer the script with what is said of a text."""
        form = await self.form(request)
        if not self.holds(request, form):
            return self.answers.json(request, {"csrf": self.guard.token(request)}, 403)
        return self.answers.json(request, await self._typed(form, form.text()))

    async def save(self, request: Request) -> Response:
        """Answer with the report on a text, as a file."""
        form = await self.form(request)
        wanted, text = form.get("form") or form.get("other"), form.text()
        if not self.holds(request, form) or wanted not in FORMATS or not text.strip():
            return await self._desk(request, form, text, 403, page_words(form.language)["desk_again"])
        options = form.told()._asdict()
        made = await self.work.call(f"{TASKS}:saved", text.encode(), options, form=wanted, text=True)
        return self.answers.report(request, made, wanted, "report")

    async def blank_imprint(self, request: Request) -> Response:
        """Answer with the empty form for an imprint."""
        return await self.written(request, forms.Form([], [], forms.language_of(request)))

    async def imprint(self, request: Request) -> Response:
        """Answer with the form for an imprint as it is filled in, and the imprint if it was asked for.

        Another language asks for none, it only shows again what was shown.
        """
        form = await self.form(request)
        asked = form.get("shown" if form.get("to") else "asked")
        return await self.written(request, form, form.content(), asked=bool(asked) and self.holds(request, form))

    async def login(self, request: Request) -> Response:
        """Answer with the form that asks for a key."""
        language = forms.language_of(request)
        if not await self._access.is_closed():
            return RedirectResponse("/", 303)
        return self.answers.page(request, "login.html", language, wrong="wrong" in request.query_params)

    async def static(self, request: Request) -> Response:
        """Answer with a file that belongs to the page."""
        found = self.answers.static(request, request.path_params["name"])
        return found or self.answers.message(request, forms.language_of(request), 404, "desk_none")

    async def _admitted(self, request: Request) -> bool:
        """Tell whether a request may be answered: anybody's where no keys were made, else that of who logged in."""
        admitted, session = await self._access.admit(request, "check")
        if session is not None:
            self.guard.is_in(request, session)
        return admitted

    def _login(self, request: Request) -> Response:
        if "application/json" in request.headers.get("accept", ""):
            return self.answers.json(request, {}, 401)
        return RedirectResponse("/login", 303)

    async def _typed(self, form: Form, text: str) -> dict[str, Any]:
        options = form.told()._asdict()
        made = await self.work.call(
            f"{TASKS}:typed", text.encode("utf-8", "replace"), options, mend=bool(form.get("mend"))
        )
        found: dict[str, Any] = json.loads(made)
        return found

    async def _desk(self, request: Request, form: Form, text: str, status: int = 200, notice: str = "") -> Response:
        shown = await self._typed(form, text)
        return self.answers.page(
            request,
            "desk.html",
            form.language,
            status,
            here="desk",
            switching="desk",
            notice=notice,
            letters=forms.MOST_LETTERS,
            text=shown["text"],
            sheet=_safe(shown["html"]),
            known=_safe(shown["known"]),
        )

    async def _imprint(self, form: Form, content: bytes, **more: Any) -> dict[str, Any]:
        more = {"given": form.imprint(), "language": form.get("language"), **more}
        made = await self.work.call(f"{TASKS}:imprint", content, form.told()._asdict(), **more)
        found: dict[str, Any] = json.loads(made)
        return found

    async def written(
        self, request: Request, form: Form, content: bytes = b"", *, asked: bool = False, number: int | None = None
    ) -> Response:
        """Answer with the form for an imprint; `content` is the ad that it is meant for, or ads, with its `number`."""
        shown = await self._imprint(form, content, asked=asked, number=number)
        return self.answers.page(
            request,
            "imprint.html",
            form.language,
            here="imprint",
            switching="imprint",
            asked=asked,
            text=form.text(),
            form=_safe(shown["html"]),
        )

    def _too_large(self, request: Request) -> Response:
        if "application/json" in request.headers.get("accept", ""):
            return self.answers.json(request, {}, 413)
        return self.answers.message(request, forms.language_of(request), 413, "desk_too_large")

    def failed(self, request: Request, problem: Problem) -> Response:
        """Answer with a page that says what is wrong, or tell it to the script."""
        if problem.status == 413:
            return self._too_large(request)
        if "application/json" in request.headers.get("accept", ""):
            return self.answers.json(request, {}, problem.status, problem.after)
        said = "desk_full" if problem.after else _SAID.get(problem.status, "desk_failed")
        answer = self.answers.message(request, forms.language_of(request), problem.status, said)
        if problem.after:
            answer.headers["Retry-After"] = str(problem.after)
        return answer


def _safe(html: str) -> Any:
    """Return what our own templates made in a worker, as what need not be escaped again."""
    from markupsafe import Markup

    return Markup(html)
