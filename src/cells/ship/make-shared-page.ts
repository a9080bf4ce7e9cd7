import type { EngineClient } from "../../compute/engine-api";
import type { NotebookState } from "../../notebook/notebook";
import type { ShareChoices, SharedPost } from "../../pipeline/share/share-page";
import { resolveInputs } from "../../pipeline/inputs";
import type { ColumnView, Run } from "../../pipeline/views";
import { makeSharePage, worstRows } from "./share-page";

/** The data of a shared page, packed by the engine: aggregates, the rows that were chosen, the run and its model. */
export async function makeSharedPage(
  client: EngineClient,
  state: NotebookState,
  run: Run,
  choices: ShareChoices,
): Promise<Uint8Array> {
  const page = makeSharePage({
    run,
    state,
    choices,
    posts: choices.posts > 0 ? await worstPosts(client, state.views.read?.columns ?? [], run, choices.posts) : [],
    madeAt: new Date(),
    address: location.origin + location.pathname,
  });
  return client.shareRun(run.id, page);
}

/** Texts of the columns that the model takes, and no others. */
async function worstPosts(
  client: EngineClient,
  columns: readonly ColumnView[],
  run: Run,
  count: number,
): Promise<SharedPost[]> {
  const worst = worstRows(run, count);
  const records = await client.rowsAt(worst.map(({ row }) => row));
  const { features } = resolveInputs(run.experiment, columns);
  const inputs = [...features.text, ...features.categorical, ...features.numeric, ...features.datetime];
  return worst.map(({ actual, predicted }, i) => ({
    actual,
    predicted,
    record: Object.fromEntries(inputs.filter((name) => records[i][name]).map((name) => [name, records[i][name]])),
  }));
}
