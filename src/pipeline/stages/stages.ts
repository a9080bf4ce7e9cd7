import { runBehaviour } from "./behaviour-stage";
import { runClean } from "./clean-stage";
import { runEvaluate } from "./evaluate-stage";
import { runFeatures } from "./features-stage";
import { runQuality } from "./quality-stage";
import { runRead } from "./read-stage";
import { runSplit } from "./split-stage";
import type { StageFunctions } from "./stage-run";
import { runTrain } from "./train-stage";
import { runValidate } from "./validate-stage";

/** The code of every stage; what each reads and needs stands in `stage-keys.ts`. */
export const STAGE_FUNCTIONS: StageFunctions = {
  read: runRead,
  clean: runClean,
  split: runSplit,
  features: runFeatures,
  train: runTrain,
  evaluate: runEvaluate,
  quality: runQuality,
  validate: runValidate,
  behaviour: runBehaviour,
};
