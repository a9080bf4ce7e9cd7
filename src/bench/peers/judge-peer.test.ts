import { describe, expect, it } from "vitest";
import { judgePeer, mostColumns } from "./judge-peer";
import type { PeerMessage } from "./run-peer";

const fit = { event: "fit" } as const;
const forest = (trees: number, seconds: number, rmse = 9, columns = 50): PeerMessage => ({ event: "forest", trees, columns, seconds, rmse }); // prettier-ignore
const tree = (trees: number, seconds: number, outOfBag: number): PeerMessage => ({ event: "tree", trees, asked: 300, seconds, outOfBag }); // prettier-ignore
const judge = (messages: PeerMessage[], timedOut = false) => judgePeer({ messages, timedOut }, 100);

describe("judgePeer", () => {
  it("takes the largest forest that was finished, with its error on the test part", () => {
    const figures = judge([fit, forest(1, 2), fit, forest(2, 5, 8), fit], true);
    expect(figures).toEqual({ asked: 100, trees: 2, seconds: 5, finished: false, rmse: { value: 8, of: "test part" } });
  });

  it("is finished only when all trees that were asked for are grown", () => {
    expect(judge([fit, forest(64, 30), fit, forest(100, 50)]).finished).toBe(true);
  });

  it("counts logged trees where no forest was finished, with the latest error out of bag", () => {
    const figures = judge([fit, tree(1, 6, 5000), tree(7, 42, 4300)], true);
    expect(figures).toEqual({ asked: 300, trees: 7, seconds: 42, finished: false, rmse: { value: 4300, of: "out of bag" } }); // prettier-ignore
  });

  it("has no tree, no time and no error where none was finished", () => {
    expect(judge([fit], true)).toEqual({ asked: 100, trees: 0, seconds: null, finished: false, rmse: null });
  });

  it("keeps what came before a failure and says what failed", () => {
    const figures = judge([fit, forest(1, 2), { event: "failed", message: "out of memory" }]);
    expect(figures).toMatchObject({ trees: 1, seconds: 2, finished: false, failed: "out of memory" });
  });
});

describe("mostColumns", () => {
  it("is the tree on the most columns that was finished, or nothing", () => {
    expect(mostColumns({ messages: [fit, forest(1, 3, 9, 2), fit, forest(1, 8, 7, 4), fit], timedOut: true })).toEqual({ columns: 4, seconds: 8, rmse: 7 }); // prettier-ignore
    expect(mostColumns({ messages: [fit], timedOut: true })).toBeNull();
  });
});
