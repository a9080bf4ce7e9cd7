import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import type { Experiment } from "../../experiment/schema";
import { roleOf } from "../../pipeline/inputs";
import type { ColumnView } from "../../pipeline/views";
import { CHOSEN, columnChoice, roleEdit, typeEdit } from "./column-edits";

const column = (name: string, guessedRole: ColumnView["guessedRole"]): ColumnView => ({
  name,
  type: "number",
  guessedType: "number",
  role: guessedRole,
  guessedRole,
  why: `guessed ${guessedRole}`,
  missing: 0,
  distinct: 3,
  distinctExact: true,
  unreadable: { count: 0, rows: [] },
  examples: [],
  histogram: null,
  numbers: null,
  top: [],
  lengths: null,
});
const choice = (experiment: Experiment, of: ColumnView) =>
  columnChoice(of, experiment.data.columns[of.name], roleOf(experiment, of));
const start = mergeExperiment(defaultExperiment(), { problem: { target: "score" } });

describe("roleEdit", () => {
  it("makes another column the target, and the old one falls back to what it was", () => {
    const next = mergeExperiment(start, roleEdit(start, column("ups", "numeric"), "target"));
    expect(next.problem.target).toBe("ups");
    expect(roleOf(next, column("score", "numeric"))).toBe("numeric");
    expect(roleOf(next, column("score", "target"))).toBe("ignore");
  });
  it("leaves the notebook without a target when the target gets another role", () => {
    const next = mergeExperiment(start, roleEdit(start, column("score", "target"), "numeric"));
    expect(next.problem.target).toBeNull();
    expect(roleOf(next, column("score", "target"))).toBe("numeric");
  });
  it("says that a person chose, until the guess is chosen again", () => {
    const ratio = column("upvote_ratio", "ignore");
    const chosen = mergeExperiment(start, roleEdit(start, ratio, "numeric"));
    expect(choice(chosen, ratio)).toMatchObject({ role: "numeric", roleChosen: true, why: CHOSEN });
    const back = mergeExperiment(chosen, roleEdit(chosen, ratio, "ignore"));
    expect(choice(back, ratio)).toMatchObject({ role: "ignore", roleChosen: false, why: "guessed ignore" });
  });
});

describe("typeEdit", () => {
  it("changes the type and keeps the role", () => {
    const code = column("code", "numeric");
    const withRole = mergeExperiment(start, roleEdit(start, code, "categorical"));
    const next = mergeExperiment(withRole, typeEdit(code, "category"));
    expect(choice(next, code)).toMatchObject({ type: "category", typeChosen: true, role: "categorical" });
  });
});
