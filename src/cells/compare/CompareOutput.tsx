import { useState } from "react";
import type { ReactNode } from "react";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { formatCount } from "../../ui/format";
import { useClient, useNotebook } from "../use-notebook";
import { useTask } from "../use-task";
import { Comparison } from "./Comparison";
import { RunDetail } from "./RunDetail";
import { RunsTable } from "./RunsTable";
import { RunTools } from "./RunTools";
import { StoragePanel } from "./StoragePanel";
import { useRunView } from "./use-run-view";
import styles from "./compare.module.css";

/** Every run kept: the list, one of them in full, and two or more of them side by side. */
export function CompareOutput(): ReactNode {
  const client = useClient();
  const binned = useNotebook((state) => state.binned);
  const view = useRunView();
  const asked = useNotebook((state) => state.toCompare);
  const [answered, setAnswered] = useState(asked);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(asked));
  if (asked !== answered) {
    setAnswered(asked);
    setChosen(new Set(asked));
  }
  const [openId, setOpen] = useState<string | null>(null);
  const change = useTask((_, work: () => Promise<unknown>) => work());
  const act = (work: () => Promise<unknown>): void => void change.run(work);
  const selected = view.all.filter(({ id }) => chosen.has(id));
  const opened = view.all.find(({ id }) => id === openId);
  const last = binned.reduce<(typeof binned)[number] | null>(
    (latest, run) => (latest && latest.deletedAt! >= run.deletedAt! ? latest : run),
    null,
  );

  const toggle = (id: string): void =>
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return (
    <div className={styles.stack}>
      {view.all.length === 0 ? (
        <p className="note">
          No run yet. Every training is kept here with its settings, metrics and model until it is deleted.
        </p>
      ) : (
        <>
          <RunTools view={view} selected={selected} act={act} onClear={() => setChosen(new Set())} />
          <RunsTable
            view={view}
            chosen={chosen}
            openId={openId}
            onToggle={toggle}
            onOpen={(id) => setOpen(id === openId ? null : id)}
            onStar={(run) => act(() => client.changeRun(run.id, { starred: !run.starred }))}
          />
        </>
      )}
      {last && (
        <p className={styles.bin} role="status">
          {last.name} is deleted.{" "}
          <Button variant="link" icon="undo" onClick={() => act(() => client.restoreRun(last.id))}>
            Undo
          </Button>{" "}
          <Button variant="link" onClick={() => act(() => client.emptyBin())}>
            Delete {formatCount(binned.length, "run")} for good
          </Button>
        </p>
      )}
      {change.error && (
        <Alert tone="fail" title="That did not work" actions={<Button onClick={change.clear}>Close</Button>}>
          {change.error.message}.
        </Alert>
      )}
      <StoragePanel runs={view.all} act={act} />
      {opened && <RunDetail key={opened.id} run={opened} act={act} onClose={() => setOpen(null)} />}
      {view.all.length === 1 && (
        <p className="note">With two runs, this is where they are compared on the same test posts.</p>
      )}
      {view.all.length > 1 && selected.length < 2 && (
        <p className="note">
          Tick two or more runs to see what differs, by how much, and whether that is more than luck.
        </p>
      )}
      {selected.length >= 2 && <Comparison runs={selected} />}
    </div>
  );
}
