"""`compliance serve`: the service and its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compliance.errors import UsageError
from compliance.interfaces.cli import console, garbage
from compliance.interfaces.cli.commands.serve_keys import command as keys
from compliance.interfaces.cli.options import Number, store

if TYPE_CHECKING:
    from collections.abc import Callable

_MIB = 1 << 20


_SECONDS, _COUNT = Number(1, 3600), click.IntRange(1)
_BOUNDS: tuple[tuple[str, Any, click.ParamType[Any], str], ...] = (
    ("--workers", 0, click.IntRange(0, 256), "Processes that judge; 0: one a core, two at least."),
    ("--waiting", 64, _COUNT, "Requests that wait for a worker; more are turned away."),
    ("--time", 60.0, _SECONDS, "Seconds that one ad may take."),
    ("--slow", 30.0, _SECONDS, "Seconds that a client may take to send a request."),
    ("--largest", 64, click.IntRange(1, 64), "MiB of the largest request."),
    ("--memory", 2048, click.IntRange(256), "MiB that one worker may take."),
    ("--rate", 50.0, Number(0), "Requests a second of one client; 0: any."),
    ("--burst", 200, _COUNT, "Requests of one client at once."),
    ("--kept-days", 7, click.IntRange(0), "Days that a finished batch stays."),
)


def _limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that bound what the service takes on."""
    for name, usual, kind, text in reversed(_BOUNDS):
        command = click.option(name, default=usual, show_default=True, type=kind, help=text)(command)
    return command


@click.group(
    invoke_without_command=True,
    context_settings={"auto_envvar_prefix": "COMPLIANCE_SERVE"},
    epilog="""\b
Examples:
  compliance serve                                     http://127.0.0.1:8000/, for this machine
  compliance serve keys add newsroom --scope check     a key, so that others may ask
  compliance serve --host 0.0.0.0 --allowed-host desk.example.org

\b
Options come before variables (COMPLIANCE_SERVE_PORT for --port). Without keys only this machine may ask.""",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@store
@click.option(
    "--allowed-host", "hosts", multiple=True, metavar="NAME", help="A name that the service is called by; repeatable."
)
@click.option(
    "--trust-proxy",
    "trusted_proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Believe the forwarded headers of this address; repeatable.",
)
@click.option("--secure-cookies", is_flag=True, help="Sessions of the page over HTTPS only.")
@click.option(
    "--webhooks", "webhook_file", metavar="FILE", help="TOML: origins that may be told of batches, and their secrets."
)
@_limits
@click.pass_context
def command(context: click.Context, /, webhook_file: str | None, **values: Any) -> int:
    """Serve the page for editors and the API for systems."""
    if context.invoked_subcommand:
        return 0
    try:
        from compliance.interfaces.http import serving, webhooks
        from compliance.interfaces.http.settings import Settings, usual_state
    except ImportError as error:
        raise UsageError(f"the service needs more packages ({error.name}): pip install '.[serve]'") from error
    values["state"] = values["state"] or usual_state()
    for name in ("largest", "memory"):
        values[name] *= _MIB
    known = webhooks.secrets_of(webhook_file) if webhook_file else {}
    settings = Settings(**values, webhooks=known)
    garbage.resume()
    serving.serve(settings, lambda address: console.tell(f"serving at {address} (Ctrl+C ends)"))
    return 0


command.add_command(keys)
