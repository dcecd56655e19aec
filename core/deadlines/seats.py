"""Seats: the names, adjectives and capitals that news uses for powers, and the words that stand in many names."""

SEATS = """
us: united states, united states of america, us, usa, u s, america, american, americans, washington, white house
us: oval office, pentagon, state department
russia: russia, russian, russians, russian federation, moscow, kremlin
ukraine: ukraine, ukrainian, ukrainians, kyiv, kiev
uk: united kingdom, uk, britain, british, great britain, downing street, whitehall
china: china, chinese, beijing
taiwan: taiwan, taiwanese, taipei
japan: japan, japanese, tokyo
southkorea: south korea, south korean, south koreans, seoul
northkorea: north korea, north korean, pyongyang
india: india, indian, new delhi, delhi
pakistan: pakistan, pakistani, islamabad
bangladesh: bangladesh, bangladeshi, dhaka
afghanistan: afghanistan, afghan, kabul, taliban
iran: iran, iranian, iranians, tehran
iraq: iraq, iraqi, baghdad
israel: israel, israeli, israelis, jerusalem, tel aviv
syria: syria, syrian, damascus
lebanon: lebanon, lebanese, beirut
turkey: turkey, turkish, turkiye, ankara
saudi: saudi arabia, saudi, riyadh
qatar: qatar, qatari, doha
egypt: egypt, egyptian, cairo
yemen: yemen, yemeni, sanaa
france: france, french, paris, elysee
germany: germany, german, germans, berlin
italy: italy, italian, rome
spain: spain, spanish, madrid
portugal: portugal, portuguese, lisbon
netherlands: netherlands, dutch, the hague
belgium: belgium, belgian
poland: poland, polish, warsaw
hungary: hungary, hungarian, budapest
czechia: czechia, czech republic, czech, prague
slovakia: slovakia, slovak, bratislava
austria: austria, austrian, vienna
switzerland: switzerland, swiss, bern
greece: greece, greek, athens
serbia: serbia, serbian, belgrade
kosovo: kosovo, pristina
romania: romania, romanian, bucharest
bulgaria: bulgaria, bulgarian, sofia
moldova: moldova, moldovan, chisinau
belarus: belarus, belarusian, minsk
georgia: georgia, georgian, tbilisi
armenia: armenia, armenian, yerevan
azerbaijan: azerbaijan, azerbaijani, baku
kazakhstan: kazakhstan, kazakh, astana
sweden: sweden, swedish, stockholm
norway: norway, norwegian, oslo
finland: finland, finnish, helsinki
denmark: denmark, danish, copenhagen
ireland: ireland, irish, dublin
iceland: iceland, icelandic, reykjavik
canada: canada, canadian, ottawa
mexico: mexico, mexican, mexico city
newmexico: new mexico
brazil: brazil, brazilian, brasilia
argentina: argentina, argentine, buenos aires
chile: chile, chilean, santiago
colombia: colombia, colombian, bogota
venezuela: venezuela, venezuelan, caracas
peru: peru, peruvian, lima
cuba: cuba, cuban, havana
australia: australia, australian, canberra
newzealand: new zealand, wellington
indonesia: indonesia, indonesian, jakarta
malaysia: malaysia, malaysian, kuala lumpur
philippines: philippines, philippine, filipino, manila
vietnam: vietnam, vietnamese, hanoi
thailand: thailand, thai, bangkok
cambodia: cambodia, cambodian, phnom penh
myanmar: myanmar, burma, burmese, naypyidaw
srilanka: sri lanka, sri lankan, colombo
nepal: nepal, nepali, nepalese, kathmandu
nigeria: nigeria, nigerian, abuja
niger: niger, nigerien, niamey
mali: mali, malian, bamako
sudan: sudan, sudanese, khartoum
southsudan: south sudan, juba
ethiopia: ethiopia, ethiopian, addis ababa
kenya: kenya, kenyan, nairobi
uganda: uganda, ugandan, kampala
rwanda: rwanda, rwandan, kigali
congo: congo, congolese, kinshasa, dr congo, zaire
southafrica: south africa, south african, pretoria
zimbabwe: zimbabwe, zimbabwean, harare
morocco: morocco, moroccan, rabat
algeria: algeria, algerian, algiers
tunisia: tunisia, tunisian, tunis
libya: libya, libyan, tripoli
bahrain: bahrain, bahraini, manama
kuwait: kuwait, kuwaiti
uae: united arab emirates, uae, emirati, abu dhabi, dubai
oman: oman, omani, muscat
jordan: jordanian, amman
eritrea: eritrea, eritrean, asmara
somalia: somalia, somali, mogadishu
tanzania: tanzania, tanzanian, dodoma
zambia: zambia, zambian, lusaka
ghana: ghana, ghanaian, accra
senegal: senegal, senegalese, dakar
cameroon: cameroon, cameroonian, yaounde
burkinafaso: burkina faso, burkinabe, ouagadougou
estonia: estonia, estonian, tallinn
latvia: latvia, latvian, riga
lithuania: lithuania, lithuanian, vilnius
croatia: croatia, croatian, zagreb
slovenia: slovenia, slovenian, ljubljana
bosnia: bosnia, bosnian, sarajevo
albania: albania, albanian, tirana
montenegro: montenegro, montenegrin, podgorica
cyprus: cyprus, cypriot, nicosia
ecuador: ecuador, ecuadorian, quito
bolivia: bolivia, bolivian, la paz
haiti: haiti, haitian, port-au-prince
honduras: honduras, honduran, tegucigalpa
guatemala: guatemala, guatemalan
nicaragua: nicaragua, nicaraguan, managua
mongolia: mongolia, mongolian, ulaanbaatar
uzbekistan: uzbekistan, uzbek, tashkent
kyrgyzstan: kyrgyzstan, kyrgyz, bishkek
singapore: singapore, singaporean
costarica: costa rica, costa rican
panama: panama, panamanian, panama city
elsalvador: el salvador, salvadoran, salvadorean, san salvador
dominicanrepublic: dominican republic, santo domingo
jamaica: jamaica, jamaican, kingston
trinidad: trinidad and tobago, trinidad, trinidadian
guyana: guyana, guyanese
suriname: suriname, surinamese, paramaribo
paraguay: paraguay, paraguayan, asuncion
uruguay: uruguay, uruguayan, montevideo
belize: belize, belizean
bahamas: bahamas, bahamian
barbados: barbados, barbadian, bridgetown
puertorico: puerto rico, puerto rican, puerto ricans
angola: angola, angolan, luanda
mozambique: mozambique, mozambican, maputo
namibia: namibia, namibian, windhoek
botswana: botswana, gaborone
malawi: malawi, malawian, lilongwe
madagascar: madagascar, malagasy, antananarivo
mauritius: mauritius, mauritian
mauritania: mauritania, mauritanian, nouakchott
ivorycoast: ivory coast, ivorian, cote d ivoire, abidjan
guinea: guinea, guinean, conakry
guineabissau: guinea-bissau, guinea bissau, bissau
equatorialguinea: equatorial guinea, malabo
sierraleone: sierra leone, sierra leonean, freetown
liberia: liberia, liberian, monrovia
gambia: gambia, gambian, banjul
benin: benin, beninese
togo: togo, togolese, lome
gabon: gabon, gabonese, libreville
chad: chadian, n djamena
centralafrica: central african republic, bangui
burundi: burundi, burundian
djibouti: djibouti
eswatini: eswatini, swaziland, swazi
lesotho: lesotho, maseru
capeverde: cape verde, cabo verde, cape verdean, cabo verdean, praia
seychelles: seychelles
comoros: comoros, comorian
malta: malta, maltese, valletta
luxembourg: luxembourg, luxembourger
macedonia: north macedonia, macedonia, macedonian, skopje
turkmenistan: turkmenistan, turkmen, ashgabat
tajikistan: tajikistan, tajik, dushanbe
laos: laos, laotian, vientiane
brunei: brunei, bruneian
easttimor: east timor, timor-leste, timorese
papuanewguinea: papua new guinea, port moresby
fiji: fiji, fijian, suva
samoa: samoa, samoan
tonga: tonga, tongan
vanuatu: vanuatu
solomons: solomon islands, honiara
maldives: maldives, maldivian
bhutan: bhutan, bhutanese
palestine: palestine, palestinian, palestinians, ramallah
hongkong: hong kong
greenland: greenland, greenlandic, nuuk
ecowas: ecowas, economic community of west african states, west africa, west african, west africans
africanunion: african union
arableague: arab league
gulfcouncil: gulf cooperation council, gcc
asean: asean, southeast asian nations
osce: osce
worldbank: world bank
wto: world trade organization, world trade organisation, wto
who: world health organization, world health organisation
ecb: european central bank, ecb
opec: opec, organization of the petroleum exporting countries
eu: european union, eu, brussels, european commission
europe: europe, european, europeans
un: united nations, un, security council
nato: nato, north atlantic alliance
imf: international monetary fund, imf
iaea: international atomic energy agency, iaea, un nuclear watchdog, un atomic watchdog
unhcr: unhcr, un refugee agency
congress: congress, capitol hill, congressional, us congress, us lawmakers, us senate, us senators
"""
"""A seat of power a line: its key, then the names, adjectives and capitals that news uses for it."""

