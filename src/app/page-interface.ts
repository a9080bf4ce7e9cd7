import type { EngineClient, Source } from "../compute/engine-api";
import type { Progress } from "../core/job";
import type { PartialExperiment } from "../experiment/experiment";
import type { TextFormat } from "../experiment/experiment-text";
import type { Experiment } from "../experiment/schema";
import type { Condition, Slice } from "../core/slices/slice";
import type { Annotation } from "../notebook/annotations";
import type { Notebook } from "../notebook/notebook-store";
import type { ErrorComparison, SliceReport } from "../pipeline/errors/errors-view";
import type { Report } from "../pipeline/report/render-report";
import type { StageName } from "../pipeline/stage-state";
import type { DataView, Prediction, RegressionRun, Run } from "../pipeline/views";
import type {
  DependenceQuery,
  DependenceView,
  ExplainInput,
  PostExplanation,
  PostQuery,
} from "../pipeline/explain/explain-views";
import type { BehaviourView } from "../pipeline/behaviour/behaviour-view";
import type { AutopilotOptions, AutopilotView } from "../pipeline/autopilot/autopilot-view";
import type { SearchView } from "../pipeline/search/search-view";
import type { RunsFormat } from "../compute/engine-runs";
import type { Reproduction } from "../pipeline/runs/reproduction";
import type { RegressionSummary, RunSummary } from "../pipeline/runs/run-summary";
import type { FileCheck } from "../pipeline/file-check";
import type { MissingView } from "../pipeline/missing/missing-view";
import type { RunComparison } from "../pipeline/validate/compare-task";
import type { ValidationView } from "../pipeline/validate/validation-view";
import type { RowPrediction } from "../predictor/prediction";
import { errorFunctions } from "./error-functions";
import { documentFunctions } from "./document-functions";
import { variantFunctions } from "./variant-functions";
import type { VariantDocument } from "./variant-functions";
import type { ErrorOptions, ErrorPost } from "./error-functions";

/** Options of {@link ScorebookInterface.open}; what is absent is guessed. */
export interface OpenOptions {
  readonly name?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly header?: "auto" | boolean | number;
  readonly quote?: "auto" | '"' | "'" | "none";
}

export type FileLike = File | Blob | Uint8Array | ArrayBuffer | string | URL;

/** What {@link ScorebookInterface.open} answers. */
export interface OpenedFile {
  readonly rows: number;
  readonly columns: readonly Pick<DataView["columns"][number], "name" | "type" | "role" | "missing">[];
  readonly problems: DataView["problems"];
}

