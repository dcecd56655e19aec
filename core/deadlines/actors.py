"""Actors: who is meant by "Moscow", "the Kremlin" and "the Russian president", so that reports can be compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from core.deadlines.wording import CLASSES, SMALL_WORDS, is_common, plain_words, stem

_SEATS = """
us: united states, united states of america, us, usa, u s, america, american, americans, washington, white house
us: oval office, pentagon, state department
russia: russia, russian, russians, russian federation, moscow, kremlin
ukraine: ukraine, ukrainian, ukrainians, kyiv, kiev
uk: united kingdom, uk, britain, british, great britain, downing street, whitehall
china: china, chinese, beijing
taiwan: taiwan, taiwanese, taipei
japan: japan, japanese, tokyo
southkorea: south korea, south korean, south koreans, seoul
northkorea: north korea, north korean, pyongyang
india: india, indian, new delhi, delhi
pakistan: pakistan, pakistani, islamabad
bangladesh: bangladesh, bangladeshi, dhaka
afghanistan: afghanistan, afghan, kabul, taliban
iran: iran, iranian, iranians, tehran
iraq: iraq, iraqi, baghdad
israel: israel, israeli, israelis, jerusalem, tel aviv
syria: syria, syrian, damascus
lebanon: lebanon, lebanese, beirut
turkey: turkey, turkish, turkiye, ankara
saudi: saudi arabia, saudi, riyadh
qatar: qatar, qatari, doha
egypt: egypt, egyptian, cairo
yemen: yemen, yemeni, sanaa
france: france, french, paris, elysee
germany: germany, german, germans, berlin
italy: italy, italian, rome
spain: spain, spanish, madrid
portugal: portugal, portuguese, lisbon
netherlands: netherlands, dutch, the hague
belgium: belgium, belgian
poland: poland, polish, warsaw
hungary: hungary, hungarian, budapest
czechia: czechia, czech republic, czech, prague
slovakia: slovakia, slovak, bratislava
austria: austria, austrian, vienna
switzerland: switzerland, swiss, bern
greece: greece, greek, athens
serbia: serbia, serbian, belgrade
kosovo: kosovo, pristina
romania: romania, romanian, bucharest
bulgaria: bulgaria, bulgarian, sofia
moldova: moldova, moldovan, chisinau
belarus: belarus, belarusian, minsk
georgia: georgia, georgian, tbilisi
armenia: armenia, armenian, yerevan
azerbaijan: azerbaijan, azerbaijani, baku
kazakhstan: kazakhstan, kazakh, astana
sweden: sweden, swedish, stockholm
norway: norway, norwegian, oslo
finland: finland, finnish, helsinki
denmark: denmark, danish, copenhagen
ireland: ireland, irish, dublin
iceland: iceland, icelandic, reykjavik
canada: canada, canadian, ottawa
mexico: mexico, mexican, mexico city
newmexico: new mexico
brazil: brazil, brazilian, brasilia
argentina: argentina, argentine, buenos aires
chile: chile, chilean, santiago
colombia: colombia, colombian, bogota
venezuela: venezuela, venezuelan, caracas
peru: peru, peruvian, lima
cuba: cuba, cuban, havana
australia: australia, australian, canberra
newzealand: new zealand, wellington
indonesia: indonesia, indonesian, jakarta
malaysia: malaysia, malaysian, kuala lumpur
philippines: philippines, philippine, filipino, manila
vietnam: vietnam, vietnamese, hanoi
thailand: thailand, thai, bangkok
cambodia: cambodia, cambodian, phnom penh
myanmar: myanmar, burma, burmese, naypyidaw
srilanka: sri lanka, sri lankan, colombo
nepal: nepal, nepali, nepalese, kathmandu
nigeria: nigeria, nigerian, abuja
niger: niger, nigerien, niamey
mali: mali, malian, bamako
sudan: sudan, sudanese, khartoum
southsudan: south sudan, juba
ethiopia: ethiopia, ethiopian, addis ababa
kenya: kenya, kenyan, nairobi
uganda: uganda, ugandan, kampala
rwanda: rwanda, rwandan, kigali
congo: congo, congolese, kinshasa, dr congo, zaire
southafrica: south africa, south african, pretoria
zimbabwe: zimbabwe, zimbabwean, harare
morocco: morocco, moroccan, rabat
algeria: algeria, algerian, algiers
tunisia: tunisia, tunisian, tunis
libya: libya, libyan, tripoli
bahrain: bahrain, bahraini, manama
kuwait: kuwait, kuwaiti
uae: united arab emirates, uae, emirati, abu dhabi, dubai
oman: oman, omani, muscat
jordan: jordanian, amman
eritrea: eritrea, eritrean, asmara
somalia: somalia, somali, mogadishu
tanzania: tanzania, tanzanian, dodoma
zambia: zambia, zambian, lusaka
ghana: ghana, ghanaian, accra
senegal: senegal, senegalese, dakar
cameroon: cameroon, cameroonian, yaounde
burkinafaso: burkina faso, burkinabe, ouagadougou
estonia: estonia, estonian, tallinn
latvia: latvia, latvian, riga
lithuania: lithuania, lithuanian, vilnius
croatia: croatia, croatian, zagreb
slovenia: slovenia, slovenian, ljubljana
bosnia: bosnia, bosnian, sarajevo
albania: albania, albanian, tirana
montenegro: montenegro, montenegrin, podgorica
cyprus: cyprus, cypriot, nicosia
ecuador: ecuador, ecuadorian, quito
bolivia: bolivia, bolivian, la paz
haiti: haiti, haitian, port-au-prince
honduras: honduras, honduran, tegucigalpa
guatemala: guatemala, guatemalan
nicaragua: nicaragua, nicaraguan, managua
mongolia: mongolia, mongolian, ulaanbaatar
uzbekistan: uzbekistan, uzbek, tashkent
kyrgyzstan: kyrgyzstan, kyrgyz, bishkek
singapore: singapore, singaporean
ecowas: ecowas, economic community of west african states
eu: european union, eu, brussels, european commission
un: united nations, un, security council
nato: nato, north atlantic alliance
imf: international monetary fund, imf
iaea: international atomic energy agency, iaea, un nuclear watchdog, un atomic watchdog
unhcr: unhcr, un refugee agency
congress: congress, capitol hill, congressional, us congress, us lawmakers, us senate, us senators
"""
"""A seat of power a line: its key, then the names, adjectives and capitals that news uses for it."""

_HEADS = """
us: trump, biden, obama
russia: putin, peskov, lavrov
ukraine: zelensky, zelenskyy, zelenskiy
china: xi jinping
israel: netanyahu
iran: khamenei
france: macron
turkey: erdogan
hungary: orban
north korea: kim jong un
india: modi
uk: starmer
germany: merz, scholz
belarus: lukashenko
serbia: vucic
venezuela: maduro
"""
"""People who stand for a seat so often that news leaves the seat out; a name not here is compared by itself."""

_OFFICES = frozenset(
    """president premier prime minister chancellor secretary foreign defence defense interior treasury general leader
    leaders chief head spokesman spokeswoman spokesperson envoy ambassador mr mrs ms dr sir king queen prince
    government administration authorities officials official side republic federation regime cabinet state
    presidential former acting deputy vice special senior speaker senator sen rep governor gov mayor justice
    commissioner chairman chairwoman chair ceo director""".split()
)
"""Words for holding power: they say no more than the seat or the name beside them."""

_WEAK = frozenset(
    """bank court council city national group company party union commission committee service agency ministry
    department federal supreme high district north south east west new old house senate police airport university
    county town board team club region province military army forces office institute association central regional
    international local public law act judge corporation corp inc ltd plc limited holdings industries family people
    authority board bureau center centre foundation federation college school hospital museum church league exchange
    trust fund network alliance society health resources technologies airways insurance examinations examination
    protection environmental food drug sports club
    republicans democrats republican democratic lawmakers parliament assembly campaign""".split()
)
"""Words that stand in many names: alone they tell nobody apart."""

_STATE = _OFFICES | frozenset(
    """bank court council commission committee service agency ministry department federal supreme high senate police
    military army forces judge parliament assembly treasury minister regulator watchdog commissioner""".split()
)
"""Words for those who speak for a seat of power."""

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec gmt utc est edt bst cet am pm
    et pt rs crore lakh usd eur gbp inr""".split()
)


