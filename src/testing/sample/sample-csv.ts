import { makeSamplePosts } from "./sample-posts";
import type { SamplePost } from "./sample-posts";

export const SAMPLE_COLUMNS = ["title", "body", "tag", "datetime", "author", "score", "upvote_ratio", "url"] as const;

/** The sample as it stands in `public/sample.csv`. */
export function sampleCsv(posts: readonly SamplePost[] = makeSamplePosts()): string {
  const lines = posts.map((post) => SAMPLE_COLUMNS.map((column) => quote(String(post[column]))).join(","));
  return [SAMPLE_COLUMNS.join(","), ...lines, ""].join("\n");
}

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
