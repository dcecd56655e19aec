"""The `dateline` command: each sub-command reads its input, calls the room that does the work, and prints.

A sub-command imports what it needs when it runs, so that `batch` starts fast.
"""

import asyncio
import gc
import json
import os
import sys
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.roles import Role
from core.errors import ConfigurationError, DatelineError
from core.model.article import Draft

T = TypeVar("T")

COLLECTED = (20_000, 20, 20)
"""When cycles are looked for; with 700 new objects, as Python has it, a hundred times while the bot is imported."""

if TYPE_CHECKING:
    from bot.batch import Answer, Line
    from bot.settings import Settings

app = typer.Typer(
    name="dateline",
    help="News briefings that never lose track of a deadline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Published = Annotated[str, typer.Option(help="When the text was published, ISO 8601; a bare date is a local day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Source = Annotated[str, typer.Argument(help="A file, a URL, or - for standard input.")]


class Task(StrEnum):
    """The tasks of `batch`."""

    SUMMARISE = "summarise"
    DEADLINES = "deadlines"
    LEDGER = "ledger"
    STORIES = "stories"
    SENTENCES = "sentences"
    FEEDS = "feeds"
    PAGES = "pages"


@app.command()
def start() -> None:
    """With a bot token in the environment the bot, without one the playground."""
    if _settings().token is None:
        typer.echo("No DATELINE_TOKEN is set: starting the playground with the seed story.")
        playground()
    else:
        run()


@app.command()
def run(role: Annotated[Role, typer.Option(help="Which part to run.")] = Role.ALL) -> None:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM); by roles in several processes on PostgreSQL."""
    from bot.app import run_bot

    _finish(run_bot(_settings(), role))


@app.command()
def playground(
    port: Annotated[int, typer.Option(help="Port on localhost.")] = 8765,
    at: Annotated[str, typer.Option(help="Where the story clock starts, ISO 8601.")] = "2025-07-20T06:00Z",
    empty: Annotated[bool, typer.Option("--empty", help="Without the seed story.")] = False,
) -> None:
    """Try the whole bot without a token: a chat page on localhost with a clock that can be stepped."""
    from bot import batch as batching
    from bot.app import run_playground

    moment = batching.moment_of(at)
    if moment is None:
        raise ConfigurationError("--at needs a time, e.g. 2025-07-20T06:00Z")
    _finish(run_playground(_settings(), port=port, at=moment.astimezone(UTC), empty=empty))


@app.command()
def replay(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders of recorded articles.")] = None,
    zone: Annotated[str, typer.Option(help="The reader's time zone.")] = "UTC",
) -> None:
    """Run recorded days at speed on an empty store and print every message that would be sent, with its time."""
    from bot.app import run_replay

    _finish(run_replay(_settings(), paths or None, zone=zone, out=sys.stdout))


@app.command(name="summarise")
def summarise_(
    source: Source,
    published: Published = "",
    as_json: AsJson = False,
    ranker: Annotated[str, typer.Option(help="news, or one of sumy's: lexrank, textrank, lsa, luhn, ...")] = "news",
) -> None:
    """Summarise an article: sentences of its own, word for word, its quotes and its key facts."""
    from bot import tools

    draft = _draft(source, published)
    answer = tools.summary_of(draft, ranker)
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else tools.summary_text(draft, answer))


@app.command()
def deadlines(
    source: Source,
    published: Published = "",
    as_json: AsJson = False,
) -> None:
    """Print every deadline that an article reports, with its evidence and arithmetic."""
    from bot import tools

    draft = _draft(source, published)
    typer.echo(tools.deadlines_json(draft) if as_json else tools.deadlines_text(draft))


@app.command()
def feed(source: Source) -> None:
    """Print a feed's entries as JSON lines {title, link, published, text}."""
    from bot import batch as batching
    from bot import tools

    for answer in batching.feed_json(_settled(tools.feed_of(source, _settings()))):
        typer.echo(json.dumps(answer, ensure_ascii=False))


