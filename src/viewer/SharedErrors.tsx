import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { ErrorCharts } from "../cells/evaluate/ErrorCharts";
import { evaluationPart } from "../cells/evaluate/evaluation-part";
import { TrainingCurve } from "../cells/train/TrainingCurve";
import { isClassView } from "../pipeline/views";
import type { RegressionView } from "../pipeline/views";
import type { PredictionGroup, SharedPost } from "../pipeline/share/share-page";
import { ChartFrame } from "../ui/charts/ChartFrame";
import { LazyHistogramChart } from "../ui/charts/lazy-charts";
import { ScrollBox } from "../ui/ScrollBox";
import { formatNumber, formatTarget } from "../ui/format";
import type { SharedRun } from "./share-notebook";

/** Where predictions are wrong: from the points where they were shared, else from groups of posts. */
export function SharedErrors({ shared }: { readonly shared: SharedRun }): ReactNode {
  const { run, page } = shared;
  const { target, task } = run.experiment.problem;
  const name = target ?? "score";
  const view = run.evaluate;
  const curve = run.history.points.length > 0 && (
    <TrainingCurve history={run.history} target={name} task={task} empty="" />
  );
  const hasPoints = !isClassView(view) && view.points.test.rows.length > 0;
  if (!hasPoints && !page.groups && !page.residuals && !curve && page.posts.length === 0) return null;
  return (
    <section aria-labelledby="share-errors">
      <h2 id="share-errors">Where it errs</h2>
      <div className="evaluation">
        {hasPoints ? (
          <Points view={view} target={name} />
        ) : (
          <>
            {page.groups && <Groups groups={page.groups} target={name} />}
            {page.residuals && (
              <ChartFrame
                name="Residual histogram"
                title="Residuals of test posts"
                subtitle="Actual minus predicted"
                table={() => ({
                  columns: [{ name: "From" }, { name: "To" }, { name: "Posts", format: formatNumber }],
                  rows: page.residuals!.counts.map((count, i) => [
                    page.residuals!.edges[i],
                    page.residuals!.edges[i + 1],
                    count,
                  ]),
                })}
              >
                <LazyHistogramChart
                  label="Residuals of test posts"
                  bins={page.residuals}
                  xName="Actual − predicted"
                  yName="Posts"
                  nouns={["post", "posts"]}
                  format={formatTarget}
                  marks={NO_ERROR}
                />
              </ChartFrame>
            )}
          </>
        )}
        {curve}
        {page.posts.length > 0 && <Posts posts={page.posts} target={name} />}
      </div>
    </section>
  );
}

const NO_ERROR = [{ value: 0, label: "no error", kind: "solid", side: "right" }] as const;

function Points({ view, target }: { readonly view: RegressionView; readonly target: string }): ReactNode {
  const part = useMemo(() => evaluationPart(view, "test"), [view]);
  const [selected, setSelected] = useState<ReadonlySet<number> | null>(null);
  return (
    <>
      <ErrorCharts
        part={part}
        target={target}
        valueAxes="linear"
        errorAxes="linear"
        selected={selected}
        onSelect={(places) => setSelected(places.length > 0 ? new Set(places) : null)}
        isReadable={false}
      />
    </>
  );
}

function Groups({
  groups,
  target,
}: {
  readonly groups: readonly PredictionGroup[];
  readonly target: string;
}): ReactNode {
  const scale = Math.max(...groups.flatMap(({ predicted, actual }) => [Math.abs(predicted), Math.abs(actual)]));
  const format = (value: number): string => formatTarget(value, scale);
  return (
    <section aria-label="Predicted against actual, in groups">
      <h3>Predicted against actual, in groups</h3>
      <ScrollBox label="Groups of predictions" className="wide-box">
        <table className="metric-table">
          <caption className="vh">Test posts from the lowest predictions to the highest</caption>
          <thead>
            <tr>
              <th scope="col">Predicted from</th>
              <th scope="col">to</th>
              <th scope="col">Posts</th>
              <th scope="col">Mean predicted</th>
              <th scope="col">Mean actual {target}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group, i) => (
              <tr key={i}>
                <th scope="row">{format(group.from)}</th>
                <td>{format(group.to)}</td>
                <td>{formatNumber(group.posts)}</td>
                <td>{format(group.predicted)}</td>
                <td className="strong">{format(group.actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Posts({ posts, target }: { readonly posts: readonly SharedPost[]; readonly target: string }): ReactNode {
  return (
    <section aria-label="Posts with the largest errors">
      <h3>Posts with the largest errors</h3>
      <ol className="share-posts">
        {posts.map(({ record, actual, predicted }, i) => (
          <li key={i}>
            <p className="note">
              {target} {actual}, predicted {predicted}
            </p>
            {Object.entries(record).map(([column, text]) => (
              <p key={column}>
                <span className="mono">{column}</span> {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
