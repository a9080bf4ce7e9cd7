#!/usr/bin/env python3
"""What numpy.random.RandomState draws; writes ../fixtures/numpy-random.json. Needs numpy."""
import json, os
import numpy as np

cases = []
for seed in (0, 1, 42, 123456789, 2**32 - 1):
    r = np.random.RandomState(seed)
    case = {"seed": seed}
    case["permutation10"] = r.permutation(10).tolist()
    case["permutation1"] = r.permutation(1).tolist()
    case["float"] = [float(r.random_sample()) for _ in range(5)]
    case["randint"] = [int(r.randint(b)) for b in (1, 2, 3, 7, 100, 1000, 65536, 10**6, 2**31)]
    a = list(range(20, 0, -1))
    a = np.array(a)
    r.shuffle(a)
    case["shuffled"] = a.tolist()
    big = r.permutation(5000)  # past several refills of the state
    case["permutation5000"] = {"head": big[:10].tolist(), "tail": big[-10:].tolist(), "at": int(np.dot(big, np.arange(5000)))}
    cases.append(case)
path = os.path.join(os.path.dirname(__file__), "..", "fixtures", "numpy-random.json")
with open(path, "w") as f:
    json.dump({"numpy": np.__version__, "cases": cases}, f, indent=1)
    f.write("\n")
