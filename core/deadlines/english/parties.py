"""What English calls the two sides of a deadline, and what it calls neither of them."""

import re

from core.deadlines.english.kinds import ENGLISH_KINDS
from core.deadlines.parties import Parties

_DOCUMENTS = """
    agreement law bill settlement ruling order deal constitution treaty accord resolution statute directive decree plan
    terms rules programme program contract legislation circular memo act regulation regulations rule mandate guidance
    subpoena injunction scheme declaration charter code convention
"""

_POWERS = """
    government administration ministry minister president premier court judge tribunal regulator council
    commission commissioner agency authority authorities union unions army military police mayor governor parliament
    assembly lawmakers senators senate congress committee watchdog creditors lenders bank board bidder bidders
    rebels kidnappers prosecutor prosecutors leaders leader commander envoy
    company firm owner owners club
    league federation association party opposition coalition junta guerrillas militants hijackers gunmen captors
    strikers workers bondholders shareholders investors trustees liquidator liquidators receiver administrators
    mediators
    negotiators ministers secretary chancellor king queen pope bishops city state county province country nation
    office department service inspectorate inspectors ombudsman auditor auditors magistrate magistrates jury panel
    body bloc alliance navy embassy exchange insurer publisher supplier employer landlord university school
    organization organisation organisers organizers faction factions group groups movement troops forces captain chief
    cabinet monarch regulators gang separatists fighters protesters students teachers nurses doctors miners drivers
    farmers pilots dockworkers bench officer carmaker airline retailer operator operators agencies chairman chairwoman
    comptroller registrar coroner sheriff archbishop provost chancellery legislature head heads committee foundation
    institute directorate secretariat bureau presidency chamber synod diocese charity museum library society trust
    hospital college festival fund tribunal lender carrier brotherhood
"""

