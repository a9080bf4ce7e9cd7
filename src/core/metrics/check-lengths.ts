import { DataError } from "../errors";

/** @throws {DataError} "too-few-rows" without rows, "length-mismatch" when an array has another length than the first */
export function checkLengths(arrays: Readonly<Record<string, ArrayLike<number> | undefined>>): void {
  const [[firstName, first], ...rest] = Object.entries(arrays);
  const rows = first?.length ?? 0;
  if (rows === 0) throw new DataError("too-few-rows", `${firstName} must have at least 1 row, got 0`);
  for (const [name, array] of rest) {
    if (array !== undefined && array.length !== rows) {
      throw new DataError("length-mismatch", `${name} must have the ${rows} rows of ${firstName}, got ${array.length}`);
    }
  }
}
