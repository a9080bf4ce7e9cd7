import { createRoot } from "react-dom/client";
import { App } from "./App";
import { launch } from "./launch";

/** Launches the notebook and draws it into the page. */
export async function startPage(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const context = await launch();
  createRoot(root).render(<App context={context} />);
}
