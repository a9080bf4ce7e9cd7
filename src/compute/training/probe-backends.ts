import type { MlpOptions } from "../../core/models/mlp/options";
import { drawNetwork } from "../../core/models/mlp/network-state";
import type { NetworkTrainer } from "../../core/models/mlp/network-trainer";
import { makeSparseTrainer } from "../../core/models/mlp/sparse-trainer";
import { makeTrainingProblem } from "../../core/models/mlp/training-problem";
import type { TrainingProblem } from "../../core/models/mlp/training-problem";
import type { FitShape } from "../../core/models/model";
import { BACKEND_LABELS, BACKENDS } from "./backends";
import type { BackendName, TfBackendName } from "./backends";
import { AGREES_WITHIN, difference, referenceOutcome, SMALL_PROBLEM, trainSmall } from "./check-agreement";
import { makeShapedData } from "./small-problem";
import { openTfSession } from "./tf-session";
import type { TfSession } from "./tf-session";
import { makeTfTrainer } from "./tf-trainer";

export interface ProbeResult {
  readonly backend: BackendName;
  /** it can be had here and is right */
  readonly ok: boolean;
  /** in words: why not, or how its time was had */
  readonly reason: string;
  /** largest relative difference from the typed arrays after one epoch of a small network; null if it did not get there */
  readonly agreesWithin: number | null;
  /** forecast for this shape, in milliseconds; null if not measured */
  readonly msPerEpoch: number | null;
  /** the time is a lower bound: it was clear that others are faster */
  readonly atLeast: boolean;
}

export interface Probe {
  readonly results: readonly ProbeResult[];
  readonly choice: BackendName;
  /** in words */
  readonly reason: string;
}

/** All of it, loading included; a backend that has begun is let finish its step. */
const BUDGET_MS = 2000;
/** A backend this many times slower than the best so far is not measured further. */
const HOPELESS = 4;
const FEW_ROWS = 8;
/** Steps shorter than this are repeated for so long: the first ones run before the compiler has seen them. */
const SHORT_MS = 40;

const probes = new Map<string, Promise<Probe>>();

/** Measured once for a shape, while this worker lives. */
export function probeBackends(shape: FitShape, options: MlpOptions, now = () => performance.now()): Promise<Probe> {
  const { hiddenLayers, batchSize, optimizer, activation, dropout } = options;
  const key = JSON.stringify([shape, hiddenLayers, batchSize, optimizer, activation, dropout]);
  const known = probes.get(key);
  if (known) return known;
  const probe = measureAll(shape, options, now);
  probes.set(key, probe);
  probe.catch(() => probes.delete(key));
  return probe;
}

async function measureAll(shape: FitShape, options: MlpOptions, now: () => number): Promise<Probe> {
  const started = now();
  const stopwatch = new Stopwatch(shape, options, now);
  const results: ProbeResult[] = [];
  let best = Infinity;
  for (const backend of BACKENDS) {
    const result =
      backend === "sparse"
        ? await probeSparse(stopwatch)
        : await probeTf(backend, { stopwatch, best, left: started + BUDGET_MS - now() });
    results.push(result);
    if (result.ok && !result.atLeast && result.msPerEpoch !== null) best = Math.min(best, result.msPerEpoch);
  }
  return { results, ...choose(results) };
}

async function probeSparse(stopwatch: Stopwatch): Promise<ProbeResult> {
  const agreesWithin = difference(await trainSmall(makeSparseTrainer(SMALL_PROBLEM)), await referenceOutcome());
  const msPerEpoch = await stopwatch.fullStep(makeSparseTrainer);
  return { backend: "sparse", ok: true, reason: "measured on this shape", agreesWithin, msPerEpoch, atLeast: false };
}

interface Bar {
  readonly stopwatch: Stopwatch;
  /** the fastest epoch so far, and what is left of the budget, in milliseconds */
  readonly best: number;
  readonly left: number;
}

async function probeTf(backend: TfBackendName, bar: Bar): Promise<ProbeResult> {
  if (bar.left <= 0) return unmeasured(backend, "not tried: the others took the time there is for trying");
  const opening = openTfSession(backend);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), bar.left)));
  try {
    const session = await Promise.race([opening, late]);
    if (session === null) {
      opening.then((slow) => slow.close()).catch(() => undefined);
      return unmeasured(backend, "not tried: it took too long to start");
    }
    // the race is over by the time a synchronous backend lets the clock speak, so this ends only those that wait
    void late.then(() => session.abandon("it took too long"));
    try {
      return await measure(session, bar);
    } finally {
      session.close();
    }
  } catch (thrown) {
    return unmeasured(backend, `not available: ${messageOf(thrown)}`);
  } finally {
    clearTimeout(timer);
  }
}

