import { describe, expect, it } from "vitest";
import { defaultQuestion, problemSentence } from "./question-words";

describe("problemSentence", () => {
  it("lists what the model is given", () => {
    expect(problemSentence("score", ["title"])).toBe("Predict score from title.");
    expect(problemSentence("score", ["title", "body", "tag"])).toBe("Predict score from title, body and tag.");
  });
  it("counts the rest of a wide table", () => {
    const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
    expect(problemSentence("y", names)).toBe("Predict y from c0, c1, c2, c3, c4 and 35 more columns.");
  });
});

describe("defaultQuestion", () => {
  it("asks for the target once there is one", () => {
    expect(defaultQuestion("score", "regression")).toBe("What will score be?");
    expect(defaultQuestion("sentiment", "classification")).toBe("Which sentiment is it?");
    expect(defaultQuestion(null, "regression")).toBe("What do you want to predict?");
  });
});
