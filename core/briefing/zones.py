"""Zones as people name them: an IANA name, a city, a country with one zone, an abbreviation, or a place on earth."""

import difflib
import re
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import tzfpy
from babel import Locale
from babel.core import get_global

from core.errors import UnknownZoneError

_NICKNAMES = """
America/New_York: washington, washington dc, boston, miami, philadelphia, atlanta, nyc, ny, est, edt, et, eastern
America/Chicago: houston, dallas, austin, minneapolis, new orleans, cst, cdt, central
America/Denver: salt lake city, mst, mdt, mountain
America/Los_Angeles: san francisco, seattle, san diego, las vegas, portland, california, la, pst, pdt, pt, pacific
America/Toronto: montreal, ottawa, quebec
America/Vancouver: victoria
America/Edmonton: calgary
America/Sao_Paulo: rio de janeiro, rio, brasilia, são paulo
America/Bogota: bogotá, medellin
Europe/London: england, scotland, wales, uk, britain, great britain, manchester, edinburgh, glasgow, gmt, bst
Europe/London: велика британія, великобритания, reino unido
Europe/Kyiv: ukraine, kiev, kharkiv, lviv, odesa, odessa, dnipro
Europe/Kyiv: україна, украина, одеса, одесса, харків, харьков, львів, львов, дніпро, днепр
Europe/Moscow: st petersburg, saint petersburg, msk, санкт-петербург, петербург, спб, мск
Europe/Berlin: germany, munich, münchen, hamburg, frankfurt, cologne, köln, cet, cest, mez
Europe/Berlin: deutschland, німеччина, германия, alemania, мюнхен, гамбург
Europe/Zurich: geneva, basel, bern, zürich, schweiz, genf, швейцарія, швейцария
Europe/Rome: milan, naples, turin, florence
Europe/Madrid: spain, barcelona, valencia, seville
Europe/Madrid: españa, іспанія, испания, spanien, sevilla, барселона
Europe/Paris: lyon, marseille, nice
Europe/Warsaw: krakow, cracow, gdansk, wroclaw, krakau, краків, краков, гданськ
Europe/Amsterdam: rotterdam, the hague, holland
Europe/Athens: thessaloniki, eet, eest
Europe/Istanbul: ankara, izmir, turkey, türkiye
Europe/Lisbon: portugal, porto
Asia/Kolkata: mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, ist
Asia/Shanghai: beijing, peking, shenzhen, guangzhou, china
Asia/Ho_Chi_Minh: hanoi, saigon
Asia/Jerusalem: tel aviv, haifa
Asia/Dubai: abu dhabi
Asia/Riyadh: jeddah, mecca
Asia/Karachi: islamabad, lahore
Asia/Tokyo: osaka, kyoto, jst
Asia/Almaty: astana
Asia/Yangon: rangoon
Australia/Sydney: canberra, aest, aedt
Pacific/Auckland: wellington, new zealand
Africa/Johannesburg: cape town, pretoria, durban
Africa/Lagos: abuja
Africa/Casablanca: rabat
America/Argentina/Buenos_Aires: argentina
America/Santiago: chile
Asia/Kuala_Lumpur: malaysia
Asia/Tashkent: uzbekistan
UTC: utc, z, zulu, greenwich
"""
"""Places and abbreviations that people use for zones, and that the zone names do not hold."""

_CONTINENTS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_LONGEST = 80
_MEANT = 8
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2}):?(\d{2})?")
_AMBIGUOUS = {
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "gst": ("Asia/Dubai", "Pacific/Guam"),
    "amt": ("Asia/Yerevan", "America/Manaus"),
}
"""Abbreviations that more than one part of the world uses."""

_ELSEWHERE = ("uk", "ru", "de", "es")
"""Languages in which places are named too."""


def find_zone(words: str) -> str:
    """Return the IANA name of the zone that the words name. Raises UnknownZoneError, also for several."""
    name = _plain(words)
    if not name or len(name) > _LONGEST or name in _AMBIGUOUS:
        raise UnknownZoneError(words)
    found = _names().get(name)
    if found is None and "," in words:  # "Paris, France"
        found = _names().get(_plain(words.split(",")[0]))
    found = found or _names_elsewhere().get(name)
    if found is None:
        raise UnknownZoneError(words)
    return found


