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
_EBCDIC = "cp037"
_EBCDIC_OPENING = "<?xml".encode(_EBCDIC)
_SHIFT = re.compile(rb"\x1b[$(]")
_ZEROS = 0.02
"""The share of zeros that tells of UTF-16 and its kin; a damaged document has fewer."""

_TELLING = re.compile(rb"[\0\x1b\x80-\xff][^\s<>]{0,1000}")
"""The words of a document that tell its encoding, but for a letter before them; the rest is the same in all."""

_LONE = re.compile(rb"(?:[A-Za-z][\x80-\xff]{1,2}(?=[A-Za-z]))|(?:[A-Za-z][\x80-\xff](?=[\s,.]))")
"""An accented letter, alone among plain ones, as the languages of Latin letters have them."""

_LATIN = re.compile(r"(?i)windows-?125[0247]|cp125[0247]|iso-?8859-?(?:1|2|3|4|9|10|13|14|15|16)$|mac|ascii|utf")
_HEAD_BYTES = 4096
_FEW_DAMAGES = 10
_LETTERS_OF_A_DAMAGE = 20
_LETTERS_IN_UTF8 = 0.5
_GUESS_RUNS = 150
_GUESS_BYTES = 50_000
_GUESSED = frozenset(
    "utf-8 utf-16-be utf-16-le utf-32-be utf-32-le big5hkscs cp932 cp949 euc_jis_2004 gb18030 iso2022_jp_2 cp874 cp1250"
    " cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u iso8859-2 iso8859-5 iso8859-7".split()
)
"""Those that feeds and pages have without saying so; any more are guessed wrongly more often than they are met."""

_LAST_RESORT = "windows-1252"
_WIDER = {"iso8859-1": _LAST_RESORT, "ascii": _LAST_RESORT, "iso8859-9": "cp1254", "iso8859-11": "cp874",
          "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
          "shift_jis": "cp932"}  # fmt: skip
"""Browsers read these encodings as their wider kin, and so do we."""

