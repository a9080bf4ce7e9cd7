import type { ReactNode } from "react";
import { gateOfRun } from "../../pipeline/validate/gate";
import type { Gate } from "../../pipeline/validate/gate";
import type { RunSummary } from "../../pipeline/runs/run-summary";
import { Alert } from "../../ui/Alert";
import { Checkbox } from "../../ui/Checkbox";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { heldTitle, overrideNote } from "./ship-gate-words";

/** How a run stands against the problem's bar by its cross-validation. */
export function useGate(run: RunSummary | null): Gate | null {
  const experiment = useNotebook((state) => state.experiment);
  return run && gateOfRun(run, experiment);
}

/** Of a run that misses the bar: why it is held back, and the person's word to let it out all the same. */
export function ShipGate({ run }: { readonly run: RunSummary }): ReactNode {
  const client = useClient();
  const isGateOn = useNotebook((state) => state.experiment.validation.gate);
  const gate = useGate(run);
  const change = useTask((_, allow: boolean) => client.allowShipping(run.id, allow));
  if (gate?.status !== "misses" || !isGateOn) return null;
  return (
    <Alert tone="warn" title={heldTitle(run.name, gate)}>
      <Checkbox
        label="Offer it all the same"
        hint={
          gate.isHeld || !run.override
            ? "This is recorded in the run, with the bar and by how much it is missed."
            : overrideNote(run.override)
        }
        checked={!gate.isHeld}
        disabled={change.busy}
        onChange={(allow) => void change.run(allow)}
      />
      {change.error && <p className="field-error">{change.error.message}</p>}
    </Alert>
  );
}
