"""Writes src/testing/fixtures/slices.json: tests, adjusted p values and BCa intervals of slices, from numpy and scipy.

Run: python3 src/testing/reference/slices.py   (numpy 1.24, scipy 1.10)
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(7)
out = {"versions": {"numpy": np.__version__, "scipy": scipy.__version__}}

welch = []
for n, m, shift in [(5, 9, 0.0), (30, 300, 0.4), (200, 30, -0.3), (40, 4000, 1.2), (3, 3, 8.0)]:
    a = rng.gamma(2, 3, n) + shift
    b = rng.gamma(2, 3, m)
    t, p = stats.ttest_ind(a, b, equal_var=False, alternative="greater")
    va, vb = a.var(ddof=1) / n, b.var(ddof=1) / m
    degrees = (va + vb) ** 2 / (va**2 / (n - 1) + vb**2 / (m - 1))
    effect = np.sqrt(2) * (a.mean() - b.mean()) / np.sqrt(a.var(ddof=1) + b.var(ddof=1))
    welch.append({"a": a.tolist(), "b": b.tolist(), "t": t, "p": p, "degrees": degrees, "effect": effect})
out["welch"] = welch

out["tails"] = [
    {"t": t, "degrees": d, "p": stats.t.sf(t, d)}
    for t in (-3, -0.5, 0, 0.1, 2.5, 12, 40)
    for d in (1, 2.7, 29.3, 850.5, 20000)
]

out["fisher"] = [
    {
        "hits": h,
        "drawn": d,
        "marked": k,
        "total": n,
        "p": stats.hypergeom.sf(h - 1, n, k, d),
        "fisher": stats.fisher_exact([[h, d - h], [k - h, n - d - k + h]], alternative="greater")[1],
    }
    for h, d, k, n in [(0, 5, 3, 20), (3, 5, 3, 20), (40, 60, 300, 1000), (30, 30, 200, 800), (700, 2000, 6000, 20000)]
]


def adjust(p):
    """Benjamini-Hochberg, as R's p.adjust."""
    p = np.asarray(p)
    order = np.argsort(p)[::-1]
    scaled = p[order] * len(p) / np.arange(len(p), 0, -1)
    q = np.empty_like(p)
    q[order] = np.minimum(1, np.minimum.accumulate(scaled))
    return q


ps = np.concatenate([rng.uniform(0, 1, 40), rng.uniform(0, 0.001, 6), [0.02, 0.02, 1.0, 0.0]])
out["bh"] = {"p": ps.tolist(), "q": adjust(ps).tolist()}

# BCa intervals of a slice, of its difference from the rest, and of two models on it, all rows drawn together
n = 400
loss = rng.gamma(1.2, 5, n)
other = np.maximum(0, loss + rng.normal(-0.6, 2, n))
member = np.zeros(n, bool)
member[rng.choice(n, 70, replace=False)] = True
loss[member] *= 1.5
wrong = (rng.uniform(size=n) < np.where(member, 0.55, 0.3)).astype(float)

DRAWS = 40_000


def bca(columns, statistic):
    result = stats.bootstrap(
        columns,
        statistic,
        paired=True,
        vectorized=False,
        n_resamples=DRAWS,
        confidence_level=0.95,
        method="BCa",
        random_state=np.random.default_rng(1),
    )
    low, high = result.confidence_interval
    return {"value": float(statistic(*columns)), "low": float(low), "high": float(high)}


inside = lambda x, m: x[m > 0].mean()
difference = lambda x, m: x[m > 0].mean() - x[m == 0].mean()
root = lambda x, m: np.sqrt((x[m > 0] ** 2).mean())
root_difference = lambda x, m: np.sqrt((x[m > 0] ** 2).mean()) - np.sqrt((x[m == 0] ** 2).mean())
paired = lambda x, y, m: y[m > 0].mean() - x[m > 0].mean()
marks = member.astype(float)
out["bootstrap"] = {
    "loss": loss.tolist(),
    "other": other.tolist(),
    "wrong": wrong.tolist(),
    "members": np.flatnonzero(member).tolist(),
    "mean": bca((loss, marks), inside),
    "meanDifference": bca((loss, marks), difference),
    "root": bca((loss, marks), root),
    "rootDifference": bca((loss, marks), root_difference),
    "errorRate": bca((wrong, marks), inside),
    "errorRateDifference": bca((wrong, marks), difference),
    "paired": bca((loss, other, marks), paired),
}

path = Path(__file__).parent.parent / "fixtures" / "slices.json"
path.write_text(json.dumps(out) + "\n")