ENGLISH_PARTIES = Parties(
    powers=frozenset(_POWERS.split()),
    documents=frozenset(_DOCUMENTS.split()),
    offices=frozenset(
        """minister president premier judge justice commissioner mayor governor senator sen rep congressman
        congresswoman gen commander envoy secretary chancellor king queen pope bishop officer ombudsman
        magistrate chairman chairwoman chair chief comptroller registrar coroner sheriff archbishop provost head
        prosecutor director administrator treasurer treasury speaker gov col lt ambassador leader captain
        superintendent inspector vice-president councillor""".split()
    ),
    judges=frozenset("judge justice magistrate court tribunal".split()),
    honorifics=frozenset("mr mrs ms dr sir sgt maj dame lord".split()),
    nobody=frozenset(
        """he she it they we you i who which there those these analysts analyst experts sources source reports
        report media spokesman spokeswoman spokesperson statement him them us me someone anyone one what
        another others critics observers guide study researchers economists forecasters this that
        nothing everyone man woman notice papers day week month year deadline ultimatum task objection time
        work talks way rest reuters afp bbc cnn xinhua tass ap witness witnesses website letter filing traders dealers
        """.split()
    ),
    bystanders=frozenset(
        """lawyer attorney analyst expert economist professor researcher spokesman spokeswoman spokesperson source
        official strategist diplomat solicitor barrister newspaper report reporter study survey poll
        observer critic witness historian scientist resident relative agent correspondent broker trader dealer
        consultant executive source""".split()
    ),
    agencies=frozenset("Reuters AFP Bloomberg Xinhua TASS Tass BBC CNN AP Interfax ITAR-Tass RIA Kyodo Yonhap".split()),
    companies=frozenset(
        """company firm group carmaker automaker airline lender retailer manufacturer maker developer insurer
        operator giant utility platform chain supermarket bank carrier startup start-up conglomerate broadcaster
        publisher drugmaker chipmaker steelmaker brewer miner builder planemaker supplier""".split()
    ),
    people=frozenset(
        """people family household man woman person resident student applicant candidate parent child pupil citizen
        client patient tenant occupant migrant refugee immigrant parent recipient participant claimant
        defendant respondent entrant veteran pensioner victim creditor relative couple side party company firm business
        council school club team state country nation bank charity organisation organization institution agency
        household artist scientist journalist activist novelist motorist graduate national fan guest member volunteer
        worker trader doctor nurse bishop landlord diplomat official senator deputy lawmaker minister""".split()
    ),
    deeds=re.compile(r"\w{2,}(?:tion|sion|ment|ness)s?$"),
    agents=re.compile(
        r"(?!(?:tract|react|fact|sect|vect|monit|err|mot)ors$|(?:gr|pl)ants$|(?:pap|lett|numb|ord|off|tow|contain|trail"
        r"|quart|matt|shelt|wat|bord|corn|serv|rout|answ|cov|filt|met|post|comput|boil)ers$)"
        r"[\w-]*(?:[^aeiou]ers|[aeiou]{1,2}\w+ers|[^aeiou]ors|tors|sors|ees|ants|ists|ians|men|women)$"
    ),
    keepers=frozenset(
        """line factory refinery quarry foundry shipyard studio plant mill mine business capital signatory public staff crew
        vessel ship port hotel restaurant shop theatre theater cinema brewery railway farm village town community tribe clan settler
        contingent delegation brigade battalion regiment squad peer ally neighbour neighbor sect contractor
        personnel everybody troupe orchestra band clinic pharmacy laboratory pub casino garage studio stadium theatre
        subsidiary affiliate partner heir spouse wife husband mother father son daughter boy girl teenager youth adult
        prisoner inmate detainee hostage convict rival duo trio male female mayor envoy pair signer ngo cartel
        jeweller fleet fishery consortium venture franchise newsroom newspaper magazine website app exchange
        congregation parish borough constituency electorate populace diaspora""".split()
    ),
    no_party=frozenset(
        """up out off down over it version position final work report application bid nomination entry submission
        comment claim registration proposal tender objection response ballot petition payment instalment installment
        brief expression consultation document paper record reply answer acquisition merger deal agreement election
        vote poll talk budget project plan bill law measure change result decision draft text form letter programme
        program scheme work works construction site building pipeline goal target task money fund funding
        constitutionally legally currently deadline date offer price share purchase takeover transaction transfer
        truce ceasefire treaty sanction tariff process review audit appeal motion suit lawsuit case hearing trial
        custody issue matter problem question product system network equipment material item goods sale visa licence
        license permit contract lease mandate term condition number percent rate cost fee tax debt loan reason success
        progress peace war conflict crisis situation""".split()
    ),
    rulings=frozenset(
        """order orders ordered told tells instructed instructs directed directs gave gives grants granted
        demanded demands required requires requiring ruled rules decreed set sets issued issues imposed imposes
        announced announces adopted adopts adopt approved approves approve passed passes published publishes fined
        served serves voted votes launched launches reminded reminds urged urges asked asks summoned summons
        subpoenaed warned warns threatened threatens mandated mandates banned bans unveiled unveils signed signs
        enacted enacts extended extends delivered presented declared declares invited invites sought
        obliged obliges tell give upheld upholds charged
        found designated adjourned overturned froze seized sentenced convicted informed informs notified notifies""".split()
    ),
    announcements=frozenset(
        """announced announces warned warns reminded reminds informed informs notified notifies published publishes
        declared declares found told tells""".split()
    ),
    done=re.compile(
        r"(?:[a-z]{2,}[^e]ed|freed|agreed|guaranteed|decreed|refereed|caught|hit|sent|made|held|bought|sold|told|given|taken"
        r"|built|born|left|written|shown|seen|known|gone|been|begun|chosen|spoken|withdrawn|frozen|shut)$"
    ),
    past=re.compile(r"(?:\w+ed|told|gave|given|laid)$"),
    threats=frozenset(
        """impose cut strike sue raise block ban expel suspend cancel revoke withdraw halt attack bomb walk seize fine
        hike slap execute kill arrest evict trigger stop end punish sanction close quit resign stage launch sell release""".split()
    ),
    happenings=frozenset(
        "run default lose face go fall miss collapse expire lapse exhaust struggle die starve".split()
    ),
    takers=frozenset(
        "wants want accepting taking seeking inviting collecting receiving accept take accepts takes invites seeks".split()
    ),
    takers_of_offers="buyers",
    implied={"bids": "bidders", "applications": "applicants", "tenders": "bidders", "entries": "entrants"},
    standing_in=frozenset("it he she they him her them".split()),
    persons=frozenset("he she him her".split()),
    several=frozenset("they them".split()),
    whoever=frozenset("anyone those people everyone everybody anybody".split()),
    those=frozenset({"those"}),
    kinds=ENGLISH_KINDS,
    makers=frozenset("congress parliament lawmaker senate senator legislator negotiator legislature assembly".split()),
    staff=frozenset("officials authorities".split()),
    dates=frozenset("date limit time day".split()),
    tellers=frozenset("informed informs notified notifies reminded reminds advised advises".split()),
    abstract=re.compile(r"\w*(?:tion|sion|ment|ness|ance|ence|ship|ity|al|ing|ure|move|step|turn|way|date)$"),
    of=" of ",
    who=" who ",
    own="'s ",
    singular=lambda word: word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s"),
)
