import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A fixture of `src/testing/fixtures`, written by the script of the same name in `src/testing/reference`. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, "fixtures", `${name}.json`), "utf8")) as T;
}
