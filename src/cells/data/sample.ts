import type { Source } from "../../compute/engine-api";

/** The built-in file: synthetic posts, served beside the page. */
export function sampleSource(): Source {
  return { kind: "url", url: new URL("sample.csv", document.baseURI).href, name: "sample.csv" };
}
