import { columnOf, dependenceGrid } from "../../core/explain/partial-dependence";
import { DataError } from "../../core/errors";
import { RARE, categoryColumns } from "../../core/features/categorical/categorical";
import { layOut } from "../../core/features/feature-layout";
import type { FittedFeatures } from "../../core/features/fit-features";
import { featureNameAt, textColumnCount } from "../../core/features/feature-names";
import { knownTerms, makeTermFinders } from "../../core/features/term-finders";
import { quantiles } from "../../core/metrics/quantile";
import type { CsrMatrix } from "../../core/sparse/csr";
import type { DependenceView, ExplainInput } from "./explain-views";

/** Where an input lies in the matrix and what it is set to. */
export interface InputProbe {
  readonly columns: readonly number[];
  /** points x columns */
  readonly grid: Float64Array;
  readonly points: DependenceView["points"];
  readonly deciles: readonly number[];
}

const WORDS_OFFERED = 30;
const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** All that a model can be asked about but its words, in the order of the matrix. */
export function explainInputs(fitted: FittedFeatures): ExplainInput[] {
  const from = textColumnCount(fitted);
  const seen = new Set<string>();
  const inputs: ExplainInput[] = [];
  for (let column = from; column < fitted.columns; column++) {
    const name = featureNameAt(fitted, column);
    const input = name.block === "categorical" ? { ...name, label: "" } : name;
    const key = JSON.stringify(input);
    if (!seen.has(key)) inputs.push(input);
    seen.add(key);
  }
  return inputs;
}

/** Words the model knows, those in most training posts first. */
export function offeredWords(fitted: FittedFeatures): ExplainInput[] {
  return (fitted.text === null ? [] : knownTerms(fitted.text))
    .sort((a, b) => b.documents - a.documents || (a.term < b.term ? -1 : 1))
    .slice(0, WORDS_OFFERED)
    .map(({ columns, term }) => ({ block: "text", column: columns.join(" + "), label: term }));
}

/**
 * The points an input is looked at, in the columns of the matrix: numbers as scikit-learn's `partial_dependence` chooses
 * them, every category, a word absent and with the weight it typically has.
 *
 * @param x held-out rows
 * @param more rows to learn a word's typical weight from as well
 * @param tokenize what a typed word becomes
 * @throws {DataError} "missing-column" for an input the model does not have
 */
export function probeInput(
  fitted: FittedFeatures,
  input: ExplainInput,
  from: {
    readonly x: CsrMatrix;
    readonly more: CsrMatrix;
    readonly resolution: number;
    readonly tokenize: (text: string) => readonly string[];
  },
): InputProbe {
  if (input.block === "text") return probeWord(fitted, input, from);
  const layout = layOut(fitted);
  if (input.block === "categorical") {
    const at = fitted.categorical.findIndex(({ column }) => column === input.column);
    if (at < 0) throw unknownInput(input);
    return probeCategories(fitted.categorical[at], layout.categorical[at], from.x);
  }
  const found = numberColumn(fitted, input);
  if (!found) throw unknownInput(input);
  const values = columnOf(from.x, found.column);
  const grid = dependenceGrid(values, from.resolution);
  if (grid.length === 0) {
    throw new DataError("too-few-rows", `no held-out post has a value of ${nameOf(input)}: nothing to set it to`);
  }
  const known = values.filter((value) => !Number.isNaN(value));
  return {
    columns: [found.column],
    grid,
    points: Array.from(grid, (value) => {
      const at = found.unscale(value);
      return { at, name: String(at), share: null };
    }),
    deciles: quantiles(known, DECILES).map(found.unscale),
  };
}

function unknownInput(input: ExplainInput): DataError {
  return new DataError("missing-column", `the model has no input ${nameOf(input)}`, { column: input.column });
}

function nameOf({ column, label }: ExplainInput): string {
  return label === "" || label === column ? JSON.stringify(column) : `${JSON.stringify(label)} of ${column}`;
}

interface NumberColumn {
  readonly column: number;
  /** from the matrix to the input's own unit */
  unscale(value: number): number;
}

