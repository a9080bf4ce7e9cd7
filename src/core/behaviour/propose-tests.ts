import { makeRng } from "../random/xoshiro";
import { applyChange } from "./apply-change";
import type { BehaviouralTest, Change } from "./behavioural-test";
import { describeChange } from "./behavioural-test";

/** What is known of the data and may be made into tests. */
export interface ProposalFacts {
  readonly task: "regression" | "classification";
  /** columns of text the model reads */
  readonly texts: readonly string[];
  /** some posts: a change that touches none of them is not proposed */
  readonly sample: readonly Readonly<Record<string, string>>[];
  /** words that go with the target, strongest first: posts with one score higher or lower, or have the label more or less often */
  readonly words: readonly { readonly word: string; readonly label: string | null; readonly difference: number }[];
}

const WORDS = 3;

/**
 * Tests to begin with: slips of the pen, case, an address, punctuation and names should not matter much, and the words that go
 * with the target in the data should move the prediction their way.
 */
export function proposeTests({ task, texts, words, sample }: ProposalFacts): BehaviouralTest[] {
  if (texts.length === 0) return [];
  const harmless: readonly (readonly [Change, number])[] = [
    [{ kind: "typos", count: 1 }, 0.2],
    [{ kind: "case", to: "lower" }, 0.1],
    [{ kind: "punctuation", to: "exclamation" }, 0.1],
    [{ kind: "url" }, 0.1],
    [{ kind: "names" }, 0.1],
  ];
  const touches = (change: Change) =>
    sample.some((post) => applyChange(post, change, { texts, column: null, rng: makeRng(0) }) !== null);
  const invariances = harmless
    .filter(([change]) => touches(change))
    .map(([change, tolerance]): BehaviouralTest => ({
      kind: "invariance",
      name: sentence(describeChange(change)),
      posts: { kind: "test" },
      change,
      column: null,
      tolerance,
      tolerated: "relative",
    }));
  const directions = words
    .filter(({ label, difference }) => difference !== 0 && (task === "regression") === (label === null))
    .slice(0, WORDS)
    .map(({ word, label, difference }): BehaviouralTest => ({
      kind: "direction",
      name: `Adding \u201c${word}\u201d ${difference > 0 ? "raises" : "lowers"} ${label ?? "it"}`,
      posts: { kind: "test" },
      change: { kind: "add", text: word, at: "end" },
      column: null,
      expect: difference > 0 ? "higher" : "lower",
      by: 0,
      label,
    }));
  return [...invariances, ...directions];
}

function sentence(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
