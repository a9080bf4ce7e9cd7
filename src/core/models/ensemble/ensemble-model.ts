import { DataError } from "../../errors";
import type { Signal } from "../../job";
import { defaultOptions } from "../../options";
import type { CsrMatrix } from "../../sparse/csr";
import { logistic } from "../linear/logistic/logistic";
import { ridge } from "../ridge/ridge";
import { RIDGE_OPTIONS } from "../ridge/options";
import { LOGISTIC_OPTIONS } from "../linear/logistic/options";
import type { Contributions, FitData, FitShape, FittedModelKind, History } from "../model";
import { nonNegativeWeights } from "./combine-weights";
import { membersOf } from "./members";
import { ENSEMBLE_OPTIONS } from "./options";
import type { EnsembleMember, EnsembleOptions } from "./options";

export type MemberKind = FittedModelKind<unknown, unknown, unknown, unknown>;

export interface EnsembleModel {
  readonly classCount: number;
  readonly members: readonly { readonly kind: string; readonly model: unknown; readonly weight: number }[];
  /** added to the weighted sum: of stacking by ridge, else 0 */
  readonly intercept: number;
  /** stacking of labels: a logistic regression of the members' probabilities; else null */
  readonly stack: unknown;
}

/** A job of a member on all rows (`fold` -1), or the whole of a member on the rows outside a fold. */
export interface EnsembleJob {
  readonly member: number;
  readonly fold: number;
  readonly job: unknown;
}

export interface EnsemblePart {
  readonly member: number;
  readonly fold: number;
  /** of a job on all rows */
  readonly part: unknown;
  /** what the member says of the rows of the fold, and what they are; empty for a job on all rows */
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
}

export function optionsOf(kind: MemberKind, { kind: _kind, ...given }: EnsembleMember): unknown {
  return { ...defaultOptions(kind.options), ...given };
}

