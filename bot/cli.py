"""The `dateline` command: each sub-command reads its input, calls the room that does the work, and prints."""

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import batch as batching
from bot import tools
from bot.settings import Settings, load_settings
from core.errors import ConfigurationError, DatelineError
from core.model.article import Draft

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


class Role(StrEnum):
    """The parts of the program that can run by themselves."""

    ALL = "all"
    INTAKE = "intake"
    CLOCK = "clock"
    WORKER = "worker"
    SENDER = "sender"


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
    settings = load_settings()
    if settings.token is None:
        typer.echo("No DATELINE_TOKEN is set: starting the playground with the seed story.")
        playground()
    else:
        run()


@app.command()
def run(role: Annotated[Role, typer.Option(help="Which part to run.")] = Role.ALL) -> None:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""
    from bot.app import run_bot

    if role is not Role.ALL:
        raise ConfigurationError(
            "this version runs every role in one process: start it without --role (roles need PostgreSQL, not built yet)"
        )
    _finish(run_bot(load_settings()))


@app.command()
def playground(
    port: Annotated[int, typer.Option(help="Port on localhost.")] = 8765,
    at: Annotated[str, typer.Option(help="Where the story clock starts, ISO 8601.")] = "2025-07-20T06:00Z",
    empty: Annotated[bool, typer.Option("--empty", help="Without the seed story.")] = False,
) -> None:
    """Try the whole bot without a token: a chat page on localhost with a clock that can be stepped."""
    from bot.app import run_playground

    moment = batching.moment_of(at)
    if moment is None:
        raise ConfigurationError("--at needs a time, e.g. 2025-07-20T06:00Z")
    _finish(run_playground(load_settings(), port=port, at=moment.astimezone(UTC), empty=empty))


@app.command()
def replay(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders of recorded articles.")] = None,
    zone: Annotated[str, typer.Option(help="The reader's time zone.")] = "UTC",
) -> None:
    """Run recorded days at speed on an empty store and print every message that would be sent, with its time."""
    from bot.app import run_replay

    _finish(run_replay(load_settings(), paths or None, zone=zone, out=sys.stdout))


@app.command(name="summarise")
def summarise_(
    source: Source,
    published: Published = "",
    as_json: AsJson = False,
) -> None:
    """Summarise an article: sentences of its own, word for word, and its quotes."""
    draft = _draft(source, published)
    answer = batching.summary_of(draft)
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else tools.summary_text(draft, answer))


@app.command()
def deadlines(
    source: Source,
    published: Published = "",
    as_json: AsJson = False,
) -> None:
    """Print every deadline that an article reports, with its evidence and arithmetic."""
    draft = _draft(source, published)
    typer.echo(tools.deadlines_json(draft) if as_json else tools.deadlines_text(draft))


@app.command()
def feed(source: Source) -> None:
    """Print a feed's entries as JSON lines {title, link, published, text}."""
    for answer in batching.feed_json(_settled(tools.feed_of(source, load_settings()))):
        typer.echo(json.dumps(answer, ensure_ascii=False))


@app.command()
def page(source: Source) -> None:
    """Print a page's article as JSON {title, text, published, byline}."""
    draft, byline = _settled(tools.page_of(source, load_settings()))
    typer.echo(json.dumps({**batching.page_json(draft), "byline": byline}, ensure_ascii=False))


@app.command()
def batch(
    task: Annotated[Task, typer.Argument(help="What to do with each line.")],
    asof: Annotated[str, typer.Option(help="ledger: only what was published by then.")] = "",
    now: Annotated[str, typer.Option(help="ledger: the time at which it is read; default the last article's.")] = "",
) -> None:
    """JSON lines in, JSON lines out, in the same order; a bad line gives its error and the rest goes on."""
    if task in (Task.LEDGER, Task.STORIES):
        good, bad = batching.gather_lines(sys.stdin)
        _print_lines(bad)
        if task is Task.STORIES:
            _print_lines(batching.story_lines(good))
        else:
            _print_lines(batching.ledger_lines(good, asof=_moment(asof), now=_moment(now)))
        return
    for answer in batching.answer_lines(sys.stdin, tools.ANSWERS[task.value]):
        _print_lines([answer])


def _print_lines(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _moment(text: str) -> datetime | None:
    moment = batching.moment_of(text)
    return moment.astimezone(UTC) if moment else None


@app.command()
def doctor() -> None:
    """Check the configuration, the store and the connection to Telegram, and say what to do."""
    lines, healthy = _settled(tools.doctor(load_settings()))
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if healthy else 1)


@app.command()
def migrate() -> None:
    """Bring the store up to date; a copy is kept first."""
    typer.echo(_settled(tools.migrate_store(load_settings())))


@app.command(name="export")
def export_(target: Annotated[Path, typer.Argument(help="The file to write, JSON lines.")]) -> None:
    """Write everything in the store to a file."""
    typer.echo(_settled(tools.export_store(load_settings(), target)))


@app.command(name="import")
def import_(source: Annotated[Path, typer.Argument(help="A file that `dateline export` wrote.")]) -> None:
    """Read everything from a file into an empty store."""
    typer.echo(_settled(tools.import_store(load_settings(), source)))


@app.command()
def bench(table: Annotated[str, typer.Argument(help="Which table; without a name all.")] = "") -> None:
    """Print the benchmark tables."""
    tools.bench(table)


def _draft(source: str, published: str) -> Draft:
    draft = _settled(tools.article_of(source, load_settings()))
    moment = batching.moment_of(published)
    return replace(draft, published=moment) if moment else draft


def _settled(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def _finish(work: Coroutine[Any, Any, int | None]) -> None:
    """Run until the end; the exit status is what the work returns."""
    code = asyncio.run(work)
    if code:
        raise typer.Exit(code)


def main() -> None:
    """Run the command line; what was raised on purpose becomes one line that says what to do."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    try:
        app()
    except DatelineError as exc:
        typer.echo(f"dateline: {tools.advice(exc)}", err=True)
        raise SystemExit(2) from exc


__all__ = ["Settings", "app", "main"]
