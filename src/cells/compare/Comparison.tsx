import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { METRICS_BY_TASK } from "../../experiment/metrics";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { formatNumber } from "../../ui/format";
import { InTurn } from "../../ui/InTurn";
import { ScrollBox } from "../../ui/ScrollBox";
import { Select } from "../../ui/Select";
import { isBetter, testMetric } from "../problem/metric-words";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { loadWholeRun } from "../use-whole-run";
import { choiceWords, isToldApart, verdictOf } from "./compare-words";
import { DifferenceTable } from "./DifferenceTable";
import { DisagreementPosts } from "./DisagreementPosts";
import { OverlaidCharts } from "./OverlaidCharts";
import { diffSettings, modelLabelOf, settingsOf } from "./run-fields";
import styles from "./compare.module.css";

/** More curves than this cannot be told apart in one chart. */
const OVERLAID = 6;

/** Two or more runs side by side: the verdict first, then what differs, by how much, and on which posts. */
export function Comparison({ runs }: { readonly runs: readonly RunSummary[] }): ReactNode {
  const client = useClient();
  const problem = useNotebook((state) => state.experiment.problem);
  const { task } = runs[0].experiment.problem;
  const metric = task === problem.task ? problem.metric : METRICS_BY_TASK[task][0];
  const [againstId, setAgainst] = useState<string | null>(null);
  const best = runs.reduce((leader, run) => {
    const [value, known] = [testMetric(run, metric)?.value, testMetric(leader, metric)?.value];
    return value !== undefined && (known === undefined || isBetter(metric, value, known)) ? run : leader;
  });
  const others = runs.filter(({ id }) => id !== best.id);
  const against = others.find(({ id }) => id === againstId) ?? others[0];
  const key = [best, ...others].map(({ id }) => id).join(" ");
  const loaded = useLoaded(key, async () => {
    const compared = [];
    for (const run of others) compared.push({ run, comparison: await client.compareRuns(best.id, run.id) });
    return { key, compared };
  });
  const wholes = useLoaded(key, async () => ({
    key,
    runs: await Promise.all([best, ...others].slice(0, OVERLAID).map((run) => loadWholeRun(client, run))),
  }));
  const compared = loaded.value?.key === key ? loaded.value.compared : null;
  const whole = wholes.value?.key === key ? wholes.value.runs : null;
  const shownPair = compared?.find(({ run }) => run.id === against.id);
  const equals = compared
    ? [best, ...compared.filter(({ comparison }) => !isToldApart(comparison, metric)).map(({ run }) => run)]
    : [];
  const leader = whole?.[0];
  const beside = whole?.find(({ id }) => id === against.id);
  return (
    <section aria-label="Compare runs" className={styles.compare}>
      <h3>{runs.length === 2 ? "Two runs" : `${runs.length} runs`} on the same test posts</h3>
      {loaded.error && (
        <p className="field-error" role="alert">
          {loaded.error.message}
        </p>
      )}
      {!compared && !loaded.error && <p className="note">Comparing</p>}
      {compared && !loaded.error && (
        <div>
          <p className={styles.headline}>{verdictOf(best, compared, metric)}</p>
          {choiceWords(equals) && <p>{choiceWords(equals)}</p>}
        </div>
      )}
      {others.length > 1 && (
        <Select
          label={`${best.name}, the best, beside`}
          value={against.id}
          options={others.map((run) => ({ value: run.id, label: `${run.name} · ${modelLabelOf(run)}` }))}
          onChange={setAgainst}
        />
      )}
      {shownPair && !loaded.error && (
        <>
          <DifferenceTable names={[best.name, against.name]} comparison={shownPair.comparison} />
          <p className="note">
            Both are judged on the same {formatNumber(shownPair.comparison.resamples)} redraws of the{" "}
            {formatNumber(shownPair.comparison.rows)} test posts they share, which tells them apart far better than
            their separate intervals.
          </p>
        </>
      )}
      <SettingsTable runs={[best, ...others]} />
      {wholes.error && <p className="note">{wholes.error.message}.</p>}
      {whole && (
        <InTurn height={240}>
          <OverlaidCharts runs={whole} />
        </InTurn>
      )}
      {leader && beside && !loaded.error && (
        <InTurn height={240}>
          <DisagreementPosts key={`${leader.id} ${beside.id}`} first={leader} second={beside} />
        </InTurn>
      )}
    </section>
  );
}

function SettingsTable({ runs }: { readonly runs: readonly RunSummary[] }): ReactNode {
  const diff = useMemo(() => diffSettings(runs), [runs]);
  const kinds = new Set(runs.map(modelLabelOf));
  if (diff.differing.length === 0 && kinds.size === 1) {
    return (
      <p className="note">
        All {formatNumber(diff.equal)} settings are the same: what differs is where or when they were run.
      </p>
    );
  }
  return (
    <ScrollBox className={styles.scroll} label="Settings that differ">
      <table className={styles.small}>
        <caption className="vh">Settings that differ</caption>
        <thead>
          <tr>
            <th scope="col">Setting, {formatNumber(diff.equal)} others the same</th>
            {runs.map((run) => (
              <th key={run.id} scope="col">
                {run.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.size > 1 && (
            <tr>
              <th scope="row">model</th>
              {runs.map((run) => (
                <td key={run.id}>{modelLabelOf(run)}</td>
              ))}
            </tr>
          )}
          {diff.differing.map((path) => (
            <tr key={path}>
              <th scope="row" className="mono">
                {path}
              </th>
              {runs.map((run) => (
                <td key={run.id}>{settingsOf(run).get(path) ?? "–"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
