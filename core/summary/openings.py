"""Openings that point back: "He", "However", "After the match, she", "The company"."""

import re

_FIRST_WORD = re.compile(r"[^\w]*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_LEANING = frozenset(
    """
    he she they it his hers her their theirs its him them himself herself themselves
    this that these those such both neither either another others
    but however yet then otherwise therefore moreover furthermore besides instead nevertheless nonetheless thus hence
    and or nor also still so likewise similarly consequently accordingly additionally meanwhile afterwards afterward
    conversely alternatively indeed elsewhere later
    it's he's she's they're that's it’s he’s she’s they’re that’s he'd she'd they'd he’d she’d they’d
    it'll he'll she'll they'll it’ll he’ll she’ll they’ll
    він вона вони воно це цей ця ці його її їх їхній їхня їхнє їхні тому також проте однак але водночас такий така таке
    такі йому їй же той тоді натомість утім втім отже
    он она они оно это этот эта эти его её ее их поэтому также однако но такой такая такое такие ему ей тот тогда
    er sie es dies dieser diese dieses sein seine ihre ihm aber doch auch deshalb daher dennoch jedoch dabei damit dazu
    davon darum danach zudem außerdem trotzdem
    il elle ils elles cet cette ces ce c'est c’est cela ceci son sa ses leur leurs mais donc cependant pourtant
    toutefois celui celle ceux celui-ci celle-ci
    él ella ellos ellas esto estos estas eso su sus pero también además
    """.split()
)
"""Words that point back when a sentence opens with them."""
_PHRASE = re.compile(
    r"\W*(?:in (?:addition|contrast|response|turn|the meantime|the process)|as a result|as such|by contrast"
    r"|for (?:example|instance)|on the other hand|on top of that|at the same time|(?:because of|despite) (?:this|that)"
    r"|after (?:this|that)|since then|by then|until then|even so|what(?:'|’)s more|to that end|of (?:these|those|them)"
    r"|one of (?:them|these|those)|some of (?:them|these|those)|asked (?:about|if|whether) (?:it|this|that)"
    r"|en outre|de plus|par ailleurs|en revanche|au contraire|крім того|кроме того|тем временем|тим часом"
    r"|por otro lado|sin embargo|por eso|im gegenzug|aus diesem grund)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\W*(?:here(?:['’]s| is| are)|voici|das müssen sie|das ist (?:bisher )?bekannt|esto es lo que|ось що|вот что)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\W*(?:yes|no|yeah|not|because|until|from|in|at|on|to|by|for|since|only|about|around|probably|perhaps|maybe"
    r"|ja|nein|weil|bis|oui|non|parce que|jusqu|sí|porque|hasta|так|ні|тому що|да|нет|потому что|до)\b",
    re.IGNORECASE,
)
_PRONOUN = r"(?:he|she|they|it|his|her|their|il|elle|ils|elles|він|вона|вони|он|она|они|él|ella|ellos|ellas)"
_FRONTED = re.compile(rf"\W*(\w[^,.;:“”\"«»]{{2,70}}), {_PRONOUN}\b")
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-zа-яёіїєґß][\w’'-]+")
_DAYS_AND_MONTHS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
_SPOKEN_OF = re.compile(
    r"\W*the (?:two |three |same )?(company|firm|group|pair|couple|duo|trio|man|woman|boy|girl|teenager|suspect|victim"
    r"|attacker|gunman|driver|latter|former|move|decision|announcement|statement|proposal|plan|deal|agreement|incident"
    r"|attack|crash|accident|explosion|blast|allegations|claims|charges|findings|changes|comments|remarks"
    r")s?\b(?! (?:of|that|who|which|whose|to|behind|for|in|from|by|with|on)\b)",
    re.IGNORECASE,
)


def opens_leaning(sentence: str) -> bool:
    """Return whether a sentence opens with words that point back to the sentence before."""
    word = _FIRST_WORD.match(sentence)
    if not word:
        return False
    return word[1].lower() in _LEANING or _PHRASE.match(sentence) is not None or _is_fronted(sentence)


def points_ahead(sentence: str) -> bool:
    """Return whether a sentence but announces what follows, and not a list: "Here is what travellers need to know"."""
    return _AHEAD.match(sentence) is not None and not sentence.endswith(":")


def answers_briefly(sentence: str) -> bool:
    """Return whether a sentence opens as an answer does that is none without its question: "Until October", "Yes"."""
    return _ANSWER.match(sentence) is not None


def spoken_of(sentence: str) -> str:
    """Return the noun by which a sentence opens with something already spoken of ("The company said"), "" for none."""
    noun = _SPOKEN_OF.match(sentence)
    return noun[1].lower() if noun else ""


def _is_fronted(sentence: str) -> bool:
    """Tell whether a pronoun comes after an opening clause without a name: "After the match, she"."""
    clause = _FRONTED.match(sentence)
    return clause is not None and not set(_NAME.findall(clause[1])) - _DAYS_AND_MONTHS
