#!/usr/bin/env python3
"""TF-IDF of a synthetic corpus under many options, as scikit-learn has it.

    /usr/bin/python3 src/testing/reference/tfidf.py > src/testing/fixtures/tfidf.json

scikit-learn breaks ties at the max_features cut arbitrarily; here they go in the order of the text (by code point), so
the vocabulary is chosen first and handed over.
"""
import json, random

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

WORDS = [
    "bee", "ant", "wasp", "moth", "fly", "12", "a_b", "\u00e9t\u00e9", "\u03c3\u03ac\u03c2", "\u4e2d\u6587", "\ufb01g",
    "\U0001d49c\U0001d49c", "\uff21\uff22", "zebra", "Zebra", "e", "co", "bee2", "an", "antique",
]
CASES = [
    {},
    {"maxFeatures": 7},
    {"maxFeatures": 12, "ngramMax": 2},
    {"maxFeatures": 30, "ngramMin": 2, "ngramMax": 3},
    {"ngramMin": 1, "ngramMax": 3, "minDf": 2},
    {"minDf": 3},
    {"minDf": 0.25},
    {"maxDf": 0.3},
    {"maxDf": 4},
    {"minDf": 0.1, "maxDf": 0.5, "ngramMax": 2},
    {"sublinearTf": True},
    {"binary": True, "maxFeatures": 8},
    {"useIdf": False},
    {"smoothIdf": False},
    {"norm": "l1"},
    {"norm": "none", "sublinearTf": True, "ngramMax": 2, "maxFeatures": 15},
    {"binary": True, "sublinearTf": True, "norm": "l1", "smoothIdf": False, "minDf": 2, "maxDf": 0.9, "ngramMax": 2},
]
DEFAULTS = {
    "enabled": True, "columns": "joined", "maxFeatures": None, "ngramMin": 1, "ngramMax": 1, "minDf": 1, "maxDf": 1,
    "sublinearTf": False, "binary": False, "useIdf": True, "smoothIdf": True, "norm": "l2",
}


def limits(o):
    return {"min_df": o["minDf"], "max_df": 1.0 if o["maxDf"] == 1 else o["maxDf"]}


def run(docs, train, options):
    o = DEFAULTS | options
    words = {"token_pattern": r"\S+", "lowercase": False, "ngram_range": (o["ngramMin"], o["ngramMax"])}
    fit = [docs[i] for i in train]
    counter = CountVectorizer(**words, **limits(o), binary=o["binary"])
    totals = counter.fit_transform(fit).sum(axis=0).A1
    count = dict(zip(counter.get_feature_names_out(), totals))
    chosen = sorted(sorted(count, key=lambda t: (-count[t], t))[: o["maxFeatures"]])
    norm = None if o["norm"] == "none" else o["norm"]
    v = TfidfVectorizer(
        **words, vocabulary=chosen, sublinear_tf=o["sublinearTf"], binary=o["binary"], use_idf=o["useIdf"],
        smooth_idf=o["smoothIdf"], norm=norm,
    ).fit(fit)
    x = v.transform(docs)
    x.sort_indices()
    return {
        "settings": o,
        "terms": chosen,
        "idf": [float(f"{w:.15g}") for w in v.idf_] if o["useIdf"] else [1] * len(chosen),
        "indptr": x.indptr.tolist(),
        "indices": x.indices.tolist(),
        "values": [float(f"{w:.15g}") for w in x.data],
    }


def main():
    draw = random.Random(11)
    docs = []
    for i in range(36):
        size = [0, 1, 2][i % 12] if i % 12 < 3 else draw.randrange(3, 14)
        docs.append([WORDS[int(len(WORDS) * draw.random() ** 2)] for _ in range(size)])
    # the last word never stands in a training row
    docs[5] += ["unseen", "bee"]
    train = sorted(draw.sample([i for i in range(36) if i != 5], 26))
    joined = [" ".join(d) for d in docs]
    out = {
        "versions": {"scikit-learn": sklearn.__version__},
        "docs": docs,
        "train": train,
        "cases": [run(joined, train, options) for options in CASES],
    }
    print(json.dumps(out, separators=(",", ":")))


if __name__ == "__main__":
    main()
