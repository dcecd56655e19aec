"""The clauses in which English tells of deadlines, by class, and those that only look like them.

To add a class, add a row to a table, or a table: `core.deadlines.grammar` says how a pattern reads. The first frame that
fits a time wins, so the tables stand in the order from what says most to what says least.
"""

from typing import Any

from core.deadlines.grammar import Frame, Trait, Veto
from core.deadlines.resolution import Tense
from core.model.deadline import Kind, Status

_SHORTHAND = {
    "OPENS": "^ START|FROM|ON|AT|BEFORE|AFTER ON?",
    "NOUN": "WORD|NAME|NUMBER|THING|PAPER|TERM|OFFER|SUBMIT|EVENT|SHUTDOWN|OPEN|OF|SECURITY|DASH|OFFICE|BUY|SPELL|MEASURE|ROLE|NEW|POSS|SUBMITTED",
    "ENDING": "THING|TERM|OFFER|PAPER|DEADLINE|MEASURE",
    "POINT": "ON|AT|IN|BY|BEFORE|FROM? @DATE",
    "BY": "BY|BEFORE|LATEST",
    "UNTIL": "UNTIL|BY|BEFORE|LATEST",
    "TILL": "( UNTIL|BY|BEFORE|LATEST / {FROM_TO} )",
    "FROM_TO": "( BETWEEN DATE AND|DASH|TO / FROM DATE TO|UNTIL|AND|DASH )",
    "LIMIT": "( BY|BEFORE|LATEST @DATE / WITHIN @LENGTH|DATE|COMPOUND / BEFORE ..5 START|OPEN|CLOSE ON|AT? @DATE )",
    "ANY": "@DATE|LENGTH|COMPOUND",
    "LONG": "@LENGTH|COMPOUND",
    "SETS": "SET|GIVE|DEMAND|REQUIRE|START",
}

_SUPERSEDED = """
old deadline:        FORMER {NOUN}{0,3} DEADLINE OF|WAS|IS|FOR|COMMA|PAREN|EXPIRE|PASS? BE? ON|AT|FOR? @DATE
old deadline:        FORMER {NOUN}{0,3} DEADLINE --12 EXPIRE|PASS ON|AT|IN? @DATE
moved from:          {ENDING} ..8 EXTEND|SHORTEN ..10 FROM @DATE
moved from:          EXTEND|SHORTEN ..8 {ENDING} ..12 FROM @DATE
moved from:          TERM IS|WAS? FROM @DATE TO
was then, is now:    {ENDING} ..8 COMMA WHO WAS|HAD ..3 @DATE COMMA IS|WILL|HAVE
old date of it:      FORMER @DATE POSS? {NOUN}{0,3} DEADLINE|EXPIRY
formerly:            DEADLINE|THING|OFFER|TERM|PAPER ..4 COMMA|PAREN|DASH FORMER|GENERIC ..3 @DATE
moved date:          @DATE FORMER? DEADLINE ..3 WAS|HAVE|HAD|IS ..2 EXTEND|SHORTEN|WITHDRAW
formerly expiring:   FORMER !THING|TERM --3 EXPIRE ..3 {POINT}
formerly ending:     {ENDING} ..8 FORMER ..4 END|CLOSE|DUE ON|AT|IN|BY? @DATE
formerly due:        {ENDING} ,,24 FORMER DUE|CLOSE|END ON|AT|IN|BY|FOR? @DATE
expired, renewed:    EXPIRE ON|AT|IN? @DATE BEFORE|BUT ..2 EXTEND
due then, now:       WAS DUE ON|AT|BY|IN? @DATE COMMA? WILL|IS|HAVE ,,6 DATE
due then, now:       COMMA ..1 DUE ON|AT|BY|IN? @DATE COMMA WILL|IS|HAVE|CAN ,,8 DATE
moved from:          EXTEND|SHORTEN|PUSH ..8 {ENDING} ,,24 FROM @DATE UNTIL|TO DATE
moved from:          {ENDING} ..14 PUSH BACK? FROM @DATE
moved from:          PUSH ..8 {ENDING} ..12 FROM @DATE
would have expired:  WERE HAVE|BE? ..2 EXPIRE|END|PASS ..3 {POINT}
shortened length:    SHORTEN ..4 {LONG} ..3 DEADLINE|TERM
aside on what moved: EXTEND|PUSH|SHORTEN|WITHDRAW|HALT ..6 {ENDING} COMMA WHO ..1 WAS|HAD|IS_TO|WERE ,,5 @DATE
aside, and then now: {ENDING} COMMA WHO ..1 WAS|HAD|IS_TO|WERE ,,6 @DATE COMMA WILL|WILL_NOW|HAVE ..6 UNTIL|TO DATE
aside, and then now: COMMA WHO WAS|HAD|IS_TO|WERE ..3 END|CLOSE|EXPIRE ..2 @DATE COMMA WILL|WILL_NOW|HAVE ..6 UNTIL|TO DATE
had been the last:   @DATE HAD BE ..2 DEADLINE|LASTDAY
had been:            DEADLINE HAD BE SET? FOR|ON|AT? @DATE
had until, now has:  HAD UNTIL @DATE ,,8 BUT|COMMA ..3 WILL_NOW|HAVE|WILL ,,6 UNTIL|TO DATE
earlier one gave:    FORMER {NOUN}{0,4} GIVE ,,8 UNTIL @DATE
"""

_INSTEAD = """
instead of:          DATE COMMA|PAREN? INSTEAD @DATE
instead of:          DATE COMMA NOT ON|BY? @DATE
instead of:          ^ INSTEAD @DATE COMMA ,,8 UNTIL|BY DATE
instead of:          INSTEAD @DATE COMMA? ,,8 DEADLINE|LASTDAY|CLOSE|EXPIRE ,,6 DATE
"""

_WAS_TO_EXPIRE = """
was due to expire:   WAS|HAD|BE ..2 PLAN|FORECAST|TO|DUE TO? EXPIRE ..3 {POINT}
was due to expire:   WAS EXPIRE ..3 {POINT}
was to expire:       IS_TO HAVE? EXPIRE ..3 {POINT}
was due to end:      {ENDING} ..6 WAS|HAD|IS_TO BE? PLAN|FORECAST|DUE? TO? END ..3 {POINT}
was due to close:    PAPER|TERM ..6 WAS|HAD|IS_TO BE? PLAN|FORECAST|DUE? TO? CLOSE|END ..3 {POINT}
"""

