import { takeLongTasks } from "./drive-chromium";
import type { Browser } from "./drive-chromium";
import type { PageSession } from "./page-session";
import { openPage } from "./page-session";
import type { ServedPage } from "./serve-page";
import { RECIPE } from "./recipe";
import type { SklearnPeer } from "./sklearn-peer";
import { median } from "./statistics";
import type { BenchInterface } from "./page/bench-page";

const LSA_COLUMNS = 60;
const ROWS_SCORED = 100_000;

/** What is measured on both sides, in seconds. */
export const FIGURES = ["front", "frontAgain", "forest", "one", "many", "ridge", "mlp", "boosted"] as const;

export type Figure = (typeof FIGURES)[number];

export type Times = Record<Figure, number[]>;

export interface Comparison {
  readonly ours: Times;
  /** null without scikit-learn */
  readonly theirs: Times | null;
  readonly rmse: {
    readonly ours: Record<"forest" | "ridge" | "mlp" | "boosted", number[]>;
    readonly theirs: Record<"forest" | "ridge" | "mlp" | "boosted", number[]> | null;
  };
  /** milliseconds of one visit, first to last, turn by turn */
  readonly visits: readonly Visit[];
  /** text to score inside the worker that times it, seconds */
  readonly oneInWorker: readonly number[];
  readonly matrix: { readonly rows: number; readonly entries: number; readonly columns: number } | null;
  readonly forestShape: { readonly nodes: number; readonly meanDepth: number };
  readonly limits: { readonly copied: number; readonly gathered: number };
}

export interface Visit {
  readonly open: number;
  readonly run: number;
  readonly timings: Readonly<Record<string, number>>;
  /** of the page's own thread, from the file to the drawn results */
  readonly longestTaskMs: number;
}

/** Charts are drawn after the answer; their tasks count too. */
const MS_TO_DRAW = 1000;

/** Both sides turn about, so that a slow spell of the machine meets both. Each turn is a first visit to the page. */
export async function compare(
  { browser, served, peer }: { browser: Browser; served: ServedPage; peer: SklearnPeer | null },
  path: string,
  turns: number,
): Promise<Comparison> {
  const ours = makeTimes();
  const theirs = makeTimes();
  const rmse = { ours: makeErrors(), theirs: makeErrors() };
  const visits: Visit[] = [];
  const oneInWorker: number[] = [];
  let matrix: Comparison["matrix"] = null;
  let forestShape = { nodes: 0, meanDepth: 0 };
  let limits = { copied: 0, gathered: 0 };
  for (let turn = 0; turn < turns; turn++) {
    if (peer) {
      const front = await peer.call("front", { path });
      theirs.front.push(front.seconds);
      theirs.frontAgain.push(front.seconds);
      matrix = { rows: front.rows, entries: front.entries, columns: front.columns };
      const forest = await peer.call("forest", { seed: turn });
      theirs.forest.push(forest.seconds);
      rmse.theirs.forest.push(forest.rmse);
      theirs.one.push((await peer.call("one")).seconds);
      theirs.many.push((await peer.call("many", { rows: ROWS_SCORED })).seconds);
      for (const name of ["ridge", "mlp"] as const) {
        const fitted = await peer.call(name, { seed: turn });
        theirs[name].push(fitted.seconds);
        rmse.theirs[name].push(fitted.rmse);
      }
      await peer.call("dense", { folder: served.dataFolder });
      await peer.call("sparse", { folder: served.dataFolder });
      const boosted = await peer.call("boosted", { seed: turn });
      theirs.boosted.push(boosted.seconds);
      rmse.theirs.boosted.push(boosted.rmse);
    }
    const session = await openPage(browser, served.address);
    visits.push(await visit(session, path, turn, { ours, rmse: rmse.ours, oneInWorker }));
    await again(session, path, turn, { ours, rmse: rmse.ours });
    if (peer && matrix) {
      await session.leaveFor(served.benchAddress);
      await session.page.waitForFunction(() => "bench" in globalThis);
      const made = await inBenchPage(session, matrix.columns, turn);
      ours.boosted.push(made.boosted.seconds);
      rmse.ours.boosted.push(made.boosted.rmse);
      ours.many.push(made.many);
      forestShape = made.shape;
      limits = made.limits;
    }
    console.log(
      `turn ${turn + 1} of ${turns}:`,
      summary(ours, turn),
      peer ? `| scikit-learn: ${summary(theirs, turn)}` : "",
    );
  }
  return {
    ours,
    theirs: peer ? theirs : null,
    rmse: { ours: rmse.ours, theirs: peer ? rmse.theirs : null },
    visits,
    oneInWorker,
    matrix,
    forestShape,
    limits,
  };
}

