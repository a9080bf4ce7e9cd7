import type { CheckResult } from "../../core/quality/check";
import type { QualityView } from "../../pipeline/views";
import { formatCount, formatNumber, formatPercent, formatTarget } from "../../ui/format";

/** Findings apart by what is to be done with them. */
export interface SortedChecks {
  /** fail, then warn, each in the order of the checks */
  readonly findings: readonly CheckResult[];
  /** found, read and accepted by a person */
  readonly accepted: readonly CheckResult[];
  readonly passed: readonly CheckResult[];
}

export function sortChecks(checks: readonly CheckResult[], accepted: readonly string[]): SortedChecks {
  const open = checks.filter(({ id, status }) => status !== "pass" && !accepted.includes(id));
  return {
    findings: [...open.filter(({ status }) => status === "fail"), ...open.filter(({ status }) => status === "warn")],
    accepted: checks.filter(({ id, status }) => status !== "pass" && accepted.includes(id)),
    passed: checks.filter(({ status }) => status === "pass"),
  };
}

/** One card: a finding, and others that the same remedy settles. */
export interface FindingGroup {
  readonly main: CheckResult;
  readonly also: readonly CheckResult[];
}

/** Findings on the same columns with the same first remedy stand on one card. */
export function groupFindings(findings: readonly CheckResult[]): readonly FindingGroup[] {
  const groups = new Map<string, { main: CheckResult; also: CheckResult[] }>();
  for (const finding of findings) {
    const [remedy] = finding.remedies;
    const key = remedy ? `${finding.columns.join("\n")}\n\n${remedy.label}` : finding.id;
    const known = groups.get(key);
    if (known) known.also.push(finding);
    else groups.set(key, { main: finding, also: [] });
  }
  return [...groups.values()];
}

/** "2 failures, 4 warnings, 12 checks pass" */
export function qualitySummary(view: QualityView, accepted: readonly string[]): string {
  const sorted = sortChecks(view.checks, accepted);
  const fails = sorted.findings.filter(({ status }) => status === "fail").length;
  const warns = sorted.findings.length - fails;
  return [
    fails > 0 && formatCount(fails, "failure"),
    warns > 0 && formatCount(warns, "warning"),
    sorted.accepted.length > 0 && `${formatNumber(sorted.accepted.length)} accepted`,
    sorted.passed.length > 0 &&
      `${formatCount(sorted.passed.length, "check")} ${sorted.passed.length === 1 ? "passes" : "pass"}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** "2 failures, 4 warnings" for the head of the cell and the worst of it in a word; null where there is nothing to say. */
export function qualityWarning(view: QualityView, accepted: readonly string[]): { text: string; word: string } | null {
  const { findings } = sortChecks(view.checks, accepted);
  if (findings.length === 0) return null;
  const fails = findings.filter(({ status }) => status === "fail").length;
  const warns = findings.length - fails;
  const text = [fails > 0 && formatCount(fails, "failure"), warns > 0 && formatCount(warns, "warning")]
    .filter(Boolean)
    .join(", ");
  return { text, word: fails > 0 ? "failure" : "warning" };
}

type Target = NonNullable<QualityView["target"]>;

/** What the shape of the target says: "Half of the posts have a score under 35, the mean is 3,716". */
export function targetTitle({ name, mean, median }: Target): string {
  const scale = Math.max(Math.abs(mean), Math.abs(median));
  const half = formatTarget(median, scale);
  const middle = formatTarget(mean, scale);
  if (half === middle) return `The mean and the median ${name} are both ${half}`;
  return `Half of the posts have a ${name} under ${half}, the mean is ${middle}`;
}

type Strips = QualityView["strips"];

/** "The repeats are one block, without body": what the strips show. */
export function stripsTitle({ strips, block, rows }: Strips): string {
  if (block) {
    const bare = strips.filter(
      ({ kind, count, shares }) =>
        kind === "missing" && count < rows && isBare(shares, block.from / rows, block.to / rows),
    );
    return `The repeats are one block${bare.length > 0 ? `, without ${bare.map(({ column }) => column).join(" and ")}` : ""}`;
  }
  const missing = strips.filter(({ kind, count }) => kind === "missing" && count > 0);
  if (missing.length === 0) return "No value is missing";
  const most = missing.reduce((a, b) => (b.count > a.count ? b : a));
  return `${most.column} is missing most: ${formatPercent(most.count / rows)}`;
}

/** Nearly nothing there from one share of the file to another. */
function isBare(shares: readonly number[], from: number, to: number): boolean {
  const inside = shares.slice(Math.ceil(from * shares.length), Math.floor(to * shares.length));
  return inside.length > 0 && inside.reduce((sum, share) => sum + share, 0) / inside.length > 0.9;
}

/** "Rows 2,742 to 3,223 repeat posts of rows 46 to 1,018." */
export function blockNote(block: NonNullable<Strips["block"]>): string {
  const at = (row: number) => formatNumber(row + 1);
  return `Rows ${at(block.from)} to ${at(block.to)} repeat posts of rows ${at(block.ofFrom)} to ${at(block.ofTo)}.`;
}
