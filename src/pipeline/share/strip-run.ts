import { isClassView } from "../views";
import type { ClassPoints, EvaluateView, PointSet, Run } from "../views";
import type { ShareChoices } from "./share-page";

/**
 * The run without what it says of single rows, but for what was chosen: points of the charts, and which test posts
 * repeat a training post. Metrics, baselines, the confusion matrix and the curve of training stay.
 */
export function stripRun(run: Run, choices: ShareChoices): Run {
  if (choices.points) return run;
  return { ...run, evaluate: stripView(run.evaluate) } as Run;
}

function stripView(view: EvaluateView): EvaluateView {
  const leakedRows = new Uint32Array(0);
  if (isClassView(view)) {
    const { test, validation, train } = view.points;
    const none = { rows: new Uint32Array(0), actual: new Uint16Array(0), probabilities: new Float64Array(0) };
    const empty = (points: ClassPoints): ClassPoints => ({ ...none, sampled: points.sampled });
    const points = { test: empty(test), validation: validation && empty(validation), train: empty(train) };
    return { ...view, leakedRows, points };
  }
  const { test, validation, train } = view.points;
  const none = { rows: new Uint32Array(0), actual: new Float64Array(0), predicted: new Float64Array(0) };
  const empty = (points: PointSet): PointSet => ({ ...none, sampled: points.sampled });
  const points = { test: empty(test), validation: validation && empty(validation), train: empty(train) };
  return { ...view, leakedRows, points };
}
