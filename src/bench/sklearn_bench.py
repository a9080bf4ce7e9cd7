#!/usr/bin/env python3
"""scikit-learn's side of the benchmarks: answers one JSON command a line with one JSON line, so that the two sides take turns.

The recipe is that of the page's experiment: words of title and body (lower case, scikit-learn's stop words, Porter stems),
5,000 terms of TF-IDF, tag one-hot, upvote_ratio standardised, train_test_split(test_size=0.2, random_state=42).
Times are of the calls alone, in seconds; nothing imported or prepared is counted.
"""
import json, os, re, sys, time

try:
    import numpy as np
    import pandas as pd
    import scipy
    import sklearn
    from nltk.stem import PorterStemmer
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.decomposition import TruncatedSVD
    from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import train_test_split
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
except ImportError as missing:
    print(json.dumps({"missing": str(missing)}), flush=True)
    sys.exit(0)

PORTER = PorterStemmer(mode="MARTIN_EXTENSIONS")
TOKEN = re.compile(r"(?u)\b\w\w+\b")
STEMS = {}
S = {}


def stem(word):
    if word not in STEMS:
        STEMS[word] = PORTER.stem(word)
    return STEMS[word]


def clean(text):
    return " ".join(stem(w) for w in TOKEN.findall(text.lower()) if w not in ENGLISH_STOP_WORDS)


def timed(fn):
    start = time.perf_counter()
    result = fn()
    return result, time.perf_counter() - start


def rmse(y, p):
    return float(np.mean((y - p) ** 2) ** 0.5)


def front(path, **_):
    """Load, clean and weigh the words, from the file to the matrices."""
    STEMS.clear()
    d, load = timed(lambda: pd.read_csv(path))
    start = time.perf_counter()
    texts = [clean(t) for t in d["title"].fillna("") + " " + d["body"].fillna("")]
    cleaned = time.perf_counter() - start
    train, test = train_test_split(np.arange(len(d)), test_size=0.2, random_state=42)
    start = time.perf_counter()
    tfidf = TfidfVectorizer(max_features=5000)
    a = tfidf.fit_transform([texts[i] for i in train])
    b = tfidf.transform([texts[i] for i in test])
    weighed = time.perf_counter() - start
    onehot, scaler = OneHotEncoder(handle_unknown="ignore"), StandardScaler()
    tag, ratio = d[["tag"]].fillna("Unknown"), d[["upvote_ratio"]].fillna(0.5)
    X = hstack([a, onehot.fit_transform(tag.iloc[train]), scaler.fit_transform(ratio.iloc[train])]).tocsr()
    Z = hstack([b, onehot.transform(tag.iloc[test]), scaler.transform(ratio.iloc[test])]).tocsr()
    y = d.score.to_numpy(dtype=float)
    S.update(d=d, train=train, test=test, X=X, Z=Z, y=y[train], z=y[test], tfidf=tfidf, onehot=onehot, scaler=scaler, A=a, B=b)
    return {"load": load, "clean": cleaned, "tfidf": weighed, "seconds": load + cleaned + weighed,
            "rows": X.shape[0], "columns": X.shape[1], "entries": int(X.nnz)}


def forest(seed, trees=100, **_):
    model = RandomForestRegressor(n_estimators=trees, random_state=seed, n_jobs=-1)
    _, seconds = timed(lambda: model.fit(S["X"], S["y"]))
    S["forest"] = model
    return {"seconds": seconds, "rmse": rmse(S["z"], model.predict(S["Z"]))}


def one(count=50, **_):
    """Text to score, one post at a time, with the latest forest on one thread."""
    model, d = S["forest"], S["d"]
    model.n_jobs = 1
    times = []
    for i in S["test"][:count]:
        row = d.iloc[[i]]
        title, body = row.title.iloc[0], row.body.iloc[0]
        tag, ratio = row[["tag"]].fillna("Unknown"), row[["upvote_ratio"]].fillna(0.5)
        start = time.perf_counter()
        text = clean(f"{title} {body if isinstance(body, str) else ''}")
        x = hstack([S["tfidf"].transform([text]), S["onehot"].transform(tag), S["scaler"].transform(ratio)]).tocsr()
        model.predict(x)
        times.append(time.perf_counter() - start)
    model.n_jobs = -1
    return {"seconds": float(np.median(times))}


def many(rows=100_000, **_):
    Z = S["Z"]
    tiled = vstack([Z] * (rows // Z.shape[0] + 1)).tocsr()[:rows]
    predicted, seconds = timed(lambda: S["forest"].predict(tiled))
    return {"seconds": seconds, "mean": float(predicted.mean())}


def ridge(**_):
    model = Ridge(alpha=1.0, tol=1e-10)
    _, seconds = timed(lambda: model.fit(S["X"], S["y"]))
    return {"seconds": seconds, "rmse": rmse(S["z"], model.predict(S["Z"]))}


def mlp(seed, **_):
    model = MLPRegressor(hidden_layer_sizes=(100, 50), early_stopping=True, validation_fraction=0.1, max_iter=200, random_state=seed)
    _, seconds = timed(lambda: model.fit(S["X"], S["y"]))
    return {"seconds": seconds / model.n_iter_, "epochs": model.n_iter_, "rmse": rmse(S["z"], model.predict(S["Z"]))}


def dense(folder, **_):
    """Dates, lengths, tag counts and 50 LSA columns, written as rows of float64 for the other side too."""
    d = S["d"]
    when = pd.to_datetime(d.datetime, errors="coerce", utc=True, format="mixed")
    title, body = d.title.fillna(""), d.body.fillna("")
    plain = np.column_stack([
        when.dt.hour, when.dt.dayofweek, when.dt.month, when.dt.year, d.upvote_ratio.fillna(0.5),
        title.str.len(), body.str.len(), title.str.count(r"\w+"), body.str.count(r"\w+"), title.str.count(r"\?"),
    ]).astype(float)
    plain[~np.isfinite(plain)] = 0
    svd = TruncatedSVD(50, random_state=0)
    X = np.hstack([plain[S["train"]], svd.fit_transform(S["A"])])
    Z = np.hstack([plain[S["test"]], svd.transform(S["B"])])
    S.update(DX=X, DZ=Z)
    for name, values in {"dense-train": X, "dense-test": Z, "target-train": S["y"], "target-test": S["z"]}.items():
        np.ascontiguousarray(values, dtype="<f8").tofile(os.path.join(folder, name + ".bin"))
    return {"rows": X.shape[0], "columns": X.shape[1]}


def sparse(folder, **_):
    """The test rows as they were made here, for scoring many of them."""
    Z = csr_matrix(S["Z"])
    Z.sort_indices()
    Z.indptr.astype("<u4").tofile(os.path.join(folder, "test-indptr.bin"))
    Z.indices.astype("<u4").tofile(os.path.join(folder, "test-indices.bin"))
    Z.data.astype("<f8").tofile(os.path.join(folder, "test-values.bin"))
    return {"rows": Z.shape[0], "columns": Z.shape[1]}


def boosted(seed, **_):
    model = HistGradientBoostingRegressor(max_iter=100, learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=20,
                                          max_bins=255, early_stopping=False, random_state=seed)
    _, seconds = timed(lambda: model.fit(S["DX"], S["y"]))
    return {"seconds": seconds, "rmse": rmse(S["z"], model.predict(S["DZ"]))}


COMMANDS = {f.__name__: f for f in (front, forest, one, many, ridge, mlp, dense, sparse, boosted)}

print(json.dumps({"sklearn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__, "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps(COMMANDS[command.pop("name")](**command)), flush=True)
