import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { columnPower } from "./column-power";
import { checkGivesAway } from "./gives-away";
import { qualityTarget } from "./quality-target";

const table = tableOf({
  title: rowsOf(400, someText),
  double: rowsOf(400, (row) => 2 * noise(row) + 3),
  band: { type: "category", cells: rowsOf(400, (row) => `band ${Math.floor(noise(row) / 250)}`) },
  chance: rowsOf(400, (row) => noise(row, 9)),
  score: rowsOf(400, (row) => noise(row)),
});

describe("checkGivesAway", () => {
  it("fails the target in another form and warns of a coarse one", () => {
    const found = checkGivesAway(qualityInputs(table));
    expect(found.map(({ columns, status }) => [columns[0], status])).toEqual([
      ["double", "fail"],
      ["band", "fail"],
    ]);
    expect(found[0].remedies[0].label).toBe("Leave out double");
  });

  it("passes columns of chance, and columns the model is not given", () => {
    const roles = { double: "ignore", band: "id" } as const;
    const [found] = checkGivesAway(qualityInputs(table, { roles }));
    expect(found.status).toBe("pass");
    expect(found.title).toMatch(/^No single column gives score away: chance explains most/);
  });
});

describe("columnPower", () => {
  const rows = Uint32Array.from({ length: 400 }, (_, row) => row);
  const named = (name: string) => table.columns.find((column) => column.name === name)!;
  const { outputs } = qualityTarget("score", named("score").values!)!;

  it("is near 1 for the target itself, in any monotone form, and near 0 for chance", () => {
    expect(columnPower(named("double"), rows, outputs)).toBeGreaterThan(0.98);
    expect(columnPower(named("chance"), rows, outputs)).toBeLessThan(0.05);
    const values = named("score").values!.map((value) => Math.exp(value / 100));
    expect(columnPower({ ...named("score"), values }, rows, outputs)).toBe(columnPower(named("score"), rows, outputs));
  });

  it("is 0 with too few rows, and where the column is constant", () => {
    expect(columnPower(named("double"), rows.subarray(0, 8), outputs)).toBe(0);
    expect(columnPower({ ...named("double"), values: new Float64Array(400) }, rows, outputs)).toBe(0);
  });
});
