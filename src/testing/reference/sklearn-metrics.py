#!/usr/bin/env python3
"""Metrics as scikit-learn computes them; writes ../fixtures/sklearn-metrics.json. Needs scikit-learn and scipy."""
import json, os, warnings
import numpy as np, scipy, sklearn
from scipy.stats import norm
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")
r = np.random.RandomState(11)
num = lambda a: [float(v) for v in np.asarray(a).ravel()]
out = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "regression": [], "confusion": [], "probabilities": [],
       "ranking": [], "calibration": [], "normal": []}

def regression(name, y, p, w=None):
    k = {"sample_weight": w}
    out["regression"].append({"name": name, "actual": num(y), "predicted": num(p), "weights": None if w is None else num(w), "expected": {
        "mse": m.mean_squared_error(y, p, **k), "rmse": m.mean_squared_error(y, p, **k) ** 0.5, "mae": m.mean_absolute_error(y, p, **k),
        "medianAe": m.median_absolute_error(y, p, **k), "r2": m.r2_score(y, p, **k),
        "explainedVariance": m.explained_variance_score(y, p, **k), "maxError": m.max_error(y, p)}})

y = r.normal(size=31)
regression("normal", y, y + 0.3 * r.normal(size=31))
y = np.round(np.exp(3 * r.normal(size=40)))
regression("heavy tail with ties", y, np.round(y * 0.5))
regression("weights", y, np.full(40, y.mean()), np.round(3 * r.random_sample(40), 2))
regression("weights with zeros", y, np.full(40, 5.0), r.randint(0, 3, 40).astype(float))
regression("constant target", np.full(5, 2.0), np.array([2.0, 2, 3, 2, 2]))
regression("constant target, all right", np.full(5, 2.0), np.full(5, 2.0))
regression("large offset", 1e9 + y, 1e9 + y * 0.9)
regression("two rows", np.array([1.0, 2.0]), np.array([1.5, 1.0]))

for name, k, n, weighted in (("two classes", 2, 30, False), ("four classes, one never seen", 4, 50, False), ("weights", 3, 40, True), ("all right", 3, 12, False)):
    y = r.randint(0, k - (k == 4), n)
    p = y.copy() if name == "all right" else np.where(r.random_sample(n) < 0.5, y, r.randint(0, k - (k == 4), n))
    w = np.round(2 * r.random_sample(n), 2) if weighted else None
    kw = {"sample_weight": w}
    entry = {"name": name, "classes": k, "actual": num(y), "predicted": num(p), "weights": None if w is None else num(w),
             "counts": num(m.confusion_matrix(y, p, labels=range(k), **kw)), "accuracy": m.accuracy_score(y, p, **kw),
             "balancedAccuracy": m.balanced_accuracy_score(y, p, **kw),
             "perClass": np.array(m.precision_recall_fscore_support(y, p, labels=range(k), zero_division=0, **kw)).T.tolist()}
    for average in ("macro", "weighted", "micro"):
        entry[average] = list(m.precision_recall_fscore_support(y, p, average=average, zero_division=0, **kw)[:3])
    out["confusion"].append(entry)

for name, k, n, weighted in (("two classes", 2, 25, False), ("five classes", 5, 40, False), ("weights", 3, 30, True), ("sure and wrong", 2, 4, False)):
    y = np.concatenate([np.arange(k), r.randint(0, k, n - k)])
    p = r.dirichlet(np.ones(k), n)
    if name == "sure and wrong":
        p = np.array([[1.0, 0], [1, 0], [0, 1], [0.5, 0.5]])
    w = np.round(2 * r.random_sample(n), 2) if weighted else None
    brier = np.average(((p - np.eye(k)[y]) ** 2).sum(1), weights=w) if k > 2 else m.brier_score_loss(y, p[:, 1], sample_weight=w)
    out["probabilities"].append({"name": name, "classes": k, "actual": num(y), "probabilities": num(p), "weights": None if w is None else num(w),
                                 "logLoss": m.log_loss(y, p, labels=range(k), sample_weight=w), "brier": float(brier)})

for name, n, digits, weighted in (("distinct scores", 30, 9, False), ("ties", 60, 1, False), ("weights and ties", 50, 1, True), ("all tied", 10, -1, False)):
    y = np.concatenate([[0, 1], r.randint(0, 2, n - 2)])
    s = np.round(np.clip(0.3 * y + r.random_sample(n), 0, 2), max(digits, 0)) if digits >= 0 else np.ones(n)
    w = r.randint(0, 3, n).astype(float) if weighted else None
    fpr, tpr, t = m.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    pr, rc, pt = m.precision_recall_curve(y, s, sample_weight=w)
    out["ranking"].append({"name": name, "positive": num(y), "scores": num(s), "weights": None if w is None else num(w), "fpr": num(fpr), "tpr": num(tpr),
                           "thresholds": num(t[1:]), "auc": m.roc_auc_score(y, s, sample_weight=w), "precision": num(pr[:-1][::-1]), "recall": num(rc[:-1][::-1]),
                           "averagePrecision": m.average_precision_score(y, s, sample_weight=w)})

for strategy in ("uniform", "quantile"):
    p = np.round(r.random_sample(80) ** 2, 2)
    y = (r.random_sample(80) < p).astype(int)
    true, pred = calibration_curve(y, p, n_bins=7, strategy=strategy)
    out["calibration"].append({"strategy": strategy, "happened": num(y), "probability": num(p), "observed": num(true), "meanPredicted": num(pred)})

for x in (-30, -8, -3.6, -3.5, -1, -1e-8, 0, 0.3, 1.96, 5):
    out["normal"].append({"x": x, "p": float(norm.cdf(x))})
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "sklearn-metrics.json"), "w") as f:
    json.dump(out, f)
    f.write("\n")
