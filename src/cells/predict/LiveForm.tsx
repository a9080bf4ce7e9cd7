import { Suspense, useState } from "react";
import { MODEL_DESCRIPTIONS } from "../../core/models/kinds";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import type { Prediction } from "../../pipeline/views";
import type { PredictorInput } from "../../compute/engine-api";
import { formatCount } from "../../ui/format";
import { InTurn } from "../../ui/InTurn";
import { useActions, useClient, useNotebook } from "../use-notebook";
import { ContributionList } from "./ContributionList";
import { InputField } from "./InputField";
import { LatencyLine } from "./LatencyLine";
import { NearestPosts } from "./NearestPosts";
import { LabelCard } from "./LabelCard";
import { ScoreCard } from "./ScoreCard";
import { useLivePrediction, usePredictorInputs } from "./use-live-prediction";
import { useLiveTarget, useLiveTask } from "./use-live-target";
import { NO_EDITS, changeValue, editCount, toggleWord } from "./post-edits";
import { useWhatIf } from "./use-what-if";
import type { PostRecord } from "./use-live-prediction";
import "./live-form.css";
import { laterPart } from "../later-part";

// Not there before something is typed.
const WhatIfPanel = laterPart(async () => (await import("./WhatIfPanel")).WhatIfPanel);

/** A post as it would be written, and its score as it is typed. */
export function LiveForm() {
  const inputs = usePredictorInputs();
  return (
    <>
      <div className="live-head">
        <h2>Live prediction</h2>
        <LiveModel />
      </div>
      {inputs === null ? (
        <NoModel />
      ) : (
        <InTurn>
          <Live inputs={inputs} />
        </InTurn>
      )}
    </>
  );
}

function Live({ inputs }: { readonly inputs: readonly PredictorInput[] }) {
  const [record, setRecord] = useState<PostRecord>({});
  const written = inputs.some(({ column, kind }) => kind === "text" && record[column]?.trim());
  const hasText = inputs.some(({ kind }) => kind === "text");
  const asked = written || (!hasText && Object.values(record).some(Boolean)) ? onlyInputs(record, inputs) : null;
  const runId = useNotebook((state) => state.liveRunId);
  const isLabel = useLiveTask() === "classification";
  const [chosen, setChosen] = useState<{ readonly runId: string | null; readonly label: string } | null>(null);
  // labels are those of one model
  const explain = isLabel && chosen?.runId === runId ? chosen.label : null;
  const [edits, setEdits] = useState(NO_EDITS);
  const target = useLiveTarget();
  const edges = useNotebook((state) => state.views.split?.target?.edges);
  const { changed, removed } = edits;
  const whatIf = useWhatIf(asked && { record: asked, changed, removed, ...(explain !== null && { label: explain }) });
  const edited = removed.length > 0 ? whatIf.answer?.record : asked && { ...asked, ...changed };
  const { prediction, nearest, error } = useLivePrediction(asked && (edited ?? asked), explain);
  const count = editCount(edits, whatIf.answer);
  return (
    <>
      <form className="live-fields" aria-label="Post to score" onSubmit={(event) => event.preventDefault()}>
        {inputs.map((input) => (
          <InputField
            key={input.column}
            input={input}
            value={record[input.column] ?? ""}
            onChange={(value) => {
              setRecord((old) => ({ ...old, [input.column]: value }));
              // what is typed counts again
              setEdits((old) => changeValue(old, input.column, value, value));
            }}
          />
        ))}
      </form>
      <NotUsed inputs={inputs} />
      {count > 0 && (
        <p className="live-hint">Below is the post with {formatCount(count, "edit")} made under “What if”.</p>
      )}
      {isLabel ? (
        <LabelCard prediction={prediction} error={error} onExplain={(label) => setChosen({ runId, label })} />
      ) : (
        <ScoreCard prediction={prediction} error={error} />
      )}
      {prediction && (
        <>
          <LatencyLine />
          {whatIf.answer && asked && (
            <Suspense fallback={null}>
              <WhatIfPanel
                answer={whatIf.answer}
                edits={edits}
                target={target}
                scale={edges ? Math.max(...edges.map(Math.abs)) : Math.abs(prediction.score)}
                onToggle={(token) => setEdits((old) => toggleWord(old, token))}
                onChange={(column, value) => setEdits((old) => changeValue(old, column, value, asked[column] ?? ""))}
                onUndo={() => setEdits(NO_EDITS)}
                onKeep={() => {
                  setRecord((old) => ({ ...old, ...whatIf.answer!.record }));
                  setEdits(NO_EDITS);
                }}
              />
            </Suspense>
          )}
          {whatIf.error && <p className="live-error">{whatIf.error.message}</p>}
          <ContributionList prediction={explainedPart(prediction)} />
          <NearestPosts nearest={nearest} inputs={inputs} />
        </>
      )}
    </>
  );
}

