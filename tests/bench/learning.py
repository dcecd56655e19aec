"""`python -m tests.bench.learning`: learn the weights of the "same story?" model from the labelled stories.

The stories are parted in two by what they look like, so that look-alikes stay together: weights learnt on one half are
tried on the other, both ways, and printed; those that are written are learnt from all.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.stories import WINDOW
from core.stories.grouping import measure
from core.stories.linkage import Graph, link
from core.stories.model import FEATURES, WEIGHTS, features
from core.stories.pairs import Pairs
from core.stories.rows import Floats
from tests.bench.stories import VIEWS, Labelled, b_cubed, labelled, viewed

Learnt = dict[str, float]
Matrix = NDArray[np.float64]

THRESHOLD = 0.2
"""The mean likelihood from which groups may be one story. Our stories have three reports each and would bear more; in
those of hundreds many pairs share nothing, and the mean is low."""

SLOPES = (0.0, -0.25, -0.5, -0.75, -1.0, -1.25)
"""What a longer text may lose beyond what single pairs teach: in a group it meets many that are alike by chance."""

_RIDGE = 1.0


def learn(sets: Sequence[Sequence[Labelled]]) -> Learnt:
    """Return the weights of a logistic regression over the pairs of the sets, each set counting the same.

    The slope is the one with which the groups of the sets come out best.
    """
    parts = [_pairs(one) for one in sets]
    columns = np.concatenate([features(pairs, mass[pairs.one], mass[pairs.other]) for pairs, mass, _ in parts]).astype(
        float
    )
    alike = np.concatenate([same for _, _, same in parts])
    share = np.concatenate([np.full(len(same), 1 / max(1, same.sum())) for _, _, same in parts])
    bias, *weights = _regress(columns, alike, share * 1_000 / share.sum())
    learnt = {"bias": bias, **dict(zip(FEATURES, weights, strict=True)), "threshold": THRESHOLD}
    choices = [{**learnt, "longer": learnt["longer"] + slope} for slope in SLOPES]
    return max(choices, key=lambda choice: sum(_try(choice, one)[2] for one in sets))


def _pairs(items: Sequence[Labelled]) -> tuple[Pairs, Floats, Matrix]:
    items = sorted(items, key=lambda item: item.article.published)
    rows, pairs = measure([item.article for item in items], WINDOW)
    stories = np.array([item.story for item in items])
    return pairs, rows.mass, (stories[pairs.one] == stories[pairs.other]).astype(float)


def _regress(columns: Matrix, alike: Matrix, share: Matrix) -> list[float]:
    """Return bias and weights by Newton's steps, the weights of the standardised columns held small."""
    mean, spread = columns.mean(0), columns.std(0) + 1e-9
    table = np.column_stack([np.ones(len(columns)), (columns - mean) / spread])
    held = np.diag([0.0] + [_RIDGE] * columns.shape[1])
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (share * (likely - alike)) + held @ weights
        weights -= np.linalg.solve((table * (share * likely * (1 - likely))[:, None]).T @ table + held, slope)
    plain = weights[1:] / spread
    return [float(weights[0] - plain @ mean), *map(float, plain)]


def _try(learnt: Learnt, items: Sequence[Labelled]) -> tuple[float, float, float]:
    items = sorted(items, key=lambda item: item.article.published)
    rows, pairs = measure([item.article for item in items], WINDOW)
    score = (
        features(pairs, rows.mass[pairs.one], rows.mass[pairs.other]) @ np.array([learnt[name] for name in FEATURES])
        + learnt["bias"]
    )
    likely = (1 / (1 + np.exp(-score))).astype(np.float32)
    groups = link(Graph(np.arange(len(items)), pairs.one, pairs.other, likely), learnt["threshold"])
    return b_cubed([[items[n].story for n in group] for group in groups])


def main() -> None:
    """Print how the weights of each half do on both, and write those of all."""
    everything = labelled()
    halves: list[list[Labelled]] = [[], []]
    for item in everything:
        halves[item.half].append(item)
    for number, half in enumerate(halves):
        learnt = learn([viewed(half, view) for view in VIEWS])
        for name, items in (("learnt", half), ("unseen", halves[1 - number])):
            for view in VIEWS:
                sys.stdout.write(f"half {number} {name} {view:9}" + _figures(_try(learnt, viewed(items, view))) + "\n")
    written = learn([viewed(everything, view) for view in VIEWS])
    WEIGHTS.write_text(json.dumps({name: round(value, 4) for name, value in written.items()}, indent=1) + "\n")


def _figures(scores: Sequence[Any]) -> str:
    return "".join(f"{score:7.3f}" for score in scores)


if __name__ == "__main__":
    main()
