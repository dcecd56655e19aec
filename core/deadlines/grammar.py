"""The grammar of deadlines: what words can do in a clause, and frames, the patterns of clauses that tell of a deadline.

A language gives a lexicon (words -> what they can do: a set of `Tag`), a calendar (how it writes times) and frames. A
sentence becomes one letter a word, and each frame a regular expression over these letters, so that a frame reads as the
clause it stands for:

    GIVE ..8 UNTIL @DATE          "gave the rebels until Friday"
    S:DEMAND O:..8 V:TO ..25 BY @DATE

A name is a `Tag`, `A|B` either of two, `A?` one that may be missing, `A{0,3}` up to three, `!A` no A next, `( a / b )`
alternatives. `..8` steps over up to eight words of the same clause, `--8` of the same clause without a comma, `,,8`
over eight words whatever they are. "@" marks the time itself; S, A, O and V mark where the slots are: the setter stands
before S, the addressee before A or in a gap marked O or A, the action after V.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from core.deadlines.consequences import Otherwise
from core.deadlines.expressions import Calendar
from core.deadlines.parties import Parties
from core.deadlines.resolution import Tense
from core.model.deadline import Kind, Status


class Tag(Enum):
    """What a word can do in its clause."""

    WORD = auto()
    NAME = auto()
    NUMBER = auto()
    PRONOUN = auto()
    # times
    DATE = auto()
    LENGTH = auto()
    COMPOUND = auto()
    AGO = auto()
    TAKEN = auto()
    SPELL = auto()
    # borders
    COMMA = auto()
    STOP = auto()
    COLON = auto()
    DASH = auto()
    PAREN = auto()
    AND = auto()
    OR = auto()
    BUT = auto()
    THAT = auto()
    WHO = auto()
    WHEN = auto()
    # prepositions
    BY = auto()
    BEFORE = auto()
    LATEST = auto()
    UNTIL = auto()
    WITHIN = auto()
    IN = auto()
    ON = auto()
    AT = auto()
    FOR = auto()
    OF = auto()
    TO = auto()
    FROM = auto()
    AFTER = auto()
    AS = auto()
    WITH = auto()
    UNDER = auto()
    POSS = auto()
    BETWEEN = auto()
    BEYOND = auto()
    # auxiliaries
    IS = auto()
    WAS = auto()
    BE = auto()
    HAVE = auto()
    HAD = auto()
    WILL = auto()
    WILL_NOW = auto()
    WOULD = auto()
    WERE = auto()
    CAN = auto()
    COULD = auto()
    MUST = auto()
    HAD_TO = auto()
    SHOULD = auto()
    OUGHT = auto()
    INSTEAD = auto()
    IS_TO = auto()
    DO = auto()
    NOT = auto()
    UNDONE = auto()
    NO = auto()
    # what setters do
    GIVE = auto()
    DEMAND = auto()
    ASK = auto()
    REQUIRE = auto()
    ORDER = auto()
    SET = auto()
    WARN = auto()
    SAY = auto()
    # what deadlines are called, and what becomes of them
    DEADLINE = auto()
    TERM = auto()
    RESPITE = auto()
    EXPIRE = auto()
    EXPIRY = auto()
    END = auto()
    ENDS = auto()
    CLOSE = auto()
    PASS = auto()
    FALLS = auto()
    LASTDAY = auto()
    DAYWORD = auto()
    CHANCE = auto()
    YOU = auto()
    BACK = auto()
    MISS = auto()
    MEET = auto()
    EXTEND = auto()
    PUSH = auto()
    ADD = auto()
    LET = auto()
    SHORTEN = auto()
    WITHDRAW = auto()
    HALT = auto()
    DUE = auto()
    START = auto()
    FORMER = auto()
    NEW = auto()
    LEFT = auto()
    MORE = auto()
    # what runs out, what is handed in
    THING = auto()
    MEASURE = auto()
    FUND = auto()
    OFFER = auto()
    PAPER = auto()
    SUBMIT = auto()
    SUBMITTED = auto()
    BUY = auto()
    OPEN = auto()
    SHUTDOWN = auto()
    # conditions
    IF = auto()
    UNLESS = auto()
    WITHOUT = auto()
    OR_ELSE = auto()
    FAIL = auto()
    FACE = auto()
    # what speaks against a deadline
    FORECAST = auto()
    PLAN = auto()
    STATE = auto()
    EVENT = auto()
    OFFICE = auto()
    SECURITY = auto()
    GENERIC = auto()
    ROLE = auto()
    PLAYER = auto()
    EXPERT = auto()
    DENY = auto()
    HABIT = auto()
    SELF = auto()
    IDLE = auto()
    CUSTODY = auto()
    PROMO = auto()


HARD_BORDERS = frozenset({Tag.STOP})
SOFT_BORDERS = frozenset(
    {Tag.STOP, Tag.SAY, Tag.PLAN, Tag.FORECAST, Tag.UNLESS, Tag.IF, Tag.BUT, Tag.COLON, Tag.WILL, Tag.WILL_NOW}
)
"""What `..n` does not step over: the next of these governs what follows."""


class Trait(Enum):
    """What is to be heeded about the times of a frame."""

    DUTY = auto()
    """Something still to be done: a date gone by is none, and a length needs somebody whom the reader knows."""
    PASSING = auto()
    """The verb says whether the deadline is over."""
    TOLD = auto()
    """A weekday lies behind where its sentence only tells what happened."""
    HINT = auto()
    """A length up to the deadline, not the deadline: "two days before the ultimatum ends"."""
    KEEPS_HOURS = auto()
    """A time of day without a day is an opening hour."""
    MATTER = auto()
    """The words before the verb name what is handed in or lapses."""
    LEANS = auto()
    """It counts only beside another deadline of its sentence: "instead of 23 May"."""
    MORE = auto()
    """Only "another week" counts, not "a week"."""
    MOVED = auto()
    """It no longer holds where the text names the date that it was moved to."""
    ANCHORED = auto()
    """A length counts only from an event that the text dates."""
    WHOLE = auto()
    """Who is to act and what is to be done stand together: "that the army leave"."""
    LISTED = auto()
    """It counts only as an item of a list that somebody is told: "The court told the ministry: …"."""
    CONDITION = auto()
    """What is to be done stands behind "unless" or "if … not"."""


@dataclass(frozen=True)
class Frame:
    """One way in which a clause tells of a deadline.

    The first frame of a grammar that fits a time wins. `vetoes` names the vetoes that can speak
    against it. `tense` says which way its date is looked for, `status` is given where the frame itself says so.
    """

    name: str
    pattern: str
    kind: Kind = Kind.SET
    status: Status | None = None
    tense: Tense = Tense.OPEN
    vetoes: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()
    confidence: float = 0.9


@dataclass(frozen=True)
class Veto:
    """One way in which a clause says that its date is no deadline; "@" marks the date."""

    name: str
    pattern: str


Tags = frozenset[Tag]


@dataclass(frozen=True)
class Vocabulary:
    """The small words of a language, in small letters, and its ways to say "otherwise"."""

    articles: frozenset[str]
    """What opens a noun phrase."""
    definite: frozenset[str]
    the_one: str
    """What makes a noun something that was just told: "the announcement"."""
    indefinite: frozenset[str]
    demonstrative: frozenset[str]
    pronouns: frozenset[str]
    """Those that stand for a person who acts."""
    pointing_back: frozenset[str]
    then: re.Pattern[str]
    """"then", "that date": counted from what was said last."""
    and_then: re.Pattern[str]
    """The same at the end of the words before a length."""
    by_whom: str
    for_whom: str
    to_do: str
    between: str
    and_word: str
    began: frozenset[str]
    gone: re.Pattern[str]
    """A verb told as past."""
    present: re.Pattern[str]
    """One told as present."""
    let: frozenset[str]
    """What makes a passing a thing of the past: "let the deadline pass"."""
    that_day: frozenset[str]
    """What opens "that day", "the same day"."""
    would: str
    had_been: tuple[str, ...]
    """What a duty that was set before begins with."""
    answering: frozenset[str]
    """What is done to something that was done before: it is answered, obeyed, contested."""
    given: re.Pattern[str]
    instead: re.Pattern[str]
    """That another date holds now."""
    earlier_stage: re.Pattern[str]
    """That a move was not the last one."""
    former_date: re.Pattern[str]
    """That a date is told as one that was set before."""
    first_told: re.Pattern[str]
    """What was demanded before, up to its date: "had earlier asked the bank to do so by"."""
    had_stood: re.Pattern[str]
    """That a date is told as one that held until then."""
    stands_now: re.Pattern[str]
    """That a date is told as the one that holds now."""
    to_be: str
    """What ends a verb of what is to come whose deed is done to its subject: "will be"."""
    than_before: re.Pattern[str]
    """That a date is later than the one before."""
    sooner_than_before: re.Pattern[str]
    """That it is earlier."""
    before_an_event: tuple[str, ...]
    """What a length that runs to or from an event ends with."""
    prepositions: frozenset[str]
    """Those that bind a noun to the one before it, besides the tagged ones."""
    cutting: frozenset[str]
    """Those of them that a short name of somebody ends before."""
    dangling: frozenset[str]
    """What is left hanging where the words before a time are cut off."""
    event_leads: frozenset[str]
    rulings: frozenset[str]
    """What may be dated by its owner: "Friday's ruling"."""
    dates: frozenset[str]
    """What a date may be called behind it: "the May 31 date"."""
    adverbs: frozenset[str]
    adverb: re.Pattern[str]
    """Any other adverb, by its ending."""
    no_verbs: frozenset[str]
    not_a_verb: re.Pattern[str]
    not_a_noun: re.Pattern[str]
    no_noun: frozenset[str]
    parties: Parties
    """Who can set a deadline, and who can have to keep one."""
    otherwise: Otherwise
    standing_in: frozenset[str]
    """Pronouns that mean whoever is told something."""
    speaking_of_self: frozenset[str]
    """Pronouns that, behind "said", mean the speaker."""
    spokespeople: frozenset[str]
    """Who speaks for somebody else."""
    passive: re.Pattern[str]
    behind_head: re.Pattern[str]
    """What follows the head of a noun phrase."""
    ending: re.Pattern[str]
    """A participle that a noun may end in, and is known without: "resolution adopted"."""
    plural: re.Pattern[str]
    """A noun of several things."""
    lapses: Mapping[Tag, tuple[str, str]]
    """How a title says of one thing, and of several, that they lapse."""
    as_told: frozenset[str]
    """A having that is told of somebody in particular, and is no rule: "would have"."""
    title_of_whom: str
    title_of_setter: str
    title_with_deed: str
    title_with_thing: str
    according: frozenset[str]
    been: frozenset[str]
    base: Callable[[str], str]
    """The form of a verb in which it is demanded: "agrees" -> "agree"."""

    def demanded(self, deed: str) -> str:
        """Return a deed as it is demanded where it is told as not done: "been filed" -> "be filed"."""
        first, _, rest = deed.partition(" ")
        return f"{self.base(first)} {rest}".strip() if first in self.been else deed

    def is_plural(self, noun: str) -> bool:
        """Whether a noun phrase is for several, by its head."""
        head = self.behind_head.split(noun, maxsplit=1)[0]
        return self.plural.match(head) is not None or self.and_word in noun

    def is_adverb(self, word: str) -> bool:
        """Whether a word only says how or when something is done."""
        low = word.lower()
        return low in self.adverbs or (word.islower() and self.adverb.match(word) is not None)


_FIRST = 0x100
"""The first of the letters that stand for sets of tags."""


class Grammar:
    """All that is known of one language: its times, its words, its clauses.

    `words` and `phrases` (by their first word, longest first) say what a word can do; `fillers` are words that frames
    are read without. `weights` say how much the signs around a time speak for its being a deadline, and `likely` is
    what one stands in that they alone take for one (`likelihood`).
    """

    def __init__(
        self,
        calendar: Calendar,
        vocabulary: Vocabulary,
        words: Mapping[str, Tags],
        phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Tags]]],
        fillers: frozenset[str],
        frames: Sequence[Frame],
        vetoes: Sequence[Veto],
        likely: Frame,
        weights: Mapping[str, float],
    ) -> None:
        self.calendar, self.vocabulary = calendar, vocabulary
        self.words, self.phrases, self.fillers = words, phrases, fillers
        self.likely, self.weights = likely, weights
        known = {*words.values(), *(tags for found in phrases.values() for _, tags in found)}
        singles = [frozenset({tag}) for tag in Tag]
        rest = sorted(known - set(singles), key=lambda tags: sorted(tag.value for tag in tags))
        self.letters = {tags: chr(_FIRST + number) for number, tags in enumerate([*singles, *rest])}
        self.frames = [(frame, self.pattern(frame.pattern), self.needs(frame.pattern)) for frame in frames]
        self.vetoes: dict[str, list[re.Pattern[str]]] = {}
        for veto in vetoes:
            self.vetoes.setdefault(veto.name, []).append(self.pattern(veto.pattern))

    def needs(self, text: str) -> tuple[int, ...]:
        """Return what a clause needs for a pattern to fit at all: one of the letters of each of these sets (bits)."""
        found, depth = set(), 0
        for item in text.split():
            depth += (item == "(") - item.startswith(")")
            if depth or item in "()/^$)?" or item.startswith(("..", ",,", "--", "!")) or item.endswith(("?", "*")):
                continue
            match = _ITEM.match(item)
            if match and not match["body"].startswith(("..", ",,", "--")) and not match["times"].startswith("{0"):
                found.add(sum(1 << (ord(letter) - _FIRST) for letter in self._class(match["body"])[1:-1]))
        return tuple(sorted(found, key=int.bit_count))

    def hopeful(self, letters: str) -> Iterator[tuple[Frame, re.Pattern[str]]]:
        """Yield the frames that a clause has the letters for, in their order, with their regular expressions."""
        present = 0
        for letter in set(letters):
            present |= 1 << (ord(letter) - _FIRST)
        for frame, regex, needs in self.frames:
            for need in needs:
                if not present & need:
                    break
            else:
                yield frame, regex

    def pattern(self, text: str) -> re.Pattern[str]:
        """Return a frame's pattern as a regular expression over letters. Raises KeyError for an unknown tag."""
        return re.compile("".join(self._item(item, place) for place, item in enumerate(text.split())))

    def _item(self, item: str, place: int) -> str:
        fixed = {"(": "(?:", ")": ")", ")?": ")?", "/": "|", "^": "^", "$": "$"}.get(item)
        if fixed:
            return fixed
        if item.startswith("!"):
            return f"(?!{self._class(item[1:])})"
        match = _ITEM.match(item)
        if match is None:
            raise KeyError(item)
        gap = match["body"].startswith(("..", ",,", "--"))
        body = self._gap(match["body"]) if gap else self._class(match["body"]) + match["times"]
        name = "at" if match["at"] else match["label"]
        return f"(?P<{name}{place}>{body})" if name else body

    def _gap(self, body: str) -> str:
        borders = {"..": SOFT_BORDERS, ",,": HARD_BORDERS, "--": SOFT_BORDERS | {Tag.COMMA}}[body[:2]]
        stops = "".join(letter for tags, letter in self.letters.items() if tags <= borders)
        return f"[^{stops}]{{0,{int(body[2:])}}}?"

    def _class(self, names: str) -> str:
        wanted = {Tag[name] for name in names.split("|")}
        return "[" + "".join(letter for tags, letter in self.letters.items() if tags & wanted) + "]"


_ITEM = re.compile(r"(?:(?P<label>[SAOV]):)?(?P<at>@)?(?P<body>[^?*{]+)(?P<times>[?*]?|\{\d,\d\})$")
