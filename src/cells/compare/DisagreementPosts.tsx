import { useMemo } from "react";
import type { ReactNode } from "react";
import { findDisagreements } from "../../pipeline/runs/disagreements";
import type { Run } from "../../pipeline/views";
import { formatPercent, formatTarget } from "../../ui/format";
import { ScrollBox } from "../../ui/ScrollBox";
import { useLoaded } from "../use-loaded";
import { useClient, useNotebook } from "../use-notebook";
import styles from "./compare.module.css";

const SHOWN = 12;
const TEXT_SHOWN = 240;

/** The posts on which two runs disagree most, to read what the one sees and the other does not. */
export function DisagreementPosts({ first, second }: { readonly first: Run; readonly second: Run }): ReactNode {
  const client = useClient();
  const openFile = useNotebook((state) => state.views.read?.sha256);
  const columns = useNotebook((state) => state.views.read?.columns);
  const list = useMemo(() => findDisagreements(first, second, SHOWN), [first, second]);
  const isSameFile = openFile === first.experiment.data.sha256;
  const key = isSameFile && list.length > 0 ? list.map(({ row }) => row).join(" ") : null;
  const { value: records } = useLoaded(key, () => client.rowsAt(list.map(({ row }) => row)));
  if (list.length === 0 || list[0].gap === 0) {
    return <p className="note">The two give every shared test post the same prediction.</p>;
  }
  const text = (columns ?? []).filter(({ role }) => role === "text").map(({ name }) => name);
  const isScore = typeof list[0].actual === "number";
  const format = (value: number | string): string => (typeof value === "number" ? formatTarget(value) : value);
  return (
    <div>
      <h4>The posts they disagree on most</h4>
      {!isSameFile && (
        <p className="note">
          Open {first.experiment.data.file || "the file of these runs"} to read the posts; the numbers are kept with the
          runs.
        </p>
      )}
      <ScrollBox className={styles.scroll} label="Posts they disagree on most">
        <table className={styles.small}>
          <thead>
            <tr>
              <th scope="col">Post</th>
              <th scope="col" className={styles.number}>
                {first.experiment.problem.target}
              </th>
              <th scope="col" className={styles.number}>
                {first.name}
              </th>
              <th scope="col" className={styles.number}>
                {second.name}
              </th>
              <th scope="col" className={styles.number}>
                {isScore ? "Apart by" : "Probability apart"}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ row, actual, first: one, second: two, gap }, i) => (
              <tr key={row}>
                <td className={styles.post}>{postText(records?.[i], text) ?? `Row ${row + 1}`}</td>
                <td className={styles.number}>{format(actual)}</td>
                <td className={styles.number}>{format(one)}</td>
                <td className={styles.number}>{format(two)}</td>
                <td className={styles.number}>{isScore ? formatTarget(gap) : formatPercent(gap, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

function postText(record: Readonly<Record<string, string>> | undefined, columns: readonly string[]): string | null {
  if (!record) return null;
  const text = columns
    .map((name) => record[name])
    .filter(Boolean)
    .join(" · ");
  if (text === "") return null;
  return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
}
