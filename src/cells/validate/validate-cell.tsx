import { gateOf } from "../../pipeline/validate/gate";
import type { CellKind } from "../cell-kind";
import { summaryWords } from "./validate-words";
import { ValidateForm } from "./ValidateForm";
import { laterPart } from "../later-part";

const ValidateOutput = laterPart(async () => (await import("./ValidateOutput")).ValidateOutput);

export const validateCell: CellKind = {
  kind: "validate",
  title: "Validate",
  purpose: "How sure is this, and is it better than chance?",
  stage: "validate",
  Form: ValidateForm,
  Output: ValidateOutput,
  summary: ({ experiment, views: { validate } }) =>
    validate
      ? summaryWords(validate, validate.task === experiment.problem.task ? experiment.problem.metric : validate.metric)
      : null,
  warning: ({ experiment, views: { validate } }) =>
    gateOf(validate, experiment).status === "misses" ? { text: "misses the bar", cell: "validate" } : null,
};
