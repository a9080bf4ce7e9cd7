import { useActions, useNotebook } from "../cells/use-notebook";
import { Icon } from "../ui/Icon";
import { IconButton } from "../ui/Button";
import "./notice-area.css";

/** The region stays, so that screen readers hear what comes into it. */
export function NoticeArea() {
  const notice = useNotebook((state) => state.notice);
  const actions = useActions();
  return (
    <output className="notices" aria-live="polite" aria-label="Messages">
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
  );
}
