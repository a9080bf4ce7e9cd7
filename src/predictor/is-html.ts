/** Whether bytes are a text that begins as a page does: a run file begins otherwise. */
export function isHtml(bytes: Uint8Array): boolean {
  // the bytes of a byte order mark come first where an editor has put one
  return /^(\u00ef\u00bb\u00bf)?\s*<!doctype html/i.test(String.fromCharCode(...bytes.subarray(0, 64)));
}
