"""Labels: the lines under which an outlet lists its other stories, an article's topics, or its comments."""

import re

_LONGEST = 50
_LABEL = re.compile(
    r"""(?:
    (?:related|recommended|featured|trending|recent|other|popular|more|most|further|next|latest)\b[^.?!]*
        \b(?:stories|articles|posts|columns|videos|shows|reading|news|coverage|topics|like\ this|from|on\ this|read
        |viewed|popular)\b[^.?!]*
    | you\ (?:may|might)\ also\ like | topics | tags | filed\ under | comments? | about\ the\ authors?
    | share\ this\b.*
    | (?:das\ könnte\ sie\ auch|mehr\ (?:zum\ thema|aus|von)|auch\ interessant|weitere\ (?:artikel|themen)|themen
        |kommentare)\b.*
    | (?:à\ lire\ aussi|sur\ le\ même\ sujet|voir\ aussi|commentaires|thèmes)\b.*
    | (?:te\ puede\ interesar|más\ (?:noticias|sobre|en)|noticias\ relacionadas|lo\ más\ (?:leído|visto)|comentarios
        |temas)\b.*
    | (?:читайте|дивіться|смотрите)\ (?:також|также)\b.*
    | (?:за\ темою|по\ теме|схожі|похожие|коментарі|комментарии|теги)\b.*
    )[:\s…»>-]*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_label(line: str) -> bool:
    """Return whether a line is such a label; a sentence is none."""
    return len(line) <= _LONGEST and _LABEL.fullmatch(line) is not None
