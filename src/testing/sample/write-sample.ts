import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { sampleCsv } from "./sample-csv";

/** `npm run sample` writes public/sample.csv anew. */
writeFileSync(resolve(import.meta.dirname, "../../../public/sample.csv"), sampleCsv());