/** What is taken apart: the score, or the probability of the label asked for. */
function explainedPart(prediction: Prediction): Prediction {
  const asked = prediction.probabilities?.find(({ label }) => label === prediction.explained);
  return asked ? { ...prediction, score: asked.p } : prediction;
}

/** What is typed into fields that an earlier model had and this one has not stays out. */
function onlyInputs(record: PostRecord, inputs: readonly PredictorInput[]): PostRecord {
  const filled = inputs.filter(({ column }) => record[column]?.trim());
  return Object.fromEntries(filled.map(({ column }) => [column, record[column]]));
}

/** Columns that sit out, with the reason: what is known only after posting is shown, marked, and not used. */
function NotUsed({ inputs }: { readonly inputs: readonly PredictorInput[] }) {
  const columns = useNotebook((state) => state.views.read?.columns);
  const settings = useNotebook((state) => state.experiment.data.columns);
  const after = (columns ?? [])
    .filter(
      ({ name, role }) => (settings[name]?.role ?? role) === "ignore" && inputs.every(({ column }) => column !== name),
    )
    .map(({ name, why }) => ({ name, why: settings[name]?.why ?? why }))
    .filter(({ why }) => /after/.test(why));
  if (after.length === 0) return null;
  return <p className="live-unused">Not used: {after.map(({ name, why }) => `${name} (${why})`).join(", ")}</p>;
}

function LiveModel() {
  const runs = useNotebook((state) => state.runs);
  const live = useNotebook((state) => state.liveRunId);
  const client = useClient();
  const actions = useActions();
  if (live === null || runs.length === 0) return null;
  // nothing to choose from
  if (runs.length === 1) return <span className="live-model-only">{runLabel(runs[0])}</span>;
  return (
    <select
      className="live-model"
      aria-label="Model of the live prediction"
      value={live}
      onChange={async (event) => {
        try {
          await client.usePredictor(event.target.value);
        } catch (thrown) {
          actions.notify({ tone: "fail", title: "This run's model cannot be used", detail: (thrown as Error).message });
        }
      }}
    >
      {runs.map((run) => (
        <option key={run.id} value={run.id}>
          {runLabel(run)}
        </option>
      ))}
    </select>
  );
}

function runLabel({ name, experiment }: RunSummary): string {
  return `${name} · ${MODEL_DESCRIPTIONS[experiment.model.kind]?.label ?? experiment.model.kind}`;
}

function NoModel() {
  const actions = useActions();
  const train = useNotebook((state) => state.cells.find(({ kind }) => kind === "train")?.id);
  return (
    <p className="live-empty">
      No run yet. Train a model
      {train && (
        <>
          {" in "}
          <a
            href={`#cell-${train}`}
            onClick={() => {
              actions.setFolded(train, false);
              actions.setCurrent(train);
            }}
          >
            Train
          </a>
        </>
      )}
      , or press Run all: a title and a body typed here are scored as you type.
    </p>
  );
}
