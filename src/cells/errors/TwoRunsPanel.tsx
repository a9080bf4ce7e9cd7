import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Slice } from "../../core/slices/slice";
import type { ErrorComparison, SliceReport } from "../../pipeline/errors/errors-view";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { Run } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { IntervalBar } from "../../ui/charts/IntervalBar";
import { formatNumber, formatPercent, formatTarget } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { Select } from "../../ui/Select";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { useVersion } from "../use-version";
import { METRIC_LABELS, formatDifference, formatFigure, changeInterval } from "./error-words";
import { runOption } from "./run-option";
import { changeFinding, changeGroups, changeNote, largestChanges } from "./two-runs";
import type { ChangeOrder } from "./two-runs";
import styles from "./errors.module.css";

export interface TwoRunsPanelProps {
  /** the one shown in this cell: the second of the two unless others are chosen */
  readonly run: Run;
  readonly runs: readonly RunSummary[];
  readonly report: SliceReport | null;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}

const LISTED = 10;
const MOST_SLICES = 20;

/** Two runs on the same test posts: what got better, what worse, and where. */
export function TwoRunsPanel({ run, runs, report, onSelect }: TwoRunsPanelProps): ReactNode {
  const client = useClient();
  const own = useNotebook((state) => state.experiment.errors.slices);
  const settings = useVersion(useNotebook((state) => state.experiment.errors));
  const fitting = useMemo(
    () =>
      runs.filter(
        ({ experiment: { problem, data } }) =>
          problem.target === run.experiment.problem.target &&
          problem.task === run.experiment.problem.task &&
          data.sha256 === run.experiment.data.sha256,
      ),
    [runs, run],
  );
  const [chosen, choose] = useState<{ readonly first?: string; readonly second?: string }>({});
  const second = fitting.find(({ id }) => id === chosen.second) ?? run;
  const first = fitting.find(({ id }) => id === chosen.first) ?? fitting.findLast(({ id }) => id !== second.id);
  const slices = useMemo<readonly Slice[]>(
    () => [...own, ...(report?.found ?? []).map(({ slice }) => slice)].slice(0, MOST_SLICES),
    [own, report],
  );
  const isPair = first !== undefined && first.id !== second.id;
  const key = isPair ? `${first.id} ${second.id} ${settings} ${JSON.stringify(slices)}` : null;
  const loaded = useLoaded(key, async () => ({
    key,
    comparison: await client.compareErrors(first!.id, second.id, slices),
  }));
  if (!first) {
    return <p className="note">With a second run on this target, this is where their errors stand side by side.</p>;
  }
  const comparison = loaded.value?.key === key ? loaded.value.comparison : null;
  const options = [...fitting].reverse().map(runOption);
  return (
    <div className={styles.stack}>
      <div className={styles.pickers}>
        <Select
          label="First run"
          value={first.id}
          options={options}
          onChange={(id) => choose({ first: id, second: second.id })}
        />
        <Select
          label="Second run"
          value={second.id}
          options={options}
          onChange={(id) => choose({ first: first.id, second: id })}
        />
      </div>
      {!isPair && <p className="note">Choose two different runs.</p>}
      {loaded.error && (
        <p className="field-error" role="alert">
          {loaded.error.message}
        </p>
      )}
      {isPair && comparison && !loaded.error && (
        <Comparison comparison={comparison} names={[first.name, second.name]} found={run.name} onSelect={onSelect} />
      )}
    </div>
  );
}

