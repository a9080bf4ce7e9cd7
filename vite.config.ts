import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Served from any static host under any sub-path, so every address in the build is relative. */
export default defineConfig({
  base: "./",
  plugins: [react()],
  build: { target: "es2023", sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 3000 },
  worker: { format: "es" },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
