import type { CellKind } from "../cell-kind";
import { behaviourFinding } from "./behaviour-words";
import { laterPart } from "../later-part";

const BehaviourForm = laterPart(async () => (await import("./BehaviourForm")).BehaviourForm);
const BehaviourOutput = laterPart(async () => (await import("./BehaviourOutput")).BehaviourOutput);

export const behaviourCell: CellKind = {
  kind: "behaviour",
  title: "Behaviour",
  purpose: "What the model should do whatever its error, tried on every training",
  stage: "behaviour",
  Form: BehaviourForm,
  Output: BehaviourOutput,
  summary: ({ views: { behaviour } }) => (behaviour && behaviour.tests.length > 0 ? behaviourFinding(behaviour) : null),
};
