"""Reads what was written for other tools with nothing of Scorebook, and as strictly as those tools do. Prints JSON.

    python3 src/testing/reference/read_exports.py tensorboard FOLDER
    python3 src/testing/reference/read_exports.py mlflow FOLDER

TensorBoard's event files: TFRecords and protocol buffers by their specification; the fields of event.proto,
summary.proto, tensor.proto and of the HParams dashboard's plugin_data.proto, no others. MLflow's file store: PyYAML, the
keys that its experiments and runs are made from, and its rules for names.
"""

import json
import math
import os
import posixpath
import re
import struct
import sys

POLYNOMIAL = 0x82F63B78


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (POLYNOMIAL if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        (check,) = struct.unpack_from("<I", data, at + 8)
        assert check == masked(data[at : at + 8]), "checksum of the length"
        body = data[at + 12 : at + 12 + length]
        (check,) = struct.unpack_from("<I", data, at + 12 + length)
        assert check == masked(body), "checksum of the data"
        yield body
        at += 16 + length


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5

# What each message may hold: field number -> wire type.
EVENT = {1: FIXED64, 2: VARINT, 3: LENGTH, 5: LENGTH}
SUMMARY = {1: LENGTH}
VALUE = {1: LENGTH, 2: FIXED32, 8: LENGTH, 9: LENGTH}
METADATA = {1: LENGTH}
PLUGIN = {1: LENGTH, 2: LENGTH}
TENSOR = {1: VARINT, 2: LENGTH, 5: LENGTH}
HPARAMS = {3: LENGTH, 4: LENGTH}
START = {1: LENGTH, 4: LENGTH, 5: FIXED64}
END = {1: VARINT, 2: FIXED64}
ENTRY = {1: LENGTH, 2: LENGTH}
ANY_VALUE = {2: FIXED64, 3: LENGTH, 4: VARINT}


def fields(data, known):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        assert known.get(number) == kind, f"field {number} of wire type {kind}"
        if kind == VARINT:
            value, at = varint(data, at)
        elif kind == FIXED64:
            (value,) = struct.unpack_from("<d", data, at)
            at += 8
        elif kind == FIXED32:
            (value,) = struct.unpack_from("<f", data, at)
            at += 4
        else:
            length, at = varint(data, at)
            value = data[at : at + length]
            assert len(value) == length, "a field that ends after its message"
            at += length
        yield number, value


def message(data, known):
    pairs = list(fields(data, known))
    assert len(dict(pairs)) == len(pairs), "a field that stands twice"
    return dict(pairs)


def read_value(data):
    ((number, value),) = fields(data, ANY_VALUE)
    return value if number == 2 else bool(value) if number == 4 else value.decode()


def read_events(path):
    scalars, hparams, version, group, started, ended = [], {}, None, None, None, None
    for place, body in enumerate(records(open(path, "rb").read())):
        event = message(body, EVENT)
        assert event[1] > 0, "wall time"
        if place == 0:
            version = event[3].decode()
            continue
        ((_, data),) = fields(event[5], SUMMARY)
        value = message(data, VALUE)
        tag = value[1].decode()
        plugin = message(message(value[9], METADATA)[1], PLUGIN)
        if plugin[1] == b"scalars":
            scalars.append([tag, event.get(2, 0), value[2]])
            continue
        assert plugin[1] == b"hparams"
        tensor = message(value[8], TENSOR)
        assert tensor[1] == 1 and len(tensor[5]) == 4, "one float"
        content = message(plugin[2], HPARAMS)
        if tag == "_hparams_/session_start_info":
            for number, entry in fields(content[3], START):
                if number == 1:
                    pair = message(entry, ENTRY)
                    hparams[pair[1].decode()] = read_value(pair[2])
                elif number == 4:
                    group = entry.decode()
                else:
                    started = entry
        else:
            assert tag == "_hparams_/session_end_info"
            ended = message(content[4], END)
    return {
        "version": version,
        "scalars": scalars,
        "hparams": hparams,
        "group": group,
        "status": ended[1],
        "seconds": ended[2] - started,
    }


def read_tensorboard(folder):
    """Every folder that holds a file with "tfevents" in its name is a run."""
    found = {}
    for at, _, names in os.walk(folder):
        events = [name for name in names if "tfevents" in name]
        if events:
            (name,) = events
            found[os.path.relpath(at, folder)] = read_events(os.path.join(at, name))
    return found


EXPERIMENT_KEYS = {"experiment_id", "name", "artifact_location", "lifecycle_stage", "creation_time", "last_update_time"}
RUN_KEYS = {
    "artifact_uri", "end_time", "entry_point_name", "experiment_id", "lifecycle_stage", "run_id", "run_name", "run_uuid",
    "source_name", "source_type", "source_version", "start_time", "status", "tags", "user_id",
}  # fmt: skip
NAME = re.compile(r"[/\w.\- ]+")
EXPERIMENT_ID = re.compile(r"[a-zA-Z0-9][\w\-]{0,63}")
RUN_ID = re.compile(r"[0-9a-f]{32}")


def check_name(name):
    assert NAME.fullmatch(name) and len(name) <= 250, f"MLflow refuses the name {name!r}"
    assert posixpath.normpath(name) == name and name != "." and not name.startswith(("..", "/")), f"{name!r} is a path"


def read_text(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as file:
        return file.read()


def read_part(run, part):
    """Files by name, those in folders by their path: how a name with a slash is kept."""
    found = {}
    for at, _, names in os.walk(os.path.join(run, part)):
        for name in names:
            key = os.path.relpath(os.path.join(at, name), os.path.join(run, part))
            check_name(key)
            found[key] = read_text(at, name)
    return found


def read_points(text):
    points = []
    for line in text.splitlines():
        time, value, step = line.split(" ")
        assert int(time) >= 0 and math.isfinite(float(value))
        points.append([int(time), float(value), int(step)])
    assert points, "a metric without a value"
    return points


def read_mlflow(folder):
    import yaml

    root = os.path.join(folder, "mlruns")
    found = []
    for experiment in sorted(os.listdir(root)):
        about = yaml.safe_load(read_text(root, experiment, "meta.yaml"))
        assert set(about) == EXPERIMENT_KEYS and about["name"] and about["lifecycle_stage"] == "active"
        assert about["experiment_id"] == experiment and EXPERIMENT_ID.fullmatch(experiment)
        assert isinstance(about["creation_time"], int) and isinstance(about["last_update_time"], int)
        assert os.path.samefile(os.path.join(folder, about["artifact_location"]), os.path.join(root, experiment))
        for run in sorted(os.listdir(os.path.join(root, experiment))):
            at = os.path.join(root, experiment, run)
            if not os.path.isdir(at):
                continue
            meta = yaml.safe_load(read_text(at, "meta.yaml"))
            assert set(meta) == RUN_KEYS and meta["run_id"] == meta["run_uuid"] == run and RUN_ID.fullmatch(run)
            assert meta["experiment_id"] == experiment and meta["lifecycle_stage"] == "active"
            assert isinstance(meta["start_time"], int) and meta["start_time"] <= meta["end_time"]
            assert os.path.samefile(os.path.join(folder, meta["artifact_uri"]), os.path.join(at, "artifacts"))
            tags = read_part(at, "tags")
            assert tags["mlflow.runName"] == meta["run_name"]
            found.append(
                {
                    "experiment": about["name"],
                    "meta": meta,
                    "metrics": {name: read_points(text) for name, text in read_part(at, "metrics").items()},
                    "params": read_part(at, "params"),
                    "tags": tags,
                    "artifacts": sorted(os.listdir(os.path.join(at, "artifacts"))),
                }
            )
    return found


if __name__ == "__main__":
    print(json.dumps({"tensorboard": read_tensorboard, "mlflow": read_mlflow}[sys.argv[1]](sys.argv[2])))
