import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { placeOf, settingImportance } from "../../core/search/place";
import type { SearchParameter } from "../../core/search/space";
import type { SearchView, TrialView } from "../../pipeline/search/search-view";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import type { ChartTable } from "../../ui/charts/chart-table";
import { ContourChart } from "../../ui/charts/ContourChart";
import { LazyLineChart, LazyScatterChart } from "../../ui/charts/lazy-charts";
import { ParallelChart } from "../../ui/charts/ParallelChart";
import { formatNumber, formatPercent } from "../../ui/format";
import { Select } from "../../ui/Select";
import { formatMetric, isBetter, metricWords } from "../problem/metric-words";
import { useNotebook } from "../use-notebook";
import { endsOf, labelOf, meritsOf, trialMetric, valueText } from "./search-words";
import styles from "./search.module.css";

export interface SearchChartsProps {
  readonly search: SearchView;
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
}

export function SearchCharts(props: SearchChartsProps): ReactNode {
  const { search } = props;
  const experiment = useNotebook((state) => state.experiment);
  const judged = search.trials.filter(({ loss }) => loss !== null);
  const names = search.space.map(({ path }) => labelOf(experiment, path));
  if (judged.length < 2) return null;
  const table = (): ChartTable => ({
    columns: [
      { name: "Trial", format: formatNumber },
      { name: metricWords(search.metric).short },
      { name: "State" },
      ...names.map((name) => ({ name })),
    ],
    rows: judged.map((trial) => [
      trial.number + 1,
      trial.value,
      trial.state,
      ...search.space.map(({ path }) => valueText(trial.values[path])),
    ]),
  });
  const shared = { ...props, judged, names, table };
  return (
    <>
      <div className="pair">
        <History {...shared} />
        <Importance {...shared} />
      </div>
      <Parallel {...shared} />
      <div className="pair">
        <Slice {...shared} />
        {search.space.length > 1 && <Contour {...shared} />}
      </div>
    </>
  );
}

interface ChartProps extends SearchChartsProps {
  readonly judged: readonly TrialView[];
  readonly names: readonly string[];
  readonly table: () => ChartTable;
}

/** Complete trials with the best up to each. */
function historyOf(trials: readonly TrialView[], metric: string): { trial: number; value: number; best: number }[] {
  const points: { trial: number; value: number; best: number }[] = [];
  for (const { number, state, value } of trials) {
    if (state !== "complete" || value === null) continue;
    const before = points.at(-1)?.best;
    points.push({
      trial: number + 1,
      value,
      best: before === undefined || isBetter(metric, value, before) ? value : before,
    });
  }
  return points;
}

function History({ search, table }: ChartProps): ReactNode {
  const { metric, trials } = search;
  const word = metricWords(metric).short;
  const points = useMemo(() => historyOf(trials, metric), [trials, metric]);
  const format = (value: number) => formatMetric(metric, value, Math.abs(value));
  const last = points.findLastIndex(({ best }, i) => i === 0 || points[i - 1].best !== best);
  return (
    <ChartFrame
      name="Optimisation history"
      title={
        points.length < 2
          ? "Too few complete trials yet"
          : `The last gain came with trial ${formatNumber(points[last].trial)}`
      }
      subtitle={`${word} by trial; grey each, blue the best so far`}
      empty={points.length < 2 ? "Two complete trials are needed." : null}
      table={table}
    >
      {points.length >= 2 && (
        <LazyLineChart
          label={`${word} of ${points.length} trials`}
          points={points}
          position="trial"
          series={[
            { key: "value", name: "each", isMain: false },
            { key: "best", name: "best", isMain: true },
          ]}
          xName="Trial"
          yName={word}
          yAxis="linear"
          format={format}
        />
      )}
    </ChartFrame>
  );
}

function Importance({ search, names }: ChartProps): ReactNode {
  const items = search.space
    .map((parameter, i) => ({ name: names[i], value: settingImportance(parameter, search.trials) }))
    .filter((item): item is { name: string; value: number } => item.value !== null)
    .sort((a, b) => b.value - a.value);
  const first = items[0];
  return (
    <ChartFrame
      name="Importance of settings"
      title={
        !first
          ? "Too few trials to tell settings apart"
          : first.value === 0
            ? "No setting alone makes a difference"
            : `${first.name} matters most`
      }
      subtitle="Share of what differs between complete trials that goes with a setting alone: analysis of variance over its choices or quarters"
      empty={first ? null : "Eight complete trials are needed."}
      table={() => ({
        columns: [{ name: "Setting" }, { name: "Share", format: (share) => formatPercent(share, 0) }],
        rows: items.map(({ name, value }) => [name, value]),
      })}
    >
      <BarList
        label="Importance of settings"
        nameHead="Setting"
        valueHead="Share"
        items={items}
        format={(share) => formatPercent(share, 0)}
      />
    </ChartFrame>
  );
}

const placeIn = (parameter: SearchParameter, { values }: TrialView): number | null =>
  Object.hasOwn(values, parameter.path) ? placeOf(parameter, values[parameter.path]) : null;

