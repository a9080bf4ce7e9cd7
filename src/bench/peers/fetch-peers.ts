import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Which versions, with the hash of every file of theirs. */
const WANTED = resolve(import.meta.dirname, "install");
const FETCHED = resolve(import.meta.dirname, "../../../node_modules/.cache/bench-peers");
const LOCK = "package-lock.json";
/** What is fetched was checked against this one: npm writes it last. */
const DONE = "node_modules/.package-lock.json";
const MOST_MS = 180_000;

export const PEER_NAMES = ["ml-random-forest", "ydf-training"] as const;

export type PeerName = (typeof PEER_NAMES)[number];

export interface FetchedPeers {
  /** their packages are in `node_modules` below it */
  readonly folder: string;
  readonly packages: Readonly<Record<PeerName, { readonly version: string; readonly license: string }>>;
}

/**
 * Fetches the other forests in JavaScript from the npm registry, once, into a folder that neither the page nor its tests
 * know of: they serve no one who installs the project.
 *
 * @throws where the registry does not answer, with npm's reason
 */
export function fetchPeers(): FetchedPeers {
  if (!isFetched()) {
    mkdirSync(FETCHED, { recursive: true });
    for (const file of ["package.json", LOCK]) copyFileSync(resolve(WANTED, file), resolve(FETCHED, file));
    const { status, stderr, error } = spawnSync(
      "npm",
      [
        "ci",
        "--prefix",
        FETCHED,
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--fetch-retries",
        "1",
      ],
      { cwd: FETCHED, encoding: "utf8", timeout: MOST_MS },
    );
    if (status !== 0) throw new Error(`npm could not fetch them: ${reasonOf(stderr) || (error?.message ?? status)}`);
  }
  const packageOf = (name: PeerName) =>
    JSON.parse(readFileSync(resolve(FETCHED, "node_modules", name, "package.json"), "utf8")) as {
      version: string;
      license: string;
    };
  const packages = Object.fromEntries(
    PEER_NAMES.map((name) => {
      const { version, license } = packageOf(name);
      return [name, { version, license }];
    }),
  ) as FetchedPeers["packages"];
  return { folder: FETCHED, packages };
}

function isFetched(): boolean {
  const lock = resolve(FETCHED, LOCK);
  if (!existsSync(resolve(FETCHED, DONE)) || !existsSync(lock)) return false;
  return readFileSync(lock, "utf8") === readFileSync(resolve(WANTED, LOCK), "utf8");
}

function reasonOf(stderr: string): string {
  const errors = stderr.split("\n").flatMap((line) => /^npm (?:error|ERR!) (.+)$/.exec(line)?.[1] ?? []);
  return errors.slice(0, 3).join("; ").slice(0, 300);
}
