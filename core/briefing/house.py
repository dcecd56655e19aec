"""The house's topics: what briefings name stories by, and what a reader can follow, read and edit."""

from core.model.interest import Topic

_WORDS = {
    "War and security": """war, ceasefire, truce, missile, drone, troops, army, airstrike, shelling, frontline,
        militant, hostage, weapons, NATO, defence ministry, війна, перемир'я, війська, ракета, дрон, война,
        перемирие, войска, Krieg, Waffenruhe, Truppen, Rakete, guerra, alto el fuego, tropas, misil""",
    "Diplomacy": """sanctions, treaty, summit, ambassador, foreign minister, diplomat, diplomats, peace talks,
        negotiations, envoy, tariffs, United Nations, санкції, переговори, саміт, посол, санкции, переговоры, саммит,
        Sanktionen, Verhandlungen, Gipfel, sanciones, negociaciones, cumbre""",
    "Politics": """election, parliament, prime minister, coalition, referendum, ballot, senate, lawmakers,
        opposition, cabinet, вибори, парламент, уряд, выборы, правительство, Wahl, Bundestag, Regierung, elecciones,
        parlamento, gobierno""",
    "Economy": """inflation, interest rate, central bank, economy, unemployment, shares, stock market, budget, exports,
        tax, bankruptcy, merger, trade deal, інфляція, економіка, бюджет, инфляция, экономика, Inflation, Wirtschaft,
        Haushalt, inflación, economía, presupuesto""",
    "Courts": """court, judge, lawsuit, verdict, trial, prosecutor, appeal, ruling, jury, sentenced, injunction, суд,
        вирок, прокурор, приговор, Gericht, Urteil, tribunal, sentencia, fiscal""",
    "Health": """hospital, vaccine, virus, outbreak, disease, patients, doctors, epidemic, cancer, medicine, лікарня,
        вірус, больница, вирус, Krankenhaus, Impfung, vacuna, brote""",
    "Climate and weather": """climate, emissions, flood, wildfire, hurricane, drought, heatwave, earthquake, storm,
        typhoon, клімат, повінь, землетрус, климат, наводнение, землетрясение, Klima, Hochwasser, Erdbeben, clima,
        inundación, terremoto""",
    "Technology": """artificial intelligence, software, chip, chipmaker, cyberattack, smartphone, startup, data breach,
        satellite, rocket launch, штучний інтелект, искусственный интеллект, künstliche Intelligenz,
        inteligencia artificial""",
    "Science": """scientists, researchers, telescope, species, fossil, physics, spacecraft, astronomers, laboratory,
        вчені, учёные, Forscher, científicos""",
    "Sport": """championship, league, tournament, goalkeeper, coach, Olympic, world cup, medal, semi-final, transfer
        window, чемпіонат, турнір, чемпионат, турнир, Meisterschaft, Turnier, campeonato, torneo""",
}

HOUSE_TOPICS = tuple(
    Topic(name, tuple(" ".join(word.split()) for word in words.split(","))) for name, words in _WORDS.items()
)
