import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 4873);
/** The build to try, where it is not the usual one. */
const OUT_DIR = process.env.E2E_OUT_DIR;
const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM_PATH ?? SYSTEM_CHROMIUM.find((path) => existsSync(path));

/** Journeys against the production build, in the system's Chromium where there is one. */
export default defineConfig({
  testDir: ".",
  outputDir: "../node_modules/.cache/e2e",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Two cores: one page that trains keeps both busy.
  workers: 1,
  retries: process.env.CI ? 2 : 0,
  reporter: [["list"], ["json", { outputFile: "../node_modules/.cache/e2e-report.json" }]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 1000 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        // WebGPU and WebGL in software, so that every backend is tried without a graphics card.
        "--enable-unsafe-webgpu",
        "--use-webgpu-adapter=swiftshader",
        "--enable-unsafe-swiftshader",
        "--enable-features=Vulkan",
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort${OUT_DIR ? ` --outDir ${OUT_DIR}` : ""}`,
    cwd: "..",
    port: PORT,
    reuseExistingServer: !process.env.CI,
  },
});
