"""What the command line does by itself, without the bot: reading one source, looking after the store, benchmarks."""

import asyncio
import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot import batch, views
from bot.settings import Settings
from core.adapters.wire.feeds import parse_feed
from core.adapters.wire.fetch import Fetcher
from core.adapters.wire.files import read_file
from core.adapters.wire.pages import find_byline, parse_page
from core.errors import ConfigurationError, DatelineError, UnreadableFileError
from core.model.article import Draft
from core.model.feed import FeedReading

Answer = dict[str, Any]

_STDIN_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes behind a source, with its name or address and what it says it is."""

    name: str
    body: bytes
    content_type: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether it was fetched."""
        return urlsplit(self.name).scheme in {"http", "https"}


async def raw_of(source: str, settings: Settings) -> Raw:
    """Return the bytes behind a file name, a URL or "-". Raises UnreadableFileError, WireError."""
    if urlsplit(source).scheme in {"http", "https"}:
        async with Fetcher(allow_networks=settings.allow_networks) as fetcher:
            fetched = await fetcher.fetch(source)
        return Raw(fetched.final_url, fetched.body, fetched.content_type)
    if source == "-":
        return Raw("stdin.txt", sys.stdin.buffer.read(_STDIN_LIMIT))
    return _local(Path(source))


def _local(path: Path) -> Raw:
    try:
        return Raw(path.name, path.read_bytes())
    except OSError as exc:
        raise UnreadableFileError(str(path), exc.strerror or "cannot be opened") from exc


async def article_of(source: str, settings: Settings) -> Draft:
    """Return the article behind a source: a page, or a .txt, .html or .pdf file; seed files with their front matter.

    Raises UnreadableFileError, UnsupportedFormatError, EmptyArticleError, WireError.
    """
    from bot.recorded import read_recorded

    raw = await raw_of(source, settings)
    if raw.is_remote:
        return parse_page(raw.body, url=raw.name, content_type=raw.content_type)
    if source != "-" and raw.body.startswith(b"---\n"):
        return read_recorded(Path(source))
    return read_file(raw.name, raw.body)


async def feed_of(source: str, settings: Settings) -> FeedReading:
    """Return the feed behind a source. Raises NotAFeedError, WireError, UnreadableFileError."""
    raw = await raw_of(source, settings)
    return parse_feed(raw.body, url=raw.name if raw.is_remote else "", content_type=raw.content_type)


async def page_of(source: str, settings: Settings) -> tuple[Draft, str | None]:
    """Return the article of a page and its byline. Raises PageUnavailableError, WireError, UnreadableFileError."""
    raw = await raw_of(source, settings)
    url = raw.name if raw.is_remote else ""
    return parse_page(raw.body, url=url, content_type=raw.content_type or "text/html"), find_byline(raw.body)


def summary_of(draft: Draft, ranker: str) -> Answer:
    """Return the summary, the quotes and the key facts of a draft. Raises ConfigurationError for an unknown ranker."""
    from core.summary import NEWS, RANKERS

    if ranker not in {NEWS, *RANKERS}:
        raise ConfigurationError(f"there is no ranker {ranker!r}; there are: {', '.join((NEWS, *RANKERS))}")
    return {**batch.summary_of(draft, ranker=ranker), "facts": batch.facts_of(draft)}


def summary_text(draft: Draft, answer: Answer) -> str:
    """Return a summary for the terminal."""
    quotes = [f"  “{quote['text']}” ({quote['speaker']})" for quote in answer["quotes"]]
    facts = [f"  {fact['text']} ({fact['sentence']})" for fact in answer["facts"]]
    parts = [
        draft.title,
        *(f"- {sentence}" for sentence in answer["summary"]),
        *(["", "Quotes:", *quotes] if quotes else []),
        *(["", "Key facts:", *facts] if facts else []),
    ]
    return "\n".join(part for part in parts if part or parts.index(part))


def deadlines_json(draft: Draft) -> str:
    """Return the deadlines of a draft as the batch task gives them."""
    return json.dumps(batch.deadlines_of(draft), ensure_ascii=False, indent=2)


