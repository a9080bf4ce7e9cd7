"""Partial dependence by scikit-learn, of two models that are formulas, so that both sides have the very same model.

Run with scikit-learn 1.2.1: python3 partial-dependence.py > ../fixtures/partial-dependence.json
"""

import json

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.inspection import partial_dependence


class Formula(RegressorMixin, BaseEstimator):
    def fit(self, X, y=None):
        self.fitted_ = True
        return self

    def predict(self, X):
        return np.sin(X[:, 0]) * X[:, 1] + X[:, 2] ** 2 + np.where(X[:, 3] > 0.3, 2.0, 0.0)


class Labels(ClassifierMixin, BaseEstimator):
    def fit(self, X, y=None):
        self.classes_ = np.array([0, 1, 2])
        return self

    def predict_proba(self, X):
        scores = np.stack([X[:, 0] * X[:, 1], X[:, 2] - X[:, 3], np.zeros(len(X))], axis=1)
        e = np.exp(scores)
        return e / e.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


rng = np.random.default_rng(7)
X = np.round(rng.normal(size=(60, 4)), 4)
X[rng.random(X.shape) < 0.3] = 0
X[:, 3] = rng.integers(0, 5, size=60) / 4  # few distinct values

out = {"sklearn": sklearn.__version__, "x": X.tolist(), "cases": []}
for name, model in [("scores", Formula().fit(X)), ("labels", Labels().fit(X))]:
    for feature in range(4):
        for resolution in (6, 20):
            found = partial_dependence(
                model, X, [feature], method="brute", kind="both", grid_resolution=resolution,
                response_method="auto" if name == "scores" else "predict_proba",
            )
            out["cases"].append({
                "model": name,
                "feature": feature,
                "resolution": resolution,
                "grid": found["values"][0].tolist(),
                # outputs x points
                "average": found["average"].tolist(),
                # outputs x rows x points, the first three rows
                "individual": found["individual"][:, :3].tolist(),
            })
print(json.dumps(out))
