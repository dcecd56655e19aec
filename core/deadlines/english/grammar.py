"""The grammar of English: all that its texts are read by."""

import json
from pathlib import Path

from core.deadlines.english.frames import FRAMES, LIKELY, VETOES
from core.deadlines.english.lexicon import FILLERS, PHRASES, WORDS
from core.deadlines.english.times import CALENDAR
from core.deadlines.english.vocabulary import ENGLISH_WORDS
from core.deadlines.grammar import Grammar

WEIGHTS = Path(__file__).with_name("weights.json")
"""What the signs around a time say, learnt by `python -m tests.bench.likelihood`; WEIGHTS.md says from what."""

ENGLISH = Grammar(
    CALENDAR,
    ENGLISH_WORDS,
    WORDS,
    PHRASES,
    FILLERS,
    FRAMES,
    VETOES,
    LIKELY,
    json.loads(WEIGHTS.read_text(encoding="utf-8")),
)
