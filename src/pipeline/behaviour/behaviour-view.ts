import type { BehaviouralTest } from "../../core/behaviour/behavioural-test";

/** A post that did not do as expected. */
export interface BehaviourFailure {
  /** of the open file; null for posts of a template or a table */
  readonly row: number | null;
  /** columns that tell the post, as given */
  readonly before: Readonly<Record<string, string>>;
  /** the columns that were changed; null where nothing was */
  readonly after: Readonly<Record<string, string>> | null;
  /** scores, or probabilities of the label asked about */
  readonly from: number | null;
  readonly to: number;
  readonly labelFrom: string | null;
  readonly labelTo: string | null;
  /** "at most ±52", "at least 100", "happy" */
  readonly expected: string;
}

export interface BehaviourResult {
  readonly name: string;
  readonly kind: BehaviouralTest["kind"];
  /** what was tried, in a line */
  readonly what: string;
  /** posts judged: those that the change touched */
  readonly posts: number;
  /** posts that had nothing to change */
  readonly untouched: number;
  readonly passed: number;
  /** the worst first; at most 20 */
  readonly failures: readonly BehaviourFailure[];
  /** why the test could not be made; the others go on */
  readonly problem: string | null;
}

/** What a model did in every behavioural test. */
export interface BehaviourView {
  /** of the experiment whose model was tested: the hash of its run */
  readonly runHash: string;
  readonly tests: readonly BehaviourResult[];
  readonly elapsedMs: number;
}

/** Share of the posts that did as expected, over all tests that could be made; null where none could. */
export function passRate(tests: readonly Pick<BehaviourResult, "posts" | "passed">[]): number | null {
  const posts = tests.reduce((sum, test) => sum + test.posts, 0);
  return posts === 0 ? null : tests.reduce((sum, test) => sum + test.passed, 0) / posts;
}
