#!/usr/bin/env python3
"""Terms hashed into columns under many options, as scikit-learn has them.

    /usr/bin/python3 src/testing/reference/hashing.py > src/testing/fixtures/hashing.json

HashingVectorizer(norm=None) followed by TfidfTransformer. Entries of 0 (terms of opposite signs that cancel) are left out, but
count as documents, as they do there.
"""
import json, random, warnings

import numpy
import sklearn
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.utils import murmurhash3_32

WORDS = [
    "bee", "ant", "wasp", "moth", "fly", "12", "a_b", "\u00e9t\u00e9", "\u03c3\u03ac\u03c2", "\u4e2d\u6587", "\ufb01g",
    "\U0001d49c\U0001d49c", "\uff21\uff22", "zebra", "Zebra", "e", "co", "bee2", "an", "antique",
]
WORDS += [f"w{i}" for i in range(120)]
COUNTS = {"useIdf": False, "norm": "none"}
CASES = [
    COUNTS,
    COUNTS | {"alternateSign": False},
    COUNTS | {"nFeatures": 16},
    COUNTS | {"nFeatures": 16, "binary": True},
    COUNTS | {"nFeatures": 1000, "ngramMax": 3},
    COUNTS | {"nFeatures": 262144, "ngramMin": 2, "ngramMax": 2},
    {"useIdf": False},
    {"useIdf": False, "norm": "l1"},
    {},
    {"nFeatures": 16},
    {"nFeatures": 64, "ngramMax": 2},
    {"alternateSign": False, "sublinearTf": True, "nFeatures": 100},
    {"smoothIdf": False, "trainRowsOnly": True},
    {"binary": True, "norm": "l1", "ngramMax": 2, "nFeatures": 4194304},
]
DEFAULTS = {
    "enabled": True, "columns": "joined", "vectorizer": "hashing", "nFeatures": 32768, "alternateSign": True,
    "maxFeatures": None, "ngramMin": 1, "ngramMax": 1, "minDf": 1, "maxDf": 1, "sublinearTf": False, "binary": False,
    "useIdf": True, "smoothIdf": True, "norm": "l2",
}


def run(docs, train, options):
    o = DEFAULTS | options
    rows = train if o.pop("trainRowsOnly", False) else range(len(docs))
    hasher = HashingVectorizer(
        token_pattern=r"\S+", lowercase=False, ngram_range=(o["ngramMin"], o["ngramMax"]), norm=None, binary=o["binary"],
        n_features=o["nFeatures"], alternate_sign=o["alternateSign"],
    )
    weigh = TfidfTransformer(
        norm=None if o["norm"] == "none" else o["norm"], use_idf=o["useIdf"], smooth_idf=o["smoothIdf"],
        sublinear_tf=o["sublinearTf"],
    ).fit(hasher.transform([docs[i] for i in train]))
    x = weigh.transform(hasher.transform([docs[i] for i in rows]))
    x.eliminate_zeros()
    x.sort_indices()
    assert numpy.isfinite(x.data).all()
    return {
        "settings": o,
        "rows": list(rows),
        "indptr": x.indptr.tolist(),
        "indices": x.indices.tolist(),
        "values": [float(f"{w:.15g}") for w in x.data],
    }


def main():
    warnings.simplefilter("ignore", RuntimeWarning)
    draw = random.Random(13)
    docs = []
    for i in range(40):
        size = [0, 1, 2][i % 12] if i % 12 < 3 else draw.randrange(3, 16)
        docs.append([WORDS[int(len(WORDS) * draw.random() ** 2)] for _ in range(size)])
    # the last words never stand in a training row
    docs[5] += ["unseen", "bee", "neither"]
    train = sorted(draw.sample([i for i in range(40) if i != 5], 28))
    texts = ["", "a", "ab", "abc", "abcd", "abcde", *WORDS[:20], "new york", "\u4e2d\u6587 \u00e9t\u00e9", "x" * 1001]
    joined = [" ".join(d) for d in docs]
    out = {
        "versions": {"scikit-learn": sklearn.__version__},
        "hashes": [[text, int(murmurhash3_32(text.encode(), seed=0))] for text in texts],
        "docs": docs,
        "train": train,
        "cases": [run(joined, train, options) for options in CASES],
    }
    print(json.dumps(out, separators=(",", ":")))


if __name__ == "__main__":
    main()
