import { crc32c } from "../../../core/binary/crc32c";
import { bytesField, doubleField, floatField, integerField, message } from "./protobuf";

/** A number at a step of a training, or a final figure at step 0. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

export interface EventFile {
  /** seconds since 1970 */
  readonly wallTime: number;
  readonly scalars: readonly Scalar[];
  /** what the HParams dashboard lists */
  readonly hparams: Readonly<Record<string, number | string | boolean>>;
  readonly groupName: string;
  readonly seconds: number;
}

const SUCCESS = 1;
const FLOAT = 1;

/**
 * A TensorBoard event file: TFRecords (length, masked CRC-32C of the length, data, masked CRC-32C of the data; all
 * little-endian) of `Event` messages, the first naming the version. Written from tensorflow/core/util/event.proto,
 * framework/summary.proto and tensorboard/plugins/hparams/plugin_data.proto.
 */
export function writeEventFile({ wallTime, scalars, hparams, groupName, seconds }: EventFile): Uint8Array {
  const time = doubleField(1, wallTime);
  const entries = Object.entries(hparams).map(([name, value]) =>
    bytesField(1, message(bytesField(1, name), bytesField(2, valueMessage(value)))),
  );
  const start = message(...entries, bytesField(4, groupName), doubleField(5, wallTime));
  const end = message(integerField(1, SUCCESS), doubleField(2, wallTime + seconds));
  const events = [
    message(time, bytesField(3, "brain.Event:2")),
    message(time, summary(hparamsValue("_hparams_/session_start_info", bytesField(3, start)))),
    ...scalars.map(({ tag, step, value }) =>
      message(
        time,
        integerField(2, step),
        summary(message(bytesField(1, tag), floatField(2, value), pluginField("scalars", new Uint8Array()))),
      ),
    ),
    message(time, summary(hparamsValue("_hparams_/session_end_info", bytesField(4, end)))),
  ];
  return message(...events.map(record));
}

function summary(value: Uint8Array): Uint8Array {
  return bytesField(5, bytesField(1, value));
}

/** A summary value that carries hyperparameters in its metadata; its tensor is empty and must be there. */
function hparamsValue(tag: string, content: Uint8Array): Uint8Array {
  const shape = bytesField(2, integerField(1, 1));
  const tensor = message(integerField(1, FLOAT), bytesField(2, shape), bytesField(5, new Uint8Array(4)));
  return message(bytesField(1, tag), bytesField(8, tensor), pluginField("hparams", content));
}

function pluginField(name: string, content: Uint8Array): Uint8Array {
  return bytesField(9, bytesField(1, message(bytesField(1, name), bytesField(2, content))));
}

/** google.protobuf.Value */
function valueMessage(value: number | string | boolean): Uint8Array {
  if (typeof value === "number") return doubleField(2, value);
  if (typeof value === "boolean") return integerField(4, value ? 1 : 0);
  return bytesField(3, value);
}

function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, masked(crc32c(bytes.subarray(0, 8))), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(crc32c(data)), true);
  return bytes;
}

/** So that a checksum of data that holds checksums stays a good one. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
