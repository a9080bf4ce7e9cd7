import type { ComparisonPart, GrowthSize, Results } from "../results";
import { spreadOf } from "../statistics";
import { COMPARISON_ROWS, RMSE_MUST, VISIT_MUST } from "./report-comparison";
import { CANCEL_MUST_MS, GROWTH_STAGES, RUNNING, exponentOf, longestTask, peakBytes } from "./report-growth";
import { bound, count, ratioSpread, short } from "./format";

/** Something that must hold, beside what was measured. */
export interface Check {
  readonly name: string;
  readonly must: string;
  /** null where it was not measured */
  readonly measured: string | null;
  readonly met: boolean;
}

const TURNS_MUST = 5;
const LARGE_ROWS = 400_000;
const SMALL_ROWS = 4000;
const OPENED_ROWS = 1_000_000;
const TREES_MUST = 50;
const PEAK_MUST = 8;
const TASK_MUST_MS = { small: 50, large: 100 };

/** All that must hold, in the order of the report. */
export function checksOf({ comparison, growth, cancel }: Results): Check[] {
  const small = growth.find(({ rows }) => rows === SMALL_ROWS) ?? null;
  const large = growth.find(({ rows }) => rows === LARGE_ROWS) ?? null;
  return [
    ...comparisonChecks(comparison),
    ...GROWTH_STAGES.filter(({ must }) => must !== null).map((stage) => {
      const exponent = exponentOf(stage, growth);
      return check(`growth, ${stage.name}`, exponent, stage.must!, `an exponent of at most ${stage.must!.toFixed(2)}`, (value) => value.toFixed(2));
    }),
    ...sizeChecks(large),
    openCheck(growth.find(({ rows }) => rows === OPENED_ROWS) ?? null),
    ...sizeTasks(small, SMALL_ROWS, TASK_MUST_MS.small),
    ...sizeTasks(large, LARGE_ROWS, TASK_MUST_MS.large),
    check("cancelling", cancel && spreadOf(cancel.ms).median, CANCEL_MUST_MS, `at most ${CANCEL_MUST_MS} ms`, (ms) => `${short(ms)} ms`),
  ];
} // prettier-ignore

/** The section of what is not met, or not known to be. */
export function reportNotMet(results: Results): string[] {
  const open = checksOf(results).filter(({ met }) => !met);
  const lines = open.map(({ name, must, measured }) => `- *${name}*: ${measured ?? "not measured"}; must be ${must}.`);
  return ["## Not met here", "", ...(lines.length > 0 ? lines : ["All that must hold does."]), ""];
}

function comparisonChecks(part: ComparisonPart | null): Check[] {
  const ratioOf = ({ figure }: (typeof COMPARISON_ROWS)[number]) => part?.figures[figure].ratio ?? null;
  const figures = COMPARISON_ROWS.filter(({ must }) => must !== null).map((row) => {
    const ratio = ratioOf(row);
    const must = `at most ${bound(row.must!)} of scikit-learn's time`;
    return { name: row.label, must, measured: ratio && ratioSpread(ratio), met: (ratio?.median ?? Infinity) <= row.must! };
  });
  const errors = (["forest", "boosted", "mlp"] as const).map((kind) => {
    const { ours, theirs } = part?.rmse[kind] ?? { ours: NaN, theirs: null };
    const most = RMSE_MUST[kind];
    const above = theirs === null ? null : ours / theirs - 1;
    return check(`test RMSE, ${kind}`, above, most, `at most ${count(100 * most)}% above scikit-learn's`, (share) => `${(100 * share).toFixed(2)}%`);
  });
  const visit = part?.visit.ratio ?? null;
  const turns = part?.turns ?? null;
  return [
    { name: "turns of the comparison", must: `at least ${TURNS_MUST}`, measured: turns === null ? null : String(turns), met: (turns ?? 0) >= TURNS_MUST },
    ...figures,
    ...errors,
    { name: "from the file to an evaluated forest", must: `at most ${bound(VISIT_MUST)} of scikit-learn's fit alone`, measured: visit && ratioSpread(visit), met: (visit?.median ?? Infinity) <= VISIT_MUST },
    taskCheck("longest task of a visit with the comparison's file", part?.visit.longestTasksMs ?? null, TASK_MUST_MS.small),
  ];
} // prettier-ignore

function sizeChecks(large: GrowthSize | null): Check[] {
  const grown = large?.steps.find(({ name }) => name === "forest");
  const failed = large?.steps.find((step) => step.failed);
  const said = failed ? `${failed.name} failed: ${failed.failed}` : grown ? `${large!.trees} trees` : null;
  return [
    {
      name: `forest at ${count(LARGE_ROWS)} rows`,
      must: `${TREES_MUST} trees, and a prediction`,
      measured: said,
      met: !failed && grown !== undefined && large!.trees >= TREES_MUST,
    },
    check(`peak memory at ${count(LARGE_ROWS)} rows`, large && peakBytes(large) / large.fileBytes, PEAK_MUST, `at most ${PEAK_MUST} times the file`, (times) => `${times.toFixed(1)} times the file${large ? peaksBefore(large) : ""}`),
  ];
} // prettier-ignore

function openCheck(size: GrowthSize | null): Check {
  const step = size?.steps.find(({ name }) => name === "open");
  const measured = !step ? null : step.failed ? `failed: ${step.failed}` : `opened in ${short(step.wallMs / 1000)} s`;
  return { name: `${count(OPENED_ROWS)} rows`, must: "opened", measured, met: step !== undefined && !step.failed };
}

/** The peak step by step, and without the browser itself. */
function peaksBefore(size: GrowthSize): string {
  const { steps, idleBytes, fileBytes } = size;
  const times = (bytes: number) => (bytes / fileBytes).toFixed(1);
  const each = steps.map(({ name, peakBytes: bytes }) => `${times(bytes)} up to ${name}`);
  return ` (${each.join(", ")}; ${times(peakBytes(size) - idleBytes)} above the empty page)`;
}

/** Tasks under 50 ms are not known apart: they count as 0. */
function taskCheck(name: string, tasksMs: readonly number[] | null, most: number): Check {
  const longest = tasksMs && tasksMs.length > 0 ? Math.max(...tasksMs) : null;
  return check(name, longest, most, `at most ${most} ms`, (ms) => `${count(ms)} ms`);
}

function sizeTasks(size: GrowthSize | null, rows: number, most: number): Check[] {
  const about = `longest task at ${count(rows)} rows`;
  return [
    taskCheck(`${about}, opening`, size && [longestTask(size, ["open"])], most),
    taskCheck(`${about}, running`, size && [longestTask(size, RUNNING)], most),
  ];
}

function check(name: string, value: number | null, most: number, must: string, show: (value: number) => string): Check {
  return { name, must, measured: value === null ? null : show(value), met: value !== null && value <= most };
}
