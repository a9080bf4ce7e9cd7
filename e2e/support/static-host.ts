import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve } from "node:path";

/** The folder of the build that the journeys follow. */
export const BUILD = process.env.E2E_OUT_DIR ?? resolve(import.meta.dirname, "../../dist");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".csv": "text/csv",
  ".json": "application/json",
};

export interface StaticHost {
  /** where the build answers, with the slash at its end */
  readonly url: string;
  close(): Promise<void>;
}

/** The plainest host there is: files under a sub-path, and no header but their type. */
export async function serveUnder(
  folder: string,
  subPath: string,
  change: (path: string, body: Buffer) => Buffer = (_, body) => body,
): Promise<StaticHost> {
  const server: Server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    if (!path.startsWith(subPath)) {
      response.writeHead(404).end();
      return;
    }
    const rest = normalize(path.slice(subPath.length)) || ".";
    const file = rest === "." || rest.endsWith("/") ? join(rest, "index.html") : rest;
    try {
      const body = change(path, await readFile(join(folder, file)));
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${subPath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
