"""How the languages that are read for deadlines tell what became of one, by ISO 639-1 code."""

from collections.abc import Mapping

from core.deadlines.english.idiom import ENGLISH_IDIOM
from core.deadlines.idioms import Idiom

IDIOMS: Mapping[str, Idiom] = {"en": ENGLISH_IDIOM}
