"""The clauses in which English tells of deadlines, by class, and those that only look like them.

To add a class, add a row to a table, or a table: `core.deadlines.grammar` says how a pattern reads. The first frame that
fits a time wins, so the tables stand in the order from what says most to what says least.
"""

from core.deadlines.grammar import Frame, Veto
from core.deadlines.resolution import Tense
from core.model.deadline import Kind, Status

_SHORTHAND = {
    "NOUN": "WORD|NAME|NUMBER|THING|PAPER|TERM|OFFER|SUBMIT|EVENT|SHUTDOWN|OPEN|OF|SECURITY|DASH|OFFICE|BUY|STATE",
    "ENDING": "THING|TERM|OFFER|PAPER|DEADLINE",
    "POINT": "ON|AT|IN|BY|FROM? @DATE",
    "LIMIT": "( BY @DATE / WITHIN @LENGTH / WITHIN @DATE / WITHIN @COMPOUND )",
    "ANY": "@DATE|LENGTH|COMPOUND",
}

_SUPERSEDED = """
moved from:          EXTEND|SHORTEN ..10 FROM @DATE
old deadline:        FORMER {NOUN}{0,3} DEADLINE ..14 {POINT}
old date of it:      FORMER @DATE POSS? {NOUN}{0,3} DEADLINE|EXPIRE
formerly:            DEADLINE|THING|OFFER|TERM|PAPER ..4 COMMA|PAREN|DASH FORMER ..3 @DATE
moved date:          @DATE FORMER? DEADLINE ..3 WAS|HAVE|HAD|IS ..2 EXTEND|SHORTEN|WITHDRAW
formerly expiring:   FORMER ..6 EXPIRE|END ..3 {POINT}
was due to expire:   WAS|HAD ..3 PLAN|FORECAST|TO|DUE TO? EXPIRE|END ..3 {POINT}
was to expire:       IS_TO EXPIRE|END ..3 {POINT}
would have expired:  WOULD HAVE|BE ..2 EXPIRE|END|PASS ..3 {POINT}
shortened length:    SHORTEN ..4 @COMPOUND|LENGTH ..3 DEADLINE|TERM
"""

_WITHDRAWN = """
demand withdrawn:    S:WITHDRAW ..4 DEMAND|DEADLINE|ASK|WARN|THING THAT? A:..14 {LIMIT}
deadline withdrawn:  S:WITHDRAW ..3 {ANY} ..3 DEADLINE
"""

_EXTENDED = """
extended until:      S:EXTEND ..9 {ENDING} ..24 UNTIL|TO @DATE
extended until:      {ENDING} ..14 EXTEND ..6 UNTIL|TO|ON? @DATE
extended by:         S:EXTEND ..9 {ENDING} ..12 BY|FOR|WITHIN? @LENGTH
extended by:         {ENDING} ..14 EXTEND ..4 BY|FOR|WITHIN? @LENGTH
extension until:     TERM UNTIL|TO @DATE
"""

_REVISED = """
shortened to:        S:SHORTEN ..9 DEADLINE|TERM ..20 TO|UNTIL {ANY}
shortened to:        DEADLINE|TERM ..12 SHORTEN ..6 TO|UNTIL|ON? {ANY}
new deadline:        S:SET NEW DEADLINE OF|AS|ON|FOR|IN|BY|COLON|UNTIL? {ANY} ..3 V:TO?
new deadline:        NEW DEADLINE ..8 OF|IS|ON|COLON|COMMA|AT|BY|WILL|FOR ON|AT|BY|BE? {ANY}
new deadline:        NEW {ANY} {NOUN}{0,3} DEADLINE
"""

_MISSED = """
missed:              A:MISS ..4 @DATE POSS? {NOUN}{0,3} DEADLINE V:TO?
missed:              A:MISS ..4 DEADLINE ..12 {POINT}
passed:              DEADLINE ..16 PASS|EXPIRE|END ..4 {POINT}
passed:              @DATE {NOUN}{0,3} DEADLINE ..12 PASS|EXPIRE|END|MISS
"""

