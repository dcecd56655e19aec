"""What English calls parties when it has named them: "the bloc", "the watchdog", "the carmaker"."""

from core.deadlines.kinds import Kinds, family_table, name_table

_FAMILIES = """
court: court courts tribunal bench justices
court: judges
bloc: bloc
bloc alliance: alliance
office: watchdog regulator agency authority office department service bureau body inspectorate
office commission: commission
office board: board
office panel: committee council panel
ministry: ministry
ministry department: department
treasury: treasury exchequer
judge: judge magistrate
association: association federation organisation organization body
association league: league
union: union
lawmakers: lawmakers senators
foundation: foundation charity trust
school: university school college
club: club side team
party: party
fighters: militants rebels guerrillas separatists insurgents militia fighters gunmen kidnappers captors movement faction
fighters: militant extremists jihadists paramilitaries
junta: junta soldiers
state: country nation republic kingdom
church: church
company: company firm group giant conglomerate business employer chain platform operator start-up startup
company manufacturer maker: maker manufacturer
company car maker: carmaker automaker
company plane maker: planemaker
company drug maker: drugmaker
company chip maker: chipmaker
company steel maker: steelmaker
company producer miner: producer miner
company airline: airline carrier
company bank lender: bank lender insurer
company shop: retailer supermarket grocer
company builder developer: builder developer
company utility supplier: utility supplier
company media: broadcaster publisher newspaper
company brewer: brewer
exchange: exchange bourse
"""
"""The families that a noun belongs to; two nouns can be for one party where they share one."""

_HEADS = """
court: Court Tribunal
bloc: Union Community
alliance: Alliance
agency: Agency Administration Service Commission Bureau Authority Board Office Department Inspectorate Commissioners
ministry: Ministry
department: Department Ministry
treasury: Treasury
commission: Commission
council: Council
committee: Committee
panel: Panel Committee Commission Council
board: Board
judge: Judge Justice Magistrate
league: League
association: Association Federation Brotherhood Organisation Organization
union: Union Congress Association Federation Brotherhood Guild Teamsters Workers
lawmakers: Senate Senators
foundation: Foundation Trust
university: University College School
club: Club FC
party: Party Democrats Conservatives
church: Church Vatican
airline: Airlines Airways Airline
bank: Bank Bancorp
company: Corp Corporation Inc Ltd Plc PLC LLC Group Holdings Company Co AG SA SE NV Industries Motors Energy Enterprises
"""
"""The word by which a name tells what it is for."""

_KNOWN = """
bloc: EU; European Union; European Commission; ASEAN; ECOWAS; Ecowas; Mercosur; African Union; Caricom; SADC
bloc: Economic Community of West African States
alliance: NATO; Nato; North Atlantic Treaty Organization; North Atlantic Treaty Organisation
agency: Ofcom; Ofgem; Ofwat; Ofsted; FCA; FCC; SEC; FDA; FAA; CMA; EPA; FTC; NHTSA; IAEA; SEBI; Sebi; TRAI; Trai; BaFin
agency: FERC; CFTC; ESMA; ACCC; ASIC; Comelec; Eskom; NHAI; CPSC; INEC; IEBC; Revenue; HMRC; IRS; NERSA; CAA; ICO; CMS
union: Unite; Unison; GMB; RMT; Aslef; UAW; SIPTU; Cosatu; COSATU; NUM; IG Metall; Verdi; CWU; PCS; NUT; CUPE
union: Unifor; NUMSA
association: FIFA; Fifa; UEFA; Uefa; IOC; WADA; United Nations; UN; IMF; FATF; WTO; WHO; OPEC; Opec; Cosla; ICC
league: NFL; NBA; NHL; MLB; NRL; AFL; MLS; EFL; RFU; FA; PGA; ECB; BCCI; Premier League; Football League
party: BJP; ANC; CDU; SPD; Labour; Fianna Fáil; Fine Gael; SNP; Sinn Féin; DUP; Tories
exchange: Nasdaq; NYSE; Nasdaq Stock Market
court: Supreme Court; High Court; Constitutional Court; Court of Appeal; Labour Court; European Court of Justice
fighters: Hamas; Hezbollah; Taliban; Houthis; FARC; M23; RSF; Boko Haram; Abu Sayyaf; Tamil Tigers; LTTE; PKK; ETA; IRA
fighters: al-Shabaab; Islamic State; ISIS; al-Qaeda; KLA; ELN; UNITA; Rapid Support Forces; Khmer Rouge; Hizbollah
company car maker: Ford; Toyota; Volkswagen; VW; Tesla; Renault; Nissan; Honda; Hyundai; Stellantis; Fiat; Peugeot
company plane maker: Boeing; Airbus; Bombardier; Embraer
company airline: Ryanair; Lufthansa; easyJet; Qantas; Emirates; Alitalia; Delta
company bank lender: HSBC; Barclays; Santander; UBS; Citigroup; JPMorgan; Deutsche Bank; Lloyds
company platform: Google; Microsoft; Apple; Amazon; Facebook; Meta; TikTok; Twitter; ByteDance; Uber; Huawei; Intel
company producer: BP; Shell; Gazprom; Rosneft; Chevron; Exxon; Glencore; Vale; Lonmin
"""
"""What well-known names are for."""

ENGLISH_KINDS = Kinds(
    families=family_table(_FAMILIES),
    heads=name_table(_HEADS, separator=" "),
    known=name_table(_KNOWN, separator=";"),
    general=frozenset("company firm group giant conglomerate business employer body".split()),
    parts=frozenset("bench panel".split()),
    ventures=frozenset({"company", "club"}),
    formerly=frozenset({"former", "ousted", "deposed", "disgraced", "one-time", "ex"}),
    persons=frozenset(
        """billionaire tycoon mogul magnate striker midfielder defender goalkeeper singer actor actress star businessman
        businesswoman banker financier suspect fugitive politician footballer player cleric millionaire ex-president
        entrepreneur oligarch rapper activist founder boss""".split()
    ),
    offices=frozenset(
        """president premier minister chancellor governor mayor senator king pope chairman chairwoman commander general
        envoy secretary commissioner ombudsman sheriff prosecutor speaker""".split()
    ),
    asides=frozenset("the a an its his their one which".split()),
    places=frozenset("in at near from to outside around".split()),
    held=frozenset("stake stakes share shares shareholding confidence interest investment investors".split()),
    verbs=frozenset(
        """said says has had have will would must is was can could did does may might should told plans wants made gave
        won lost shut began paid sold bought cut owes faces employs operates makes runs sells receives agrees seeks who
        which whose now also and""".split()
    ),
    joining=" and ",
    small=frozenset(
        """the a an it he she they we you i this that these those there his her its their our my in on at by for from
        to of and or but if as with when after before under until since while last next both all some many most more
        no not what who how why where which one two three four five six seven eight nine ten now then here yes
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december mr mrs ms dr jan feb mar apr jun jul aug sept sep oct nov dec earlier
        later meanwhile however so also yet today yesterday tomorrow tonight christmas easter new according""".split()
    ),
)
