import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Run } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { formatNumber } from "../../ui/format";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { ExplainedPost } from "./ExplainedPost";
import { postOrder } from "./explain-words";
import styles from "./explain.module.css";

type Order = "largest" | "drawn" | "chosen";

/** One post of the test part, and what moved its prediction. */
export function PostPart({
  run,
  classes,
}: {
  readonly run: Run;
  readonly classes: readonly string[] | null;
}): ReactNode {
  const client = useClient();
  const selection = useNotebook((state) => state.selection);
  const [order, setOrder] = useState<Order>("largest");
  const [place, setPlace] = useState(0);
  const [label, setLabel] = useState("");
  const chosen = order === "chosen" && selection ? selection.rows : null;
  const rows = useMemo(
    () => postOrder(run, order === "drawn" ? "drawn" : "largest", chosen ? new Set(chosen) : null),
    [run, order, chosen],
  );
  const at = Math.min(place, Math.max(0, rows.length - 1));
  const row = rows[at];
  const key = row === undefined ? null : `${run.id} ${row} ${label}`;
  const { value, loading, error } = useLoaded(key, () =>
    client.explainPost({ post: row, runId: run.id, ...(label !== "" && { label }) }),
  );
  const go = (by: number) => setPlace(Math.max(0, Math.min(rows.length - 1, at + by)));
  return (
    <section aria-label="One post" className={styles.part}>
      <h3>One post</h3>
      <div className={styles.actions}>
        <Select
          label="Test posts"
          value={order}
          options={[
            { value: "largest", label: "largest error first" },
            { value: "drawn", label: "as drawn" },
            {
              value: "chosen",
              label: selection ? `chosen in ${selection.from}` : "chosen in a chart: none yet",
              disabled: !selection,
            },
          ]}
          onChange={(next) => {
            setOrder(next as Order);
            setPlace(0);
          }}
        />
        {classes && (
          <Select
            label="Probability of"
            value={label}
            options={[{ value: "", label: "the likeliest" }, ...classes.map((each) => ({ value: each, label: each }))]}
            onChange={setLabel}
          />
        )}
        <Button disabled={at === 0} onClick={() => go(-1)}>
          Previous post
        </Button>
        <Button disabled={at >= rows.length - 1} onClick={() => go(1)}>
          Next post
        </Button>
        <span className="note" aria-live="polite">
          {rows.length === 0
            ? "None of the chosen posts is in the test part."
            : `Post ${formatNumber(at + 1)} of ${formatNumber(rows.length)}, row ${formatNumber(row + 1)}${loading ? " …" : ""}`}
        </span>
      </div>
      {error && (
        <Alert tone="fail" title="This post cannot be taken apart">
          {error.message}
        </Alert>
      )}
      {value && rows.length > 0 && <ExplainedPost post={value} />}
    </section>
  );
}
