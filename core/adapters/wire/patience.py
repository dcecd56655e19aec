"""Patience: how long a feed and its server ask to be left alone."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_PATIENCE = timedelta(days=1)
"""A feed that asks for more is asked again all the same: many say "weekly" once and never again."""

_HEAD = 20_000
_FIRST_ITEM = b"<item"
_ASKS = re.compile(rb"<(?:\w+:)?(ttl|updatePeriod|updateFrequency)\s*>\s*(?:<!\[CDATA\[)?\s*(\w{1,12})", re.IGNORECASE)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NEVER = timedelta()


def patience_of_feed(data: bytes) -> timedelta:
    """Return what the head of a feed asks for: the `ttl` of RSS (minutes), or `sy:updatePeriod` by its frequency."""
    asked = {
        found[1].decode().lower(): found[2].decode().lower()
        for found in _ASKS.finditer(data[:_HEAD].partition(_FIRST_ITEM)[0])
    }
    ttl, period = asked.get("ttl", ""), _PERIODS.get(asked.get("updateperiod", ""), _NEVER)
    minutes = int(ttl) if ttl.isdecimal() else 0
    frequency = asked.get("updatefrequency", "1")
    times = max(1, int(frequency)) if frequency.isdecimal() else 1
    return min(max(timedelta(minutes=min(minutes, 100_000)), period / times), LONGEST_PATIENCE)


def patience_of_server(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how long an answer counts as fresh: Cache-Control before Expires, as RFC 9111, section 4.2.1, has it."""
    cached = headers.get("cache-control", "")
    if "no-cache" in cached or "no-store" in cached:
        return _NEVER
    if age := _AGE.search(cached):
        return min(timedelta(seconds=int(age[1])), LONGEST_PATIENCE)
    try:
        expires = parsedate_to_datetime(headers.get("expires", ""))
    except ValueError:
        return _NEVER
    return max(_NEVER, min(expires - now, LONGEST_PATIENCE)) if expires.tzinfo else _NEVER
