#!/usr/bin/env node
import { register } from "tsx/esm/api";

register();
const { main } = await import("./main.ts");
const code = await main(process.argv.slice(2));
// What was written goes out first; nothing that still ticks keeps the process.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
