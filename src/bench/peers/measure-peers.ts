import { resolve } from "node:path";
import type { Browser } from "../drive-chromium";
import { openPage } from "../page-session";
import { RECIPE } from "../recipe";
import type { PeersPart } from "../results";
import type { ServedPage } from "../serve-page";
import { spreadOf } from "../statistics";
import { fetchPeers } from "./fetch-peers";
import type { FetchedPeers } from "./fetch-peers";
import { judgePeer, mostColumns } from "./judge-peer";
import { runPeer } from "./run-peer";
import { writeMatrix } from "./write-matrix";
import type { WrittenMatrix } from "./write-matrix";

const TREES = 100;
/** The forest that one of the peers grows: its constructor takes nothing but the target and the task. */
const TREES_OF_YDF = 300;
const SEED = 0;

/**
 * The other forests in JavaScript on the training rows and columns of the comparison, one after the other, and the page's
 * own before, between and after them.
 *
 * @throws where they cannot be fetched
 */
export async function measurePeers(
  { browser, served }: { readonly browser: Browser; readonly served: ServedPage },
  path: string,
  limitSeconds: number,
): Promise<Omit<PeersPart, "measured">> {
  const fetched = fetchPeers();
  const data = resolve(served.dataFolder, "peers");
  const matrix = await writeMatrix(path, data);
  const ours = [await growInPage(browser, served, path)];
  const ml = await measureMl(fetched, data, matrix, limitSeconds);
  ours.push(await growInPage(browser, served, path));
  const ydf = await measureYdf(fetched, data, matrix, limitSeconds);
  ours.push(await growInPage(browser, served, path));
  return {
    matrix,
    limitSeconds,
    ours: { trees: TREES, seconds: spreadOf(ours.map(({ seconds }) => seconds)), rmse: ours[0].rmse },
    peers: [ml, ydf],
  };
}

type Measured = PeersPart["peers"][number];

async function measureMl(fetched: FetchedPeers, data: string, { columns }: WrittenMatrix, limitSeconds: number): Promise<Measured> {
  const peer = "ml-random-forest";
  const job = { peer, fetched, data, columns, seed: SEED, limitSeconds } as const;
  const whole = await runPeer({ ...job, forests: doublings(TREES).map((trees) => ({ trees, columns })) });
  const figures = judgePeer(whole, TREES);
  say(peer, figures);
  // It takes one column for all of them.
  const oneTree = doublings(columns).slice(1, -1).map((fewer) => ({ trees: 1, columns: fewer }));
  const fewer = figures.trees > 0 ? null : mostColumns(await runPeer({ ...job, forests: oneTree, limitSeconds: limitSeconds / 3 }));
  if (fewer) console.log(`  one tree of it on ${fewer.columns} of the ${columns} columns: ${fewer.seconds.toFixed(1)} s`);
  return { name: peer, ...fetched.packages[peer], ...figures, fewer };
} // prettier-ignore

async function measureYdf(fetched: FetchedPeers, data: string, { columns }: WrittenMatrix, limitSeconds: number): Promise<Measured> {
  const peer = "ydf-training";
  const outcome = await runPeer({ peer, fetched, data, columns, forests: [], seed: SEED, limitSeconds });
  const figures = judgePeer(outcome, TREES_OF_YDF);
  say(peer, figures);
  return { name: peer, ...fetched.packages[peer], ...figures, fewer: null };
} // prettier-ignore

/** 1, 2, 4 and so on, and `most` at last. */
function doublings(most: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < most; count *= 2) counts.push(count);
  return [...counts, most];
}

async function growInPage(browser: Browser, { address }: ServedPage, path: string) {
  const session = await openPage(browser, address);
  await session.open(path);
  const { timings, rmse } = await session.run({ ...RECIPE, model: { kind: "forest", trees: TREES, seed: SEED } });
  return { seconds: timings.train / 1000, rmse };
}

function say(peer: string, { trees, asked, seconds, failed }: ReturnType<typeof judgePeer>): void {
  const took = seconds === null ? "" : ` in ${seconds.toFixed(1)} s`;
  console.log(`${peer}: ${trees} of ${asked} trees${took}${failed ? `, FAILED: ${failed}` : ""}`);
}
