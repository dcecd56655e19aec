"""The table of summaries: our ranker beside LEAD-3, chance and sumy's rankers, and the time that they take."""

import random
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from core.model.prose import Prose, Sentence
from core.summary import RANKERS, find_quotes, summarise
from core.text.prose import read_prose, split_sentences
from core.text.words import find_words

Chooser = Callable[[Prose], Sequence[Sentence]]

_SENTENCES = 3
_LENGTHS = (20, 150, 400)
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the sentences that a person would keep and a summary in a person's own words."""

    prose: Prose
    kept: frozenset[str]
    abstract: str


def labelled() -> list[Labelled]:
    """Return the reports of the table."""
    data = tomllib.loads((Path(__file__).parent / "summaries.toml").read_text(encoding="utf-8"))
    return [_labelled(article["title"], article["text"], article["abstract"]) for article in data["article"]]


def _labelled(title: str, text: str, abstract: str) -> Labelled:
    """Return a report; a mark stands for the first sentence of its line, the dateline not counted."""
    lines = text.strip().split("\n")
    prose = read_prose(title, "\n".join(line.removeprefix("+ ") for line in lines))
    marked = [line[2:] for line in lines if line.startswith("+ ")]
    kept = {next((s.text for s in prose.sentences if s.text in line), line) for line in marked}
    return Labelled(prose, frozenset(kept), abstract)


def rouge(candidate: str, reference: str, n: int) -> float:
    """Return the ROUGE-n F1 of two texts by their words, 0 to 1 (Lin 2004, without stemming)."""
    found, wanted = _grams(candidate, n), _grams(reference, n)
    shared = sum((found & wanted).values())
    return 2 * shared / max(1, sum(found.values()) + sum(wanted.values()))


def _grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = find_words(text)
    return Counter(pairwise(words)) if n == 2 else Counter((word,) for word in words)


def lead(prose: Prose) -> Sequence[Sentence]:
    """Choose the opening sentences."""
    return prose.sentences[:_SENTENCES]


def chance(prose: Prose) -> Sequence[Sentence]:
    """Choose any sentences, the same at each run."""
    return random.Random(prose.title).sample(prose.sentences, _SENTENCES)


def choosers() -> dict[str, Chooser]:
    """Return what is compared, by name."""
    others: dict[str, Chooser] = {name: _named(name) for name in RANKERS}
    return {"Dateline": summarise, "LEAD-3": lead, "chance": chance, **others}


def _named(ranker: str) -> Chooser:
    return lambda prose: summarise(prose, ranker=ranker)


def table() -> list[str]:
    """Return the table's lines: F1 against marked sentences, ROUGE-1 and ROUGE-2, then milliseconds by length."""
    items = labelled()
    lines = [f"{len(items)} reports of our own, three sentences each", ""]
    lines.append(f"{'':10}{'sentences F1':>14}{'ROUGE-1':>9}{'ROUGE-2':>9}")
    lines += [_row(name, choose, items) for name, choose in choosers().items()]
    return [*lines, "", *speed()]


def _row(name: str, choose: Chooser, items: Sequence[Labelled]) -> str:
    marked, one, two = [], [], []
    for item in items:
        chosen = [sentence.text for sentence in choose(item.prose)]
        marked.append(2 * len(item.kept & set(chosen)) / (len(item.kept) + len(chosen)))
        one.append(rouge(" ".join(chosen), item.abstract, 1))
        two.append(rouge(" ".join(chosen), item.abstract, 2))
    return f"{name:10}{_mean(marked):14.1f}{_mean(one):9.1f}{_mean(two):9.1f}"


def _mean(values: Sequence[float]) -> float:
    return 100 * sum(values) / len(values)


def speed() -> list[str]:
    """Return the milliseconds an article of so many sentences takes, and the text room's rate."""
    lines = [f"{'ms at':10}" + "".join(f"{length:>9}" for length in (*_LENGTHS, _LONG)) + "  sentences"]
    texts = [_article(length) for length in (*_LENGTHS, _LONG)]
    proses = [read_prose("The council of the harbour", text) for text in texts]
    lines.append(f"{'Dateline':10}" + "".join(f"{_ms(summarise, prose):9.1f}" for prose in proses))
    lines.append(f"{'quotes':10}" + "".join(f"{_ms(find_quotes, prose):9.1f}" for prose in proses))
    lines += [f"{name:10}" + "".join(_capped(name, prose) for prose in proses) for name in RANKERS]
    took = _ms(split_sentences, texts[-1])
    return [*lines, "", f"splitter: {len(texts[-1]) / took / 1000:.1f} million characters a second"]


def _capped(name: str, prose: Prose) -> str:
    """Return the time of one of sumy's rankers; past its cap it sees no more text, so it is not timed again."""
    if len(prose.sentences) > max(_LENGTHS):
        return f"{'capped':>9}"
    return f"{_ms(_named(name), prose):9.1f}"


def _article(sentences: int) -> str:
    """Return a text of so many sentences with the words of our reports in new orders."""
    source = random.Random(sentences)
    words = [word for item in labelled() for word in find_words(item.prose.text)]
    made = (" ".join(source.choices(words, k=source.randint(8, 30))).capitalize() + "." for _ in range(sentences))
    return "\n".join(made)


def _ms(work: Callable[..., object], argument: object) -> float:
    """Return the processor's milliseconds for one call, once warm for short texts."""
    work(labelled()[0].prose if isinstance(argument, Prose) else "It rained.")
    began = time.process_time()
    work(argument)
    return (time.process_time() - began) * 1000
