import type { Prediction } from "../../pipeline/views";
import { formatChange, formatTarget } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { useLiveTarget } from "./use-live-target";
import { contributionLabel, contributionSum, decimalsIn, listedContributions } from "./contribution-words";

/** What moved the score, largest first, and how it all adds up. */
export function ContributionList({ prediction }: { readonly prediction: Prediction }) {
  const edges = useNotebook((state) => state.views.split?.target?.edges);
  const target = useLiveTarget();
  const scale = edges ? Math.max(...edges.map(Math.abs)) : Math.abs(prediction.score);
  const decimals = decimalsIn(formatTarget(prediction.score, scale));
  const { listed } = listedContributions(prediction);
  const up = Math.max(0, ...listed.map(({ value }) => value));
  const down = Math.max(0, ...listed.map(({ value }) => -value));
  const span = up + down || 1;
  const zero = (down / span) * 100;
  return (
    <section className="live-part" aria-label="What moved it">
      <h3>
        What moved it <span>{prediction.explained ?? target}</span>
      </h3>
      {listed.length === 0 && <p className="live-hint">Nothing that was typed is known to the model.</p>}
      <ul>
        {listed.map((contribution) => {
          const { column, value } = contribution;
          const label = contributionLabel(contribution);
          const width = (Math.abs(value) / span) * 100;
          return (
            <li
              key={`${contribution.block} ${column} ${label}`}
              className="live-token"
              title={`${label}, in ${column}`}
            >
              <span className="live-label">{label}</span>
              <span className="live-bar" aria-hidden="true">
                <i className="live-zero" style={{ left: `${zero}%` }} />
                <i
                  className={value < 0 ? "below" : "above"}
                  style={
                    value < 0
                      ? { left: `${zero - width}%`, width: `${width}%` }
                      : { left: `${zero}%`, width: `${width}%` }
                  }
                />
              </span>
              <span className="live-value">{formatChange(value, decimals)}</span>
            </li>
          );
        })}
      </ul>
      <p className="live-sum">{contributionSum(prediction, (value) => formatTarget(value, scale))}</p>
    </section>
  );
}
