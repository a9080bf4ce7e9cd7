#!/usr/bin/env python3
"""Corrections and rankings of probabilities as scikit-learn has them; writes ../fixtures/sklearn-correction.json."""
import json, os
import numpy as np, sklearn
from sklearn import metrics as m
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

r = np.random.RandomState(5)
num = lambda a: [float(v) for v in np.asarray(a).ravel()]
out = {"sklearn": sklearn.__version__, "isotonic": [], "platt": [], "ranking": []}

for name, n, digits in (("distinct", 40, 9), ("ties", 60, 1), ("two rows", 2, 9)):
    x = np.round(r.random_sample(n), digits)
    y = (r.random_sample(n) < x ** 2).astype(float) if n > 2 else np.array([1.0, 0.0])
    at = np.linspace(-0.2, 1.2, 29)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(x, y)
    out["isotonic"].append({"name": name, "x": num(x), "y": num(y), "at": num(at), "expected": num(fitted.predict(at))})

for name, n, spread, shift in (("useful", 60, 2.0, 0.3), ("useless", 50, 0.0, 0.0), ("rare", 80, 1.0, -2.5), ("large scores", 60, 30.0, 0.0)):
    s = r.normal(size=n) * max(spread, 1)
    y = (r.random_sample(n) < 1 / (1 + np.exp(-(spread * s / max(spread, 1) + shift)))).astype(int)
    y[:2] = [0, 1]
    c = _SigmoidCalibration().fit(s, y)
    out["platt"].append({"name": name, "scores": num(s), "happened": num(y), "expected": num(c.predict(s))})

for name, k, n, digits in (("two classes", 2, 40, 9), ("three classes with ties", 3, 60, 1), ("five classes", 5, 80, 9)):
    y = np.concatenate([np.arange(k), r.randint(0, k, n - k)])
    p = np.round(r.dirichlet(np.ones(k), n) + 0.3 * np.eye(k)[y], digits)
    onehot = np.eye(k)[y]
    two = k == 2
    auc = m.roc_auc_score(y, p[:, 1]) if two else float(np.mean([m.roc_auc_score(onehot[:, j], p[:, j]) for j in range(k)]))
    ap = m.average_precision_score(y, p[:, 1]) if two else m.average_precision_score(onehot, p, average="macro")
    out["ranking"].append({"name": name, "classes": k, "actual": num(y), "probabilities": num(p), "rocAuc": auc, "averagePrecision": float(ap)})

with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "sklearn-correction.json"), "w") as f:
    json.dump(out, f)
    f.write("\n")