def suggest_zones(words: str, *, limit: int = 6) -> list[str]:
    """Return zones whose names are near the words, nearest first; none for words that are like no name."""
    name = _plain(words)[:_LONGEST]
    country = _by_country().get({"us": "united states", "usa": "united states"}.get(name, name), [])
    large = {zone for zone, _ in _nicknames()}
    own = sorted(country, key=lambda zone: zone not in large)
    near = [known for known in _names() if len(name) >= 3 and known.startswith(name)]
    near = sorted(near, key=len) + difflib.get_close_matches(name, _names(), n=limit * 2, cutoff=0.7)
    return list(dict.fromkeys([*own, *(_names()[known] for known in near)]))[:limit]


def zones_meant(words: str, *, now: datetime) -> list[str]:
    """Return the zones that an offset ("UTC+3", "-5", "+05:30") or a name of several ("IST") may mean, at `now`.

    Large places come first; none for all other words.
    """
    name = _plain(words)
    if name in _AMBIGUOUS:
        return list(_AMBIGUOUS[name])
    match = _OFFSET.fullmatch(name)
    if match is None:
        return []
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    wanted = timedelta(minutes=-minutes if match[1] in "-−–" else minutes)
    large = [zone for zone, _ in _nicknames() if zone != "UTC"]
    every = dict.fromkeys([*large, *(zone for zones in _by_country().values() for zone in zones)])
    return [zone for zone in every if now.astimezone(ZoneInfo(zone)).utcoffset() == wanted][:_MEANT]


def zone_at(latitude: float, longitude: float) -> str:
    """Return the zone of a place on earth, in degrees. Raises UnknownZoneError for what is no place."""
    place = f"{latitude}, {longitude}"
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UnknownZoneError(place)
    zone = tzfpy.get_tz(longitude, latitude)
    if zone not in available_timezones():
        raise UnknownZoneError(place)
    return zone


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace(".", "").strip(" ,;!?").split())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return every name that is understood with its zone; places people live in go before links and offsets."""
    found: dict[str, str] = {}
    for zone, places in _nicknames():
        found.update(dict.fromkeys(places, zone))
    countries = _by_country()
    inhabited = {zone for zones in countries.values() for zone in zones}
    for zone in sorted(inhabited):
        found.setdefault(_plain(zone), zone)
        found.setdefault(_plain(zone.rsplit("/", 1)[1]), zone)
    found.update((country, zones[0]) for country, zones in countries.items() if len(zones) == 1)
    for zone in sorted(available_timezones() - inhabited):
        found.setdefault(_plain(zone), zone)
        if zone.split("/")[0] in _CONTINENTS:
            found.setdefault(_plain(zone.rsplit("/", 1)[1]), zone)
    return found


@lru_cache(maxsize=1)
def _names_elsewhere() -> dict[str, str]:
    """Return the cities that zones are named for, as other languages call them, with their zones."""
    present, zones = get_global("zone_aliases"), available_timezones()  # some are known by their former names alone
    return {
        _plain(place["city"]): present.get(zone, zone)
        for language in _ELSEWHERE
        for zone, place in Locale.parse(language).time_zones.items()
        if "city" in place and zone in zones
    }


def _nicknames() -> list[tuple[str, list[str]]]:
    lines = [line.partition(": ") for line in _NICKNAMES.strip().splitlines()]
    return [(zone, [_plain(place) for place in places.split(",")]) for zone, _, places in lines]


@lru_cache(maxsize=1)
def _by_country() -> dict[str, list[str]]:
    """Return the zones of each country by its plain English name, as the tz database's own tables have them."""
    tables = files("tzdata") / "zoneinfo"
    names = dict(row[:2] for row in _rows((tables / "iso3166.tab").read_text(encoding="utf-8")))
    found: dict[str, list[str]] = {}
    for row in _rows((tables / "zone.tab").read_text(encoding="utf-8")):
        found.setdefault(_plain(names[row[0]]), []).append(row[2])
    return found


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
