import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatBytes } from "../../ui/format";
import type { PartialExperiment } from "../../experiment/experiment";
import { useLoaded } from "../use-loaded";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { forecastSentence, isLarge, remedyText } from "./forecast-words";

/**
 * What running all would hold in memory, said where it is large enough to matter; with ways out, each one click, where
 * it will not fit. Draws nothing for a small file.
 */
export function MemoryForecast(): ReactNode {
  const client = useClient();
  const actions = useActions();
  const key = useNotebook(({ experiment, views }) =>
    views.read === undefined
      ? null
      : JSON.stringify([
          views.read.sha256,
          experiment.data.columns,
          experiment.features,
          experiment.model,
          views.clean?.tokens,
        ]),
  );
  const { value: forecast } = useLoaded(key, () => client.forecast(), 200);
  if (!forecast || !isLarge(forecast)) return null;
  if (forecast.fits) return <p className="note">{forecastSentence(forecast)}</p>;
  return (
    <Alert
      tone="warn"
      title={`Running all would hold about ${formatBytes(forecast.totalBytes)}; this browser is believed to allow ${formatBytes(forecast.limitBytes)}`}
      actions={forecast.remedies.map((remedy, i) => (
        <Button
          key={remedy.label}
          variant={i === 0 ? "primary" : "default"}
          onClick={() => void actions.edit(remedy.change as PartialExperiment)}
        >
          {remedyText(remedy, forecast)}
        </Button>
      ))}
    >
      {forecastSentence(forecast)}
    </Alert>
  );
}
