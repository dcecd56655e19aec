"""Idioms: how a language says that a demand was done, dropped or let pass, and that a date is new or wished for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Idiom:
    """What one language says of a deadline beside naming its date; every pattern is searched in one plain sentence."""

    in_time: re.Pattern[str]
    """That something happened before the end: "two days before the deadline"."""
    over: re.Pattern[str]
    """That a time is gone: "ran out", "missed"."""
    missed: re.Pattern[str]
    """That nothing was done by the end: "expired without being renewed", "failed to"."""
    dropped: re.Pattern[str]
    """That a demand was taken back: "scrapped its ultimatum", "the order was revoked"."""
    kept: re.Pattern[str]
    """That a demand was met, without saying which: "has complied", "bowed to the demands"."""
    let_pass: re.Pattern[str]
    """That a deadline went by: "ignored the ultimatum", "the deadline came and went"."""
    moved: re.Pattern[str]
    """That a date was changed: "has extended the deadline", "the date was brought forward"."""
    settled: re.Pattern[str]
    """That those who were at odds came to terms: "reached a tentative agreement"."""
    to_settle: re.Pattern[str]
    """A demand that coming to terms meets: "agree to a new contract"."""
    speaker: re.Pattern[str]
    """Who is quoted, with the verb: "Secretary Mary Roe said"."""
    undone: re.Pattern[str]
    """What makes a deed none: a negation, a duty, a wish, a part."""
    demanded: re.Pattern[str]
    """That somebody demands something or threatens: the neighbourhood of a deed that answers it."""
    bases: Mapping[str, str]
    """Past forms that differ from their verb by more than an ending, with the verb."""
    past_ending: str
    clause_end: re.Pattern[str]
    """Where the main clause of a sentence is over: ", after", ", which"."""
    wished: re.Pattern[str]
    """A change of date that is asked for, weighed or refused."""
    granted: re.Pattern[str]
    refused: re.Pattern[str]
    new: re.Pattern[str]
    """That a date took another's place: "now has until", "instead of"."""
    old: re.Pattern[str]
    """That a date was there before: "the old deadline was"."""
    vague: re.Pattern[str]
    """A time that only points towards a date: "by the end of", "about"."""
    hint: re.Pattern[str]
    """A time that only says how far off a date was: "two days before"."""
    epithet: re.Pattern[str]
    """A by-name, its first group: "the Rams", as against "Derby County"."""
    for_a_time: re.Pattern[str]
    """That something is held off from now on: "will hold off … for 90 days", as against "by 90 days more"."""