_WITHDRAWN = """
demand withdrawn:    S:WITHDRAW ..4 DEMAND|REQUIRE|DEADLINE|ASK|WARN THAT? A:..14 {LIMIT}
deadline withdrawn:  S:WITHDRAW PRONOUN|NAME|POSS{0,3} {ANY} POSS? {NOUN}{0,2} DEADLINE
deadline halted:     HALT PRONOUN|NAME|POSS{0,3} {ANY} POSS? {NOUN}{0,2} DEADLINE|EXPIRY
deadline halted:     HALT ..4 DEADLINE OF|ON @DATE
deadline halted:     @DATE POSS? {NOUN}{0,3} DEADLINE HAVE|HAD|WAS|IS|WILL BE? HALT
deadline halted:     @DATE POSS? {NOUN}{0,3} DEADLINE --8 WAS|IS|HAVE BE? HALT
deadline halted:     DEADLINE OF|ON @DATE HAVE|HAD|WAS|IS|WILL BE? HALT
"""

_EXTENDED = """
moved from, to:      S:EXTEND|SHORTEN|PUSH ..8 {ENDING} ,,24 FROM DATE|TAKEN UNTIL|TO @DATE
extended until:      S:EXTEND|SHORTEN ..9 DEADLINE ..24 UNTIL|TO @DATE
extended until:      S:EXTEND ..9 {ENDING} ..24 UNTIL|TO @DATE
extended until:      S:EXTEND|PUSH|SHORTEN UNTIL|TO @DATE ..6 {ENDING}
extended until:      S:EXTEND|PUSH ..3 CLOSE OF ..8 COMMA? BY|FOR? LENGTH? COMMA? UNTIL|TO @DATE
extended until:      {ENDING} ,,18 BE|HAVE|WAS|IS|WILL EXTEND ..3 UNTIL|TO @DATE
extended until:      DEADLINE|DUE|THING ,,16 EXTEND PRONOUN UNTIL|TO|BY|FOR @DATE|LENGTH
extended until:      {ENDING} ..14 EXTEND ..6 UNTIL|TO @DATE
extended until:      {ENDING} ..8 WILL|WOULD ..4 EXTEND ..6 COMMA? UNTIL|TO @DATE
extended until:      DEADLINE BACK UNTIL|TO @DATE
extended by:         S:EXTEND ..9 {ENDING} ..12 BY|FOR|WITHIN @LENGTH
extended by:         S:EXTEND --5 {ENDING} @LENGTH
extended by:         S:EXTEND BY|FOR @LENGTH ..3 {ENDING}
extended by:         {ENDING} ,,16 EXTEND !TO|FROM ..2 BY|FOR|WITHIN? UNTIL? @LENGTH
extended by:         ADD @LENGTH TO ..4 {ENDING}
extended by:         GIVE ,,24 ADD @LENGTH
extended by:         GIVE ,,24 EXTEND PRONOUN BY|FOR @LENGTH
extended, to:        EXTEND|PUSH ..9 {ENDING} ..3 BY|FOR? LENGTH COMMA? UNTIL|TO @DATE
pushed to:           PUSH ..8 {ENDING} ..12 UNTIL|TO @DATE
pushed to:           {ENDING} ,,10 PUSH ..3 UNTIL|TO @DATE
pushed to:           {ENDING} ..14 PUSH BACK? FROM DATE|TAKEN TO|UNTIL @DATE
moved to:            S:EXTEND|SHORTEN ..9 {ENDING} ..4 FROM DATE TO|UNTIL @DATE
extended until:      DEADLINE ,,6 EXTEND ..3 UNTIL|TO @DATE
moved, now is:       DEADLINE COMMA ..2 EXTEND|PUSH ..3 COMMA IS ..1 @DATE
moved, now ends:     {ENDING} ..3 EXTEND|PUSH ..6 AND|COMMA ..1 END|CLOSE|EXPIRE ON|AT|IN? @DATE
moved, now ends:     {ENDING} COMMA EXTEND|PUSH ..3 COMMA ..1 END|CLOSE|EXPIRE ON|AT|IN? @DATE
stays open until:    ^ PRONOUN|NAME|PAPER|TERM{0,3} WILL_NOW STATE|OPEN{0,2} UNTIL @DATE
now due:             TAKEN COMMA? WILL|IS|HAVE ..2 DUE|EXTEND|SUBMITTED ON|UNTIL|TO|BY|AT? @DATE
now until:           TAKEN COMMA? WILL|WILL_NOW STATE|OPEN ..2 UNTIL @DATE
extended, to:        {ENDING} ..20 EXTEND ..8 COMMA TO|UNTIL @DATE
moved date:          S:EXTEND|SHORTEN|PUSH ..6 DAYWORD ,,16 BY LENGTH COMMA TO|UNTIL @DATE
moved date:          S:EXTEND|SHORTEN|PUSH ..6 DAYWORD ..10 TO|UNTIL @DATE
moved date:          DAYWORD ..10 BE|HAVE|WAS|IS EXTEND|SHORTEN|PUSH ..6 TO|UNTIL @DATE
moved date:          S:EXTEND|SHORTEN|PUSH ..6 DAYWORD ..10 BY @LENGTH
extension until:     TERM UNTIL|TO @DATE
extension until:     TERM IS|WAS? FROM DATE|TAKEN TO @DATE
agreed to wait:      PLAN STATE MORE? LENGTH COMMA? UNTIL @DATE
extension of:        S:GIVE|SET|HAVE|HAD O:..8 @COMPOUND MORE? RESPITE
extension of it:     RESPITE OF ..12 UNTIL|TO @DATE
extension of it:     RESPITE OF ..12 BY|FOR @LENGTH
"""

_REVISED = """
shortened to:        S:SHORTEN ..9 DEADLINE|TERM ..20 TO|UNTIL {ANY}
shortened to:        DEADLINE|TERM ..12 SHORTEN ..6 TO|UNTIL|ON {ANY}
now ends:            {ENDING} ..6 WILL_NOW BE? END|CLOSE|EXPIRE|DUE ..2 ON|UNTIL|AT|IN @DATE
now ends:            ^ PRONOUN WILL_NOW END|CLOSE|EXPIRE ON|AT|IN @DATE
new deadline:        S:SET NEW DEADLINE OF|AS|ON|FOR|IN|BY|COLON|UNTIL? {ANY} ..3 V:TO?
new deadline:        NEW DEADLINE ..8 OF|IS|ON|COLON|COMMA|AT|BY|WILL|FOR|UNTIL ON|AT|BY|BE? {ANY}
new deadline:        NEW {ANY} {NOUN}{0,3} DEADLINE
new date, not old:   NEW WORD IS|WAS @DATE COMMA? INSTEAD DATE
"""

_MISSED = """
missed:              A:MISS ..4 @DATE|AGO POSS? {NOUN}{0,4} DEADLINE V:TO?
missed, of a length: A:MISS ..4 @COMPOUND {NOUN}{0,4} DEADLINE V:TO?
missed:              A:MISS ..4 DEADLINE --12 ON|AT|IN|OF? @DATE|AGO
failed by:           A:FAIL V:TO ..16 {BY} @DATE|AGO DEADLINE
failed by:           A:FAIL V:TO ..16 {BY} @DATE
failed by:           A:NOT SUBMIT|SUBMITTED|MEET|WORD ..14 {BY} @DATE|AGO POSS? {NOUN}{0,3} DEADLINE
failed by:           A:FAIL SUBMIT|WORD ..14 {BY} @DATE
failed to pay:       A:FAIL V:TO ..10 DUE ON|BY|IN? @DATE
should have:         A:OUGHT BE? ..12 {BY} @DATE
"""

