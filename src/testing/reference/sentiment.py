#!/usr/bin/env python3
"""scikit-learn's logistic regression on the sentiment reviews; writes ../fixtures/sentiment-reference.json: numbers alone.

    /usr/bin/python3 sentiment.py ../../../../shared

The folder holds data/sentiment/train_df.csv and reference/sklearn_reference.py, whose `clean` is the recipe of the texts.
"""
import json, os, sys, time
import pandas as pd, sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split

shared = sys.argv[1]
sys.path.insert(0, os.path.join(shared, "reference"))
from sklearn_reference import clean

data = pd.read_csv(os.path.join(shared, "data", "sentiment", "train_df.csv"))
train, test = train_test_split(data, test_size=0.2, random_state=42)
started = time.perf_counter()
vectorizer = TfidfVectorizer(max_features=5000)
x = vectorizer.fit_transform([clean(text) for text in train.review.fillna("")])
z = vectorizer.transform([clean(text) for text in test.review.fillna("")])
model = LogisticRegression(C=1.0, max_iter=2000).fit(x, train.label)
predicted = model.predict(z)
out = {"sklearn": sklearn.__version__, "trainRows": len(train), "testRows": len(test),
       "accuracy": accuracy_score(test.label, predicted), "macroF1": f1_score(test.label, predicted, average="macro"),
       "seconds": round(time.perf_counter() - started, 2)}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "sentiment-reference.json"), "w") as f:
    json.dump(out, f, indent=1)
    f.write("\n")
