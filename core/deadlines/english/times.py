"""How English writes times: dates, weekdays, periods, lengths and times of day, as rules for the scanner."""

import re
from collections.abc import Callable, Iterable

from core.deadlines.expressions import (
    Away,
    Calendar,
    Clock,
    Day,
    Edge,
    Feast,
    Length,
    Near,
    Period,
    Rule,
    Said,
    Stretch,
    Unit,
    Value,
    Weekday,
)
from core.model.deadline import Granularity

Match = re.Match[str]

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
        "|october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
_SMALL = dict(zip("a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                  "sixteen seventeen eighteen nineteen".split(), [1, 1, *range(1, 20)], strict=True))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = dict(zip("first second third fourth".split(), range(1, 5), strict=True))
_TEENTHS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth").split()  # fmt: skip
_DAY_NAMES = {
    **{name: number for number, name in enumerate(_TEENTHS, 1)},
    **{f"twenty-{name}": 20 + number for number, name in enumerate(_TEENTHS[:9], 1)},
    "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
_UNITS = {
    "minute": Unit.MINUTE, "min": Unit.MINUTE, "hour": Unit.HOUR, "hr": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "fortnight": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR, "quarter": Unit.QUARTER,
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 12)}
_FEASTS = {
    "christmas eve": "christmas eve", "christmas day": "christmas", "christmas": "christmas",
    "new year's eve": "new year's eve", "new year's day": "new year", "new year's": "new year", "new year": "new year",
    "boxing day": "boxing day", "thanksgiving day": "thanksgiving", "thanksgiving": "thanksgiving",
    "halloween": "halloween", "valentine's day": "valentine", "independence day": "independence day",
    "good friday": "good friday", "easter monday": "easter monday", "easter sunday": "easter", "easter": "easter",
    "labor day": "labor day", "memorial day": "memorial day",
}  # fmt: skip
_PLACES = {
    "washington": "America/New_York", "new york": "America/New_York", "eastern": "America/New_York",
    "chicago": "America/Chicago", "central": "America/Chicago", "houston": "America/Chicago",
    "denver": "America/Denver", "mountain": "America/Denver", "los angeles": "America/Los_Angeles",
    "california": "America/Los_Angeles", "pacific": "America/Los_Angeles", "alaska": "America/Anchorage",
    "toronto": "America/Toronto", "ottawa": "America/Toronto", "mexico city": "America/Mexico_City",
    "brasilia": "America/Sao_Paulo", "buenos aires": "America/Argentina/Buenos_Aires", "santiago": "America/Santiago",
    "caracas": "America/Caracas", "bogota": "America/Bogota", "london": "Europe/London", "british": "Europe/London",
    "dublin": "Europe/Dublin", "irish": "Europe/Dublin", "paris": "Europe/Paris", "brussels": "Europe/Brussels",
    "berlin": "Europe/Berlin", "rome": "Europe/Rome", "madrid": "Europe/Madrid", "geneva": "Europe/Zurich",
    "vienna": "Europe/Vienna", "athens": "Europe/Athens", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv",
    "moscow": "Europe/Moscow", "istanbul": "Europe/Istanbul", "ankara": "Europe/Istanbul",
    "jerusalem": "Asia/Jerusalem", "israel": "Asia/Jerusalem", "baghdad": "Asia/Baghdad", "tehran": "Asia/Tehran",
    "iran": "Asia/Tehran", "dubai": "Asia/Dubai", "kabul": "Asia/Kabul", "islamabad": "Asia/Karachi",
    "pakistan": "Asia/Karachi", "delhi": "Asia/Kolkata", "india": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "hong kong": "Asia/Hong_Kong", "singapore": "Asia/Singapore", "tokyo": "Asia/Tokyo",
    "japan": "Asia/Tokyo", "seoul": "Asia/Seoul", "korea": "Asia/Seoul", "sydney": "Australia/Sydney",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland", "cairo": "Africa/Cairo",
    "nairobi": "Africa/Nairobi", "lagos": "Africa/Lagos", "johannesburg": "Africa/Johannesburg",
}  # fmt: skip
_LETTERS = {
    "gmt": "UTC", "utc": "UTC", "z": "UTC", "et": "America/New_York", "est": "America/New_York",
    "edt": "America/New_York", "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "bst": "Europe/London", "cet": "Europe/Brussels",
    "cest": "Europe/Brussels", "eet": "Europe/Kyiv", "eest": "Europe/Kyiv", "msk": "Europe/Moscow",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore", "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "sast": "Africa/Johannesburg", "eat": "Africa/Nairobi",
    "wat": "Africa/Lagos",
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))


# Months and weekdays are written with a capital letter; the rest may stand in any case.
_CAPITAL = "(?=[A-Z])"
_MONTH = rf"{_CAPITAL}(?P<month>{_any(_MONTHS)})\b(?:\.(?=\s*[\da-z,;)]))?"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)(?:st|nd|rd|th)?\b(?![:.]\d|,\d{3})"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)(?!\d)(?![.,]\d|-[a-z])|[’'](?P<short>\d\d)\b|(?P<years>this|next|last)\s+year\b)"
_WEEKDAY = rf"{_CAPITAL}(?P<weekday>{_any(_WEEKDAYS)})\b(?:\.(?=\s+\d|\s*,))?"
_DAYTIME = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)\b)?"
_SHIFT = r"(?P<shift>this\s+coming|this\s+past|this|next|coming|last|past|(?<=the\s)following)"
_WORD_NUMBER = (
    rf"(?:(?:{_any(_TENS)})(?:[-\s](?:{_any(list(_SMALL)[2:11])}))?|{_any(_SMALL)})(?:\s+hundred(?:\s+and\s+\w+)?)?"
)
_NUMBER = rf"(?:\d{{1,4}}(?:,\d{{3}})?(?:\.\d)?(?![\d.,]\d)|(?:a\s+)?couple(?:\s+of)?|{_WORD_NUMBER})"
_UNIT = r"(?:(?P<business>business|working|trading|banking|calendar)[-\s])?(?:(?:full|consecutive|straight|additional|extra|more|further|calendar)\s+)?(?P<unit>minute|min|hour|hr|day|week|fortnight|month|year)"
_MERIDIEM = r"(?P<half>[ap])\.?\s?m\b\.?"
_ZONE = (
    rf"(?:,?\s*(?P<open>\()?(?:(?P<letters>{_any(k.upper() for k in _LETTERS if len(k) > 1)})\b"
    rf"|(?P<place>{_any(_PLACES)})(?:\s+city)?(?:\s+(?:standard|daylight|summer))?\s+time\b"
    rf"|(?:Eastern|Central|Mountain|Pacific)\b(?!\s+(?:park|station|bank|europe\w*))|in\s+(?P<city>{_any(_PLACES)})\b|local\s+time\b|{_CAPITAL}[A-Za-z]+\s+time\b)(?(open)\)?))?"
)
_PERIOD_WORD = r"(?P<period>week|weekend|month|quarter|year|day|business)"
_EDGE = r"(?P<edge>very\s+end|end|close|conclusion|start|beginning|middle|turn|first\s+half|second\s+half)"


