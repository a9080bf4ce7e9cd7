import { strToU8 } from "fflate";
import { hashText } from "../../../experiment/content-hash";
import { predictionsCsv } from "../predictions-csv";
import { curvesOf, metricsOf, millisecondsOf, paramsOf, stemOf } from "./run-values";
import type { ExportedRun } from "./run-values";

/** MLflow's numbers: a run that ended well, started from a machine of one's own. */
const FINISHED = 3;
const LOCAL = 4;
/** the longest parameter that MLflow takes */
const LONGEST = 6000;

/**
 * Files by path of an MLflow file store: `mlruns/<experiment>/<run>/` with `meta.yaml`, `metrics`, `params`, `tags` and
 * `artifacts`, as mlflow.store.tracking.file_store lays them out. Opened by
 * `mlflow ui --backend-store-uri ./mlruns` in the folder that holds `mlruns`.
 */
export function mlflowFiles(runs: readonly ExportedRun[]): Readonly<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  const put = (path: string, text: string): void => void (files[path] = strToU8(text));
  for (const exported of runs) {
    const { summary } = exported;
    const experimentId = idOf(summary.experiment.name);
    const end = Date.parse(summary.createdAt);
    const folder = `mlruns/${experimentId}`;
    files[`${folder}/meta.yaml`] ??= strToU8(
      yaml({
        artifact_location: `./${folder}`,
        creation_time: end,
        experiment_id: experimentId,
        last_update_time: end,
        lifecycle_stage: "active",
        name: summary.experiment.name,
      }),
    );
    writeRun(exported, { folder, experimentId, end, put, files });
  }
  return files;
}

function writeRun(
  { summary, whole, file }: ExportedRun,
  to: {
    readonly folder: string;
    readonly experimentId: string;
    readonly end: number;
    readonly put: (path: string, text: string) => void;
    readonly files: Record<string, Uint8Array>;
  },
): void {
  const runId = runIdOf(summary.id);
  const folder = `${to.folder}/${runId}`;
  const start = Math.round(to.end - millisecondsOf(summary));
  to.put(
    `${folder}/meta.yaml`,
    yaml({
      artifact_uri: `./${folder}/artifacts`,
      end_time: to.end,
      entry_point_name: "",
      experiment_id: to.experimentId,
      lifecycle_stage: "active",
      run_id: runId,
      run_name: summary.name,
      run_uuid: runId,
      source_name: "Scorebook",
      source_type: LOCAL,
      source_version: summary.environment.scorebook,
      start_time: start,
      status: FINISHED,
      tags: [],
      user_id: "scorebook",
    }),
  );
  const param = makeKeys();
  for (const [name, value] of paramsOf(summary.experiment)) {
    to.put(`${folder}/params/${param(name)}`, String(value).slice(0, LONGEST));
  }
  const metric = makeKeys();
  for (const [name, value] of metricsOf(summary)) {
    to.put(`${folder}/metrics/${metric(name)}`, `${to.end} ${value} 0\n`);
  }
  for (const [curve, points] of whole ? curvesOf(whole.history) : []) {
    const lines = points.map(({ step, value }) => `${to.end} ${value} ${step}\n`);
    to.put(`${folder}/metrics/${metric(`training_${curve}`)}`, lines.join(""));
  }
  const { environment, experiment } = summary;
  const tag = makeKeys();
  const tags: Record<string, string> = {
    "mlflow.runName": summary.name,
    "mlflow.source.name": "Scorebook",
    "mlflow.source.type": "LOCAL",
    "mlflow.user": "scorebook",
    "scorebook.id": summary.id,
    "scorebook.hash": summary.hash,
    "scorebook.file": experiment.data.file,
    "scorebook.fileSha256": experiment.data.sha256,
    "scorebook.backend": environment.backend,
    "scorebook.userAgent": environment.userAgent,
    ...(summary.note && { "mlflow.note.content": summary.note }),
    ...(summary.starred && { starred: "true" }),
    ...Object.fromEntries((summary.tags ?? []).map((name) => [tag(`tag.${name}`), name])),
  };
  for (const [name, value] of Object.entries(tags)) to.put(`${folder}/tags/${name}`, value);
  const artifacts = `${folder}/artifacts`;
  to.put(`${artifacts}/experiment.json`, `${JSON.stringify(experiment, null, 2)}\n`);
  if (whole) {
    to.put(`${artifacts}/test-predictions.csv`, predictionsCsv(whole));
    if (whole.lineage) to.put(`${artifacts}/lineage.json`, `${JSON.stringify(whole.lineage, null, 2)}\n`);
  }
  if (file) to.files[`${artifacts}/${stemOf(summary.name)}.scorebook`] = file;
}

/** An experiment of one name has one id: 18 digits, as MLflow's own. */
function idOf(name: string): string {
  return `1${String(Number.parseInt(hashText(name).slice(0, 12), 16))
    .padStart(17, "0")
    .slice(0, 17)}`;
}

/** 32 hexadecimal digits. */
function runIdOf(id: string): string {
  const digits = id.replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : (hashText(id) + hashText(`${id}.`)).slice(0, 32);
}

/**
 * Turns names into those that MLflow takes, each its own: letters, digits, underscores, dots, dashes and spaces. A name
 * is a file's, too, so none is too long, none ends as Windows forbids, and no two differ by capitals alone. One bad name
 * (a column called "score (points)" gives one) and MLflow would list no run of the experiment.
 */
function makeKeys(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const stem = name
      .replace(/[^\w .-]+/g, "_")
      .slice(0, 190)
      .replace(/[. ]$|^$/, "_");
    let key = stem;
    for (let next = 2; taken.has(key.toLowerCase()); next++) key = `${stem}_${next}`;
    taken.add(key.toLowerCase());
    return key;
  };
}

function yaml(values: Readonly<Record<string, string | number | readonly []>>): string {
  return Object.entries(values)
    .map(
      ([key, value]) => `${key}: ${typeof value === "string" ? quoted(value) : Array.isArray(value) ? "[]" : value}\n`,
    )
    .join("");
}

/** Double quotes take every character escaped as in JSON; YAML wants those that are not printed escaped, too. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
