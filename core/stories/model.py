"""The model that says how likely two reports tell of one story: a logistic function of a few likenesses.

Its weights are learnt from labelled reports by `python -m tests.bench.learning`, which writes `weights.json`.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from core.stories.pairs import Pairs
from core.stories.rows import Floats

WEIGHTS = Path(__file__).with_name("weights.json")

FEATURES = ("cosine", "shared", "shorter", "longer", "company")
"""The likenesses, in the order of the columns of `features`."""


def features(pairs: Pairs, one: Floats, other: Floats | np.float32) -> Floats:
    """Return what is known of each pair, (n, 5); `one` and `other` are the masses of its reports, in nats."""
    shorter, longer = np.maximum(np.minimum(one, other), 1), np.maximum(np.maximum(one, other), 1)
    columns = (
        np.sqrt(pairs.cosine),
        np.log1p(pairs.shared / 8),
        np.log(shorter / 20),
        np.log(longer / 20),
        pairs.company,
    )
    return np.stack(columns, axis=1).astype(np.float32)


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature, with `bias` and the `threshold` from which groups are one story."""
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read


def likelihood(pairs: Pairs, one: Floats, other: Floats | np.float32) -> Floats:
    """Return how likely each pair is of one story, 0..1, from the masses of its reports."""
    learnt = weights()
    vector = np.array([learnt[name] for name in FEATURES], np.float32)
    score = features(pairs, one, other) @ vector + np.float32(learnt["bias"])
    likely: Floats = (1 / (1 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32)
    return likely
