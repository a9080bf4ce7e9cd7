import type { TrainView } from "../../pipeline/views";
import { formatBytes, formatNumber, formatShort } from "../../ui/format";
import { capitalised, words } from "./training-curve";

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const NAMES: Readonly<Record<string, string>> = {
  oobRmse: "Out-of-bag RMSE",
  oobError: "Out-of-bag share wrong",
  oobRows: "Rows followed out of bag",
};

/** Shown in a sentence of their own. */
const APART = new Set(["backend", "reason", "curve"]);

/** Size, rows and whatever the training had to say of itself, as pairs. */
export function modelFacts(view: TrainView): readonly Fact[] {
  const rows =
    view.validationRows > 0
      ? `${formatNumber(view.trainRows)}, and ${formatNumber(view.validationRows)} for validation`
      : formatNumber(view.trainRows);
  return [
    { name: "Numbers in the model", value: formatNumber(view.parameters) },
    { name: "Size", value: formatBytes(view.modelBytes) },
    { name: "Training rows", value: rows },
    ...Object.entries(view.history.facts ?? {})
      .filter(([key]) => !APART.has(key))
      .map(([key, value]) => ({
        name: NAMES[key] ?? capitalised(words(key)),
        value: typeof value === "number" ? (Number.isInteger(value) ? formatNumber(value) : formatShort(value)) : value,
      })),
  ];
}

const BACKENDS: Readonly<Record<string, string>> = {
  webgpu: "WebGPU",
  webgl: "WebGL",
  wasm: "WebAssembly",
  cpu: "TensorFlow.js CPU",
  sparse: "typed arrays on the CPU",
};

/** "Trained with WebGPU: fastest of four that agree." Null where the training names no backend. */
export function backendSentence({ history: { facts } }: TrainView): string | null {
  if (facts?.backend === undefined) return null;
  const name = BACKENDS[String(facts.backend)] ?? String(facts.backend);
  return facts.reason === undefined ? `Trained with ${name}.` : `Trained with ${name}: ${String(facts.reason)}.`;
}
