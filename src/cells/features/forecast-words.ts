import type { Forecast } from "../../pipeline/forecast-view";
import { formatBytes } from "../../ui/format";

const WORTH_SAYING = 250_000_000;

const WORDS: Readonly<Record<string, string>> = {
  read: "the table",
  clean: "its tokens",
  count: "n-grams while they are counted",
  terms: "the list of terms",
  features: "the matrix",
  train: "the model",
};

/** Whether a forecast is worth a line: it does not fit, or takes over 250 MB. */
export function isLarge(forecast: Forecast): boolean {
  return !forecast.fits || forecast.totalBytes > WORTH_SAYING;
}

/** "Running all will hold about 1.2 GB: the matrix 900 MB, the table 300 MB." The largest parts first, those under 5% left out. */
export function forecastSentence({ stages, totalBytes }: Forecast): string {
  const parts = stages
    .filter(({ bytes }) => bytes >= totalBytes * 0.05)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ stage, bytes }) => `${WORDS[stage] ?? stage} ${formatBytes(bytes)}`);
  return `Running all will hold about ${formatBytes(totalBytes)}: ${parts.join(", ")}.`;
}

/** "Single words only (saves 1.2 GB)"; what is not forecast to save 1% is not said to save anything. */
export function remedyText({ label, savesBytes }: Forecast["remedies"][number], { totalBytes }: Forecast): string {
  return savesBytes > 0.01 * totalBytes ? `${label} (saves ${formatBytes(savesBytes)})` : label;
}
