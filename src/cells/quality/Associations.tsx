import type { ReactNode } from "react";
import type { QualityView } from "../../pipeline/views";
import { InTurn } from "../../ui/InTurn";
import { ScrollBox } from "../../ui/ScrollBox";
import { formatChange, formatNumber, formatPercent, formatTarget } from "../../ui/format";
import styles from "./quality.module.css";

/** What goes with the target before any model: columns of numbers and dates, and words. */
export function Associations({
  associations,
  target,
}: {
  readonly associations: QualityView["associations"];
  readonly target: string;
}): ReactNode {
  const { columns, words } = associations;
  if (columns.length + words.length === 0) return null;
  const scale = Math.max(0, ...words.flatMap(({ having, lacking }) => [having, lacking]).map(Math.abs));
  const hasClasses = words.some(({ label }) => label !== null);
  const measure = hasClasses ? "Share of the class among" : `Median ${target} of`;
  return (
    <div className="pair">
      {columns.length > 0 && (
        <ScrollBox className={styles.scroll} label={`Columns that go with ${target}`}>
          <table className={styles.table}>
            <caption>Columns that go with {target}</caption>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col" title="Correlation of ranks">
                  Spearman
                </th>
                <th scope="col" title="Correlation">
                  Pearson
                </th>
                <th scope="col" title={`Of ${target}, by a tree on this column alone, on rows it did not see`}>
                  Explains
                </th>
              </tr>
            </thead>
            <tbody>
              {columns.map(({ column, spearman, pearson, explained }) => (
                <tr key={column}>
                  <th scope="row">{column}</th>
                  <td>{spearman === null ? "–" : formatChange(spearman, 2)}</td>
                  <td>{pearson === null ? "–" : formatChange(pearson, 2)}</td>
                  <td>{formatPercent(explained, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {words.length > 0 && (
        <InTurn height={200}>
          <ScrollBox className={styles.scroll} label={`Words that go with ${target}`}>
            <table className={styles.table}>
              <caption>Words that go with {target}</caption>
              <thead>
                <tr>
                  <th scope="col">Word</th>
                  {hasClasses && <th scope="col">Class</th>}
                  <th scope="col">Posts</th>
                  <th scope="col" title={`${measure} the posts with the word`}>
                    With
                  </th>
                  <th scope="col" title={`${measure} the posts without it`}>
                    Without
                  </th>
                  <th scope="col" title="The difference in standard errors">
                    z
                  </th>
                </tr>
              </thead>
              <tbody>
                {words.slice(0, WORDS).map(({ word, posts, label, having, lacking, z }) => (
                  <tr key={word}>
                    <th scope="row">{word}</th>
                    {hasClasses && <td>{label}</td>}
                    <td>{formatNumber(posts)}</td>
                    <td>{label === null ? formatTarget(having, scale) : formatPercent(having, 0)}</td>
                    <td>{label === null ? formatTarget(lacking, scale) : formatPercent(lacking, 0)}</td>
                    <td>{formatChange(z, 1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </InTurn>
      )}
    </div>
  );
}

const WORDS = 10;
