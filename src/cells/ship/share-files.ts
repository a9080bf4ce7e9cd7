import { zipSync } from "fflate";
import { encodeBase64 } from "../../core/binary/base64";
import { DataError } from "../../core/errors";
import { composeShareHtml } from "../../predictor/share-file";
import type { Run } from "../../pipeline/views";
import { formatMetric, mainMetrics, metricWords, testMetric } from "../problem/metric-words";

/** The page as one file. */
export async function composeSharedPage(run: Run, packed: Uint8Array): Promise<Blob> {
  const [script, style] = await Promise.all([fetchOwn("share/viewer.js"), fetchOwn("share/viewer.css")]);
  const pieces = composeShareHtml({
    title: run.experiment.problem.question || `${run.experiment.name}: ${run.name}`,
    summary: `${mainMetrics(run)
      .map((metric) => `${metricWords(metric).short} ${formatMetric(metric, testMetric(run, metric)?.value ?? NaN)}`)
      .join(", ")} on test rows. Scripts are needed for the charts and for scoring; nothing is loaded from elsewhere.`,
    style,
    script,
    data: encodeBase64(packed),
  });
  return new Blob(pieces, { type: "text/html" });
}

/** The same page as a folder for a static host, with the element that puts its live form into other pages. */
export async function zipSharedFolder(page: Blob): Promise<Blob> {
  const text = (content: string) => new TextEncoder().encode(content);
  const element = await fetchOwn("share/scorebook-predictor.js");
  const files = {
    "index.html": new Uint8Array(await page.arrayBuffer()),
    "scorebook-predictor.js": text(element),
    "example.html": text(EXAMPLE),
    "README.txt": text(FOLDER_README),
  };
  return new Blob([zipSync(files, { level: 6 }) as Uint8Array<ArrayBuffer>], { type: "application/zip" });
}

export const IFRAME_CODE =
  '<iframe src="index.html#predict" title="Live prediction" width="360" height="620" style="border: 0"></iframe>';

export const ELEMENT_CODE =
  '<script src="scorebook-predictor.js"></script>\n<scorebook-predictor src="index.html"></scorebook-predictor>';

const EXAMPLE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>A live prediction in a page of your own</title>
<style>body { max-width: 420px; margin: 40px auto; font-family: system-ui, sans-serif; }</style>
</head>
<body>
<h1>A page of your own</h1>
${ELEMENT_CODE}
<p>Last answer: <output id="answer">none yet</output></p>
<script>
document.querySelector("scorebook-predictor").addEventListener("prediction", (event) => {
  document.getElementById("answer").textContent = event.detail.prediction.label ?? event.detail.prediction.score;
});
</script>
</body>
</html>
`;

const FOLDER_README = `A run shared from Scorebook. Put these files on any static host.

index.html              results and the live form; also opens from a folder by double click
scorebook-predictor.js  <scorebook-predictor src="index.html">: the live form as an element
example.html            a page that uses it

Nothing in here asks for anything from elsewhere, and what is typed stays in the page.
`;

async function fetchOwn(path: string): Promise<string> {
  const response = await fetch(new URL(path, document.baseURI)).catch(() => null);
  if (!response?.ok) {
    throw new DataError(
      "not-ready",
      `${path}, a file of Scorebook itself, could not be loaded (${response ? `status ${response.status}` : "no answer"}): reload the page once while online`,
    );
  }
  return response.text();
}
