import type { PeersPart } from "../results";
import { count, measuredLines, ratio, short, spread, table } from "./format";

/** In what the forest of a peer is another than that of the comparison, which nothing can be done about. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "ml-random-forest":
    "one thread; dense input of 64-bit numbers; draws the columns (all, as here) once a tree and every row of a node once a column; leaves of one post, as here",
  "ydf-training":
    "WebAssembly, one thread; dense input of 32-bit numbers; its constructor takes the target and the task alone, so 300 trees of at most 16 levels, at least 5 posts a leaf and a third of the columns at each split",
};

export function reportPeers(part: PeersPart | string): string[] {
  const head = ["## Other peers", ""];
  const why = [
    "`ml-random-forest` and `ydf-training` are fetched from the npm registry by the benchmarks alone, in fixed versions into `node_modules/.cache`: they serve no one",
    "who installs the project, so they are no dependencies of it, and none of their code is in it.",
    "",
  ];
  if (typeof part === "string") return [...head, ...why, `Not run: ${part}.`, ""];
  const { measured, matrix, limitSeconds, ours, peers } = part;
  const own = ours.seconds.median / ours.trees;
  const rows = peers.map((peer) => {
    const aTree = peer.seconds === null ? null : peer.seconds / peer.trees;
    return [
      `${peer.name} ${peer.version} (${peer.license})`,
      `${peer.trees} of ${peer.asked}`,
      peer.seconds === null ? `over ${limitSeconds}` : short(peer.seconds),
      aTree === null ? `over ${limitSeconds}` : short(aTree),
      aTree === null ? `under ${ratio(own / limitSeconds)}` : ratio(own / aTree),
      peer.rmse ? `${peer.rmse.value.toFixed(1)}${peer.rmse.of === "out of bag" ? " out of bag" : ""}` : "none",
    ];
  });
  const page = [
    "Scorebook, in the page",
    `${ours.trees} of ${ours.trees}`,
    spread(ours.seconds),
    short(own),
    "1",
    ours.rmse.toFixed(1),
  ];
  return [
    ...head,
    ...measuredLines(measured),
    `The training rows and columns of the comparison (${count(matrix.rows)} by ${count(matrix.columns)}, ${count(matrix.entries)} entries, as the page's code makes them; scikit-learn's but for which of equally rare`,
    `terms make up the 5,000), each peer in a Node process of its own that is ended after ${count(limitSeconds)} s. Their seconds are processor time of their one thread, which is the`,
    "time on a clock when nothing else runs; the page's are on the clock, on a first visit with a worker a core, before, between and after them. The ratio is Scorebook's time for a tree",
    "over the peer's.",
    "",
    ...table(["", "trees", "s", "s a tree", "ratio", "test RMSE"], [page, ...rows]),
    "",
    ...peers.flatMap((peer) => notesOf(peer, part)),
    "",
    ...why,
  ];
}

function notesOf(peer: PeersPart["peers"][number], { limitSeconds, matrix }: PeersPart): string[] {
  const { name, failed, finished, trees, asked, rmse, fewer } = peer;
  const came = failed
    ? `ended with: ${failed}`
    : finished
      ? "finished"
      : `did not finish ${trees === 0 ? "a single tree" : `its ${asked} trees`} in ${count(limitSeconds)} s`;
  const outOfBag =
    rmse?.of === "out of bag"
      ? " It predicts only when all are grown, so its RMSE is the one it logs, out of bag."
      : "";
  const part = fewer
    ? ` On ${fewer.columns} of the ${count(matrix.columns)} columns, drawn at random, one tree took ${short(fewer.seconds)} s (test RMSE ${fewer.rmse.toFixed(1)}).`
    : "";
  return [`- *${name}* ${came}.${outOfBag}${part} It differs: ${DIFFERENCES[name]}.`];
}
