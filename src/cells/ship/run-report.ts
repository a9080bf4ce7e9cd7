import type { EngineClient } from "../../compute/engine-api";
import type { NotebookState } from "../../notebook/notebook";
import type { Report } from "../../pipeline/report/render-report";
import type { RunSummary } from "../../pipeline/runs/run-summary";

/** Posts in a report, where a person wants some. */
export const POSTS_REPORTED = 10;

/**
 * The report of a run with what the notebook knows of its file. Another file may be open by now: then its columns, checks and posts
 * are left out. With `posts` the posts that the run is furthest off on are in it, with their texts.
 */
export async function makeRunReport(
  client: Pick<EngineClient, "rowsAt" | "loadRun">,
  { experiment, views }: Pick<NotebookState, "experiment" | "views">,
  { id }: RunSummary,
  { posts = false }: { readonly posts?: boolean } = {},
): Promise<Report> {
  const run = await client.loadRun(id);
  const [{ renderReport }, { worstPosts, worstRows }] = await Promise.all([
    import("../../pipeline/report/render-report"),
    import("../../pipeline/report/worst-posts"),
  ]);
  const isOpen = views.read !== undefined && views.read.sha256 === run.experiment.data.sha256;
  const worst = posts && isOpen ? worstRows(run, POSTS_REPORTED) : null;
  const records = worst ? await client.rowsAt(worst.map(({ row }) => row)) : [];
  return renderReport({
    run,
    data: isOpen ? views.read : null,
    quality: isOpen ? (views.quality ?? null) : null,
    accepted: experiment.quality.accepted,
    dictionary: { ...run.experiment.quality.dictionary, ...(isOpen && experiment.quality.dictionary) },
    worst: worst && worstPosts(run, worst, records),
  });
}
