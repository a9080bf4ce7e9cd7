import { gzipSync } from "fflate";
import { decodeBase64 } from "../core/binary/base64";
import { pack, unpack } from "../core/binary/pack";
import { DataError, isDataError } from "../core/errors";
import { gunzip } from "../core/read/decompress";
import type { PredictorValue } from "./predictor-value";

/*
 * A share file is one HTML page that opens from anywhere, the file system included, and asks for nothing: its style and
 * script stand in it, and so do the data, packed, compressed and in base64, in a script element that no browser runs.
 */
const FORMAT = "scorebook-share";
const VERSION = 1;
export const SHARE_ELEMENT = "scorebook-share";
const OPENING = `<script type="text/plain" id="${SHARE_ELEMENT}">`;
const CLOSING = "</script>";

/** What a shared page holds: what it shows, the record of the run, and the model that answers. */
export interface ShareContent {
  readonly page: unknown;
  readonly run: unknown;
  readonly predictor: PredictorValue;
}

/** Packed and compressed. Of the model of 100 trees on some thousand posts, about 40% of its size in memory. */
export function packShare(content: ShareContent): Uint8Array {
  return gzipSync(pack({ format: FORMAT, version: VERSION, ...content }), { level: 9 });
}

/**
 * The content of {@link packShare}; its predictor gives the same predictions to the last bit.
 *
 * @throws {DataError} "foreign-file", "damaged-file" or "newer-file"
 */
export function unpackShare(packed: Uint8Array): ShareContent {
  return contentOf(unpack(unzipped(packed)));
}

/**
 * As {@link unpackShare}, of data that were decompressed by something that checks gzip's own checksum.
 * @throws {DataError} "foreign-file", "damaged-file" or "newer-file"
 */
export function readUnzippedShare(unzipped: Uint8Array): ShareContent {
  return contentOf(unpack(unzipped, { isChecked: true }));
}

function contentOf(value: unknown): ShareContent {
  const content = value as (ShareContent & { format?: unknown; version?: unknown }) | null;
  if (content?.format !== FORMAT) {
    throw new DataError("foreign-file", `this page holds no shared run: expected "${FORMAT}"`);
  }
  if (typeof content.version !== "number" || content.version > VERSION) {
    throw new DataError(
      "newer-file",
      `the shared page has version ${String(content.version)}, this Scorebook reads up to ${VERSION}`,
    );
  }
  return { page: content.page, run: content.run, predictor: content.predictor };
}

function unzipped(packed: Uint8Array): Uint8Array {
  try {
    return gunzip(packed);
  } catch (thrown) {
    if (!isDataError(thrown)) throw thrown;
    throw new DataError("damaged-file", "the data of this shared page were changed or cut off after it was made");
  }
}

/**
 * The data of a shared page, still packed.
 *
 * @throws {DataError} "foreign-file" where the page holds none, "damaged-file" where they do not read as base64
 */
export function findShareData(html: string): Uint8Array {
  const from = html.indexOf(OPENING);
  const to = from < 0 ? -1 : html.indexOf(CLOSING, from);
  if (to < 0) throw new DataError("foreign-file", "this page is not one that Scorebook shared: it holds no run");
  return decodeBase64(html.slice(from + OPENING.length, to));
}

export interface ShareHtml {
  readonly title: string;
  /** shown until the script has drawn, and where scripts are off */
  readonly summary: string;
  readonly style: string;
  readonly script: string;
  /** base64 of {@link packShare}, in pieces */
  readonly data: readonly string[];
}

/** The page, in pieces of text that follow each other. It may load nothing, and nothing it holds can send anything. */
export function composeShareHtml({ title, summary, style, script, data }: ShareHtml): string[] {
  return [
    "<!doctype html>\n",
    '<html lang="en">\n<head>\n<meta charset="utf-8" />\n',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'" />\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />\n',
    `<title>${escapeHtml(title)}</title>\n<style>${style.replaceAll("</style", "<\\/style")}</style>\n</head>\n<body>\n`,
    `<div id="root"><main class="share-plain"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(summary)}</p></main></div>\n`,
    OPENING,
    ...data,
    `${CLOSING}\n<script>${script.replaceAll("</script", "<\\/script")}</script>\n</body>\n</html>\n`,
  ];
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]!);
}