_HAD = """
were due:            PAPER ..8 WAS DUE ON|AT|BY|IN|BEFORE? @DATE|AGO
deadline was:        DEADLINE ..14 WAS ON|AT? @DATE|AGO
had until:           A:HAD UNTIL @DATE|AGO COMMA? V:TO?
"""

_PASSED = """
passed:              DEADLINE --20 PASS ..4 ON|AT|IN|BY|FROM? @DATE|AGO
passed:              DEADLINE COMMA WHO PASS ..4 ON|AT|BY|IN? @DATE|AGO
passed:              @DATE POSS? {NOUN}{0,4} DEADLINE ..12 PASS|MISS
passed:              @DATE POSS? {NOUN}{0,4} DEADLINE ,,28 COMMA HAVE|HAD PASS
"""

_TO_MEET = """
still to meet:       A:TO|WILL|PLAN|CAN|COULD|MUST|NOT MEET|MISS ..4 @DATE POSS? {NOUN}{0,4} DEADLINE V:TO?
still to meet:       A:TO|WILL|PLAN|CAN|COULD|MUST|NOT MEET|MISS ..4 DEADLINE --12 {POINT}
"""

_MET = """
met:                 A:MEET ..4 @DATE POSS? {NOUN}{0,4} DEADLINE V:TO?
met:                 A:MEET ..4 DEADLINE --12 {POINT}
met:                 A:MEET ..14 BEFORE @DATE POSS? {NOUN}{0,4} DEADLINE
"""

_NAMED = """
dated deadline:      A:FACE|HAVE @DATE POSS? {NOUN}{0,5} DEADLINE V:TO?
dated deadline:      A:WAS|BE|IS GIVE|SET @DATE POSS? {NOUN}{0,5} DEADLINE V:TO?
dated deadline:      S:SET|GIVE O:{NOUN}{0,4} @DATE POSS? {NOUN}{0,5} DEADLINE V:TO
dated deadline:      @DATE POSS? {NOUN}{0,5} DEADLINE FOR? A:..6 V:TO
dated deadline:      S:SET|GIVE @DATE POSS? {NOUN}{0,5} DEADLINE FOR O:..6 V:TO
dated deadline:      @DATE POSS? {NOUN}{0,5} DEADLINE V:TO?
and another:         DEADLINE ..8 IS|OF TAKEN COMMA? AND|OR? @DATE
and another:         DEADLINE ON|OF|FOR|IS|AT? TAKEN AND ON|OF|FOR? @DATE
and another:         DEADLINE ,,12 TAKEN FOR ..8 AND|COMMA AND? @DATE FOR
deadline of:         S:SET|GIVE|DEMAND O:..6 DEADLINE OF|FOR|ON|AT|UNTIL|COLON|AS @DATE|LENGTH ..3 V:TO
deadline of, set:    DEADLINE OF|ON @DATE HAVE|HAD|WAS|IS BE? SET FOR A:..6 V:TO
deadline of, set:    DEADLINE OF|ON @DATE FALLS A:..6 V:TO
deadline to do by:   A:WAS|BE|IS GIVE|SET ..3 DEADLINE ..6 V:TO ..14 {LIMIT}
deadline to do by:   DEADLINE FOR? O:..8 V:TO ..14 {LIMIT}
deadline, for what:  S:SET|GIVE O:..6 DEADLINE COLON ..12 {LIMIT}
deadline to do by:   DEADLINE TO|ON A:..8 V:TO ..14 {LIMIT}
deadline is:         DEADLINE --2 OF FOR|AS|ON|AT? @DATE
deadline is:         DEADLINE --12 IS|COLON|PASS|EXPIRE|WILL BE? FOR|AS|ON|AT|BY|IN|TO|UNTIL? @DATE
deadline is:         DEADLINE ..10 NAME COMMA NAME COMMA? NAME{0,2} COMMA? AND|OR? NAME{0,2} IS|WAS ON|AT? @DATE
deadline is:         DEADLINE OF|IS|COLON|COMMA|EXPIRE @LENGTH
deadline is:         DEADLINE --10 SET FOR|AS|AT @DATE
deadline is:         DEADLINE --10 EXPIRE|PASS AT|IN|TO @DATE
deadline is:         DEADLINE COMMA|PAREN|DASH|ON|AT|FOR|BY|UNTIL|OF|POSS? ON|AT|BY? @DATE
deadline would be:   DEADLINE --10 WOULD|WILL FORECAST? BE? ON|AT? @DATE
deadline falls on:   DEADLINE ..20 FALLS @DATE
deadline is:         DEADLINE ..5 COMMA ,,8 COMMA IS|WAS|WILL BE? FOR|ON|AT? @DATE
deadline until:      DEADLINE ..14 {UNTIL} @DATE
set as deadline:     S:SET|GIVE @DATE COMMA? AS ..2 DEADLINE
is the deadline:     @DATE COMMA? IS|WAS SET? AS? {NOUN}{0,3} DEADLINE
is the deadline:     @DATE IS|WAS|AS|DASH|PAREN|COLON AS|BE|SET? {NOUN}{0,3} DEADLINE
a date that was set: BY|BEFORE|UNTIL @DATE COMMA WORD THAT ..4 SET
is the deadline:     @DATE IS|WAS ..8 AS ..2 DEADLINE
is the deadline:     @DATE COMMA {NOUN}{0,1} DEADLINE !WAS|HAVE|HAD|IS|WILL|WOULD|PASS|EXTEND|SHORTEN|COULD|POSS
last day you can:    @DATE COMMA|IS|WAS|DASH {NOUN}{0,2} LASTDAY ..3 CAN ..2 SUBMIT|WORD|BUY
last day you can:    LASTDAY ..3 CAN ..10 IS|WAS @DATE
last day for it:     ^ DEADLINE ..8 COMMA|COLON|DASH @DATE STOP
last day for it:     ^ DEADLINE ..8 COMMA|COLON|DASH @DATE $
compound deadline:   S:SET|GIVE|DEMAND O:..7 @COMPOUND {NOUN}{0,3} DEADLINE FOR A:..8 V:TO
compound deadline:   @COMPOUND {NOUN}{0,3} DEADLINE FOR A:..8 V:TO
compound deadline:   S:SET|GIVE|DEMAND ..7 @COMPOUND {NOUN}{0,3} DEADLINE TO O:..8 V:TO
compound deadline:   A:WAS|BE|IS GIVE|SET @COMPOUND {NOUN}{0,3} DEADLINE V:TO?
compound deadline:   S:SET|GIVE|DEMAND O:..7 @COMPOUND {NOUN}{0,3} DEADLINE V:TO?
compound deadline:   @COMPOUND {NOUN}{0,3} DEADLINE V:TO?
length of deadline:  @LENGTH POSS? DEADLINE
compound term:       S:SET|GIVE|START|OPEN|HAVE|HAD O:..7 @COMPOUND {NOUN}{0,2} TERM V:TO?
compound term:       @COMPOUND {NOUN}{0,2} TERM|THING IN|WITHIN|FOR WHO ..4 V:TO
compound term:       @COMPOUND {NOUN}{0,2} TERM V:TO
compound term:       @COMPOUND {NOUN}{0,2} TERM ..6 START|CLOSE|EXPIRE
pause to:            S:SET|GIVE|START|EXTEND ..4 @COMPOUND {NOUN}{0,2} THING V:TO
"""

