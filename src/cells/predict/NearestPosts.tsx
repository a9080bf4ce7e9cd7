import type { PredictorInput } from "../../compute/engine-api";
import type { Neighbour } from "../../pipeline/views";
import { formatNumber, formatTarget } from "../../ui/format";
import { useNotebook } from "../use-notebook";
import { useLiveTarget } from "./use-live-target";

export interface NearestPostsProps {
  readonly nearest: readonly Neighbour[] | null;
  readonly inputs: readonly PredictorInput[];
}

/** The training posts most like what is typed, with what they scored. */
export function NearestPosts({ nearest, inputs }: NearestPostsProps) {
  const target = useLiveTarget();
  const edges = useNotebook((state) => state.views.split?.target?.edges);
  const scale = edges ? Math.max(...edges.map(Math.abs)) : undefined;
  if (!nearest || nearest.length === 0) return null;
  const text = inputs.find(({ kind }) => kind === "text")?.column;
  return (
    <section className="live-part" aria-label="Nearest posts in training">
      <h3>
        Nearest posts in training <span>{target}</span>
      </h3>
      <ol className="live-nearest">
        {nearest.map(({ row, cosine, target: value, record }) => (
          <li key={row}>
            <span className="live-post" title={text && record[text]}>
              {(text && record[text]) || `row ${formatNumber(row + 1)}`}
            </span>
            <span className="live-near">
              {typeof value === "string" ? value : formatTarget(value, scale)}
              <small>cos {formatNumber(cosine, 2)}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