class Relation(IntEnum):
    """How two namings of an actor stand to each other."""

    CONFLICT = -1
    UNKNOWN = 0
    LIKELY = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as a slot or a text names it: seats of power ("@russia"), other names, and common nouns (stems)."""

    seats: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    is_outright: bool = False
    """Whether it ends in the name itself: "train operator NorthLine", not "the New York firm"."""
    is_state: bool = False
    """Whether it is one who speaks for a seat of power: "the US Treasury", "French President Emmanuel Macron"."""

    @property
    def keys(self) -> frozenset[str]:
        """What tells the actor from others: seats and names."""
        return self.seats | self.names

    def __bool__(self) -> bool:
        return bool(self.seats or self.names or self.common)


NOBODY = Actor()


def relate(one: Actor, other: Actor) -> Relation:
    """Compare two namings: SAME by a shared name or seat, CONFLICT where both are named and share nothing.

    A shared seat with a different person or group of people beside it on each side ("UK taxpayers", "UK airlines")
    is only LIKELY, and so is a shared common noun ("the council"); two bodies that are only of one country ("Nigerian
    Association of Resident Doctors", "Nigeria Labour Congress") are two.
    """
    if not one or not other:
        return Relation.UNKNOWN
    if one.names & other.names:
        return Relation.SAME
    if one.seats & other.seats:
        apart = (one.names or one.common & CLASSES) and (other.names or other.common & CLASSES)
        shared = one.common & other.common & CLASSES
        if not apart or shared:
            return Relation.SAME
        is_two = one.names and other.names and not (one.is_state or other.is_state)
        return Relation.CONFLICT if is_two else Relation.LIKELY
    if one.keys and other.keys:
        return Relation.CONFLICT
    return Relation.LIKELY if one.common & other.common else Relation.UNKNOWN


@lru_cache(maxsize=16_384)
def read_actor(slot: str) -> Actor:
    """Return the actor that a slot ("U.S. President Donald Trump") names."""
    words = list(_words(slot))[:24]
    seats, rest = _split_seats(words)
    names = {w.lower() for w in rest if _is_name(w)}
    common = {stem(w) for w in plain_words(" ".join(rest)) if w not in _OFFICES and w not in names}
    common = {word for word in common if not is_common([word])}
    seats |= {_HEAD_SEATS[name] for name in names & _HEAD_SEATS.keys()}
    is_outright = bool(words) and words[-1].lower() in names
    is_state = any(w.lower() in _STATE for w in rest) or not names.isdisjoint(_HEAD_SEATS)
    return Actor(frozenset(seats), frozenset(names | _initials(slot)), frozenset(common), is_outright, is_state)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a text names in passing. `maybe` holds words that have a capital letter only where any word would."""

    seats: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Every word, in small letters, and the seats."""


@lru_cache(maxsize=16_384)
def read_mentions(text: str) -> Mentions:
    """Return whom a text names: seats of power by table, others by their capital letters."""
    text = _CLOCK_PLACE.sub(" ", text[:2_000])
    words = list(_words(text))
    seats, rest = _split_seats(words)
    low = {word.lower() for word in rest}
    seats |= {_HEAD_SEATS[head] for head in low & _HEAD_SEATS.keys()}
    named = {word.lower() for word in rest if _is_name(word)} | (low & _HEAD_SEATS.keys())
    plain = set() if _is_titled(words) else {word.lower() for word in _words(_SENTENCE_START.sub(" ", text))}
    surely = named & plain
    return Mentions(
        frozenset(seats),
        frozenset(surely | (_initials_in(text) if plain else set())),
        frozenset(named - surely),
        frozenset(low | seats | {w.lower() for w in words}),
    )


_COORDINATED = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as|along with)\s+|\s*[&/]\s*")
_BODIES = """
    compan firm bank maker airline carrier countr state member nation government cit province universit club part union
    operator app platform supplier
"""
_NUMBERS = "two three four five six seven eight nine ten dozen several"
_MANY = re.compile(
    rf"\b(?:both|all|each|every)\b"
    rf"|\b(?:{'|'.join(_NUMBERS.split())}|\d+)\s+(?:\w+\s+){{0,3}}\w*(?:{'|'.join(_BODIES.split())})\w*s\b",
    re.IGNORECASE,
)
"""Bodies that are counted: one of them is not all."""


def is_only_one_of(slot: str, several: str) -> bool:
    """Whether `slot` names one of the several actors that the other slot names or counts ("all three carmakers")."""
    who = read_actor(slot)
    if not who.keys:
        return False
    parts = [actor for part in _COORDINATED.split(several) if (actor := read_actor(part)).keys]
    if len(parts) > 1:
        met = [relate(who, part) is Relation.SAME for part in parts]
        return any(met) and not all(met)
    return bool(_MANY.search(several))


_WORD = re.compile(r"[^\W_][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?:]\s)|(?<=[.!?]”\s)|(?<=\n))[“\"'(\s]*[^\W_][\w’'-]*")
_LONG_NAME = re.compile(r"\b(?!The )[A-Z][a-z]+(?: (?:and |of |for |on |the ){0,2}[A-Z][a-z]+){2,7}")
_CLOCK_PLACE = re.compile(r"\b(?:[A-Z][a-z]+ ){1,3}(?:local )?time\b")
"""Where a clock stands: "5 p.m. New York City time" names nobody."""
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def _words(text: str) -> Iterator[str]:
    joined = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    for match in _WORD.finditer(joined):
        word = re.sub(r"[’']s?$", "", match[0]).strip("-’'")
        if word:
            yield word


def _is_name(word: str) -> bool:
    low = word.lower()
    return (
        (word[0].isupper() or (not word[0].isdigit() and word != low))
        and len(word) > 1
        and low not in SMALL_WORDS
        and low not in _OFFICES
        and low not in _WEAK
        and low not in _CALENDAR
        and stem(low) not in CLASSES
        and not is_common([stem(low)])
    )


def _is_titled(words: list[str]) -> bool:
    """Whether a text is set in title case, so that capital letters say nothing about names."""
    long = [w for w in words[1:] if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _initials(slot: str) -> set[str]:
    """Return "ins" for "Immigration and Naturalization Service"; nothing for fewer than three capital words."""
    heads = [w[0] for w in _words(slot) if w[0].isupper()]
    return {"".join(heads).lower()} if 3 <= len(heads) <= 6 else set()


def _initials_in(text: str) -> set[str]:
    """Return what long names in a text are called for short: "iebc", "fcc"."""
    names = (match[0] for match in _LONG_NAME.finditer(text))
    return set[str]().union(*(_initials(name) for name in names if not _holds_office(name)))


def _holds_office(name: str) -> bool:
    """Whether a row of capital words is a person with an office or a day: "House Speaker Mike Johnson"."""
    return any(word in _OFFICES or word in _CALENDAR for word in name.lower().split())


def _table(lines: str, prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        seat, _, names = line.partition(":")
        found.update({name.strip(): f"{prefix}{seat.replace(' ', '')}" for name in names.split(",")})
    return found


_WITHIN = {"@congress": "@us"}
"""Seats that belong to a larger one."""


def seated(seats: frozenset[str]) -> frozenset[str]:
    """Return seats of power with those that they belong to."""
    return seats | {_WITHIN[seat] for seat in seats & _WITHIN.keys()}


_SEAT_NAMES = _table(_SEATS, "@")
_HEAD_SEATS = {name.split()[0]: seat for name, seat in _table(_HEADS, "@").items()}
_LONGEST = max(len(name.split()) for name in _SEAT_NAMES)


def _split_seats(words: list[str]) -> tuple[set[str], list[str]]:
    """Take the seats of power out of a row of words, longest names first; return them and the words that stay."""
    seats: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            # "us" is a pronoun, "US" a country; every other name of one letter case stands for itself.
            seat = _SEAT_NAMES.get(phrase.lower()) if phrase != "us" else None
            if seat and not (size == 1 and phrase.islower()) and not _is_end_of_name(phrase, words[:at]):
                seats.add(seat)
                at += size
                break
        else:
            rest.append(words[at])
            at += 1
    return seats, rest


def _is_end_of_name(phrase: str, before: Sequence[str]) -> bool:
    """Whether "Congress" ends the name of another body: "Nigeria Labour Congress", "Trades Union Congress"."""
    if phrase != "Congress" or not before:
        return False
    return (
        before[-1][0].isupper()
        and before[-1].lower() not in SMALL_WORDS
        and _SEAT_NAMES.get(before[-1].lower()) != "@us"
    )
