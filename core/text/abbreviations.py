"""Abbreviations by what may follow them, for English, Ukrainian, Russian, German, French and Spanish.

Keys are lower case, without the last full stop ("a.m", "gen"). What is not listed here ends a sentence when a capital
follows.
"""

from enum import Enum


class Abbreviation(Enum):
    """What a full stop after an abbreviation means."""

    TITLE = "title"
    """A name follows: "Gen. Syrskyi". It never ends a sentence. Counts only with a capital, or in Cyrillic."""
    LEADING = "leading"
    """Something always follows: "vs.", "z. B.", "напр."."""
    NUMBERED = "numbered"
    """Never before a number: "No. 5", "Jan. 5", "ст. 3"; before a capital it ends a sentence."""
    CLOCK = "clock"
    """A zone or a day may follow: "5 p.m. Eastern"."""
    COMPANY = "company"
    """A title may follow: "Apple Inc. Chief Executive"."""
    NAMELIKE = "namelike"
    """Part of a name: "King Jr. Day", "U.S. Treasury". It ends a sentence before a word that opens sentences."""
    PLACE = "place"
    """Before a capital unless a number stands before it: "м. Київ", but "5 м. Потім"."""


def _table(groups: dict[Abbreviation, str]) -> dict[str, Abbreviation]:
    return {word: kind for kind, words in groups.items() for word in words.split()}


KINDS = _table(
    {
        Abbreviation.TITLE: """
        m mr mrs ms dr prof gen sen rep gov lt col sgt capt cpl maj adm rev hon pres st mt ft messrs msgr supt det insp
        pvt pte cmdr cdr brig atty ald amb sec cllr mx sr sra srta dña ste mme mlle mm me ing mag dipl hr fr univ
        reps sens gens profs drs pr mgr dra dres sres sras sta sto mons exmo excmo ilmo lic arq
        ген проф акад им ім тов дж кап лейт арх митр доц преп св о""",
        Abbreviation.LEADING: """
        vs v e.g i.e cf viz approx ca circa incl esp resp
        z.b d.h u.a sog bzw vgl inkl ggf evtl zzgl abzgl v.a i.d.r geb bspw az tel
        c.-à-d p.ex av p.ej env tél bd bld boul avda avd aprox máx mín
        напр тобто див см т.зв т.н т.е т.к нач зам пом зв тел""",
        Abbreviation.NUMBERED: """
        no nos nr vol fig art p pp ch para sect ziff abs núm num pág n° № ст п пп ч чл гл стр кн рис табл д к буд кв rs
        jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
        janv févr avr juil déc ene abr ago dic
        год хв сек мин січ лют бер квіт трав черв лип серп вер жовт лист груд янв фев апр авг сент окт нояб дек""",
        Abbreviation.CLOCK: "a.m p.m am pm",
        Abbreviation.COMPANY: "inc corp ltd co llc plc cos gmbh s.a s.l",
        Abbreviation.NAMELIKE: """
        jr snr bros mio mrd tsd al ave blvd rd dept u.s u.k u.n d.c e.u ee ee.uu chr мр полк std min sek med phil nat
        jur habil gén gral cnel tte""",
        Abbreviation.PLACE: "м с г р вул просп пр пл бул смт пос пер наб ул оз гр",
    }
)
"""Each abbreviation with its kind."""

OPENERS = frozenset(
    """
    the a an he she it they we you this that these those there then in on at but and however meanwhile if when while as
    after before for his her its their our my your what who why how with since although though both some many most all
    no not so yet from by to according also another during now such more or because despite once only until between
    among even just still instead later earlier yesterday today tomorrow nobody everyone few several other others
    here where which nor like unlike given asked speaking last next every each any did does do
    is are was were can could would should
    він вона воно вони це ці цей ця у в на за про але та і й а що як якщо коли після перед для його її їх ми ви я ти
    також однак водночас проте тому там тут тоді раніше пізніше згідно з із зі до від при під над через без серед крім
    он она оно они это эти этот эта но и о об что как если когда после его её ее их мы вы также однако между поэтому
    там тут тогда ранее позже согласно с со из от по без среди кроме
    der die das ein eine er sie es wir ihr ich im am auf aus bei mit nach von vor zu zum zur für über aber und doch auch
    wenn als da dann dort hier jetzt nun dies diese dieser dieses sein seine ihre wie was wer warum seit bis nur noch
    nicht kein keine man
    le la les un une des il elle ils elles ce cet cette ces nous vous je on en à au aux dans sur pour par avec sans mais
    et ou si quand après avant selon depuis
    el los las él ella ellos ellas este esta estos estas eso esto al de del para con sin pero y o cuando después antes
    según desde su sus se lo
""".split()
)
"""Words that open sentences far more often than names."""

ZONES = frozenset(
    """
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eet eest msk eastern central mountain pacific
    local moscow kyiv london washington brussels paris berlin
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept oct nov dec
""".split()
)
"""What follows a time of day within its sentence."""

OFFICES = frozenset(
    """
    chief ceo cfo coo chairman chairwoman chair president vice executive director founder co-founder cofounder senior
    managing finance head chancellor spokesman spokeswoman spokesperson class analyst ltd inc co llc
    gov sen rep reps sens attorney kg kgaa
""".split()
)
"""What follows the name of a company or a state within its sentence."""

MONTHS = frozenset(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
""".split()
)
"""German months, which follow an ordinal with a full stop ("20. Juli")."""

ORDINAL_LEADS = frozenset(
    """
    am der die das den dem im vom zum zur beim ab seit bis jeder jede jedes jeden jedem sein seine seinen seinem
    ihr ihre ihren ihrem dieser diesem ein einen einem einer rund unter
""".split()
)
"""German words before an ordinal ("am 3. Verhandlungstag")."""

ORDINAL_NOUNS = frozenset(
    """
    jahrhundert jahrhunderts bundesliga liga platz mal fc weltkrieg weltkriegs geburtstag jahrestag etage stock klasse
    runde spieltag minute kapitel lebensjahr tag woche monat quartal jahr
""".split()
)
"""German nouns after an ordinal ("1. Bundesliga")."""
