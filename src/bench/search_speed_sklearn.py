#!/usr/bin/env python3
"""scikit-learn's side of search-speed.ts: RandomizedSearchCV(n_jobs=-1) over a forest on given settings, rows and folds.

Reads {"folder", "columns", "trees", "folds", "settings": [{"model.maxDepth": ...}]} from standard input; the folder holds the training
rows as raw arrays: indptr and indices (uint32) and values (float64) of a CSR matrix, y (float64), foldOf (uint8). The matrix goes in
sparse or dense, whichever this forest grows on sooner; that trial, the reading and the turning are not counted.
"""
import json
import os
import resource
import sys
import time

import numpy as np
import sklearn
from joblib.externals.loky import get_reusable_executor
from scipy.sparse import csr_matrix
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import RandomizedSearchCV

task = json.load(sys.stdin)


def read(name, dtype):
    return np.fromfile(os.path.join(task["folder"], name), dtype)


y, fold_of = read("y", np.float64), read("foldOf", np.uint8)
rows = (read("values", np.float64), read("indices", np.uint32).astype(np.int32), read("indptr", np.uint32).astype(np.int32))
sparse = csr_matrix(rows, shape=(len(y), task["columns"]))
folds = [(np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(task["folds"])]
names = {"model.maxDepth": "max_depth", "model.minSamplesLeaf": "min_samples_leaf", "model.maxFeatures": "max_features"}
space = [{names[path]: [value] for path, value in setting.items()} for setting in task["settings"]]


def seconds_of(X):
    forest = RandomForestRegressor(n_estimators=2, max_features=0.3, max_depth=20, random_state=0, n_jobs=-1)
    start = time.perf_counter()
    forest.fit(X, y)
    return time.perf_counter() - start


forms = {"sparse": sparse, "dense": sparse.astype(np.float32).toarray()}
form = min(forms, key=lambda name: seconds_of(forms[name]))
search = RandomizedSearchCV(
    RandomForestRegressor(n_estimators=task["trees"], random_state=0),
    space,
    n_iter=len(space),
    cv=folds,
    scoring="neg_root_mean_squared_error",
    n_jobs=-1,
    refit=False,
    random_state=0,
)


def cpu_seconds():
    """Of this process and of the workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


before, start = cpu_seconds(), time.perf_counter()
search.fit(forms[form], y)
seconds = time.perf_counter() - start
get_reusable_executor().shutdown(wait=True)
cpu = cpu_seconds() - before
key = lambda params: json.dumps(params, sort_keys=True)
scores = {key(p): -s for p, s in zip(search.cv_results_["params"], search.cv_results_["mean_test_score"])}
ordered = [scores[key({name: values[0] for name, values in point.items()})] for point in space]
print(json.dumps({"sklearn": sklearn.__version__, "seconds": seconds, "cpuSeconds": cpu, "form": form, "scores": ordered}))
