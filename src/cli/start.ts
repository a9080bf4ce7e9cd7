import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { build, preview } from "vite";

/** `npm start`: builds the page, serves it, prints its address and opens it on the built-in sample where there is a display. */

const ROOT = resolve(import.meta.dirname, "../..");
const PORT = Number(process.env.PORT ?? 4173);

await build({ root: ROOT, logLevel: "warn" });
const server = await preview({ root: ROOT, preview: { port: PORT }, logLevel: "warn" });
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${PORT}/`;
console.log(`Scorebook is at ${address}`);
console.log(`With the sample, running: ${address}?sample&run`);
console.log("Ctrl+C stops it.");
openWhereThereIsADisplay(`${address}?sample&run`);

function openWhereThereIsADisplay(url: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url]
        : ["xdg-open", url];
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay || process.env.CI) return;
  const opener = spawn(command, args, { stdio: "ignore", detached: true });
  opener.on("error", () => console.log(`open it yourself: ${url}`));
  opener.unref();
}
