import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "./experiment";
import { PRESETS, applyPreset, presetSettingsOf } from "./presets";

describe("applyPreset", () => {
  const regression = mergeExperiment(defaultExperiment(), {
    name: "mine",
    problem: { target: "score", bar: 3 },
    data: { file: "a.csv", columns: { title: { role: "text" } } },
    split: { dropDuplicatesBy: ["url"] },
  });

  it.each(PRESETS.flatMap((preset) => preset.tasks.map((task) => [preset.id, task, preset] as const)))(
    "%s fits %s, and keeps data, columns and problem",
    (_id, task, preset) => {
      const before = mergeExperiment(regression, { problem: { task } });
      const after = applyPreset(before, preset);
      expect([after.name, after.data, after.problem]).toEqual([before.name, before.data, before.problem]);
      expect(after.split.dropDuplicatesBy).toEqual(["url"]);
      expect(after.model).toMatchObject(preset.settings.model as object);
    },
  );

  it("starts a model from its defaults, not from what was set before", () => {
    const tuned = mergeExperiment(regression, { model: { kind: "boosted", l2Regularization: 9 } as never });
    expect(
      applyPreset(
        tuned,
        PRESETS.find(({ id }) => id === "boosted-all")!,
      ).model,
    ).not.toMatchObject({
      l2Regularization: 9,
    });
  });

  it("refuses a model that is not for the task, with its path", () => {
    const labels = mergeExperiment(regression, { problem: { task: "classification" } });
    const ridge = PRESETS.find(({ id }) => id === "ridge-words")!;
    expect(() => applyPreset(labels, ridge)).toThrow("model.kind must be one of");
  });

  it("keeps how an experiment learns, without a name of a column", () => {
    const settings = presetSettingsOf(regression);
    expect(settings.split).not.toHaveProperty("dropDuplicatesBy");
    expect(Object.keys(settings)).not.toContain("data");
    expect(applyPreset(defaultExperiment(), { settings }).model).toEqual(regression.model);
  });
});
