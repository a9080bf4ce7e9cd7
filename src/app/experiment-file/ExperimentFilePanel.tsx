import { useStore } from "zustand";
import { Dialog } from "../../ui/Dialog";
import { Tabs } from "../../ui/Tabs";
import { uiStore } from "../ui-store";
import type { ExperimentPanel } from "../ui-store";
import { DocumentTab } from "./DocumentTab";
import { LinkQuestion } from "./LinkQuestion";
import { PresetsTab } from "./PresetsTab";
import { VariantsTab } from "./VariantsTab";
import "./experiment-file.css";

const TABS = [
  { value: "document", label: "Document" },
  { value: "presets", label: "Presets" },
  { value: "variants", label: "Variants" },
];

/** The experiment as one file: read, edited, handed on, and set by presets. */
export function ExperimentFilePanel() {
  const panel = useStore(uiStore, (state) => state.experiment);
  const show = (experiment: ExperimentPanel | null) => uiStore.setState({ experiment });
  if (panel === null) return null;
  if (panel === "link") return <LinkQuestion onClose={() => show(null)} onEdit={() => show("document")} />;
  return (
    <Dialog open onClose={() => show(null)} title="Experiment file" wide>
      <Tabs label="Experiment file" value={panel} items={TABS} onChange={(value) => show(value as ExperimentPanel)}>
        {panel === "document" && <DocumentTab onVariants={() => show("variants")} />}
        {panel === "presets" && <PresetsTab onClose={() => show(null)} />}
        {panel === "variants" && <VariantsTab onClose={() => show(null)} />}
      </Tabs>
    </Dialog>
  );
}
