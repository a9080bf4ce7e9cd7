import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { EngineClient } from "../../compute/engine-api";
import type { FeaturesView, TermView } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { TextField } from "../../ui/TextField";
import { formatNumber } from "../../ui/format";
import { VirtualGrid } from "../../ui/grid/VirtualGrid";
import type { GridColumn } from "../../ui/grid/VirtualGrid";
import { useLoaded } from "../use-loaded";
import { useClient } from "../use-notebook";
import { useVersion } from "../use-version";
import styles from "./features.module.css";

type Sort = Parameters<EngineClient["vocabulary"]>[0]["sort"];

interface Order {
  readonly sort: Sort;
  readonly descending: boolean;
}

const TERMS = {
  title: "Vocabulary",
  list: "Terms of the vocabulary",
  term: "Term",
  note: "Posts: training posts that hold the term. Weight: the sum of its TF-IDF over the training posts.",
};
const HASHED: typeof TERMS = {
  title: "Columns with a name",
  list: "Hashed columns with a name",
  term: "Terms that fall there",
  note: "Posts: training posts that fill the column, whichever term does. Weight: the sum of its TF-IDF over the training posts, whatever the sign.",
};

/** Every term with its counts and weights: searched, sorted by a click on a head. */
export function Vocabulary({ view }: { readonly view: FeaturesView }): ReactNode {
  const client = useClient();
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<Order>({ sort: "weight", descending: true });
  const wanted = filter.trim();
  const version = JSON.stringify([useVersion(view), wanted, order]);
  const first = useLoaded(
    version,
    () => client.vocabulary({ filter: wanted, ...order, start: 0, end: 1 }),
    wanted === "" ? 0 : 150,
  );
  const words = view.hashing ? HASHED : TERMS;
  const total = first.value?.total ?? view.terms;
  const apart = new Set(view.blocks.filter(({ block }) => block === "text").map(({ column }) => column)).size > 1;

  const columns = useMemo<readonly GridColumn<TermView>[]>(() => {
    const sortable = (sort: Sort, label: string) => ({
      key: sort,
      label,
      sort:
        order.sort === sort ? (order.descending ? ("descending" as const) : ("ascending" as const)) : ("none" as const),
      head: (
        <button
          type="button"
          className={styles.sort}
          onClick={() =>
            // numbers start with the largest, words with the first
            setOrder({ sort, descending: order.sort === sort ? !order.descending : sort !== "term" })
          }
        >
          {label}
          <span aria-hidden="true">{order.sort === sort ? (order.descending ? " ↓" : " ↑") : ""}</span>
        </button>
      ),
    });
    return [
      { ...sortable("term", words.term), width: 220, mono: true, cell: ({ term }) => term },
      ...(apart
        ? [{ key: "column", label: "Column", width: 120, mono: true, cell: ({ column }: TermView) => column }]
        : []),
      {
        ...sortable("documents", "Posts"),
        width: 96,
        align: "right",
        cell: ({ documents }) => formatNumber(documents),
      },
      { ...sortable("idf", "Rarity, idf"), width: 104, align: "right", cell: ({ idf }) => formatNumber(idf, 3) },
      { ...sortable("weight", "Weight"), width: 104, align: "right", cell: ({ weight }) => formatNumber(weight, 2) },
    ];
  }, [order, apart, words]);

  return (
    <section className={styles.vocabulary} aria-label={words.title}>
      <div className={styles.vocabularyHead}>
        <h3>{words.title}</h3>
        <TextField
          label="Find a term"
          note={wanted === "" ? formatNumber(view.terms) : `${formatNumber(total)} of ${formatNumber(view.terms)}`}
          type="search"
          spellCheck={false}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {first.error ? (
        <Alert tone="fail" title="The vocabulary could not be read">
          {first.error.message}
        </Alert>
      ) : (
        <VirtualGrid<TermView>
          label={words.list}
          rowCount={total}
          columns={columns}
          load={async (start, end) => (await client.vocabulary({ filter: wanted, ...order, start, end })).terms}
          version={version}
          height={300}
          empty="No term holds these letters. Terms are stems where stemming is on."
        />
      )}
      <p className="note">{words.note}</p>
    </section>
  );
}
