import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { defaultExperiment, mergeExperiment } from "../../experiment/experiment";
import { experimentInHash, linkTo } from "./experiment-link";
import { readOwnPresets, withPreset, writeOwnPresets } from "./own-presets";
import { PRESETS } from "../../experiment/presets";

const hashOf = (value: unknown) =>
  `#experiment=${Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString("base64url")}`;

describe("a link", () => {
  it("carries any experiment through an address, and drops what the address asked for", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.integer({ min: 0, max: 9999 }), (name, seed) => {
        const experiment = mergeExperiment(defaultExperiment(), { name, split: { seed } });
        const url = new URL(linkTo(experiment, "https://example.org/a/?sample&run#x"));
        expect([url.pathname, url.search]).toEqual(["/a/", ""]);
        expect(url.hash).toMatch(/^#experiment=[\w-]+$/);
        expect(experimentInHash(url.hash)).toEqual(experiment);
      }),
      { numRuns: 30 },
    );
  });

  it("is short", () => {
    expect(linkTo(defaultExperiment(), "https://example.org/").length).toBeLessThan(2000);
  });

  it("cut short or changed is refused with a remedy", () => {
    const { hash } = new URL(linkTo(defaultExperiment(), "https://example.org/"));
    for (const broken of [hash.slice(0, -40), "#experiment=", "#experiment=%%%", "#experiment=AAAA", `${hash}*`]) {
      expect(() => experimentInHash(broken)).toThrow(/cannot be read: .* Copy the whole link again/);
    }
  });

  it("of a newer version, or of something else, says so", () => {
    expect(() => experimentInHash(hashOf({ version: 99 }))).toThrow(/newer/);
    expect(() => experimentInHash(hashOf([1]))).toThrow(/must be a JSON object/);
    expect(() => experimentInHash(hashOf({ model: { kind: "forest", trees: 0 } }))).toThrow(/model\.trees/);
  });

  it("does not fill the memory", () => {
    const bomb = `#experiment=${Buffer.from(deflateSync(new Uint8Array(8_000_000))).toString("base64url")}`;
    expect(() => experimentInHash(bomb)).toThrow(/cannot be read/);
  });
});

describe("own presets", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const preset = { label: "mine", task: "regression" as const, settings: PRESETS[3].settings };

  it("are kept, one for a name, and what cannot be read is passed over", () => {
    writeOwnPresets(storage, withPreset(withPreset([], preset), preset));
    expect(readOwnPresets(storage)).toEqual([preset]);
    const [key] = kept.keys();
    kept.set(key, JSON.stringify([{ label: "bad", task: "regression", settings: { model: { kind: "x" } } }, preset]));
    expect(readOwnPresets(storage)).toEqual([preset]);
    kept.set(key, "{");
    expect(readOwnPresets(storage)).toEqual([]);
  });

  it("say when the browser does not keep them", () => {
    const full = {
      setItem: () => {
        throw new Error("quota");
      },
    };
    expect(() => writeOwnPresets(full, [preset])).toThrow(/did not keep the preset/);
  });
});