_HINTED = """
days before:         @AGO PRONOUN? {NOUN}{0,3} DEADLINE|EXPIRY
days before:         @AGO {NOUN}{0,2} {ENDING} ..8 EXPIRE
days before:         @AGO {NOUN}{0,2} PAPER|TERM|OFFER ..8 CLOSE|END
days before:         @AGO A:..6 MUST V:TO?
days before, unless: @AGO ,,14 START ,,6 UNLESS A:,,8
"""

_LEFT = """
length left:         A:@LENGTH TO? LEFT V:TO
length left:         @LENGTH IS|WAS? LEFT FOR A:..7 V:TO
length left:         @LENGTH MORE? IN|WITHIN WHO V:TO
length left:         A:NAME HAVE @LENGTH TO? LEFT $
length left:         @LENGTH TO? LEFT UNTIL|BEFORE ..4 DEADLINE|EXPIRY
length left:         @LENGTH TO? LEFT UNTIL|BEFORE ..6 EXPIRE|SHUTDOWN
length left:         @LENGTH TO? LEFT FOR|UNTIL|BEFORE ..6 THING|TERM|PAPER|OFFER ..2 TO? END|CLOSE|EXPIRE
length left:         @LENGTH TO? LEFT UNTIL|BEFORE ..5 END|CLOSE ..3 THING|TERM|PAPER|OFFER
"""

_STANDS = """
deadline stands:     EXTEND|PUSH ..6 {ENDING} ..4 BEYOND @DATE
"""

_MOVED = """
moved deadline:      EXTEND|PUSH !UNTIL|TO ..3 @DATE POSS? {NOUN}{0,4} DEADLINE
moved deadline:      EXTEND|PUSH ..3 DEADLINE OF|ON ..2 @DATE
"""

_PERMISSION = """
could submit, told:  SAY|THAT|DEMAND ..10 A:COULD ..1 SUBMIT --12 UNTIL @DATE
period to submit:    CAN|COULD|WOULD ..3 SUBMIT ,,20 SPELL|TERM THAT|WHO CLOSE|END|EXPIRE ON|AT? @DATE
given until:         A:WAS|BE|IS|HAVE GIVE UNTIL @DATE V:TO?
given until:         A:GIVE UNTIL @DATE V:TO?
given until:         A:WAS|BE|IS|HAVE GIVE UNTIL END|CLOSE OF ..3 ON @DATE
has until:           A:HAVE UNTIL END|CLOSE OF ..3 ON @DATE V:TO?
given until:         S:GIVE O:..6 LENGTH MORE? ..2 COMMA UNTIL|TO @DATE COMMA? V:TO?
given until:         S:GIVE O:..9 UNTIL @DATE ..2 V:TO
given until:         S:GIVE O:..6 LENGTH ..6 UNTIL @DATE
given until:         S:GIVE O:..9 UNTIL @DATE
has until, so long:  A:HAVE|HAD LENGTH COMMA|PAREN|DASH OR? UNTIL|TO @DATE COMMA? V:TO?
has until:           A:HAVE UNTIL @DATE COMMA? V:TO?
had until, told:     SAY|DEMAND|WARN|THAT A:..8 HAD UNTIL @DATE V:TO?
has until:           A:HAVE ..4 COMMA UNTIL @DATE COMMA OF|TO
has until:           A:HAVE ..5 UNTIL @DATE ..4 V:TO
given length:        A:WAS|BE|IS|HAVE GIVE @LENGTH MORE? ..6 V:TO
given length:        A:GIVE @LENGTH MORE? IN|WITHIN? WHO? V:TO
given length:        S:GIVE O:..8 @LENGTH MORE? IN|WITHIN? WHO? ..4 V:TO
given length:        A:WAS|BE GIVE @LENGTH
to do, given:        V:TO ..14 COMMA? GIVE PRONOUN @LENGTH
has length:          A:HAVE @LENGTH LEFT|MORE? IN|WITHIN? WHO? ..3 V:TO
has length from:     A:HAVE @LENGTH FROM|START|AFTER ..5 V:TO
had length, told:    SAY|DEMAND|WARN|THAT A:..8 HAD @LENGTH ..3 V:TO
has length:          A:HAVE UNTIL|WITHIN @DATE|LENGTH V:TO
length for:          ^ @LENGTH|COMPOUND FOR A:..7 V:TO
length for:          AND|COMMA|COLON|DASH|STOP @LENGTH FOR A:..7 V:TO
"""

_LISTED = """
item of deadlines:   ^ @DATE COLON|DASH
item of deadlines:   ^ {NOUN}{0,8} COLON|DASH @DATE $
item of a list:      ^ V:WORD|SUBMIT|BUY|MEET|SET|ASK|GIVE|OPEN|EXTEND|WITHDRAW|SAY ..20 {LIMIT}
"""

_YOU_HAVE = """
you have:            A:YOU HAVE @LENGTH COMMA|STOP
somebody has:        A:NAME COMMA ,,10 COMMA HAVE @LENGTH $
somebody has:        A:NAME HAVE @LENGTH $
"""

_GIVEN_MORE = """
given more:          S:GIVE O:..8 @LENGTH
given more:          A:WAS|BE|IS GIVE @LENGTH
"""

_UNTIL_TO = """
until to:            UNTIL @DATE V:TO
"""

