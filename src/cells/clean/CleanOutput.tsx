import type { ReactNode } from "react";
import type { CleanView } from "../../pipeline/views";
import { formatNumber, formatPercent } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { CountBars } from "./CountBars";
import styles from "./clean.module.css";

const LISTED = 12;

export function CleanOutput(): ReactNode {
  const view = useNotebook((state) => state.views.clean);
  const rows = useNotebook((state) => state.views.read?.rows ?? 0);
  if (!view) return null;
  return (
    <div className={styles.stack}>
      <Facts view={view} rows={rows} />
      <div className={styles.lists}>
        <CountBars
          title="Why words went"
          empty="No word was removed."
          items={Object.entries(view.removedByReason)
            .filter(([, count]) => count > 0)
            .sort((a, b) => b[1] - a[1])
            .map(([label, count]) => ({ label, count }))}
        />
        <CountBars
          title="Removed most"
          empty="No word was removed."
          mono
          items={view.topRemoved
            .slice(0, LISTED)
            .map(({ token, count, reason }) => ({ label: token, count, note: reason }))}
        />
        <CountBars
          title="Left most"
          empty="No word is left."
          mono
          items={view.topTokens.slice(0, LISTED).map(({ token, count }) => ({ label: token, count }))}
        />
      </div>
      <p className="note">Why words went and which were removed most is counted over a sample of the rows.</p>
    </div>
  );
}

function Facts({ view, rows }: { readonly view: CleanView; readonly rows: number }): ReactNode {
  const facts = [
    {
      name: "Words left",
      value: formatNumber(view.tokens),
      note: rows > 0 ? `${formatNumber(view.tokens / rows, 1)} a post` : "",
    },
    { name: "Distinct", value: formatNumber(view.distinct), note: "" },
    {
      name: "Posts without a word",
      value: formatNumber(view.emptyTexts),
      note: rows > 0 ? formatPercent(view.emptyTexts / rows) : "",
    },
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={styles.figure}>{value}</dd>
          <dd className={styles.factNote}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