function numberColumn(fitted: FittedFeatures, input: ExplainInput): NumberColumn | null {
  const layout = layOut(fitted);
  const linear = (center: number, scale: number) => (value: number) => tidy(value * scale + center);
  if (input.block === "numeric") {
    const at = fitted.numeric.findIndex(({ column }) => column === input.column);
    if (at < 0) return null;
    const { center, scale, log } = fitted.numeric[at];
    const shaped = linear(center, scale);
    const unscale = log
      ? (value: number) => tidy(Math.sign(shaped(value)) * Math.expm1(Math.abs(shaped(value))))
      : shaped;
    return { column: layout.numeric[at], unscale };
  }
  if (input.block === "date") {
    const at = fitted.date.findIndex(({ column }) => column === input.column);
    const part = fitted.date[at]?.parts.findIndex((each) => each.part === input.label) ?? -1;
    if (part < 0) return null;
    const { center, scale } = fitted.date[at].parts[part];
    return { column: layout.date[at] + part, unscale: linear(center, scale) };
  }
  const at = fitted.shape.findIndex(({ column }) => column === input.column);
  const first = layout.shape[at];
  const place =
    fitted.shape[at]?.measures.findIndex((_, i) => featureNameAt(fitted, first + i).label === input.label) ?? -1;
  if (place < 0) return null;
  const { center, scale } = fitted.shape[at].measures[place];
  return { column: first + place, unscale: linear(center, scale) };
}

/** Scaling there and back leaves 2.0000000000000004 of 2. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function probeCategories(fitted: FittedFeatures["categorical"][number], first: number, x: CsrMatrix): InputProbe {
  const width = categoryColumns(fitted);
  const columns = Array.from({ length: width }, (_, i) => first + i);
  const names = [...fitted.categories, ...(fitted.rare.length > 0 ? [RARE] : [])];
  const shares = columns.map((column) => columnOf(x, column).reduce((sum, value) => sum + value, 0) / x.rows);
  // those that posts have most first, which a reader knows
  const order = names.map((_, i) => i).sort((a, b) => shares[b] - shares[a] || a - b);
  const shown = order.slice(0, MOST_CATEGORIES);
  const grid = new Float64Array(shown.length * width);
  shown.forEach((category, point) => (grid[point * width + category] = 1));
  return {
    columns,
    grid,
    points: shown.map((category) => ({ at: null, name: names[category], share: shares[category] })),
    deciles: [],
  };
}

const MOST_CATEGORIES = 40;

function probeWord(
  fitted: FittedFeatures,
  input: ExplainInput,
  from: { readonly x: CsrMatrix; readonly more: CsrMatrix; readonly tokenize: (text: string) => readonly string[] },
): InputProbe {
  const { column, sign } = termOf(fitted, input, from.tokenize);
  // of terms that share a hashed column some may count up and some down
  const isHeld = (value: number) => (sign === 0 ? value !== 0 : value * sign > 0);
  const weights = [from.x, from.more].flatMap((x) => [...columnOf(x, column)].filter(isHeld));
  const held = columnOf(from.x, column).filter(isHeld).length / from.x.rows;
  const typical =
    weights.length > 0 ? weights : textWeights(from.x, textColumnCount(fitted)).map((w) => (sign || 1) * Math.abs(w));
  const weight = typical.length > 0 ? quantiles(typical, [0.5])[0] : sign || 1;
  return {
    columns: [column],
    grid: Float64Array.of(0, weight),
    points: [
      { at: null, name: "absent", share: 1 - held },
      { at: null, name: "present", share: held },
    ],
    deciles: [],
  };
}

/** As the vocabulary has it, else as the cleaning of texts makes it: "Telescopes" is looked for as "telescop". */
function termOf(
  fitted: FittedFeatures,
  { column, label }: ExplainInput,
  tokenize: (text: string) => readonly string[],
): { readonly column: number; readonly sign: -1 | 0 | 1 } {
  const cleaned = tokenize(label).join(" ");
  for (const { columns, find } of fitted.text === null ? [] : makeTermFinders(fitted.text)) {
    if (column === "" || columns.join(" + ") === column || columns.includes(column)) {
      const found = find(label, cleaned);
      if (found) return found;
    }
  }
  throw new DataError(
    "missing-column",
    `the model knows no word ${JSON.stringify(label)}${cleaned !== label && cleaned !== "" ? ` (read as ${JSON.stringify(cleaned)})` : ""}: its vocabulary holds the words of the training posts that Features kept`,
    { word: label },
  );
}

function textWeights(x: CsrMatrix, columns: number): number[] {
  return [...x.values].filter((_, e) => x.indices[e] < columns);
}
