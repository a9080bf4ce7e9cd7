import { memo, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatBytes, formatCount, formatDuration, formatLatency } from "../../ui/format";
import { formatMetric, metricWords, testMetric } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import { IntervalCell } from "./IntervalCell";
import { modelLabelOf, settingsOf } from "./run-fields";
import { baselineOf, bestOf, sharedScale } from "./run-list";
import type { RunView } from "./use-run-view";
import styles from "./compare.module.css";

export interface RunsTableProps {
  readonly view: RunView;
  readonly chosen: ReadonlySet<string>;
  readonly openId: string | null;
  readonly onToggle: (runId: string) => void;
  readonly onOpen: (runId: string) => void;
  readonly onStar: (run: RunSummary) => void;
}

const ROW = 34;
const BOX = 410;
/** rows drawn beyond either edge of the box, so that a turn of the wheel shows no gap */
const SPARE = 4;
/** a table of more columns than this is read elsewhere: two ticked runs show every setting that differs */
const SETTINGS_SHOWN = 16;

/** The runs, of which only those in view are in the document. */
export function RunsTable({ view, chosen, openId, onToggle, onOpen, onStar }: RunsTableProps): ReactNode {
  const { items, shown, metrics, diff, sort } = view;
  const [top, setTop] = useState(0);
  const best = useKept(useMemo(() => bestOf(shown, metrics), [shown, metrics]));
  const scale = useKept(useMemo(() => sharedScale(shown, metrics[0] ?? ""), [shown, metrics]));
  const settings = diff.differing.slice(0, SETTINGS_SHOWN);
  const first = Math.max(0, Math.min(Math.floor(top / ROW), items.length - Math.ceil(BOX / ROW)) - SPARE);
  const end = Math.min(items.length, first + Math.ceil(BOX / ROW) + 2 * SPARE);
  const head = (field: string, label: ReactNode, className?: string): ReactNode => (
    <th
      scope="col"
      className={className}
      aria-sort={sort.field === field ? (sort.descending ? "descending" : "ascending") : undefined}
    >
      <button type="button" className={styles.sort} onClick={() => view.sortBy(field)}>
        {label}
        {sort.field === field && <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span>}
      </button>
    </th>
  );
  const columns = 6 + metrics.length + settings.length + 4;
  return (
    <section
      className={styles.box}
      style={{ maxHeight: BOX }}
      aria-label="Runs kept"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        // a row's height at a time: nothing is drawn for a pixel
        const at = Math.floor(event.currentTarget.scrollTop / ROW) * ROW;
        if (at !== top) setTop(at);
      }}
    >
      <table className={styles.table} aria-rowcount={items.length + 1}>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">Ticked to be compared</span>
            </th>
            {head("starred", <span aria-label="Star">★</span>)}
            {head("name", "Run")}
            {head("model", "Model")}
            {metrics.map((metric) => (
              <MetricHead key={metric} metric={metric} head={head} />
            ))}
            <th scope="col" className={styles.picture}>
              {metrics[0] ? `${metricWords(metrics[0]).short} with its interval` : "Interval"}
            </th>
            {settings.map((path) => (
              <SettingHead key={path} path={path} head={head} />
            ))}
            {head("train time", "Training", styles.number)}
            {head("latency", "One post", styles.number)}
            {head("size", "Model size", styles.number)}
            {head("tag", "Tags")}
            {head("made", "Made")}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap height={first * ROW} columns={columns} />}
          {items.slice(first, end).map((item, i) =>
            item.kind === "group" ? (
              <tr key={`group ${item.label}`} className={styles.group} aria-rowindex={first + i + 2}>
                <th scope="rowgroup" colSpan={columns}>
                  <span className={styles.stuck}>
                    {view.group === "model" || view.group === "tag" ? item.label : `${view.group}: ${item.label}`}{" "}
                    <span className={styles.quiet}>{formatCount(item.count, "run")}</span>
                  </span>
                </th>
              </tr>
            ) : (
              <RunRow
                key={`${item.run.id} ${first + i}`}
                run={item.run}
                index={first + i}
                metrics={metrics}
                settings={settings}
                best={best}
                scale={scale}
                isChosen={chosen.has(item.run.id)}
                isOpen={item.run.id === openId}
                onToggle={onToggle}
                onOpen={onOpen}
                onStar={onStar}
              />
            ),
          )}
          {end < items.length && <Gap height={(items.length - end) * ROW} columns={columns} />}
        </tbody>
      </table>
      {items.length === 0 && <p className="note">No run is like that.</p>}
      {diff.differing.length > settings.length && (
        <p className="note">
          {formatCount(diff.differing.length - settings.length, "more setting differs", "more settings differ")}: tick
          two runs to see each.
        </p>
      )}
    </section>
  );
}

