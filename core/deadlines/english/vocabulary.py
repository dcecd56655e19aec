"""What English says in small words: articles, pronouns, who can demand something, how "otherwise" is put."""

import re

from core.deadlines.grammar import Tag, Vocabulary

_NOUN_OR = r"(?:face|risk|lose|be|see|suffer|pay|forfeit|it|they|he|she)"
_NEGATION = r"(?:not|no|fails?|refuses?|doesn[’']t|don[’']t)"

ENGLISH_WORDS = Vocabulary(
    articles=frozenset("the a an its their his her this these those our all any some that your my".split()),
    definite=frozenset("the this that its their his her these those both all our".split()),
    indefinite=frozenset("a an any each every".split()),
    demonstrative=frozenset("that this".split()),
    pronouns=frozenset("he she they".split()),
    pointing_back=frozenset("its their his her this these that those they it he she then".split()),
    then=re.compile(r"\b(?:then|afterwards|thereafter|that\s+date|that\s+day)\b", re.IGNORECASE),
    and_then=re.compile(r"(?:^|\s)(?:then|thereafter)(?:\s+(?:have|has|had|gets?))?$", re.IGNORECASE),
    by_whom="by",
    began=frozenset("began started begun".split()),
    gone=re.compile(r"^(?:\w+ed|ran out|came.*|went.*|fell.*|hit|slipped|gone by)$", re.IGNORECASE),
    let="let",
    had_been=("was ", "were ", "had ", "been "),
    given=re.compile(r"\b(?:was|were) given\b"),
    instead=re.compile(r"\b(?:instead|will\s+now|(?:is|are)\s+now|no\s+longer)\b", re.IGNORECASE),
    before_an_event=("before", "after"),
    prepositions=frozenset(
        "against between among over about into toward towards across near beyond concerning".split()
    ),
    cutting=frozenset("against over about into toward towards across near beyond concerning".split()),
    dangling=frozenset("the a an this that their its his her our around about just roughly the and no later".split()),
    event_leads=frozenset("just only on last".split()),
    rulings=frozenset("decision announcement statement verdict judgment judgement letter notice speech vote".split()),
    adverbs=frozenset(
        "now then still also only already just therefore however meanwhile formally immediately again here so instead "
        "further currently officially early late earlier later yesterday repeatedly recently each".split()
    ),
    no_verbs=frozenset("the a an its their his her this these that those such any all each many more most".split()),
    not_a_verb=re.compile(r"(?!(?:bring|ring|sing|swing|cling|fling|spring|sting|wring)$)\w+ing$"),
    not_a_noun=re.compile(r"\w+(?:ing|ed)$"),
    no_noun=frozenset("which that who were was is are".split()),
    nobody=frozenset(
        """he she it they we you i who which there those these people analysts analyst experts sources source reports
        report media spokesman spokeswoman spokesperson statement officials him them us someone anyone one what another
        others critics observers guide study researchers economists forecasters this that
        nothing everyone reporters man woman notice papers day week month year deadline ultimatum task objection time
        work talks way rest reuters afp bbc cnn xinhua tass ap witness witnesses website letter filing traders dealers""".split()
    ),
    powers=frozenset(
        """government administration ministry minister president premier court judge tribunal regulator council
        commission commissioner agency authority authorities union unions army military police mayor governor parliament
        assembly lawmakers senators senate congress committee watchdog creditors lenders bank board bidder bidders
        rebels kidnappers prosecutor prosecutors leaders leader general commander envoy agreement law bill settlement
        ruling order deal constitution treaty accord resolution statute directive decree company firm owner owners club
        league federation association party opposition coalition junta guerrillas militants hijackers gunmen captors
        strikers workers bondholders shareholders investors trustees liquidator receiver administrators mediators
        negotiators ministers secretary chancellor king queen pope bishops city state county province country nation
        office department service inspectorate inspectors ombudsman auditor auditors magistrate magistrates jury panel
        body bloc alliance navy embassy exchange insurer publisher supplier employer landlord university school
        organization organisers organizers faction factions group groups movement troops forces captain chief cabinet monarch
        comptroller registrar coroner sheriff archbishop provost chancellery legislature head heads plan terms rules programme contract legislation""".split()
    ),
    of=" of ",
    or_else=re.compile(rf"\bor\s+(?:else\s+)?(?P<then>{_NOUN_OR}\b[^.;:]{{3,110}})", re.IGNORECASE),
    if_not=re.compile(
        rf"(?:otherwise|if\s+(?:not|[^,]{{2,60}}?\b{_NEGATION}\b[^,]{{0,60}}))\s*,\s*"
        r"(?:(?:he|she|they|it|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+(?:said|warned|added),\s*)?(?P<then>[^.;]{4,140})",
        re.IGNORECASE,
    ),
    then_if=re.compile(
        r"(?P<then>[^.;,]{4,110}?)\s+(?:will\s+follow\s+|to\s+be\s+imposed\s+)?(?:if|unless)\s+[^.;]{2,60}?"
        r"(?:\bnot\b|\bfails?\b|\brefuses?\b|\bcompl(?:y|ies)\b|[’']t\b)",
        re.IGNORECASE,
    ),
    said=re.compile(
        r",\s*(?:[^,]{2,50}\s(?:said|warned|added|told|quoted|reported)\b.*|(?:though|although|under|but|because|while|according)\b.*)$"
    ),
    standing_in=frozenset("it he she they".split()),
    speaking_of_self=frozenset("it he she".split()),
    spokespeople=frozenset("spokesman spokeswoman spokesperson".split()),
    passive=re.compile(
        r"be\s+(?:\w+ly\s+)?(?:\w+ed|made|sent|paid|met|given|built|sold|held|put|set|kept|brought|taken|told|"
        r"drawn|withdrawn|shut|spent|done|begun|written|shown|cut|found|left|lost|won|dealt|sought)\b"
    ),
    behind_head=re.compile(r"\s(?:of|between|for|with|on|in|to|from|and)\s"),
    ending=re.compile(r"[a-z]+ed$"),
    plural=re.compile(r".*(?:[^s'’iu]s|people|men)$", re.IGNORECASE),
    lapses={
        Tag.EXPIRE: ("expires", "expire"),
        Tag.CLOSE: ("closes", "close"),
        Tag.END: ("ends", "end"),
        Tag.DUE: ("due", "due"),
    },
    as_told=frozenset({"would have", "would now have", "would then have"}),
    title_with_deed="{who} to {deed}",
    title_with_thing="{who}: {deed}",
    according=frozenset({"according"}),
    singular=lambda word: word.removesuffix("s"),
)
