import { writeEventFile } from "./event-file";
import type { Scalar } from "./event-file";
import { curvesOf, metricsOf, millisecondsOf, paramsOf, stemOf } from "./run-values";
import type { ExportedRun } from "./run-values";

/** Files by path: a folder a run, each with an event file of its curves, its final figures and its settings. */
export function tensorboardFiles(runs: readonly ExportedRun[]): Readonly<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const { summary, whole } of runs) {
    const end = Date.parse(summary.createdAt) / 1000;
    const seconds = millisecondsOf(summary) / 1000;
    const scalars: Scalar[] = [];
    for (const [curve, points] of whole ? curvesOf(whole.history) : []) {
      for (const { step, value } of points) scalars.push({ tag: `training/${curve}`, step: Math.max(0, step), value });
    }
    for (const [name, value] of metricsOf(summary)) scalars.push({ tag: `final/${name}`, step: 0, value });
    const folder = `${stemOf(summary.name)}-${stemOf(summary.id).slice(0, 8)}`;
    files[`${folder}/events.out.tfevents.${Math.floor(end)}.scorebook`] = writeEventFile({
      wallTime: end - seconds,
      seconds,
      scalars,
      hparams: Object.fromEntries(paramsOf(summary.experiment)),
      groupName: summary.hash,
    });
  }
  return files;
}
