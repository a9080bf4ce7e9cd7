#!/usr/bin/env python3
"""Cross-validated ridge over TF-IDF as scikit-learn does it, repeated folds, and Student's quantiles; writes
../fixtures/sklearn-validate.json. Synthetic posts. Needs scikit-learn and scipy."""
import json, os
import numpy as np, scipy, sklearn
from scipy import stats
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import KFold, RepeatedKFold, RepeatedStratifiedKFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

r = np.random.RandomState(11)
letters = "bdfgklmnprtz"
words = sorted({"".join(letters[i] + "aeiou"[j] for i, j in zip(r.randint(0, 12, 3), r.randint(0, 5, 3))) for _ in range(60)})
effect = r.normal(0, 8, len(words))
texts, score = [], []
for _ in range(240):
    chosen = r.choice(len(words), r.randint(4, 12))
    texts.append(" ".join(words[i] for i in chosen))
    score.append(round(float(100 + effect[chosen].sum() + r.normal(0, 10)), 3))
texts, score = np.array(texts), np.array(score)
train, _ = train_test_split(np.arange(len(texts)), test_size=0.2, random_state=42)
model = make_pipeline(TfidfVectorizer(), FunctionTransformer(lambda x: x.toarray(), accept_sparse=True), Ridge(alpha=1.0, solver="cholesky"))
folds = []
for a, b in KFold(5, shuffle=True, random_state=42).split(train):
    predicted = model.fit(texts[train[a]], score[train[a]]).predict(texts[train[b]])
    folds.append({"test": [int(i) for i in train[b]], "rmse": float(np.sqrt(np.mean((score[train[b]] - predicted) ** 2))),
                  "mae": float(mean_absolute_error(score[train[b]], predicted)), "r2": float(r2_score(score[train[b]], predicted))})
scores = -cross_val_score(model, texts[train], score[train], cv=KFold(5, shuffle=True, random_state=42), scoring="neg_root_mean_squared_error")
assert np.allclose(scores, [f["rmse"] for f in folds])
y = r.randint(0, 3, 31)
out = {
    "sklearn": sklearn.__version__, "scipy": scipy.__version__,
    "texts": list(texts), "score": list(score), "folds": folds, "mean": float(scores.mean()), "sd": float(scores.std(ddof=1)),
    "repeated": [[int(i) for i in b] for _, b in RepeatedKFold(n_splits=4, n_repeats=3, random_state=5).split(np.zeros(23))],
    "classes": [int(v) for v in y],
    "repeatedStratified": [[int(i) for i in b] for _, b in RepeatedStratifiedKFold(n_splits=3, n_repeats=2, random_state=5).split(np.zeros(31), y)],
    "student": [{"p": p, "degrees": d, "quantile": float(stats.t.ppf(p, d))} for d in (1, 2, 3, 4, 5, 9, 30, 499) for p in (0.025, 0.5, 0.8, 0.975, 0.995)],
}
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "sklearn-validate.json"), "w") as f:
    json.dump(out, f)
    f.write("\n")
