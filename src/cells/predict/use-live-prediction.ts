import { useEffect, useRef, useState } from "react";
import type { PredictorInput } from "../../compute/engine-api";
import type { Neighbour, Prediction } from "../../pipeline/views";
import { useClient, useNotebook } from "../use-notebook";
import { forgetLatencies, recordLatency } from "./latencies";
import { makeLatestOnly } from "./latest-only";
import type { LatestOnly } from "./latest-only";

export type PostRecord = Readonly<Record<string, string>>;

/** The nearest posts are looked for when the typing rests. */
const REST_MS = 250;
const NEAREST = 3;

/** The fields of the live model; null while there is no model. */
export function usePredictorInputs(): readonly PredictorInput[] | null {
  const client = useClient();
  const runId = useNotebook((state) => state.liveRunId);
  const [inputs, setInputs] = useState<readonly PredictorInput[] | null>(null);
  useEffect(() => {
    let current = true;
    forgetLatencies();
    // without a run there is none, and no reason to start the engine for that
    const answering = runId === null ? Promise.resolve(null) : client.predictorInputs();
    answering.then(
      (answer) => current && setInputs(answer),
      () => current && setInputs(null),
    );
    return () => {
      current = false;
    };
  }, [client, runId]);
  return inputs;
}

export interface LivePrediction {
  readonly prediction: Prediction | null;
  readonly nearest: readonly Neighbour[] | null;
  readonly error: unknown;
}

interface Question {
  readonly post: PostRecord;
  readonly explain?: string;
}

const NOTHING: LivePrediction = { prediction: null, nearest: null, error: null };

/**
 * The score of `record` as it is typed: the latest wins, one question in flight. Null asks for nothing. `explain` names the
 * label to take apart; null takes the likeliest.
 */
export function useLivePrediction(record: PostRecord | null, explain: string | null = null): LivePrediction {
  const client = useClient();
  const runId = useNotebook((state) => state.liveRunId);
  const [answer, setAnswer] = useState<LivePrediction>(NOTHING);
  const scores = useRef<LatestOnly<Question> | null>(null);
  const neighbours = useRef<LatestOnly<PostRecord> | null>(null);

  useEffect(() => {
    const fail = (error: unknown) => setAnswer((old) => ({ ...old, error }));
    scores.current = makeLatestOnly<Question, Prediction>(
      ({ post, explain: label }, signal) => client.predict(post, signal, label),
      (prediction) => {
        if (!prediction.cached) recordLatency(prediction.latencyMs);
        setAnswer((old) => ({ ...old, prediction, error: null }));
      },
      fail,
    );
    neighbours.current = makeLatestOnly<PostRecord, readonly Neighbour[]>(
      (post) => client.nearest(post, NEAREST),
      (nearest) => setAnswer((old) => ({ ...old, nearest })),
      () => setAnswer((old) => ({ ...old, nearest: null })),
    );
    return () => {
      scores.current?.stop();
      neighbours.current?.stop();
    };
  }, [client, runId]);

  const key = record === null ? null : JSON.stringify(record);
  useEffect(() => {
    if (key === null) return;
    const post = JSON.parse(key) as PostRecord;
    scores.current?.push(explain === null ? { post } : { post, explain });
    const timer = setTimeout(() => neighbours.current?.push(post), REST_MS);
    return () => clearTimeout(timer);
  }, [key, explain, runId, client]);

  return key === null ? NOTHING : answer;
}