interface Into {
  readonly ours: Times;
  readonly rmse: Comparison["rmse"]["ours"];
}

/** From the file to an evaluated forest, on a first visit; then single posts and the file of the run. */
async function visit(
  session: PageSession,
  path: string,
  turn: number,
  { ours, rmse, oneInWorker }: Into & { readonly oneInWorker: number[] },
): Promise<Visit> {
  await takeLongTasks(session.page);
  const opened = await session.open(path);
  const ran = await session.run({ ...RECIPE, model: { kind: "forest", trees: 100, seed: turn } });
  await session.page.waitForTimeout(MS_TO_DRAW);
  const [longestTaskMs = 0] = await takeLongTasks(session.page);
  const { clean, features, train } = ran.timings;
  ours.front.push((opened.wallMs + clean + features) / 1000);
  ours.forest.push(train / 1000);
  rmse.forest.push(ran.rmse);
  ours.one.push(median(await session.predictEach(100)) / 1000);
  oneInWorker.push(
    await session.page.evaluate(async () => (await scorebook.runs()).at(-1)!.figures.latency.p50 / 1000),
  );
  await session.keepRunFile();
  return { open: opened.wallMs, run: ran.wallMs, timings: ran.timings, longestTaskMs };
}

/** Files opened before the one that is measured, so that the code of both workers is compiled as it stays. */
const FILES_BEFORE = 4;

/** What a run leaves to draw, to check and to keep is then done, as when a person reads results before the next file. */
const MS_BETWEEN_FILES = 2500;

/** The same file again and again in the same page, which knows each as another; then a ridge and a network. */
async function again(session: PageSession, path: string, turn: number, { ours, rmse }: Into): Promise<void> {
  for (let file = 1; file <= FILES_BEFORE; file++) {
    await session.open(path, file);
    await session.run({ ...RECIPE, model: { kind: "ridge", alpha: 1 } });
    await session.page.waitForTimeout(MS_BETWEEN_FILES);
  }
  const opened = await session.open(path, FILES_BEFORE + 1);
  const ridge = await session.run({ ...RECIPE, model: { kind: "ridge", alpha: 1 } });
  ours.frontAgain.push((opened.wallMs + ridge.timings.clean + ridge.timings.features) / 1000);
  ours.ridge.push(ridge.timings.train / 1000);
  rmse.ridge.push(ridge.rmse);
  // The first network of a page loads the trainer's code; that is not an epoch.
  await session.run({ model: { kind: "mlp", backend: "sparse", epochs: 1, seed: 999 } });
  const mlp = await session.run({ model: { kind: "mlp", backend: "sparse", epochs: 200, seed: turn } });
  ours.mlp.push(mlp.timings.train / 1000 / mlp.epochs);
  rmse.mlp.push(mlp.rmse);
}

function inBenchPage(session: PageSession, columns: number, turn: number) {
  return session.page.evaluate(
    async ({ columns, turn, lsa, rows }) => {
      const { bench } = globalThis as unknown as { bench: BenchInterface };
      const [worker] = bench.workers;
      return {
        boosted: await bench.boosted("/bench-data", lsa, turn),
        many: await bench.many("/bench-data", columns, rows),
        shape: await worker.shapeOf(),
        limits: await worker.limits(),
      };
    },
    { columns, turn, lsa: LSA_COLUMNS, rows: ROWS_SCORED },
  );
}

function makeTimes(): Times {
  return Object.fromEntries(FIGURES.map((figure) => [figure, []])) as unknown as Times;
}

function makeErrors(): Comparison["rmse"]["ours"] {
  return { forest: [], ridge: [], mlp: [], boosted: [] };
}

function summary(times: Times, turn: number): string {
  return FIGURES.filter((figure) => times[figure][turn] !== undefined)
    .map((figure) => `${figure} ${times[figure][turn].toPrecision(3)}`)
    .join(", ");
}
