"""The command line: each sub-command does its work, and says in one line what is wrong and what to do."""

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.cli import main
from bot.recorded import SEEDS

MOSCOW = SEEDS / "articles" / "2025-07-20-moscow.txt"
PAGE = """<html><head><title>A port closes</title>
<meta property="article:published_time" content="2025-07-28T12:00:00Z">
<meta name="author" content="Ada Example"></head><body><article><h1>A port closes</h1>
<p>The port of Example must close by Friday, 8 August 2025, the ministry said on Monday, after years of talks.</p>
<p>Ships must leave the harbour by then, and the last ferry sails at noon, according to the harbour master.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><link>https://example.org/</link>
<item><title>A port closes</title><link>https://example.org/port</link>
<pubDate>Mon, 28 Jul 2025 12:00:00 GMT</pubDate><description>The port closes.</description></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    """One page and one feed."""

    def __init__(self, pages: dict[str, tuple[str, str]], *given: object) -> None:
        self._pages = pages
        super().__init__(*given)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        kind, body = self._pages.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    pages = {"/port": ("text/html", PAGE), "/feed": ("application/rss+xml", FEED)}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, pages))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


class Shell:
    """Runs the command in a home of its own, within this process: to start one for each costs seconds."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.home, self._patch, self._capture = home, patch, capture
        for name in [name for name in os.environ if name.startswith("DATELINE_")]:
            patch.delenv(name)
        patch.setenv("XDG_DATA_HOME", str(home))
        patch.chdir(home)

    def run(self, *arguments: str, given: str = "", **settings: str) -> Done:
        with self._patch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["dateline", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            with pytest.raises(SystemExit) as ended:
                main()
        printed = self._capture.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    def said(self, *arguments: str, given: str = "", **settings: str) -> str:
        done = self.run(*arguments, given=given, **settings)
        assert done.status == 0, done.err
        return done.out


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_deadlines_prints_what_was_found_with_its_arithmetic(shell: Shell) -> None:
    text = shell.said("deadlines", str(MOSCOW))
    assert "Sunday 7 September 2025" in text
    assert "50 days from 19 July 2025, “Only a day before this interview”: 7 September 2025" in text
    assert "“A 50-day deadline for Russia to agree to a ceasefire”" in text
    (found,) = json.loads(shell.said("deadlines", str(MOSCOW), "--json"))["deadlines"]
    assert (found["due"], found["addressee"]) == ("2025-09-07", "Russia")


def test_a_text_on_standard_input_is_read_as_published_when_it_is_said(shell: Shell) -> None:
    text = "Russia has ten days to agree to a ceasefire, Trump said."
    assert "30 July 2025" in shell.said("deadlines", "-", "--published", "2025-07-20", given=text)
    assert shell.said("deadlines", "-", given="Nothing is due.").startswith("No deadline in it")


def test_summarise_prints_sentences_and_quotes(shell: Shell) -> None:
    answer = json.loads(shell.said("summarise", str(MOSCOW), "--json"))
    text = " ".join(MOSCOW.read_text().split())
    assert 1 <= len(answer["summary"]) <= 3
    assert all(sentence in text for sentence in answer["summary"])
    assert answer["quotes"]
    assert {"kind": "figure", "text": "50-day deadline", "sentence": answer["summary"][-1]} in answer["facts"]
    said = shell.said("summarise", str(MOSCOW))
    assert "Quotes:" in said
    assert "Key facts:" in said


def test_summarise_takes_one_of_sumys_rankers_and_names_them_where_it_is_none(shell: Shell) -> None:
    answer = json.loads(shell.said("summarise", str(MOSCOW), "--json", "--ranker", "luhn"))
    assert len(answer["summary"]) == 3
    refused = shell.run("summarise", str(MOSCOW), "--ranker", "oracle")
    assert refused.status != 0
    assert "there are: news, lexrank" in refused.err


def test_a_page_and_a_feed_are_read_where_the_network_is_allowed(shell: Shell, site: str) -> None:
    allowed = {"DATELINE_ALLOW_NETWORKS": "127.0.0.0/8"}
    page = json.loads(shell.said("page", f"{site}/port", **allowed))
    assert (page["title"], page["byline"]) == ("A port closes", "Ada Example")
    assert "the last ferry sails at noon" in page["text"]
    (entry,) = map(json.loads, shell.said("feed", f"{site}/feed", **allowed).splitlines())
    assert entry == {
        "title": "A port closes",
        "link": "https://example.org/port",
        "published": "2025-07-28T12:00:00+00:00",
        "text": "The port closes.",
    }
    assert "8 August 2025" in shell.said("deadlines", f"{site}/port", **allowed)
    refused = shell.run("page", f"{site}/port")
    assert refused.status == 2
    assert "Traceback" not in refused.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["deadlines", "nowhere.txt"], "nowhere.txt"),
        (["summarise", "-"], "no text"),
        (["deadlines", "-", "--published", "soon"], "ISO 8601"),
        (["run", "--role", "sender"], "PostgreSQL"),
        (["playground", "--at", "noonish"], "ISO 8601"),
        (["import", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_why(shell: Shell, arguments: list[str], says: str) -> None:
    done = shell.run(*arguments)
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_setting_that_is_wrong_is_named(shell: Shell) -> None:
    done = shell.run("doctor", DATELINE_API_URL="nonsense")
    assert done.status == 2
    assert "DATELINE_API_URL" in done.err


def test_the_doctor_names_what_is_missing(shell: Shell) -> None:
    done = shell.run("doctor")
    assert done.status == 1
    assert "settings   ok" in done.out
    assert "not there yet" in done.out
    assert "@BotFather" in done.out
    unreachable = shell.run("doctor", DATELINE_TOKEN="1:secret", DATELINE_API_URL="http://127.0.0.1:9")
    assert unreachable.status == 1
    assert "cannot be reached" in unreachable.out
    assert "secret" not in unreachable.out + unreachable.err


def test_a_store_is_brought_up_to_date_carried_over_and_not_overwritten(shell: Shell) -> None:
    assert "up to date" in shell.said("migrate")
    assert "store      ok" in shell.run("doctor").out
    assert "written to" in shell.said("export", "all.jsonl")
    assert "exists already" in shell.run("export", "all.jsonl").err
    other = {"DATELINE_DATABASE_URL": f"sqlite:///{shell.home}/other.sqlite3"}
    assert "read from" in shell.said("import", "all.jsonl", **other)


def test_feeds_go_out_and_come_in_as_opml(shell: Shell) -> None:
    (shell.home / "in.opml").write_text('<opml><body><outline text="Port" xmlUrl="https://a.example/f"/></body></opml>')
    assert "1 feeds read from" in shell.said("import", "in.opml")
    assert "1 feeds written to" in shell.said("export", "out.opml")
    assert 'xmlUrl="https://a.example/f"' in (shell.home / "out.opml").read_text()
    assert "cannot read" in shell.run("import", "none.opml").err


def test_help_lists_every_command(shell: Shell) -> None:
    said = shell.said("--help")
    commands = "run playground replay summarise deadlines feed page batch doctor migrate export import bench"
    assert all(command in said for command in commands.split())
