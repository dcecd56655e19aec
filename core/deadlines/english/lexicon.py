"""What English words do in the clauses that tell of deadlines: a word or a phrase -> its tag."""

from collections.abc import Iterator

from core.deadlines.grammar import Tag, Tags

_LEXICON: dict[Tag, str] = {
    Tag.PRONOUN: "he she it they we you i him her them us me who's this these those his their its our your my himself "
    "itself themselves someone anybody",
    Tag.AND: "and & plus",
    Tag.OR: "or nor",
    Tag.BUT: "but however yet though although whereas",
    Tag.THAT: "that",
    Tag.WHO: "who which whose whom where",
    Tag.WHEN: "when while because since whenever once",
    Tag.BY: "by before | no later than, not later than, no_later_than, prior to, ahead of, on or before, by or before, "
    "at latest by, by no later than, no later then, on or by, in advance of, at the latest on, latest by, at or before",
    Tag.UNTIL: "until till til through thru | up to, up until, as late as, good through, good until",
    Tag.WITHIN: "within | inside of, in less than, in under, in the next, in the coming, over the next, in no more than, "
    "in not more than, in a maximum of, in as little as, during the next",
    Tag.IN: "in during inside",
    Tag.ON: "on upon",
    Tag.AT: "at",
    Tag.FOR: "for",
    Tag.OF: "of",
    Tag.TO: "to",
    Tag.FROM: "from | as of, as from, with effect from, counting from",
    Tag.AFTER: "after following",
    Tag.AS: "as",
    Tag.WITH: "with amid despite",
    Tag.IS: "is are 're 'm am | is being, are being",
    Tag.WAS: "was were",
    Tag.BE: "be been being",
    Tag.HAVE: "have has having get gets getting 've | has got, have got, will have, will get, would have, will then have, "
    "still have, still has, are left with, is left with, has been left with, may have",
    Tag.HAD: "had got | had been left with, was left with, were left with",
    Tag.WILL: "will won't | will be, is going to, are going to, won't be",
    Tag.WOULD: "would wouldn't 'd | would be, was going to, were going to",
    Tag.CAN: "can cannot may | is able to, are able to, will be able to, is allowed to, are allowed to, can still, may still, "
    "are invited to, is invited to, are welcome to, be able to, are encouraged to, is encouraged to, are eligible to",
    Tag.COULD: "could might couldn't",
    Tag.MUST: "must mustn't shall | has to, have to, had to, having to, needs to, need to, needed to, is required to, are required to, "
    "was required to, were required to, be required to, been required to, required to, will have to, would have to, is obliged to, are obliged to, "
    "was obliged to, were obliged to, is obligated to, are obligated to, obliged to, obligated to, has got to, have got to, "
    "is supposed to, are supposed to, was supposed to, were supposed to, is legally required to, are legally required to, "
    "is bound to, are bound to, legally bound to, must now, must either, must first, will need to, would need to, 'll have to, has until then to, "
    "are under orders to, is under orders to, was under orders to, were under orders to, is compelled to, are compelled to, was forced to, "
    "have a duty to, has a duty to, is under pressure to, are under pressure to, under pressure to, is mandated to, are mandated to, "
    "is expected by law to, faces an order to, face an order to, is on notice to, are on notice to, it is required that, may only, should either",
    Tag.SHOULD: "should ought | should be, ought to, is advised to, are advised to, are asked to",
    Tag.IS_TO: "is to, are to, was to, were to",
    Tag.DO: "do does did doesn't don't didn't",
    Tag.NOT: "not no never without none neither n't nobody isn't aren't wasn't weren't hasn't haven't hadn't won't "
    "| no longer, does not, do not, did not, has not, have not, had not, has yet to, have yet to, rather than, instead of, no fixed, no firm, no set, no official, no specific, no formal, no hard, no clear",
    Tag.GIVE: "give gives gave given giving grant grants granted granting allow allows allowed allowing hand hands handed "
    "handing afford affords afforded allot allotted allots leave leaves leaving serve served serves buy buys",
    Tag.DEMAND: "order orders ordered ordering tell tells told telling instruct instructs instructed instructing direct "
    "directs directed directing demand demands demanded demanding require requires requiring command "
    "commands commanded commanding summon summons summoned compel compels compelled compelling oblige obliges "
    "task tasks tasked enjoin enjoined insist insists insisted insisting mandate mandates mandated mandating "
    "rule rules ruled ruling force forces forced forcing subpoena subpoenas subpoenaed threaten threatens threatened threatening "
    "decree decreed decrees stipulate stipulates stipulated stipulating oblige obliged sentence charge | order for, "
    "call for, calls for, called for, calling for, calls on, call on, called on, calling on, call upon, called upon, calls upon, "
    "signed an order, gave orders, give notice, gave notice, given notice, put on notice, serves notice, served notice, set out, provides for, provides that",
    Tag.ASK: "ask asks asked asking urge urges urged urging request requests requested requesting invite invites "
    "invited press presses pressed challenge challenges challenged want wants wanted remind reminds reminded reminding "
    "advise advises advised encourage encourages implore implored beg begged recommend recommends recommended appeal appealed "
    "| appealed to, appeals to, appeal to",
    Tag.SET: "set sets setting impose imposes imposed imposing issue issues issued issuing announce announces "
    "announced announcing put puts fix fixes fixed declare declares declared declaring deliver delivers delivered "
    "name named establish established send sent sends lay laid establishes unveil unveiled propose proposed publish published sign signed "
    "approve approved agree agreed launch launched receive received open opened start started file filed lodge lodged hold held | laid down, lays down, handed down, dated",
    Tag.WARN: "warn warns warned warning threaten | ",
    Tag.SAY: "say says said saying add adds added adding report reports reported write writes wrote state states stated "
    "confirm confirms confirmed tweet tweeted explain explained explains note noted notes believe believes believed "
    "think thinks thought argue argues argued claim acknowledged acknowledge quoted",
    Tag.DEADLINE: "deadline deadlines ultimatum ultimatums cutoff cut-off time-limit duedate | cut off date, cut-off date, cutoff date, "
    "cut-off time, due date, due dates, target date, closing date, closing dates, expiration date, expiry date, final date, last day, last date, "
    "final day, time limit, date limit, end date, cutoff time, use-by date, sell-by date, last chance, last opportunity, statute of limitations, "
    "countdown clock, drop-dead date, stop date, bar date, compliance date, submission date, filing date, long stop date",
    Tag.TERM: "period periods window windows reprieve grace notice truce ceasefire cease-fire pause moratorium waiver "
    "timeframe timetable timeline countdown stay respite consultation limit clock timescale amnesty "
    "buffer extension suspension negotiation negotiations cure appeal opportunity comment | grace period, notice period, cooling-off period, comment period, waiting period, "
    "consultation period, time frame, public comment period, cooling off period, window of opportunity, go-shop period, redemption period, review period, humanitarian pause",
    Tag.EXPIRE: "expire expires expired expiring expiry expiration lapse lapses lapsed lapsing sunset sunsets "
    "| run out, runs out, ran out, running out, run its course, is up, are up, was up, comes to an end, come to an end, came to an end, coming to an end, "
    "fall due, falls due, fell due, runs its course, be up, comes due, come due, came due, end of validity, dry up, dries up",
    Tag.END: "end ends ended ending close closes closed closing finish finishes finished conclude concludes concluded "
    "terminate terminates terminated cease ceases ceased | is over, are over, was over, be over, winds up, shuts, shut down",
    Tag.PASS: "pass passes passed passing elapse elapses elapsed loom looms loomed looming approach approaches approached "
    "approaching near nears neared nearing arrive arrives arrived fall falls fell kick kicked come comes came slip slipped hit hits "
    "| came and went, comes and goes, come and gone, went by, go by, goes by, kicks in, kick in, falling",
    Tag.MISS: "miss misses missed missing blow blew ignore ignored ignores ignoring defy defied defies defying flout flouted breach breached "
    "| failed to meet, fails to meet, fail to meet, failing to meet, failure to meet, let pass, let slip, failed to comply",
    Tag.MEET: "meet meets met meeting beat beats beating satisfy satisfied | complied with, comply with, met the",
    Tag.EXTEND: "extend extends extended extending prolong prolongs prolonged prolonging postpone postpones "
    "postponed postponing delay delays delayed delaying defer defers deferred deferring renew renews renewed renewing lengthen "
    "lengthened | push back, pushes back, pushed back, pushing back, move back, moved back, moves back, put off, puts off, putting off, "
    "rolled over, roll over, pushed out, push out, put back, puts back, pushed to, moved to, delayed to, held off, hold off, holding off",
    Tag.SHORTEN: "shorten shortens shortened shortening advance advanced tighten tightened tightens accelerate "
    "accelerated reduce reduced reduces cut cuts cutting halve halved slash slashed | "
    "bring forward, brings forward, brought forward, bringing forward, move up, moved up, moves up, "
    "moved forward, pulled forward, trimmed, sped up, speed up, changed to, changed the, revised to, change the",
    Tag.WITHDRAW: "withdraw withdraws withdrew withdrawn withdrawing drop drops dropped dropping lift lifts lifted rescind "
    "rescinds rescinded cancel cancels cancelled canceled scrap scraps scrapped abandon abandons abandoned retract retracts retracted "
    "revoke revokes revoked waive waived waives remove removed removes | calls off, called off, call off, took back, takes back, backed away from, backs away from, backed down from, backs down from, backed off",
    Tag.DUE: "due payable owed",
    Tag.START: "starting beginning effective commencing starts begins began begun begin commences start counted running",
    Tag.FORMER: "previous previously original originally earlier initial initially old former formerly already-extended first prior",
    Tag.NEW: "new revised fresh latest tighter final",
    Tag.LEFT: "left remaining remain | to go, to spare",
    Tag.MORE: "more additional another extra further longer",
    Tag.THING: "agreement agreements truce ceasefire cease-fire treaty treaties deal pact accord accords law laws act legislation authorisation authorization "
    "mandate funding fund funds budget resolution licence license licences licenses permit permits waiver waivers exemption exemptions lease leases "
    "contract contracts concession visa visas sanctions permission moratorium reprieve programme program scheme subsidy "
    "subsidies credit credits benefits benefit relief protection protections protective detention custody remand suspension pause emergency order "
    "orders injunction freeze guarantee quota cap provision provisions policy policies authority charter patent coverage insurance "
    "passport passports accreditation registration memorandum arrangement arrangements grace stopgap appropriations tariffs tariff pledge stay "
    "statute status amnesty incentive incentives powers measures measure curfew clause rule rules rates contract's armistice warrant warrants bailout loan loans facility "
    "trial derogation royalty embargo antitrust money cash supplies discount ultimatum notice certificate certificates sublease "
    "| tax break, tax breaks, tax cut, tax cuts, tax credit, tax credits, continuing resolution, stopgap measure, spending bill, state of emergency, restraining order, collective agreement, labor contract, "
    "work permit, work permits, stop-gap measure, lock-up agreement, debt ceiling, debt limit, eviction ban, price cap, standstill agreement, export ban",
    Tag.OFFER: "offer offers sale promotion promo deal deals discounts bonus pre-order preorder pre-orders early-bird earlybird presale pre-sale coupon voucher vouchers savings "
    "pricing prices price tickets ticket code | tender offer, exchange offer, takeover offer, early bird, special offer, introductory offer, early-bird tickets, early bird tickets, early-bird pricing",
    Tag.PAPER: "application applications bid bids nomination nominations entry entries submission submissions comment comments claim "
    "claims registration registrations registering enrollment enrolment proposal proposals tender tenders objection objections return "
    "returns response responses ballot ballots petition petitions payment payments instalment instalments installment installments taxes tax rent brief briefs filing filings "
    "enquiries expression expressions rsvp rsvps bidding consultation consultations quotation quotations reply replies pitches manuscripts essays fee fees dues donations donation appeals scripts "
    "bookings booking reservations paperwork feedback notification notifications contribution contributions disclosure disclosures rebuttal testimony memos invoice invoices withdrawals refund refunds "
    "| tax return, tax returns, mail ballots, public comments, comment period, expressions of interest, applications period, application period, application window, open enrollment, "
    "sign-ups, call for papers, early voting registration, voter registration, postal votes, absentee ballots, mail-in ballots, written comments, letters of intent, ballot papers, nomination papers, public consultation, public comment, public comment period",
    Tag.SUBMIT: "apply register file submit lodge enrol enroll nominate respond comment claim pay repay bid "
    "return vote appeal object contest opt renew notify tender redeem withdraw declare disclose reply answer challenge petition "
    "complete send deliver postmark mail reapply update verify donate contribute exchange convert enter refile settle report "
    "| sign up, opt out, opt in, hand in, turn in, send in, have their say, make a claim, cast ballots, weigh in, cast their ballots, mail in, pay up, pick up, buy back, put forward, step forward, come forward, give feedback, make representations, take part, log on to, have your say",
    Tag.SUBMITTED: "submitted filed received lodged postmarked paid returned sent made registered delivered completed entered claimed emailed mailed accepted "
    "applied repaid tendered redeemed contested handed postmarked uploaded accepts accepting accept addressed presented taken | handed in, sent in, turned in, picked up",
    Tag.BUY: "buy purchase order book pre-order preorder save score grab snap use subscribe download watch get pick | sign up for, snap up, pick up, take advantage, lock in, cash in, take part",
    Tag.OPEN: "open opens accepted available valid accepting",
    Tag.SHUTDOWN: "shutdown shutdowns shut-down default lockout walkout | government shutdown, partial shutdown, fiscal cliff, x-date, no-deal exit",
    Tag.IF: "if provided should_fail | in case, in the event, as long as, so long as, should no, assuming",
    Tag.UNLESS: "unless otherwise | or else, if not, or face, or risk, or lose, or be",
    Tag.FAIL: "fail fails failed failing failure refuse refuses refused refusing reject rejects rejected cannot lack comply complies",
    Tag.FACE: "face faces faced facing confront confronts racing race races rush rushing rushed scramble scrambling scrambled struggling hurry hurrying",
    Tag.FORECAST: "expect expects expecting forecast forecasts predict predicts predicted project projects projected "
    "anticipate anticipates anticipated estimate estimates estimated likely unlikely foresee foresees foreseen probably possibly "
    "perhaps projection reckon reckons poised predicting projecting hopeful seen expected | is expected to, are expected to, was expected to, were expected to, "
    "expected to, is likely to, are likely to, is forecast to, is seen, are seen, on track to, on track for, on course to, on course for, is projected to, are projected to, are set to, is set to, was set to, were set to, "
    "be expected to, it expects, would likely",
    Tag.PLAN: "plan plans planned planning aim aims aimed aiming hope hopes hoped hoping intend intends intended intending pledge "
    "pledges pledged pledging vow vows vowed vowing promise promises promised promising commit commits committed committing target targets targeted targeting "
    "seek seeks sought seeking schedule scheduled schedules wish wishes goal goals ambition ambitions ambitious wants plan's strategy roadmap aspires "
    "strive striving confident optimistic determined expects eyeing eyes scheduling slated | looking to, looks to, would like, would like to, set a goal, wants to, want to, wanted to, is trying to, are trying to, is due to, are due to, was due to, were due to, hopes to, "
    "due to be, to be completed, to be finished, to be ready, is slated to, scheduled to, is scheduled to, are scheduled to, was scheduled to, were scheduled to, been scheduled to, set to",
    Tag.STATE: "remain remains remained remaining stay stays stayed keep keeps kept closed suspended last lasts lasted lasting "
    "continue continues continued continuing jailed jail banned barred wait waits waited waiting serve served serving work worked works working "
    "live lived play played plays run runs ran running sidelined postponed available visible rest hold holds held hospitalised "
    "detained operate operated operates operating grounded resume resumes resumed return returns shelved delayed lead led known stand stands stood sit sits sat "
    "sleep slept sold drink drank dance danced fought fight talk talked stays shut occupied cancelled canceled blocked halted halt halts shuttered hiatus absent ruled reopened reopen reopens",
    Tag.EVENT: "meeting meetings match game election elections vote launch concert festival ceremony hearing trial summit debate final tournament "
    "premiere release conference exhibition show race wedding funeral season series championship championships tour",
    Tag.OFFICE: "term terms presidency tenure office reign premiership chairmanship captaincy contract_with deal_with sentence sentences fixed-term",
    Tag.SECURITY: "notes bonds bond debentures debenture bills treasurys treasuries securities futures options debt preferred convertible gilts gilt bunds paper maturity "
    "maturing mature matures note lock-up lockup delivery contracts swaps certificates yield yields coupon | senior notes, treasury bills, convertible notes",
    Tag.GENERIC: "every each any anyone normally usually typically generally always often whenever annually yearly monthly weekly "
    "automatically commonly ordinarily everyone | in general, by law, under the law, as a rule, at least once, within hours of, under normal, the law says",
    Tag.DENY: "deny denies denied denying dismiss dismissed dismisses refute refuted rule_out | ruled out, rules out, rule out, declined to set, declined to give, refused to set, stopped short of, "
    "avoided putting, avoided setting, avoid setting, refuses to set, without setting, without giving, not set, has not set, not setting, yet to set, reject any, no such, wouldn't set, would not set",
    Tag.HABIT: "daily weekdays nightly overnight | from monday to, monday to, monday through",
}  # fmt: skip

