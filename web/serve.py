"""Starts the page: takes the port first, so that a taken one is told at once and not after the imports."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from web.labels import ServeWords
from web.words import page_words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.settings import Settings

SHUTDOWN_SECONDS = 2
ANY_HOST = ("0.0.0.0", "::", "")


class CannotListen(AssistantError):
    """The address or port cannot be used; the message names the way out."""


def open_page(settings: Settings) -> FastAPI:
    """The page over the index that ``settings`` name; raises AssistantError."""
    # The assistant first: a missing index is told before the page's library is imported.
    from assistant import open_assistant

    assistant = open_assistant(settings)
    from web.app import build_app

    return build_app(assistant, settings)


def serve(settings: Settings, open_app: Callable[[Settings], FastAPI] = open_page) -> int:
    """Serve the page at ``settings.host``:``settings.port`` until Ctrl+C. Returns the exit code: 0 ended, 1 could not.

    The address goes to stdout when the page answers; a problem goes to stderr as one sentence.
    """
    words = page_words().serve
    try:
        with listen(settings.host, settings.port, words) as listener:
            print(words.opening, flush=True)
            return _run(open_app(settings), listener, _address(settings), words)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def listen(host: str, port: int, words: ServeWords) -> socket.socket:
    """A socket that listens on ``host``:``port``; raises CannotListen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(words.bad_host.format(host=host, reason=error.strerror)) from error
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise CannotListen(_why_not(error, host, port, words)) from error
    return listener


def _why_not(error: OSError, host: str, port: int, words: ServeWords) -> str:
    if error.errno == errno.EADDRINUSE:
        return words.port_taken.format(port=port, other=port + 1 if port < 65535 else port - 1)
    if error.errno in (errno.EACCES, errno.EPERM):
        return words.port_forbidden.format(port=port)
    return words.bad_host.format(host=host, reason=error.strerror)


def _address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in ANY_HOST else settings.host
    return f"http://[{host}]:{settings.port}/" if ":" in host else f"http://{host}:{settings.port}/"


def _run(app: FastAPI, listener: socket.socket, address: str, words: ServeWords) -> int:
    import uvicorn

    # Pages keep a stream open: without a limit Ctrl+C would wait for the last visitor to leave.
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_SECONDS)
    server = uvicorn.Server(config)

    async def run() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            print(words.ready.format(address=address), flush=True)
        await serving

    asyncio.run(run())
    return 0 if server.started else 1
