import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "./exit-codes";

/**
 * Writes all of a file or nothing of it: an interrupted command leaves the file that was there.
 * @throws {UsageError} where it cannot be written
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  const partial = `${path}.${process.pid}.part`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, path);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw refusal(path, thrown);
  }
}

/**
 * Makes a folder, and those above it, where it is not there. One by one: Node's recursive way never comes back from a place
 * that denies the folder and its parent alike, such as /proc.
 * @throws {UsageError} where it cannot be made
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw refusal(path, { code: "ENOTDIR" });
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (thrown) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw refusal(path, thrown);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "that place is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  ENOENT: "nothing can be made there",
};

function refusal(path: string, thrown: unknown): UsageError {
  const { code = "", message } = thrown as NodeJS.ErrnoException;
  return new UsageError(`${path} cannot be written: ${REASONS[code] ?? message}; --out takes another place`);
}
