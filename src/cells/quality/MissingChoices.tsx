import { useState } from "react";
import type { ReactNode } from "react";
import type { Progress } from "../../core/job";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { MeasuredChoice, MissingView } from "../../pipeline/missing/missing-view";
import { Button } from "../../ui/Button";
import { formatCount, formatNumber } from "../../ui/format";
import { ProgressBar } from "../../ui/ProgressBar";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatMetric, metricWords } from "../problem/metric-words";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { choiceVerdict, differenceWords, missingFinding, missingNote, wayWords } from "./missing-words";
import styles from "./quality.module.css";

const GROUPS = { numbers: "Missing numbers become", categories: "A missing category is", rows: "Or" } as const;

/** What to do about missing values, with what each way does to the error; measured when asked for. */
export function MissingChoices(): ReactNode {
  const client = useClient();
  const actions = useActions();
  const isMissing = useNotebook(({ views, experiment: { data, problem } }) =>
    (views.read?.columns ?? []).some(
      ({ name, missing }) => missing > 0 && name !== problem.target && data.columns[name]?.role !== "ignore",
    ),
  );
  const settings = useNotebook(({ experiment: { data, problem, cleaning, split, features, classes, model } }) =>
    JSON.stringify([data, problem, cleaning, split, features, classes, model]),
  );
  const kind = useNotebook((state) => state.experiment.model.kind);
  const [progress, setProgress] = useState<(Progress & { readonly elapsedMs: number }) | null>(null);
  const [found, setFound] = useState<{ readonly of: string; readonly view: MissingView } | null>(null);
  const measure = useTask(async (signal) => {
    setProgress(null);
    const started = performance.now();
    const report = (next: Progress) => {
      if (!signal.aborted) setProgress({ ...next, elapsedMs: performance.now() - started });
    };
    setFound({ of: settings, view: await client.missingChoices(report, signal) });
  });
  const apply = useTask((_, choice: MeasuredChoice) => actions.edit(choice.change));
  if (!isMissing) return null;
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : null;
  const isCurrent = found?.of === settings;
  const error = measure.error ?? apply.error;
  return (
    <section aria-label="What to do about missing values" className={styles.choices}>
      {found && (
        <ChoiceTable
          view={found.view}
          isCurrent={isCurrent}
          note={missingNote(found.view, MODEL_DESCRIPTIONS[kind].label)}
          onApply={(choice) => void apply.run(choice)}
        />
      )}
      {measure.busy ? (
        <ProgressBar
          label="Comparing ways to treat missing values"
          fraction={fraction}
          note={progress ? `${formatNumber(progress.done)} of ${formatNumber(progress.total)} trainings` : undefined}
          remainingMs={progress && fraction && fraction > 0.02 ? progress.elapsedMs * (1 / fraction - 1) : null}
          onCancel={measure.cancel}
        />
      ) : (
        !isCurrent && (
          <div className={styles.measure}>
            <Button onClick={() => void measure.run()}>
              {found ? "Compare again" : "Compare ways to treat missing values"}
            </Button>
            <span className="note" role={found ? "status" : undefined}>
              {found
                ? "The settings have changed since this was measured."
                : "What filling them, or leaving those rows out, does to the error, by cross-validation of the training posts."}
            </span>
          </div>
        )
      )}
      {error && (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      )}
    </section>
  );
}

interface ChoiceTableProps {
  readonly view: MissingView;
  readonly isCurrent: boolean;
  readonly note: string;
  readonly onApply: (choice: MeasuredChoice) => void;
}

function ChoiceTable({ view, isCurrent, note, onApply }: ChoiceTableProps): ReactNode {
  const { choices, metric } = view;
  const title = missingFinding(view);
  if (choices.length === 0) return <p className="note">{title}.</p>;
  const kinds = (["numbers", "categories", "rows"] as const).filter((kind) => choices.some((one) => one.kind === kind));
  return (
    <>
      <ScrollBox className={styles.scroll} label={title}>
        <table className={`${styles.table} ${styles.ways}`}>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Missing values</th>
              <th scope="col">{metricWords(metric).short}</th>
              <th scope="col">Against the present</th>
              <th scope="col" aria-label="Apply" />
            </tr>
          </thead>
          {kinds.map((kind) => {
            const group = choices.filter((choice) => choice.kind === kind);
            return (
              <tbody key={kind}>
                <tr>
                  <th scope="rowgroup" colSpan={4}>
                    {GROUPS[kind]}
                    {kind !== "rows" && (
                      <small>
                        {group[0].columns.join(", ")}: {formatCount(group[0].rows, "training post")}
                      </small>
                    )}
                  </th>
                </tr>
                {group.map((choice) => (
                  <ChoiceRow key={choice.id} choice={choice} metric={metric} isCurrent={isCurrent} onApply={onApply} />
                ))}
              </tbody>
            );
          })}
        </table>
      </ScrollBox>
      <p className="note">{note}</p>
    </>
  );
}

interface ChoiceRowProps {
  readonly choice: MeasuredChoice;
  readonly metric: string;
  readonly isCurrent: boolean;
  readonly onApply: (choice: MeasuredChoice) => void;
}

function ChoiceRow({ choice, metric, isCurrent, onApply }: ChoiceRowProps): ReactNode {
  const { label, summary, difference, failed, isPresent, kind, rows } = choice;
  const format = (value: number) => formatMetric(metric, value, Math.abs(summary?.mean ?? 1));
  return (
    <tr>
      <th scope="row">
        {label}
        {kind === "rows" && <small>{formatCount(rows, "training post")}</small>}
        {failed && <small>not measured: {failed}</small>}
      </th>
      <td>
        {summary ? format(summary.mean) : "–"}
        {summary && (
          <small>
            {format(summary.low)} to {format(summary.high)}
          </small>
        )}
      </td>
      <td>
        {isPresent ? "present" : choiceVerdict(choice) || "–"}
        {difference && <small>{differenceWords(choice)}</small>}
      </td>
      <td>
        {!isPresent && (
          <Button
            variant="link"
            disabled={!isCurrent}
            aria-label={`Apply ${wayWords(choice)}`}
            onClick={() => onApply(choice)}
          >
            Apply
          </Button>
        )}
      </td>
    </tr>
  );
}
