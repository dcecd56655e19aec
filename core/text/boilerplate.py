"""What a page says beside its article: calls to read, follow, subscribe and share, notices and photo credits."""

import re

_LONGEST = 240

_CALLS = re.compile(
    r"""[\W_]*(?:
    (?:read|see|learn|watch|find\ out)\ (?:more(?!\ than)|also|next|(?:the\ )?full\ (?:story|article))\b
    | (?:also|more)\ (?:read|on\ this(?:\ (?:story|topic))?|from\ (?:bbc|cnn|reuters|the\ \w+\ news))\b
    | (?:related|recommended|trending|most\ (?:read|viewed|popular))(?:\ (?:articles?|stor(?:y|ies)|topics?|reading|news
        |posts?|links?|videos?|coverage|content))?\s*(?::|$)
    | (?:you\ (?:may|might)\ also\ (?:like|be\ interested)|don[’']t\ miss|what\ to\ read\ next)\b
    | follow\ (?:us|me|our|bbc|cnn|the\ \w+\ on|@?\w+(?:\ \w+){0,3}\ on\ (?:facebook|twitter|x|instagram|telegram))\b
    | (?:like|find|join)\ us\ on\b | join\ (?:our|the)\ (?:newsletter|telegram|whatsapp|channel|conversation)\b
    | (?:sign|signing)[ -]up\ (?:for|to|here|now|today|and\ get)\b
    | subscribe(?:\ (?:to|for|now|here|today|and)\b|\s*[.!:]?$)
    | (?:click|tap)\ (?:here|on\ the)\b
    | share\ (?:this|via|on|with|your\ thoughts)\b | share\s*[.!:]?$
    | (?:download|get)\ (?:our|the)\ (?:\w+\ ){0,2}app\b
    | (?:listen|watch)(?:\ (?:to\ this|now|live|here)\b|\s*:)
    | (?:photo|image|picture|video|file\ photo|photograph|credit|image\ credit|photo\ credit|image\ source
        |image\ caption|media\ caption|source|caption)\s*(?:by\ [A-Z]|:|/)
    | copyright\ (?:©|\(c\)|\d{4}|by\b|reserved) | ©| \(c\)\ ?\d{4} | all\ rights\ reserved
    | (?:reporting|writing|editing|additional\ reporting|edited|compiled)\ by\ [A-Z] | our\ standards:
    | advertisement\b\s*(?:[.:]|$|-) | sponsored(?:\ (?:content|by)\b|$) | ad\ feedback
    | this\ (?:article|story|post)\ (?:was|is|has\ been|originally|first|appeared)\ (?:\w+\ )?
        (?:published|updated|produced|generated|reproduced|syndicated|appeared|written)\b
    | (?:the\ post\ [^\n]{1,200}?\ appeared\ first\ on|continue\ reading
        |thank\ you\ for\ (?:reading|your)|send\ (?:us\ )?your\ (?:story|tips|stories)|got\ a\ (?:tip|story)
        |have\ you\ got\ a\ story|have\ your\ say|leave\ a\ (?:comment|reply)|comments\s*$|skip\ (?:to|past)
        |accept\ (?:all\ )?cookies|we\ use\ cookies|this\ (?:site|website)\ uses\ cookies|loading\.\.\.|back\ to\ top
        |support\ our\ journalism|log\ in\ to|create\ (?:a\ free|an)\ account|already\ a\ subscriber)\b
    | https?://\S+\s*$ | (?:last\ )?(?:updated|published)(?:\ (?:at|on))?\s*:?\s*(?:\d[^.\n]{0,40})?[\s.|]*$
    | \d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|[a-z]{2,4})?,?\ (?:on\ )?\d{1,2}(?:st|nd|rd|th)?\ [a-z]{3,9}\ \d{4}[\s.|]*$
    | by\s*[.:]?\s*$ | (?-i:By\ (?:[A-Z][\w.'’-]*,?(?:\ and|\ for|\ in)?\s*){1,8}$)
    | [^\n]{0,160}?\bcontributed\ to\ this\ (?:report|story|article)\b
    | scroll\ down\ (?:for|to)\b | editor[’']s\ note\b
    | \d{1,2}\ min(?:ute)?s?\ read\b
    | (?:читайте|дивіться|слухайте)\ (?:також|далі|більше|нас)\b
    | (?:читайте|смотрите|слушайте)\ (?:также|далее|ещё|еще|нас)\b
    | (?:підпис(?:уйтесь|уйтеся|атися)|подпис(?:ывайтесь|аться)|приєднуйтесь|присоединяйтесь)\b
    | (?:фото|відео|видео|джерело|источник|ілюстрація|иллюстрация)\s*(?::|/)
    | реклама\s*$ | поділит(?:ися|ись)\s*(?:$|:) | поделит(?:ься|есь)\s*(?:$|:)
    | (?:всі|усі|все)\ прав(?:а|о)\ з(?:ахищ|ащищ)ен[оы]
    | (?:lesen|sehen)\ sie\ (?:auch|hier|mehr|dazu)\b | mehr\ zum\ thema\b | zum\ thema\s*(?::|$)
    | (?:jetzt\ )?abonnieren\b | (?:folgen|abonnieren)\ sie\b | anzeige\s*$ | teilen\s*$ | alle\ rechte\ vorbehalten
    | (?:foto|bild|quelle)\s*(?::|/)
    | (?:à\ )?lire\ (?:aussi|la\ suite|plus)\b | (?:abonnez|inscrivez|suivez|rejoignez|partagez)-(?:vous|nous)\b
    | suivez[ -] | publicité\s*$ | partager\s*$ | tous\ droits\ réservés | crédit\s*: | en\ savoir\ plus\b
    | (?:lea|lee|leer|ver|vea|mira)\ (?:también|más|tambien)\b
    | (?:suscr[ií]b(?:ase|ete|irse)|síguenos|siguenos|síganos|regístrate)\b | compart(?:e|ir)\s*(?:$|:)
    | publicidad\s*$ | todos\ los\ derechos\ reservados | (?:foto|fuente)\s*:
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_boilerplate(sentence: str) -> bool:
    """Return whether a line or sentence belongs to the page and not to the article. A long one never does."""
    return len(sentence) <= _LONGEST and _CALLS.match(sentence) is not None
