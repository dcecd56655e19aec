import json
from pathlib import Path

import pytest
from sqlalchemy import BIGINT, BOOLEAN, INTEGER, TEXT, MetaData

from core.adapters.sql import database
from core.adapters.sql.migrating import bring_to, is_current, revisions
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import metadata
from core.adapters.sql.transfer import FORMAT, export_rows, import_rows
from core.errors import ConfigurationError
from core.model.article import Draft
from core.model.delivery import Delivery
from core.model.ids import ChatId
from tests.core.adapters.sql.living import ANNA, BORIS, NOW, add, live


async def test_a_whole_store_goes_to_a_file_and_back_to_the_letter(
    stores: SqlStores, store_url: str, tmp_path: Path
) -> None:
    async with stores.begin() as tx:
        await live(tx, ANNA, "Привіт \N{SNOWMAN}\r\n\u2028\0")
        await live(tx, BORIS, "words")
    rows, again, copy = tmp_path / "rows.jsonl", tmp_path / "again.jsonl", str(tmp_path / "copy.sqlite3")
    assert await export_rows(store_url, rows) == await import_rows(copy, rows)
    await export_rows(copy, again)
    assert again.read_text() == rows.read_text()
    assert {json.loads(line).get("table") for line in rows.read_text().split("\n") if line} >= set(metadata.tables)


async def test_a_store_of_sqlite_goes_into_any_and_counts_on(store_url: str, tmp_path: Path) -> None:
    source = await open_stores(str(tmp_path / "source.sqlite3"))
    async with source.begin() as tx:
        await live(tx, ANNA, "words")
        old = await add(tx, Draft("The last one."))
    await source.close()
    rows, again = tmp_path / "rows.jsonl", tmp_path / "again.jsonl"
    await export_rows(str(tmp_path / "source.sqlite3"), rows)
    await import_rows(store_url, rows)
    await export_rows(store_url, again)
    assert again.read_text() == rows.read_text()
    target = await open_stores(store_url)
    async with target.begin() as tx:
        assert (await tx.articles.get(old.id, chat=None)) == old
        assert (await add(tx, Draft("New."))).id > old.id
        assert await tx.outbox.put([Delivery("new", ChatId(1), {}, NOW)]) == 1
    await target.close()


def earlier_export(tmp_path: Path, revision: str) -> Path:
    """Return the export of a chat, an article and a journalled update as the program of a revision wrote it."""
    where = database.address(str(tmp_path / "earlier.sqlite3"))
    rows = {"chats": {"chat": 7, "zone": "Europe/Kyiv"}, "journal": {"update_id": 9, "chat": 7, "raw": '{"text": "a"}'}}
    engine = database.plain_engine(where)
    lines: list[dict[str, object]] = [{"format": FORMAT, "revision": revision}]
    with engine.begin() as connection:
        bring_to(connection, revision)
        tables = MetaData()
        tables.reflect(connection)
        for name, given in rows.items():
            plain = {BIGINT: 0, INTEGER: 0, BOOLEAN: False, TEXT: ""}
            columns = tables.tables[name].columns
            blank = {c.name: None if c.nullable else plain[type(c.type)] for c in columns}
            lines.append({"table": name, "row": {**blank, **given}})
    engine.dispose()
    file = tmp_path / "earlier.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in [*lines, {"rows": len(rows)}]))
    return file


@pytest.mark.parametrize("revision", revisions()[:-1])
async def test_what_an_earlier_program_wrote_is_taken_in_and_brought_up_to_date(
    store_url: str, tmp_path: Path, revision: str
) -> None:
    assert await import_rows(store_url, earlier_export(tmp_path, revision)) == 2
    assert await is_current(store_url)
    stores = await open_stores(store_url)
    async with stores.begin() as tx:
        chat = await tx.subscribers.get(ChatId(7))
        (update,) = await tx.journal.unread(limit=2)
    await stores.close()
    assert chat is not None
    assert (chat.zone, chat.rungs, update.raw) == ("Europe/Kyiv", None, {"text": "a"})


async def test_what_a_later_program_wrote_is_refused(store_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"format": FORMAT, "revision": "9999"}) + '\n{"rows": 0}\n')
    with pytest.raises(ConfigurationError, match="newer version"):
        await import_rows(store_url, file)


async def test_a_store_that_holds_something_takes_no_other_in(
    stores: SqlStores, store_url: str, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    async with stores.begin() as tx:
        await live(tx, ANNA, "words")
    await export_rows(store_url, rows)
    with pytest.raises(ConfigurationError, match="not empty"):
        await import_rows(store_url, rows)


HEAD = '{"format": "dateline store 1"}\n'
HOLD = '{"table": "holds", "row": {"chat": 1, "until": 2}}\n'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "is not a file that dateline export wrote"),
        ("no json", "is not a file that dateline export wrote"),
        ('{"format": "other"}', "is not a file that dateline export wrote"),
        (HEAD + '{"row": 1}\n', "line 2 of .* holds no row"),
        (HEAD + HOLD + HOLD[:20], "line 3 of .* holds no row"),
        (HEAD + '{"table": "holds", "row": {"chat": 1}}\n', "line 2 of .* holds no row"),
        (HEAD + HOLD, "is torn"),
        (HEAD + HOLD + '{"rows": 2}\n', "line 3 of .* holds no row"),
        (HEAD + HOLD + HOLD + '{"rows": 2}\n', "rows of the table holds do not fit"),
        (HEAD + '{"table": "holds", "row": {"chat": 1, "until": {}}}\n{"rows": 1}\n', "holds do not fit"),
    ],
)
async def test_a_file_that_is_no_whole_store_is_refused_and_nothing_of_it_stays(
    store_url: str, tmp_path: Path, words: str, said: str
) -> None:
    source, whole = tmp_path / "rows.jsonl", tmp_path / "whole.jsonl"
    source.write_text(words)
    whole.write_text(HEAD + HOLD + '{"rows": 1}\n')
    with pytest.raises(ConfigurationError, match=said):
        await import_rows(store_url, source)
    assert await import_rows(store_url, whole) == 1


async def test_what_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    store = str(tmp_path / "store.sqlite3")
    with pytest.raises(ConfigurationError, match="run dateline migrate first"):
        await export_rows(store, tmp_path / "rows.jsonl")
    with pytest.raises(ConfigurationError, match="nowhere cannot be read"):
        await import_rows(store, tmp_path / "nowhere")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        await export_rows(store, tmp_path)
