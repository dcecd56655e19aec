"""Presses: what a button says when tapped, in at most 64 bytes of callback data, and how it is read back strictly."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum, unique
from functools import lru_cache
from typing import TypeAlias

from bot.locales import LANGUAGES
from core.model.interest import RuleKind
from core.model.subscriber import FollowKind, Rung

LIMIT = 64
"""Bytes of callback data that Telegram takes."""

_BETWEEN = "|"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_MARK = re.compile(r"[0-9a-f]{12}")
_WORDS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _/:+.,-]{0,46}[A-Za-z0-9])?")


CLIENT = "client"
"""The language that a person's own client says."""


@unique
class Verb(StrEnum):
    """What a button does; the values are short, stay as they are, and are never used for anything else."""

    CARD = "c"
    ALERT = "al"
    MUTE = "mu"
    SNOOZE = "sn"
    WHY = "w"
    COUNT = "co"
    ANCHOR = "an"
    REJECT = "rj"
    RESTORE = "rs"
    STORY = "s"
    BRIEF = "b"
    LIST = "l"
    ALERTS = "as"
    UNFOLLOW = "uf"
    DIGEST = "d"
    ZONE = "z"
    SETUP = "su"
    PUBLISHED = "p"
    RESUME = "re"
    FORGET = "f"
    WAKE = "wk"
    PAGE = "pg"
    HERE = "h"
    HUSH = "hu"
    LIFT = "li"
    TOPIC = "t"
    DROP_TOPIC = "dt"
    FOLLOW_TOPIC = "ft"
    BROADCAST = "bc"
    SETTINGS = "st"
    LANGUAGE = "lg"
    CALENDAR = "ca"
    AGENDA = "ag"
    FIX = "fx"
    UNFIX = "ux"
    FINISH = "fi"
    RENAME = "rn"
    OWN = "ow"
    LADDER = "la"
    ASOF = "ao"
    HISTORY = "hi"
    PICTURE = "pi"
    IMPORT = "im"


Arg: TypeAlias = int | str
_Shape: TypeAlias = re.Pattern[str] | frozenset[str]


def _one_of(*words: str) -> frozenset[str]:
    return frozenset(words)


_SHAPES: dict[Verb, tuple[_Shape, ...]] = {
    Verb.CARD: (_NUMBER,),
    Verb.BROADCAST: (_one_of("yes", "no"),),
    Verb.SETTINGS: (_one_of("22:00-07:00", "off", "dark", "light"),),
    Verb.LANGUAGE: (_one_of(CLIENT, *LANGUAGES),),
    Verb.ALERT: (_NUMBER,),
    Verb.CALENDAR: (_NUMBER,),
    Verb.HISTORY: (_NUMBER,),
    Verb.IMPORT: (_one_of("yes", "no"),),
    Verb.PICTURE: (_one_of("dark", "light"), _NUMBER),
    Verb.AGENDA: (_one_of("file", "renew", "anew", "keep"),),
    Verb.MUTE: (_NUMBER,),
    Verb.FIX: (_NUMBER,),
    Verb.UNFIX: (_NUMBER,),
    Verb.FINISH: (_NUMBER,),
    Verb.RENAME: (_NUMBER,),
    Verb.OWN: (_one_of("yes", "no"),),
    Verb.ASOF: (_one_of("1", "7", "30"),),
    Verb.LADDER: (_one_of("show", *Rung),),
    Verb.SNOOZE: (_NUMBER, _NUMBER),
    Verb.WHY: (_NUMBER,),
    Verb.COUNT: (_NUMBER,),
    Verb.ANCHOR: (_NUMBER, _NUMBER),
    Verb.REJECT: (_NUMBER,),
    Verb.RESTORE: (_NUMBER,),
    Verb.STORY: (_NUMBER,),
    Verb.BRIEF: (_one_of("again"),),
    Verb.LIST: (_one_of("open", "passed"), _NUMBER),
    Verb.ALERTS: (_one_of("all", "off"),),
    Verb.UNFOLLOW: (_one_of(*FollowKind), _MARK),
    Verb.DIGEST: (_WORDS,),
    Verb.ZONE: (_WORDS,),
    Verb.SETUP: (_one_of("digest", "zone", "place", "follow", "language", "settings", "topics"),),
    Verb.PUBLISHED: (_one_of("today", "yesterday", "other"), _NUMBER),
    Verb.RESUME: (),
    Verb.FORGET: (_one_of("yes", "no"),),
    Verb.WAKE: (_NUMBER,),
    Verb.PAGE: (_NUMBER, _NUMBER),
    Verb.HERE: (_NUMBER,),
    Verb.HUSH: (_NUMBER, _NUMBER),
    Verb.LIFT: (_one_of(*RuleKind), _MARK),
    Verb.TOPIC: (_MARK,),
    Verb.DROP_TOPIC: (_MARK,),
    Verb.FOLLOW_TOPIC: (_MARK,),
}
"""What each verb takes: numbers (ids, pages, hours), one of a few words, a mark, or a short text."""

_MAY_STAND_ALONE = frozenset({Verb.BRIEF, Verb.ALERTS})


@dataclass(frozen=True, slots=True)
class Press:
    """A tap on a button: what to do, and with what."""

    verb: Verb
    args: tuple[Arg, ...] = ()


def press(verb: Verb, *args: Arg) -> Press:
    """Return the press of a verb with its arguments."""
    return Press(verb, args)


def mark(text: str) -> str:
    """Return the mark by which a button names a text that is too long or too odd to be carried."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


@lru_cache(maxsize=10_000)
def encode(pressed: Press) -> str:
    """Return the callback data of a press, e.g. "sn|12|3".

    Raises ValueError where the arguments are not those of the verb: a fault of the view that made the button.
    """
    data = _BETWEEN.join([pressed.verb.value, *map(str, pressed.args)])
    if decode(data) != pressed:
        raise ValueError(f"not a press: {data!r}")
    return data


def decode(data: str) -> Press | None:
    """Return the press that callback data means, None for whatever no button of ours ever said."""
    if not data.isascii() or len(data) > LIMIT:
        return None
    name, *given = data.split(_BETWEEN)
    try:
        verb = Verb(name)
    except ValueError:
        return None
    shapes = () if not given and verb in _MAY_STAND_ALONE else _SHAPES[verb]
    if len(given) != len(shapes) or not all(map(_fits, given, shapes)):
        return None
    return Press(verb, tuple(int(a) if shape is _NUMBER else a for a, shape in zip(given, shapes, strict=True)))


def _fits(arg: str, shape: _Shape) -> bool:
    return arg in shape if isinstance(shape, frozenset) else shape.fullmatch(arg) is not None