function Comparison(props: {
  readonly comparison: ErrorComparison;
  readonly names: readonly [string, string];
  /** the run whose bad slices are listed */
  readonly found: string;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}): ReactNode {
  const { comparison, names, onSelect } = props;
  const groups = useMemo(() => changeGroups(comparison), [comparison]);
  const scale = Math.abs(comparison.slices[0].first);
  return (
    <>
      <div className={styles.finding}>
        <p className={styles.headline}>{changeFinding(comparison, names)}</p>
        <p className="note">{changeNote(groups, comparison, (value) => formatTarget(value, scale))}</p>
      </div>
      <ul className={styles.groups} aria-label="What became of the posts">
        {groups.map(({ name, rows }) => (
          <li key={name}>
            <b>{formatNumber(rows.length)}</b>
            <Button
              variant="link"
              disabled={rows.length === 0}
              onClick={() => onSelect(rows, `${name.toLowerCase()}, ${names[0]} to ${names[1]}`)}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <SliceDifferences {...props} />
      <p className="note">
        A slice that was found because {names[0]} is bad on it looks better with nearly any second run: judge a change
        by slices you chose yourself.
      </p>
      <LargestChanges {...props} />
    </>
  );
}

function SliceDifferences({
  comparison,
  names,
  onSelect,
}: {
  readonly comparison: ErrorComparison;
  readonly names: readonly [string, string];
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}): ReactNode {
  const { slices, metric, confidence } = comparison;
  const low = Math.min(0, ...slices.map(({ difference }) => difference.low));
  const high = Math.max(0, ...slices.map(({ difference }) => difference.high));
  const pad = 0.04 * (high - low || 1);
  const size = Math.abs(slices[0].first);
  return (
    <ScrollBox label="Difference by slice" className={styles.box}>
      <table className={styles.table}>
        <caption className="vh">
          {METRIC_LABELS[metric]} of both runs by slice, {names[1]} less {names[0]}
        </caption>
        <thead>
          <tr>
            <th scope="col">Slice</th>
            <th scope="col">Posts</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col" className={styles.wide}>
              Change in {METRIC_LABELS[metric]}, paired {formatPercent(confidence, 0)} interval
            </th>
          </tr>
        </thead>
        <tbody>
          {slices.map(({ words, n, first, second, difference, rows }, i) => (
            <tr key={`${words}${i}`}>
              <th scope="row">
                {i === 0 ? (
                  words
                ) : (
                  <Button variant="link" className={styles.slice} onClick={() => onSelect(rows, words)}>
                    {words}
                  </Button>
                )}
              </th>
              <td>{formatNumber(n)}</td>
              <td>{formatFigure(metric, first, size)}</td>
              <td>{formatFigure(metric, second, size)}</td>
              <td className={styles.wide}>
                <IntervalBar
                  label={`${words}: ${formatDifference(metric, difference.value, size)}, interval ${changeInterval(metric, difference, size)}, dashed line at no change`}
                  value={difference.value}
                  low={difference.low}
                  high={difference.high}
                  domain={[low - pad, high + pad]}
                  baseline={{ value: 0 }}
                  isMuted={difference.low <= 0 && difference.high >= 0}
                  height={20}
                />
                <small>
                  {formatDifference(metric, difference.value, size)} ({changeInterval(metric, difference, size)})
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function LargestChanges({
  comparison,
  names,
  onSelect,
}: {
  readonly comparison: ErrorComparison;
  readonly names: readonly [string, string];
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}): ReactNode {
  const client = useClient();
  const [order, setOrder] = useState<ChangeOrder>("better");
  const texts = useNotebook((state) =>
    (state.views.read?.columns ?? []).filter(({ role }) => role === "text").map(({ name }) => name),
  );
  const places = useMemo(() => largestChanges(comparison, order), [comparison, order]);
  const shown = places.slice(0, LISTED);
  const rows = shown.map((place) => comparison.rows[place]);
  const { value, loading } = useLoaded(rows.length > 0 ? rows.join() : null, () => client.rowsAt(rows));
  const { isClasses, classes, firstLoss, secondLoss, actual, firstPredicted, secondPredicted } = comparison;
  const scale = Math.abs(comparison.slices[0].first);
  const target = (score: number): string => (isClasses ? classes[score] : formatTarget(score, scale));
  const title = (i: number): string => {
    const record = loading ? null : value?.[i];
    return texts.map((text) => record?.[text] ?? "").find((text) => text !== "") ?? `Row ${formatNumber(rows[i] + 1)}`;
  };
  return (
    <section className={styles.finding} aria-label="Largest changes">
      <div className={styles.between}>
        <h3 className={styles.headline}>Largest changes</h3>
        <Select
          label="Which"
          value={order}
          options={[
            { value: "better", label: `better with ${names[1]}` },
            { value: "worse", label: `worse with ${names[1]}` },
          ]}
          onChange={(next) => setOrder(next as ChangeOrder)}
        />
      </div>
      {shown.length === 0 && (
        <p className="note">
          No post is {order} with {names[1]}.
        </p>
      )}
      {shown.length > 0 && (
        <ScrollBox label="Posts with the largest change" className={styles.box}>
          <table className={styles.table}>
            <caption className="vh">Posts whose {isClasses ? "log loss" : "error"} changed most</caption>
            <thead>
              <tr>
                <th scope="col">Post</th>
                <th scope="col">Actual</th>
                <th scope="col">{names[0]}</th>
                <th scope="col">{names[1]}</th>
                <th scope="col">{isClasses ? "Log loss" : "Error"}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((place, i) => (
                <tr key={comparison.rows[place]}>
                  <th scope="row">
                    <Button
                      variant="link"
                      className={styles.slice}
                      onClick={() =>
                        onSelect([comparison.rows[place]], `row ${formatNumber(comparison.rows[place] + 1)}`)
                      }
                    >
                      {title(i).slice(0, 120)}
                    </Button>
                  </th>
                  <td>{target(actual[place])}</td>
                  <td>{target(firstPredicted[place])}</td>
                  <td>{target(secondPredicted[place])}</td>
                  <td>
                    {formatFigure(isClasses ? "logLoss" : "mae", firstLoss[place], scale)} →{" "}
                    {formatFigure(isClasses ? "logLoss" : "mae", secondLoss[place], scale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {places.length > 1 && (
        <div className="row">
          <Button
            onClick={() =>
              onSelect(
                places.slice(0, 50).map((place) => comparison.rows[place]),
                `${order} with ${names[1]}`,
              )
            }
          >
            Read the first {formatNumber(Math.min(50, places.length))} below
          </Button>
        </div>
      )}
    </section>
  );
}
