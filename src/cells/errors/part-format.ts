import { quantiles } from "../../core/metrics/quantile";
import type { ErrorRows } from "../../pipeline/errors/error-rows";
import { formatNumber, formatTarget } from "../../ui/format";

/** Scores of a part in words, all with as many decimals. */
export interface PartFormat {
  readonly predicted: (value: number) => string;
  /** whole where all are */
  readonly actual: (value: number) => string;
  /** with its sign */
  readonly residual: (value: number) => string;
}

const known = new WeakMap<ErrorRows, PartFormat>();

export function formatOf(part: ErrorRows): PartFormat {
  let format = known.get(part);
  if (!format) known.set(part, (format = makeFormat(part)));
  return format;
}

function makeFormat({ actual }: ErrorRows): PartFormat {
  const size = actual.length > 0 ? quantiles(actual.map(Math.abs), [0.9])[0] : 0;
  const isWhole = actual.every(Number.isInteger);
  const predicted = (value: number): string => formatTarget(value, size);
  return {
    predicted,
    actual: (value) => (isWhole ? formatNumber(value) : predicted(value)),
    residual: (value) => (value > 0 ? "+" : "") + predicted(value),
  };
}