/** The value it had before where that says the same: rows whose run has not changed are not drawn again. */
function useKept<T extends Iterable<unknown>>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || JSON.stringify([...kept]) === JSON.stringify([...value])) return kept;
  keep(value);
  return value;
}

type Head = (field: string, label: ReactNode, className?: string) => ReactNode;

function MetricHead({ metric, head }: { readonly metric: string; readonly head: Head }): ReactNode {
  return head(metric, capitalised(metricWords(metric).short), styles.number);
}

function SettingHead({ path, head }: { readonly path: string; readonly head: Head }): ReactNode {
  return head(path, <span className="mono">{path}</span>);
}

function Gap({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  return (
    <tr aria-hidden="true" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- room for rows that are out of view */}
      <td colSpan={columns} />
    </tr>
  );
}

interface RunRowProps extends Pick<RunsTableProps, "onToggle" | "onOpen" | "onStar"> {
  readonly run: RunSummary;
  readonly index: number;
  readonly metrics: readonly string[];
  readonly settings: readonly string[];
  readonly best: ReadonlyMap<string, number>;
  readonly scale: readonly [number, number];
  readonly isChosen: boolean;
  readonly isOpen: boolean;
}

const RunRow = memo(
  function RunRow(props: RunRowProps): ReactNode {
    const { run, metrics, settings, best, scale, isChosen, isOpen } = props;
    const values = settingsOf(run);
    const decisive = metrics[0] ? testMetric(run, metrics[0]) : null;
    return (
      <tr className={isChosen || isOpen ? styles.chosen : undefined} aria-rowindex={props.index + 2}>
        <td>
          <input
            type="checkbox"
            aria-label={`Compare ${run.name}`}
            checked={isChosen}
            onChange={() => props.onToggle(run.id)}
          />
        </td>
        <td>
          <button
            type="button"
            className={run.starred ? styles.starred : styles.star}
            aria-pressed={run.starred ?? false}
            aria-label={`Star ${run.name}`}
            onClick={() => props.onStar(run)}
          >
            {run.starred ? "★" : "☆"}
          </button>
        </td>
        <th scope="row" className={styles.long}>
          <button
            type="button"
            className={styles.name}
            aria-expanded={isOpen}
            title={run.note ?? undefined}
            onClick={() => props.onOpen(run.id)}
          >
            {run.name}
          </button>
        </th>
        <td>{modelLabelOf(run)}</td>
        {metrics.map((metric) => {
          const value = testMetric(run, metric)?.value;
          const isBest = value !== undefined && value === best.get(metric);
          return (
            <td key={metric} className={styles.number}>
              {value === undefined ? "–" : isBest ? <b>{formatMetric(metric, value)}</b> : formatMetric(metric, value)}
            </td>
          );
        })}
        <td className={styles.picture}>
          {decisive && (
            <IntervalCell
              measured={decisive}
              baseline={baselineOf(run, metrics[0])}
              scale={scale}
              label={`${formatMetric(metrics[0], decisive.low)} to ${formatMetric(metrics[0], decisive.high)}`}
            />
          )}
        </td>
        {settings.map((path) => (
          <td key={path} className={styles.long}>
            {values.get(path) ?? "–"}
          </td>
        ))}
        <td className={styles.number}>{formatDuration(run.timings.train)}</td>
        <td className={styles.number}>{formatLatency(run.figures.latency.p50)}</td>
        <td className={styles.number}>
          {run.isSlim ? "removed" : run.figures.predictorBytes > 0 ? formatBytes(run.figures.predictorBytes) : "–"}
        </td>
        <td className={styles.long}>{run.tags?.join(", ")}</td>
        <td>
          <time dateTime={run.createdAt}>{when(run.createdAt)}</time>
        </td>
      </tr>
    );
  },
  // handlers are made anew by every render of the table and do the same
  (a, b) =>
    a.run === b.run &&
    a.index === b.index &&
    a.metrics.join() === b.metrics.join() &&
    a.best === b.best &&
    a.scale === b.scale &&
    a.isChosen === b.isChosen &&
    a.isOpen === b.isOpen &&
    a.settings.length === b.settings.length &&
    a.settings.every((path, i) => path === b.settings[i]),
);

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function when(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : DATE.format(date);
}