_OBLIGATION = """
told to:             A:WAS|BE|IS|HAVE|HAD|WHO DEMAND|ASK V:TO ..28 {LIMIT}
told to:             A:DEMAND|ASK V:TO ..28 {LIMIT}
told to, in:         A:WAS|BE|IS|HAVE|HAD|WHO DEMAND|ASK V:TO ..18 IN @LENGTH
and to:              TAKEN COMMA? AND TO? SUBMIT ..10 {LIMIT}
and the rest:        TAKEN COMMA? AND --5 BY|BEFORE|LATEST @DATE
and to:              TAKEN COMMA? AND V:TO ..20 {LIMIT}
and to:              TAKEN COMMA? AND TO? SUBMIT ..10 IN @LENGTH
given the chance to: S:GIVE O:..9 V:TO SUBMIT ..20 COMMA? {LIMIT}
has the chance to:   A:HAVE ..1 CHANCE V:TO ..20 {LIMIT}
given the chance to: S:GIVE O:..8 CHANCE V:TO ..20 {LIMIT}
under a timetable:   {LIMIT} ,,16 UNDER ..3 TERM|DEMAND SET
an order to do by:   DEMAND|REQUIRE TO|ON A:..6 V:TO ..14 {LIMIT}
tells to:            S:DEMAND|ASK|REQUIRE|SET O:..10 V:TO SAY? !NUMBER ..28 {LIMIT}
tells to, in:        S:DEMAND O:..10 V:TO ..14 IN @LENGTH
orders done:         S:ORDER O:..18 {LIMIT}
threat:              S:WARN ..2 TO ..14 WITHIN|IN @LENGTH
demands:             S:REQUIRE !IS|WAS|FOR|FROM|IN V:..16 {LIMIT} !POSS
asks somebody for:   S:ASK O:{NOUN}{1,4} V:FOR ..8 BY|LATEST @DATE !POSS
a demand for:        REQUIRE FOR ..8 {BY} @DATE !POSS
wants done:          S:ASK ..4 SUBMITTED ..3 {BY} @DATE !POSS
wants, by:           WHO S:ASK !TO|SAY|THAT ..6 BY|LATEST @DATE !POSS
must ask for:        A:MUST ASK FOR ..10 {LIMIT}
seeks papers:        S:PLAN PAPER ..6 BY|LATEST @DATE !POSS
asks for:            S:ASK FOR|SUBMIT|PAPER|WORD ..8 BY|LATEST @DATE !POSS
expects of:          S:ASK|FORECAST|REQUIRE FOR? PAPER ..14 {LIMIT}
wants back:          S:ASK ..6 BACK ..2 {LIMIT}
wants a report:      S:ASK|REQUIRE WORD? SUBMIT ON|FROM|BY ..6 {LIMIT}
had to, told:        SAY|THAT|WARN|DEMAND A:..8 HAD_TO ..20 {LIMIT}
under:               UNDER ..6 THING COMMA? ..12 WILL|WOULD|COMMA? ..16 {LIMIT}
or face:             {LIMIT} COMMA? OR_ELSE|UNLESS
"""

_DEMANDED = """
demands that:        S:DEMAND|REQUIRE|WARN|ASK THAT A:..30 {LIMIT}
demands that:        S:DEMAND|REQUIRE|ASK ON|IN|AT ..4 THAT A:..30 {LIMIT}
"""

_DUTY = """
must:                A:MUST SAY? ..30 {LIMIT}
by then must:        ^ {LIMIT} COMMA? ..10 A:MUST
by then must:        COMMA|THAT|AND|STOP|DASH|COLON|SAY {LIMIT} COMMA? ..10 A:MUST
must be with:        PAPER|OFFER ..6 MUST BE WITH ..5 ON|BY|BEFORE|AT @DATE
must, in:            A:MUST ..10 SUBMIT|SUBMITTED|PAPER|START --12 ON|IN @DATE
must, in:            A:MUST ..12 IN @LENGTH
should:              A:SHOULD ..8 SUBMIT|SUBMITTED|PAPER ..14 {LIMIT}
should:              A:SHOULD ..16 LATEST @DATE
should, until:       A:SHOULD|MUST ..8 SUBMIT|SUBMITTED ..14 UNTIL @DATE
"""

_LATEST = """
no later than:       LATEST @DATE
at the latest:       {UNTIL} @DATE LATEST
by when:             UNTIL @DATE COMMA BY|AFTER WHEN|WHO ,,5 MUST|CAN
"""

_IS_TO = """
is to:               A:IS_TO !BE ..22 {LIMIT}
minimum by:          A:WILL SUBMIT|WORD NUMBER|WORD ..12 BEFORE|LATEST @DATE
"""

_PAPERS = """
papers close:        PAPER|TERM {NOUN}{0,6} IS|WILL|WAS? DUE|PLAN|FORECAST? TO? CLOSE|ENDS|EXPIRE ..3 {POINT}
papers close:        PAPER|TERM ,,14 CLOSE ..2 ON|AT|BY @DATE
papers close:        PAPER ..12 CLOSE ..3 {POINT}
papers close:        PAPER|TERM ..4 CLOSE IN|WITHIN @LENGTH
exercise closes:     PAPER|TERM OF ..4 CLOSE|END ON|AT|BY @DATE
papers due:          PAPER ..10 DUE ON|AT|BY|IN|BEFORE? @DATE
papers accepted:     PAPER ,,12 SUBMITTED|OPEN|STATE ..8 {TILL} @DATE
window runs:         PAPER|TERM ..3 WILL|WOULD? BE|IS? STATE|OPEN ..2 {FROM_TO} @DATE
papers taken until:  SUBMITTED PAPER ..10 {TILL} @DATE
papers taken until:  WILL|TO|IS WORD PAPER ..10 {TILL} @DATE
papers until:        PAPER ..3 {UNTIL} @DATE
closes to:           THING|PAPER ..4 WILL|WOULD|IS_TO|PLAN? CLOSE TO|FOR ..4 {POINT}
closes to:           CLOSE TO|FOR NEW? PAPER ON|AT|FROM|IN|BY @DATE
vote closes:         SUBMIT CLOSE ON|AT @DATE
offer open:          OFFER ,,10 OPEN UNTIL @DATE
offer paid back:     OFFER ..8 WILL|BE|IS|CAN ..2 SUBMITTED ..8 {TILL} @DATE
"""

_WINDOW = """
submit by:           ^ SUBMIT !WAS|IS|HAVE|HAD|WILL|WOULD ..8 {TILL} @DATE
submit by:           ^ WORD|NAME? SUBMIT PAPER ,,40 BY|LATEST @DATE
submit by:           AND|OR|COMMA|COLON|STOP|WHO|IF|TO SUBMIT ..12 {TILL} @DATE
due by:              DUE BY|LATEST @DATE
runs for:            PAPER|TERM ,,8 OPEN|START ON|AT? DATE|TAKEN AND|COMMA ..3 STATE FOR @LENGTH
runs for:            PAPER|TERM WILL? STATE FOR @LENGTH FROM|START DATE
runs for:            OPEN TO|FOR ..2 PAPER FOR @LENGTH
clock started:       @COMPOUND {NOUN}{0,2} TERM START|OPEN ON|AT? DATE|TAKEN
be submitted:        MUST|SHOULD|CAN ..4 SUBMITTED ..12 {UNTIL} @DATE
"""

_OFFERED = """
can submit:          A:CAN ASK FOR ..8 {TILL} @DATE
can submit:          A:CAN !HAVE ..3 SUBMIT --14 {TILL} @DATE
can submit:          A:CAN !HAVE ..3 SUBMIT --6 COMMA --6 COMMA? {TILL} @DATE
lets submit:         S:LET A:..12 V:SUBMIT ..14 {UNTIL} @DATE
lets submit:         S:LET A:..12 V:TO WORD ..6 PAPER ..14 {UNTIL} @DATE
"""

