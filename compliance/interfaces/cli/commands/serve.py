"""`compliance serve`: the service and its page."""

from __future__ import annotations

import click

from compliance.errors import UsageError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
def command(host: str, port: int) -> int:
    """Serve the page for editors and the API for systems."""
    try:
        import uvicorn

        from compliance.interfaces.http.app import create_app
        from compliance.interfaces.http.settings import Settings
    except ImportError as error:
        raise UsageError(f"the service needs more packages ({error.name}): pip install '.[serve]'") from error
    uvicorn.run(create_app(Settings(host=host, port=port)), host=host, port=port)
    return 0