/** All of an ensemble but its fitting. `kindOf` gives the kinds of its members. */
export function makeEnsembleModel(
  kindOf: (name: never) => MemberKind,
): FittedModelKind<EnsembleOptions, EnsembleModel, EnsemblePart, EnsembleJob> {
  const memberKind = (name: string): MemberKind => {
    if (name === "ensemble")
      throw new DataError("invalid-option", "an ensemble cannot have an ensemble among its members");
    return kindOf(name as never);
  };
  const predictMembers = (model: EnsembleModel, x: CsrMatrix, signal?: Signal) =>
    model.members.map(({ kind, model: fitted }) => memberKind(kind).predict(fitted, x, signal));

  return {
    kind: "ensemble",
    label: "Ensemble",
    purpose: "Several models, put together.",
    tasks: ["regression", "classification"],
    options: ENSEMBLE_OPTIONS,
    runsIn: "pool",
    usesValidation: (options) =>
      (options.members ?? []).some((member) => {
        const kind = memberKind(member.kind);
        return kind.usesValidation(optionsOf(kind, member));
      }),
    jobs(shape, options) {
      const members = membersOf(options, shape.task);
      const onAll = members.flatMap((member, m) => {
        const kind = memberKind(member.kind);
        return kind.jobs(shape, optionsOf(kind, member)).map((job) => ({ member: m, fold: -1, job }));
      });
      if (options.combine === "average") return onAll;
      if (shape.rows < 2 * options.folds) {
        throw new DataError(
          "too-few-rows",
          `${options.folds} inner folds need at least ${2 * options.folds} rows, got ${shape.rows}`,
        );
      }
      return [
        ...onAll,
        ...members.flatMap((_, m) =>
          Array.from({ length: options.folds }, (_unused, fold) => ({ member: m, fold, job: null })),
        ),
      ];
    },
    combine(parts, shape, options) {
      const members = membersOf(options, shape.task);
      const models = members.map((member, m) => {
        const kind = memberKind(member.kind);
        const own = parts.filter((part) => part.member === m && part.fold < 0).map(({ part }) => part);
        return { kind: member.kind, ...kind.combine(own, shape, optionsOf(kind, member)) };
      });
      const put = putTogether(parts, members.length, shape, options);
      const facts: Record<string, string | number> = {};
      members.forEach(({ kind }, m) => {
        const name = members.findIndex((other) => other.kind === kind) === m ? kind : `${kind} ${m + 1}`;
        facts[`weight of ${name}`] = put.weights[m];
      });
      const history: History = { unit: "member", points: [], facts };
      return {
        model: {
          classCount: shape.classCount,
          members: models.map(({ kind, model }, m) => ({ kind, model, weight: put.weights[m] })),
          intercept: put.intercept,
          stack: put.stack,
        },
        history,
      };
    },
    predict(model, x, signal) {
      const weights = model.members.map(({ weight }) => weight);
      return sayTogether({ ...model, weights }, predictMembers(model, x, signal), model.classCount);
    },
    explain(model, row, output) {
      if (model.stack !== null) return explainStack(model, row, output);
      const base = { value: model.intercept };
      const values = new Map<number, number>();
      for (const { kind, model: fitted, weight } of model.members) {
        const part = memberKind(kind).explain(fitted, row, output);
        base.value += weight * part.base;
        part.columns.forEach((column, i) => values.set(column, (values.get(column) ?? 0) + weight * part.values[i]));
      }
      return contributions(base.value, values);
    },
    importance(model) {
      let sum: Float64Array | null = null;
      for (const { kind, model: fitted, weight } of model.members) {
        const own = memberKind(kind).importance(fitted);
        const total = own?.reduce((all, value) => all + value, 0) ?? 0;
        if (!own || total === 0) continue;
        sum ??= new Float64Array(own.length);
        for (let c = 0; c < own.length; c++) sum[c] += (Math.abs(weight) * own[c]) / total;
      }
      return sum;
    },
  };

  /**
   * Of a stack of labels: each member's contributions to each probability through the slope of the logistic regression
   * there, stretched so that they add up to the probability.
   */
  function explainStack(model: EnsembleModel, row: CsrMatrix, output: number): Contributions {
    const { classCount } = model;
    const outputs = Array.from({ length: classCount - 1 }, (_, k) => k + 1);
    const parts = model.members.map(({ kind, model: fitted }) =>
      outputs.map((k) => memberKind(kind).explain(fitted, row, k)),
    );
    const bases = model.members.map((_, m) => {
      const shares = new Float64Array(classCount);
      outputs.forEach((k, i) => (shares[k] = parts[m][i].base));
      shares[0] = 1 - outputs.reduce((sum, k) => sum + shares[k], 0);
      return shares;
    });
    const said = predictMembers(model, row);
    const at = stackRows(said, classCount);
    const here = logistic.predict(model.stack as never, at)[output];
    const base = logistic.predict(model.stack as never, stackRows(bases, classCount))[output];
    const values = new Map<number, number>();
    let moved = 0;
    at.indices.forEach((_, entry) => {
      const step = 1e-4;
      const nudged = { ...at, values: Float64Array.from(at.values) };
      nudged.values[entry] += step;
      const slope = (logistic.predict(model.stack as never, nudged)[output] - here) / step;
      const part = parts[Math.floor(entry / outputs.length)][entry % outputs.length];
      part.columns.forEach((column, i) => {
        const value = slope * part.values[i];
        moved += value;
        values.set(column, (values.get(column) ?? 0) + value);
      });
    });
    const stretch = Math.abs(moved) > 1e-12 ? (here - base) / moved : 0;
    for (const [column, value] of values) values.set(column, value * stretch);
    return contributions(stretch === 0 ? here : base, values);
  }
}

function contributions(base: number, values: ReadonlyMap<number, number>): Contributions {
  const columns = Uint32Array.from(values.keys()).sort();
  return { base, columns, values: Float64Array.from(columns, (column) => values.get(column)!) };
}

/** The members' answers as rows: of labels the probabilities of all classes but the first. */
function stackRows(said: readonly Float64Array[], classCount: number): CsrMatrix {
  const outputs = classCount === 0 ? [0] : Array.from({ length: classCount - 1 }, (_, k) => k + 1);
  const width = classCount === 0 ? 1 : classCount;
  const rows = said[0].length / width;
  const columns = said.length * outputs.length;
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    said.forEach((predicted, m) => {
      outputs.forEach((k, i) => (values[row * columns + m * outputs.length + i] = predicted[row * width + k]));
    });
  }
  return {
    rows,
    columns,
    indptr: Uint32Array.from({ length: rows + 1 }, (_, row) => row * columns),
    indices: Uint32Array.from({ length: rows * columns }, (_, i) => i % columns),
    values,
  };
}

