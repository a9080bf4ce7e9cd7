import { describe, expect, test } from "vitest";
import { encodeBase64 } from "../core/binary/base64";
import { isDataError } from "../core/errors";
import { isHtml } from "./is-html";
import { composeShareHtml, findShareData, packShare, unpackShare } from "./share-file";
import type { ShareContent } from "./share-file";

const CONTENT = {
  page: { madeAt: "2020-01-01T00:00:00Z", text: "</script><!-- é" },
  run: { id: "a" },
  predictor: { version: 1, model: { weights: Float64Array.of(0.1, -0, NaN, 1e-300) } },
} as unknown as ShareContent;

function composed(content: ShareContent = CONTENT): string {
  return composeShareHtml({
    title: "A <b> & “c”",
    summary: "RMSE 3",
    style: "a{}",
    script: 'document.write("</script>")',
    data: encodeBase64(packShare(content)),
  }).join("");
}

function codeOf(run: () => unknown): string | null {
  try {
    run();
  } catch (thrown) {
    return isDataError(thrown) ? thrown.code : String(thrown);
  }
  return null;
}

describe("share file", () => {
  test("gives the content back to the last bit", () => {
    expect(unpackShare(findShareData(composed()))).toEqual(CONTENT);
  });

  test("closes no script early and takes no markup from a title", () => {
    const html = composed();
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain("<title>A &lt;b&gt; &amp; “c”</title>");
    expect(html).toContain("default-src 'none'");
  });

  test("says what is wrong with a page that was edited, cut off, or is none of ours", () => {
    const html = composed();
    const at = html.indexOf('id="scorebook-share">') + 60;
    expect(codeOf(() => unpackShare(findShareData(html.slice(0, at) + "\u00e9" + html.slice(at + 1))))).toBe(
      "damaged-file",
    );
    const swapped = html.slice(0, at) + (html[at] === "A" ? "B" : "A") + html.slice(at + 1);
    expect(codeOf(() => unpackShare(findShareData(swapped)))).toBe("damaged-file");
    expect(codeOf(() => findShareData(html.slice(0, at)))).toBe("foreign-file");
    expect(codeOf(() => findShareData("<!doctype html><p>hello"))).toBe("foreign-file");
  });

  test("isHtml tells a page from a run file, a byte order mark and blank lines included", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(isHtml(bytes(composed()))).toBe(true);
    expect(isHtml(bytes("\uFEFF\n<!DOCTYPE html>"))).toBe(true);
    expect(isHtml(bytes("SCRBOOK\n"))).toBe(false);
    expect(isHtml(new Uint8Array(0))).toBe(false);
  });
});
