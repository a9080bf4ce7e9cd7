import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Path of a Chromium: the system's, else Playwright's own, else one installed now (by Playwright; where its download is not to be
 * had, by the system's package manager).
 * @throws when there is none and none can be installed
 */
export function findChromium(): string {
  const found = present();
  if (found) return found;
  console.log("no Chromium found: installing one");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  if (!present() && process.getuid?.() === 0) {
    spawnSync("sh", ["-c", "apt-get update && apt-get install -y chromium"], { stdio: "inherit" });
  }
  const installed = present();
  if (installed) return installed;
  throw new Error("no Chromium: install one, or set CHROMIUM_PATH to its executable");
}

function present(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...SYSTEM, chromium.executablePath()].find((path) => path && existsSync(path));
}