async function measure(session: TfSession, { stopwatch, best }: Bar): Promise<ProbeResult> {
  const { backend, software } = session;
  if (software) return unmeasured(backend, `not tried: ${software} does the work on the CPU, and slower than the CPU`);
  const make = (problem: TrainingProblem) => makeTfTrainer(problem, session);
  const trainer = make(SMALL_PROBLEM);
  const agreesWithin = difference(await trainSmall(trainer), await referenceOutcome());
  const calls = await stopwatch.callsAlone(trainer);
  trainer.dispose();
  if (!(agreesWithin <= AGREES_WITHIN)) {
    const apart = Number.isNaN(agreesWithin) ? "not a number" : agreesWithin.toExponential(1);
    const reason = `wrong: ${apart} away from the CPU after one epoch, ${AGREES_WITHIN} is allowed`;
    return { ...unmeasured(backend, reason), agreesWithin };
  }
  const found = (msPerEpoch: number, tried: string | null): ProbeResult => {
    const reason = tried === null ? "measured on this shape" : `too slow here: tried on ${tried} only`;
    return { backend, ok: true, reason, agreesWithin, msPerEpoch, atLeast: tried !== null };
  };
  if (calls > HOPELESS * best) return found(calls, "a small network");
  // a few rows cost the same number of calls and the same update of the weights, so this is less than a whole step
  const least = await stopwatch.fewRows(make);
  if (least > HOPELESS * best) return found(least, `${FEW_ROWS} rows`);
  return found(await stopwatch.fullStep(make), null);
}

function unmeasured(backend: BackendName, reason: string): ProbeResult {
  return { backend, ok: false, reason, agreesWithin: null, msPerEpoch: null, atLeast: false };
}

/** Times steps on rows made up to be as wide and as full as the real ones. */
class Stopwatch {
  private readonly steps: number;
  constructor(
    private readonly shape: FitShape,
    private readonly options: MlpOptions,
    private readonly now: () => number,
  ) {
    this.steps = Math.ceil(shape.rows / options.batchSize);
  }

  /** what as many steps take on a network so small that only the calls count, and those are no fewer on a larger one */
  async callsAlone(trainer: NetworkTrainer): Promise<number> {
    const { train, options } = SMALL_PROBLEM;
    const steps = Math.ceil(train.x.rows / options.batchSize);
    const order = Uint32Array.from({ length: train.x.rows }, (_, i) => i);
    const from = this.now();
    await trainer.epoch({ epoch: 0, rate: 1e-3, order });
    return ((this.now() - from) / steps) * this.steps;
  }

  /** forecast of an epoch in milliseconds from one whole step, the fastest of at least two after a first one */
  fullStep(make: (problem: TrainingProblem) => NetworkTrainer): Promise<number> {
    return this.time(make, Math.min(this.shape.rows, this.options.batchSize));
  }

  /** the same from a step on so few rows that only what a step costs in any case is left */
  fewRows(make: (problem: TrainingProblem) => NetworkTrainer): Promise<number> {
    return this.time(make, Math.min(this.shape.rows, FEW_ROWS));
  }

  private async time(make: (problem: TrainingProblem) => NetworkTrainer, rows: number): Promise<number> {
    const problem = makeTrainingProblem(makeShapedData(this.shape, rows), { ...this.options, target: "as-is" });
    const trainer = make(problem);
    try {
      const draws = drawNetwork(problem.sizes, rows, this.options);
      trainer.writeState(draws.state);
      const plan = { epoch: 0, rate: 1e-3, order: draws.nextOrder() };
      // the first step compiles shaders
      await trainer.epoch(plan);
      let fastest = Infinity;
      const started = this.now();
      for (let turn = 0; turn < 2 || (turn < 20 && this.now() - started < SHORT_MS); turn++) {
        const from = this.now();
        await trainer.epoch(plan);
        fastest = Math.min(fastest, this.now() - from);
      }
      return fastest * this.steps;
    } finally {
      trainer.dispose();
    }
  }
}

function choose(results: readonly ProbeResult[]): Pick<Probe, "choice" | "reason"> {
  const times = results
    .filter((result) => result.ok && result.msPerEpoch !== null)
    .toSorted((a, b) => a.msPerEpoch! - b.msPerEpoch!);
  const [first, ...others] = times;
  const said = (result: ProbeResult) =>
    `${BACKEND_LABELS[result.backend]} ${result.atLeast ? "at least " : ""}${timeText(result.msPerEpoch!)}`;
  const beside = others.length === 0 ? "nothing else works here" : `beside ${others.map(said).join(", ")}`;
  return {
    choice: first.backend,
    reason: `the fastest here that agrees with the CPU: ${timeText(first.msPerEpoch!)} an epoch, ${beside}`,
  };
}

export function timeText(ms: number): string {
  if (ms < 10) return `${ms.toPrecision(2)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toPrecision(2)} s`;
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
