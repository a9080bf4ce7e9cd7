"""Reads what was written for other tools with nothing of Scorebook: TFRecords and protocol buffers by their
specification, MLflow's file store with PyYAML. Prints JSON.

    python3 src/testing/reference/read_exports.py tensorboard FILE
    python3 src/testing/reference/read_exports.py mlflow FOLDER
"""

import json
import os
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


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 1:
            (value,) = struct.unpack_from("<d", data, at)
            at += 8
        elif kind == 5:
            (value,) = struct.unpack_from("<f", data, at)
            at += 4
        else:
            length, at = varint(data, at)
            value = data[at : at + length]
            at += length
        yield number, value


def read_value(data):
    found = dict(fields(data))
    if 2 in found:
        return found[2]
    return bool(found[4]) if 4 in found else found[3].decode()


def read_tensorboard(path):
    scalars, hparams, version, ended = [], {}, None, None
    for body in records(open(path, "rb").read()):
        event = dict(fields(body))
        if 3 in event:
            version = event[3].decode()
        if 5 not in event:
            continue
        for _, value in fields(event[5]):
            parts = dict(fields(value))
            tag = parts[1].decode()
            plugin = dict(fields(dict(fields(parts[9]))[1]))
            if plugin[1] == b"scalars":
                scalars.append([tag, event.get(2, 0), parts[2]])
                continue
            assert plugin[1] == b"hparams" and 8 in parts
            content = dict(fields(plugin[2]))
            if 3 in content:
                for number, entry in fields(content[3]):
                    if number == 1:
                        pair = dict(fields(entry))
                        hparams[pair[1].decode()] = read_value(pair[2])
            else:
                ended = dict(fields(content[4]))[1]
    return {"version": version, "scalars": scalars, "hparams": hparams, "ended": ended}


def read_mlflow(folder):
    import yaml

    root = os.path.join(folder, "mlruns")
    found = []
    for experiment in sorted(os.listdir(root)):
        about = yaml.safe_load(open(os.path.join(root, experiment, "meta.yaml"), encoding="utf-8"))
        assert about["experiment_id"] == experiment and experiment.isdigit()
        for run in sorted(os.listdir(os.path.join(root, experiment))):
            at = os.path.join(root, experiment, run)
            if not os.path.isdir(at):
                continue
            meta = yaml.safe_load(open(os.path.join(at, "meta.yaml"), encoding="utf-8"))
            assert meta["run_id"] == meta["run_uuid"] == run
            assert meta["experiment_id"] == experiment and meta["lifecycle_stage"] == "active"
            read = lambda part: {
                name: open(os.path.join(at, part, name), encoding="utf-8").read()
                for name in sorted(os.listdir(os.path.join(at, part)))
            }
            metrics = {
                name: [[int(line.split()[0]), float(line.split()[1]), int(line.split()[2])] for line in text.splitlines()]
                for name, text in read("metrics").items()
            }
            found.append(
                {
                    "experiment": about["name"],
                    "meta": meta,
                    "metrics": metrics,
                    "params": read("params"),
                    "tags": read("tags"),
                    "artifacts": sorted(os.listdir(os.path.join(at, "artifacts"))),
                }
            )
    return found


print(json.dumps({"tensorboard": read_tensorboard, "mlflow": read_mlflow}[sys.argv[1]](sys.argv[2])))
