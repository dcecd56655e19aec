"""English: how it writes times, what its words do, and the clauses in which it tells of deadlines."""

from core.deadlines.english.frames import FRAMES, VETOES
from core.deadlines.english.lexicon import FILLERS, PHRASES, WORDS
from core.deadlines.english.times import CALENDAR
from core.deadlines.english.vocabulary import ENGLISH_WORDS
from core.deadlines.grammar import Grammar

ENGLISH = Grammar(CALENDAR, ENGLISH_WORDS, WORDS, PHRASES, FILLERS, FRAMES, VETOES)
