"""The verbs that hand words over to a speaker, in six languages."""

import re

VERBS = frozenset(
    """
    say says said tell tells told add adds added state states stated announce announces announced declare declares
    declared warn warns warned note notes noted ask asks asked reply replies replied answer answers answered insist
    insists insisted explain explains explained argue argues argued continue continues continued write writes wrote
    tweet tweets tweeted post posts posted claim claims claimed stress stresses stressed recall recalls recalled
    conclude concludes concluded remark remarks remarked comment comments commented urge urges urged emphasise
    emphasised emphasize emphasized confirm confirms confirmed admit admits admitted respond responds responded quip
    quipped joke joked shout shouted vow vows vowed pledge pledged promise promised promises observe observed predict
    predicted underline underlined reiterate reiterated acknowledge acknowledged complain complained suggest suggested
    caution cautioned quoted believe believes believed testify testified recount recounts recounted repeat repeated
    reveal reveals revealed concede conceded lament lamented proclaim proclaimed exclaim exclaimed remember remembers
    remembered plead pleaded demand demanded wonder wondered whisper whispered yell yelled boast boasted muse mused
    inform informed assert asserted contend contended allege alleged opine opined reckon reckons reckoned
    сказав сказала сказали каже кажуть заявив заявила заявили заявляє додав додала додали додає зазначив зазначила
    зазначили зазначає наголосив наголосила наголосили наголошує повідомив повідомила повідомили повідомляє пояснив
    пояснила пояснили пояснює підкреслив підкреслила підкреслили написав написала пише відповів відповіла запитав
    запитала розповів розповіла розповіли попередив попередила попередили стверджує вважає уточнив уточнила
    сказал сказала сказали говорит говорят заявил заявила заявили заявляет добавил добавила добавили отметил отметила
    отметили подчеркнул подчеркнула подчеркнули сообщил сообщила сообщили сообщает пояснил пояснила пояснили объяснил
    объяснила написал написала пишет ответил ответила спросил спросила рассказал рассказала рассказали предупредил
    предупредила предупредили считает уточнил уточнила
    sagt sagte sagten erklärt erklärte erklärten betont betonte betonten meint meinte schrieb schreibt warnt warnte
    ergänzt ergänzte antwortet antwortete fragt fragte teilte berichtet berichtete erläutert erläuterte kritisiert
    kritisierte fordert forderte bekräftigt bekräftigte bestätigt bestätigte mahnt mahnte verkündet verkündete äußerte
    kündigte versichert versicherte erzählt erzählte gesagt
    dit disait déclare déclaré ajoute ajouté affirme affirmé explique expliqué souligne souligné précise précisé écrit
    répond répondu estime estimé assure assuré réagit réagi confie confié indique indiqué raconte raconté rapporte
    rapporté rappelle rappelé regrette regretté insiste insisté martèle martelé conclut conclu poursuit poursuivi
    prévient prévenu promet promis annonce annoncé témoigne témoigné observe observé reconnaît reconnu soutient soutenu
    commente commenté dénonce dénoncé
    dice dijo dijeron declara declaró afirma afirmó añade añadió agrega agregó explica explicó señala señaló asegura
    aseguró advierte advirtió escribe escribió respondió preguntó sostuvo indicó comenta comentó cuenta contó
    manifestó subraya subrayó insiste insistió reconoce reconoció confirmó anunció denunció
""".split()
)
"""Verbs of speech as they stand in reports, lower case."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_HAND_OVER = 160
_GOES_ON = ("went on", "fuhr fort", "a poursuivi", "a continué", "продовжив", "продовжила", "продолжил", "продолжила")


def hands_over(sentence: str) -> bool:
    """Return whether a sentence ends by handing over to a speaker: "Peskov stated:"."""
    if not sentence.endswith(":") or len(sentence) > _LONGEST_HAND_OVER:
        return False
    lowered = sentence.lower()
    return any(word in VERBS for word in _WORD.findall(lowered)) or any(words in lowered for words in _GOES_ON)


def has_speech_verb(text: str) -> bool:
    """Return whether a verb of speech stands in `text`."""
    return any(word in VERBS for word in _WORD.findall(text.lower()))