_MET = """
met:                 A:MEET ..4 @DATE POSS? {NOUN}{0,3} DEADLINE V:TO?
met:                 A:MEET ..4 DEADLINE ..12 {POINT}
"""

_NAMED = """
dated deadline:      @DATE POSS? {NOUN}{0,4} DEADLINE FOR? A:..6 V:TO
dated deadline:      @DATE POSS? {NOUN}{0,4} DEADLINE
deadline of:         S:SET|GIVE|DEMAND O:..6 DEADLINE OF|FOR|ON|AT|UNTIL|COLON|AS @DATE|LENGTH ..3 V:TO
deadline to do by:   DEADLINE FOR? O:..8 V:TO ..14 {LIMIT}
deadline is:         DEADLINE ..14 OF|IS|WAS|COLON|SET|PASS|EXPIRE|END|WILL BE? FOR|AS|ON|AT|BY|IN|TO|UNTIL? @DATE|LENGTH
deadline is:         DEADLINE COMMA|PAREN|DASH|ON|AT|FOR|BY|UNTIL|OF|POSS? ON|AT|BY? @DATE|LENGTH
deadline until:      DEADLINE ..14 UNTIL|BY @DATE
set as deadline:     S:SET @DATE AS ..2 DEADLINE
is the deadline:     @DATE COMMA|IS|WAS|AS|DASH|PAREN AS? {NOUN}{0,2} DEADLINE
compound deadline:   S:SET|GIVE|DEMAND O:..7 @COMPOUND {NOUN}{0,3} DEADLINE FOR? A:..8 V:TO
compound deadline:   @COMPOUND {NOUN}{0,3} DEADLINE FOR A:..8 V:TO
compound deadline:   S:SET|GIVE|DEMAND ..7 @COMPOUND {NOUN}{0,3} DEADLINE TO O:..8 V:TO
compound deadline:   S:SET|GIVE|DEMAND O:..7 @COMPOUND {NOUN}{0,3} DEADLINE V:TO?
compound deadline:   @COMPOUND {NOUN}{0,3} DEADLINE V:TO?
length of deadline:  @LENGTH POSS? DEADLINE
compound term:       S:SET|GIVE|DEMAND|EXTEND|START O:..7 @COMPOUND {NOUN}{0,2} TERM V:TO?
compound term:       @COMPOUND {NOUN}{0,2} TERM ..2 FOR|WHEN|IN|WITHIN ..8 V:TO
compound term:       @COMPOUND {NOUN}{0,2} TERM V:TO
compound term:       @COMPOUND {NOUN}{0,2} TERM ..2 START|END|EXPIRE
"""

_PERMISSION = """
given until:         S:GIVE|SET O:..10 UNTIL @DATE ..8 V:TO
given until:         A:WAS|BE|IS|HAVE GIVE|DEMAND UNTIL @DATE V:TO?
given until:         A:GIVE UNTIL @DATE V:TO?
given until:         S:GIVE|SET O:..10 UNTIL @DATE
has until:           A:HAVE|HAD UNTIL @DATE V:TO?
has until:           A:HAVE|HAD ..5 UNTIL @DATE ..4 V:TO
until to:            A:UNTIL @DATE V:TO
given length:        A:WAS|BE|IS|HAVE GIVE|DEMAND @LENGTH MORE? ..6 V:TO
given length:        A:GIVE @LENGTH MORE? IN|WITHIN? WHO? V:TO
given length:        S:GIVE|SET O:..8 @LENGTH|COMPOUND MORE? ..8 V:TO
given length:        A:WAS|BE GIVE @LENGTH
has length:          A:HAVE|HAD @LENGTH LEFT|MORE? ..6 V:TO
has length:          A:HAVE|HAD BY|UNTIL|WITHIN @DATE|LENGTH V:TO
length left:         A:@LENGTH LEFT V:TO|UNTIL|BY
length for:          ^ @LENGTH|COMPOUND FOR A:..7 V:TO
length for:          AND|COMMA|COLON|DASH|STOP @LENGTH FOR A:..7 V:TO
length to:           IS|WAS @LENGTH LEFT? V:TO
"""

