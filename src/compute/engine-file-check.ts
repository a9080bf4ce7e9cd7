import type { ColumnType } from "../core/table/table";
import type { Experiment } from "../experiment/schema";
import type { Executor } from "../pipeline/executor";
import type { FileCheck } from "../pipeline/file-check";
import { fileOf } from "./source-file";
import type { Source } from "./engine-api";

const AUTOMATIC = { delimiter: "auto", encoding: "auto", header: "auto", quote: "auto" } as const;

export interface FileCheckHost {
  readonly pipeline: { readonly experiment: Experiment };
  readonly executor: Executor;
  readonly fetch: (url: string) => Promise<Response>;
}

/** Judges files that are to be scored by the expectations of the experiment. */
export function makeFileCheckMethods({ pipeline, executor, fetch }: FileCheckHost) {
  return {
    async checkFile(source: Source): Promise<FileCheck> {
      const { blob } = await fileOf(source, fetch);
      const { quality, problem, data } = pipeline.experiment;
      const types: Record<string, ColumnType> = {};
      for (const [name, { type }] of Object.entries(data.columns)) if (type) types[name] = type;
      const { expectations } = quality;
      return executor.run("checkFile", { blob, dialect: AUTOMATIC, types, expectations, target: problem.target });
    },
  };
}