/** `globalThis.scorebook`: what the cells use, for the console, for automation and for tests. */
export interface ScorebookInterface {
  /** Opens a file, bytes, CSV text, or an address (`http`, `https` or relative with `./`). */
  open(file: FileLike, options?: OpenOptions): Promise<OpenedFile>;
  rows(start: number, end: number): Promise<Record<string, string>[]>;
  experiment(): Experiment;
  /** Merged and validated; throws with the path of what is wrong. */
  configure(changes: PartialExperiment): Promise<Experiment>;
  /** The experiment as a document that `importExperiment`, the terminal and the editor read. */
  exportExperiment(format?: TextFormat): Promise<string>;
  /**
   * Replaces the experiment by one written as JSON or YAML, in one step of undo; the open file stays. Throws with the path
   * of what is wrong, and of a column that the open file lacks, and changes nothing then.
   */
  importExperiment(text: string): Promise<Experiment>;
  /** Learns as a preset says ("boosted-all"): data, columns and problem stay. */
  usePreset(id: string): Promise<Experiment>;
  /** An address of this page that carries the experiment after its `#`, and no data. */
  experimentLink(): Promise<string>;
  /** The base and what each variant changes of it, as a file of variants says it; null before there is a base. */
  variants(): VariantDocument | null;
  /** Replaces base and variants: `{ base: scorebook.experiment(), variants: { Deep: { model: { maxDepth: 20 } } } }`. */
  setVariants(document: unknown): VariantDocument | null;
  /** Keeps what the notebook says otherwise than the base under a name. */
  saveVariant(name: string): VariantDocument;
  /** Makes the notebook as a variant, or as the base where none is named. */
  useVariant(name?: string): Promise<Experiment>;
  /** Runs the base and its variants (or those named) beside the notebook; they are ticked in Compare. */
  runVariants(options?: {
    names?: readonly string[];
    onProgress?: (progress: Progress) => void;
    signal?: AbortSignal;
  }): Promise<readonly Run[]>;
  /** Base and variants as a file that the terminal and `importExperiment` read. */
  exportVariants(format?: TextFormat): Promise<string>;
  /** The type says which task the caller has set: of scores by default. */
  run<R extends Run = RegressionRun>(options?: {
    onProgress?: (stage: StageName, progress: Progress) => void;
    signal?: AbortSignal;
  }): Promise<R>;
  /** Cross-validates the model on the training rows; the test part is not looked at. */
  validate(options?: {
    onProgress?: (stage: StageName, progress: Progress) => void;
    signal?: AbortSignal;
  }): Promise<ValidationView>;
  /** Makes the behavioural tests of the experiment on its model, trained first where it is not. */
  behaviour(options?: {
    onProgress?: (stage: StageName, progress: Progress) => void;
    signal?: AbortSignal;
  }): Promise<BehaviourView>;
  /**
   * Tries pipelines of all models on the training rows until the time is up (3 minutes by default). Aborting stops it with the best so
   * far; `configure(lines[best].changes)` takes it.
   */
  autopilot(
    options?: AutopilotOptions & { onProgress?: (autopilot: AutopilotView) => void; signal?: AbortSignal },
  ): Promise<AutopilotView>;
  /**
   * Looks for better settings of the experiment as it stands, by `search` of the document with these changes: judged by
   * folds of the training rows. Goes on with a search that was paused; `anew` begins again. Aborting pauses it.
   */
  search(
    options?: Partial<Experiment["search"]> & {
      anew?: boolean;
      onProgress?: (search: SearchView) => void;
      signal?: AbortSignal;
    },
  ): Promise<SearchView>;
  /** Ways to treat missing values, each cross-validated and set against the settings as they stand; `change` goes to configure. */
  missingChoices(options?: { onProgress?: (progress: Progress) => void; signal?: AbortSignal }): Promise<MissingView>;
  /** How two kept runs differ on the test rows that both were judged by. */
  compareRuns(firstId: string, secondId: string): Promise<RunComparison>;
  /** The worst significant slices of a run's errors (the newest run and its test part by default), and one's own. */
  slices(
    options?: ErrorOptions & {
      onProgress?: (progress: Progress) => void;
      signal?: AbortSignal;
    },
  ): Promise<SliceReport>;
  /** The posts with the largest loss first, with their cells, tags and notes. */
  errors(options?: ErrorOptions & { where?: readonly Partial<Condition>[]; limit?: number }): Promise<ErrorPost[]>;
  /** The errors of two kept runs on the same test posts, over all and by slice. */
  compareErrors(firstId: string, secondId: string, slices?: readonly Slice[]): Promise<ErrorComparison>;
  /** Replaces the tags and the note of a row of the open file. */
  annotate(row: number, annotation: Partial<Annotation>): void;
  /** Tags and notes of the open file, by row. */
  annotations(): Readonly<Record<number, Annotation>>;
  /** What moved the prediction of one post: a row of the open file (from 0), or a post as typed. */
  explain(post: number | Readonly<Record<string, string>>, options?: Omit<PostQuery, "post">): Promise<PostExplanation>;
  /** How the model's answer changes with one input, averaged over test posts: scikit-learn's `partial_dependence`. */
  partialDependence(
    input: string | ExplainInput,
    options?: Omit<DependenceQuery, "input"> & {
      onProgress?: (progress: Progress) => void;
      signal?: AbortSignal;
    },
  ): Promise<DependenceView>;
  predict(record: Readonly<Record<string, string>>): Promise<Prediction>;
  predictBatch(rowsOrCsv: readonly Readonly<Record<string, string>>[] | string): Promise<readonly RowPrediction[]>;
  /** Records of all runs, the oldest first; predictions and curves come with {@link wholeRun}. */
  /** Judges a file that is to be scored by the expectations of the experiment. */
  checkFile(file: FileLike): Promise<FileCheck>;
  runs<R extends RunSummary = RegressionSummary>(): Promise<readonly R[]>;
  wholeRun<R extends Run = RegressionRun>(id: string): Promise<R>;
  renameRun(id: string, name: string): Promise<RunSummary>;
  /** Replaces its tags. */
  tagRun(id: string, tags: readonly string[]): Promise<RunSummary>;
  noteRun(id: string, note: string): Promise<RunSummary>;
  starRun(id: string, starred?: boolean): Promise<RunSummary>;
  /** Into the bin, from which `restoreRun` brings it back. */
  deleteRun(id: string): Promise<void>;
  restoreRun(id: string): Promise<void>;
  /** Runs it again from its experiment: is every number the same, and if not, where they part and what may be why. */
  reproduce(
    id: string,
    options?: { onProgress?: (progress: Progress) => void; signal?: AbortSignal },
  ): Promise<Reproduction>;
  /** Lets a run that misses its bar be exported, or takes that back. */
  allowShipping(id: string, allow: boolean): Promise<void>;
  /** Rejects with "held-back" for a run that misses its bar and was not let out. */
  exportRun(id: string): Promise<Uint8Array>;
  /** All runs, or those named: as a file of Scorebook, or as a zip for MLflow or TensorBoard. */
  exportRuns(format?: RunsFormat, ids?: readonly string[]): Promise<Uint8Array>;
  /** A run file, or a shared page. */
  importRun(file: FileLike): Promise<Run>;
  /** A run's report (the latest run's by default) as HTML and Markdown; `posts` puts the posts it is furthest off on into it. */
  report(id?: string, options?: { readonly posts?: boolean }): Promise<Report>;
  /**
   * The run as one HTML page that scores offline. `points` adds the values of every test post, `posts` the texts of so
   * many with the largest errors; without them no row of the data is in it.
   */
  shareRun(id: string, choices?: { readonly points?: boolean; readonly posts?: number }): Promise<Blob>;
  /** Trains a small network on every backend there is: which work here, how far they agree, how fast they are. */
  backends(): Promise<unknown>;
}

