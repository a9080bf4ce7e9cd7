import { expect, it } from "vitest";
import { shareLanguages } from "./share-languages";

it("shares texts out by language, the empty ones left aside", () => {
  const english = "The sky is blue because of the way that light is scattered in the air";
  const german = "Der Himmel ist blau, weil das Licht in der Luft nicht gerade geht und sich streut";
  expect(shareLanguages([english, "", german, english, english])).toEqual([
    { language: "en", share: 0.75 },
    { language: "de", share: 0.25 },
  ]);
  expect(shareLanguages(["", " "])).toEqual([]);
});