def _number(text: str) -> float:
    words = text.lower().replace("-", " ").replace(",", "").split()
    if words[0][0].isdigit():
        return float(words[0])
    if "couple" in words:
        return 2
    total = 0
    for word in words:
        total = max(total, 1) * 100 if word == "hundred" else total + _SMALL.get(word, _TENS.get(word, 0))
    return float(total)


def _year(m: Match) -> int | None:
    if m["year"]:
        return int(m["year"])
    return 2000 + int(m["short"]) if m["short"] else None


def _years(m: Match) -> int | None:
    """Return by how many years "next year" behind a day or a month leads on from the running one."""
    return _shift(m.groupdict().get("years"))


def _shift(words: str | None) -> int | None:
    if not words:
        return None
    word = words.lower().split()
    if "past" in word or "last" in word:
        return -1
    return 1 if word[0] in {"next", "following"} else 0


def _edge(words: str | None) -> Edge:
    word = (words or "").lower().split()
    if not word:
        return Edge.WHOLE
    if word[-1] in {"end", "close", "conclusion"}:
        return Edge.END
    return Edge.MIDDLE if word[-1] in {"middle", "mid"} else Edge.START


def _day(m: Match) -> Value | None:
    day = int(m["day"])
    return Day(day, _MONTHS[m["month"].lower()], _year(m), _years(m)) if 1 <= day <= 31 else None


def _spelled_day(m: Match) -> Value | None:
    return Day(_DAY_NAMES[m["name"].lower()], _MONTHS[m["month"].lower()], _year(m), _years(m))


