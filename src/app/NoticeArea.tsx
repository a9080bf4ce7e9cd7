import { useActions, useNotebook } from "../cells/use-notebook";
import { useStore } from "zustand";
import { Icon } from "../ui/Icon";
import { IconButton } from "../ui/Button";
import { ProgressBar } from "../ui/ProgressBar";
import { uiStore } from "./ui-store";
import "./notice-area.css";

/** The region stays, so that screen readers hear what comes into it. */
export function NoticeArea() {
  const notice = useNotebook((state) => state.notice);
  const actions = useActions();
  return (
    <div className="notices">
      <VariantProgress />
      <output aria-live="polite" aria-label="Messages">
        {notice && (
          <div className={`notice ${notice.tone}`}>
            <Icon name={notice.tone === "info" ? "info" : "warn"} />
            <div>
              <p className="notice-title">{notice.title}</p>
              {notice.detail && <p>{notice.detail}</p>}
            </div>
            <IconButton icon="cross" label="Close the message" onClick={actions.dismissNotice} />
          </div>
        )}
      </output>
    </div>
  );
}

/** What runs on after its panel was closed can be seen and stopped. */
function VariantProgress() {
  const run = useStore(uiStore, (state) => (state.experiment === "variants" ? null : state.variantRun));
  if (!run) return null;
  const { cancel, ...progress } = run;
  return (
    <div className="notice notice-work">
      <ProgressBar {...progress} onCancel={cancel} />
    </div>
  );
}
