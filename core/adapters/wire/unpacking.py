"""Unpacking: what a server compressed, within a limit, however many times over it did."""

import zlib
from collections.abc import Iterator

import brotli

from core.errors import UnreachableError

MOST_LAYERS = 3
ENCODINGS = ("gzip", "x-gzip", "deflate", "br")
"""The names of the layers that can be unpacked."""

_PIECE_BYTES = 1_000_000

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15


def unpacked(body: bytes, content_encoding: str, *, url: str, limit: int) -> bytes:
    """Return a body as it was before compression: by its header, then by its first bytes where the header is silent.

    Raises UnreachableError over `limit` bytes, over three layers, and for an encoding that was not asked for.
    """
    layers = 0
    for name in _declared(content_encoding, url):
        layers += 1
        if name == "br":
            body = _unbrotlied(body, url=url, limit=limit)
        else:
            body = _inflated(body, _RAW_DEFLATE if name == "deflate" else _GZIP_OR_ZLIB, url=url, limit=limit)
    while body.startswith(_GZIP_MAGIC):
        layers += 1
        if layers > MOST_LAYERS:
            raise UnreachableError(url, "compressed too many times")
        body = _inflated(body, _GZIP_OR_ZLIB, url=url, limit=limit)
    return body


def _declared(content_encoding: str, url: str) -> list[str]:
    """Return the names of the declared layers, outermost first."""
    names = [name for name in content_encoding.lower().replace(" ", "").split(",") if name not in {"", "identity"}]
    if len(names) > MOST_LAYERS:
        raise UnreachableError(url, "compressed too many times")
    for name in names:
        if name not in ENCODINGS:
            raise UnreachableError(url, f"compressed as {name[:20]}, which was not asked for")
    return names[::-1]


def _unbrotlied(body: bytes, *, url: str, limit: int) -> bytes:
    engine = brotli.Decompressor()
    try:
        pieces = [engine.process(body, output_buffer_limit=_PIECE_BYTES)]
        size = len(pieces[0])
        while size <= limit and not engine.is_finished() and not engine.can_accept_more_data():
            pieces.append(engine.process(b"", output_buffer_limit=_PIECE_BYTES))
            size += len(pieces[-1])
    except brotli.error as exc:
        if body[:1] == b"<":
            return body  # said to be packed and is not
        raise UnreachableError(url, "damaged in compression") from exc
    if size > limit:
        raise UnreachableError(url, f"larger than {limit / 1e6:g} MB unpacked")
    if not engine.is_finished():
        raise UnreachableError(url, "damaged in compression")
    return b"".join(pieces)


def _inflated(body: bytes, wbits: int, *, url: str, limit: int) -> bytes:
    if wbits == _RAW_DEFLATE and _is_zlib(body):
        wbits = _GZIP_OR_ZLIB  # what "deflate" means by the standard
    elif wbits != _RAW_DEFLATE and not body.startswith(_GZIP_MAGIC) and not _is_zlib(body):
        return body  # said to be packed and is not, as some servers do
    try:
        return b"".join(_members(body, wbits, url=url, limit=limit))
    except zlib.error as exc:
        raise UnreachableError(url, "damaged in compression") from exc


def _is_zlib(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2]) % 31 == 0


def _members(body: bytes, wbits: int, *, url: str, limit: int) -> Iterator[bytes]:
    """Unpack one member after the other; what follows the last one and is no member is padding."""
    size = 0
    while body:
        engine = zlib.decompressobj(wbits)
        piece = engine.decompress(body, limit - size + 1)
        size += len(piece)
        if size > limit:
            raise UnreachableError(url, f"larger than {limit / 1e6:g} MB unpacked")
        yield piece
        body = engine.unused_data if engine.unused_data.startswith(_GZIP_MAGIC) else b""
