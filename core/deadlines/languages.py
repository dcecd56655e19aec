"""The languages that are read for deadlines, by ISO 639-1 code: their grammar, and how they tell what became of one."""

from collections.abc import Mapping

from core.deadlines.english import ENGLISH
from core.deadlines.english.idiom import ENGLISH_IDIOM
from core.deadlines.grammar import Grammar
from core.deadlines.idioms import Idiom

GRAMMARS: Mapping[str, Grammar] = {"en": ENGLISH}
IDIOMS: Mapping[str, Idiom] = {"en": ENGLISH_IDIOM}
