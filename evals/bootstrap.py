"""How sure a mean is: the percentile bootstrap with a fixed seed, so that the same answers give the same interval."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

SEED = 20261122
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over `n` questions with its 95 % interval."""

    name: str
    value: float
    low: float
    high: float
    n: int

    def as_json(self) -> dict[str, Any]:
        data = asdict(self)
        del data["name"]
        return data


def estimate_mean(name: str, values: Sequence[float]) -> Measure:
    """SEE: Efron & Tibshirani 1993, chapter 13. `values` must not be empty."""
    import numpy as np

    sample = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(sample), size=(RESAMPLES, len(sample)))
    low, high = np.quantile(sample[drawn].mean(axis=1), (0.025, 0.975))
    return Measure(name, round(float(sample.mean()), 4), round(float(low), 4), round(float(high), 4), len(sample))
