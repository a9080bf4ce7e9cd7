import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "vitest";

const root = resolve(import.meta.dirname, "../../../shared");

/** Whether the folder of real data and reference numbers stands beside the checkout. */
export const hasShared = existsSync(resolve(root, "data/askscience_data.csv"));

/** Absolute path of a file of the shared folder: `sharedPath("data", "askscience_data.csv")`. */
export function sharedPath(...parts: string[]): string {
  return resolve(root, ...parts);
}

export function readShared(...parts: string[]): Uint8Array {
  return new Uint8Array(readFileSync(sharedPath(...parts)));
}

export function readSharedJson<T>(...parts: string[]): T {
  return JSON.parse(readFileSync(sharedPath(...parts), "utf8")) as T;
}

/** A suite that needs the real data: runs where it is, is skipped by name where it is not. */
export function describeWithShared(title: string, suite: () => void): void {
  if (hasShared) describe(title, suite);
  // The suite itself is not even collected: it may read files as it is set up.
  else describe.skip(title, () => it.skip("needs ../shared/data, which is absent", () => {}));
}
