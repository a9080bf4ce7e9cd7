import type { PartialExperiment } from "../experiment/experiment";
import type { Experiment } from "../experiment/schema";
import type { Forecast } from "./forecast-view";

const HASHED_COLUMNS = 65_536;
/** A remedy that exists to save memory must do so to be offered. */
const LEAST_SHARE = 0.01;

interface Remedy {
  readonly label: string;
  readonly change: PartialExperiment;
}

/**
 * Ways out, each a change of the experiment, with what is held less by it. Hashing keeps every n-gram where a vocabulary
 * keeps the most frequent: it is offered only where it saves something all the same.
 */
export function offerRemedies(
  experiment: Experiment,
  sampleRows: number | null,
  forecast: { readonly totalBytes: number; saving(change: PartialExperiment): number },
): Forecast["remedies"] {
  const least = LEAST_SHARE * forecast.totalBytes;
  const saved = (remedy: Remedy) => ({
    ...remedy,
    change: remedy.change as Record<string, unknown>,
    savesBytes: Math.max(0, forecast.saving(remedy.change)),
  });
  const hashing = hashingRemedies(experiment)
    .map(saved)
    .filter(({ savesBytes }) => savesBytes > least);
  return [...fewerFeatures(experiment).map(saved), ...hashing, ...smallerModels(experiment, sampleRows).map(saved)];
}

function fewerFeatures({ features: { text } }: Experiment): Remedy[] {
  const remedies: Remedy[] = [];
  if (!text.enabled) return remedies;
  if (text.ngramMax > 1)
    remedies.push({ label: "Single words only", change: { features: { text: { ngramMin: 1, ngramMax: 1 } } } });
  if (text.vectorizer === "hashing") return remedies;
  if (text.maxFeatures === null || text.maxFeatures > 2000) {
    remedies.push({ label: "2,000 terms at most", change: { features: { text: { maxFeatures: 2000 } } } });
  }
  if (text.minDf < 5)
    remedies.push({ label: "Terms in 5 posts or more", change: { features: { text: { minDf: 5 } } } });
  return remedies;
}

function hashingRemedies({ features: { text } }: Experiment): Remedy[] {
  if (!text.enabled || (text.vectorizer === "hashing" && text.nFeatures <= HASHED_COLUMNS)) return [];
  const label = `Words hashed into ${HASHED_COLUMNS.toLocaleString("en-US")} columns`;
  return [{ label, change: { features: { text: { vectorizer: "hashing", nFeatures: HASHED_COLUMNS } } } }];
}

function smallerModels({ model }: Experiment, sampleRows: number | null): Remedy[] {
  const remedies: Remedy[] = [];
  if (model.kind === "forest" && model.maxDepth === null) {
    remedies.push({ label: "Trees at most 16 deep", change: { model: { maxDepth: 16 } as never } });
  }
  if (sampleRows !== null) {
    remedies.push({
      label: `A random sample of ${sampleRows.toLocaleString("en-US")} rows`,
      change: { split: { sampleRows } },
    });
  }
  return remedies;
}
