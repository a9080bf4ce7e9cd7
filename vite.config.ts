import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { build } from "vite";
import { defineConfig } from "vitest/config";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };

/** Shared memory needs these; the service worker sets them on hosts that do not. */
const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * The page loads nothing but its own files and evaluates no text as code. `connect-src` is open because the data cell
 * fetches an address when a person types one.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http: data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
].join("; ");

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

/** Files fetched only when a network is trained: not loaded ahead, kept once fetched. */
const LATER = /tfjs|training-worker|\.wasm$|\.map$/;

/** TensorFlow.js comes in chunks that the bundler names after nothing in particular: their name says what they are. */
function workerChunkName({ moduleIds }: { readonly moduleIds: readonly string[] }): string {
  const isTensorFlow = moduleIds.some((id) => /@tensorflow|compute\/training/.test(id));
  return isTensorFlow ? "assets/tfjs-[name]-[hash].js" : "assets/[name]-[hash].js";
}

/** What rolldown tells of a module. */
interface ModuleGraph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
}

/** The page's first code in the parts in which `src/main.tsx` asks for it, by the module that each begins with. */
const FIRST_PARTS = [
  ["first", "./src/main.tsx"],
  ["first-react", "./node_modules/react-dom/client.js"],
  ["first-schema", "./src/experiment/schema.ts"],
  ["first-page", "./src/app/start-page.tsx"],
] as const;

/** What an empty notebook shows once its first code is there. */
const EMPTY_PART =
  /\/src\/cells\/(?:quality\/QualityForm|train\/TrainBody|evaluate\/EvaluateBody|predict\/BatchPredict)\./;
/** What cells and charts ask for when they are shown; `loadParts` has all of it fetched ahead. */
const LATER_PART = /\/src\/(?:cells\/|ui\/charts\/lazy-charts)/;
/** Of these, what few notebooks need. */
const SELDOM = /\/cells\/(?:note|ship)\/|\/pipeline\/report\//;

/** All that a module needs at once, itself included; and what it asks for later, as far as `later` says. */
function reach(graph: ModuleGraph, first: string, later: (from: string, id: string) => boolean): Set<string> {
  const found = new Set<string>();
  const waiting = [first];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {};
    for (const next of importedIds) waiting.push(next);
    for (const next of dynamicallyImportedIds) if (later(id, next)) waiting.push(next);
  }
  return found;
}

/** A chunk of all that is reached from a module of this project. */
function chunkOf(name: string, path: string, priority: number, later: (from: string, id: string) => boolean) {
  let part: Set<string> | null = null;
  const first = fileURLToPath(new URL(path, import.meta.url));
  return {
    name: (id: string, graph: ModuleGraph) => ((part ??= reach(graph, first, later)).has(id) ? name : null),
    priority,
  };
}

/**
 * A chunk for each part of all that the page needs at once, and two for what its cells ask for later: cut up by who else
 * uses what, each came in seventy files. A group takes in what its modules import, so what is asked for first chooses
 * first.
 */
function pageChunks() {
  const isLater = (from: string, id: string) => LATER_PART.test(from) && !SELDOM.test(from) && !SELDOM.test(id);
  return [
    ...FIRST_PARTS.map(([name, path], i) => chunkOf(name, path, FIRST_PARTS.length + 2 - i, () => false)),
    chunkOf("cells-empty", "./src/app/start-page.tsx", 2, (_from, id) => EMPTY_PART.test(id)),
    chunkOf("cells", "./src/app/start-page.tsx", 1, isLater),
  ];
}

/** Has the page fetch the parts of its first code side by side. */
function firstPartsAhead(): Plugin {
  return {
    name: "first-parts-ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle)
          .filter((item) => item.type === "chunk" && item.name.startsWith("first-"))
          .map(({ fileName }) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `./${fileName}` },
            injectTo: "head" as const,
          })),
    },
  };
}

/** Writes the list of the build's files into the service worker. */
function precacheList(): Plugin {
  return {
    name: "precache-list",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") return;
        const files = Object.keys(bundle).filter((file) => file !== "sw.js" && !LATER.test(file));
        const hash = createHash("sha256");
        for (const file of files) {
          const item = bundle[file];
          hash.update(file).update(item.type === "chunk" ? item.code : item.source);
        }
        const list = {
          version: hash.digest("hex").slice(0, 16),
          files: ["./", "./sample.csv", "./favicon.svg", ...files],
        };
        worker.code = worker.code.replaceAll("__PRECACHE__", JSON.stringify(list));
      },
    },
  };
}

