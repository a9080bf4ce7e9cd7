import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { DataError } from "../../core/errors";
import { parseExperiment } from "../../experiment/experiment";
import type { Experiment } from "../../experiment/schema";

export const HASH_PREFIX = "#experiment=";
/** A document is a few KB; what grows past this was made to fill the memory. */
const MAX_BYTES = 4_000_000;

/** The address of this page with the experiment in its hash, which is never sent to a server. No row of data is in it. */
export function linkTo(experiment: Experiment, address: string): string {
  const url = new URL(address);
  url.search = "";
  url.hash = HASH_PREFIX + toBase64Url(deflateSync(strToU8(JSON.stringify(experiment)), { level: 9 }));
  return url.href;
}

/**
 * The experiment that a hash carries.
 * @throws {DataError} "invalid-experiment" where the hash is cut short or changed, or what it says is not an experiment;
 * "newer-file"
 */
export function experimentInHash(hash: string): Experiment {
  return parseExperiment(readHash(hash));
}

function readHash(hash: string): unknown {
  const packed = hash.slice(HASH_PREFIX.length);
  try {
    const bytes = inflateSync(fromBase64Url(packed), {
      out: new Uint8Array(Math.min(MAX_BYTES, packed.length * 1100)),
    });
    return JSON.parse(strFromU8(bytes));
  } catch {
    throw new DataError(
      "invalid-experiment",
      `the address's #experiment= part (${packed.length} characters) cannot be read: it was cut short or changed. Copy the whole link again`,
      { path: "#experiment" },
    );
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
