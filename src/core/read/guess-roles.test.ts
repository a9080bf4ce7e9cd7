import { describe, expect, it } from "vitest";
import type { Role } from "../table/table";
import { guessRoles, type RoleGuesses } from "./guess-roles";
import { readTable } from "./read-table";
import { typeTable } from "./type-table";

const guess = (text: string): RoleGuesses & { byName: Record<string, Role> } => {
  const raw = readTable(new TextEncoder().encode(text));
  const { columns } = typeTable(raw);
  const guesses = guessRoles(columns, raw.unnamed);
  return { ...guesses, byName: Object.fromEntries(raw.names.map((name, i) => [name, guesses.roles[i].role])) };
};
const lines = (header: string, row: (i: number) => string, count = 60): string =>
  [header, ...Array.from({ length: count }, (_, i) => row(i))].join("\n");

describe("guessRoles", () => {
  it("sorts the columns of a file of posts", () => {
    const { byName, target, roles } = guess(
      lines(
        ",title,body,tag,datetime,author,score,upvote_ratio,num_comments,url",
        (i) =>
          `${i},Why is thing ${i} like this?,Body number ${i} says a lot,${["Physics", "Biology"][i % 2]},2020-01-0${(i % 9) + 1} 02:00:00,user${i % 30},${i * 7},0.${i + 10},${i},https://example.org/${i}`,
      ),
    );
    expect(byName).toEqual({
      column_1: "ignore",
      title: "text",
      body: "text",
      tag: "categorical",
      datetime: "datetime",
      author: "group",
      score: "target",
      upvote_ratio: "ignore",
      num_comments: "ignore",
      url: "id",
    });
    expect(target).toMatchObject({ name: "score", task: "regression" });
    expect(roles[7].why).toBe("known only after posting");
    expect(roles.every(({ why }) => why !== "")).toBe(true);
  });

  it("predicts classes where the label is a word or a few whole numbers", () => {
    expect(guess(lines("text,label", (i) => `some words to read ${i},${i % 3}`)).target).toMatchObject({
      name: "label",
      task: "classification",
    });
    expect(
      guess(
        lines("text,label,split", (i) => `some words to read ${i},${["a", "b"][i % 2]},${["train", "test"][i % 2]}`),
      ),
    ).toMatchObject({
      target: { name: "label", task: "classification" },
      byName: { split: "ignore" },
    });
    expect(guess(lines("text,stars", (i) => `some words to read ${i},${(i % 5) + 1}`)).target).toMatchObject({
      name: "stars",
      task: "regression",
    });
  });

  it("prefers the more telling name, and leaves the other outcome out", () => {
    const { target, byName } = guess(
      lines("title,rating,score,ups", (i) => `some words to read ${i},${i % 5},${i},${2 * i}`),
    );
    expect(target?.name).toBe("score");
    expect(byName).toMatchObject({ rating: "ignore", ups: "ignore" });
  });

  it("guesses the last column where no name helps, and says it is a guess", () => {
    const { target } = guess(
      lines("sepal,petal,species", (i) => `${i / 10},${i / 7},${["setosa", "virginica"][i % 2]}`),
    );
    expect(target).toMatchObject({ name: "species", task: "classification", why: expect.stringContaining("guess") });
  });

  it("suggests no target in a file without names, nor an empty or constant one", () => {
    expect(guess(Array.from({ length: 30 }, (_, i) => `${i},${i * 2}`).join("\n")).target).toBeNull();
    expect(guess(lines("title,score", (i) => `some words to read ${i},`)).target).toBeNull();
    expect(guess(lines("title,score", (i) => `some words to read ${i},5`)).target).toBeNull();
  });

  it("leaves out constants, empty columns and too many categories", () => {
    const { byName } = guess(
      lines("text,one,none,words,score", (i) => `some words to read ${i},same,,${i % 5 ? `w${i}` : "common"},${i}`),
    );
    expect(byName).toMatchObject({ one: "ignore", none: "ignore", words: "ignore" });
  });
});
