"""The grammar of English: all that its texts are read by."""

from core.deadlines.english.frames import FRAMES, VETOES
from core.deadlines.english.lexicon import FILLERS, PHRASES, WORDS
from core.deadlines.english.times import CALENDAR
from core.deadlines.english.vocabulary import ENGLISH_WORDS
from core.deadlines.grammar import Grammar

ENGLISH = Grammar(CALENDAR, ENGLISH_WORDS, WORDS, PHRASES, FILLERS, FRAMES, VETOES)
