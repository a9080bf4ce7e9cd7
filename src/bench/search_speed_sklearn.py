#!/usr/bin/env python3
"""scikit-learn's side of search-speed.ts: RandomizedSearchCV(n_jobs=-1) over a forest on given settings, a JSON document in and one out.

Reads {"csv", "trees", "folds", "settings": [{"model.maxDepth": ...}]}. Words of title and body (lower case, stop words, Porter stems, 5,000
terms), tag one-hot, and the parts of the date, as the experiment has them; the time is of the search alone.
"""
import json, re, sys, time

import numpy as np
import pandas as pd
import sklearn
from nltk.stem import PorterStemmer
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import RandomForestRegressor
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.model_selection import KFold, RandomizedSearchCV, train_test_split
from sklearn.preprocessing import OneHotEncoder

task = json.load(sys.stdin)
stemmer, known = PorterStemmer(mode="MARTIN_EXTENSIONS"), {}


def clean(text):
    words = [w for w in re.findall(r"(?u)\b\w\w+\b", text.lower()) if w not in ENGLISH_STOP_WORDS]
    return " ".join(known.setdefault(w, stemmer.stem(w)) if w not in known else known[w] for w in words)


posts = pd.read_csv(task["csv"]).drop_duplicates("url").reset_index(drop=True)
train, _ = train_test_split(np.arange(len(posts)), test_size=0.2, random_state=42)
posts = posts.iloc[train]
texts = [clean(t) for t in posts["title"].fillna("") + " " + posts["body"].fillna("")]
when = pd.to_datetime(posts["datetime"])
dates = np.c_[when.dt.year + when.dt.dayofyear / 366, when.dt.month, when.dt.weekday, when.dt.hour + when.dt.minute / 60]
X = hstack([
    TfidfVectorizer(max_features=5000).fit_transform(texts),
    OneHotEncoder(handle_unknown="ignore").fit_transform(posts[["tag"]].fillna("Unknown")),
    csr_matrix(dates),
]).tocsr()
y = posts["score"].to_numpy(dtype=float)
names = {"model.maxDepth": "max_depth", "model.minSamplesLeaf": "min_samples_leaf", "model.maxFeatures": "max_features"}
space = [{names[path]: [value] for path, value in setting.items()} for setting in task["settings"]]
search = RandomizedSearchCV(
    RandomForestRegressor(n_estimators=task["trees"], random_state=0),
    space,
    n_iter=len(space),
    cv=KFold(task["folds"], shuffle=True, random_state=42),
    scoring="neg_root_mean_squared_error",
    n_jobs=-1,
    refit=False,
    random_state=0,
)
start = time.perf_counter()
search.fit(X, y)
seconds = time.perf_counter() - start
scores = {json.dumps(p, sort_keys=True): -s for p, s in zip(search.cv_results_["params"], search.cv_results_["mean_test_score"])}
ordered = [scores[json.dumps({k: v[0] for k, v in point.items()}, sort_keys=True)] for point in space]
print(json.dumps({"sklearn": sklearn.__version__, "seconds": seconds, "columns": X.shape[1], "scores": ordered}))