_DEAL = """
can buy:             A:CAN ..3 BUY ..14 {UNTIL} @DATE
offer ends:          OFFER {NOUN}{0,4} WILL? CLOSE|EXPIRE|DUE|ENDS ..3 UNTIL|ON|AT|BY|IN? @DATE
offer until:         OFFER ..4 UNTIL @DATE
offer runs:          OFFER ..3 WILL|WOULD? BE|IS? STATE|OPEN ..2 {FROM_TO} @DATE
prices go up:        BUY ..10 BEFORE OFFER ..4 ON @DATE
until, buy:          UNTIL|BEFORE @DATE COMMA ..3 CAN ..3 BUY|SUBMIT
buy by:              A:WHO|IF ..2 BUY ..8 {UNTIL} @DATE
buy by:              ^ BUY ..8 {UNTIL} @DATE
"""

_EXPIRY = """
funds until:         FUND ..4 UNTIL @DATE
funds for:           FUND ..3 FOR @LENGTH
custody limit:       A:CAN|COULD BE? CUSTODY ..4 UNTIL @DATE
expires:             EXPIRE ..3 {POINT}
expires:             EXPIRE ..3 LATEST @DATE
expired:             EXPIRE ..2 @AGO
expired on:          ^ ON|AT @DATE COMMA? --14 EXPIRE
ends on:             ^ ON|AT @DATE COMMA? --14 THING ..2 PLAN|WILL|WAS|IS_TO|DUE TO? END
when it expires:     @DATE COMMA? WHEN ,,16 EXPIRE
when it ends:        @DATE COMMA? WHEN ..10 THING|TERM END
thing that closes:   THING|TERM|OFFER THAT|WHO ,,14 EXPIRE|CLOSE ON|AT @DATE
expires in:          EXPIRE ..2 IN|WITHIN @LENGTH
expiry of:           EXPIRY OF ..10 {POINT}
expiry on:           EXPIRY ON|IN|AT @DATE
dated expiry:        @DATE POSS? {NOUN}{0,2} EXPIRY
thing ends:          THING COMMA ,,10 COMMA WILL|IS_TO|PLAN? END ON|AT|IN|BY? @DATE
thing ends:          THING|TERM {NOUN}{0,5} WILL|IS_TO|PLAN|FORECAST? END ON|AT|IN|BY? @DATE
thing ends:          THING|TERM ..6 ENDS ON|AT|IN? @DATE
thing ends:          THING BETWEEN ..10 WILL? END ON|AT|IN|BY? @DATE
thing ends:          THING BETWEEN ..10 COMMA ,,8 COMMA WILL? END ON|AT|IN|BY? @DATE
term ends:           TERM THAT|WHO WILL? END|EXPIRE|CLOSE ON|AT|IN|BY? @DATE
until, if not:       THING|TERM ..6 STATE|IS? UNTIL @DATE ,,4 WITHOUT|UNLESS|IF ,,10 BY THAT
thing ends:          THING {NOUN}{0,3} END ON|AT @DATE
thing ends:          THING ..6 AND ..3 END ON|AT @DATE
thing ends:          THING ..8 COMMA ,,8 COMMA END ON|AT @DATE
end of thing:        END OF ..3 THING|TERM ON @DATE
is the end of:       @DATE IS|WORD|WILL ..3 END OF ..5 THING|TERM
"""

_EXPIRES_AFTER = """
expires after:       EXPIRE|END AFTER @LENGTH
"""

_CONDITION = """
unless by:           UNLESS !COMMA A:..24 {LIMIT}
those not by:        A:NOT|FAIL WORD|SUBMITTED --10 {LIMIT} ..1 FACE|WILL|COULD|CAN
who misses:          WHO|GENERIC ..1 MISS ..2 @DATE
if not by:           IF A:..10 V:NOT|FAIL --18 {LIMIT}
only if by:          WILL|WOULD|CAN|START ,,20 IF A:..14 {LIMIT}
so long as by:       IF A:PRONOUN ..2 SUBMIT|DO ..6 {LIMIT}
who does not by:     A:WHO NOT|FAIL --18 {LIMIT} ..2 FACE|WILL|WOULD|COULD|CAN
in, unless:          WILL|WOULD|WARN|PLAN ..12 IN|WITHIN @LENGTH ,,6 UNLESS A:,,8
after, unless:       CAN|COULD ,,16 AFTER @DATE ,,6 UNLESS A:,,8
without by:          WITHOUT ..8 {BY} @DATE
without, then:       ^ WITHOUT ,,14 COMMA ,,6 WILL|WOULD|COULD ..14 AFTER|ON|FROM @DATE
unless, then:        UNLESS A:,,20 COMMA ,,10 WILL|WOULD|COULD|START ,,10 ON|FROM|AT|AFTER @DATE
if not, then:        IF A:,,8 V:NOT|FAIL ,,16 WILL|WOULD|COULD|START ,,10 ON|FROM|AT|AFTER @DATE
threat, if:          S:WARN TO ..12 ON|FROM|BY @DATE COMMA? IF A:,,8
on, unless:          S:WILL|WOULD|WARN|START|PLAN|FACE|COULD ,,16 ON|FROM|AT|BY|IN|BEFORE|AFTER @DATE ,,12 UNLESS A:,,8
on, unless:          S:WILL|WOULD|WARN|START|FORECAST|PLAN|FACE|COULD ,,16 @DATE UNLESS A:,,8
in, if not:          S:WILL|WOULD|WARN|PLAN ..14 IN|WITHIN @LENGTH ,,6 IF A:,,8 V:NOT|FAIL
on, if not:          S:WILL|WOULD|WARN|START|PLAN|FACE|COULD ,,16 ON|FROM|AT|BY|IN @DATE ..8 IF A:,,8 V:NOT|FAIL|NO
on, if not:          S:WILL|WOULD|WARN|START|PLAN|FACE|COULD ,,16 @DATE IF A:,,8 V:NOT|FAIL|NO
before a shutdown:   BEFORE ..4 SHUTDOWN START AT|ON|FROM|IN? @DATE
then, unless:        {OPENS} @DATE COMMA ,,24 WILL|WOULD|COULD|FACE|CAN ,,20 UNLESS A:,,8
then, if not:        {OPENS} @DATE COMMA ,,24 WILL|WOULD|COULD|FACE|CAN ,,20 IF A:,,8 V:NOT|FAIL|NO
from then, unless:   START ON|FROM? @DATE COMMA? UNLESS A:,,8
dated shutdown:      FACE|TO|BEFORE ..6 @DATE {NOUN}{0,2} SHUTDOWN
shutdown on:         FACE|FORECAST ..8 SHUTDOWN AT|ON|FROM|BY|START|AFTER? AT|ON? @DATE
"""

