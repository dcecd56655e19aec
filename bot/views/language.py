"""The words of the interface pass through here, so that a catalogue of another language can take their place."""

import gettext

_WORDS = gettext.NullTranslations()

_ = _WORDS.gettext
"""Return the interface's words for an English string; strings wrapped in it can be extracted."""

plural = _WORDS.ngettext
"""Return the words for a singular, a plural and a number."""
