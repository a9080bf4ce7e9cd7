import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { AutopilotLine, AutopilotView, Block, Finding } from "../../pipeline/autopilot/autopilot-view";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";
import { formatMetric, metricWords } from "../problem/metric-words";
import { valueText } from "./search-words";

const BLOCK_WORDS: Readonly<Record<Block, string>> = {
  words: "the words",
  shape: "the shape of the text",
  dates: "the date",
  categories: "the categories",
  numbers: "the number columns",
};

/** Said of a pipeline beside its model; the seed and the like say nothing. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  ridge: ["alpha"],
  elasticNet: ["alpha", "l1Ratio"],
  logistic: ["c"],
  forest: ["trees", "minSamplesLeaf", "maxFeatures"],
  boosted: ["learningRate", "maxIter", "maxLeafNodes", "minSamplesLeaf"],
  mlp: ["hiddenLayers"],
};

/** "Boosted trees", or of an ensemble what is in it. */
export function modelWords({ model }: Pick<AutopilotLine, "model">): string {
  const { label } = MODEL_DESCRIPTIONS[model.kind];
  const members = model.members as readonly { readonly kind: keyof typeof MODEL_DESCRIPTIONS }[] | null | undefined;
  if (model.kind !== "ensemble" || !members) return label;
  const names = members.map(({ kind }) => MODEL_DESCRIPTIONS[kind].label.toLowerCase());
  return `${label} of ${listWords(names)}`;
}

/** "learning rate 0.03, most trees 300". */
export function settingWords({ model }: Pick<AutopilotLine, "model">): string {
  if (model.kind === "ensemble") return `put together by ${model.combine === "weighted" ? "weights" : model.combine}`;
  const specs = MODEL_DESCRIPTIONS[model.kind].options as Readonly<Record<string, { readonly label: string }>>;
  return (TOLD[model.kind] ?? [])
    .filter((name) => model[name] !== null && model[name] !== undefined)
    .map((name) => {
      const value = model[name];
      const text = Array.isArray(value) ? value.join(", ") : valueText(value as never);
      return `${specs[name].label.toLowerCase()} ${text}`;
    })
    .join(", ");
}

export function blockWords({ blocks, model }: Pick<AutopilotLine, "blocks" | "model">): string {
  if (model.kind === "baseline") return "nothing";
  return listWords(blocks.map((block) => BLOCK_WORDS[block].replace(/^the /, "")));
}

export function lineMetric({ metric }: Pick<AutopilotView, "metric">, { value }: AutopilotLine): string {
  return value === null ? "failed" : formatMetric(metric, value, Math.abs(value));
}

/** "Best so far: boosted trees, RMSE 3,611 ± 240", and when it is over the one to take. */
export function autopilotFinding(view: AutopilotView): string {
  const best = view.lines.find(({ number }) => number === (view.chosen?.number ?? view.best));
  if (!best) {
    return view.status === "running"
      ? "Not one pipeline is judged yet."
      : "Not one pipeline was judged in the time: allow more minutes.";
  }
  const spread = best.spread === null ? "" : ` ± ${formatMetric(view.metric, best.spread, Math.abs(best.value!))}`;
  const word = view.status === "running" ? "Best so far" : best.number === view.best ? "Best" : "To take";
  const what = modelWords(best).toLowerCase();
  return `${word}: ${what}, ${metricWords(view.metric).short} ${lineMetric(view, best)}${spread}`;
}

/** Why the pipeline to take is that one, and not the one with the best mean over the folds; null where nothing was to choose. */
export function choiceWords({ lines, best, chosen, metric }: AutopilotView): string | null {
  const [first, taken] = [best, chosen?.number].map((wanted) => lines.find(({ number }) => number === wanted));
  if (!first || !taken || !chosen) return null;
  if (first === taken) {
    return lines.length > 1 ? "Nothing simpler came within one standard error of it on the same folds." : null;
  }
  const by = (value: number) => formatMetric(metric, Math.abs(value), Math.abs(value));
  const lead = `${metricWords(metric).short} ${lineMetric({ metric }, first)}`;
  const fewer = taken.blocks.length < first.blocks.length;
  const simpler = fewer
    ? `it learns from ${blockWords(taken)} only, not from ${blockWords({ ...first, blocks: first.blocks.filter((block) => !taken.blocks.includes(block)) })}`
    : `its model holds about ${formatNumber(chosen.size)} numbers, not ${formatNumber(chosen.bestSize)}`;
  return (
    `The best on these folds, ${modelWords(first).toLowerCase()} with ${lead}, is ahead by ${by(chosen.gain.mean)} ` +
    `(± ${by(chosen.gain.error)}): within one standard error, so the simpler was kept: ${simpler}.`
  );
}

export function endedWords({ ended, lines, minutes }: AutopilotView): string {
  const tried = formatCount(lines.filter(({ origin }) => origin !== "ensemble").length, "pipeline");
  if (ended === "stopped") return `Stopped after ${tried}, with the best so far kept.`;
  if (ended === "time") return `${tried} in ${formatNumber(minutes)} min.`;
  return `${tried}.`;
}

/** What a comparison of pipelines says, in a sentence. */
export function helpedWords(finding: Finding, metric: string): string {
  const { short } = metricWords(metric);
  const by = (value: number) => formatMetric(metric, Math.abs(value), Math.abs(value));
  const { gain } = finding;
  const amount = `${short} ${metricWords(metric).better === "more" ? "+" : "−"}${by(gain.mean)} (± ${by(gain.error)})`;
  switch (finding.about) {
    case "chance":
      return gain.isClear && gain.mean > 0
        ? `The best beats the same answer for every post by ${formatPercent(finding.share, 0)}: ${amount}.`
        : "Not one pipeline clearly beats the same answer for every post: there may be little to learn from these columns.";
    case "model": {
      const [kind, next] = [finding.kind, finding.next].map((name) => MODEL_DESCRIPTIONS[name].label);
      return gain.isClear
        ? `${kind} helped: ${amount} over the best ${next.toLowerCase()}.`
        : `${kind} and ${next.toLowerCase()} do equally well: their difference is within the noise.`;
    }
    case "block": {
      const block = BLOCK_WORDS[finding.block];
      const start = block[0].toUpperCase() + block.slice(1);
      if (!gain.isClear) return `${start} made no clear difference.`;
      return gain.mean > 0
        ? `${start} helped: ${amount} with against without.`
        : `${start} did harm: leaving ${block} out does better by ${by(gain.mean)} (± ${by(gain.error)}).`;
    }
    case "tuning": {
      const kind = MODEL_DESCRIPTIONS[finding.kind].label.toLowerCase();
      return gain.isClear && gain.mean > 0
        ? `Tuning helped: of ${formatCount(finding.count, "variant")} of ${kind} the best has ${amount}.`
        : `Tuning ${kind} (${formatCount(finding.count, "variant")}) brought nothing beyond the noise.`;
    }
    case "ensemble":
      return `Several models together helped: ${amount} over the best alone.`;
  }
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "nothing") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
