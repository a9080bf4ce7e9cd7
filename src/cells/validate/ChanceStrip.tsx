import type { ReactNode } from "react";
import type { ChanceView, ValidationView } from "../../pipeline/validate/validation-view";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { DotStrip } from "../../ui/charts/DotStrip";
import { formatMetric, metricWords } from "../problem/metric-words";
import { capitalised } from "../train/training-curve";
import { chanceWords, standInWords } from "./validate-words";

export interface ChanceStripProps {
  readonly chance: ChanceView;
  readonly kind: ValidationView["kind"];
}

/** What shuffled targets reach, beside what the real one does. */
export function ChanceStrip({ chance, kind }: ChanceStripProps): ReactNode {
  const { metric, value, shuffled } = chance;
  const word = capitalised(metricWords(metric).short);
  const format = (number: number): string => formatMetric(metric, number, Math.abs(value));
  const { verdict, evidence } = chanceWords(chance);
  const standIn = standInWords(chance, kind);
  return (
    <ChartFrame
      name="Against chance"
      title={verdict}
      subtitle={`${evidence} One dot a training on a shuffled target; all are judged on the first fold.`}
      foot={standIn}
      height={110}
      table={() => ({
        columns: [{ name: "Target" }, { name: word, format }],
        rows: [["as it is", value], ...shuffled.map((score): [string, number] => ["shuffled", score])],
      })}
    >
      <DotStrip
        label={`${word} of shuffled targets, and ${format(value)} with the target as it is`}
        values={shuffled}
        mark={{ value, name: `as it is ${format(value)}` }}
        xName={word}
      />
    </ChartFrame>
  );
}