function Parallel({ search, judged, names, chosen, onChoose, table }: ChartProps): ReactNode {
  const merits = meritsOf(judged);
  const word = metricWords(search.metric).short;
  const picked = judged.find(({ number }) => number === chosen);
  const values = judged.map(({ loss }) => loss!);
  const ends = [judged[values.indexOf(Math.max(...values))], judged[values.indexOf(Math.min(...values))]];
  const lines = judged.map((trial) => ({
    key: trial.number,
    merit: merits.get(trial.number)!,
    places: [...search.space.map((parameter) => placeIn(parameter, trial)), merits.get(trial.number)!],
  }));
  return (
    <ChartFrame
      name="Parallel coordinates"
      title={
        picked
          ? `Trial ${formatNumber(picked.number + 1)}: ${word} ${trialMetric(search, picked)}`
          : `${formatNumber(judged.length)} trials`
      }
      subtitle={`A line a trial, blue the best quarter, by rank of ${word} on the right; click one, or choose it in the table`}
      table={table}
    >
      <ParallelChart
        label={`${judged.length} trials across ${names.join(", ")} and ${word}`}
        axes={[
          ...search.space.map((parameter, i) => ({ name: names[i], ends: endsOf(parameter) })),
          { name: word, ends: [trialMetric(search, ends[0]), trialMetric(search, ends[1])] as const },
        ]}
        lines={lines}
        chosen={chosen}
        onChoose={onChoose}
      />
    </ChartFrame>
  );
}

function Slice({ search, judged, names, chosen, onChoose, table }: ChartProps): ReactNode {
  const [at, setAt] = useState(0);
  const parameter = search.space[Math.min(at, search.space.length - 1)];
  const name = names[search.space.indexOf(parameter)];
  const word = metricWords(search.metric).short;
  const seen = judged.filter(({ state, values }) => state === "complete" && Object.hasOwn(values, parameter.path));
  const value = (trial: TrialView): number => {
    const tried = trial.values[parameter.path];
    if (parameter.kind === "categorical") return parameter.choices.indexOf(tried) + 1;
    return parameter.log ? Math.log10(tried as number) : (tried as number);
  };
  const chart = {
    label: `${word} by ${name} of ${seen.length} trials`,
    xs: seen.map(value),
    ys: seen.map((trial) => trial.value!),
    xName:
      parameter.kind === "categorical"
        ? parameter.choices.map((choice, i) => `${i + 1} ${valueText(choice)}`).join(", ")
        : parameter.log
          ? `${name}, power of ten`
          : name,
    yName: word,
    axes: "linear" as const,
    selected: new Set(seen.flatMap(({ number }, i) => (number === chosen ? [i] : []))),
    onSelect: (indexes: readonly number[]) => {
      if (indexes.length > 0) onChoose(seen[indexes[0]].number);
    },
    tip: (i: number) =>
      `trial ${seen[i].number + 1}: ${valueText(seen[i].values[parameter.path])}, ${word} ${trialMetric(search, seen[i])}`,
  };
  return (
    <ChartFrame
      name="Slice"
      title={`${word} by ${name}`}
      subtitle="A point a complete trial, whatever its other settings"
      empty={seen.length < 2 ? "Two complete trials with this setting are needed." : null}
      table={table}
      foot={
        <Select
          label="Setting"
          className={styles.chooser}
          value={String(search.space.indexOf(parameter))}
          options={names.map((label, i) => ({ value: String(i), label }))}
          onChange={(next) => setAt(Number(next))}
        />
      }
    >
      {seen.length >= 2 && <LazyScatterChart {...chart} />}
    </ChartFrame>
  );
}

function Contour({ search, judged, names, chosen, onChoose, table }: ChartProps): ReactNode {
  const [pair, setPair] = useState<readonly [number, number]>([0, 1]);
  const [a, b] = pair.map((i) => Math.min(i, search.space.length - 1));
  const merits = meritsOf(judged);
  const points = judged.flatMap((trial) => {
    const x = placeIn(search.space[a], trial);
    const y = placeIn(search.space[b], trial);
    return x === null || y === null ? [] : [{ key: trial.number, x, y, merit: merits.get(trial.number)! }];
  });
  const options = names.map((label, i) => ({ value: String(i), label }));
  return (
    <ChartFrame
      name="Contour"
      title={`${names[a]} and ${names[b]} together`}
      subtitle="Deeper is better, by rank; between trials it is a guess from those near by"
      empty={points.length < 3 ? "Three trials that have both settings are needed." : null}
      table={table}
      foot={
        <span className={styles.choosers}>
          <Select label="Across" value={String(a)} options={options} onChange={(next) => setPair([Number(next), b])} />
          <Select label="Up" value={String(b)} options={options} onChange={(next) => setPair([a, Number(next)])} />
        </span>
      }
    >
      <ContourChart
        label={`Rank of ${points.length} trials by ${names[a]} and ${names[b]}`}
        axes={[
          { name: names[a], ends: endsOf(search.space[a]) },
          { name: names[b], ends: endsOf(search.space[b]) },
        ]}
        points={points}
        chosen={chosen}
        onChoose={onChoose}
      />
    </ChartFrame>
  );
}
