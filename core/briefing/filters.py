"""Filters: which articles and deadlines a reader will not see. Words and phrases are looked up, never patterns."""

from collections.abc import Iterable
from functools import lru_cache

from core.briefing.phrases import says, spread
from core.model.article import Article
from core.model.deadline import Deadline, Terms
from core.model.interest import Rule, RuleKind


def passes(article: Article, rules: Iterable[Rule]) -> bool:
    """Whether an article may be shown: no rule hides it, and its feed's words let it through."""
    mine = list(rules)
    wanted = [rule.target for rule in mine if rule.kind is RuleKind.INCLUDE and rule.feed == article.feed]
    return not any(hides(rule, article) for rule in mine) and (not wanted or says_any(article, wanted))


def hides(rule: Rule, article: Article) -> bool:
    """Whether one rule by itself keeps an article out; an INCLUDE never does, since another of them may let it in."""
    match rule.kind:
        case RuleKind.SOURCE:
            return article.source.casefold() == rule.target.casefold()
        case RuleKind.WORD:
            return says_any(article, [rule.target])
        case RuleKind.EXCLUDE:
            return rule.feed == article.feed and says_any(article, [rule.target])
        case RuleKind.ACTOR:
            return _is_about_actor(article, rule.target)
        case _:
            return False


def says_any(article: Article, words: Iterable[str]) -> bool:
    """Whether an article says any of these words or phrases, in its source's name, headline or text."""
    whole = _spread(article.source) + _spread(article.title) + _spread(article.text)
    return any(says(whole, word) for word in words)


def _is_about_actor(article: Article, name: str) -> bool:
    """Whether an actor stands in the headline, in the first sentence chosen, or is party to a deadline in it."""
    lead = "\n".join([article.title, *article.reading.summary[:1]])
    return says(_spread(lead), name) or any(_is_party(found.terms, name) for found in article.reading.findings)


_spread = lru_cache(maxsize=10_000)(spread)


def _is_party(terms: Terms, name: str) -> bool:
    return says(spread(f"{terms.setter}\n{terms.addressee}"), name)


def hides_deadline(rule: Rule, deadline: Deadline) -> bool:
    """Whether a rule keeps a deadline out: a muted word stands in it, a muted actor is party to it.

    A muted source hides what it alone reports.
    """
    match rule.kind:
        case RuleKind.SOURCE:
            return all(report.source.casefold() == rule.target.casefold() for report in deadline.reports)
        case RuleKind.WORD:
            return says(spread(_heard(deadline)), rule.target)
        case RuleKind.ACTOR:
            return _is_party(deadline.terms, rule.target)
        case _:
            return False


def _heard(deadline: Deadline) -> str:
    """Return all that a screen may say of a deadline."""
    said = [(r.source, r.headline, r.finding.evidence.text, *_told(r.finding.terms)) for r in deadline.reports]
    return "\n".join(word for words in [_told(deadline.terms), *said] for word in words)


def _told(terms: Terms) -> tuple[str, ...]:
    return terms.title, terms.setter, terms.addressee, terms.action, terms.consequence
