#!/usr/bin/env python3
"""Splits and folds as scikit-learn draws them; writes ../fixtures/sklearn-splits.json. Needs scikit-learn."""
import json, os
import numpy as np, sklearn
from sklearn.model_selection import (GroupKFold, GroupShuffleSplit, KFold, StratifiedKFold, StratifiedShuffleSplit,
                                     TimeSeriesSplit, train_test_split)

r = np.random.RandomState(7)
ints = lambda a: [int(v) for v in a]
two = lambda pair: {"train": ints(pair[0]), "test": ints(pair[1])}
out = {"sklearn": sklearn.__version__, "random": [], "stratified": [], "group": [], "kFold": [], "stratifiedKFold": [],
       "groupKFold": [], "timeSeries": []}
for n, size, seed in ((2, 0.5, 0), (5, 0.2, 42), (10, 0.25, 1), (37, 0.2, 42), (100, 0.07, 3), (101, 0.9, 4)):
    out["random"].append({"n": n, "testSize": size, "seed": seed, **two(train_test_split(np.arange(n), test_size=size, random_state=seed))})
for n, k, size, seed in ((20, 2, 0.2, 0), (60, 4, 0.25, 42), (61, 5, 0.33, 7), (120, 6, 0.1, 3)):
    y = np.concatenate([np.arange(k), np.arange(k), (k * r.random_sample(n - 2 * k) ** 2).astype(int)])
    r.shuffle(y)
    out["stratified"].append({"testSize": size, "seed": seed, "count": k, "classes": ints(y),
                              **two(train_test_split(np.arange(n), test_size=size, random_state=seed, stratify=y))})
    assert two(next(StratifiedShuffleSplit(1, test_size=size, random_state=seed).split(np.zeros(n), y))) == {
        key: out["stratified"][-1][key] for key in ("train", "test")}
for n, k, size, seed in ((12, 4, 0.25, 0), (80, 30, 0.2, 42), (50, 50, 0.3, 9)):
    g = np.concatenate([np.arange(k), r.randint(0, k, n - k)])
    out["group"].append({"testSize": size, "seed": seed, "count": k, "groups": ints(g),
                         **two(next(GroupShuffleSplit(1, test_size=size, random_state=seed).split(np.zeros(n), groups=g)))})
for n, folds, seed in ((5, 5, None), (23, 4, None), (23, 4, 42), (40, 3, 0)):
    cv = KFold(folds, shuffle=seed is not None, random_state=seed)
    out["kFold"].append({"n": n, "folds": folds, "seed": seed, "test": [ints(b) for _, b in cv.split(np.zeros(n))]})
for n, k, folds, seed in ((24, 2, 3, None), (50, 3, 5, None), (50, 3, 5, 42), (71, 6, 4, 1)):
    y = np.concatenate([np.repeat(np.arange(k), folds), (k * r.random_sample(n - k * folds) ** 1.5).astype(int)])
    r.shuffle(y)
    cv = StratifiedKFold(folds, shuffle=seed is not None, random_state=seed)
    out["stratifiedKFold"].append({"folds": folds, "seed": seed, "classes": ints(y), "test": [ints(b) for _, b in cv.split(np.zeros(n), y)]})
for n, k, folds in ((20, 6, 3), (60, 12, 5)):
    g = np.concatenate([np.arange(k), r.randint(0, k, n - k)])
    out["groupKFold"].append({"folds": folds, "count": k, "groups": ints(g), "test": [ints(b) for _, b in GroupKFold(folds).split(np.zeros(n), groups=g)]})
for n, folds, size, gap in ((12, 5, None, 0), (30, 4, 3, 2), (7, 6, None, 0)):
    cv = TimeSeriesSplit(folds, test_size=size, gap=gap)
    out["timeSeries"].append({"n": n, "folds": folds, "testSize": size, "gap": gap, "folds_": [two(p) for p in cv.split(np.zeros(n))]})
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "sklearn-splits.json"), "w") as f:
    json.dump(out, f)
    f.write("\n")
