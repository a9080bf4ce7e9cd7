"""Optuna's TPESampler on functions that the caller knows: one JSON line of a space in, values asked for, the best out.

Reads {"space": [...], "trials": n, "seed": s} and then, for each line {"values": ...} it prints, a line with the value.
"""
import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def suggest(trial, space):
    point = {}
    for p in space:
        when = p.get("when")
        if when and point.get(when["path"]) not in when["is"]:
            continue
        name = p["path"]
        if p["kind"] == "categorical":
            point[name] = trial.suggest_categorical(name, p["choices"])
        elif p["kind"] == "integer":
            point[name] = trial.suggest_int(name, p["low"], p["high"], step=p.get("step", 1), log=p.get("log", False))
        else:
            point[name] = trial.suggest_float(name, p["low"], p["high"], step=p.get("step"), log=p.get("log", False))
    return point


print(json.dumps({"optuna": optuna.__version__}), flush=True)
for line in sys.stdin:
    task = json.loads(line)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=task["seed"]))
    best = float("inf")
    for _ in range(task["trials"]):
        trial = study.ask()
        print(json.dumps({"values": suggest(trial, task["space"])}), flush=True)
        value = json.loads(sys.stdin.readline())
        study.tell(trial, value)
        best = min(best, value)
    print(json.dumps({"best": best}), flush=True)
