import type { ComponentProps } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./Icon";
import "./button.css";

export type ButtonVariant = "default" | "primary" | "quiet" | "link";

export interface ButtonProps extends ComponentProps<"button"> {
  /** "primary" at most once per region; "link" sits inside a sentence */
  readonly variant?: ButtonVariant;
  readonly icon?: IconName;
}

/** The label is the result: "Split by url", not "Fix". */
export function Button({ variant = "default", icon, className = "", children, type = "button", ...rest }: ButtonProps) {
  const classes = ["btn", variant === "default" ? "" : variant, className].filter(Boolean).join(" ");
  return (
    <button type={type} className={classes} {...rest}>
      {icon && <Icon name={icon} className="icon-12" />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  readonly icon: IconName;
  /** what it does, for people who do not see the picture */
  readonly label: string;
  readonly variant?: "default" | "quiet";
}

export function IconButton({
  icon,
  label,
  variant = "quiet",
  className = "",
  type = "button",
  title = label,
  ...rest
}: IconButtonProps) {
  const classes = ["btn icon", variant === "default" ? "" : variant, className].filter(Boolean).join(" ");
  return (
    <button type={type} className={classes} aria-label={label} title={title} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
