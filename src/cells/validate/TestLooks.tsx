import { useMemo } from "react";
import type { ReactNode } from "react";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { useNotebook } from "../use-notebook";
import { testLooks } from "./test-looks";
import { looksWords } from "./validate-words";

/** How often the test part of a run was looked at, in words. */
export function TestLooks({ run }: { readonly run: RunSummary }): ReactNode {
  const runs = useNotebook((state) => state.runs);
  const words = useMemo(() => looksWords(testLooks(run, runs), run.figures.testRows), [run, runs]);
  return words && <p className="note">{words}</p>;
}
