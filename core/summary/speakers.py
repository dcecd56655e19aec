"""Who speaks, told from the words around a quotation. What is not plain is None: a wrong speaker is worse than none."""

import re
from dataclasses import dataclass

from core.text.abbreviations import OPENERS
from core.text.speech import VERBS

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.-?)+(?![^\W\d_]{2})"  # initials and "U.S."
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Rev|St|Jr|Sr)\."
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[,;:()–—-]|[.!?…]"
)
_PRONOUNS = frozenset("he she вона він он она er elle il él ella".split())
_CUTS = frozenset(
    """in on at during after before when as who whom whose which to from via while adding speaking by with of-late
    yesterday today monday tuesday wednesday thursday friday saturday sunday later earlier told about following
    according if because where although since amid under over
    у в на під час після який яка що коли до про в ефірі під во время после который которая когда о
    am im in nach während vor dem der die bei auf à au lors dans sur devant après qui en a al durante tras que ante
    """.split()
)
"""Words that end a name after its verb: "said Peskov in an interview"."""
_OF = frozenset("of de del la von van der den al bin für und des du".split())
_ROLES = frozenset(
    """spokesman spokeswoman spokesperson minister president chancellor governor mayor senator chief official officials
    ministry police director chairman chairwoman analyst lawyer secretary general commissioner ambassador judge
    company firm government union club bank agency airline commission council party department embassy army
    prosecutor coach captain manager economist professor lawmaker aide adviser advisor envoy leader witness resident
    """.split()
)
_THINGS = frozenset(
    """statement report letter document study text post message article source sources it they we i you who
    document filing poll data court this that there one
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_MOST_WORDS = 9
_LONGEST_NAME = 200
"""Characters in which a name is looked for."""
_AUXILIARIES = frozenset("has have had a ont avait ha han había hat haben hatte also then later".split())
_ACCORDING_TO = re.compile(
    r"(?:according to|selon|d['’]après|laut|según|so(?: der| die)?(?-i:(?= [A-ZÄÖÜ])))\s+", re.IGNORECASE
)
_INVERTED = re.compile(r"[^\W\d_]+(?:-t)?-(il|elle|ils|elles)", re.IGNORECASE)
"""A French verb with its pronoun behind it: "a-t-il affirmé", "dit-elle"."""
_CAPITAL = r"[^\W\d_a-zа-яёіїєґß][\w.’'-]*"
_NAME_AND_COLON = re.compile(rf"({_CAPITAL}(?: {_CAPITAL}){{0,3}}):")
"""A speaker's line as in a transcript: "Peskov:"."""
_SAID_BY = re.compile(r"^[\s,.!?…–—-]*(?:as\s+|wie\s+)?", re.IGNORECASE)
_BUT = frozenset(
    {"but", "while", "and", "who", "which", "if", "а", "але", "но", "aber", "und", "mais", "et", "pero", "y"}
)
_CONNECTIVES = frozenset("but later then meanwhile earlier still so yet and also".split())
_RELATIVES = frozenset("who whose which whom where when".split())
_POSSESSIVES = frozenset("his her their its my our your".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday week month night".split())
_ARTICLES = frozenset({"the", "a", "an"})
_MOST_SEGMENTS = 4
_MOST_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text names them, or the pronoun that stands for one."""

    name: str
    is_pronoun: bool = False


def speaker_after(text: str) -> Speaker | None:
    """Return who speaks by the words behind a quotation: "said X", "X said", "according to X"."""
    bare = _SAID_BY.sub("", text, count=1)
    if match := _ACCORDING_TO.match(bare):
        return _name_from(bare[match.end() :])
    tokens = list(_TOKEN.finditer(bare))
    if not tokens:
        return None
    if asked := _INVERTED.fullmatch(tokens[0][0]):
        return Speaker(asked[1], is_pronoun=True)
    head = 0
    while head < len(tokens) and head < 2 and tokens[head][0].lower() in _AUXILIARIES:
        head += 1
    if head < len(tokens) and tokens[head][0].lower() in VERBS:
        return _name_from(bare[tokens[head].end() :])
    return _subject(bare, tokens, from_front=True)


def speaker_before(text: str) -> Speaker | None:
    """Return who speaks by the words before a quotation: "X said: “…”", "According to X, “…”"."""
    bare = text.strip()
    if match := _ACCORDING_TO.match(bare):
        return _name_from(bare[match.end() :])
    if match := _NAME_AND_COLON.fullmatch(bare):
        return Speaker(match[1])
    tokens = list(_TOKEN.finditer(bare))
    if tokens and tokens[0][0].lower() in VERBS:  # "Asked about it, Holt said"
        tokens = tokens[1:]
    spoken = [place for place, token in enumerate(tokens) if token[0].lower() in VERBS]
    if len(spoken) != 1 or not _leads_up(bare, tokens[spoken[0] + 1 :]):
        return None
    return _subject(bare, tokens, from_front=False)


def _leads_up(text: str, between: list[re.Match[str]]) -> bool:
    """Tell whether the words between the verb and the quotation belong to the verb: "said on Sunday: “…”"."""
    words = [token[0].lower() for token in between if token[0][0].isalnum()]
    marks = [token[0] for token in between if not token[0][0].isalnum()]
    if not words:
        return True
    if words == ["that"]:
        return True
    return len(words) <= _MOST_WORDS and text[-1] in ":," and len(marks) <= 1 and not _BUT & set(words)


def speaker_of_line(line: str) -> Speaker | None:
    """Return to whom a line hands over: "Peskov stated:", "He added:"."""
    bare = line.rstrip(": ") + ":"
    tokens = list(_TOKEN.finditer(bare))
    if tokens and tokens[0][0].lower() in _PRONOUNS and len(tokens) <= 5:
        return Speaker(tokens[0][0], is_pronoun=True)
    return speaker_before(bare)


def _subject(text: str, tokens: list[re.Match[str]], *, from_front: bool) -> Speaker | None:
    """Return the words right before the one verb of speech, back to the clause's beginning."""
    verb = next((place for place, token in enumerate(tokens) if token[0].lower() in VERBS), None)
    if verb is None or (from_front and verb > _MOST_WORDS + 4):
        return None
    end = verb
    while end and tokens[end - 1][0].lower() in _AUXILIARIES:
        end -= 1
    segments = _segments(tokens[:end])
    if not segments or len(segments) > _MOST_SEGMENTS:
        return None
    return _speaker(text, _first_name(segments) if from_front else _last_name(segments))


def _first_name(segments: list[list[re.Match[str]]]) -> list[re.Match[str]]:
    """Return the segment that names the subject; after "the team’s coach" that is the name beside it."""
    named = segments[1:] and _is_full_name(segments[1]) and not _is_named(segments[0])
    return segments[1] if named else segments[0]


def _is_full_name(segment: list[re.Match[str]]) -> bool:
    """Tell whether a segment is a name of several words and nothing else."""
    words = [token[0] for token in segment]
    return 1 < len(words) <= _MOST_NAME_WORDS and all(word[0].isupper() or word.lower() in _OF for word in words)


def _is_named(segment: list[re.Match[str]]) -> bool:
    """Tell whether a segment holds a name of its own, and not only "its leader" or "the 45-year-old farmer"."""
    words = [token[0] for token in segment]
    return any(word[0].isupper() and not word.endswith(("’s", "'s")) for word in words[1:]) or (
        words[0][0].isupper() and words[0].lower() not in _ARTICLES | _POSSESSIVES
    )


def _last_name(segments: list[list[re.Match[str]]]) -> list[re.Match[str]]:
    """Return the segment that names the subject: an age and a clause with "who" are passed over."""
    for segment in map(_without_lead, reversed(segments)):
        word = segment[0][0].lower()
        if not word.isdigit() and word not in _RELATIVES | _CUTS - _ARTICLES and not word.endswith("ing"):
            return segment
    return []


def _without_lead(segment: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return a subject without "But", "Later" or "On Friday" before it."""
    words = [token[0].lower() for token in segment]
    if words[0] in {"on", "last", "late", "early"} and len(words) > 2 and words[1] in _DAYS:
        return segment[2:]
    return segment[1:] if words[0] in _CONNECTIVES and len(words) > 1 else segment


def _segments(tokens: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Split tokens at commas, dashes and other marks; empty parts fall away."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in tokens:
        if not token[0][0].isalnum():
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _name_from(text: str) -> Speaker | None:
    """Return the name that opens `text`, up to a mark or a word that ends it; behind "its leader," the name follows."""
    first, rest = _leading(text[:_LONGEST_NAME])
    if first and not _is_named(first) and rest.startswith(","):
        second, _ = _leading(rest[1:])
        if _is_full_name(second):
            return _speaker(rest[1:], second)
    return _speaker(text, first)


def _leading(text: str) -> tuple[list[re.Match[str]], str]:
    """Return the tokens of the name that opens `text`, and what follows them."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        word = token[0]
        if not word[0].isalnum() or (tokens and word.lower() in _CUTS) or word.lower() in VERBS:
            break
        tokens.append(token)
    return tokens, text[tokens[-1].end() :].lstrip() if tokens else text


def _speaker(text: str, tokens: list[re.Match[str]]) -> Speaker | None:
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    words = [token[0].lower().rstrip(".") for token in tokens]
    if words[0] in _PRONOUNS:
        return Speaker(tokens[0][0], is_pronoun=True) if len(words) == 1 else None
    if words[0] in (_CUTS | _BUT | _POSSESSIVES) - {"a"} or (len(words) == 1 and words[0] in OPENERS):
        return None
    if words[0] in _THINGS or words[-1] in _THINGS or any(word in VERBS for word in words):
        return None
    name = " ".join(text[tokens[0].start() : tokens[-1].end()].split())
    capital = any(token[0][0].isupper() for token in (tokens if len(tokens) == 1 else tokens[1:]))
    capital = capital or (tokens[0][0][0].isupper() and words[0] not in {"the", "a", "an"})
    if not capital and not _ROLES & set(words):
        return None
    return Speaker(name.removesuffix("’s").removesuffix("'s"))
