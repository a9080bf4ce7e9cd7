#!/usr/bin/env python3
"""Linear models as scikit-learn fits them on synthetic sparse data; writes ../fixtures/sklearn-linear.json."""
import json, os, warnings
import numpy as np, sklearn
from scipy import sparse
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge

warnings.simplefilter("ignore")  # newton-cg warns once rounding ends its line search
r = np.random.RandomState(3)
num = lambda a: [float(v) for v in np.asarray(a).ravel()]
out = {"sklearn": sklearn.__version__, "data": {}, "ridge": [], "elasticNet": [], "logistic": []}

def data(name, n, p, density, offset=0.0, classes=3):
    x = sparse.random(n, p, density, format="csr", random_state=r, data_rvs=lambda k: np.round(r.normal(size=k), 3))
    if offset:  # a dense column far from zero, as an unscaled number would be
        x = sparse.hstack([x, np.round(offset + r.normal(size=(n, 1)), 3)]).tocsr()
    beta = r.normal(size=x.shape[1]) * (r.random_sample(x.shape[1]) < 0.4)
    y = np.round(x @ beta + 5 + r.normal(size=n), 3)
    scores = x.toarray() @ r.normal(size=(x.shape[1], classes)) / (1 + offset) + r.gumbel(size=(n, classes))
    label = scores.argmax(1)
    label[:classes] = np.arange(classes)
    w = np.round(r.random_sample(n) * 2, 2)
    w[3] = 0
    x.sort_indices()
    out["data"][name] = {"rows": n, "columns": x.shape[1], "indptr": x.indptr.tolist(), "indices": x.indices.tolist(), "values": num(x.data),
                         "y": num(y), "label": label.tolist(), "weights": num(w), "classes": classes}
    return x, y, label, w

sets = {"tall": data("tall", 60, 12, 0.3), "wide": data("wide", 25, 60, 0.1, classes=2), "offset": data("offset", 40, 6, 0.4, 1000.0)}
for name, (x, y, label, w) in sets.items():
    for alpha, intercept, weighted in ((1.0, True, False), (0.001, True, False), (100.0, True, True), (0.5, False, False)):
        m = Ridge(alpha=alpha, fit_intercept=intercept, solver="cholesky" if not intercept else "svd").fit(x.toarray(), y, sample_weight=w if weighted else None)
        out["ridge"].append({"data": name, "alpha": alpha, "fitIntercept": intercept, "weighted": weighted, "coef": num(m.coef_), "intercept": float(np.ravel(m.intercept_)[0])})
    for alpha, ratio, weighted in ((0.1, 1.0, False), (0.05, 0.5, False), (0.02, 0.9, True), (50.0, 1.0, False)):
        m = ElasticNet(alpha=alpha, l1_ratio=ratio, tol=1e-14, max_iter=1000000).fit(x.toarray(), y, sample_weight=w if weighted else None)
        out["elasticNet"].append({"data": name, "alpha": alpha, "l1Ratio": ratio, "weighted": weighted, "coef": num(m.coef_), "intercept": float(m.intercept_)})
    if name == "offset":
        continue
    for c, weighted in ((1.0, False), (0.1, False), (10.0, True)):
        m = LogisticRegression(C=c, solver="newton-cg", tol=1e-12, max_iter=100000).fit(x, label, sample_weight=w if weighted else None)
        out["logistic"].append({"data": name, "c": c, "weighted": weighted, "coef": [num(row) for row in m.coef_], "intercept": num(m.intercept_),
                                "probabilities": num(m.predict_proba(x)[:5])})
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "sklearn-linear.json"), "w") as f:
    json.dump(out, f)
    f.write("\n")
