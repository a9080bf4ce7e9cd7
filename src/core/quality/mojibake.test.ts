import { describe, expect, it } from "vitest";
import { noise, qualityInputs, rowsOf, someText } from "../../testing/quality-inputs";
import { tableOf } from "../../testing/table-of";
import { checkMojibake } from "./mojibake";

const table = (text: string) =>
  tableOf({ title: rowsOf(20, (row) => (row === 4 ? text : someText(row))), score: rowsOf(20, noise) });

describe("checkMojibake", () => {
  it.each([
    ["a cafÃ© in town", "utf-8", 0],
    ["donâ€™t know", "utf-8", 0],
    ["a caf\ufffd in town", "utf-8", 1],
    ["a cafÃ© in town", "windows-1252", 1],
  ])("warns of %j read as %s", (text, encoding, remedies) => {
    const [found] = checkMojibake(qualityInputs(table(text), { choices: { encoding } }));
    expect(found).toMatchObject({ status: "warn", evidence: { rows: [4], count: 1 } });
    expect(found.remedies).toHaveLength(remedies);
  });

  it("passes accents, capitals with tildes, dashes, emoji and other scripts", () => {
    for (const text of ["un café noir", "NÃO SÃO", "5 °C – “so”", "🌋 вулкан 火山", "Ångström"]) {
      expect(checkMojibake(qualityInputs(table(text)))).toMatchObject([{ status: "pass" }]);
    }
  });
});