def deadlines_text(draft: Draft) -> str:
    """Return the deadlines of a draft for the terminal, each with its evidence and arithmetic."""
    findings, reason = batch.findings_of(draft)
    if not findings:
        return f"No deadline in it{f' ({reason})' if reason else ''}."
    return "\n\n".join(views.finding_text(finding) for finding in findings)


async def doctor(settings: Settings) -> tuple[list[str], bool]:
    """Check settings, store and connection; return a line for each, and whether all is well."""
    from bot.app import check_telegram
    from core.adapters.sql.migrating import is_current

    lines = [f"settings   ok: store {settings.safe_database_url}"]
    healthy = True
    try:
        current = await is_current(settings.database_url)
        lines.append(
            f"store      {'ok' if current else 'not there yet or older: it is brought up to date at the start'}"
        )
    except DatelineError as exc:
        healthy = False
        lines.append(f"store      {exc}")
    if settings.token is None:
        lines.append("telegram   no DATELINE_TOKEN: talk to @BotFather, /newbot, and put the token into .env")
        return lines, False
    said, well = await check_telegram(settings)
    return [*lines, *said], healthy and well


async def migrate_store(settings: Settings) -> str:
    """Bring the store up to date and say so."""
    from core.adapters.sql.migrating import migrate

    await migrate(settings.database_url)
    return f"The store is up to date: {settings.safe_database_url}"


async def export_store(settings: Settings, target: Path) -> str:
    """Write every row of the store to a file of JSON lines, or its feeds to one that is named *.opml.

    Raises ConfigurationError where the file exists.
    """
    from core.adapters.sql.transfer import export_rows

    if _is_taken(target):
        raise ConfigurationError(f"{target} exists already; name a file that does not")
    if _is_opml(target):
        return await _export_feeds(settings, target)
    rows = await export_rows(settings.database_url, target)
    return f"{rows} rows written to {target}"


async def import_store(settings: Settings, source: Path) -> str:
    """Read every row from such a file into an empty store; the feeds of a file named *.opml are added for everybody.

    Raises ConfigurationError, UnreadableFileError.
    """
    from core.adapters.sql.transfer import import_rows

    if _is_opml(source):
        return await _import_feeds(settings, source)
    rows = await import_rows(settings.database_url, source)
    return f"{rows} rows read from {source}"


async def _export_feeds(settings: Settings, target: Path) -> str:
    from core.adapters.sql.stores import open_stores
    from core.adapters.wire.opml import write_opml

    stores = await open_stores(settings.database_url)
    try:
        async with stores.begin() as tx:
            feeds = [(feed.url, feed.title) for feed in await tx.feeds.all()]
    finally:
        await stores.close()
    await asyncio.to_thread(target.write_bytes, write_opml(feeds))
    return f"{len(feeds)} feeds written to {target}"


async def _import_feeds(settings: Settings, source: Path) -> str:
    from core.adapters.sql.stores import open_stores
    from core.adapters.wire.opml import read_opml

    feeds = read_opml((await asyncio.to_thread(_local, source)).body)
    stores = await open_stores(settings.database_url)
    try:
        async with stores.begin() as tx:
            for url, title in feeds:
                await tx.feeds.add(url, title=title, house=True)
    finally:
        await stores.close()
    return f"{len(feeds)} feeds read from {source}"


def _is_opml(path: Path) -> bool:
    return path.suffix.lower() == ".opml"


def _is_taken(target: Path) -> bool:
    return target.exists()


def bench(table: str) -> None:
    """Print the benchmark tables; they live in the checkout's tests. Raises ConfigurationError elsewhere."""
    root = Path(__file__).resolve().parents[1]
    if importlib.util.find_spec("tests") is None and not (root / "tests" / "bench").is_dir():
        raise ConfigurationError("the benchmarks are in the project's checkout: run this there, after make test")
    command = [sys.executable, "-m", "tests.bench", *([table] if table else [])]
    raise SystemExit(subprocess.run(command, cwd=root, check=False).returncode)  # noqa: S603 -- our own module
