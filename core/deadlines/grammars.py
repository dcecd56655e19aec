"""The grammars of the languages that are read for deadlines, by ISO 639-1 code; making them ready takes a while."""

from collections.abc import Mapping

from core.deadlines.english.grammar import ENGLISH
from core.deadlines.grammar import Grammar

GRAMMARS: Mapping[str, Grammar] = {"en": ENGLISH}
