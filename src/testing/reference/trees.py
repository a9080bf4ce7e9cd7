#!/usr/bin/env python3
"""Forests and boosted trees of scikit-learn on small synthetic data: writes ../fixtures/trees.json.

    /usr/bin/python3 trees.py

Forests have one tree without bootstrap and with every column at every split, and leaves large enough that no two
splits are equally good: the generator checks that five seeds give the same predictions, so they can be matched exactly.
"""
import json
import pathlib
import numpy as np
import sklearn
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)

rng = np.random.default_rng(7)
ROUND = lambda a: np.round(np.asarray(a, float), 12).tolist()


def dense(rows, columns):
    return rng.normal(size=(rows, columns)).astype(np.float32).astype(float).round(4).astype(np.float32).astype(float)


def sparse(rows, columns, share, signed):
    x = dense(rows, columns)
    x = x if signed else np.abs(x)
    return x * (rng.random(size=x.shape) < share)


def signal(x):
    return 3 * (x[:, 0] > 0.2) + x[:, 1] * x[:, 2] + 0.5 * x[:, 3] + rng.normal(scale=0.3, size=len(x))


def whole(x, scale):
    return np.round(np.exp(signal(x) / 3) * scale)


forests = []


def forest(name, make, x, y, test, options, weights=None):
    seen, weighed = [], []
    for seed in range(5):
        m = make(seed).fit(x, y, sample_weight=weights)
        seen.append(m.predict_proba(test) if hasattr(m, "predict_proba") else m.predict(test))
        weighed.append(m.feature_importances_)
    same = lambda runs: all(np.allclose(runs[0], run, rtol=0, atol=1e-9) for run in runs)
    assert same(seen) and same(weighed), name
    forests.append({
        "name": name, "options": options, "x": x.round(7).tolist(), "y": y.tolist(), "test": test.round(7).tolist(),
        "classes": int(y.max()) + 1 if hasattr(m, "classes_") else 0,
        "weights": None if weights is None else weights.tolist(),
        "predictions": ROUND(seen[0]), "importance": ROUND(m.feature_importances_),
    })


def regressor(**o):
    return lambda seed: RandomForestRegressor(n_estimators=1, bootstrap=False, max_features=1.0, random_state=seed, **o)


def classifier(**o):
    return lambda seed: RandomForestClassifier(n_estimators=1, bootstrap=False, max_features=None, random_state=seed, **o)


x, test = dense(140, 5), dense(20, 5)
forest("dense, leaves of 8", regressor(min_samples_leaf=8), x, signal(x).round(5), test, {"minSamplesLeaf": 8})
forest("dense, three levels", regressor(max_depth=3), x, signal(x).round(5), test, {"maxDepth": 3})
x, test = sparse(160, 12, 0.35, True), sparse(20, 12, 0.35, True)
forest("sparse with both signs", regressor(min_samples_leaf=9), x, signal(x).round(5), test, {"minSamplesLeaf": 9})
forest("nodes of fewer than 40 rows stay", regressor(min_samples_split=40, min_samples_leaf=6), x, signal(x).round(5), test,
       {"minSamplesSplit": 40, "minSamplesLeaf": 6})
x, test = sparse(160, 12, 0.35, False), sparse(20, 12, 0.35, False)
forest("sparse counts of the target, Poisson", regressor(min_samples_leaf=9, criterion="poisson"), x, whole(x, 5), test,
       {"minSamplesLeaf": 9, "criterion": "poisson"})
while not any(f["name"] == "absolute error" for f in forests):  # its ties are common: until a draw has none
    try:
        forest("absolute error", regressor(min_samples_leaf=9, criterion="absolute_error"), x, signal(x).round(5), test,
               {"minSamplesLeaf": 9, "criterion": "absolute"})
    except AssertionError:
        pass
w = np.where(rng.random(160) < 0.2, 0.0, rng.integers(1, 5, size=160) / 4)
forest("weights", regressor(min_samples_leaf=9), x, signal(x).round(5), test, {"minSamplesLeaf": 9}, w)
y = np.digitize(signal(x), [0.6, 2.2]).astype(float)
forest("three classes", classifier(min_samples_leaf=10, max_depth=4), x, y, test, {"minSamplesLeaf": 10, "maxDepth": 4})
forest("two classes", classifier(min_samples_leaf=10, max_depth=4), x, (y > 0).astype(float), test,
       {"minSamplesLeaf": 10, "maxDepth": 4})

boosted = []


def boost(name, model, x, y, test, options, weights=None):
    m = model.set_params(early_stopping=False).fit(x, y, sample_weight=weights)
    p = m.predict_proba(test) if hasattr(m, "predict_proba") else m.predict(test)
    clean = lambda a: [[None if np.isnan(v) else round(float(v), 7) for v in r] for r in a]
    boosted.append({
        "name": name, "options": options, "x": clean(x), "y": y.tolist(), "test": clean(test),
        "classes": int(y.max()) + 1 if hasattr(m, "classes_") else 0,
        "weights": None if weights is None else weights.tolist(), "predictions": ROUND(p),
    })


R, C = HistGradientBoostingRegressor, HistGradientBoostingClassifier
x, test = dense(300, 5), dense(20, 5)
boost("dense, few bins", R(max_iter=20, max_bins=16), x, signal(x).round(5), test, {"maxIter": 20, "maxBins": 16})
x, test = sparse(200, 8, 0.4, True), sparse(20, 8, 0.4, True)
boost("sparse with both signs", R(max_iter=15, min_samples_leaf=5, l2_regularization=2, max_leaf_nodes=8), x,
      signal(x).round(5), test, {"maxIter": 15, "minSamplesLeaf": 5, "l2Regularization": 2, "maxLeafNodes": 8})
# From here on rows of the training part are predicted: equally good splits into the same rows differ on others alone.
test = x[:20]
hole = lambda a: np.where(rng.random(a.shape) < 0.15, np.nan, a)
y = (signal(x) + 2 * (x[:, 5] > 0)).round(5)
boost("missing values", R(max_iter=10, max_depth=3, learning_rate=0.3), (holed := hole(x)), y, holed[:20],
      {"maxIter": 10, "maxDepth": 3, "learningRate": 0.3})
boost("weights", R(max_iter=10), x, y, test, {"maxIter": 10}, rng.integers(0, 4, size=200) / 2)
# Gradients of classes have few values at first; weights of many keep different splits from being equally good.
w = rng.integers(100, 900, size=200) / 500
boost("two classes", C(max_iter=10), x, (y > 1).astype(float), test, {"maxIter": 10}, w)
boost("three classes", C(max_iter=8), x, np.digitize(y, [0.6, 2.2]).astype(float), test, {"maxIter": 8}, w)

out = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "trees.json"
out.write_text(json.dumps({"scikit-learn": sklearn.__version__, "forests": forests, "boosted": boosted}, separators=(",", ":")))
print(out, out.stat().st_size)