/**
 * The script and the style of shared pages, each one file that is written into the page whole: a build of its own, in
 * `share/` beside the notebook's, which fetches them when something is shared.
 */
function sharedPageFiles(): Plugin {
  let made: Promise<Map<string, string>> | null = null;
  const make = async () => {
    const result = await build({
      configFile: false,
      logLevel: "warn",
      plugins: [react()],
      define: { __SCOREBOOK_VERSION__: JSON.stringify(version), "process.env.NODE_ENV": '"production"' },
      build: {
        write: false,
        target: "es2023",
        cssCodeSplit: false,
        copyPublicDir: false,
        lib: { entry: "src/viewer/main.tsx", formats: ["iife"], name: "scorebookShare", fileName: () => "viewer.js" },
        rollupOptions: { output: { codeSplitting: false } },
      },
    });
    const [{ output }] = result as { output: readonly ({ code: string } | { source: string | Uint8Array })[] }[];
    const files = new Map<string, string>();
    for (const file of output) {
      if ("code" in file) files.set("share/viewer.js", file.code);
      else files.set("share/viewer.css", String(file.source));
    }
    files.set(
      "share/scorebook-predictor.js",
      readFileSync(new URL("./src/viewer/element.js", import.meta.url), "utf8"),
    );
    return files;
  };
  return {
    name: "shared-page-files",
    async generateBundle() {
      for (const [fileName, source] of await (made ??= make())) this.emitFile({ type: "asset", fileName, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const wanted = /share\/[\w-]+\.(?:js|css)$/.exec(request.url ?? "")?.[0];
        if (wanted === undefined) return next();
        void (made ??= make()).then((files) => {
          response.setHeader("Content-Type", wanted.endsWith("css") ? "text/css" : "text/javascript");
          response.end(files.get(wanted));
        }, next);
      });
    },
  };
}

/**
 * Tests in files that want a thread of their own, which go first: those that stub globals or the clock, that compare
 * times (code compiled for other tests would count), and the longest, so that no core is left alone with one at the end.
 */
const ALONE = [
  "src/app/when-quiet.test.ts",
  "src/bench/guard.test.ts",
  "src/cli/main.test.ts",
  "src/compute/{check-data,collect-garbage,right-of-way,same-numbers}.test.ts",
  "src/notebook/autosave.test.ts",
  "src/pipeline/{labels-reference,reference}.test.ts",
  "src/ui/take-turns.test.ts",
];

const ALL = ["src/**/*.test.{ts,tsx}"];

/** Served from any static host under any sub-path, so every address in the build is relative. */
export default defineConfig({
  base: "./",
  plugins: [react(), contentSecurityPolicy(), firstPartsAhead(), sharedPageFiles(), precacheList()],
  define: { __SCOREBOOK_VERSION__: JSON.stringify(version) },
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    // One small sheet, and no links written into the page before a part is imported: each link cost its caller, a
    // component being drawn, several milliseconds, and parts are fetched ahead while nothing is to do.
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies, { hostType }) => (hostType === "html" ? dependencies : []),
    },
    rollupOptions: {
      input: { main: "index.html", sw: "src/offline/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: { groups: pageChunks() },
      },
    },
  },
  worker: {
    format: "es",
    rollupOptions: {
      output: {
        chunkFileNames: workerChunkName,
        codeSplitting: { groups: [chunkOf("engine", "./src/compute/engine-worker.ts", 1, () => false)] },
      },
    },
  },
  test: {
    environment: "node",
    pool: "threads",
    // Most files change nothing but their own: they share two threads, and what those have loaded.
    projects: [
      { extends: true, test: { name: "alone", include: ALONE } },
      { extends: true, test: { name: "together", include: ALL, exclude: ALONE, isolate: false } },
    ],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores: more workers than that only fight.
    maxWorkers: 2,
    // Some tests race a timer against a worker's start, which a crowded machine can lose once.
    retry: process.env.CI ? 1 : 0,
  },
});
