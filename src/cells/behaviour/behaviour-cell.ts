import { lazy } from "react";
import type { CellKind } from "../cell-kind";
import { behaviourFinding } from "./behaviour-words";

const BehaviourForm = lazy(async () => ({ default: (await import("./BehaviourForm")).BehaviourForm }));
const BehaviourOutput = lazy(async () => ({ default: (await import("./BehaviourOutput")).BehaviourOutput }));

export const behaviourCell: CellKind = {
  kind: "behaviour",
  title: "Behaviour",
  purpose: "What the model should do whatever its error, tried on every training",
  stage: "behaviour",
  Form: BehaviourForm,
  Output: BehaviourOutput,
  summary: ({ views: { behaviour } }) => (behaviour && behaviour.tests.length > 0 ? behaviourFinding(behaviour) : null),
};
