"""Actions: what is to be done by the deadline of a hit, by its frame, or what lapses then."""

from core.deadlines import demands, nouns, phrases, titles
from core.deadlines.grammar import Tag, Tags, Trait
from core.deadlines.hits import Hit
from core.model.deadline import Kind

_DUTIES = frozenset({Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.HAD_TO, Tag.CAN, Tag.OUGHT})
_SUBMITS = frozenset({Tag.SUBMIT, Tag.BUY})
_OPENERS = frozenset({Tag.TO, Tag.FOR, Tag.NOT, Tag.FAIL})
"""What stands before a deed."""
_LAPSES = frozenset({Tag.EXPIRE, Tag.END, Tag.CLOSE, Tag.DUE})
_MATTERS = frozenset({Tag.PAPER, Tag.TERM, Tag.OFFER, Tag.THING})
_FARTHEST = 24
"""How many words ahead of its verb the matter of an expiry can stand."""

_LIMITS = frozenset({Tag.BY, Tag.BEFORE, Tag.UNTIL, Tag.LATEST, Tag.WITHIN, Tag.ON})


def action_of(hit: Hit) -> str:
    """Return the deed that the frame marks, as it is demanded; "" where it marks none."""
    if "V" in hit.slots:
        first = hit.slots["V"][0]
        if not hit.clause.tokens[first].tags & _OPENERS:
            first -= 1
        elif hit.clause.tokens[first + 1 : first + 2] and hit.clause.tokens[first + 1].tags <= {Tag.TO}:
            first += 1  # "fails to answer"
        deed = demands.deed_after(hit.clause, _second_deed(hit, first), hit.place)
        if _is_undone(hit, first):
            return f"be {deed}" if deed else ""
        deed = _with_object(hit, deed)
        return _as_demanded(hit, deed) if hit.clause.tokens[first].tags & {Tag.NOT} else deed
    duty = duty_of(hit)
    if duty is not None:
        deed = _with_object(hit, demands.deed_after(hit.clause, _second_deed(hit, duty), hit.place))
        be = hit.clause.vocabulary.base("is")
        return f"{be} {deed}" if deed and hit.clause.tokens[duty].text.lower().endswith(f" {be}") else deed
    begins = _begins(hit)
    return demands.deed_after(hit.clause, begins, hit.place) if begins is not None else ""


def _with_object(hit: Hit, deed: str) -> str:
    """Return a bare verb with the object that stands behind the time: "furnish | within two weeks | a list"."""
    tokens, first = hit.clause.tokens, hit.place + 1
    if (
        not deed
        or " " in deed
        or first >= len(tokens)
        or tokens[first].text.lower() not in hit.clause.vocabulary.articles
    ):
        return deed
    last = phrases.phrase_end(hit.clause, first)
    if tokens[last].text.lower() in hit.clause.vocabulary.parties.dates:
        return deed  # "leave by Friday, the same day"
    return f"{deed} {hit.clause.words(first, last)}" if last >= first + 1 else deed


def _as_demanded(hit: Hit, deed: str) -> str:
    """Return a deed told as not done as it is demanded: "has not dropped its plan" -> "drop its plan"."""
    verb, _, rest = deed.partition(" ")
    words = hit.clause.vocabulary
    return f"{words.base(verb)} {rest}".strip() if words.ending.match(verb) else deed


def _begins(hit: Hit) -> int | None:
    """Return the token before a deed that no slot marks: a colon, or what stands before "apply"; None for none."""
    tokens = hit.clause.tokens
    named = next((n for n in range(hit.first, hit.place) if tokens[n].tags & {Tag.DEADLINE}), None)
    if named is not None:
        return next((n for n in range(named, hit.place) if tokens[n].tags & {Tag.COLON}), None)
    if hit.slots or Trait.KEEPS_HOURS not in hit.frame.traits or Trait.MATTER in hit.frame.traits:
        return None
    return next((n - 1 for n in range(max(1, hit.first), hit.place) if tokens[n].tags & _SUBMITS), None)


def duty_of(hit: Hit) -> int | None:
    """Return the token of the duty: the last one where the first belongs to "those who need to file a return"."""
    tokens = hit.clause.tokens
    if "A" not in hit.slots or not tokens[hit.slots["A"][0]].tags & _DUTIES:
        return None
    first = hit.slots["A"][0]
    if not any(token.tags & {Tag.WHO} for token in tokens[max(0, first - 2) : first]):
        return first
    return next((n for n in range(hit.place - 1, first, -1) if tokens[n].tags & _DUTIES), first)


def is_handed_in(hit: Hit) -> bool:
    """Whether papers are to be handed in: "claims must be submitted"."""
    before = hit.clause.tokens[max(0, hit.first - 3) : hit.place]
    return any(token.tags & {Tag.PAPER} for token in before)


