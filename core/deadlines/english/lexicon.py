"""What English words can do in the clauses that tell of deadlines: a word or a phrase -> its tags."""

from collections.abc import Iterator

from core.deadlines.grammar import Tag, Tags

_LEXICON: dict[Tag, str] = {
    # borders and small words
    Tag.PRONOUN: "he she it they we you i him her them us me these those his their its our your my himself itself "
    "themselves",
    Tag.AND: "and & plus",
    Tag.OR: "or nor",
    Tag.BUT: "but however yet though although whereas",
    Tag.THAT: "that",
    Tag.WHO: "who which whose whom where",
    Tag.WHEN: "when while because since whenever once",
    Tag.BY: "by | on or before, by or before, on or by, at or before, by no later than, by not later than",
    Tag.BEFORE: "before | prior to, ahead of, in advance of, earlier than",
    Tag.LATEST: "| at the latest, no later than, not later than, no later then, at the latest by, at latest by, at the latest on, "
    "latest by, and no later than, before the end of, by the latest",
    Tag.UNTIL: "until till til through thru | up to and including, until and including, through and including, up to, up until, as late as, good through, good until, until as late as",
    Tag.WITHIN: "within | inside of, in less than, in under, in the next, in the coming, over the next, in no more than, "
    "in not more than, in a maximum of, during the next, for the next",
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
    Tag.BETWEEN: "between",
    Tag.BEYOND: "beyond past",
    Tag.UNDER: "under | in line with, in accordance with, as part of, by order of",
    # auxiliaries
    Tag.IS: "is are am | is being, are being",
    Tag.WAS: "was were | was set to, were set to, was due to, were due to, was scheduled to, were scheduled to, been due to, been scheduled to, been set to, was expected to, were expected to",
    Tag.BE: "be been being",
    Tag.HAVE: "have has having get gets got | has got, have got, will have, will get, would have, still have, still has, "
    "have time, has time, have the time, has the time, are left with, is left with, has been left with, will now have, will then have, would then have, may have",
    Tag.HAD: "had | had time, had the time, had been left with, was left with, were left with, 'd have",
    Tag.WILL: "will won't | will now, now will, will instead, is now set to, are now set to, will be, is going to, are going to",
    Tag.WILL_NOW: "| will now, now will, would now, will instead, is now set to, are now set to",
    Tag.WOULD: "would wouldn't | would now, would have, would be, was going to, were going to",
    Tag.WERE: "| would have, would otherwise, would otherwise have, would have been, would have otherwise, would otherwise have been, would have otherwise been",
    Tag.CHANCE: "chance opportunity possibility right",
    Tag.YOU: "you you'll you're",
    Tag.CAN: "can may | is able to, are able to, will be able to, is allowed to, are allowed to, can still, may still, "
    "are invited to, is invited to, are welcome to, be able to, are encouraged to, is encouraged to, are eligible to, "
    "is entitled to, are entitled to, can now",
    Tag.COULD: "could might couldn't",
    Tag.MUST: "must shall | has to, have to, having to, needs to, need to, is required to, are required to, was required "
    "to, were required to, be required to, been required to, will be required to, would be required to, required to, will "
    "have to, would have to, is obliged to, are obliged to, was obliged to, were obliged to, be obliged to, is obligated "
    "to, are obligated to, obliged to, obligated to, has got to, have got to, is supposed to, are supposed to, was "
    "supposed to, were supposed to, is legally required to, are legally required to, is bound to, are bound to, legally "
    "bound to, must now, must either, must first, will need to, would need to, are under orders to, is under orders to, "
    "was under orders to, is compelled to, are compelled to, have a duty to, has a duty to, is under pressure to, are "
    "under pressure to, under pressure to, is mandated to, are mandated to, faces an order to, face an order to, is on "
    "notice to, are on notice to, must also, must still, also must, will now have to, now have to, now has to, now must",
    Tag.HAD_TO: "| had to, was forced to, were forced to, needed to, was compelled to, have had to, has had to",
    Tag.SHOULD: "should ought | should be, ought to, is advised to, are advised to, are asked to, is asked to",
    Tag.INSTEAD: "| instead of, rather than",
    Tag.OUGHT: "| should have, ought to have, should already have",
    Tag.IS_TO: "| is to, are to, was to, were to",
    Tag.DO: "do does did",
    Tag.NO: "no any without",
    Tag.UNDONE: "didn't hadn't | did not, had not, had yet to, had failed to",
    Tag.NOT: "not no never none neither nobody doesn't don't didn't isn't aren't wasn't weren't hasn't haven't hadn't "
    "won't couldn't wouldn't cannot can't mustn't | no longer, does not, do not, did not, has not, have not, had not, has "
    "yet to, have yet to, rather than",
    # what setters do
    Tag.GIVE: "give gives gave given giving grant grants granted granting allow allows allowed allowing hand hands handed "
    "handing afford affords afforded allot allotted allots offer offers offered offering leaves leave left leaving",
    Tag.DEMAND: "order orders ordered ordering tell tells told telling instruct instructs instructed instructing direct "
    "directs directed directing command commands commanded summon summons summoned compel compels compelled compelling "
    "oblige obliges obliging task tasks tasked tasking enjoin enjoined force forcing forced ruled rules "
    "ruling decree decreed decrees subpoena subpoenaed require requires required requiring | calls on, call on, called "
    "on, calling on, call upon, called upon, calls upon, signed an order, gave orders, gave orders for, put on notice, "
    "puts on notice, gave notice",
    Tag.ORDER: "order orders ordered ordering",
    Tag.REQUIRE: "demand demands demanded demanding require requires required requiring mandate mandates mandated "
    "mandating insist insists insisted insisting stipulate stipulates stipulated stipulating provide provides specify "
    "specifies specified | call for, calls for, called for, calling for, provides for, sets out, laid out, provided for",
    Tag.ASK: "ask asks asked asking urge urges urged urging request requests requested requesting invite invites "
    "invited inviting pressed pressing challenge challenges challenged want wants wanted wanting remind "
    "reminds reminded reminding advise advises advised implore implored beg begged recommend recommends recommended "
    "encourage encouraged warn warned warns "
    "| appealed to, appeals to, appeal to, appealing to, gives notice to",
    Tag.SET: "set sets setting impose imposes imposed imposing issue issues issued issuing announce announces announced "
    "announcing put puts fix fixes fixed declare declares declared deliver delivers delivered name named establish "
    "established send sent sends publish published sign signed approve approved agree agreed launch launched receive "
    "received open opened start started file filed lodge lodged serve served unveil unveiled adopt adopted expel "
    "expelled order ordered arrest arrested write wrote hand handed raise raised ban banned suspend suspended | laid "
    "down, lays down, handed down, dated, handed over, sent out",
    Tag.WARN: "warn warns warned warning threaten threatens threatened threatening",
    Tag.SAY: "say says said saying add adds added adding report reports reported write writes wrote state states stated "
    "confirm confirms confirmed tweet tweeted explain explained explains note noted notes believe believes believed "
    "think thinks thought argue argues argued claim acknowledged quoted told tells",
    # what deadlines are called, and what becomes of them
    Tag.DEADLINE: "deadline deadlines ultimatum ultimatums cutoff cut-off | cut off date, cut-off date, cutoff date, "
    "cut-off time, cut-off point, due date, due dates, target date, tender date, early tender date, tender deadline, closing date, closing dates, expiration date, expiry "
    "date, final date, last date, last dates, final dates, time limit, tax day, end date, cutoff time, last day to, last day for, final day to, final day "
    "for, last chance, final chance, last opportunity, statute of limitations, drop-dead date, bar date, "
    "action date, compliance date, submission date, filing date, long stop date, date by which, day by which, deadline date, maturity date",
    Tag.TERM: "amnesty limit portal window reprieve extension grace notice countdown clock timeframe timetable timeline schedule | grace period, notice period, "
    "cooling-off period, comment period, consultation period, time frame, public comment period, window of opportunity, "
    "go-shop period, redemption period, acceptance period, humanitarian pause, offer period, application period, "
    "transition period, exclusivity period, standstill period, negotiation period, enrolment period, enrollment period, registration period, filing period, claims period, submission period, bidding period, subscription period, option period, tender period, wind-down period, winding-down period, wind down period, acceptance deadline, acceptance window, appeal period, objection period, filing window, voting period, nomination window, nominations period, "
    "negotiating period, negotiating window, stay of execution, winding-down period",
    Tag.RESPITE: "extension extensions reprieve respite postponement prolongation | grace period, stay of execution",
    Tag.EXPIRE: "expire expires expired expiring lapse lapses lapsed lapsing sunset sunsets | run out, runs out, ran out, "
    "running out, run its course, runs its course, comes to an end, come to an end, came to an end, coming to an end, fall "
    "due, falls due, fell due, comes due, come due, came due, falls away, fall away, is up for renewal, are up for renewal, "
    "up for renewal, exhaust its borrowing authority, exhausts its borrowing authority, exhaust its authority, run out of borrowing authority, dries up, dry up, time out, times out, run dry, runs dry, stop being legal tender, stops being legal tender, stop being valid, stops being valid, cease to be valid, ceases to be valid, cease to be legal tender, no longer be legal tender, no longer be valid, become invalid, becomes invalid, become void, becomes void, become worthless, lose validity, cease to exist, ceases to exist, be allowed to expire",
    Tag.EXPIRY: "expiry expiration lapse | end of validity",
    Tag.ENDS: "ends terminates lapses expires | is up, are up, will be up, will end, is due to end, are due to end, is set to end, comes to an end, is over",
    Tag.END: "terminates end ends ended ending conclude concludes concluded terminate terminates terminated cease ceases ceased "
    "| is over, are over, was over, be over, is up, are up, will be up, be up",
    Tag.CLOSE: "close closes closed closing end ends ended ending finish finishes shut shuts | is over",
    Tag.PASS: "pass passes passed passing elapse elapses elapsed loom looms loomed looming approach approaches approached "
    "approaching near nears neared nearing arrive arrives arrived fall falls fell come comes came expire expires "
    "expired lapse lapsed lapses end ends ended slipped slips "
    "| came and went, comes and goes, come and gone, went by, kicks in, kick in, kicked in, runs out, ran out, run out, running out",
    Tag.DAYWORD: "date dates",
    Tag.LASTDAY: "| last day, final day, last date, final date",
    Tag.FALLS: "| falls on, fall on, fell on, falls at, is set for, was set for, has been set for, is fixed for, is set at, is scheduled for",
    Tag.MISS: "miss misses missed missing blow blew ignore ignored ignores ignoring defy defied defies defying flout "
    "flouted breach breached | failed to meet, fails to meet, fail to meet, failing to meet, failure to meet, let pass, "
    "let slip, failed to comply, fell short of, failed to observe, failed to keep, did not meet, failing to comply",
    Tag.MEET: "meet meets met beat beats beating meeting | complied with, comply with, complying with",
    Tag.EXTEND: "extend extends extended extending prolong prolongs prolonged prolonging postpone postpones postponed "
    "postponing reopened stretch stretched stretches delay delays delayed delaying defer defers deferred deferring renew renews renewed renewing lengthen "
    "lengthened | push back, pushes back, pushed back, "
    "pushing back, move back, moved back, moves back, put off, puts off, putting off, rolled over, roll over, pushed out, "
    "push out, put back, puts back, held off, hold off, holding off, kicked back, set back",
    Tag.PUSH: "push pushes pushed pushing shift shifts shifted shifting slide slid slip slips slipped slipping moved move moves moving",
    Tag.ADD: "add added adds adding",
    Tag.LET: "let lets letting allow allows allowed allowing permit permits permitted permitting",
    Tag.SHORTEN: "shorten shortens shortened shortening advance advanced tighten tightened tightens accelerate "
    "accelerated cut cuts cutting halve halved slash slashed changed change changes reset resets forward move moved moves "
    "| bring forward, brings forward, brought forward, bringing forward, move up, moved up, moves up, moved forward, "
    "pulled forward, sped up, speed up, put forward, moving up",
    Tag.WITHDRAW: "withdraw withdraws withdrew withdrawn withdrawing drop drops dropped dropping lift lifts lifted rescind "
    "rescinds rescinded cancel cancels cancelled canceled scrap scraps scrapped abandon abandons abandoned retract "
    "retracts retracted revoke revokes revoked waive waived waives remove removed removes | calls off, called off, call "
    "off, took back, takes back, backed away from, backs away from, backed down from, backs down from, backed off",
    Tag.HALT: "suspends suspended blocks blocked freezes froze frozen halts halted stays stayed pauses paused waives waived "
    "voids voided quashes quashed overturns overturned | puts on hold, put on hold, strikes down, struck down, sets aside, "
    "set aside, throws out, threw out, thrown out, not be enforced, postponed indefinitely, put off indefinitely, "
    "delayed indefinitely",
    Tag.DUE: "due payable owed",
    Tag.START: "starting beginning effective commencing starts begins began begun begin commences start counted running "
    "| starts running, takes effect, take effect, come into effect, comes into effect, came into effect, come into force, "
    "comes into force, took effect, go into effect, goes into effect, went into effect, entered into force, kick in, kicks in",
    Tag.FORMER: "previous previously original originally earlier initial initially old former formerly prior | first due, once set, first "
    "set, first scheduled, first planned",
    Tag.NEW: "new revised fresh tighter updated",
    Tag.LEFT: "left remaining remain remains go | to spare",
    Tag.MORE: "more additional another extra further longer",
    # what runs out, what is handed in
    Tag.THING: "agreement agreements truce ceasefire cease-fire treaty treaties deal pact accord accords law legislation "
    "authorisation authorization mandate funding budget resolution licence license licences licenses permit permits waiver "
    "waivers exemption exemptions lease leases contract concession visa visas sanctions permission moratorium reprieve "
    "programme program scheme subsidy subsidies benefits protection protections benefit status detention custody remand suspension pause "
    "emergency order orders injunction freeze guarantee quota provision authority charter coverage accreditation memorandum "
    "arrangement arrangements grace stopgap appropriations tariffs amnesty incentive incentives powers curfew clause rules "
    "armistice warrant warrants buyback buy-back bailout facility derogation embargo notice certificate extension window "
    "ultimatum hiatus standstill validity framework option "
    "| tax break, tax breaks, tax cut, tax cuts, tax credit, tax credits, continuing resolution, stopgap measure, spending "
    "bill, state of emergency, restraining order, collective agreement, labor contract, work permit, work permits, stop-gap "
    "measure, support for, free support, technical support, security support, extended support, debt ceiling, debt limit, eviction ban, price cap, standstill agreement, export ban, grace period",
    Tag.MEASURE: "ban bans enforcement implementation departure exit introduction duties levy levies tariff tariffs sanctions "
    "eviction evictions closure execution withdrawal divestiture increase penalties restrictions requirement requirements "
    "regulation regulations sell-off divestment foreclosure foreclosures pullout strike walkout mission missions deployment operation operations",
    Tag.FUND: "| fund the government, funds the government, funded the government, funding the government, fund the federal "
    "government, funds the federal government, funding the federal government, fund federal agencies, funds federal "
    "agencies, keep the government open, keeps the government open, keep the government running, keeps the government "
    "running, keep the government funded, keeps the government funded, keep federal agencies open, finance the "
    "government, finances the government, fund the state, funds the state",
    Tag.OFFER: "offer offers sale promotion promo deal deals discount discounts bonus pre-order preorder pre-orders early-bird "
    "earlybird presale pre-sale coupon voucher vouchers savings pricing prices tickets ticket bargain bargains "
    "| tender offer, exchange offer, takeover offer, early bird, special offer, introductory offer, promo code",
    Tag.PAPER: "application applications bid bids nomination nominations entry entries submission submissions comment "
    "comments claim claims registration registrations enrollment enrolment enrolments proposal proposals tender tenders "
    "objection objections responses ballot ballots petition petitions payment payments instalment instalments installment "
    "installments taxes rent brief briefs filings expression expressions rsvp rsvps bidding consultation consultations subscriptions "
    "quotation quotations replies pitches manuscripts essays fee fees donations bookings reservations feedback "
    "documents paperwork records reply answer response notifications prepayment prepayments pre-payment pre-payments contributions disclosures rebuttal memos refunds sign-ups applicants candidacies "
    "candidatures nominees answers explanation explanations apology compensation refund pleadings papers survey surveys "
    "| interest on, interest payment, interest payments, tax return, tax returns, mail ballots, public comments, comment period, expressions of interest, application "
    "window, open enrollment, call for papers, voter registration, postal votes, absentee ballots, mail-in ballots, written "
    "comments, letters of intent, ballot papers, nomination papers, public consultation, public comment, public comment "
    "period, application period, nomination period",
    Tag.SUBMIT: "apply register file submit lodge enrol enroll nominate respond comment claim pay repay bid return "
    "appeal object contest notify tender redeem withdraw declare disclose reply answer petition complete send deliver "
    "postmark mail reapply update donate contribute deposit export swap switch cancel transfer exchange convert enter renew report opt request vote rsvp "
    "| do so, sign up, opt out, opt in, hand in, turn in, send in, have their say, make a claim, cast ballots, weigh in, cast their "
    "ballots, mail in, come forward, give feedback, make representations, have your say, hand over, fill out, fill in",
    Tag.SUBMITTED: "freed gone submitted filed received lodged postmarked paid returned sent made registered completed entered claimed "
    "emailed mailed accepted repaid tendered redeemed contested uploaded accepts accepting accept taking addressed taken refunded considered welcomed exchanged swapped deposited cashed renewed converted challenged appealed redeemed cancelled posted delivered "
    "| handed in, sent in, turned in",
    Tag.BUY: "buy purchase order book pre-order preorder save score grab snap use subscribe download get | sign up for, snap "
    "up, pick up, take advantage, lock in, cash in, sign up",
    Tag.OPEN: "open opens opened reopen reopens accepted available accepting",
    Tag.SHUTDOWN: "shutdown shutdowns shut-down default lockout | government shutdown, partial shutdown, fiscal cliff, x-date, runs out of money, run out of money, ran out of money, running out of money",
    # conditions
    Tag.IF: "if provided | in case, in the event, as long as, so long as",
    Tag.UNLESS: "unless otherwise barring absent | if not, in the absence of",
    Tag.WITHOUT: "without",
    Tag.OR_ELSE: "| or else, or face, or risk, or lose, or be, or it will, or they will, or he will",
    Tag.FAIL: "fail fails failed failing failure refuse refuses refused refusing decline declined declining declines reject "
    "rejects rejected lack | turned down, turns down, turn down, was unable, were unable, been unable",
    Tag.FACE: "face faces faced facing confront confronts racing race races rush rushing rushed scramble scrambling avert "
    "averting avoid avoiding prevent looming risk risks risking",
    # what speaks against a deadline
    Tag.FORECAST: "expect expects expecting forecast forecasts predict predicts predicted anticipate anticipates anticipated "
    "think thinks believe believes estimate estimates estimated estimating likely unlikely foresee foresees foreseen probably possibly perhaps reckon reckons poised "
    "predicting projecting hopeful expected sees projected seen "
    "| is expected to, are expected to, was expected to, were expected to, expected to, be expected to, is likely to, are "
    "likely to, is forecast to, on track to, on track for, on a fast track to, on a fast-track to, on the fast track to, on course to, on course for, is projected to, are projected to, "
    "would likely",
    Tag.PLAN: "aim aims aimed aiming hope hopes hoped hoping intend intends intended intending pledged pledges pledging vow vows "
    "vowed vowing promise promises promised promising committed commits committing targets targeting targeted target intention priority aim seek seeks "
    "sought seeking scheduled wish wishes goal goals ambition ambitions aspires strive striving confident optimistic "
    "determined eyeing eyes slated planned planning roadmap "
    "| plans to, plan to, planned to, planning to, planning for, plans on, plan for, plans for, looking to, looks to, would like, would like to, "
    "set a goal, wants to, want to, wanted to, is trying to, are trying to, is due to, are due to, was due to, were due to, "
    "hopes to, is set to, are set to, was set to, were set to, due to be, to be completed, to be finished, to be ready, to be delivered, is slated to, scheduled to, is scheduled to, are "
    "scheduled to, was scheduled to, were scheduled to, been scheduled to, set to, has promised to, agreed to, agrees to, aims to, said it will, said it would",
    Tag.STATE: "remain remains remained remaining stay stays stayed keep keeps kept closed suspended last lasts lasted lasting "
    "continue continues continued continuing jailed banned barred wait waits waited waiting serve served serving work worked "
    "works live lived play played plays run runs ran running sidelined postponed available rest hold holds held detained "
    "operate operates operated resume resumes resumed shelved delayed lead led stand stands stood sit sits sat sleep slept "
    "drink fought fight talk talked shut occupied cancelled canceled blocked halted halt shuttered absent ruled open opens",
    Tag.EVENT: "meeting meetings match matches game games election elections vote launch concert festival ceremony hearing trial "
    "summit debate tournament premiere release conference exhibition show race wedding funeral season series championship "
    "tour visit session event flight flights play interview",
    Tag.OFFICE: "term terms presidency tenure reign premiership chairmanship captaincy sentence sentences | whose contract, whose deal, whose current contract, whose current deal, his contract, her contract, his deal, her deal, his current contract, her current contract, contract "
    "with the club, deal with the club, loan deal, term of office",
    Tag.SECURITY: "notes bonds bond debentures debenture bills treasurys treasuries securities futures options debt preferred "
    "convertible gilts gilt bunds maturity maturing lock-up lockup contracts swaps certificates yield yields note crude delivery "
    "| senior notes, treasury bills, convertible notes",
    Tag.SPELL: "week month quarter year weeks months quarters years season period half session day days hours",
    Tag.GENERIC: "every each any anyone normally usually typically generally always often whenever annually automatically "
    "commonly ordinarily everyone | in general, by law, under the law, as a rule, under normal, the law says",
    Tag.PLAYER: "defender midfielder striker forward goalkeeper keeper winger player manager coach boss pitcher quarterback captain playmaker fullback rookie",
    Tag.EXPERT: "scientist scientists expert experts analyst analysts economist economists researcher researchers study charity charities campaigner campaigners activist activists think-tank doctors",
    Tag.ROLE: "shoppers customers buyers consumers passengers patients tenants employers employees travellers travelers visitors "
    "borrowers applicants taxpayers companies firms users drivers parents students people owners landlords policyholders "
    "sellers businesses retailers members workers recipients homeowners subscribers guests players pupils suspects "
    "staff defendants immigrants migrants asylum-seekers claimants you",
    Tag.DENY: "deny denies denied denying dismiss dismissed dismisses refute refuted | no truth, ruled out, rules out, rule out, declined "
    "to set, declined to give, refused to set, stopped short of, avoided putting, avoided setting, avoid setting, without "
    "setting, without giving",
    Tag.BACK: "back",
    Tag.PROMO: "newsletter newsletters subscribe podcast inbox",
    Tag.CUSTODY: "held detained | kept in custody, held in custody, kept in detention, held without charge",
    Tag.WORD: "date dates chance opportunity possibility right benefit status confirm confirmed report reported note noted state stated add added explain explained claim claimed states forces ruling | planning department, planning permission, planning committee, planning authority, planning office, planning notice, planning inspector, run out of, runs out of, ran out of, running out of, a plan to, the plan to, its plan to, their plan to, his plan to, a plan for, the plan for, its plan for, their plan for, his plan for, incident reports, annual reports, financial reports, progress reports, reports to, reports on, paid out, pays out, pay out, reach terms, come to terms, agree terms, terms of, new terms, present plans for, submit plans for, produce plans for, publish plans for, draw up plans for, hand in plans for, come up with, comes up with, came up with, coming up with, come forward with, come back, firm intention, notice of intention, declaration of intention",
    Tag.IDLE: "explore cook visit tour prepare rest recover train practise practice rehearse enjoy live play think celebrate wait relax | get ready, get used, get well, get over, get going, get through",
    Tag.SELF: "himself herself itself themselves ourselves myself yourself yourselves",
    Tag.HABIT: "daily weekdays nightly overnight",
}  # fmt: skip

FILLERS = frozenset(
    """the a an only just now also still already immediately formally officially effectively finally currently about
    around roughly approximately nearly almost some exactly precisely even ever so then very fully simply quickly really
    actually reportedly allegedly apparently voluntarily publicly legally either both all temporarily permanently
    unilaterally jointly separately unanimously merely barely mere short tight strict hard self-imposed fast-approaching
    upcoming crucial key critical tough so-called impending again soon here there too instead meanwhile therefore thus
    repeatedly ultimately eventually online directly completely safely peacefully promptly urgently swiftly quickly
    successfully properly accordingly earliest mid late early at_least conditionally collectively less fewer than""".split()
)
"""Words that fill: frames are read without them."""


def _entries() -> Iterator[tuple[str, Tag]]:
    for tag, text in _LEXICON.items():
        words, _, phrases = text.partition("|")
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
