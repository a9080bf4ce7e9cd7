import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { formatCount, formatNumber, formatPercent } from "../../../ui/format";
import { Select } from "../../../ui/Select";
import { useLoaded } from "../../use-loaded";
import { useClient, useNotebook } from "../../use-notebook";
import { PostText } from "../PostReader";
import { LABEL_ORDERS, orderByLabel, probabilityOf } from "./class-part";
import type { ClassPart, LabelOrder } from "./class-part";

const PAGE = 8;

export interface LabelReaderProps {
  readonly part: ClassPart;
  readonly selected: ReadonlySet<number> | null;
  readonly onClear: () => void;
  /** the rows are those of the open file */
  readonly isReadable: boolean;
}

/** The posts of a square, or those the model was most sure and wrong about. */
export function LabelReader({ part, selected, onClear, isReadable }: LabelReaderProps): ReactNode {
  const [order, setOrder] = useState<LabelOrder>("surest-wrong");
  const [page, setPage] = useState(0);
  const places = useMemo(() => orderByLabel(part, order, selected), [part, order, selected]);
  const pages = Math.max(1, Math.ceil(places.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = places.slice(at * PAGE, at * PAGE + PAGE);
  return (
    <section className="reader" aria-label="Posts to read">
      <div className="reader-head">
        <h3>{selected ? formatCount(selected.size, "chosen post") : "Posts to read"}</h3>
        <Select
          label="Order"
          value={order}
          options={LABEL_ORDERS}
          onChange={(value) => {
            setOrder(value as LabelOrder);
            setPage(0);
          }}
        />
        {selected && (
          <Button variant="quiet" icon="cross" onClick={onClear}>
            Show all posts
          </Button>
        )}
      </div>
      {isReadable ? (
        <LabelTable part={part} places={shown} />
      ) : (
        <Alert tone="info" title="These posts are of another file">
          Open the file of this run to read them; its numbers and charts are kept with the run.
        </Alert>
      )}
      {places.length === 0 && <p className="note">There is no such post here.</p>}
      {pages > 1 && (
        <p className="chart-pages">
          <Button variant="quiet" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </Button>
          <span>
            {formatNumber(at * PAGE + 1)} to {formatNumber(at * PAGE + shown.length)} of {formatNumber(places.length)}
          </span>
          <Button variant="quiet" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </Button>
        </p>
      )}
    </section>
  );
}

function LabelTable({ part, places }: { readonly part: ClassPart; readonly places: readonly number[] }): ReactNode {
  const client = useClient();
  const rows = places.map((place) => part.rows[place]);
  const file = useNotebook((state) => state.views.read?.sha256 ?? null);
  const texts = useNotebook((state) =>
    (state.views.read?.columns ?? []).filter(({ role }) => role === "text").map(({ name }) => name),
  );
  const { value, loading, error } = useLoaded(rows.length > 0 && file ? `${file}:${rows.join()}` : null, () =>
    client.rowsAt(rows),
  );
  if (error) {
    return (
      <Alert tone="fail" title="The posts could not be read">
        {error.message}
      </Alert>
    );
  }
  const records = loading ? null : value;
  const [first, ...rest] = texts;
  return (
    <table className="post-table">
      <caption className="vh">Posts with the label they have and the one they were given</caption>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Given</th>
          <th scope="col">Sure</th>
          <th scope="col" className="post">
            Post
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place, i) => (
          <tr key={part.rows[place]}>
            <td>{part.classes[part.actual[place]]}</td>
            <td className={part.actual[place] === part.predicted[place] ? undefined : "error"}>
              {part.classes[part.predicted[place]]}
            </td>
            <td>{formatPercent(probabilityOf(part, place, part.predicted[place]), 0)}</td>
            <td className="post">
              <PostText
                record={records?.[i] ?? null}
                titleColumn={first}
                bodyColumns={rest}
                row={part.rows[place]}
                isSeen={part.seen.has(part.rows[place])}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
