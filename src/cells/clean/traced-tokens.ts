import type { CleanExample } from "../../pipeline/views";
import { formatCount } from "../../ui/format";

type Traced = CleanExample["tokens"][number];

/** A traced token as it is written: what is kept, what was cut off or replaced, or why it went. */
export type ShownToken =
  | { readonly kind: "kept"; readonly text: string }
  /** the stem is a beginning of the word: `planted` is `plant` and a cut `ed` */
  | { readonly kind: "cut"; readonly stem: string; readonly rest: string }
  | { readonly kind: "changed"; readonly from: string; readonly to: string }
  | { readonly kind: "removed"; readonly text: string; readonly why: string };

const LONGEST = 60;

export function showToken({ token, to, removed }: Traced): ShownToken {
  const text = token.length > LONGEST ? `${token.slice(0, LONGEST)}…` : token;
  if (to === null) return { kind: "removed", text, why: removed ?? "removed" };
  if (to === token) return { kind: "kept", text };
  if (to !== "" && token.startsWith(to)) return { kind: "cut", stem: to, rest: token.slice(to.length) };
  return { kind: "changed", from: text, to };
}

/** How many tokens each reason took, most first: "stop word 12, too short 3". */
export function countRemoved(
  tokens: readonly Traced[],
): readonly { readonly reason: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { to, removed } of tokens) {
    if (to === null) counts.set(removed ?? "removed", (counts.get(removed ?? "removed") ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

const PLURALS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  "stop word": ["stop word", "stop words"],
  "web address": ["web address", "web addresses"],
  "Reddit mark": ["Reddit mark", "Reddit marks"],
  number: ["number", "numbers"],
  HTML: ["piece of HTML", "pieces of HTML"],
  "own list": ["word of the own list", "words of the own list"],
};

/** "6 stop words", "1 number", "20 too short" */
export function reasonCount(reason: string, count: number): string {
  const [one, many] = PLURALS[reason] ?? [reason, reason];
  return formatCount(count, one, many);
}