_OBLIGATION = """
told to:             A:WAS|BE|IS|HAVE|HAD|WHO DEMAND|ASK V:TO ..28 {LIMIT}
told to:             A:DEMAND|ASK V:TO ..28 {LIMIT}
tells to:            S:DEMAND|ASK|WARN O:..10 V:TO ..28 {LIMIT}
demands that:        S:DEMAND|WARN THAT A:..10 MUST|BE|SHOULD|WORD|SUBMIT ..24 {LIMIT}
demands:             S:DEMAND ..16 {LIMIT}
asks for:            S:ASK|ASK ..2 FOR|SUBMIT|PAPER ..12 {LIMIT}
must:                A:MUST ..30 {LIMIT}
by then must:        {LIMIT} COMMA? ..10 A:MUST
must, in:            A:MUST ..10 SUBMIT|SUBMITTED|DEMAND|END|PAPER ..12 ON|IN @DATE|LENGTH
must, in:            A:MUST ..14 IN @LENGTH
is to:               A:IS_TO !BE ..22 {LIMIT}
should:              A:SHOULD ..8 SUBMIT|SUBMITTED|PAPER ..14 {LIMIT}
should, until:       A:SHOULD|MUST ..8 SUBMIT|SUBMITTED ..14 UNTIL @DATE
firm commitment:     A:WILL SUBMIT ..2 NUMBER|WORD ..10 {LIMIT}
"""

_WINDOW = """
papers close:        PAPER|OPEN|TERM ..12 END|EXPIRE ..3 {POINT}
papers due:          PAPER ..10 DUE ON|AT|BY|IN? @DATE
due by:              DUE|EXPIRE BY @DATE
papers accepted:     PAPER ..10 SUBMITTED|OPEN|STATE ..8 BY|UNTIL @DATE
papers until:        PAPER ..5 BY|UNTIL @DATE
be submitted:        MUST|SHOULD|BE|CAN ..4 SUBMITTED ..12 BY|UNTIL @DATE
can submit:          A:CAN|COULD ..3 SUBMIT|BUY ..14 UNTIL|BY @DATE
can submit:          A:CAN|COULD ..3 SUBMIT|BUY ..10 WITHIN @LENGTH
submit by:           ^ SUBMIT|BUY ..8 BY|UNTIL @DATE
submit by:           TO|AND|OR|COMMA|COLON|STOP|WHO|IF|UNTIL SUBMIT ..12 BY|UNTIL @DATE
buy by:              A:WHO|CAN|IF|CAN ..2 BUY ..8 BY|UNTIL|BY @DATE
until, buy:          UNTIL|BY @DATE COMMA ..3 CAN ..3 BUY|SUBMIT
offer ends:          OFFER ..8 END|EXPIRE|OPEN|DUE ..3 UNTIL|ON|AT|BY|IN? @DATE
offer until:         OFFER ..4 UNTIL @DATE
"""

_EXPIRY = """
expires:             EXPIRE ..3 {POINT}
expires in:          EXPIRE ..2 IN|WITHIN @LENGTH
expiry of:           EXPIRE OF ..10 {POINT}
dated expiry:        @DATE POSS? {NOUN}{0,2} EXPIRE
thing ends:          THING|TERM ..10 END ..2 {POINT}
end of thing:        END OF ..6 THING|TERM ON @DATE
"""