def deed_places(hit: Hit) -> tuple[int, int]:
    """Return the tokens between which the deed stands; an empty run where the frame marks none."""
    if "V" in hit.slots:
        return hit.slots["V"][0] + 1, hit.last
    duty = duty_of(hit)
    return (duty + 1, hit.last) if duty is not None else (hit.last, hit.last)


def _is_undone(hit: Hit, first: int) -> bool:
    """Whether a condition is that something is not done to its subject: "if the ransom is not paid by Thursday"."""
    tokens = hit.clause.tokens
    negated, led = tokens[first], tokens[first - 1 : first]
    return bool(negated.tags & {Tag.NOT}) and any(token.tags & {Tag.IS, Tag.WAS, Tag.BE} for token in led)


def _second_deed(hit: Hit, first: int) -> int:
    """Return the "and" that begins a deed of its own behind another's date ("answer by 1 May and comply by 3 June").

    `first` is the token before the first deed, and the answer where there is only one.
    """
    tokens = hit.clause.tokens
    for n in reversed([n for n in hit.clause.times if first < n < hit.place]):
        for at in range(n + 1, min(n + 3, hit.place - 2)):
            following = tokens[at + 1]
            if tokens[at].tags & {Tag.AND} and not (following.timex or following.tags & _LIMITS):
                return at
    return first


def lapsing_of(hit: Hit) -> titles.Lapsing | None:
    """Return what lapses or is handed in, and the verb: the subject of "expires", "close", "are due"."""
    if Trait.CONDITION in hit.frame.traits or hit.slots.keys() & {"V", "A"}:
        return None
    tokens = hit.clause.tokens
    verb = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _LAPSES and not _leads_on(hit, n)), None)
    opening = tokens[hit.first].tags & _MATTERS
    if opening:
        head = hit.first
        while head + 1 < (verb or hit.place) and tokens[head + 1].tags & _MATTERS:
            head += 1  # "claims window"
        thing = nouns.noun_before(hit.clause, _sides_end(hit, head, verb) + 1)
        thing = thing or phrases.noun_in(hit.clause, hit.first, (verb or hit.place) - 1)
    elif verb is not None and hit.frame.kind in (Kind.EXPIRY, Kind.SUPERSEDED):
        thing = _thing_that_lapses(hit, verb)
    else:
        named = (n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _MATTERS)
        at = next(named, None) if hit.frame.kind in (Kind.EXTENDED, Kind.EXPIRY) else None
        thing = nouns.noun_before(hit.clause, at + 1) if at is not None else ""
    return titles.Lapsing(thing, _lapse(hit, verb)) if thing else None


def _thing_that_lapses(hit: Hit, verb: int) -> str:
    """Return the subject of a verb of lapsing; the matter ahead where only a side stands there: "contracts with X"."""
    thing = nouns.noun_that_lapses(hit.clause, verb)
    tokens = hit.clause.tokens
    is_side = thing and (
        thing.split()[-1] != thing.split()[-1].lower() or hit.clause.vocabulary.parties.can_keep(thing)
    )
    near = range(verb - 1, max(-1, verb - _FARTHEST), -1)
    matters = [n for n in near if tokens[n].tags & (_MATTERS | {Tag.SECURITY}) and not tokens[n].timex]
    if not is_side or any(tokens[n].text in thing for n in matters):
        return thing
    at = next(iter(matters), None)
    return (nouns.noun_before(hit.clause, at + 1) if at is not None else "") or thing


def _sides_end(hit: Hit, head: int, verb: int | None) -> int:
    """Return the last token of "lease between the port and the navy", the head where no side follows."""
    clause = hit.clause
    is_between = any(token.text.lower() == clause.vocabulary.between for token in clause.tokens[head + 1 : head + 2])
    return min(phrases.phrase_end(clause, head + 2), (verb or hit.place) - 1) if is_between else head


def _lapse(hit: Hit, verb: int | None) -> Tags:
    """Return what its verb does to what lapses: papers close, and things end."""
    tags = hit.clause.tokens[verb].tags if verb is not None else frozenset({Tag.END, Tag.CLOSE})
    if not tags >= {Tag.END, Tag.CLOSE}:
        return tags
    papers = (token.tags for token in hit.matched if not token.tags & {Tag.RESPITE})
    is_paper = any(tags & {Tag.PAPER, Tag.TERM} for tags in papers)
    return frozenset({Tag.CLOSE if is_paper else Tag.END})


def _leads_on(hit: Hit, n: int) -> bool:
    """Whether a word only leads to the verb: "due to expire"."""
    following = hit.clause.tokens[n + 1 : n + 2]
    return bool(following) and bool(following[0].tags & {Tag.TO})
