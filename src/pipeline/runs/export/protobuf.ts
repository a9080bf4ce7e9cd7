import { strToU8 } from "fflate";

/** One field of a protocol buffer, as bytes; a message is its fields one after the other. */
export type Field = Uint8Array;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Fields joined into a message. */
export function message(...fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** A whole number from 0 to 2^53 as int32, int64, bool or enum. */
export function integerField(number: number, value: number): Field {
  return message(tag(number, VARINT), varint(value));
}

export function doubleField(number: number, value: number): Field {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return message(tag(number, FIXED64), bytes);
}

export function floatField(number: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message(tag(number, FIXED32), bytes);
}

/** A text, bytes, or a message in a message. */
export function bytesField(number: number, value: string | Uint8Array): Field {
  const bytes = typeof value === "string" ? strToU8(value) : value;
  return message(tag(number, LENGTH), varint(bytes.length), bytes);
}

function tag(number: number, type: number): Uint8Array {
  return varint(number * 8 + type);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}
