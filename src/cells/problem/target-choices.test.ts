import { describe, expect, it } from "vitest";
import type { ColumnView } from "../../pipeline/views";
import { targetChoices } from "./target-choices";

const column = (name: string, type: ColumnView["type"], distinct: number) => ({ name, type, distinct }) as ColumnView;
const columns = [column("title", "text", 4000), column("tag", "category", 30), column("score", "number", 900)];
const offered = (target: string | null, labels: boolean, of = columns) =>
  targetChoices(of, target, labels).map(({ label, disabled }) => (disabled ? `(${label})` : label));

describe("targetChoices", () => {
  it("offers numbers alone where labels cannot be predicted", () => {
    expect(offered("score", false)).toEqual(["score", "(title (text))", "(tag (category))"]);
  });
  it("offers columns of few values as labels", () => {
    expect(offered("score", true)).toEqual(["tag (category)", "score", "(title (text))"]);
  });
  it("keeps a target that the file lacks, and one that cannot be predicted, in the list", () => {
    expect(offered("ups", false)[0]).toBe("ups (not in the file)");
    expect(offered("title", false)).toContain("title (text)");
    expect(offered("ups", false, [])).toEqual(["ups"]);
  });
  it("asks for a column while there is no target", () => {
    expect(offered(null, false)[0]).toBe("choose a column");
  });
});