FILLERS = frozenset(
    """the a an only just now also still already immediately formally officially effectively finally currently
    about around roughly approximately nearly almost some at_least exactly precisely even ever so then very fully
    simply quickly really actually reportedly allegedly apparently voluntarily publicly legally either both all
    temporarily permanently unilaterally jointly separately unanimously merely barely mere short tight strict hard self-imposed
    fast-approaching looming upcoming coming crucial key critical tough firm so-called impending close-of-business
    latest following next mid late early another more further extra additional full whole additional maximum minimum
    again soon once here there too instead further meanwhile therefore thus repeatedly ultimately eventually online
    directly completely safely peacefully promptly urgently swiftly quickly successfully properly accordingly
    “ ” " ‘ ’""".split()
) - {"another", "more", "further", "extra", "additional", "latest", "following", "coming", "once", "remaining"}
"""Words that fill: frames are read without them."""


def _entries() -> Iterator[tuple[str, Tag]]:
    for tag, text in _LEXICON.items():
        words, bar, phrases = text.partition("|")
        if not bar and "," in words:
            words, phrases = "", words
        for word in words.split():
            yield word, tag
        for phrase in phrases.split(","):
            if phrase.strip():
                yield " ".join(phrase.split()), tag


def _tables() -> tuple[dict[str, Tags], dict[str, list[tuple[tuple[str, ...], Tags]]]]:
    """Return what words and phrases can do; longer phrases come first."""
    found: dict[str, set[Tag]] = {}
    for entry, tag in _entries():
        found.setdefault(entry, set()).add(tag)
    words = {entry: frozenset(tags) for entry, tags in found.items() if " " not in entry}
    phrases: dict[str, list[tuple[tuple[str, ...], Tags]]] = {}
    for entry, tags in found.items():
        if " " in entry:
            parts = tuple(entry.split())
            phrases.setdefault(parts[0], []).append((parts, frozenset(tags)))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return words, phrases


WORDS, PHRASES = _tables()
