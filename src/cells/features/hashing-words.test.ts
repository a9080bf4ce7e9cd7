import { describe, expect, it } from "vitest";
import { collisionFinding, collisionText, nameText } from "./hashing-words";

const view = (filled: number, terms: number | null, shared: number) => ({
  nFeatures: 4096,
  namedFrom: 1,
  groups: [{ column: "title + body", filled, terms, shared }],
});

describe("words on hashed columns", () => {
  it("say how many terms share a column", () => {
    expect(collisionFinding(view(1000, 1146, 0.244))).toBe("About 24% of the terms share a column with another");
    expect(collisionFinding(view(3, 3, 0.0005))).toBe("Hardly any term shares a column with another");
    expect(collisionFinding(view(4096, null, 1))).toBe("Nearly every term shares its column with others");
  });

  it("count columns and terms, and own up where they cannot", () => {
    const [some, full] = [view(1000, 1146, 0.244), view(4096, null, 1)];
    expect(collisionText(some.groups[0], some)).toBe(
      "1,000 of 4,096 columns are filled by training posts, by about 1,146 different terms of title + body.",
    );
    expect(collisionText(full.groups[0], full)).toMatch(/more terms than can be told; more hashed columns/);
    expect(nameText(some)).toMatch(/most frequent terms in 1 training post,/);
  });
});
