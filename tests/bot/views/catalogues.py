"""What the source says to readers, and what it says without its passing through a catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.locales import DOMAIN, ENGLISH, LANGUAGES

BOT = Path(str(files("bot")))
OTHERS = tuple(language for language in LANGUAGES if language != ENGLISH)
SPEAKS = [*BOT.glob("views/*.py"), *BOT.glob("handlers/*.py")]

_KEYWORDS = {"_": None, "plural": (1, 2)}
_PROSE = re.compile(r"[^\W\d_]{2,}[ ,.:;!?]+[^\W\d_]|\b[A-Z][a-z]+\b")
"""Two words, or one with a large letter: something that a person would read."""

_NOT_SAID = re.compile(
    r"/[a-z]+\b[^?!]*"  # a command as it is typed
    r"|[A-Z][A-Za-z_]+/[A-Za-z_/]*"  # a time zone
    r"|[\w.-]+\.(?:ics|png|opml|json|zip|html)|https?://\S+"
    r"|[EMLdyQHm :,.]+"  # a pattern of the locale data
    r"|-//.*//EN"  # who made a calendar
    r"|language not supported:"  # how a reading says so, which is put into words
    r"|Dateline|UTC|GMT"
)
_MARKS, _UNREAD_CALLS = {"_", "plural"}, {"getattr", "setattr", "cast", "compile", "deque", "TypeVar", "press"}


@cache
def said() -> dict[str | tuple[str, str], str]:
    """Return every string of the source that passes through `_` or `plural`, and the file that it stands in."""
    found: dict[str | tuple[str, str], str] = {}
    for file, _line, message, _comments, _context in extract_from_dir(str(BOT), keywords=_KEYWORDS):
        found[message if isinstance(message, str) else (message[0], message[1])] = file
    return found


def forms(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each string of the source, its plural where it has one, with all that a catalogue says for it."""
    for message in written(language):
        if isinstance(message.id, str):
            if message.id:
                yield message.id, (str(message.string or ""),)
        else:
            yield message.id[1], tuple(message.string or ())


@cache
def written(language: str) -> Catalog:
    """Return the catalogue of a language as it is in the package."""
    with (BOT / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def placeholders(words: str) -> list[str]:
    """Return the names in braces, in order of the alphabet."""
    return sorted(re.findall(r"\{[^}]*\}", words))


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each literal that a reader may see and that no catalogue can change."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not _PROSE.search(node.value):
            continue
        if not _NOT_SAID.fullmatch(node.value.strip()) and not any(map(_excuses, *_way_up(node, parents))):
            yield node.lineno, node.value


def marked_at_import(source: str) -> Iterator[int]:
    """Yield the lines on which words are asked for while the module loads: they would stay in one language."""
    tree = ast.parse(source)
    within = {inner for node in ast.walk(tree) if isinstance(node, _LATER) for inner in ast.walk(node)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node not in within)
    yield from (call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in _MARKS)


_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def _way_up(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> tuple[list[ast.AST], list[ast.AST]]:
    """Return the nodes from one upwards, and beside each the one that holds it."""
    way = [node]
    while way[-1] in parents:
        way.append(parents[way[-1]])
    return way[:-1], way[1:]


def _excuses(node: ast.AST, holder: ast.AST) -> bool:
    """Whether what stands in this place is marked, or is seen by no reader: docstrings, logs, typed words."""
    match holder:
        case ast.Call(func=ast.Name(id=name)):
            return name in _MARKS | _UNREAD_CALLS
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="log" | "re")) | ast.Attribute(attr="fromkeys" | "startswith")
        ):
            return True
        case ast.FormattedValue(format_spec=spec):
            return spec is node
        case ast.Dict(keys=keys):
            return node in keys
        case ast.Subscript(slice=place):
            return place is node
        case ast.AnnAssign(annotation=annotation):
            return annotation is node
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return holder.returns is node
        case ast.Expr() | ast.Raise() | ast.arg():
            return True
    return False
