import { loadParts } from "../cells/later-part";
import type { NotebookContext } from "../cells/use-notebook";
import { makeEngineClient } from "../compute/client";
import type { EngineClient } from "../compute/engine-api";
import { makeRightOfWay } from "../compute/right-of-way";
import { makeIndexedDbDocuments, readDocument, startAutosave } from "../notebook/autosave";
import type { DocumentStorage } from "../notebook/autosave";
import { isAtWork } from "../notebook/run-progress";
import { tellBusy } from "../ui/busy";
import { makeNotebook } from "../notebook/notebook-store";
import type { Notebook } from "../notebook/notebook-store";
import { claimWhileDrawing } from "./claim-while-drawing";
import { makeCommands } from "./commands";
import { installPageInterface } from "./page-interface";
import { prettyError } from "./pretty-error";
import { oneTabAtATime } from "./one-tab";
import { watchQuiet } from "./when-quiet";
import { uiStore } from "./ui-store";
import { registerOffline } from "./register-offline";

const STORAGE_PATIENCE = 4;

/** Nobody sees the difference of so little; a short run is drawn in half as many frames, and a long one's progress in fewer. */
const WAITS = { begunMs: 60, newsMs: 200, progressMs: 400 };

/**
 * Puts the page together: the notebook as it was left, the engine behind it, autosave, and what the address asks for
 * (`?sample` opens the built-in file, `&run` runs it; `workers=1` and `share=0` are for comparing: the numbers must not
 * change). Otherwise nothing trains before it is asked to.
 */
export async function launch(): Promise<NotebookContext> {
  const start = engineStart(new URLSearchParams(location.search));
  const rightOfWay = makeRightOfWay(start.share && crossOriginIsolated);
  const client = makeEngineClient({ ...start, rightOfWay, waits: WAITS });
  claimWhileDrawing(client, rightOfWay);
  const documents = makeIndexedDbDocuments();
  const { notebook, problem, isFirstVisit } = await openNotebook(client, documents);
  const autosave = startAutosave(notebook, oneTabAtATime(documents, notebook));
  addEventListener("pagehide", autosave.close);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void autosave.flush();
  });
  if (problem) notebook.actions.notify(problem);
  notebook.store.subscribe(({ stages }) => tellBusy(isAtWork(stages)));
  installPageInterface(client, notebook);
  void registerOffline(() => {
    // What the address asks for is done again after a reload; a file that a person has just opened is not to be disturbed.
    const isAsked = new URLSearchParams(location.search).has("sample");
    return isAsked || notebook.store.getState().views.read === undefined;
  }, watchQuiet(notebook));
  void begin(notebook, client, isFirstVisit);
  return { notebook, client };
}

function engineStart(asked: URLSearchParams): { workers: number | null; share: boolean } {
  const workers = Number(asked.get("workers"));
  return { workers: Number.isInteger(workers) && workers > 0 ? workers : null, share: asked.get("share") !== "0" };
}

async function openNotebook(client: EngineClient, documents: DocumentStorage) {
  let stored: unknown = null;
  try {
    stored = await withinSeconds(STORAGE_PATIENCE, documents.load());
    const notebook = makeNotebook(client, readDocument(stored) ?? {});
    return { notebook, problem: null, isFirstVisit: stored === null || stored === undefined };
  } catch (thrown) {
    if (stored !== null) await documents.keepAside(stored).catch(() => undefined);
    const { title, detail } = prettyError(thrown);
    const problem = { tone: "warn" as const, title: `The notebook kept here cannot be opened: ${title}`, detail };
    return { notebook: makeNotebook(client), problem, isFirstVisit: false };
  }
}

/** Storage that is blocked may never answer; the page opens without it. */
function withinSeconds<T>(seconds: number, answer: Promise<T>): Promise<T> {
  return Promise.race([
    answer,
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error(`this browser's storage did not answer in ${seconds} s`)), seconds * 1000),
    ),
  ]);
}

/** A sign that somebody is there, ahead of whatever they ask for. */
const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "dragenter", "focusin"] as const;

/** The engine is a third of all code: where nothing is kept it is fetched when somebody begins to use the page. */
function wakeAtFirstSign(notebook: Notebook, client: EngineClient): void {
  const heard = new AbortController();
  const wakeUp = () => {
    heard.abort();
    wake(notebook, client);
    void loadParts(() => idleBetweenRuns(notebook));
  };
  for (const sign of SIGNS_OF_LIFE)
    addEventListener(sign, wakeUp, { signal: heard.signal, capture: true, passive: true });
}

function wake({ store }: Notebook, client: EngineClient): void {
  // What is wrong is told of when the engine is asked for something.
  void client.wake(store.getState().experiment).catch(() => undefined);
}

/** While stages run the cores are theirs, and what they find is to be drawn. */
async function idleBetweenRuns({ store }: Pick<Notebook, "store">): Promise<void> {
  do await idle();
  while (isAtWork(store.getState().stages) && (await aMoment()));
}

const aMoment = (): Promise<boolean> => new Promise((resolve) => setTimeout(resolve, 500, true));

const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve, 50);
  });

async function begin(notebook: Notebook, client: EngineClient, isFirstVisit: boolean): Promise<void> {
  const { store } = notebook;
  const commands = makeCommands(notebook, client);
  const asked = new URLSearchParams(location.search);
  if (isFirstVisit) wakeAtFirstSign(notebook, client);
  else {
    await commands.report(async () => {
      await client.restore(store.getState().experiment);
    });
    // Nobody is known to be there yet: the page's own parts come first.
    void loadParts(() => idleBetweenRuns(notebook)).then(() => wake(notebook, client));
  }
  const hasSample = store.getState().views.read?.file === "sample.csv";
  if (asked.has("sample") && !hasSample) await commands.openSample();
  askOfLink();
  addEventListener("hashchange", askOfLink);
  if (asked.has("run")) await commands.run("evaluate");
}

/** An experiment in the address is shown before it replaces anything. */
function askOfLink(): void {
  if (location.hash.startsWith("#experiment=")) uiStore.setState({ experiment: "link" });
}