declare global {
  var scorebook: ScorebookInterface;
}

/** Puts the interface on `globalThis`. Every call goes through the same client and store as the cells. */
export function installPageInterface(client: EngineClient, notebook: Notebook): void {
  globalThis.scorebook = {
    async open(file, options = {}) {
      const { name, ...dialect } = options;
      const view = await client.open(sourceOf(file, name), dialect);
      return {
        rows: view.rows,
        columns: view.columns.map((column) => ({
          name: column.name,
          type: column.type,
          role: column.role,
          missing: column.missing,
        })),
        problems: view.problems,
      };
    },
    rows: (start, end) => client.rows(start, end),
    experiment: () => notebook.store.getState().experiment,
    configure: async (changes) => {
      await notebook.actions.configure(changes);
      return notebook.store.getState().experiment;
    },
    ...documentFunctions(notebook),
    ...variantFunctions(notebook, client),
    run: async <R extends Run>(options?: Parameters<ScorebookInterface["run"]>[0]) => {
      const run = await client.run(options);
      if (!run) throw new Error("the run ended without a result");
      return run as R;
    },
    validate: async (options) => {
      await client.run({ ...options, upTo: "validate" });
      const { validate } = notebook.store.getState().views;
      if (!validate) throw new Error("the cross-validation ended without a result");
      return validate;
    },
    behaviour: async (options) => {
      await client.run({ ...options, upTo: "behaviour" });
      const { behaviour } = notebook.store.getState().views;
      if (!behaviour) throw new Error("the tests ended without a result");
      return behaviour;
    },
    autopilot: async ({ onProgress, signal, ...options } = {}) => {
      const leave = client.subscribe((event) => {
        if (event.type === "autopilot" && event.autopilot) onProgress?.(event.autopilot);
      });
      const stop = () => void client.stopAutopilot();
      signal?.addEventListener("abort", stop);
      try {
        return await client.autopilot(options);
      } finally {
        leave();
        signal?.removeEventListener("abort", stop);
      }
    },
    search: async ({ anew, onProgress, signal, ...changes } = {}) => {
      if (Object.keys(changes).length > 0) await notebook.actions.configure({ search: changes });
      const leave = client.subscribe((event) => {
        if (event.type === "search") onProgress?.(event.search);
      });
      const pause = () => void client.pauseSearch();
      signal?.addEventListener("abort", pause);
      try {
        return await client.search(anew);
      } finally {
        leave();
        signal?.removeEventListener("abort", pause);
      }
    },
    missingChoices: ({ onProgress, signal } = {}) => client.missingChoices(onProgress, signal),
    checkFile: (file) => client.checkFile(sourceOf(file, "rows.csv")),
    compareRuns: (firstId, secondId) => client.compareRuns(firstId, secondId),
    ...errorFunctions(client, notebook),
    explain: (post, options = {}) => client.explainPost({ ...options, post }),
    partialDependence: async (input, { onProgress, signal, ...query } = {}) => {
      const found = typeof input === "string" ? await inputNamed(client, input, query.runId) : input;
      return client.partialDependence({ ...query, input: found }, onProgress, signal);
    },
    predict: (record) => client.predict(record),
    predictBatch: async (rowsOrCsv) =>
      typeof rowsOrCsv === "string"
        ? client.predictRecords({ kind: "text", name: "rows.csv", text: rowsOrCsv })
        : client.predictBatch(rowsOrCsv),
    runs: async <R extends RunSummary>() => (await client.runs()) as readonly R[],
    wholeRun: async <R extends Run>(id: string) => (await client.loadRun(id)) as R,
    renameRun: (id, name) => client.changeRun(id, { name }),
    tagRun: (id, tags) => client.changeRun(id, { tags }),
    noteRun: (id, note) => client.changeRun(id, { note }),
    starRun: (id, starred = true) => client.changeRun(id, { starred }),
    deleteRun: (id) => client.deleteRun(id),
    restoreRun: (id) => client.restoreRun(id),
    reproduce: (id, { onProgress, signal } = {}) => client.reproduce(id, onProgress, signal),
    allowShipping: (id, allow) => client.allowShipping(id, allow),
    exportRun: (id) => client.exportRun(id),
    exportRuns: async (format, ids) => client.exportRuns(ids ?? (await client.runs()).map(({ id }) => id), format),
    importRun: async (file) => {
      const source = sourceOf(file);
      if (source.kind === "bytes") return client.importRun(source.bytes);
      if (source.kind === "blob") return client.importRun(new Uint8Array(await source.blob.arrayBuffer()));
      throw new TypeError("importRun takes a file or bytes");
    },
    report: async (id, options) => {
      const runs = await client.runs();
      const run = id === undefined ? runs.at(-1) : runs.find((kept) => kept.id === id);
      if (!run) throw new Error(id === undefined ? "no run yet: run the notebook first" : `there is no run "${id}"`);
      const { makeRunReport } = await import("../cells/ship/run-report");
      return makeRunReport(client, notebook.store.getState(), run, options);
    },
    shareRun: async (id, choices = {}) => {
      const [{ makeSharedPage }, { composeSharedPage }] = await Promise.all([
        import("../cells/ship/make-shared-page"),
        import("../cells/ship/share-files"),
      ]);
      const run = await client.loadRun(id);
      const { points = false, posts = 0 } = choices;
      const packed = await makeSharedPage(client, notebook.store.getState(), run, { points, posts });
      return composeSharedPage(run, packed);
    },
    backends: () => client.backends(),
  };
}

/** "tag", "hour of datetime", "capitals of title", or else a word. */
async function inputNamed(client: EngineClient, name: string, runId?: string): Promise<ExplainInput> {
  const known = (await client.explainInputs(runId))?.inputs ?? [];
  const found = known.find(({ column, label }) => name === column || name === `${label} of ${column}`);
  return found ?? { block: "text", column: "", label: name };
}

function sourceOf(file: FileLike, name?: string): Source {
  if (file instanceof URL) return { kind: "url", url: file.href, ...(name && { name }) };
  if (typeof file === "string") {
    const isAddress = /^(https?:\/\/|\.{0,2}\/)\S+$/.test(file);
    if (isAddress) return { kind: "url", url: new URL(file, document.baseURI).href, ...(name && { name }) };
    return { kind: "text", name: name ?? "pasted.csv", text: file };
  }
  if (file instanceof Uint8Array) return { kind: "bytes", name: name ?? "data.csv", bytes: file };
  if (file instanceof ArrayBuffer) return { kind: "bytes", name: name ?? "data.csv", bytes: new Uint8Array(file) };
  // A handle crosses to the engine; the bytes of a large file are never in this thread.
  return { kind: "blob", name: name ?? (file instanceof File ? file.name : "data.csv"), blob: file };
}
