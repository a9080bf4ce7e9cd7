import { startTheme } from "./app/theme";
import "./ui/tokens.css";
import "./ui/base.css";

/** Until the browser has had time for a frame. */
function nextTask(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0));
}

/** All of the first code at once would be one task of 100 ms and more. The build has index.html fetch the parts ahead. */
async function start(): Promise<void> {
  startTheme();
  await import("react-dom/client");
  await nextTask();
  await import("./experiment/schema");
  await nextTask();
  const { startPage } = await import("./app/start-page");
  await nextTask();
  await startPage();
}

// Not awaited here: the parts import what this module's chunk holds, and would wait for it.
void start();
