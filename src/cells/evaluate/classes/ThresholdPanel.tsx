import { useId, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../../../ui/Button";
import { formatNumber, formatPercent } from "../../../ui/format";
import { TextField } from "../../../ui/TextField";
import { againstTheRest } from "./class-part";
import type { ClassPart } from "./class-part";
import { cheapestThreshold, thresholdScores } from "./thresholds";

export interface ThresholdPanelProps {
  readonly part: ClassPart;
  /** index of the class that is called from the threshold on */
  readonly of: number;
}

/** Two labels: from which probability on a post is called the one, and what its mistakes would cost. */
export function ThresholdPanel({ part, of }: ThresholdPanelProps): ReactNode {
  const id = useId();
  const [threshold, setThreshold] = useState(0.5);
  const [falseAlarm, setFalseAlarm] = useState("1");
  const [miss, setMiss] = useState("1");
  const { happened, probability } = useMemo(() => againstTheRest(part, of), [part, of]);
  const costs = { falseAlarm: readCost(falseAlarm) ?? 1, miss: readCost(miss) ?? 1 };
  const scores = thresholdScores(happened, probability, threshold, costs);
  const label = part.classes[of];
  return (
    <section className="threshold" aria-label="Threshold">
      <h3>
        Called {label} from {formatPercent(threshold, 0)} on: {formatPercent(scores.recall)} found,{" "}
        {formatPercent(scores.precision)} of calls right
      </h3>
      <div className="threshold-fields">
        <label className="field" htmlFor={id}>
          <span>Threshold</span>
          <input
            id={id}
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={threshold}
            aria-valuetext={formatPercent(threshold, 0)}
            onChange={(event) => setThreshold(Number(event.target.value))}
          />
        </label>
        <TextField
          label="Cost of a false alarm"
          inputMode="decimal"
          value={falseAlarm}
          onChange={setFalseAlarm}
          error={readCost(falseAlarm) === null ? "A number of at least 0." : null}
        />
        <TextField
          label="Cost of a miss"
          inputMode="decimal"
          value={miss}
          onChange={setMiss}
          error={readCost(miss) === null ? "A number of at least 0." : null}
        />
        <Button onClick={() => setThreshold(cheapestThreshold(happened, probability, costs))}>
          Cheapest threshold
        </Button>
      </div>
      <dl className="threshold-figures">
        <Figure name="Found" value={formatNumber(scores.hits)} />
        <Figure name="False alarms" value={formatNumber(scores.falseAlarms)} />
        <Figure name="Missed" value={formatNumber(scores.misses)} />
        <Figure name="F1" value={formatNumber(scores.f1, 3)} />
        <Figure name="Accuracy" value={formatPercent(scores.accuracy)} />
        <Figure name="Cost a post" value={formatNumber(scores.cost, 3)} />
      </dl>
      {part.name !== "validation" && (
        <p className="note">
          A threshold chosen on these posts looks better on them than on new ones: choose it on validation posts where
          the run has some.
        </p>
      )}
    </section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function readCost(text: string): number | null {
  const value = text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
  return Number.isFinite(value) && value >= 0 ? value : null;
}
