"""The guard: nothing but this machine's own programs and the playground's own page may ask the server for anything.

A page on the web can make a browser send requests to localhost, and can have its name point to 127.0.0.1 (DNS
rebinding). So the Host header must name localhost, and what carries a foreign origin is refused; no header ever allows
another origin to read an answer.
"""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from yarl import URL

_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_OWN_SITES = frozenset({"", "same-origin", "none"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guard() -> Middleware:
    """Return the middleware that refuses whatever comes from elsewhere with 403."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not (_is_own_host(request.host) and _is_own_origin(request)):
            return web.Response(status=403, text="The playground answers its own page on this machine only.\n")
        return await handler(request)

    return guarded


async def harden(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001  a signal's form
    """Add the headers that keep the page to itself."""
    response.headers.update(HEADERS)


def _is_own_host(host: str) -> bool:
    try:
        return (URL(f"http://{host}").host or "") in _OWN_NAMES
    except ValueError:
        return False


def _is_own_origin(request: web.Request) -> bool:
    """Whether a request comes from the page itself, from no page, or merely opens the page."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return False
    site = request.headers.get("Sec-Fetch-Site", "")
    opens = request.method == "GET" and request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return site in _OWN_SITES or opens
