"""Independence: how many owners stand behind a story once copies of one text are folded; aggregators count nothing."""

import zlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from core.model.article import Article

SHINGLE = 5
"""Words in a row; texts that share most of theirs are copies."""

_COPY = 0.5
"""The share of the shorter text's shingles from which two texts are copies."""

_FEWEST = 20
"""Words from which a text can be known as a copy."""

_SECOND_LEVELS = frozenset("ac co com edu go gob gov gouv ne net or org".split())
"""What stands between a name and a country in a host: "bbc.co.uk"."""

AGGREGATORS = frozenset(
    """news.google.com news.yahoo.com msn.com flipboard.com smartnews.com newsbreak.com ground.news feedly.com
    dzen.ru news.mail.ru ukr.net biztoc.com drudgereport.com allsides.com upday.com""".split()
)
"""Hosts that pass on what others wrote."""

_HOUSES = {
    "news corp": "wsj.com nypost.com thetimes.com thetimes.co.uk thesun.co.uk theaustralian.com.au news.com.au",
    "reach": "mirror.co.uk express.co.uk dailyrecord.co.uk walesonline.co.uk manchestereveningnews.co.uk",
    "dmgt": "dailymail.co.uk metro.co.uk inews.co.uk newscientist.com",
    "guardian media": "theguardian.com guardian.co.uk",
    "nine": "smh.com.au theage.com.au afr.com",
    "gannett": "usatoday.com azcentral.com freep.com indystar.com jsonline.com",
    "comcast": "nbcnews.com cnbc.com msnbc.com news.sky.com skynews.com",
    "warner": "cnn.com",
    "axel springer": "bild.de welt.de politico.com politico.eu businessinsider.com",
    "madsack": "haz.de rnd.de lvz.de",
    "funke": "waz.de abendblatt.de morgenpost.de",
    "prisa": "elpais.com as.com cadenaser.com huffingtonpost.es",
    "vocento": "abc.es elcorreo.com",
    "unidad editorial": "elmundo.es marca.com expansion.com",
    "le monde": "lemonde.fr courrierinternational.com telerama.fr",
    "dassault": "lefigaro.fr",
    "altice": "bfmtv.com rmc.bfmtv.com",
    "starlightmedia": "ictv.ua fakty.com.ua stb.ua",
    "ukrainska pravda": "pravda.com.ua epravda.com.ua eurointegration.com.ua",
    "vgtrk": "vesti.ru smotrim.ru",
    "rossiya segodnya": "ria.ru sputniknews.com inosmi.ru",
}
_OWNERS = {host: house for house, hosts in _HOUSES.items() for host in hosts.split()}


def independent_owners(articles: Sequence[Article]) -> tuple[str, ...]:
    """Return who stands behind the reports of a story, each once, in order of appearance.

    Of a text and its copies the first one counts; an aggregator never does.
    """
    if len(articles) == 1:
        return () if is_aggregator(articles[0]) else (owner_of(articles[0]),)
    originals = fold_copies([article for article in articles if not is_aggregator(article)])
    return tuple(dict.fromkeys(owner_of(copies[0]) for copies in originals))


def is_aggregator(article: Article) -> bool:
    """Whether the report's host only passes on what others wrote."""
    host = _host(article)
    return any(host == name or host.endswith(f".{name}") for name in AGGREGATORS)


def owner_of(article: Article) -> str:
    """Return the house that a report's source belongs to where it is known, else the source's own domain or name."""
    host = _host(article)
    labels = host.split(".")
    domains = [".".join(labels[n:]) for n in range(len(labels) - 1)]
    known = next((_OWNERS[domain] for domain in domains if domain in _OWNERS), None)
    return known or " ".join(article.source.casefold().split()) or _domain(labels)


def _host(article: Article) -> str:
    try:
        return (urlsplit(article.url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _domain(labels: Sequence[str]) -> str:
    has_second = len(labels) > 2 and labels[-2] in _SECOND_LEVELS
    return ".".join(labels[-3 if has_second else -2 :])


def fold_copies(articles: Sequence[Article]) -> list[list[Article]]:
    """Return the articles with the copies of each, the earliest first; headlines alone are never copies."""
    folded: list[tuple[frozenset[int], list[Article]]] = []
    for article in sorted(articles, key=lambda one: (one.published, one.id)):
        shingles = _shingles(article.text)
        original = next((group for known, group in folded if _is_copy(known, shingles)), None)
        if original is None:
            folded.append((shingles, [article]))
        else:
            original.append(article)
    return [group for _, group in folded]


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one and other) and len(one & other) >= _COPY * min(len(one), len(other))


def _shingles(text: str) -> frozenset[int]:
    words = text.casefold().split()
    if len(words) < _FEWEST:
        return frozenset()
    rows = (" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    return frozenset(zlib.crc32(row.encode("utf-8", "replace")) for row in rows)
