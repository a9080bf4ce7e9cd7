import { useMemo } from "react";
import type { ReactNode } from "react";
import type { Run } from "../../pipeline/views";
import { useNotebook } from "../use-notebook";
import { testLooks } from "./test-looks";
import { looksWords } from "./validate-words";

/** How often the test part of a run was looked at, in words. */
export function TestLooks({ run }: { readonly run: Run }): ReactNode {
  const runs = useNotebook((state) => state.runs);
  const words = useMemo(() => looksWords(testLooks(run, runs), run.evaluate.points.test.rows.length), [run, runs]);
  return words && <p className="note">{words}</p>;
}