def _last_of_range(m: Match) -> Value | None:
    day = int(m["last"])
    return Day(day, _MONTHS[m["month"].lower()], _year(m), _years(m)) if 1 <= day <= 31 else None


def _iso(m: Match) -> Value | None:
    month, day = int(m[2]), int(m[3])
    return Day(day, month, int(m[1])) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _numeric(m: Match) -> Value | None:
    first, second, year = int(m[1]), int(m[3]), int(m[4])
    year += 2000 if year < 100 else 0
    if not (1 <= first <= 31 and 1 <= second <= 31 and 1900 <= year < 2200):
        return None
    if second > 12:
        return Day(second, first, year) if first <= 12 else None
    # Which comes first is the outlet's habit: a negative month says that resolution has to settle it.
    return Day(first, second, year) if first > 12 or m[2] == "." else Day(first, -second, year)


_BEFORE_MAY = re.compile(
    r"\b(?:in|by|until|till|before|since|of|from|during|through|to|and|or|for|after|late|early|mid|last|next|this)[\s-]+$",
    re.IGNORECASE,
)
_AFTER_MAY = re.compile(r"\s+(?:\w+\s+)?(?:deadline|expiry|expiration|cut-?off|target|date)\b", re.IGNORECASE)


def _bare_month(m: Match) -> Value | None:
    """Return a month; "May" by itself is a name or a verb unless the words around it say otherwise."""
    is_may = m["month"].lower() == "may" and not _year(m)
    before = m.string[max(0, m.start() - 12) : m.start()]
    if is_may and not (_BEFORE_MAY.search(before) or _AFTER_MAY.match(m.string, m.end())):
        return None
    return _month(m)


def _month(m: Match) -> Value | None:
    number, edge = _MONTHS[m["month"].lower()], _edge(m.groupdict().get("edge"))
    return Stretch(number, number, _year(m), Granularity.MONTH, edge, years=_years(m))


def _whole_year(m: Match) -> Value | None:
    return Stretch(1, 12, int(m["year"]), Granularity.YEAR, _edge(m.groupdict().get("edge")))


def _quarter(m: Match) -> Value | None:
    number = int(m["digit"]) if m["digit"] else _ORDINALS[m["ordinal"].lower()]
    edge = _edge(m.groupdict().get("edge"))
    if not 1 <= number <= 4:
        return None
    return Stretch(3 * number - 2, 3 * number, _year(m), Granularity.QUARTER, edge, years=_years(m))


def _half(m: Match) -> Value | None:
    number = 1 if m["which"].lower() in {"first", "h1"} else 2
    edge = _edge(m.groupdict().get("edge"))
    return Stretch(6 * number - 5, 6 * number, _year(m), Granularity.WINDOW, edge, years=_years(m))


_BEFORE_SEASON = re.compile(
    r"\b(?:in|by|until|till|before|since|of|from|during|through|the|this|next|last|after|late|early|mid|coming)[\s-]+$",
    re.IGNORECASE,
)


