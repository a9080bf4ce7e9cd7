import type { ReactNode } from "react";
import { Icon } from "./Icon";
import "./alert.css";

export interface AlertProps {
  readonly tone: "info" | "warn" | "fail";
  /** what was found and what it does to the number, in one sentence */
  readonly title: string;
  /** one line of evidence */
  readonly children?: ReactNode;
  /** one fix (primary), one way to look */
  readonly actions?: ReactNode;
}

export function Alert({ tone, title, children, actions }: AlertProps) {
  return (
    <div className={`alert ${tone}`} role={tone === "fail" ? "alert" : "status"}>
      <Icon name={tone === "info" ? "info" : "warn"} />
      <p className="alert-title">{title}</p>
      {children && <div className="alert-text">{children}</div>}
      {actions && <div className="alert-actions">{actions}</div>}
    </div>
  );
}
