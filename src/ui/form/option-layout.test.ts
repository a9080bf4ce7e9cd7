import { describe, expect, it } from "vitest";
import type { OptionSpecs } from "../../core/options";
import { FOREST_OPTIONS } from "../../core/models/forest/options";
import { MLP_OPTIONS } from "../../core/models/mlp/options";
import { countChanged, layOutOptions } from "./option-layout";

const names = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name);

describe("layOutOptions", () => {
  it("hides an option whose condition does not hold", () => {
    expect(names(layOutOptions(MLP_OPTIONS, { earlyStopping: false }).main)).not.toContain("patience");
    expect(names(layOutOptions(MLP_OPTIONS, { earlyStopping: true }).main)).toContain("patience");
  });

  it("takes the default of a controlling option that has no value", () => {
    expect(names(layOutOptions(FOREST_OPTIONS, {}).advanced)).toContain("maxSamples");
  });

  it("hides what depends on a hidden option", () => {
    const specs: OptionSpecs = {
      a: { kind: "boolean", default: false, label: "A", help: "" },
      b: { kind: "boolean", default: true, label: "B", help: "", when: { option: "a", is: [true] } },
      c: { kind: "boolean", default: true, label: "C", help: "", when: { option: "b", is: [true] } },
    };
    expect(names(layOutOptions(specs, {}).main)).toEqual(["a"]);
    expect(names(layOutOptions(specs, { a: true }).main)).toEqual(["a", "b", "c"]);
  });

  it("leaves out what is asked to be left out and keeps the order of the table", () => {
    const { main, advanced } = layOutOptions(FOREST_OPTIONS, {}, ["seed"]);
    expect(names(main)).toEqual(["trees", "maxDepth", "minSamplesLeaf", "maxFeatures"]);
    expect(names(advanced)).toEqual(["minSamplesSplit", "bootstrap", "maxSamples", "criterion"]);
  });
});

describe("countChanged", () => {
  it("counts values that differ from their default", () => {
    const { advanced } = layOutOptions(FOREST_OPTIONS, {});
    expect(countChanged(advanced, { bootstrap: true, criterion: "poisson" })).toBe(1);
    expect(countChanged(advanced, {})).toBe(0);
  });
});
