import type { PeerMessage, PeerOutcome } from "./run-peer";

/** How far a peer came. */
export interface PeerFigures {
  /** trees of the largest forest it was to grow */
  readonly asked: number;
  /** trees it had grown when its time was up, or all */
  readonly trees: number;
  /** processor time that these took; null without a tree */
  readonly seconds: number | null;
  readonly finished: boolean;
  readonly rmse: { readonly value: number; readonly of: "test part" | "out of bag" } | null;
  readonly failed?: string;
}

/**
 * What its messages come to. The largest forest that was finished counts; of one that was not, the trees that were
 * logged, with the error out of bag of the latest. What was logged after a finished forest is of no other.
 */
export function judgePeer({ messages }: PeerOutcome, asked: number): PeerFigures {
  const failed = messages.find((message) => message.event === "failed");
  const failure = failed && { failed: failed.message };
  const forest = messages.filter(isForest).reduce<Forest | null>((most, next) => (most && most.trees > next.trees ? most : next), null);
  if (forest) {
    const { trees, seconds, rmse } = forest;
    return { asked, trees, seconds, finished: trees >= asked, rmse: { value: rmse, of: "test part" }, ...failure };
  }
  const tree = messages.filter((message) => message.event === "tree").at(-1);
  if (!tree) return { asked, trees: 0, seconds: null, finished: false, rmse: null, ...failure };
  const { trees, seconds, outOfBag } = tree;
  return { asked: tree.asked, trees, seconds, finished: false, rmse: { value: outOfBag, of: "out of bag" }, ...failure };
} // prettier-ignore

type Forest = Extract<PeerMessage, { event: "forest" }>;

const isForest = (message: PeerMessage): message is Forest => message.event === "forest";

/** One tree on the most columns that was finished. */
export interface FewerColumns {
  readonly columns: number;
  readonly seconds: number;
  readonly rmse: number;
}

/** The tree on the most columns that was finished; null where none was. */
export function mostColumns({ messages }: PeerOutcome): FewerColumns | null {
  return messages.filter(isForest).reduce<FewerColumns | null>((most, { columns, seconds, rmse }) => (most && most.columns > columns ? most : { columns, seconds, rmse }), null);
} // prettier-ignore
