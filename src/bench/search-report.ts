import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";

const FILE = resolve(import.meta.dirname, "SEARCH.md");
const TITLE = "# Search, measured\n";

/** Puts a section of SEARCH.md in the place of the one with its heading, or at the end. */
export function writeSection(heading: string, body: string, command: string): void {
  const earlier = existsSync(FILE) ? readFileSync(FILE, "utf8") : TITLE;
  const sections = earlier.split(/^(?=## )/m);
  const made = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0].model}. Made by \`${command}\`.`;
  const section = `## ${heading}\n\n${body.trim()}\n\n${made}\n\n`;
  const at = sections.findIndex((text) => text.startsWith(`## ${heading}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  writeFileSync(FILE, `${sections.map((text) => text.trim()).join("\n\n")}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
