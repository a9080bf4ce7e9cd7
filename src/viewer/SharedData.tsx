import type { ReactNode } from "react";
import type { SharePage } from "../pipeline/share/share-page";
import { ScrollBox } from "../ui/ScrollBox";
import { formatCount, formatNumber } from "../ui/format";

/** The columns and what each was used for, and what the checks found: no rows. */
export function SharedData({ page }: { readonly page: SharePage }): ReactNode {
  const { data, checks } = page;
  if (!data && !checks) return null;
  return (
    <section aria-labelledby="share-data">
      <h2 id="share-data">Data</h2>
      {checks && (
        <>
          <p>
            {checks.found.length === 0
              ? `All ${formatCount(checks.passed, "check")} passed.`
              : `${formatCount(checks.found.length, "check")} found something, ${formatNumber(checks.passed)} passed.`}
          </p>
          <ul className="share-checks">
            {checks.found.map(({ status, title, accepted }) => (
              <li key={title}>
                <span className={`share-${status}`}>{status}</span> {title}
                {accepted && <span className="note"> (read and accepted)</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {data && (
        <ScrollBox label="Columns" className="wide-box">
          <table className="metric-table share-columns">
            <caption>{formatCount(data.rows, "row")}; none of them is in this page unless it is shown above.</caption>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Type</th>
                <th scope="col">Use</th>
                <th scope="col">Missing</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {data.columns.map(({ name, type, role, missing, why }) => (
                <tr key={name}>
                  <th scope="row" className="mono">
                    {name}
                  </th>
                  <td>{type}</td>
                  <td>{role}</td>
                  <td>{formatNumber(missing)}</td>
                  <td>{why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}
