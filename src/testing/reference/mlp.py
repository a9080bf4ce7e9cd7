#!/usr/bin/env python3
"""What scikit-learn's MLPRegressor and MLPClassifier train on small seeded data; writes ../fixtures/mlp.json.

    /usr/bin/python3 src/testing/reference/mlp.py

No validation part of their own, so that their draws are: initial weights, then one shuffle an epoch.
"""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")
random = np.random.RandomState(7)
ROWS, COLUMNS = 23, 7
x = np.round(random.normal(size=(ROWS, COLUMNS)) * (random.uniform(size=(ROWS, COLUMNS)) < 0.5), 3)
y = np.round(3 + x @ np.array([1.5, -2, 0.5, 0, 1, -1, 2]) + 0.3 * random.normal(size=ROWS), 3)
label = np.digitize(y, np.quantile(y, [0.3, 0.7]))

COMMON = dict(batch_size=5, max_iter=12, tol=0, n_iter_no_change=1000)
CASES = [
    ("regression", dict(hidden_layer_sizes=(6, 3), activation="relu", alpha=1e-4, learning_rate_init=0.01, random_state=0)),
    ("regression", dict(hidden_layer_sizes=(9,), activation="tanh", alpha=0.5, learning_rate_init=0.02, random_state=5)),
    ("regression", dict(hidden_layer_sizes=(5, 4, 3), activation="logistic", alpha=0.01, learning_rate_init=0.05, random_state=3)),
    ("regression", dict(hidden_layer_sizes=(6, 3), activation="relu", solver="sgd", alpha=0.01, learning_rate_init=0.01, random_state=1)),
    ("classification", dict(hidden_layer_sizes=(6, 3), activation="tanh", alpha=0.1, learning_rate_init=0.02, random_state=2)),
]

cases = []
for task, settings in CASES:
    model = (MLPRegressor if task == "regression" else MLPClassifier)(**COMMON, **settings)
    model.fit(x, y if task == "regression" else label)
    found = model.predict(x) if task == "regression" else model.predict_proba(x).ravel()
    cases.append({"task": task, "settings": settings, "predictions": found.tolist(), "lastBias": model.intercepts_[-1].tolist()})

out = {"sklearn": sklearn.__version__, "numpy": np.__version__, "x": x.tolist(), "y": y.tolist(), "label": label.tolist(), "cases": cases}
path = pathlib.Path(__file__).parent.parent / "fixtures" / "mlp.json"
path.write_text(json.dumps(out) + "\n")