_VETOES = """
plan:                PLAN|FORECAST ..14 BY|BEFORE|LATEST|UNTIL|WITHIN|IN|ON|AT @DATE|LENGTH|COMPOUND
plan:                WILL|WOULD|COULD SUBMIT|BUY ..14 BY|BEFORE|LATEST|UNTIL|WITHIN|IN @DATE|LENGTH|COMPOUND
future:              WILL|WOULD|COULD|SPELL ..12 BY|BEFORE|LATEST|UNTIL @DATE
hoped:               FORECAST|PLAN ,,16 WILL|WOULD ,,16 @DATE|LENGTH
goal:                PLAN|FORECAST ..5 IS_TO ..24 @DATE|LENGTH|COMPOUND
goal:                PRONOUN ASK ..8 TO BE ,,10 @DATE
generic:             IF ,,14 @LENGTH ,,3 ROLE CAN
generic:             YOU CAN|GENERIC ,,14 @LENGTH
generic:             YOU CAN ,,10 STOP ..1 @LENGTH
state:               STATE ..3 UNTIL @DATE
promo:               PROMO ,,20 @DATE
promo:               @DATE ,,20 PROMO
wait:                STATE ..3 UNTIL @DATE
generic:             GENERIC ,,14 @LENGTH|COMPOUND
generic:             @LENGTH|COMPOUND ,,6 !NO GENERIC
generic:             @LENGTH|COMPOUND OF|AFTER|FROM|BEFORE ..4 GENERIC
yearly:              @DATE OF? ..1 GENERIC SPELL
yearly:              @DATE OF DATE
span:                FROM DATE UNTIL @DATE
span:                FROM WORD{0,2} DATE UNTIL @DATE
compared:            COMMA @DATE FORMER
asked:               ASK|PLAN ..8 @LENGTH|COMPOUND MORE? RESPITE
asked:               ASK|PLAN ..14 RESPITE UNTIL|TO|OF|BY|FOR ..8 @DATE|LENGTH
generic:             HABIT|GENERIC @LENGTH
generic:             HAVE|GIVE|CAN ..3 UNTIL @LENGTH
role:                ROLE ..6 MUST|HAVE|CAN ..24 @LENGTH|COMPOUND
negated:             NOT MUST ,,30 @DATE|LENGTH|COMPOUND
negated:             NOT GIVE ,,10 @LENGTH|COMPOUND
negated:             HAD UNTIL @DATE NOT|SUBMITTED|STATE|IS|BE
own:                 GIVE|SET SELF ,,6 @DATE|LENGTH|COMPOUND
negated:             MUST NOT ,,30 @DATE|LENGTH|COMPOUND
may-be-moved:        CAN|COULD NOT? BE? EXTEND|SHORTEN ,,20 @DATE|LENGTH|COMPOUND
may-be-moved:        ASK|PLAN ..6 TO EXTEND ,,10 @LENGTH
spelled:             @LENGTH COMMA|DASH|PAREN UNTIL|TO|BY DATE
spelled:             @LENGTH ON DATE COMMA UNTIL|TO DATE
spelled:             @LENGTH ,,12 BEFORE ..6 EXPIRE|ENDS|CLOSE ON|AT|IN? DATE
spelled:             @LENGTH COMMA|DASH|PAREN THAT IS ..2 UNTIL|TO|BY DATE
verb-tells:          @COMPOUND {NOUN}{0,2} DEADLINE|TERM ..2 EXPIRE|PASS|END ..2 DATE|AGO
verb-tells:          @COMPOUND {NOUN}{0,2} DEADLINE|TERM ,,24 COMMA EXPIRE|ENDS ON|AT|IN? DATE
spent:               HAD EXPIRE BEFORE|BY @DATE
verb-tells:          ON|AT|IN|BEFORE|AFTER @DATE IS|WAS {NOUN}{0,3} DEADLINE
not-before:          NOT ..6 BEFORE|UNTIL @DATE
verb-tells:          @DATE COMMA {NOUN}{0,1} DEADLINE ..6 DATE
verb-tells:          EXPIRY OF @COMPOUND {NOUN}{0,2} DEADLINE
verb-tells:          AFTER @COMPOUND TERM OF
negated-deadline:    NO ..2 DEADLINE ..8 @DATE|LENGTH
idle:                @LENGTH|DATE ..4 TO IDLE
negated-deadline:    NOT|DENY ..3 SET|GIVE ..3 DEADLINE ..8 @DATE|LENGTH
setting:             SET|GIVE|DEMAND ..6 DEADLINE ON @DATE
setting:             WITHDRAW|FAIL|DENY PRONOUN|NAME|WORD|POSS|LENGTH|COMPOUND{0,4} DEADLINE ON @DATE
denied:              DENY THAT ,,14 @DATE|LENGTH|COMPOUND
denied:              DENY ..5 THAT ,,14 @DATE|LENGTH|COMPOUND
denied:              FAIL|DENY TO GIVE|EXTEND ,,8 @DATE|LENGTH
denied:              FAIL ..2 ASK ,,16 UNTIL|BEYOND @DATE
denied:              FAIL|DENY ..6 EXTEND|TERM|PUSH --8 @DATE|LENGTH
denied:              DENY SET|GIVE|DEADLINE|HAVE ,,8 @DATE|LENGTH|COMPOUND
not-halted:          NOT ..2 HALT|WITHDRAW ..8 @DATE
not-halted:          IF|UNLESS ..4 HALT|WITHDRAW ..8 @DATE
not-halted:          IF|UNLESS ..3 @DATE ..4 HALT|WITHDRAW
not-halted:          COULD|WOULD HAVE HALT|WITHDRAW ..8 @DATE
not-halted:          HALT|WITHDRAW ..3 WHO|THAT HAD? HALT ..8 @DATE
security:            SECURITY {NOUN}{0,3} DUE ON|IN? @DATE
security:            SECURITY ..4 EXPIRE|END|CLOSE ON|IN? @DATE
security:            SECURITY ..4 COMMA WHO EXPIRE|END ON|IN? @DATE
plan:                PRONOUN WILL|HAVE HAVE? PAPER ..2 BY|BEFORE @DATE
unanswered:          NOT|FAIL ..6 PAPER ..2 BY|BEFORE @DATE
past-by:             PAPER ..2 HAD ..4 BY|BEFORE @DATE
past-by:             HAD|WAS ..6 PAPER ..3 BY|BEFORE @DATE
verb-tells:          STATE TO @DATE ..2 DEADLINE
security:            @DATE ,,8 SECURITY ..2 EXPIRE
security:            SECURITY ,,6 @DATE ,,2 EXPIRY
security:            SECURITY ..2 EXPIRY ..3 @DATE
security:            EXPIRY OF ..2 SECURITY ,,6 @DATE
told-then:           ^ ON|AT @DATE COMMA? ,,14 SAY ,,14 EXPIRE
spell:               WHO ..3 EXPIRE ..2 WITHIN|IN @LENGTH
forecast:            WOULD|COULD EXPIRE ..3 @LENGTH
forecast:            FORECAST ..2 EXPIRE ..3 @DATE|LENGTH
office:              @DATE ,,10 OFFICE ..3 EXPIRE
office:              OFFICE ..8 EXPIRE|END ..3 ON|AT|IN? @DATE
schedule:            EVENT ON|IN|AT @DATE
schedule:            EVENT COMMA? DUE BY @DATE
schedule:            EXTEND|SHORTEN|PUSH ..6 DAYWORD ..6 EVENT ,,12 @DATE|LENGTH
schedule:            WHO ..2 START ..2 @DATE
schedule:            THING|PAPER|TERM|MEASURE ..8 EVENT WILL|WAS|IS|HAVE ..3 EXTEND|PUSH ..3 @DATE
told-on:             ON @DATE DEADLINE
dated:               DATE|TAKEN POSS? {NOUN}{0,4} DEADLINE COMMA ON @DATE
dated:               DATE|TAKEN POSS? {NOUN}{0,4} DEADLINE COMMA ,,14 UNTIL @DATE
spelled:             @LENGTH ..6 UNTIL DATE
start:               LENGTH|COMPOUND ..6 FROM|AFTER|START ON|AT? @DATE
unless-by:           @DATE ,,14 UNLESS ,,12 BY|BEFORE|WITHIN|LATEST DATE|LENGTH
office:              EXPIRE OFFICE ..2 @DATE
office:              PLAYER POSS ..3 THING ..3 EXPIRE|END ..2 @DATE
advice:              EXPERT ..4 SAY|WARN|ASK ,,14 MUST|SHOULD ,,24 @DATE|LENGTH
advice:              MUST|SHOULD ,,24 @DATE|LENGTH ,,14 EXPERT ..2 SAY|WARN
spell:               SPELL|NUMBER|DATE THAT|WHO? END|CLOSE|EXPIRE ON|IN? @DATE
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = []
    for row in table.strip().splitlines():
        name, _, pattern = row.partition(":")
        for short, long in _SHORTHAND.items():
            pattern = pattern.replace("{" + short + "}", long)
        rows.append((name.strip(), pattern.strip()))
    return rows


def _frames(table: str, vetoes: str, **known: Any) -> list[Frame]:
    against = frozenset(vetoes.split())
    return [Frame(name, pattern, vetoes=against, **known) for name, pattern in _rows(table)]


def _traits(*traits: Trait) -> frozenset[Trait]:
    return frozenset(traits)


_NO_WINDOW = "unanswered past-by not-before plan generic role negated denied security spell promo"

FRAMES = [
    *_frames(_SUPERSEDED, "denied told-on", kind=Kind.SUPERSEDED, tense=Tense.EITHER),
    *_frames(_INSTEAD, "denied", kind=Kind.SUPERSEDED, traits=_traits(Trait.LEANS)),
    *_frames(_WAS_TO_EXPIRE, "office security spell", kind=Kind.SUPERSEDED, tense=Tense.EITHER),
    *_frames(
        _WITHDRAWN, "denied not-halted", kind=Kind.SUPERSEDED, status=Status.WITHDRAWN, traits=_traits(Trait.WHOLE)
    ),
    *_frames(_EXTENDED, "schedule denied may-be-moved asked generic", kind=Kind.EXTENDED),
    *_frames(_STANDS, "negated-deadline"),
    *_frames(_MOVED, "", tense=Tense.EITHER, traits=_traits(Trait.MOVED)),
    *_frames(_REVISED, "denied negated-deadline setting", kind=Kind.REVISED),
    *_frames(_PERMISSION, "own generic role negated denied idle spelled"),
    *_frames(_TO_MEET, "negated-deadline", traits=_traits(Trait.TOLD)),
    *_frames(_MISSED, "negated-deadline", status=Status.PASSED, tense=Tense.PAST),
    *_frames(_HAD, "negated", tense=Tense.EITHER),
    *_frames(_PASSED, "negated-deadline setting", traits=_traits(Trait.PASSING)),
    *_frames(_MET, "negated-deadline", status=Status.MET, tense=Tense.EITHER),
    *_frames(
        _NAMED,
        "negated-deadline negated denied setting verb-tells asked generic compared state dated",
        confidence=0.95,
        traits=_traits(Trait.TOLD),
    ),
    *_frames(_LEFT, "generic role negated denied idle spelled", traits=_traits(Trait.HINT)),
    *_frames(_HINTED, "negated-deadline denied", confidence=0.7, traits=_traits(Trait.HINT)),
    *_frames(_YOU_HAVE, "", confidence=0.7),
    *_frames(_UNTIL_TO, "wait state denied idle span", confidence=0.8),
    *_frames(_DUTY, "yearly advice spelled generic role negated denied schedule", traits=_traits(Trait.DUTY)),
    *_frames(_DEMANDED, "advice generic role negated denied", traits=_traits(Trait.WHOLE)),
    *_frames(_OBLIGATION, "unanswered spelled generic role negated denied goal hoped yearly"),
    *_frames(_EXPIRY, "office security denied spell forecast spent told-then", kind=Kind.EXPIRY, confidence=0.85),
    *_frames(
        _EXPIRES_AFTER, "generic office security", kind=Kind.EXPIRY, confidence=0.8, traits=_traits(Trait.ANCHORED)
    ),
    *_frames(_CONDITION, "unless-by generic denied hoped", confidence=0.8, traits=_traits(Trait.CONDITION)),
    *_frames(_OFFERED, _NO_WINDOW + " state", confidence=0.8, traits=_traits(Trait.KEEPS_HOURS)),
    *_frames(_DEAL, _NO_WINDOW + " state", kind=Kind.EXPIRY, confidence=0.75, traits=_traits(Trait.KEEPS_HOURS)),
    *_frames(_PAPERS, _NO_WINDOW, confidence=0.85, traits=_traits(Trait.KEEPS_HOURS, Trait.MATTER)),
    *_frames(_WINDOW, _NO_WINDOW + " schedule state", confidence=0.85, traits=_traits(Trait.KEEPS_HOURS)),
    *_frames(_LATEST, "plan hoped future generic negated denied", confidence=0.75),
    *_frames(_IS_TO, "goal hoped generic denied", confidence=0.7),
    *_frames(
        _GIVEN_MORE,
        "own generic role denied plan spelled",
        kind=Kind.EXTENDED,
        confidence=0.7,
        traits=_traits(Trait.MORE),
    ),
    *_frames(_LISTED, "spelled negated", confidence=0.8, traits=_traits(Trait.LISTED)),
]
LIKELY = Frame(
    "likely",
    "@DATE",
    vetoes=frozenset(
        "negated negated-deadline denied not-before own generic role yearly advice goal hoped schedule office promo idle"
        " security setting spell start unanswered past-by".split()
    ),
    confidence=0.6,
)
"""What a time stands in that no other frame takes, and what speaks against it all the same."""

VETOES = [Veto(name, pattern) for name, pattern in _rows(_VETOES)]
