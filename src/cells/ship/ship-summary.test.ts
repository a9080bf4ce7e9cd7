import { describe, expect, it } from "vitest";
import type { Run } from "../../pipeline/views";
import { modelLabel, shipSummary } from "./ship-summary";

const run = (id: string, name: string) => ({ id, name }) as Run;

describe("shipSummary", () => {
  it("counts runs and names the one that answers", () => {
    expect(shipSummary([run("a", "Run 1"), run("b", "Run 2")], "b")).toBe(
      "2 runs kept; Run 2 answers in the live prediction",
    );
    expect(shipSummary([run("a", "Run 1")], null)).toBe("1 run kept");
    expect(shipSummary([], null)).toBeNull();
  });
});

describe("modelLabel", () => {
  it("falls back to the kind's own name", () => {
    expect(modelLabel("ridge", { ridge: { label: "Ridge" } })).toBe("Ridge");
    expect(modelLabel("toString", {})).toBe("toString");
  });
});
