import { readUnzippedShare, unpackShare } from "../predictor/share-file";
import type { ShareContent } from "../predictor/share-file";

/**
 * The content of a shared page's data. The browser's own decompression is ten times as fast as any script's; where there
 * is none, or it refuses, the script's says why.
 *
 * @throws {DataError} "foreign-file", "damaged-file" or "newer-file"
 */
export async function openShare(packed: Uint8Array<ArrayBuffer>): Promise<ShareContent> {
  const unzipped = await unzip(packed).catch(() => null);
  return unzipped ? readUnzippedShare(unzipped) : unpackShare(packed);
}

async function unzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
