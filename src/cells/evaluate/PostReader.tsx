import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatCount, formatNumber } from "../../ui/format";
import { Select } from "../../ui/Select";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import { ERROR_ORDERS, orderByError } from "./evaluation-part";
import type { ErrorOrder, EvaluationPart } from "./evaluation-part";
import { RangeForm } from "./RangeForm";

const PAGE = 8;

export interface PostReaderProps {
  readonly part: EvaluationPart;
  readonly target: string;
  readonly selected: ReadonlySet<number> | null;
  readonly onSelect: (places: readonly number[]) => void;
  /** where the choice was made */
  readonly from: string | null;
  /** the rows are those of the open file */
  readonly isReadable: boolean;
}

/** The posts behind the points: those chosen in a chart, or the worst, to read what the model could not know. */
export function PostReader(props: PostReaderProps): ReactNode {
  const { part, selected, onSelect } = props;
  const [order, setOrder] = useState<ErrorOrder>("largest");
  const [page, setPage] = useState(0);
  const [byValues, setByValues] = useState(false);
  const posts = useMemo(() => orderByError(part, order, selected), [part, order, selected]);
  const pages = Math.max(1, Math.ceil(posts.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = useMemo(() => posts.page(at * PAGE, at * PAGE + PAGE), [posts, at]);
  const title = selected
    ? `${formatCount(selected.size, "chosen post")}${props.from && props.from !== "Evaluate" ? `, from ${props.from}` : ""}`
    : "Posts to read";

  return (
    <section className="reader" aria-label="Posts to read">
      <div className="reader-head">
        <h3>{title}</h3>
        <Select
          label="Order"
          value={order}
          options={ERROR_ORDERS}
          onChange={(value) => {
            setOrder(value as ErrorOrder);
            setPage(0);
          }}
        />
        <Button aria-expanded={byValues} onClick={() => setByValues(!byValues)}>
          Choose by values
        </Button>
        {selected && (
          <Button variant="quiet" icon="cross" onClick={() => onSelect([])}>
            Show all posts
          </Button>
        )}
      </div>
      {byValues && <RangeForm part={part} onSelect={onSelect} />}
      {props.isReadable ? (
        <PostTable part={part} places={shown} target={props.target} />
      ) : (
        <Alert tone="info" title="These posts are of another file">
          Open the file of this run to read them; its numbers and charts are kept with the run.
        </Alert>
      )}
      {posts.length === 0 && (
        <p className="note">No post is {order === "too-low" ? "predicted too low" : "predicted too high"} here.</p>
      )}
      {pages > 1 && (
        <p className="chart-pages">
          <Button variant="quiet" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </Button>
          <span>
            {formatNumber(at * PAGE + 1)} to {formatNumber(at * PAGE + shown.length)} of {formatNumber(posts.length)}
          </span>
          <Button variant="quiet" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </Button>
        </p>
      )}
    </section>
  );
}

function PostTable(props: {
  readonly part: EvaluationPart;
  readonly places: readonly number[];
  readonly target: string;
}): ReactNode {
  const { part, places } = props;
  const client = useClient();
  const rows = places.map((place) => part.rows[place]);
  const file = useNotebook((state) => state.views.read?.sha256 ?? null);
  const texts = useNotebook((state) =>
    (state.views.read?.columns ?? []).filter(({ role }) => role === "text").map(({ name }) => name),
  );
  const { value, loading, error } = useLoaded(rows.length > 0 && file ? `${file}:${rows.join()}` : null, async () => ({
    rows,
    records: await client.rowsAt(rows),
  }));
  if (error) {
    return (
      <Alert tone="fail" title="The posts could not be read">
        {error.message}
      </Alert>
    );
  }
  // texts belong to the rows they were asked for
  const records = value && !loading && value.rows.length === rows.length ? value.records : null;
  const [first, ...rest] = texts;
  return (
    <table className="post-table">
      <caption className="vh">Posts with their errors</caption>
      <thead>
        <tr>
          <th scope="col">Actual</th>
          <th scope="col">Predicted</th>
          <th scope="col">Error</th>
          <th scope="col" className="post">
            Post
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place, i) => (
          <tr key={part.rows[place]}>
            <td>{part.formatActual(part.actual[place])}</td>
            <td>{part.format(part.predicted[place])}</td>
            <td className="error">{part.formatError(part.residual[place])}</td>
            <td className="post">
              <PostText
                record={records?.[i] ?? null}
                titleColumn={first}
                bodyColumns={rest}
                row={part.rows[place]}
                isSeen={part.seen?.[place] === 1}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A post as it is read: its first text, the others behind it. */
export function PostText(props: {
  readonly record: Readonly<Record<string, string>> | null;
  readonly titleColumn: string | undefined;
  readonly bodyColumns: readonly string[];
  readonly row: number;
  readonly isSeen: boolean;
}): ReactNode {
  const { record, titleColumn, bodyColumns } = props;
  const title = (titleColumn && record?.[titleColumn]) || `Row ${formatNumber(props.row + 1)}`;
  const bodies = bodyColumns.map((column) => record?.[column] ?? "").filter((text) => text !== "");
  const heading = (
    <>
      {title}
      {props.isSeen && <span className="seen-chip">seen in training</span>}
    </>
  );
  return bodies.length === 0 ? (
    <span>{heading}</span>
  ) : (
    <details>
      <summary>{heading}</summary>
      {bodies.map((text, i) => (
        <p key={i}>{text}</p>
      ))}
    </details>
  );
}
