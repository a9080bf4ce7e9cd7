import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { shareLanguages } from "../../core/text/share-languages";
import type { ColumnView, QualityView } from "../../pipeline/views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { LazyHistogramChart } from "../../ui/charts/lazy-charts";
import { formatCount, formatNumber, formatPercent, formatTick } from "../../ui/format";
import { MiniHistogram } from "../../ui/MiniHistogram";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import styles from "./quality.module.css";

/** Texts whose language is guessed, evenly over the file: enough for shares to within a few points. */
const SAMPLED = 200;
const LANGUAGES = 4;
const QUANTILES = ["Least", "Lower quarter", "Median", "Upper quarter", "Greatest"];

/** Every column by itself: what it holds, how it is spread, its most frequent values, its languages. */
export function ColumnProfiles({ checks }: { readonly checks: QualityView["checks"] }): ReactNode {
  const view = useNotebook((state) => state.views.read);
  if (!view) return null;
  return (
    <section aria-label="Columns one by one" className={styles.lines}>
      {view.columns.map((column) => (
        <Profile key={column.name} column={column} rows={view.rows} file={view.sha256} checks={checks} />
      ))}
    </section>
  );
}

interface ProfileProps {
  readonly column: ColumnView;
  readonly rows: number;
  readonly file: string;
  readonly checks: QualityView["checks"];
}

function Profile(props: ProfileProps): ReactNode {
  const { column, rows } = props;
  const [isOpen, setOpen] = useState(false);
  const missing = column.missing === 0 ? "complete" : `${formatPercent(column.missing / Math.max(1, rows))} missing`;
  return (
    <details className={styles.line} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{column.type}</span>
        <span>
          <b className="mono">{column.name}</b> {missing}, {column.distinctExact ? "" : "about "}
          {formatNumber(column.distinct)} distinct
        </span>
      </summary>
      {isOpen && <ProfileBody {...props} />}
    </details>
  );
}

function ProfileBody({ column, rows, file, checks }: ProfileProps): ReactNode {
  const { name, numbers, lengths, top, type } = column;
  const format = type === "date" ? day : formatTick;
  const garbled = checks.find(
    ({ kind, status, columns }) =>
      kind === "mojibake" && status !== "pass" && columns.length === 1 && columns[0] === name,
  );
  const facts: [string, string][] = [
    ...(numbers ? numbers.quantiles.map((value, i): [string, string] => [QUANTILES[i], format(value)]) : []),
    ...(numbers ? [["Mean", format(numbers.mean)] as [string, string]] : []),
    ...(lengths
      ? ([
          ["Median length", formatCount(Math.round(lengths.median), "character")],
          ["Mean length", formatCount(Math.round(lengths.mean), "character")],
          ["Longest", formatCount(lengths.longest, "character")],
        ] as [string, string][])
      : []),
    ...(garbled ? [["Garbled", formatCount(garbled.evidence.count, "cell")] as [string, string]] : []),
  ];
  return (
    <div className={styles.profile}>
      {(facts.length > 0 || type === "text") && (
        <dl>
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {type === "text" && <Languages name={name} rows={rows} file={file} />}
        </dl>
      )}
      <Spread column={column} format={format} />
      {top.length > 0 && (
        <BarList
          label={`Most frequent values of ${name}`}
          nameHead={name}
          valueHead="Rows"
          items={top.map(({ value, count }) => ({ name: value === "" ? "(empty)" : value, value: count }))}
          format={formatNumber}
        />
      )}
    </div>
  );
}

function Spread({
  column,
  format,
}: {
  readonly column: ColumnView;
  readonly format: (value: number) => string;
}): ReactNode {
  const { name, histogram, lengths } = column;
  const bins = useMemo(() => {
    if (!histogram) return null;
    const scale = histogram.scale === "symlog" ? ("symlog" as const) : ("linear" as const);
    return { ...histogram, scale, below: 0, above: 0 };
  }, [histogram]);
  if (!histogram || !bins) return null;
  const what = lengths ? `characters of ${name}` : name;
  return (
    <ChartFrame
      name={`Distribution of ${name}`}
      title={`Rows by ${what}`}
      subtitle={
        histogram.scale === "time"
          ? `${format(bins.edges[0])} to ${format(bins.edges[bins.edges.length - 1])}`
          : bins.scale === "symlog"
            ? "Log axis"
            : ""
      }
      table={() => ({
        columns: [
          { name: "From", format },
          { name: "To", format },
          { name: "Rows", format: formatNumber },
        ],
        rows: bins.counts.map((count, i) => [bins.edges[i], bins.edges[i + 1], count]),
      })}
    >
      {histogram.scale === "time" ? (
        <MiniHistogram counts={histogram.counts} width={320} height={60} label={`Rows by ${what}`} />
      ) : (
        <LazyHistogramChart
          label={`Rows by ${what}`}
          bins={bins}
          xName={what}
          yName="Rows"
          nouns={["row", "rows"]}
          format={format}
          marks={[]}
        />
      )}
    </ChartFrame>
  );
}

function Languages({
  name,
  rows,
  file,
}: {
  readonly name: string;
  readonly rows: number;
  readonly file: string;
}): ReactNode {
  const client = useClient();
  const count = Math.min(SAMPLED, rows);
  const shares = useLoaded(`${file} ${name}`, async () => {
    const records = await client.rowsAt(Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count)));
    return shareLanguages(records.map((record) => record[name]));
  });
  if (!shares.value) return null;
  const known = shares.value.slice(0, LANGUAGES);
  return (
    <div>
      <dt>Languages, of {formatCount(count, "row")}</dt>
      <dd>
        {known.length === 0
          ? "not known"
          : known.map(({ language, share }) => `${language} ${formatPercent(share, 0)}`).join(", ")}
      </dd>
    </div>
  );
}

function day(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : "–";
}
