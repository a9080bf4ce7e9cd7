import { useStore } from "zustand";
import { remedyText } from "../cells/features/forecast-words";
import { useActions } from "../cells/use-notebook";
import type { PartialExperiment } from "../experiment/experiment";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { formatBytes } from "../ui/format";
import { uiStore } from "./ui-store";
import { useCommands } from "./use-commands";

/** Said before it starts, with ways out: what will not fit into memory. */
export function ForecastDialog() {
  const asked = useStore(uiStore, (state) => state.forecast);
  const actions = useActions();
  const commands = useCommands();
  if (!asked) return null;
  const { forecast, stage } = asked;
  const close = () => uiStore.setState({ forecast: null });
  const runWith = (change: PartialExperiment | null) => {
    close();
    void commands.report(async () => {
      if (change) await actions.edit(change);
      await actions.runTo(stage);
    });
  };
  return (
    <Dialog open onClose={close} title="This may not fit into memory">
      <p>
        Running would hold about {formatBytes(forecast.totalBytes)}; the browser is believed to allow{" "}
        {formatBytes(forecast.limitBytes)}. Past that it may end the tab.
      </p>
      <div className="row dialog-choices">
        {forecast.remedies.map((remedy, index) => (
          <Button
            key={remedy.label}
            variant={index === 0 ? "primary" : "default"}
            onClick={() => runWith(remedy.change as PartialExperiment)}
          >
            {remedyText(remedy, forecast)}, then run
          </Button>
        ))}
        <Button onClick={() => runWith(null)}>Run as it is</Button>
        <Button variant="quiet" onClick={close}>
          Do not run
        </Button>
      </div>
    </Dialog>
  );
}
