import { DataError } from "../../core/errors";
import { predictCsvText } from "../../predictor/predict-csv";
import { makePredictor } from "../../predictor/predictor";
import type { Predictor } from "../../predictor/predictor";
import { unpackRun } from "../../predictor/run-file";
import { readRecords } from "../../pipeline/stages/read-task";
import type { FileCheck } from "../../pipeline/file-check";
import type { Run } from "../../pipeline/views";
import { checkExpected, collectColumns, columnsExpected } from "../check-expected";
import type { Command } from "../command";
import { EXIT, UsageError } from "../exit-codes";
import { readInput } from "../read-experiment";
import type { Terminal } from "../terminal";
import { writeWhole } from "../write-whole";

const AUTOMATIC = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" } as const;

export const PREDICT: Command = {
  name: "predict",
  usage: "predict run.scorebook [--data posts.csv] [--out scored.csv]",
  purpose:
    "Scores posts with a kept run: a CSV with predictions added, or JSON lines from standard input to standard output.",
  options: {
    data: {
      type: "string",
      short: "d",
      value: "FILE",
      help: "a CSV, or JSON lines (.jsonl); without it: standard input",
    },
    out: { type: "string", short: "o", value: "FILE", help: "where to; without it: standard output" },
    format: {
      type: "string",
      value: "FORMAT",
      help: "csv or jsonl (default: by the file's name, jsonl from standard input)",
    },
    gate: { type: "boolean", help: "exit 4 when the posts break an expectation of the experiment" },
    explain: { type: "boolean", help: "JSON lines: also what moved each score" },
  },
  examples: [
    "predict runs/forest-1a2b3c4d5e6f.scorebook --data new.csv --out scored.csv",
    `predict run.scorebook <<< '{"title": "Why is the sky blue?", "body": ""}'`,
  ],
  async run({ options, terminal, log }) {
    const [path, ...more] = options.positionals;
    if (path === undefined || more.length > 0) throw new UsageError("predict takes one run file (.scorebook)");
    const data = options.text("data");
    const out = options.text("out");
    const format = options.text("format") ?? (data === undefined || /\.(jsonl|ndjson)$/i.test(data) ? "jsonl" : "csv");
    if (format !== "csv" && format !== "jsonl") throw new UsageError(`--format must be csv or jsonl, got "${format}"`);
    if (format === "csv" && options.flag("explain"))
      throw new UsageError("--explain goes with JSON lines: --format jsonl");
    const { predictor: value, run } = unpackRun<Run>(await readInput(path));
    const { experiment } = run;
    const predictor = makePredictor(value, () => performance.now());
    const input = data === undefined ? terminal.stdin : [await readInput(data)];
    const parts: string[] = [];
    const write = out === undefined ? terminal.out : (text: string) => void parts.push(text);
    let rows: number;
    let check: FileCheck;
    if (format === "jsonl") {
      const sample = collectColumns(columnsExpected(experiment));
      rows = await scoreLines(predictor, input, {
        write,
        explain: options.flag("explain"),
        signal: terminal.signal,
        onRecord: sample.add,
      });
      check = await checkExpected(experiment, sample.csv(), terminal.signal);
    } else {
      const chunks: Uint8Array[] = [];
      for await (const chunk of input) chunks.push(chunk);
      const blob = new Blob([Buffer.concat(chunks)]);
      const table = await readRecords({ blob, dialect: AUTOMATIC }, { signal: terminal.signal });
      warnOfAbsent(value.inputs.map(({ column }) => column).filter((column) => !table.header.includes(column)));
      const scored = predictCsvText(predictor, table, value);
      write(scored.csv);
      rows = scored.rows;
      check = await checkExpected(experiment, { blob }, terminal.signal);
    }
    if (out !== undefined) writeWhole(out, parts.join(""));
    for (const { title, count, rows: first } of check.broken) {
      const [example] = first;
      const where = example ? `; first in post ${example.row + 1}: ${JSON.stringify(example.value)}` : "";
      log("warn", "expectation", `${title}${where}`, { count, rows: first.map((each) => ({ ...each })) });
    }
    log("info", "predicted", `${rows} rows scored`, { rows });
    return options.flag("gate") && check.broken.length > 0 ? EXIT.barMissed : EXIT.ok;

    function warnOfAbsent(columns: readonly string[]): void {
      if (columns.length === 0) return;
      log(
        "warn",
        "absent-columns",
        `the model was trained with ${columns.join(", ")}, which the file lacks: taken as missing`,
        {
          columns: [...columns],
        },
      );
    }
  },
};

/** One JSON object a line in, one out, as they come. Empty lines are passed over. */
async function scoreLines(
  predictor: Predictor,
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  {
    write,
    explain,
    signal,
    onRecord,
  }: {
    write: Terminal["out"];
    explain: boolean;
    signal: AbortSignal;
    onRecord: (record: Readonly<Record<string, string>>) => void;
  },
): Promise<number> {
  let line = 0;
  let rows = 0;
  for await (const text of linesOf(input)) {
    signal.throwIfAborted();
    line++;
    if (text.trim() === "") continue;
    const record = recordOf(text, line);
    const { score, label, probabilities, interval, missing, base, contributions } = predictor.predict(record);
    onRecord(record);
    write(
      `${JSON.stringify({
        ...(label === undefined ? { score, interval } : { label, probabilities }),
        missing,
        ...(explain && { base, contributions }),
      })}\n`,
    );
    rows++;
  }
  return rows;
}

function recordOf(text: string, line: number): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new DataError("not-a-table", `line ${line} is not JSON: ${(thrown as Error).message}`, { line });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DataError(
      "not-a-table",
      `line ${line} must be an object of columns and values, got ${text.slice(0, 60)}`,
      { line },
    );
  }
  const cells = Object.entries(value).filter(([, cell]) => cell !== null && cell !== undefined);
  return Object.fromEntries(
    cells.map(([name, cell]) => [name, typeof cell === "string" ? cell : JSON.stringify(cell)]),
  );
}

async function* linesOf(input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
