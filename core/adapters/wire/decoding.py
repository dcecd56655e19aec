"""Decoding: from the bytes of a document to its text, whatever its encoding says or forgets to say."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice

import chardet

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_FEWER_BITS = re.compile(rb"\0|\x1b[$(]")
"""Zeros (UTF-16 and its kin) and shifts (ISO 2022): valid UTF-8, and yet another encoding."""

_TELLING = re.compile(rb"[\0\x1b\x80-\xff][^\s<>]{0,1000}")
"""The words of a document that tell its encoding, but for a letter before them; the rest is the same in all."""

_LONE = re.compile(rb"(?:[A-Za-z][\x80-\xff]{1,2}(?=[A-Za-z]))|(?:[A-Za-z][\x80-\xff](?=[\s,.]))")
"""An accented letter, alone among plain ones, as the languages of Latin letters have them."""

_LATIN = re.compile(r"(?i)windows-?125[0247]|cp125[0247]|iso-?8859-?(?:1|2|3|4|9|10|13|14|15|16)$|mac|ascii|utf")
_HEAD_BYTES = 4096
_FEW_DAMAGES = 10
_GUESS_RUNS = 150
_LAST_RESORT = "windows-1252"
_WIDER = {"iso-8859-1": _LAST_RESORT, "latin-1": _LAST_RESORT, "latin1": _LAST_RESORT,
          "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "windows-1254"}  # fmt: skip
"""Browsers read these names as their wider kin, and so do we."""


def decoded(body: bytes, content_type: str = "") -> str:
    """Return the text of a document, without a byte order mark; what cannot be read becomes U+FFFD.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, since chance hardly ever makes them so;
    but for a few damaged bytes too; then the header and the document's own
    declaration are believed where they fit; then it is guessed.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    candidates = [] if _FEWER_BITS.search(body[:_HEAD_BYTES]) else ["utf-8"]
    for encoding in (*candidates, *_declared(body, content_type)):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError as exc:
            if encoding == "utf-8" and not _is_other(body[exc.start : exc.start + _HEAD_BYTES]):
                text = body.decode("utf-8", "replace")
                if _is_nearly(text):
                    return text
    return body.decode(_guessed(body), "replace")


def _is_other(damaged: bytes) -> bool:
    """Whether so much is wrong with a piece read as UTF-8 that the whole need not be looked at."""
    text = damaged.decode("utf-8", "replace")
    return text.count("\ufffd") > _FEW_DAMAGES and not _is_nearly(text)


def _is_nearly(text: str) -> bool:
    """Whether a text read as UTF-8 is so but for a few damaged bytes."""
    damaged = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 20 * damaged


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [
        found[1] for found in (_DECLARED.search(content_type.encode()), _DECLARED.search(body[:_HEAD_BYTES])) if found
    ]
    known = [name.decode().lower() for name in names]
    return [_WIDER.get(name, name) for name in known if _is_text_encoding(name)]


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _guessed(body: bytes) -> str:
    shifts = _FEWER_BITS.search(body[:_HEAD_BYTES])
    telling = body[:_HEAD_BYTES] if shifts else b" ".join(_telling(body))
    name = chardet.detect(telling)["encoding"] or _LAST_RESORT
    if not shifts and _is_latin(telling) and not _LATIN.match(name):
        return _LAST_RESORT
    return name if _is_text_encoding(name) else _LAST_RESORT


def _telling(body: bytes) -> Iterator[bytes]:
    for run in islice(_TELLING.finditer(body), _GUESS_RUNS):
        yield body[max(0, run.start() - 1) : run.end()]


def _is_latin(telling: bytes) -> bool:
    """Whether most letters outside ASCII stand alone among plain ones."""
    high = len(telling) - len(telling.translate(None, bytes(range(128, 256))))
    return 2 * sum(len(lone) - 1 for lone in _LONE.findall(telling)) >= high
