import { createRoot } from "react-dom/client";
import { NotebookProvider } from "../cells/use-notebook";
import { LiveForm } from "../cells/predict/LiveForm";
import { decodeBase64 } from "../core/binary/base64";
import { SHARE_ELEMENT } from "../predictor/share-file";
import { DamagedPage } from "./DamagedPage";
import { openShare } from "./open-share";
import { SharedPage } from "./SharedPage";
import { makeShareNotebook } from "./share-notebook";
import type { SharedRun } from "./share-notebook";
import { startPageTheme } from "./page-theme";
import "../ui/tokens.css";
import "../ui/base.css";
import "./viewer.css";

/** "#predict" shows the live form alone: for a frame in another page. */
const isFormAlone = location.hash === "#predict";

startPageTheme();
const root = createRoot(document.getElementById("root")!);
void open();

async function open(): Promise<void> {
  try {
    const packed = decodeBase64(document.getElementById(SHARE_ELEMENT)?.textContent ?? "");
    const shared = (await openShare(packed)) as unknown as SharedRun;
    const context = makeShareNotebook(shared, (record, prediction) => {
      if (isFormAlone) parent.postMessage({ type: "scorebook-prediction", record, prediction }, "*");
    });
    document.documentElement.dataset.scorebook = shared.run.id;
    globalThis.scorebookShared = {
      predict: (record) => context.client.predict(record),
      predictBatch: (rows) => context.client.predictBatch(rows),
    };
    root.render(
      <NotebookProvider value={context}>
        {isFormAlone ? (
          <main className="share-form">
            <LiveForm />
          </main>
        ) : (
          <SharedPage shared={shared} packed={packed} />
        )}
      </NotebookProvider>,
    );
    if (isFormAlone) tellHeight();
  } catch (thrown) {
    root.render(<DamagedPage error={thrown as Error} />);
  }
}

/** The frame is made as high as the form. */
function tellHeight(): void {
  const tell = () => parent.postMessage({ type: "scorebook-height", height: document.body.scrollHeight }, "*");
  new ResizeObserver(tell).observe(document.body);
}
