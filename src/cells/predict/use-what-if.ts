import { useEffect, useRef, useState } from "react";
import type { WhatIf, WhatIfQuery } from "../../predictor/what-if";
import { useClient, useNotebook } from "../use-notebook";
import { makeLatestOnly } from "./latest-only";
import type { LatestOnly } from "./latest-only";

/** Some tens of posts are scored for each question: it is asked when the typing rests. */
const REST_MS = 150;

export interface WhatIfAnswer {
  readonly answer: WhatIf | null;
  /** the question the answer is to */
  readonly query: WhatIfQuery | null;
  readonly error: Error | null;
}

const NOTHING: WhatIfAnswer = { answer: null, query: null, error: null };

/** What happens if a word goes or a value changes: the latest question wins, older ones are stopped. Null asks for nothing. */
export function useWhatIf(query: WhatIfQuery | null): WhatIfAnswer {
  const client = useClient();
  const runId = useNotebook((state) => state.liveRunId);
  const [state, setState] = useState<WhatIfAnswer & { readonly of: string | null }>({ ...NOTHING, of: null });
  const questions = useRef<LatestOnly<WhatIfQuery> | null>(null);
  useEffect(() => {
    questions.current = makeLatestOnly<WhatIfQuery, WhatIf>(
      (asked, signal) => client.whatIf(asked, signal),
      (answer, asked) => setState({ answer, query: asked, error: null, of: runId }),
      (thrown) =>
        setState((old) => ({ ...old, of: runId, error: thrown instanceof Error ? thrown : new Error(String(thrown)) })),
    );
    return () => questions.current?.stop();
  }, [client, runId]);
  const key = query === null ? null : JSON.stringify(query);
  useEffect(() => {
    if (key === null) return;
    const asked = JSON.parse(key) as WhatIfQuery;
    const timer = setTimeout(() => questions.current?.push(asked), REST_MS);
    return () => clearTimeout(timer);
  }, [key, runId, client]);
  // another model's answer says nothing of this one
  return key === null || state.of !== runId ? NOTHING : state;
}
