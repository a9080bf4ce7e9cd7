import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "./experiment";
import { proposedParameter, resolveSpace, searchableSettings } from "./search-space";

const SETTINGS = searchableSettings(defaultExperiment());

function spaceOf(...paths: readonly string[]) {
  const space = paths.map((path) => proposedParameter(path, SETTINGS.find((setting) => setting.path === path)!.spec));
  return resolveSpace(mergeExperiment(defaultExperiment(), { search: { space } } as never));
}

describe("resolveSpace", () => {
  it("tries limits of a vocabulary and numbers of hashed columns each where they count", () => {
    const space = spaceOf("features.text.nFeatures", "features.text.vectorizer", "features.text.maxFeatures");
    expect(space.map(({ path, when }) => [path.split(".").at(-1), when?.is])).toEqual([
      ["vectorizer", undefined],
      ["nFeatures", ["hashing"]],
      ["maxFeatures", ["vocabulary"]],
    ]);
    expect(space[1]).toMatchObject({ kind: "integer", low: 4096, high: 262_144, log: true });
  });

  it("sets no condition on a way of hashing that is not in the space", () => {
    expect(spaceOf("features.text.nFeatures")[0].when).toBeUndefined();
  });
});