HEADS = """
us: trump, biden, obama
russia: putin, peskov, lavrov
ukraine: zelensky, zelenskyy, zelenskiy
china: xi jinping
israel: netanyahu
iran: khamenei
france: macron
turkey: erdogan
hungary: orban
north korea: kim jong un
india: modi
uk: starmer
germany: merz, scholz
belarus: lukashenko
serbia: vucic
venezuela: maduro
"""
"""People who stand for a seat so often that news leaves the seat out; a name not here is compared by itself."""

EUROPEANS = frozenset(f"@{seat}" for seat in "eu uk france germany italy spain poland netherlands nato".split())
"""Seats that "the Europeans" may mean."""

OFFICES = frozenset(
    """president premier prime minister chancellor secretary foreign defence defense interior treasury general leader
    leaders chief head spokesman spokeswoman spokesperson envoy ambassador mr mrs ms dr sir king queen prince
    government administration authorities officials official side republic federation regime cabinet state
    presidential former acting deputy vice special senior speaker senator sen rep governor gov mayor justice
    commissioner chairman chairwoman chair ceo director""".split()
)
"""Words for holding power: they say no more than the seat or the name beside them."""

WEAK = frozenset(
    """bank court council city national group company party union commission committee service agency ministry
    department federal supreme high district north south east west new old house senate police airport university
    county town board team club region province military army forces office institute association central regional
    international local public law act judge corporation corp inc co cos llc ltd plc limited holdings industries family
    authority board bureau center centre foundation federation college school hospital museum church league exchange
    trust fund network alliance society health resources technologies airways insurance examinations examination
    protection environmental food drug sports club
    republicans democrats republican democratic lawmakers parliament assembly campaign people""".split()
)
"""Words that stand in many names: alone they tell nobody apart."""

STATE = OFFICES | frozenset(
    """bank court council commission committee service agency ministry department federal supreme high senate police
    military army forces judge parliament assembly treasury minister regulator watchdog commissioner""".split()
)
"""Words for those who speak for a seat of power."""

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec gmt utc est edt bst cet am pm
    et pt rs crore lakh usd eur gbp inr""".split()
)
