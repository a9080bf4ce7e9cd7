import type { ReactNode } from "react";
import type { Slice } from "../../core/slices/slice";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import type { SliceReport, SliceView } from "../../pipeline/errors/errors-view";
import { Button, IconButton } from "../../ui/Button";
import { formatNumber, formatPercent } from "../../ui/format";
import { ProgressBar } from "../../ui/ProgressBar";
import { useActions, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { METRIC_LABELS, formatFigure, intervalWords, searchFinding, searchNote } from "./error-words";
import { SliceForm } from "./SliceForm";
import { SliceTable } from "./SliceTable";
import type { SliceSearchState } from "./use-slices";
import styles from "./errors.module.css";

export interface SlicesPanelProps {
  readonly search: SliceSearchState;
  readonly part: ErrorRows;
  readonly onSelect: (rows: ArrayLike<number>, words: string) => void;
}

/** The worst slices that were found, and one's own beside them. */
export function SlicesPanel({ search, part, onSelect }: SlicesPanelProps): ReactNode {
  const { report, busy, progress, error } = search;
  const actions = useActions();
  const slices = useNotebook((state) => state.experiment.errors.slices);
  const change = useTask((_signal, next: readonly Slice[]) => actions.edit({ errors: { slices: next } }));
  const keep = (slice: Slice): void => void change.run([...slices, slice]);
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <div className={styles.stack}>
      {busy &&
        (progress === null || progress.elapsedMs > 0) &&
        (report === null || (progress?.elapsedMs ?? 0) > 400) && (
          <ProgressBar
            label="Looking for slices"
            fraction={fraction}
            note={
              progress
                ? `${formatNumber(progress.done)} of ${formatNumber(progress.total)} ${progress.unit}`
                : undefined
            }
            remainingMs={progress && fraction && fraction > 0.05 ? progress.elapsedMs * (1 / fraction - 1) : null}
            onCancel={search.cancel}
          />
        )}
      {!busy && !report && !error && (
        <div className="row">
          <Button onClick={search.start}>Look for slices</Button>
          <span className="note">
            Tests what {formatNumber(part.rows.length)} posts have in common with their errors.
          </span>
        </div>
      )}
      {(error ?? change.error) && (
        <p className="field-error" role="alert">
          {(error ?? change.error)?.message}
        </p>
      )}
      {report && (
        <>
          <div className={styles.finding}>
            <p className={styles.headline}>{searchFinding(report)}</p>
            <p className="note">{allWords(report)}</p>
          </div>
          {report.found.length > 0 && (
            <SliceTable
              label="Worst slices found"
              report={report}
              slices={report.found}
              onSelect={onSelect}
              action={(slice) => (
                <IconButton
                  icon="plus"
                  label={`Keep: ${slice.words}`}
                  disabled={change.busy || isKept(slices, slice)}
                  onClick={() => keep(slice.slice)}
                />
              )}
            />
          )}
          <p className="note">{searchNote(report)}</p>
          {report.yours.length > 0 && (
            <section className={styles.finding} aria-label="Your slices">
              <h3 className={styles.headline}>Your slices</h3>
              <SliceTable
                label="Your slices"
                report={report}
                slices={report.yours.filter((own): own is SliceView => !("problem" in own))}
                onSelect={onSelect}
                action={(slice) => (
                  <IconButton
                    icon="trash"
                    label={`Take away: ${slice.words}`}
                    disabled={change.busy}
                    onClick={() => void change.run(slices.filter((other) => !isSame(other, slice.slice)))}
                  />
                )}
              />
              {report.yours.map((own, i) =>
                "problem" in own ? (
                  <p key={i} className={styles.broken}>
                    <span>
                      {own.words}: {own.problem}
                    </span>
                    <IconButton
                      icon="trash"
                      label={`Take away: ${own.words}`}
                      disabled={change.busy}
                      onClick={() => void change.run(slices.filter((other) => !isSame(other, own.slice)))}
                    />
                  </p>
                ) : null,
              )}
              <p className="note">
                Kept with the experiment and measured for every run. Their p is not corrected: you chose them.
              </p>
            </section>
          )}
        </>
      )}
      <SliceForm busy={change.busy} onAdd={keep} known={slices} />
    </div>
  );
}

function allWords(report: SliceReport): string {
  const { metric, all, n, confidence } = report;
  const { value } = all[metric];
  const scale = Math.abs(value);
  return `All ${formatNumber(n)} posts: ${METRIC_LABELS[metric]} ${formatFigure(metric, value, scale)} (${formatPercent(confidence, 0)} interval ${intervalWords(metric, all[metric], scale)})${report.sampled ? ". A sample: the part is larger" : ""}`;
}

export function isSame(a: Slice, b: Slice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isKept(slices: readonly Slice[], { slice }: SliceView): boolean {
  return slices.some((own) => JSON.stringify(own.where) === JSON.stringify(slice.where));
}
