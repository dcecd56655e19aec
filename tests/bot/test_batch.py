"""`dateline batch`: one answer a line in the same order, errors in their places, and a coprocess over a real pipe."""

import base64
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import batch
from bot.batch.ledger import reports_of
from bot.recorded import recorded_days

ULTIMATUM = {
    "id": "a",
    "title": "A port must close",
    "text": "The ministry must answer by Friday, 8 August 2025, or the port will be closed.",
    "published": "2025-07-28T12:00:00+03:00",
    "source": "Example Wire",
    "language": "en",
}
PAGE = b"""<html><head><title>A port closes</title></head><body><article><h1>A port closes</h1>
<p>The port of Example closes on Friday, the ministry said on Monday, after years of talks about its future.</p>
<p>Ships must leave the harbour by then, and the last ferry sails at noon, according to the harbour master.</p>
</article></body></html>"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><link>https://example.org/</link>
<item><title>A port closes</title><link>/port</link><pubDate>Mon, 28 Jul 2025 12:00:00 GMT</pubDate>
<description>The &lt;b&gt;port&lt;/b&gt; closes.</description></item></channel></rss>"""


def dateline(*arguments: str, given: bytes) -> list[dict[str, Any]]:
    """Run the command as a person would, and return its answers."""
    command = [sys.executable, "-m", "bot", "batch", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(*values: Mapping[str, Any]) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def answers(task: Any, *raw: bytes) -> list[dict[str, Any]]:
    return list(batch.answer_lines(io.BytesIO(b"".join(raw)), task))


SEEDS = [
    {
        "id": f"{draft.published:%m-%d}",
        "title": draft.title,
        "text": draft.text,
        "published": draft.published.isoformat(),
        "source": draft.source,
        "url": draft.url,
        "language": "en",
    }
    for draft in recorded_days()
    if draft.published
]


def test_each_line_has_its_answer_in_the_same_order_and_bad_ones_their_error() -> None:
    given_lines = [
        json.dumps(ULTIMATUM).encode(),
        b"no json at all",
        b'["a list"]',
        b'{"id": "nan", "text": NaN}',
        b'{"id": 2, "text": 5}',
        b'{"id": 3, "text": "x", "published": "soon"}',
        b'{"id": 4, "text": "x", "published": "0001-01-01T00:00:00+14:00"}',
        b'{"id": 5, "text": "x", "zone": "Mars/Olympus"}',
        b'{"id": 6, "text": "x", "zone": "America"}',
        b'{"id": [7], "text": "x"}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"id": 8, "text": ""}',
        json.dumps({**ULTIMATUM, "id": "z"}).encode(),
    ]
    found = answers(batch.deadlines_line, *(line + b"\n" for line in given_lines))
    codes = [answer["error"]["code"] if "error" in answer else "" for answer in found]
    assert codes == [
        "", "bad_json", "bad_json", "bad_json", "bad_field", "bad_date", "bad_date", "bad_zone", "bad_zone",
        "bad_field", "bad_encoding", "bad_json", "", "",
    ]  # fmt: skip
    assert [answer["id"] for answer in found] == ["a", None, None, None, 2, 3, 4, 5, 6, None, None, None, 8, "z"]
    assert all(answer["error"]["message"] for answer in found if "error" in answer)
    assert found[0]["deadlines"] == found[-1]["deadlines"] != []
    assert found[-2]["deadlines"] == []
    assert found[-2]["reason"]


def test_an_empty_input_and_empty_lines_give_nothing() -> None:
    assert answers(batch.deadlines_line) == []
    assert answers(batch.deadlines_line, b"\n", b"  \n") == []


def test_a_deadline_has_every_field_of_the_interface_and_offsets_into_the_text() -> None:
    (answer,) = answers(batch.deadlines_line, lines(ULTIMATUM))
    (found,) = answer["deadlines"]
    assert found.keys() == {
        "due", "due_end", "granularity", "kind", "status", "title", "setter", "addressee", "action", "consequence",
        "confidence", "evidence", "anchor",
    }  # fmt: skip
    assert (found["due"], found["granularity"], found["kind"], found["status"]) == ("2025-08-08", "day", "set", "open")
    evidence = found["evidence"]
    assert evidence["field"] == "text"
    assert ULTIMATUM["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_language_that_nobody_here_reads_is_the_reason_of_an_empty_list() -> None:
    text = "Le ministère doit répondre avant vendredi, sinon le port sera fermé par le gouvernement."
    (answer,) = answers(batch.deadlines_line, lines({"id": 1, "text": text}))
    assert answer["deadlines"] == []
    assert "fr" in answer["reason"]


def test_a_bug_met_in_one_line_costs_the_others_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def task(line: batch.Line) -> batch.Answer:
        return {"half": 1 / line["n"]}

    assert answers(task, lines({"id": 1, "n": 0}, {"id": 2, "n": 2})) == [
        {"id": 1, "error": {"code": "zerodivision", "message": "division by zero"}},
        {"id": 2, "half": 0.5},
    ]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_line_that_is_too_long_is_an_error_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.batch.lines.LONGEST_LINE", 50)
    found = answers(batch.sentences_line, b'{"id": 1, "text": "%s"}\n' % (b"x" * 200), b'{"id": 2, "text": "One."}\n')
    assert found[0]["error"]["code"] == "line_too_long"
    assert [sentence["text"] for sentence in found[1]["sentences"]] == ["One."]


def test_half_a_character_comes_back_escaped() -> None:
    assert batch.line_of({"id": "\ud800"}) == b'{"id":"\\ud800"}\n'
    assert batch.line_of({"id": "ü"}) == '{"id":"ü"}\n'.encode()


@given(st.text(alphabet="Aa .!?\n“”’1é\u00a0", max_size=200))
@settings(max_examples=60)
def test_sentences_have_their_place_in_the_text(text: str) -> None:
    (answer,) = answers(batch.sentences_line, lines({"id": 1, "text": text}))
    for sentence in answer["sentences"]:
        assert " ".join(text[sentence["start"] : sentence["end"]].split()) == sentence["text"]


# -- the command itself


def test_batch_answers_each_line_before_it_waits_for_the_next() -> None:
    command = [sys.executable, "-m", "bot", "batch", "deadlines"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for raw, key in (
            (lines(ULTIMATUM), "deadlines"),
            (b"{\n", "error"),
            (lines({"id": 9, "text": "x"}), "deadlines"),
        ):
            process.stdin.write(raw)
            process.stdin.flush()
            assert key in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait() == 0


def test_batch_deadlines_imports_neither_telegram_nor_what_other_tasks_need() -> None:
    heavy = ("telegram", "sumy", "numpy", "httpx", "trafilatura", "sqlalchemy", "pydantic", "babel", "apscheduler")
    script = f"import sys, bot.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_ledger_speaks_at_the_end_whatever_the_order_of_the_lines() -> None:
    forward = dateline("ledger", given=lines(*SEEDS))
    backward = dateline("ledger", given=lines(*reversed(SEEDS)))
    assert forward == backward
    main = max(forward, key=lambda deadline: len(deadline["reports"]))
    assert main.keys() == {
        "deadline", "title", "setter", "addressee", "action", "consequence", "due", "due_end", "status", "reports",
        "history", "competing",
    }  # fmt: skip
    assert main["history"][0] == {
        "id": "07-14",
        "event": "set",
        "due": "2025-09-02",
        "due_end": None,
        "published": "2025-07-14T12:40:00-04:00",
    }


def _standing(found: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    (deadline,) = found
    return deadline


def test_reports_are_numbered_alike_in_any_order_of_lines_of_one_time_without_ids() -> None:
    said = [
        "The ministry must answer the union by 8 August 2025, or the port will be closed.",
        "The port's owner has until 11 August 2025 to answer the union.",
        "The ministry must answer the union by 15 August 2025, its envoy said.",
    ]
    lines: list[Mapping[str, Any]] = [{"text": text, "published": "2025-07-28"} for text in said]
    assert all(reports_of(order) == reports_of(lines) for order in permutations(lines))


def test_the_ledger_of_a_past_day_knows_what_had_been_published_then() -> None:
    on_the_20th = _standing(dateline("ledger", "--asof", "2025-07-20", given=lines(*SEEDS)))
    assert on_the_20th["due"] == "2025-09-02"
    assert [side["due"] for side in on_the_20th["competing"]] == ["2025-09-02", "2025-09-07"]
    assert on_the_20th["status"] == "open"
    on_the_28th = _standing(dateline("ledger", "--asof", "2025-07-28", given=lines(*SEEDS)))
    assert (on_the_28th["due"], on_the_28th["due_end"]) == ("2025-08-07", "2025-08-09")
    assert _standing(dateline("ledger", "--now", "2025-08-30", given=lines(*SEEDS)))["status"] == "passed"


def test_undated_and_bad_lines_of_the_ledger_give_their_error_and_the_rest_goes_on() -> None:
    found = dateline("ledger", given=lines({"id": "u", "text": "x"}, ULTIMATUM) + b"{\n")
    assert [answer["error"]["code"] for answer in found[:2]] == ["no_date", "bad_json"]
    assert [answer["due"] for answer in found[2:]] == ["2025-08-08"]
    assert dateline("ledger", given=b"") == []


def test_stories_come_in_the_order_of_the_lines_with_errors_in_their_places() -> None:
    copy = {**SEEDS[0], "id": "copy", "source": "Another Wire", "url": ""}
    found = dateline("stories", given=lines(SEEDS[0]) + b"{\n" + lines(SEEDS[-1], copy))
    assert [answer.get("story", "error") for answer in found] == ["07-14", "error", "08-15", "07-14"]
    streamed = dateline("stories", "--stream", given=lines(SEEDS[0], SEEDS[-1], copy))
    assert streamed == [
        {"id": "07-14", "story": "07-14"},
        {"id": "08-15", "story": "08-15"},
        {"id": "copy", "story": "07-14"},
    ]


def test_lines_are_taken_as_they_arrive_whole_or_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    given_lines = lines({"id": 1, "title": "The ferry to Essen Mor sank"}, {"id": 2}) + b"\n{\n" + b'{"id": 3}'
    whole = list(batch.stream_answers(io.BytesIO(given_lines)))
    assert [answer.get("story", "error") for answer in whole] == [1, 2, "error", 3]
    monkeypatch.setattr("bot.batch.lines._ARRIVING", 7)
    assert list(batch.stream_answers(io.BytesIO(given_lines))) == whole
    monkeypatch.setattr("bot.batch.lines.LONGEST_LINE", 20)
    cut = list(batch.stream_answers(io.BytesIO(given_lines)))
    assert [answer.get("story", answer.get("error", {}).get("code")) for answer in cut] == [
        "line_too_long", 2, "bad_json", 3,
    ]  # fmt: skip


def test_summaries_are_sentences_of_the_text_and_quotes_have_their_speaker() -> None:
    found = dateline("summarise", given=lines(*SEEDS[:2], {**SEEDS[0], "sentences": 1}, {"id": "e", "text": " "}))
    for answer, seed in zip(found[:2], SEEDS[:2], strict=True):
        text = " ".join(seed["text"].split())
        assert 1 <= len(answer["summary"]) <= 3
        assert all(sentence in text for sentence in answer["summary"])
    assert {"text": "Speed is of the essence here.", "speaker": "Rutte"} in [
        {"text": quote["text"].strip("“”"), "speaker": quote["speaker"].split()[-1]} for quote in found[0]["quotes"]
    ]
    assert len(found[2]["summary"]) == 1
    assert found[3]["error"]["code"] == "empty_text"


def test_feeds_and_pages_are_read_from_their_bytes() -> None:
    feed = {"id": 1, "bytes": base64.b64encode(FEED).decode(), "url": "https://example.org/feed"}
    bad = {"id": 2, "bytes": "§"}
    (answer, error) = dateline("feeds", given=lines(feed, bad))
    assert answer["entries"] == [
        {
            "title": "A port closes",
            "link": "https://example.org/port",
            "published": "2025-07-28T12:00:00+00:00",
            "text": "The port closes.",
        }
    ]
    assert error["error"]["code"] == "bad_bytes"
    page = {
        "id": 1,
        "bytes": base64.b64encode(PAGE).decode(),
        "url": "https://example.org/port",
        "content_type": "text/html",
    }
    (answer,) = dateline("pages", given=lines(page))
    assert answer["title"] == "A port closes"
    assert "the last ferry sails at noon" in answer["text"]
    assert "<" not in answer["text"]


def test_times_are_read_as_iso_has_them() -> None:
    assert batch.moment_of("") is None
    assert batch.moment_of("2025-07-20") == datetime(2025, 7, 20, 12, tzinfo=UTC)
    assert batch.moment_of("2025-07-20T08:00", "Europe/Kyiv") == datetime(2025, 7, 20, 5, tzinfo=UTC)
    assert batch.moment_of("2025-07-20T08:00Z") == datetime(2025, 7, 20, 8, tzinfo=UTC)
    end = batch.end_of("2025-07-20")
    assert end is not None
    assert end > datetime(2025, 7, 20, 23, 59, tzinfo=UTC)
