import { isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";
import type { Node } from "yaml";
import { isDataError } from "../core/errors";
import { parseExperiment } from "../experiment/experiment";
import { parseText } from "../experiment/experiment-text";
import type { TextFormat } from "../experiment/experiment-text";
import type { Experiment } from "../experiment/schema";
import { missingColumns } from "./missing-columns";

/** What is wrong at one place of a document. */
export interface DocumentProblem {
  /** "model.trees"; empty where it is about the text */
  readonly path: string;
  readonly message: string;
  /** characters of the text that say it */
  readonly from: number;
  readonly to: number;
  /** from 1 */
  readonly line: number;
  /** it names a column that the open file lacks */
  readonly isColumn: boolean;
}

export interface CheckedDocument {
  /** null where the text does not say one; an experiment may still name columns that the file lacks */
  readonly experiment: Experiment | null;
  readonly problems: readonly DocumentProblem[];
}

/** The experiment that a text says, and every problem at its place; `columns` are the open file's, null without one. */
export function checkDocument(text: string, format: TextFormat, columns: readonly string[] | null): CheckedDocument {
  try {
    const experiment = parseExperiment(parseText(text, format));
    const missing = columns ? missingColumns(experiment, columns) : [];
    return {
      experiment,
      problems: missing.map(({ path, column }) => ({
        ...placed(text, path),
        path,
        message: `${path} names ${JSON.stringify(column)}, which the open file lacks`,
        isColumn: true,
      })),
    };
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    return { experiment: null, problems: problemsOf(text, thrown) };
  }
}

function problemsOf(text: string, { message, details }: { message: string; details?: unknown }): DocumentProblem[] {
  const { problems, offset, path } = (details ?? {}) as {
    problems?: readonly { path: string; message: string }[];
    offset?: number;
    path?: string;
  };
  if (problems) {
    return problems.map((problem) => ({
      ...placed(text, problem.path),
      path: problem.path,
      message: `${problem.path} ${problem.message}`,
      isColumn: false,
    }));
  }
  if (offset !== undefined) {
    const from = Math.min(offset, Math.max(0, text.length - 1));
    return [
      { path: "", message, from, to: Math.min(text.length, from + 1), line: lineOf(text, from), isColumn: false },
    ];
  }
  const where = path ?? (message.startsWith("the experiment has version") ? "version" : "");
  return [{ ...placed(text, where), path: where, message, isColumn: false }];
}

/** The characters of the value at `path`, or of the nearest part around it that the text has. */
export function placed(text: string, path: string): { from: number; to: number; line: number } {
  const found = path === "" ? null : rangeOf(parseDocument(text).contents, path.split("."));
  const [from, to] = found ?? [0, firstLineEnd(text)];
  return { from, to: Math.max(from, to), line: lineOf(text, from) };
}

/** Names of columns may hold dots: the longest key that fits is taken. */
function rangeOf(node: Node | null | unknown, path: readonly string[]): readonly [number, number] | null {
  if (path.length === 0) return null;
  if (isSeq(node)) {
    const item = node.items[Number(path[0])] as Node | undefined;
    return item ? (rangeOf(item, path.slice(1)) ?? ends(item)) : null;
  }
  if (!isMap(node)) return null;
  for (let length = path.length; length >= 1; length--) {
    const key = path.slice(0, length).join(".");
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
    if (!pair) continue;
    const inner = rangeOf(pair.value, path.slice(length));
    if (inner) return inner;
    const isWhole = length === path.length && isScalar(pair.value) && ends(pair.value) !== null;
    return ends((isWhole ? pair.value : pair.key) as Node);
  }
  return null;
}

function ends(node: Node): readonly [number, number] | null {
  return node.range ? [node.range[0], node.range[1]] : null;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function firstLineEnd(text: string): number {
  const end = text.indexOf("\n");
  return end < 0 ? text.length : end;
}