@app.command()
def page(source: Source) -> None:
    """Print a page's article as JSON {title, text, published, byline}."""
    from bot import batch as batching
    from bot import tools

    draft, byline = _settled(tools.page_of(source, _settings()))
    typer.echo(json.dumps({**batching.page_json(draft), "byline": byline}, ensure_ascii=False))


@app.command()
def batch(
    task: Annotated[Task, typer.Argument(help="What to do with each line.")],
    asof: Annotated[str, typer.Option(help="ledger: only what was published by then.")] = "",
    now: Annotated[str, typer.Option(help="ledger: the time at which it is read; default the last article's.")] = "",
    stream: Annotated[bool, typer.Option("--stream", help="stories: answer each line as it arrives.")] = False,
) -> None:
    """JSON lines in, JSON lines out, in the same order; a bad line gives its error and the rest goes on."""
    from bot import batch as batching

    lines = sys.stdin.buffer
    if task is Task.LEDGER:
        good, bad = batching.gather_lines(lines, dated=True)
        found = batching.ledger_lines(good, asof=batching.end_of(asof), now=batching.moment_of(now))
        _print_lines([*bad, *found])
    elif task is Task.STORIES and not stream:
        _print_lines(batching.story_answers(lines))
    elif task is Task.STORIES:
        _print_lines(batching.stream_answers(lines))
    else:
        _print_lines(batching.answer_lines(lines, _answer(task)))


def _answer(task: Task) -> "Callable[[Line], Answer]":
    """Return what answers each line of a task; parsing of feeds and pages is imported for these alone."""
    from bot import batch as batching

    match task:
        case Task.DEADLINES:
            return batching.deadlines_line
        case Task.SENTENCES:
            return batching.sentences_line
        case Task.SUMMARISE:
            return batching.summarise_line
        case _:
            from bot.batch import reading

            return reading.feeds_line if task is Task.FEEDS else reading.pages_line


def _print_lines(answers: "Iterable[Answer]") -> None:
    """Print each answer before the next one is asked for."""
    from bot import batch as batching

    for answer in answers:
        sys.stdout.buffer.write(batching.line_of(answer))
        sys.stdout.buffer.flush()


@app.command()
def doctor() -> None:
    """Check the configuration, the store and the connection to Telegram, and say what to do."""
    from bot import tools

    lines, healthy = _settled(tools.doctor(_settings()))
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if healthy else 1)


@app.command()
def migrate() -> None:
    """Bring the store up to date; a copy is kept first."""
    from bot import tools

    typer.echo(_settled(tools.migrate_store(_settings())))


@app.command(name="export")
def export_(
    target: Annotated[Path, typer.Argument(help="The file to write: JSON lines, or the feeds alone as *.opml.")],
) -> None:
    """Write everything in the store to a file."""
    from bot import tools

    typer.echo(_settled(tools.export_store(_settings(), target)))


@app.command(name="import")
def import_(
    source: Annotated[Path, typer.Argument(help="A file that `dateline export` wrote, or a list of feeds, *.opml.")],
) -> None:
    """Read everything from a file into an empty store."""
    from bot import tools

    typer.echo(_settled(tools.import_store(_settings(), source)))


@app.command()
def bench(table: Annotated[str, typer.Argument(help="Which table; without a name all.")] = "") -> None:
    """Print the benchmark tables."""
    from bot import tools

    tools.bench(table)


def _settings() -> "Settings":
    from bot.settings import load_settings

    return load_settings()


def _draft(source: str, published: str) -> Draft:
    from bot import batch as batching
    from bot import tools

    moment = batching.moment_of(published)
    draft = _settled(tools.article_of(source, _settings()))
    return replace(draft, published=moment) if moment else draft


def _settled(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def _finish(work: Coroutine[Any, Any, int | None]) -> None:
    """Run until the end; the exit status is what the work returns."""
    code = asyncio.run(work)
    if code:
        raise typer.Exit(code)


def main() -> None:
    """Run the command line; what was raised on purpose becomes one line that says what to do."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    gc.set_threshold(*COLLECTED)
    try:
        app()
    except DatelineError as exc:
        typer.echo(f"dateline: {str(exc) or type(exc).__name__}", err=True)
        raise SystemExit(2) from exc
