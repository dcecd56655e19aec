"""Patience: what a feed and its server say about when to come back is understood, and bounded."""

from datetime import UTC, datetime, timedelta

import pytest

from core.adapters.wire.patience import LONGEST_PATIENCE, patience_of_feed, patience_of_server

NOW = datetime(2025, 7, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "patience"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 99999999 </ttl>", LONGEST_PATIENCE),
        ("<ttl>soon</ttl>", timedelta()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(minutes=15)),
        ("<sy:updatePeriod>\n daily </sy:updatePeriod><ttl>5</ttl>", timedelta(days=1)),
        ("<sy:updatePeriod>weekly</sy:updatePeriod>", LONGEST_PATIENCE),
        ("<sy:updatePeriod>never</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta()),
        ("", timedelta()),
    ],
)
def test_a_feed_says_how_often_it_changes(head: str, patience: timedelta) -> None:
    assert patience_of_feed(f"<rss><channel><title>W</title>{head}</channel></rss>".encode()) == patience


@pytest.mark.parametrize(
    ("headers", "patience"),
    [
        ({"cache-control": "public, max-age=1800"}, timedelta(minutes=30)),
        (
            {"cache-control": "s-maxage=99, max-age=60", "expires": "Sun, 20 Jul 2025 09:00:00 GMT"},
            timedelta(minutes=1),
        ),
        ({"cache-control": "no-cache, max-age=1800"}, timedelta()),
        ({"cache-control": "max-age=999999999"}, LONGEST_PATIENCE),
        ({"expires": "Sun, 20 Jul 2025 09:00:00 GMT"}, timedelta(hours=3)),
        ({"expires": "Sun, 20 Jul 2025 03:00:00 GMT"}, timedelta()),
        ({"expires": "0"}, timedelta()),
        ({"expires": "-1", "cache-control": "max-age=-5"}, timedelta()),
        ({}, timedelta()),
    ],
)
def test_an_answer_says_how_long_it_is_fresh(headers: dict[str, str], patience: timedelta) -> None:
    assert patience_of_server(headers, NOW) == patience