/** How the answers of members become one. */
export interface PutTogether {
  readonly weights: readonly number[];
  readonly intercept: number;
  readonly stack: unknown;
}

/** The members' answers to the same rows, as one. */
export function sayTogether(
  { weights, intercept, stack }: PutTogether,
  said: readonly Float64Array[],
  classCount: number,
): Float64Array {
  if (stack !== null) return logistic.predict(stack as never, stackRows(said, classCount));
  const sum = new Float64Array(said[0].length).fill(intercept);
  said.forEach((predicted, m) => {
    for (let i = 0; i < sum.length; i++) sum[i] += weights[m] * predicted[i];
  });
  return sum;
}

/** Learns it from what `count` members said of rows held out of their fit, fold by fold. */
export function putTogether(
  parts: readonly EnsemblePart[],
  count: number,
  shape: Pick<FitShape, "classCount">,
  { combine }: Pick<EnsembleOptions, "combine">,
): PutTogether {
  const alike = Array.from({ length: count }, () => 1 / count);
  if (combine === "average") return { weights: alike, intercept: 0, stack: null };
  const said = alike.map((_, m) => joined(parts, m, "predicted"));
  const actual = joined(parts, 0, "actual");
  if (combine === "stacking") {
    if (shape.classCount > 0) {
      const data: FitData = {
        task: "classification",
        classCount: shape.classCount,
        x: stackRows(said, shape.classCount),
        y: actual,
      };
      return { weights: alike, intercept: 0, stack: fitHere(logistic, data, defaultOptions(LOGISTIC_OPTIONS)) };
    }
    // The scale of the answers is that of the target, so that the penalty means the same whatever the unit.
    const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
    const scale = Math.sqrt(actual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / actual.length) || 1;
    const scaled = (values: Float64Array) => values.map((value) => (value - mean) / scale);
    const data: FitData = { task: "regression", classCount: 0, x: stackRows(said.map(scaled), 0), y: scaled(actual) };
    const model = fitHere(ridge, data, defaultOptions(RIDGE_OPTIONS)) as {
      intercept: number;
      coefficients: Float64Array;
    };
    const weights = Array.from(model.coefficients);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return { weights, intercept: model.intercept * scale + mean * (1 - sum), stack: null };
  }
  const weights = Array.from(
    nonNegativeWeights(said, shape.classCount > 0 ? oneHot(actual, shape.classCount) : actual),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return { weights: alike, intercept: 0, stack: null };
  // Probabilities add up to 1, so their weights do.
  return { weights: shape.classCount > 0 ? weights.map((weight) => weight / sum) : weights, intercept: 0, stack: null };
}

function fitHere<O, M, P, J>(
  kind: FittedModelKind<O, M, P, J> & { fitJob(data: FitData, options: O, job: J): P | Promise<P> },
  data: FitData,
  options: O,
): M {
  const shape = { ...data, rows: data.x.rows, columns: data.x.columns, entries: data.x.indices.length };
  const parts = kind.jobs(shape, options).map((job) => kind.fitJob(data, options, job) as P);
  return kind.combine(parts, shape, options).model;
}

function joined(parts: readonly EnsemblePart[], member: number, what: "predicted" | "actual"): Float64Array {
  const own = parts.filter((part) => part.member === member && part.fold >= 0).sort((a, b) => a.fold - b.fold);
  const all = new Float64Array(own.reduce((sum, part) => sum + part[what].length, 0));
  let at = 0;
  for (const part of own) {
    all.set(part[what], at);
    at += part[what].length;
  }
  return all;
}

function oneHot(labels: Float64Array, classes: number): Float64Array {
  const flat = new Float64Array(labels.length * classes);
  labels.forEach((label, i) => (flat[i * classes + label] = 1));
  return flat;
}
