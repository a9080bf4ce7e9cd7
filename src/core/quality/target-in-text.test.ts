import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkTargetInText } from "./target-in-text";

const scores = rowsOf(100, (row) => noise(row));
const table = (title: (row: number) => string) => tableOf({ title: rowsOf(100, title), score: scores });

describe("checkTargetInText", () => {
  it("fails where texts hold their own target", () => {
    const [found] = checkTargetInText(
      qualityInputs(table((row) => `${someText(row)} I give it ${scores[row]} points`)),
    );
    expect(found).toMatchObject({
      status: "fail",
      title: "100.0% of the texts hold their own score",
      remedies: [{ change: { cleaning: { numbers: "remove" } } }],
      evidence: { count: 100 },
    });
  });

  it("passes once numbers are taken out", () => {
    const inputs = qualityInputs(
      table((row) => `worth ${scores[row]}`),
      { choices: { numbersInText: "remove" } },
    );
    expect(checkTargetInText(inputs)[0].status).toBe("pass");
  });

  it("passes where every text holds every number: that is chance", () => {
    const few = tableOf({
      title: rowsOf(60, () => "from 1 to 2 to 3 of 3"),
      score: rowsOf(60, (row) => (row % 3) + 1),
    });
    expect(checkTargetInText(qualityInputs(few))[0].status).toBe("pass");
    expect(checkTargetInText(qualityInputs(table(someText)))[0].status).toBe("pass");
  });
});
