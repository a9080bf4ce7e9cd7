import { DataError, isAbort, isDataError } from "../core/errors";
import type { Progress } from "../core/job";
import { cellText } from "../core/table/cells";
import { mergeExperiment, parseExperiment } from "../experiment/experiment";
import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import { adoptFile } from "../pipeline/inputs";
import type { Pipeline } from "../pipeline/pipeline";
import { STAGE_FUNCTIONS } from "../pipeline/stages/stages";
import type { TrainNetwork } from "../pipeline/stages/stage-run";
import type { PreviewView } from "../pipeline/views";
import type { DialectChange, EngineEvent, Source } from "./engine-api";
import { WORTH_COLLECTING } from "./collect-garbage";
import { AUTOMATIC_DIALECT, fileOf, sha256Of, sha256OfBytes } from "./source-file";
import type { EngineStorage } from "./storage";

/** Larger files are hashed before they are read, so that their bytes are not held twice. */
const BYTES_HASHED_MEANWHILE = 50_000_000;

/** Files up to which a changed type or dialect is read again without being asked. */
const BYTES_TO_REREAD = 20_000_000;

export interface FileHost {
  readonly executor: Executor;
  readonly pipeline: Pipeline;
  readonly storage: EngineStorage;
  readonly trainNetwork: TrainNetwork;
  readonly fetch: (url: string) => Promise<Response>;
  readonly now: () => number;
  readonly emit: (event: EngineEvent) => void;
  /** lets a saving fail without what it saves */
  readonly keep: (saving: Promise<void>) => void;
  readonly setExperiment: (experiment: Experiment) => void;
  readonly onOpen: () => void;
}

/** What opens a file, looks at one before it is opened, reads the open one again, and answers with its rows. */
export function makeFileMethods(host: FileHost) {
  const { executor, pipeline, storage, trainNetwork, fetch, now, emit, keep, setExperiment, onOpen } = host;

  const sourceFile = (source: Source) => fileOf(source, fetch);

  async function open(source: Source, dialect: DialectChange = {}, signal?: AbortSignal) {
    const file = await sourceFile(source);
    const before = pipeline.experiment;
    const started = now();
    const isSmall = file.blob.size <= BYTES_HASHED_MEANWHILE;
    // Read once for both: what cannot be read is told of by the reading, which tries again.
    const bytes = isSmall ? await file.blob.arrayBuffer().catch(() => undefined) : undefined;
    const hashing = bytes ? sha256OfBytes(bytes) : sha256Of(file.blob);
    // A failure of the reading is told first; that of the hashing is met where its answer is needed.
    hashing.catch(() => undefined);
    // Which file it is matters to the reading only where a dialect was set for this one; small files are hashed meanwhile.
    const isPlain = Object.keys(AUTOMATIC_DIALECT).every(
      (part) => before.data[part as keyof typeof AUTOMATIC_DIALECT] === "auto",
    );
    if (!isPlain || !isSmall) await hashing;
    const kept = isPlain || (await hashing) !== before.data.sha256 ? AUTOMATIC_DIALECT : {};
    const named = { ...kept, ...dialect, file: file.name };
    // Read before anything is replaced: a file that cannot be read leaves the open one as it is.
    const read = await STAGE_FUNCTIONS.read({
      experiment: mergeExperiment(before, { data: named } as PartialExperiment),
      file,
      ...(bytes && { bytes }),
      outputs: {} as never,
      previous: {},
      executor,
      trainNetwork,
      signal,
      onProgress: (progress: Progress) => emit({ type: "progress", stage: "read", progress }),
    });
    const elapsedMs = now() - started;
    const sha256 = await hashing;
    // The bytes of a large file are still about in the worker that read them.
    if (file.blob.size > WORTH_COLLECTING) await executor.collect();
    const output = { ...read, view: { ...read.view, sha256 } };
    // What was edited while the file was read stands.
    const candidate = mergeExperiment(pipeline.experiment, { data: { ...named, sha256 } } as PartialExperiment);
    const adopted = adoptFile(candidate, output.view);
    const experiment = adopt(candidate, adopted);
    pipeline.setFile(file);
    pipeline.setExperiment(experiment);
    pipeline.put("read", output, elapsedMs);
    setExperiment(experiment);
    keep(storage.saveFile(sha256, file.name, file.blob));
    onOpen();
    return output.view;
  }

  /** Column settings are replaced, not merged: those of another file are of no use. */
  function adopt(experiment: Experiment, { data, problem }: ReturnType<typeof adoptFile>): Experiment {
    return parseExperiment({ ...mergeExperiment(experiment, { problem } as PartialExperiment), data });
  }

  function tableOrThrow() {
    const read = pipeline.current("read");
    if (!read) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
    return read.table;
  }

  function rowsAt(positions: ArrayLike<number>): Record<string, string>[] {
    const { columns, rowCount } = tableOrThrow();
    return Array.from(positions, (row) => {
      if (!(row >= 0 && row < rowCount)) {
        throw new DataError("invalid-option", `row must be from 0 to ${rowCount - 1}, got ${row}`);
      }
      return Object.fromEntries(columns.map((column) => [column.name, cellText(column.cells, row)]));
    });
  }

  /** A change of type or dialect shows at once: it re-reads without being asked, where that is quick. */
  async function rereadIfCheap(): Promise<void> {
    if (!pipeline.file || pipeline.file.blob.size > BYTES_TO_REREAD || pipeline.current("read")) return;
    try {
      const { view } = await pipeline.run("read");
      const adopted = adoptFile(pipeline.experiment, view);
      setExperiment(adopt(pipeline.experiment, adopted));
    } catch (thrown) {
      // The stage's own state carries the failure to its cell; nothing else is lost.
      if (!isAbort(thrown) && !isDataError(thrown)) throw thrown;
    }
  }

  async function preview(dialect: DialectChange, source?: Source): Promise<PreviewView> {
    const file = source ? await sourceFile(source) : pipeline.file;
    if (!file) throw new DataError("not-ready", "no file is open: open a CSV or the sample first");
    const { delimiter, encoding, header, quote } = { ...pipeline.experiment.data, ...dialect };
    return executor.run("preview", { blob: file.blob, dialect: { delimiter, encoding, header, quote } });
  }

  function rows(start: number, end: number): Record<string, string>[] {
    const { rowCount } = tableOrThrow();
    const from = Math.max(0, Math.min(start, rowCount));
    const to = Math.max(from, Math.min(end, rowCount));
    return rowsAt(Array.from({ length: to - from }, (_, i) => from + i));
  }

  return { methods: { open, preview, rows, rowsAt }, table: tableOrThrow, rereadIfCheap };
}
