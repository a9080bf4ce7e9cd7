import { DataError } from "../core/errors";
import { collectGarbage, WORTH_COLLECTING } from "./collect-garbage";
import { freeBuffer } from "../core/free-buffer";
import type { Source } from "./engine-api";

/** How a file is read that nothing is known of. */
export const AUTOMATIC_DIALECT = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" } as const;

/** A file's name and bytes; the bytes are a handle, not a copy. */
export interface SourceFile {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * The file behind a source; an address is fetched with `fetchUrl`.
 * @throws {DataError} "fetch-failed" with the reason and what to do instead
 */
export async function fileOf(source: Source, fetchUrl: (url: string) => Promise<Response>): Promise<SourceFile> {
  switch (source.kind) {
    case "bytes":
      return { name: source.name, blob: new Blob([source.bytes as Uint8Array<ArrayBuffer>]) };
    case "blob":
      return source;
    case "text":
      return { name: source.name, blob: new Blob([source.text]) };
    case "url":
      return { name: source.name ?? nameIn(source.url), blob: await fetchBlob(source.url, fetchUrl) };
  }
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split("/").pop() || "data.csv");
}

async function fetchBlob(url: string, fetchUrl: (url: string) => Promise<Response>): Promise<Blob> {
  let response: Response;
  try {
    response = await fetchUrl(url);
  } catch (thrown) {
    throw new DataError(
      "fetch-failed",
      `${url} could not be fetched: ${(thrown as Error).message}. The address may be wrong, the network off, or the site may not allow other pages to read it: download the file and drop it here`,
      { url },
    );
  }
  if (response.ok) return response.blob();
  throw new DataError("fetch-failed", `${url} answered ${response.status} ${response.statusText}`, {
    url,
    status: response.status,
  });
}

/** SHA-256 of a file as 64 hexadecimal digits. Needs all of it in memory once; `crypto.subtle` takes no stream. */
export async function sha256Of(blob: Blob): Promise<string> {
  const bytes = await blob.arrayBuffer();
  const digest = await sha256OfBytes(bytes);
  freeBuffer(bytes);
  // The digest had a copy.
  if (blob.size > WORTH_COLLECTING) await collectGarbage();
  return digest;
}

/** {@link sha256Of} of bytes, which are copied before this returns: they may be moved elsewhere meanwhile. */
export async function sha256OfBytes(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