def _season(m: Match) -> Value | None:
    """Return a season; "fall" and "spring" by themselves are verbs unless the words before say otherwise."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if m["season"].lower() in {"fall", "spring"} and not (
        m["year"] or m["short"] or _years(m) is not None or m.re.groupindex.get("edge") or _BEFORE_SEASON.search(before)
    ):
        return None
    first, last = _SEASONS[m["season"].lower()]
    edge = _edge(m.groupdict().get("edge"))
    return Stretch(first, last, _year(m), Granularity.WINDOW, edge, years=_years(m))


def _period(m: Match) -> Value | None:
    word = m["period"].lower()
    unit = Unit.DAY if word in {"day", "business"} else Unit(word)
    shift = _shift(m.groupdict().get("shift"))
    edge = _edge(m.groupdict().get("edge"))
    if edge is Edge.WHOLE and unit is Unit.DAY:
        return None
    return Period(unit, shift or 0, edge)


def _week_from(m: Match) -> Value | None:
    """Return "a week from Monday", "two weeks from Friday" as the weekday so many weeks on; what one "has" is a length."""
    before = m.string[max(0, m.start() - 40) : m.start()]
    if _GIVEN.search(before) and not _UNTIL.search(before):
        return None
    return Weekday(_WEEKDAYS[m["weekday"].lower()], None, round(_number(m["number"])))


def _days_of_weeks(m: Match) -> Value | None:
    """Return "a week to ten days" in days."""
    least, most = _number(m["number"]) * 7, _number(m["most"])
    return Length(least, most, Unit.DAY) if least < most else None


def _weekday(m: Match) -> Value | None:
    word = m["weekday"].lower()
    return Weekday(_WEEKDAYS[word], 1 if m.groupdict().get("week") else _shift(m.groupdict().get("shift")))


def _length(m: Match, *, compound: bool = False) -> Value | None:
    unit = _UNITS[m["unit"].lower()]
    if m["business"] and m["business"].lower() != "calendar":
        unit = Unit.BUSINESS_DAY
    times = 2 if m["unit"].lower() == "fortnight" else 1
    least = _number(m["number"]) * times
    most = _number(m["most"]) * times if m["most"] else least
    more = bool(m.groupdict().get("more")) or " more" in m[0].lower() or "additional" in m[0] or "extra" in m[0]
    return Length(min(least, most), max(least, most), unit, compound, more) if 0 < most < 5_000 else None


def _half_length(m: Match) -> Value | None:
    unit = _UNITS[m["unit"].lower()]
    whole = (_number(m["number"]) if m["number"] else 0) + 0.5
    months = {Unit.YEAR: 12, Unit.MONTH: 1}.get(unit)
    if unit is Unit.YEAR and months:
        return Length(whole * months, whole * months, Unit.MONTH)
    size = {Unit.MONTH: 30, Unit.WEEK: 7, Unit.DAY: 1}.get(unit)
    if size is None:
        return Length(whole * 60, whole * 60, Unit.MINUTE) if unit is Unit.HOUR else None
    return Length(int(whole * size), int(whole * size), Unit.DAY)


def _long(m: Match) -> Value | None:
    return Length(1, 1, _UNITS[m["unit"].lower()], is_compound=True)


_GIVEN = re.compile(
    r"\b(?:within|have|has|had|gets?|given|gives?|gave|allow(?:s|ed)?|grant(?:s|ed)?)(?:\s+[a-z]+){0,2}\s+$",
    re.IGNORECASE,
)


_UNTIL = re.compile(r"\b(?:until|till|by|before)\s+$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:within|for)\s+(?:the\s+)?$", re.IGNORECASE)


def _away(m: Match) -> Value | None:
    """Return "three days after"; what somebody "has" or does "within" three days of something is a length."""
    before = m.string[max(0, m.start() - 40) : m.start()]
    if _INSIDE.search(before) or (m["way"].lower() == "after" and _GIVEN.search(before)):
        return None
    length = _length(m)
    direction = 1 if m["way"].lower().split()[0] in {"later", "after", "from"} else -1
    return Away(length, direction) if isinstance(length, Length) else None


def _clock(m: Match) -> Value | None:
    groups = m.groupdict()
    zone = _LETTERS.get((groups.get("letters") or "").lower())
    zone = zone or _PLACES.get((groups.get("place") or groups.get("city") or "").lower())
    word = (groups.get("name") or "").lower()
    if word:
        return Clock(24 if word == "midnight" else 12, 0, zone)
    hour, minute = int(m["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(hour, minute, zone) if hour < 24 and minute < 60 else None


def _near(days: int) -> Callable[[Match], Value | None]:
    return lambda _: Near(days)


def _end_of(unit: Unit) -> Callable[[Match], Value | None]:
    return lambda _: Period(unit, 0, Edge.END)


def _last_day(m: Match) -> Value | None:
    return Period(Unit(m["period"].lower()), 0, Edge.END)


def _feast(m: Match) -> Value | None:
    return Feast(_FEASTS[re.sub(r"\s+", " ", m["feast"].lower().replace("’", "'"))], _year(m))


def _ordinal_day(m: Match) -> Value | None:
    day = int(m["day"])
    return Day(day) if 1 <= day <= 31 else None


def _compound(m: Match) -> Value | None:
    """Return "50-day" as a compound; a plain space ("a 60 day notice") counts with a number above one only."""
    if "-" not in m[0] and _number(m["number"]) <= 1:
        return None
    return _length(m, compound=True)


def _another(m: Match) -> Value | None:
    number = 2 if m["unit"].lower() == "fortnight" else 1
    return Length(number, number, _UNITS[m["unit"].lower()], is_more=True)


def _one_and_half(m: Match) -> Value | None:
    unit = m["unit"].lower()
    hours = {"hour": 1.5, "day": 36.0}.get(unit)
    if hours is not None:
        return Length(hours, hours, Unit.HOUR)
    return (
        Length(18, 18, Unit.MONTH) if unit == "year" else Length(*((45, 45) if unit == "month" else (10, 10)), Unit.DAY)
    )


def _season_of(m: Match) -> Value | None:
    first, last = _SEASONS[m["season"].lower()]
    return Stretch(first, last, None, Granularity.WINDOW, shift=_shift(m[0].split()[0]))


def _shifted_month(m: Match) -> Value | None:
    number = _MONTHS[m["month"].lower()]
    return Stretch(number, number, None, Granularity.MONTH, shift=_shift(m["shift"]))


def _rule(heads: str | Iterable[str], pattern: str, build: Callable[[Match], Value | None]) -> Rule:
    words = heads.split() if isinstance(heads, str) else heads
    return Rule(frozenset(words), re.compile(pattern, re.IGNORECASE), build)


def _sensitive(pattern: str) -> str:
    """Make the look-ahead for a capital letter count in a pattern that ignores case otherwise."""
    return pattern.replace(_CAPITAL, "(?-i:(?=[A-Z]))")


_EDGE_HEADS = "very end close conclusion start beginning middle turn first second"
_OF = r"\s+of\s+(?:the\s+)?"
_NUMBER_HEADS = ["#", *_SMALL, *_TENS, "couple"]
_WEATHER = r"storm|rain|snow|weather|cold|flood|fog|frost|wheat|crop|harvest|games|olympics|heat|fires?\b"
_MORE = r"(?:(?P<more>another|additional|extra|further)\s+)?"
_MOST = rf"(?:\s*(?:-|–|to|or)\s*(?P<most>{_NUMBER}))?"
_SOME_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
_WAY = r"(?P<way>ago|earlier|before|ahead\s+of|later|after)"

_RULES = [
    _rule("#", r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", _iso),
    _rule("#", r"(\d\d?)([/.])(\d\d?)\2(\d{4}|\d\d)(?![\d/])", _numeric),
    _rule("#", rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}{_SOME_YEAR}", _day),
    _rule("#", rf"\d\d?(?:st|nd|rd|th)?\s*(?:-|–|to|and)\s*(?P<last>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH}{_SOME_YEAR}", _last_of_range),
    _rule({name.split("-")[0] for name in _DAY_NAMES}, rf"(?P<name>{_any(_DAY_NAMES)})(?:\s+day)?\s+of\s+{_MONTH}{_SOME_YEAR}", _spelled_day),
    _rule(_MONTHS, rf"{_MONTH}\s+(?:the\s+)?{_DAY}{_SOME_YEAR}", _day),
    _rule(_MONTHS, rf"{_MONTH}\s+(?:the\s+)?(?P<name>{_any(_DAY_NAMES)})\b(?!-){_SOME_YEAR}", _spelled_day),
    _rule(_MONTHS, rf"{_MONTH}\s+\d\d?\s*(?:-|–|to)\s*(?P<last>\d\d?)\b{_SOME_YEAR}", _last_of_range),
    _rule(_MONTHS, rf"{_MONTH}{_SOME_YEAR}", _bare_month),
    _rule("#", r"(?P<day>\d\d?)(?:st|nd|rd|th)\b(?=\s*(?:$|[.,;:()]|(?:of|and|to|or|at|but)\b))", _ordinal_day),
    _rule("mid early late", rf"(?P<edge>mid)?(?:early|late)?(?:-|\s+)?(?:in\s+)?{_MONTH}{_SOME_YEAR}", _month),
    _rule("mid early late", r"(?P<edge>mid)?(?:early|late)?(?:-|\s+)?(?:in\s+)?(?P<year>(?:19|20)\d\d)\b", _whole_year),
    _rule("end", rf"(?P<edge>end)-{_MONTH}{_SOME_YEAR}", _month),
    _rule("end", r"(?P<edge>end)-(?P<year>(?:19|20)\d\d)\b", _whole_year),
    _rule(_EDGE_HEADS, rf"{_EDGE}{_OF}{_MONTH}{_SOME_YEAR}", _month),
    _rule(_EDGE_HEADS, rf"{_EDGE}\s+of\s+(?:the\s+(?=\d{{4}}\b(?!\s+(?-i:[a-z]))))?(?P<year>(?:19|20)\d\d)\b", _whole_year),
    _rule(_EDGE_HEADS, rf"{_EDGE}{_OF}(?:(?P<ordinal>first|second|third|fourth)\s+quarter|q(?P<digit>[1-4])){_SOME_YEAR}", _quarter),
    _rule(_EDGE_HEADS, rf"{_EDGE}{_OF}(?:{_SHIFT}\s+)?(?:calendar\s+)?{_PERIOD_WORD}\b(?!-|\s+(?:after|before))", _period),
    _rule("close end", r"(?P<edge>close|end)\s+of\s+(?:the\s+)?(?:(?P<period>business|(?:work(?:ing)?|business|trading)\s+day)|play|trading)(?:\s+(?:hours|day))?\b", _end_of(Unit.DAY)),
    _rule(_EDGE_HEADS, rf"{_EDGE}{_OF}(?P<season>{_any(_SEASONS)})\b{_SOME_YEAR}", _season),
    _rule("first second third fourth", rf"(?P<ordinal>first|second|third|fourth)(?P<digit>\b)[-\s]quarter{_SOME_YEAR}", _quarter),
    _rule("q", rf"q(?P<digit>[1-4])\b(?P<ordinal>\b)?{_SOME_YEAR}", _quarter),
    _rule("first second", rf"(?P<which>first|second)\s+half{_OF}{_YEAR}", _half),
    _rule("year month quarter", r"(?P<period>year|month|quarter)(?:-|[’']s[\s-])?(?P<edge>end)\b", _period),
    _rule("yearend", r"yearend\b", _end_of(Unit.YEAR)),
    _rule("mid", r"(?P<edge>mid)-?(?P<period>week|month|year)\b", _period),
    _rule(["this", "next", "coming", "last", "past", "following"], rf"{_SHIFT}\s+(?:calendar\s+)?(?P<period>week|weekend|month|quarter|year)\b(?!-)", _period),
    _rule(["this", "next", "coming", "last", "past", "following"], rf"{_SHIFT}\s+{_WEEKDAY}{_DAYTIME}", _weekday),
    _rule(["this", "next", "last", "coming"], rf"(?:this|next|last|coming)\s+(?P<season>{_any(_SEASONS)})\b(?P<year>\b)?(?P<short>\b)?", _season_of),
    _rule(["this", "next", "last"], rf"(?P<shift>this|next|last)\s+{_MONTH}", _shifted_month),
    _rule("weekend", r"(?P<period>weekend)\b", _period),
    _rule("later", r"later\s+(?P<shift>this)\s+(?P<period>week|month|quarter|year)\b", _period),
    _rule(_SEASONS, rf"(?P<season>{_any(_SEASONS)})\b(?!\s+(?:{_WEATHER}))(?:\s+(?:of\s+)?{_YEAR})?", _season),
    _rule(_WEEKDAYS, rf"{_WEEKDAY}(?P<week>,?\s+(?:of\s+)?next\s+week|\s+week\b)?{_DAYTIME}", _weekday),
    _rule("sunset sundown dawn dusk nightfall daybreak", rf"(?:sunset|sundown|dawn|dusk|nightfall|daybreak)\s+(?:on\s+)?{_WEEKDAY}", _weekday),
    _rule("day", r"day\s+after\s+tomorrow", _near(2)),
    _rule("evening nightfall dusk sunset sundown", r"(?<=by\s)(?:evening|nightfall|dusk|sunset|sundown)\b", _near(0)),
    _rule("morning dawn daybreak sunrise", r"(?<=by\s)(?:morning|dawn|daybreak|sunrise)\b", _near(1)),
    _rule("last final", r"(?:last|final)\s+day\s+of\s+(?:the\s+|this\s+)?(?P<period>week|month|quarter|year)\b", _last_day),
    _rule("then", r"(?<=until\s)then\b(?=\s+to\b)", lambda _: Said()),
    _rule("end", r"(?P<edge>end)-(?P<period>year|month|quarter)\b", _period),
    _rule("today", r"today\b", _near(0)),
    _rule("tonight", r"tonight\b", _near(0)),
    _rule("this", r"this\s+(?:morning|afternoon|evening)\b", _near(0)),
    _rule("tomorrow", rf"tomorrow\b{_DAYTIME}", _near(1)),
    _rule("yesterday", rf"yesterday\b{_DAYTIME}", _near(-1)),
    _rule("previous", r"previous\s+day\b", _near(-1)),
    _rule({f.split()[0].split("'")[0] for f in _FEASTS}, rf"(?P<feast>{_any(_FEASTS).replace(chr(39), '[’' + chr(39) + ']')})\b{_SOME_YEAR}", _feast),
    _rule("#", r"(?P<year>(?:19|20)\d\d)(?![\d,.]\d|-|\s*(?:percent|per\s+cent|%|people|GMT|UTC|hours|local))\b", _whole_year),
    _rule(["a", "an"], r"an?\s+(?P<more>further|extra|additional)\s+(?P<number>)(?P<most>)(?P<business>)(?P<unit>hour|day|week|month|year|fortnight)\b", _another),
    _rule(["another", "additional", "extra", "further", *_NUMBER_HEADS], rf"{_MORE}(?P<number>{_NUMBER}){_MOST}(?:\s+(?:more|additional|extra|further))?\s+{_UNIT}s?\b(?![-\s]old|[-\s]long\b)", _length),
    _rule(_NUMBER_HEADS, rf"(?P<number>{_NUMBER}){_MOST}[-\s]{_UNIT}(?:-long)?\b(?!s|[-\s]old)", _compound),
    _rule(["another", "additional", "extra", "further"], rf"{_MORE}(?P<number>{_NUMBER})(?P<most>\b)?[-\s]{_UNIT}\b(?!s)", _compound),
    _rule(_NUMBER_HEADS, rf"(?P<number>{_NUMBER})\s+weeks?\s+from\s+{_WEEKDAY}{_DAYTIME}", _week_from),
    _rule(["a"], rf"(?:(?<=by\s)|(?<=until\s))(?P<number>a)\s+week\s+on\s+{_WEEKDAY}{_DAYTIME}", _week_from),
    _rule(_NUMBER_HEADS, rf"(?P<number>{_NUMBER})\s+weeks?\s+(?:to|or)\s+(?P<most>{_NUMBER})\s+days\b", _days_of_weeks),
    _rule(["another"], r"(?P<more>another)\s+(?P<number>)(?P<most>)(?P<business>)(?P<unit>hour|day|week|month|year|fortnight)\b", _another),
    _rule("hour day week month year weeklong monthlong yearlong daylong", r"(?P<unit>hour|day|week|month|year)-?long\b", _long),
    _rule(["half"], r"half(?:-|\s+)(?:an?\s+)?(?P<number>(?!))?(?P<unit>hour|day|month|year)\b", _half_length),
    _rule(_NUMBER_HEADS, rf"(?P<number>{_NUMBER})\s+and\s+a\s+half\s+(?P<unit>hour|day|week|month|year)s?\b", _half_length),
    _rule(["a", "an"], r"an?\s+(?P<number>)(?P<unit>hour|day|week|month|year)\s+and\s+a\s+half\b", _one_and_half),
    _rule(_NUMBER_HEADS, rf"(?P<number>{_NUMBER})(?P<most>\b)?\s+{_UNIT}s?\s+{_WAY}\b", _away),
    _rule("#", rf"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\s?{_MERIDIEM}{_ZONE}", _clock),
    _rule("#", rf"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?![\d.:]){_ZONE}", lambda m: _clock(m) if ":" in m[0] or m["letters"] else None),
    _rule("#", r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s+(?:(?P<letters>GMT|UTC|[ECMP][SD]T|CES?T|BST|EES?T)|hours|local\s+time)\b(?:\s*/\s*\d{4}\s+(?:GMT|UTC)\b)?", _clock),
    _rule("#", rf"(?P<hour>\d\d?)\s+o[’']clock\b{_ZONE}", _clock),
    _rule("noon midnight midday", rf"(?P<name>noon|midnight|midday)\b(?!\s+(?:express|run|mass|oil|sun)\b){_ZONE}", _clock),
]  # fmt: skip


_GAP = r"(?:\s+(?:in|at)\s+(?-i:[A-Z])\w+(?:\s(?-i:[A-Z])\w+)?)?[,)]?\s*\(?\s*(?:i\.e\.,?\s*)?(?:(?:no\s+later\s+than|on|at|by|of|before)\s+)?(?:the\s+)?"

CALENDAR = Calendar.of(
    [Rule(rule.heads, re.compile(_sensitive(rule.pattern.pattern), re.IGNORECASE), rule.build) for rule in _RULES], _GAP
)
