"""Which language a visitor gets: the one chosen here before, else the browser's, else Chinese."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.types import Language

COOKIE = "task-assistant-language"
PATHS: dict[Language, str] = {"zh": "/", "en": "/en/"}


def preferred(accepted: str) -> Language:
    """The language of an Accept-Language header: English where it stands before any Chinese."""
    weighed: list[tuple[float, int, str]] = []
    for position, part in enumerate(accepted.split(",")):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            weight = 0.0
        weighed.append((-weight, position, tag.strip().lower()))
    for _, _, tag in sorted(weighed):
        if tag.startswith("zh"):
            return "zh"
        if tag.startswith("en"):
            return "en"
    return "zh"


def _known(name: str | None) -> Language | None:
    return "en" if name == "en" else "zh" if name == "zh" else None


class LanguageChoice:
    """ASGI middleware: "/" leads those who want English to "/en/", and ?lang=… chooses and is remembered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in ("/", "/en", "/en/"):
            await self._app(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = next((_known(value) for name, value in reversed(query) if name == "lang"), None)
        here: Language = "zh" if scope["path"] == "/" else "en"
        wanted = asked or (here if here == "en" else _wanted(scope))
        if asked is None and wanted == here and scope["path"] != "/en":
            await self._app(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in query if name != "lang"])
        headers = [
            (b"location", f"{PATHS[wanted]}{'?' if rest else ''}{rest}".encode()),
            (b"vary", b"accept-language, cookie"),
        ]
        if asked:
            headers.append((b"set-cookie", f"{COOKIE}={asked}; Path=/; Max-Age=31536000; SameSite=Lax".encode()))
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _wanted(scope: Scope) -> Language:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    try:
        chosen = SimpleCookie(headers.get(b"cookie", "")).get(COOKIE)
    except CookieError:
        chosen = None
    return _known(chosen.value if chosen else None) or preferred(headers.get(b"accept-language", ""))
