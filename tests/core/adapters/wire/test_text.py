"""Decoding, dates and markup: what every reader of a document here relies on."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.wire.dates import read_moment
from core.adapters.wire.decoding import decoded
from core.adapters.wire.plain import plain_line, plain_text

SAMPLES = {
    "Президент сказал, что переговоры пройдут в среду.": ["windows-1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"],
    "Термін спливає у п'ятницю, повідомив міністр.": ["windows-1251", "koi8-u", "utf-8", "utf-8-sig"],
    "Müller sagte, die Frist läuft am Freitag ab. Das wäre schön.": ["windows-1252", "iso-8859-1", "utf-32"],
    "日本の首相は、月曜日に会談した。期限は金曜日だ。": ["shift-jis", "euc-jp", "iso-2022-jp"],
    "中国外交部发言人星期三表示，最后期限是星期五。": ["gb18030"],
}
CASES = [(text, encoding) for text, encodings in SAMPLES.items() for encoding in encodings]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_an_encoding_is_told_by_the_bytes_where_nothing_else_does(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_a_declared_encoding_is_believed_where_it_fits(text: str, encoding: str) -> None:
    assert decoded(text[:12].encode(encoding), f"text/html; charset={encoding}") == text[:12]


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "nonsense", "hex", "rot13", ""])
def test_a_declaration_that_cannot_be_is_passed_over(declared: str) -> None:
    text = next(iter(SAMPLES))
    assert decoded(text.encode("windows-1251"), f"text/html; charset={declared}") == text


def test_a_few_damaged_bytes_do_not_make_it_another_encoding() -> None:
    text = next(iter(SAMPLES)) * 3
    assert decoded(b"\xff" + text.encode(), "text/html; charset=utf-8") == "\ufffd" + text


@given(st.binary(max_size=300))
def test_any_bytes_become_a_text(body: bytes) -> None:
    assert isinstance(decoded(body), str)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decoded(text.encode()) == text


def at(hour: int, offset: float = 0) -> datetime:
    return datetime(2025, 7, 20, hour, tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-07-20T13:00:00+03:00", at(13, 3)),
        ("2025-07-20T13:00:00.123456789Z", at(13)),
        ("2025-07-20 13:00:00 +0300", at(13, 3)),
        ("2025-07-20 13:00 UTC", at(13)),
        ("2025-07-20T13:00", at(13)),
        ("20250720T130000Z", at(13)),
        ("2025-07-20", at(12)),
        ("Sun, 20 Jul 2025 13:00:00 +0300", at(13, 3)),
        ("Sun, 20 Jul 2025 13:00:00 -0700", at(13, -7)),
        ("Sun, 20 July 2025 13:00 EDT", at(13, -4)),
        ("20 Jul 2025 13:00:00 MSK", at(13, 3)),
        ("20 Jul 2025 13:00:00 AEST", at(13, 10)),
        ("Вс, 20 Jul 2025 13:00:00 GMT", at(13)),
        ("  Sun,  20 Jul\n2025 13:00:00 GMT ", at(13)),
        ("Sun Jul 20 13:00:00 EDT 2025", at(13, -4)),
        ("July 20, 2025 1:00 PM EDT", at(13, -4)),
        ("July 20, 2025", at(12)),
        ("20 июля 2025, 13:00", at(13)),
        ("20 липня 2025", at(12)),
        ("20. Juli 2025, 13:00 Uhr", at(13)),
        ("dimanche 20 juillet 2025 13:00", at(13)),
        ("20 de julio de 2025", at(12)),
        ("20.07.2025 13:00", at(13)),
        ("2025年7月20日", at(12)),
    ],
)
def test_a_date_is_read_with_the_offset_it_is_written_with(written: str, moment: datetime) -> None:
    found = read_moment(written)
    assert found is not None
    assert found.replace(microsecond=0) == moment
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "written",
    ["", "soon", "yesterday", "2 hours ago", "July 2025", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "31 Feb 2025",
     "Sun, 31 Feb 2025 13:00:00 GMT", "17529984", "9" * 40, "2025-13-45", "x" * 500],
)  # fmt: skip
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_moment(written) is None


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)), st.integers(-14 * 4, 14 * 4))  # noqa: DTZ001 -- a wall
def test_an_iso_time_comes_back_with_its_offset(wall: datetime, quarters: int) -> None:
    moment = wall.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    found = read_moment(moment.isoformat())
    assert found is not None
    assert (found, found.utcoffset()) == (moment, moment.utcoffset())
    assert found.astimezone(UTC) == moment


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One &amp; two", "One & two"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("<p>One.</p><p>Two<br>three.</p>", "One.\n\nTwo\nthree."),
        ("<div><div>One</div>\n\n\n<div>Two</div></div>", "One\n\nTwo"),
        ("<p>A <b>bold</b>\nword<i>s</i></p>", "A bold words"),
        ("<ul><li>One</li><li>Two</ul>", "• One\n\n• Two"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<script>alert(1)</script><style>x</style>Said<noscript>no</noscript> this", "Said this"),
        ("One<!-- <p>two</p> -->, three", "One, three"),
        ("&lt;p&gt;One&lt;/p&gt;", "<p>One</p>"),
        ("&amp;lt;p&amp;gt;One &amp;amp; two&amp;lt;/p&amp;gt;", "One & two"),
        ("so\u00adft\u200b hyphen\u00a0s", "soft hyphen s"),
        ("<p>", ""),
        ("", ""),
    ],
)
def test_markup_is_read_as_its_words(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_a_title_stands_on_one_line() -> None:
    assert plain_line("<h1>One\n<br>two</h1>\n") == "One two"


@given(st.text(max_size=200))
def test_no_tag_is_left_of_any_markup(text: str) -> None:
    assert "<b>" not in plain_text(f"<p>{text}<b>x</b></p>".replace("&", ""))