_CONDITION = """
unless by:           UNLESS A:..24 {LIMIT}
if not by:           IF A:..10 NOT|FAIL ..18 {LIMIT}
unless, then:        UNLESS A:,,20 COMMA ,,10 WILL|WOULD|COULD|START ,,10 ON|FROM|AT|BY? @DATE
if not, then:        IF A:,,8 NOT|FAIL ,,16 WILL|WOULD|COULD|START ,,10 ON|FROM|AT|BY? @DATE
on, unless:          S:WILL|WOULD|WARN|START|FORECAST|PLAN ,,16 ON|FROM|AT|BY|IN? @DATE ,,12 UNLESS A:,,8
on, if not:          S:WILL|WOULD|WARN|START|FORECAST|PLAN ,,16 ON|FROM|AT|BY|IN? @DATE ,,8 IF A:,,8 NOT|FAIL
dated shutdown:      FACE|TO|BY ..6 @DATE {NOUN}{0,2} SHUTDOWN
shutdown on:         FACE|COULD|BY|FORECAST|TO ..8 SHUTDOWN AT|ON|FROM|BY|START|AFTER? AT|ON? @DATE
"""

_VETOES = """
plan:                PLAN|FORECAST ..14 BY|UNTIL|WITHIN|IN|ON|AT @DATE|LENGTH|COMPOUND
plan:                WILL|WOULD|COULD SUBMIT|BUY ..14 BY|UNTIL|WITHIN|IN @DATE|LENGTH|COMPOUND
state:               STATE|EVENT|SHUTDOWN ..5 UNTIL @DATE
generic:             GENERIC ,,14 @LENGTH|COMPOUND
generic:             @LENGTH|COMPOUND ,,6 GENERIC
negated:             NOT MUST ,,30 @DATE|LENGTH|COMPOUND
negated:             MUST NOT ,,30 @DATE|LENGTH|COMPOUND
negated-deadline:    NOT|DENY ..5 DEADLINE ..6 @DATE|LENGTH
denied:              DENY ,,14 @DATE|LENGTH|COMPOUND
security:            SECURITY ..4 DUE|EXPIRE|END ON|IN? @DATE
office:              OFFICE ..8 EXPIRE|END ..3 ON|AT|IN? @DATE
event:               EVENT ..3 DUE|END ON|AT|IN? @DATE
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = []
    for row in table.strip().splitlines():
        name, _, pattern = row.partition(":")
        for short, long in _SHORTHAND.items():
            pattern = pattern.replace("{" + short + "}", long)
        rows.append((name.strip(), pattern.strip()))
    return rows


def _frames(
    table: str, vetoes: str, *, kind: Kind = Kind.SET, status: Status | None = None, tense: Tense = Tense.OPEN,
    confidence: float = 0.9,
) -> list[Frame]:  # fmt: skip
    against = frozenset(vetoes.split())
    return [Frame(name, pattern, kind, status, tense, against, confidence) for name, pattern in _rows(table)]


FRAMES = [
    *_frames(_SUPERSEDED, "denied", kind=Kind.SUPERSEDED),
    *_frames(_WITHDRAWN, "denied", kind=Kind.SUPERSEDED, status=Status.WITHDRAWN),
    *_frames(_EXTENDED, "denied event", kind=Kind.EXTENDED),
    *_frames(_REVISED, "denied negated-deadline", kind=Kind.REVISED),
    *_frames(_MISSED, "negated-deadline", status=Status.PASSED, tense=Tense.PAST),
    *_frames(_MET, "negated-deadline", status=Status.MET),
    *_frames(_NAMED, "negated-deadline denied", confidence=0.95),
    *_frames(_PERMISSION, "generic negated denied"),
    *_frames(_OBLIGATION, "generic negated denied"),
    *_frames(_CONDITION, "generic denied", confidence=0.8),
    *_frames(_WINDOW, "plan generic negated denied security", confidence=0.85),
    *_frames(_EXPIRY, "plan-none office security denied", kind=Kind.EXPIRY, confidence=0.85),
]
VETOES = [Veto(name, pattern) for name, pattern in _rows(_VETOES)]