_NOT_OF_DOCUMENTS = frozenset(
    {"utf-16", "utf-32", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
)
"""Names that leave the order of bytes open, and codecs of Python that are none of documents."""

_PAGE_OF_WINDOWS = re.compile(r"(?:x-)*(?:windows|win|ansi|cp)[-_]?(\d{3,4})")
_OTHER_SCRIPT = re.compile(rb"[\xc0-\xff]{4,}")
_LONE_BYTE = "dateline-lone-byte"


def _lone_byte(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is wrong in UTF-8 as windows-1252 where it stands alone behind a plain letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    before, wrong = error.object[error.start - 1 : error.start], error.object[error.start : error.end]
    is_alone = before.isascii() and before.isalpha() and len(wrong) == 1
    return (wrong.decode(_LAST_RESORT, "replace") if is_alone else "\ufffd"), error.end


codecs.register_error(_LONE_BYTE, _lone_byte)


def decoded(body: bytes, content_type: str = "") -> str:
    """Return the text of a document, without a byte order mark; what cannot be read becomes U+FFFD.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, since chance hardly ever makes them so; but
    for a few damaged bytes too, those of windows-1252 among them being read; then the header and the document's own
    declaration are believed where they fit, or nearly; then it is guessed.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff")
    if body.startswith(_EBCDIC_OPENING):
        return body.decode(_kind_of_ebcdic(body), "replace")
    has_fewer_bits = _has_fewer_bits(body[:_HEAD_BYTES])
    if not has_fewer_bits and (text := _as_utf8(body)) is not None:
        return text
    declared = _declared(body, content_type, has_fewer_bits=has_fewer_bits)
    for errors in ("strict", "replace"):
        for encoding in declared:
            if (text := _as(encoding, body, errors)) is not None:
                return text
    return body.decode(_guessed(body), "replace")


def _kind_of_ebcdic(body: bytes) -> str:
    """Return the encoding that a document of a mainframe declares, in letters that all of its kin share."""
    head = body[:_HEAD_BYTES].decode(_EBCDIC).encode("ascii", "replace")
    return next(iter(_declared(head, "", has_fewer_bits=False)), _EBCDIC)


def _has_fewer_bits(head: bytes) -> bool:
    """Whether a document has zeros as UTF-16 has, or shifts as ISO 2022: valid UTF-8, and yet another encoding."""
    return head.count(0) > _ZEROS * len(head) or bool(_SHIFT.search(head))


def _as_utf8(body: bytes) -> str | None:
    """Return a text in UTF-8, None where it is none: of other encodings a third at most of what is read so is valid."""
    try:
        return body.decode()
    except UnicodeDecodeError as exc:
        damaged = body[exc.start : exc.start + _HEAD_BYTES].decode("utf-8", "replace")
        if damaged.count("\ufffd") > _FEW_DAMAGES and not _is_nearly(damaged, _LETTERS_IN_UTF8):
            return None  # so much is wrong that the whole need not be looked at
        return (
            body.decode("utf-8", _LONE_BYTE) if _is_nearly(body.decode("utf-8", "replace"), _LETTERS_IN_UTF8) else None
        )


def _as(encoding: str, body: bytes, errors: str) -> str | None:
    """Return a text in the encoding that is declared, None where it plainly is in another."""
    if encoding == _LAST_RESORT and _is_of_other_script(body):
        return None
    try:
        text = body.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
    return text if errors == "strict" or _is_nearly(text, _LETTERS_OF_A_DAMAGE) else None


def _is_nearly(text: str, letters: float) -> bool:
    """Whether there are more than so many letters outside ASCII for each damaged byte."""
    damaged = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) - damaged > letters * damaged


def _is_of_other_script(body: bytes) -> bool:
    """Whether most of what is not ASCII stands in runs as no language of Latin letters has them."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    return 2 * sum(map(len, _OTHER_SCRIPT.findall(body))) > high


def _declared(body: bytes, content_type: str, *, has_fewer_bits: bool) -> list[str]:
    """Return the encodings that header and document name; last what a server says that was told nothing."""
    searched = (_DECLARED.search(content_type.encode()), _DECLARED.search(body[:_HEAD_BYTES]))
    names = [_canonical(found[1].decode().lower()) for found in searched if found]
    if names[:1] == [_LAST_RESORT]:
        names.reverse()
    return [name for name in names if name and (has_fewer_bits or not name.startswith("utf"))]


def _canonical(name: str) -> str:
    """Return Python's name of an encoding, or of its wider kin; empty where it knows none, or not what comes first."""
    page = _PAGE_OF_WINDOWS.fullmatch(name)
    try:
        found = codecs.lookup(f"cp{page[1]}" if page else name.removeprefix("x-"))
    except LookupError:
        return ""
    is_known = found._is_text_encoding and found.name not in _NOT_OF_DOCUMENTS
    return _WIDER.get(found.name, found.name) if is_known else ""


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _guessed(body: bytes) -> str:
    shifts = _has_fewer_bits(body[:_HEAD_BYTES])
    telling = body[:_HEAD_BYTES] if shifts else b" ".join(_telling(body))
    name = chardet.detect(telling, include_encodings=_GUESSED)["encoding"] or _LAST_RESORT
    if not shifts and _is_latin(telling) and not _LATIN.match(name):
        return _LAST_RESORT
    return name if _is_text_encoding(name) else _LAST_RESORT


def _telling(body: bytes) -> Iterator[bytes]:
    end = _GUESS_BYTES if _TELLING.search(body, 0, _GUESS_BYTES) else len(body)
    for run in islice(_TELLING.finditer(body, 0, end), _GUESS_RUNS):
        yield body[max(0, run.start() - 1) : run.end()]


def _is_latin(telling: bytes) -> bool:
    """Whether most letters outside ASCII stand alone among plain ones."""
    high = len(telling) - len(telling.translate(None, bytes(range(128, 256))))
    return 2 * sum(len(lone) - 1 for lone in _LONE.findall(telling)) >= high
